"""What a review may hold, and what it needs before it is closed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.core.errors import TransitionError
from app.leadership_review import rules
from app.leadership_review.draft import FigureDraft, PointDraft, ReviewDraft, TaskDraft, cleaned
from app.leadership_review.enums import PointKind, ReviewStatus
from app.leadership_review.facts import differences, plain_number
from tests.factories.leadership_review import FULL


def problem_fields(draft: ReviewDraft) -> list[str | None]:
    return [problem.field for problem in rules.draft_problems(cleaned(draft), 2018)]


def test_a_full_and_an_empty_draft_can_both_be_saved():
    assert problem_fields(FULL) == []
    assert problem_fields(ReviewDraft()) == []


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (ReviewDraft(overview="x" * 20_001), "overview"),
        (ReviewDraft(conference_chair="x" * 201), "conference_chair"),
        (ReviewDraft(conference_on=date(2017, 12, 31)), "conference_on"),
        (ReviewDraft(conference_on=date(2020, 1, 1)), "conference_on"),
        (ReviewDraft(tasks=[TaskDraft(name="x" * 2_001)]), "tasks"),
        (ReviewDraft(tasks=[TaskDraft(result="Vượt")]), "tasks"),
        (ReviewDraft(tasks=[TaskDraft("Nhiệm vụ", percent_of_plan=-1)]), "tasks"),
        (ReviewDraft(tasks=[TaskDraft("Nhiệm vụ", days_early=-5_000)]), "tasks"),
        (ReviewDraft(tasks=[TaskDraft("Nhiệm vụ")] * 31), "tasks"),
        (ReviewDraft(figures=[FigureDraft("Đo lường", "Số", None)]), "figures"),
        (ReviewDraft(figures=[FigureDraft("", "Số", Decimal(1))]), "figures"),
        (ReviewDraft(figures=[FigureDraft("Đo lường", "Số", Decimal("0.005"))]), "figures"),
        (ReviewDraft(figures=[FigureDraft("Đo lường", "Số", Decimal("NaN"))]), "figures"),
        (ReviewDraft(figures=[FigureDraft("Đo lường", "Số", Decimal(10) ** 12)]), "figures"),
        (ReviewDraft(figures=[FigureDraft("Đo lường", "Số", Decimal(1))] * 121), "figures"),
        (ReviewDraft(points={PointKind.REMEDY: [PointDraft(owner="Văn phòng")]}), "remedy"),
        (ReviewDraft(points={PointKind.CAUSE: [PointDraft("x")] * 41}), "cause"),
    ],
)
def test_what_cannot_be_saved_names_its_part(draft, field):
    assert problem_fields(draft) == [field]


def test_days_late_and_a_zero_are_facts_and_not_gaps():
    draft = ReviewDraft(
        tasks=[TaskDraft("Nhiệm vụ", percent_of_plan=0, days_early=-15)],
        figures=[FigureDraft("Đo lường", "Khiếu nại", Decimal(0))],
    )

    assert problem_fields(draft) == []
    assert cleaned(draft).figures == (FigureDraft("Đo lường", "Khiếu nại", Decimal(0)),)


def test_a_review_is_closed_once_and_may_be_opened_again():
    assert rules.move(ReviewStatus.DRAFT, ReviewStatus.CLOSED) is ReviewStatus.CLOSED
    assert rules.move(ReviewStatus.CLOSED, ReviewStatus.DRAFT) is ReviewStatus.DRAFT
    for status in ReviewStatus:
        with pytest.raises(TransitionError):
            rules.move(status, status)


def test_an_empty_review_lacks_four_things_before_it_is_closed():
    fields = [problem.field for problem in rules.closing_problems(ReviewDraft(), date(2019, 1, 7))]

    assert fields == ["conference_on", "conference_chair", "proposed_level", "tasks"]
    assert rules.closing_problems(FULL, date(2019, 1, 4)) == []


def test_a_mere_change_of_order_is_a_change():
    turned = replace(FULL, tasks=FULL.tasks[::-1])

    assert list(differences(cleaned(FULL), cleaned(turned))) == ["tasks"]
    assert differences(cleaned(FULL), cleaned(FULL)) == {}


@pytest.mark.parametrize(
    ("stored", "shown"), [("17334.00", "17334"), ("99.50", "99.5"), ("0.00", "0"), ("-12.05", "-12.05"), ("100", "100")]
)
def test_a_number_is_shown_without_decimals_that_say_nothing(stored, shown):
    assert str(plain_number(Decimal(stored))) == shown
