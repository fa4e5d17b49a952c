"""Start, save, close and reopen: what is stored, what is refused, what the trail tells."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from app.audit.queries import events_of
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.leadership_review import services
from app.leadership_review.draft import FigureDraft, PointDraft, ReviewDraft, TaskDraft, cleaned
from app.leadership_review.enums import PointKind, ReviewStatus
from app.leadership_review.queries import reviews_of
from tests.factories.leadership_review import AT, FULL, SMALL, YEAR, make_review, read

pytestmark = pytest.mark.both_engines


@contextmanager
def refused(field: str | None) -> Iterator[None]:
    """Expect one refusal, about this field."""
    with pytest.raises(RuleBroken) as refusal:
        yield
    assert [problem.field for problem in refusal.value.problems] == [field]


def kinds(session, review_id) -> list[str]:
    return [event.kind.split(".")[1] for event in events_of(session, review_id)]


def test_a_started_review_is_an_empty_draft(session, ground):
    review_id = services.start_review(ground.body.id, YEAR, actor=ground.officer, at=AT)

    review = read(session, review_id)
    assert (review.year, review.status, review.version) == (2018, ReviewStatus.DRAFT, 1)
    assert review.draft == cleaned(ReviewDraft())
    assert kinds(session, review_id) == ["started"]


def test_a_body_has_one_review_a_year(session, ground):
    services.start_review(ground.body.id, YEAR, actor=ground.officer, at=AT)

    with refused("year"):
        services.start_review(ground.body.id, YEAR, actor=ground.officer, at=AT)
    services.start_review(ground.other.id, YEAR, actor=ground.stranger, at=AT)
    services.start_review(ground.body.id, 2017, actor=ground.officer, at=AT)

    assert [row.year for row in reviews_of(session, ground.body.id)] == [2018, 2017]


@pytest.mark.parametrize("year", [2020, 1999, -1, 99999])
def test_a_year_that_has_not_begun_or_is_of_another_age_is_refused(session, ground, year):
    with pytest.raises(RuleBroken):
        services.start_review(ground.body.id, year, actor=ground.officer, at=AT)


def test_who_may_start(session, ground):
    for actor in (ground.director, ground.auditor):
        with pytest.raises(NotAllowed):
            services.start_review(ground.body.id, YEAR, actor=actor, at=AT)
    with pytest.raises(NotFound):
        services.start_review(ground.body.id, YEAR, actor=ground.stranger, at=AT)
    with pytest.raises(NotFound):
        services.start_review(uuid4(), YEAR, actor=ground.officer, at=AT)
    with refused(None):
        services.start_review(ground.division.id, YEAR, actor=ground.officer, at=AT)


def test_the_whole_record_is_saved_in_one_act_with_its_lists_in_order(session, ground):
    review = make_review(session, ground.body.id, ground.officer)

    assert review.draft == cleaned(FULL)
    assert review.version == 2
    assert kinds(session, review.id) == ["started", "saved"]

    turned = replace(FULL, tasks=FULL.tasks[::-1], figures=FULL.figures[::-1])
    services.save_review(review.id, turned, version=2, actor=ground.officer, at=AT)

    review = read(session, review.id)
    assert review.draft == cleaned(turned)
    assert review.version == 3


def test_the_trail_tells_what_went_and_what_came(session, ground):
    review = make_review(session, ground.body.id, ground.officer)
    changed = replace(
        FULL,
        conference_chair="Phó Giám đốc Sở",
        figures=(FULL.figures[0], replace(FULL.figures[1], value=Decimal(100), note="")),
    )

    services.save_review(review.id, changed, version=2, actor=ground.officer, at=AT)

    assert events_of(session, review.id)[-1].changes == {
        "conference_chair": ["Giám đốc Sở", "Phó Giám đốc Sở"],
        "figures": [
            "Đo lường · Tỷ lệ hồ sơ đã xử lý · 99,5 % · 347 lượt hồ sơ",
            "Đo lường · Tỷ lệ hồ sơ đã xử lý · 100 %",
        ],
    }


def test_saving_the_same_again_changes_nothing(session, ground):
    review = make_review(session, ground.body.id, ground.officer)

    services.save_review(review.id, FULL, version=2, actor=ground.officer, at=AT)

    assert read(session, review.id).version == 2
    assert kinds(session, review.id) == ["started", "saved"]


def test_texts_are_composed_and_trimmed_and_empty_lines_dropped(session, ground):
    typed = ReviewDraft(
        overview="  Nguye\u0302\u0303n \r\n\r\n\r\n Văn\u200b ",
        tasks=(TaskDraft(), TaskDraft(name=" Nhie\u0323\u0302m vụ "), TaskDraft(name="\u200b")),
        figures=(FigureDraft(),),
        points={PointKind.CAUSE: (PointDraft("  "), PointDraft("Do chủ quan"))},
    )

    review = make_review(session, ground.body.id, ground.officer, draft=typed)

    assert review.draft.overview == "Nguyễn\n\nVăn"
    assert review.draft.tasks == (TaskDraft(name="Nhiệm vụ"),)
    assert review.draft.figures == ()
    assert review.draft.points[PointKind.CAUSE] == (PointDraft("Do chủ quan"),)


def test_a_draft_that_breaks_a_rule_leaves_the_record_as_it_was(session, ground):
    review = make_review(session, ground.body.id, ground.officer)

    with pytest.raises(RuleBroken):
        services.save_review(
            review.id, replace(FULL, tasks=(TaskDraft("x" * 10_000),)), version=2, actor=ground.officer, at=AT
        )

    assert read(session, review.id).draft == cleaned(FULL)


def test_a_stale_version_is_refused(session, ground):
    review = make_review(session, ground.body.id, ground.officer)

    with pytest.raises(StaleVersion):
        services.save_review(review.id, SMALL, version=1, actor=ground.officer, at=AT)
    with pytest.raises(StaleVersion):
        services.close_review(review.id, version=1, actor=ground.director, at=AT)

    assert read(session, review.id).draft == cleaned(FULL)


def test_who_may_save_close_and_reopen(session, ground):
    review = make_review(session, ground.body.id, ground.officer)

    for actor, refusal in ((ground.director, NotAllowed), (ground.auditor, NotAllowed), (ground.stranger, NotFound)):
        with pytest.raises(refusal):
            services.save_review(review.id, SMALL, version=2, actor=actor, at=AT)
    for actor, refusal in ((ground.officer, NotAllowed), (ground.auditor, NotAllowed), (ground.stranger, NotFound)):
        with pytest.raises(refusal):
            services.close_review(review.id, version=2, actor=actor, at=AT)
        with pytest.raises(refusal):
            services.reopen_review(review.id, "Sửa số liệu", actor=actor, at=AT)
    with pytest.raises(NotFound):
        services.save_review(uuid4(), SMALL, version=1, actor=ground.officer, at=AT)


def test_closing_keeps_the_award_result_and_makes_the_record_read_only(session, ground, told_result):
    review = make_review(session, ground.body.id, ground.officer)

    services.close_review(review.id, version=2, actor=ground.director, at=AT)
    told_result[:] = ["Sở đã công nhận 12 tập thể lao động tiên tiến."]

    closed = read(session, review.id)
    assert (closed.status, closed.closed_at) == (ReviewStatus.CLOSED, AT)
    assert closed.award_result == "Sở đã công nhận 11 tập thể lao động tiên tiến."
    with pytest.raises(TransitionError):
        services.save_review(review.id, SMALL, version=closed.version, actor=ground.officer, at=AT)
    with pytest.raises(TransitionError):
        services.close_review(review.id, version=closed.version, actor=ground.director, at=AT)
    assert read(session, review.id).draft == cleaned(FULL)
    assert kinds(session, review.id) == ["started", "saved", "closed"]


@pytest.mark.parametrize(
    ("gap", "field"),
    [
        ({"proposed_level": None}, "proposed_level"),
        ({"conference_on": None}, "conference_on"),
        ({"conference_on": date(2019, 2, 1)}, "conference_on"),
        ({"conference_chair": " "}, "conference_chair"),
        ({"tasks": ()}, "tasks"),
    ],
)
def test_an_incomplete_review_is_not_closed(session, ground, gap, field):
    review = make_review(session, ground.body.id, ground.officer, draft=replace(FULL, **gap))

    with refused(field):
        services.close_review(review.id, version=2, actor=ground.director, at=AT)

    assert read(session, review.id).status is ReviewStatus.DRAFT


def test_the_head_opens_a_closed_review_again_with_a_reason(session, ground, told_result):
    review = make_review(session, ground.body.id, ground.officer)
    services.close_review(review.id, version=2, actor=ground.director, at=AT)
    later = AT + timedelta(days=1)

    with refused("reason"):
        services.reopen_review(review.id, "  ", actor=ground.director, at=later)
    with refused("reason"):
        services.reopen_review(review.id, "x" * 10_000, actor=ground.director, at=later)
    services.reopen_review(review.id, "Bổ sung số liệu", actor=ground.director, at=later)

    reopened = read(session, review.id)
    assert (reopened.status, reopened.closed_at, reopened.award_result) == (ReviewStatus.DRAFT, None, "")
    assert events_of(session, review.id)[-1].reason == "Bổ sung số liệu"
    services.save_review(review.id, SMALL, version=reopened.version, actor=ground.officer, at=later)
    with pytest.raises(TransitionError):
        services.reopen_review(review.id, "Bổ sung số liệu", actor=ground.director, at=later)


def test_a_review_is_read_in_two_selects(session, ground, counted):
    review_id = make_review(session, ground.body.id, ground.officer).id
    session.expire_all()

    with counted() as queries:
        review = read(session, review_id)

    assert len(queries) == 2
    assert review.parent_name == "Ủy ban nhân dân thành phố"
