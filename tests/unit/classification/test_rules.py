"""What a classification may say, as tables of cases."""

from datetime import date

import pytest

from app.classification import rules
from app.classification.enums import ClassificationStatus

TODAY = date(2026, 12, 20)


@pytest.mark.parametrize(
    ("year", "today", "day"),
    [
        (2018, TODAY, date(2018, 12, 31)),
        (2026, TODAY, TODAY),
        (2026, date(2026, 12, 31), date(2026, 12, 31)),
        (2026, date(2027, 1, 1), date(2026, 12, 31)),
        (2027, TODAY, TODAY),
    ],
)
def test_people_are_read_at_the_end_of_the_year_or_today(year: int, today: date, day: date):
    assert rules.reference_day(year, today) == day


def test_a_level_without_a_day_is_only_proposed():
    assert rules.status_of(None) is ClassificationStatus.PROPOSED
    assert rules.status_of(TODAY) is ClassificationStatus.DECIDED


@pytest.mark.parametrize(
    ("typed", "old", "changes", "for_all", "day"),
    [
        (TODAY, None, False, False, TODAY),
        (TODAY, date(2026, 12, 1), False, False, date(2026, 12, 1)),
        (TODAY, date(2026, 12, 1), True, False, TODAY),
        (TODAY, date(2026, 12, 1), False, True, TODAY),
        (None, date(2026, 12, 1), False, False, date(2026, 12, 1)),
        (None, date(2026, 12, 1), True, False, None),
    ],
)
def test_one_typed_day_goes_to_new_and_changed_rows(typed, old, changes: bool, for_all: bool, day):
    assert rules.decision_day(typed, old_day=old, level_changes=changes, for_all=for_all) == day


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (None, 0),
        (date(2026, 1, 1), 0),
        (TODAY, 0),
        (date(2026, 12, 21), 1),
        (date(2025, 12, 31), 1),
    ],
)
def test_the_day_of_decision_lies_in_the_year_and_is_not_to_come(day, count: int):
    assert len(rules.decision_day_problems(day, year=2026, today=TODAY)) == count


def test_the_year_after_is_late_but_right():
    assert rules.decision_day_problems(date(2019, 1, 4), year=2018, today=TODAY) == []
    assert len(rules.decision_day_problems(date(2020, 1, 1), year=2018, today=TODAY)) == 1


@pytest.mark.parametrize(("entered", "undecided", "count"), [(0, 0, 1), (5, 1, 1), (5, 0, 0)])
def test_only_decided_levels_are_locked(entered: int, undecided: int, count: int):
    assert len(rules.locking_problems(entered=entered, undecided=undecided)) == count


@pytest.mark.parametrize(("length", "count"), [(0, 0), (500, 0), (501, 1)])
def test_a_note_fits(length: int, count: int):
    assert len(rules.note_problems("x" * length)) == count


@pytest.mark.parametrize(("reason", "count"), [("", 1), ("nhập nhầm", 0), ("x" * 2001, 1)])
def test_unlocking_needs_a_reason(reason: str, count: int):
    assert len(rules.reason_problems(reason)) == count
