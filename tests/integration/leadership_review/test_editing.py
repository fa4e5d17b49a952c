"""The one page on which a review is written: rows, bad input, two officers at once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.core.clock import now
from app.leadership_review import services
from app.leadership_review.draft import FigureDraft, PointDraft, TaskDraft, cleaned
from app.leadership_review.enums import PointKind
from app.leadership_review.seeding import draft_from_seed
from tests.factories.leadership_review import FULL, make_review, read
from tests.integration.leadership_review.forms_sent import fields_of, text, typed

LIST = "/leadership-reviews"
ENGLISH = {"Accept-Language": "en"}


pytestmark = pytest.mark.usefixtures("told_result")


def test_the_form_comes_back_with_what_is_stored(session, ground, hr, review):
    page = text(hr.get(f"{LIST}/{review.id}/edit", headers={"Accept-Language": "vi"}))

    assert 'value="17.334"' in page
    assert 'value="99,5"' in page
    assert 'value="-3"' in page


def test_an_officer_saves_the_whole_record(session, ground, hr, review):
    fields = typed(
        **{
            "overview": "Nguye\u0302\u0303n",
            "figures-0-field": "Đo lường",
            "figures-0-name": "Phương tiện đo",
            "figures-0-value": "17.334",
            "figures-1-name": "Tỷ lệ",
            "figures-1-value": "99,5",
            "remedy-0-text": "Đẩy mạnh",
            "remedy-0-owner": "Văn phòng",
            "remedy-0-due_on": "31/12/2019",
            "cause-0-text": "   ",
            "cause-3-text": "Chủ quan",
        }
    )

    answer = hr.post(f"{LIST}/{review.id}/edit", data=fields, headers={"Accept-Language": "vi"})

    assert answer.status_code == 302, text(answer)
    draft = read(session, review.id).draft
    assert draft.overview == "Nguyễn"
    assert draft.tasks == (TaskDraft("Thanh tra đo lường", percent_of_plan=125, days_early=-15),)
    assert draft.figures == (
        FigureDraft("Đo lường", "Phương tiện đo", Decimal(17334)),
        FigureDraft("Đo lường", "Tỷ lệ", Decimal("99.5")),
    )
    assert draft.points[PointKind.CAUSE] == (PointDraft("Chủ quan"),)
    assert draft.points[PointKind.REMEDY][0].owner == "Văn phòng"


def test_a_form_sent_back_unchanged_changes_nothing(session, ground, hr):
    review = make_review(session, ground.body.id, ground.officer, draft=draft_from_seed())
    fields = fields_of(text(hr.get(f"{LIST}/{review.id}/edit")))

    assert hr.post(f"{LIST}/{review.id}/edit", data=fields).status_code == 302

    after = read(session, review.id)
    assert after.version == review.version
    assert after.draft == cleaned(draft_from_seed())


def test_a_row_is_added_moved_and_removed_and_nothing_typed_is_lost(session, hr, review):
    fields = typed(**{"tasks-1-name": "Khởi nghiệp", "tasks-1-days_early": "abc", "figures-0-value": "mười"})
    address = f"{LIST}/{review.id}/edit"

    added = hr.post(address, data={**fields, "row": "add:tasks"})
    assert added.status_code == 200
    sent = fields_of(text(added))
    assert (sent["tasks-1-name"], sent["tasks-1-days_early"], sent["figures-0-value"]) == ("Khởi nghiệp", "abc", "mười")
    assert sent["tasks-2-name"] == ""
    assert "autofocus" in text(added)

    lifted = fields_of(text(hr.post(address, data={**sent, "row": "up:tasks:1"})))
    assert (lifted["tasks-0-name"], lifted["tasks-1-name"]) == ("Khởi nghiệp", "Thanh tra đo lường")
    assert (lifted["tasks-0-days_early"], lifted["tasks-1-days_early"]) == ("abc", "-15")

    removed = fields_of(text(hr.post(address, data={**lifted, "row": "remove:tasks:0"})))
    assert removed["tasks-0-name"] == "Thanh tra đo lường"
    assert "tasks-2-name" not in removed

    assert read(session, review.id).draft == cleaned(FULL)


@pytest.mark.parametrize(
    "act", ["", "add", "add:", "add:version", "remove:tasks:99", "remove:tasks:-1", "up:tasks:²", "up:tasks:0", "x:y:z"]
)
def test_a_forged_act_on_rows_changes_nothing(session, hr, review, act):
    answer = hr.post(f"{LIST}/{review.id}/edit", data={**typed(version=1), "row": act})

    assert answer.status_code in {200, 409}
    assert read(session, review.id).draft == cleaned(FULL)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("conference_chair", "x" * 10_000),
        ("overview", "x" * 20_001),
        ("attendees", "ễ" * 10_000),
        ("conference_on", "31/02/2019"),
        ("conference_on", "04/01/2025"),
        ("proposed_level", "BEST"),
        ("tasks-0-name", "x" * 10_000),
        ("tasks-0-percent_of_plan", "viel"),
        ("tasks-0-percent_of_plan", "-1"),
        ("tasks-0-days_early", "9" * 40),
        ("tasks-1-result", "Vượt"),
        ("figures-0-value", "12"),
        ("figures-0-value", "1e400"),
        ("figures-0-value", "NaN"),
        ("figures-0-note", "x" * 10_000),
        ("remedy-0-owner", "Văn phòng"),
        ("remedy-0-due_on", "mai"),
        ("cause-0-text", "x" * 10_000),
    ],
)
def test_bad_input_comes_back_filled_in_with_a_summary(session, hr, review, field, value):
    answer = hr.post(f"{LIST}/{review.id}/edit", data=typed(**{field: value}), headers=ENGLISH)

    assert answer.status_code == 422
    assert "error-summary" in text(answer)
    assert fields_of(text(answer)).get(field) in ({value} if field != "proposed_level" else {""})
    assert read(session, review.id).draft == cleaned(FULL)


def test_forged_row_numbers_are_passed_over(session, hr, review):
    forged = {
        "tasks-²-name": "a",
        f"tasks-{'9' * 5000}-name": "b",
        "tasks--name": "c",
        "tasks": "d",
        "cause-٣-text": "e",
    }

    assert hr.post(f"{LIST}/{review.id}/edit", data=typed(**forged)).status_code == 302
    assert len(read(session, review.id).draft.tasks) == 1


def test_more_rows_than_fit_come_back_with_a_message(session, hr, review):
    many = {f"tasks-{number}-name": f"Nhiệm vụ {number}" for number in range(31)}

    answer = hr.post(f"{LIST}/{review.id}/edit", data=typed(**many), headers=ENGLISH)

    assert answer.status_code == 422
    assert "At most 30 rows fit here." in text(answer)
    assert fields_of(text(answer))["tasks-30-name"] == "Nhiệm vụ 30"
    full = {f"tasks-{number}-name": f"Nhiệm vụ {number}" for number in range(30)}
    one_more = hr.post(f"{LIST}/{review.id}/edit", data={**typed(**full), "row": "add:tasks"}, headers=ENGLISH)
    assert "At most 30 rows fit here." in text(one_more)
    assert "tasks-30-name" not in fields_of(text(one_more))


def test_a_stale_form_shows_both_texts_and_can_be_kept(session, ground, hr, review):
    services.save_review(
        review.id, replace(FULL, conference_chair="Phó Giám đốc"), version=2, actor=ground.officer, at=now()
    )

    answer = hr.post(f"{LIST}/{review.id}/edit", data=typed(version=2, conference_chair="Chủ tịch"))

    assert answer.status_code == 409
    assert "Chủ tịch" in text(answer)
    assert "Phó Giám đốc" in text(answer)
    assert 'name="version" value="3"' in text(answer)
    assert read(session, review.id).draft.conference_chair == "Phó Giám đốc"
    kept = hr.post(f"{LIST}/{review.id}/edit", data=typed(version=3, conference_chair="Chủ tịch"))
    assert kept.status_code == 302
    assert read(session, review.id).draft.conference_chair == "Chủ tịch"
