"""Points, schemes and the ceiling: worked examples of the rule base 8.3 and 4, and what always holds."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.classification.rules.confirmations import QUESTIONS, questions_for
from app.classification.rules.points import (
    Score,
    after_faults,
    as_hundredths,
    from_hundredths,
    letters,
    level_of,
    parse_points,
    task_points,
    total_points,
)
from app.classification.rules.quota import Tally, has_ceiling, is_over, meters
from app.classification.rules.schemes import scheme_by_id, scheme_of, year_deadline
from app.eligibility.enums import ClassificationLevel as Level
from app.eligibility.enums import Subject
from app.organisation.enums import StaffGroup, UnitKind

CIVIL, LEADER, EMPLOYEE, CONTRACT = (
    StaffGroup.CIVIL_SERVANT,
    StaffGroup.LEADER,
    StaffGroup.PUBLIC_EMPLOYEE,
    StaffGroup.CONTRACT,
)
INDIVIDUAL, COLLECTIVE = Subject.INDIVIDUAL, Subject.COLLECTIVE


def known(scheme_id: str = "nd335_2025"):
    scheme = scheme_by_id(scheme_id)
    assert scheme is not None
    return scheme


def score(*parts: object, general: object = 30, **faults: int) -> Score:
    names = ("a", "b", "c", "d", "đ", "e")
    per_cent = {name: Decimal(str(part)) for name, part in zip(names, parts, strict=False)}
    return Score(general=Decimal(str(general)), per_cent=per_cent, **faults)


@pytest.mark.parametrize(
    ("year", "subject", "group", "kind", "scheme"),
    [
        (2014, INDIVIDUAL, CIVIL, UnitKind.OFFICE, None),
        (2018, INDIVIDUAL, CIVIL, UnitKind.OFFICE, "nd56_2015"),
        (2018, INDIVIDUAL, EMPLOYEE, UnitKind.CENTRE, "nd56_2015"),
        (2018, COLLECTIVE, None, UnitKind.OFFICE, None),
        (2019, INDIVIDUAL, LEADER, UnitKind.OFFICE, "nd56_2015"),
        (2020, INDIVIDUAL, CIVIL, UnitKind.OFFICE, "nd90_2020"),
        (2025, INDIVIDUAL, EMPLOYEE, UnitKind.CENTRE, "nd90_2020"),
        (2025, COLLECTIVE, None, UnitKind.OFFICE, None),
        (2026, INDIVIDUAL, CIVIL, UnitKind.DIVISION, "nd335_2025"),
        (2026, INDIVIDUAL, EMPLOYEE, UnitKind.CENTRE, "nd233_2026"),
        (2026, INDIVIDUAL, EMPLOYEE, UnitKind.DIVISION, "nd233_2026"),
        (2026, INDIVIDUAL, LEADER, UnitKind.DIVISION, "nd335_2025"),
        (2026, INDIVIDUAL, LEADER, UnitKind.CENTRE, "nd233_2026"),
        (2026, INDIVIDUAL, CONTRACT, UnitKind.DIVISION, "nd335_2025"),
        (2026, COLLECTIVE, None, UnitKind.DIVISION, "nd335_2025"),
        (2026, COLLECTIVE, None, UnitKind.CENTRE, "nd233_2026"),
        (2040, INDIVIDUAL, CIVIL, UnitKind.OFFICE, "nd335_2025"),
    ],
)
def test_the_scheme_follows_year_group_and_unit(year, subject, group, kind, scheme):
    found = scheme_of(year, subject, group, kind)
    assert (found.id if found else None) == scheme


def test_contract_staff_are_classified_by_analogy():
    found = [scheme_of(2026, INDIVIDUAL, group, UnitKind.OFFICE) for group in StaffGroup]
    assert [scheme.by_analogy for scheme in found if scheme] == [False, False, False, True]


def test_a_stored_scheme_is_found_again():
    assert known("nd233_2026").name == "NĐ 233/2026"
    assert scheme_by_id(None) is None
    assert scheme_by_id("nonsense") is None


@pytest.mark.parametrize(("year", "day"), [(2018, None), (2022, date(2022, 12, 15)), (2026, date(2026, 12, 15))])
def test_the_deadline_is_15_december_since_2020(year: int, day: date | None):
    assert year_deadline(year) == day


@pytest.mark.parametrize(
    ("points", "level"),
    [
        ("100", Level.HTXSNV),
        ("90", Level.HTXSNV),
        ("89.99", Level.HTTNV),
        ("70", Level.HTTNV),
        ("69.99", Level.HTNV),
        ("50", Level.HTNV),
        ("49.99", Level.KHTNV),
        ("0", Level.KHTNV),
    ],
)
@pytest.mark.parametrize("scheme_id", ["nd335_2025", "nd233_2026"])
def test_bands(scheme_id: str, points: str, level: Level):
    """8.3: at least 90, 70 to under 90, 50 to under 70, under 50."""
    assert level_of(Decimal(points), known(scheme_id)) is level


def test_a_scheme_of_criteria_has_no_bands():
    assert level_of(Decimal(95), known("nd90_2020")) is None
    assert letters(known("nd56_2015"), is_leader=False) == ()
    assert task_points(score(100), known("nd56_2015"), is_leader=False) == 0


def test_the_letters_come_from_the_formula():
    assert letters(known(), is_leader=False) == ("a", "b", "c")
    assert letters(known("nd233_2026"), is_leader=True) == ("a", "b", "c", "d", "đ", "e")


@pytest.mark.parametrize(
    ("given", "is_leader", "points"),
    [
        (score(100, 100, 100), False, "100"),
        (score(90, 80, 70, general=25), False, "81"),  # 240 / 3 x 70 % = 56
        (score(100, 100, 99, general=30), False, "99.76"),  # 99.7666... is cut, not rounded
        (score(100, 100, 100, 50, 100, 100), True, "94.16"),  # 550 / 6 x 70 % = 64.1666...
        (score(100, 100, 100), True, "65"),  # the parts of a leader that nobody entered count 0
        (score(100, 100, 100, items=4, content_errors=1), False, "98.54"),  # b = 100 - 25 / 4
        (score(100, 100, 100, items=1, delays=5), False, "76.66"),  # c does not fall below 0
        (score(100, 100, 100, general=35), False, "100"),  # general points end at 30
    ],
)
def test_points_add_up(given: Score, is_leader: bool, points: str):
    """8.3: staff (a+b+c)/3 x 70 %, leaders (a+b+c+d+đ+e)/6 x 70 %, 25 % off for each fault."""
    assert total_points(given, known(), is_leader=is_leader) == Decimal(points)


@pytest.mark.parametrize(
    "facts",
    [{"general": -1}, {"parts": (101,)}, {"parts": (-1,)}, {"items": -1}, {"content_errors": -1}, {"delays": -1}],
)
def test_what_cannot_be_is_refused(facts: dict):
    with pytest.raises(ValueError, match=r"not below|lie between"):
        score(*facts.pop("parts", (90,)), **{"general": 20, **facts})


def test_a_fault_without_pieces_of_work_takes_nothing():
    assert after_faults(Decimal(90), 2, 0, 25) == 90


@pytest.mark.parametrize(("text", "points"), [("", None), ("92,5", "92.5"), (" 70 ", "70"), ("100", "100"), ("0", "0")])
def test_points_are_read_as_typed(text: str, points: str | None):
    assert parse_points(text) == (Decimal(points) if points else None)


@pytest.mark.parametrize("text", ["101", "-1", "abc", "1e2", "92.555", "nan", "٣", "9" * 500, "1,2,3"])
def test_anything_else_is_no_points(text: str):
    with pytest.raises(ValueError, match=r".*"):
        parse_points(text)


@given(st.decimals(0, 100, places=2))
def test_hundredths_lose_nothing(points: Decimal):
    assert from_hundredths(as_hundredths(points)) == points


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_more_points_never_give_a_lower_level(one: Decimal, other: Decimal):
    lower, higher = sorted((one, other))
    first, second = level_of(lower, known()), level_of(higher, known())
    assert first is not None
    assert second is not None
    assert first.rank <= second.rank


PARTS = st.lists(st.decimals(0, 100, places=1), min_size=6, max_size=6)


@given(PARTS, st.integers(0, 5), st.decimals(0, 100, places=1), st.decimals(0, 30, places=1), st.booleans())
def test_a_better_part_never_takes_points_away(parts, place, better, general, is_leader):
    improved = [max(part, better) if at == place else part for at, part in enumerate(parts)]
    before = total_points(score(*parts, general=general), known(), is_leader=is_leader)
    assert before <= total_points(score(*improved, general=general), known(), is_leader=is_leader)


@given(PARTS, st.integers(1, 20), st.integers(0, 20), st.integers(0, 20))
def test_a_fault_never_adds_points(parts, items, errors, delays):
    clean = total_points(score(*parts), known(), is_leader=True)
    faulty = score(*parts, items=items, content_errors=errors, delays=delays)
    assert total_points(faulty, known(), is_leader=True) <= clean


def tallies(group: StaffGroup, good: int, excellent: int, scheme_id: str = "nd335_2025") -> list[Tally]:
    return [Tally(scheme_id, group, Level.HTTNV, good), Tally(scheme_id, group, Level.HTXSNV, excellent)]


@pytest.mark.parametrize(
    ("good", "excellent", "ceiling", "over"),
    [(10, 2, 2, 0), (10, 3, 2, 1), (4, 1, 0, 1), (0, 0, 0, 0), (0, 1, 0, 1), (14, 2, 2, 0)],
)
def test_a_fifth_of_the_good_ones_may_be_excellent(good: int, excellent: int, ceiling: int, over: int):
    """4: at most 20 % of the number rated HTTNV, rounded down; nobody at HTTNV makes the ceiling 0."""
    (meter,) = meters(tallies(CIVIL, good, excellent), 2026)
    assert (meter.agency.ceiling, meter.over_by) == (ceiling, over)
    assert is_over([meter]) is (over > 0)


def test_agency_and_each_group_have_a_ceiling():
    (meter,) = meters([*tallies(CIVIL, 10, 0), *tallies(LEADER, 4, 1)], 2026)
    assert [(line.group, line.ceiling, line.used) for line in (meter.agency, *meter.groups)] == [
        (None, 2, 1),
        ("civil_servant", 2, 0),
        ("leader", 0, 1),
    ]
    assert meter.over_by == 1


def test_each_scheme_is_measured_for_itself():
    found = meters([*tallies(CIVIL, 5, 1), *tallies(EMPLOYEE, 5, 2, "nd233_2026")], 2026)
    assert [(meter.scheme_id, meter.over_by) for meter in found] == [("nd233_2026", 1), ("nd335_2025", 0)]


@pytest.mark.parametrize(
    ("scheme_id", "year", "has"),
    [
        ("nd56_2015", 2018, False),
        ("nd90_2020", 2022, False),
        ("nd90_2020", 2023, True),
        ("nd335_2025", 2026, True),
        ("nd233_2026", 2026, True),
        ("nonsense", 2026, False),
    ],
)
def test_since_2023_there_is_a_ceiling(scheme_id: str, year: int, has: bool):
    """4: NĐ 56/2015 and NĐ 88/2017 had none [K]; NĐ 48/2023 brought it."""
    assert has_ceiling(scheme_id, year) is has


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 100))
def test_more_good_people_never_lower_the_ceiling(good: int, more: int, excellent: int):
    (few,) = meters(tallies(CIVIL, good, excellent), 2026)
    (many,) = meters(tallies(CIVIL, good + more, excellent), 2026)
    assert few.agency.ceiling is not None
    assert many.agency.ceiling is not None
    assert few.agency.ceiling <= many.agency.ceiling
    assert many.agency.ceiling * 5 <= good + more


def test_every_question_has_words_and_a_scheme_of_its_own():
    assert len({question.key for question in QUESTIONS}) == len(QUESTIONS)
    assert {question.key for question in questions_for("nd335_2025", INDIVIDUAL, is_leader=False)} == {
        "degradation",
        "old_unit_opinion",
    }
    assert "unit_plan_pct" in {question.key for question in questions_for("nd56_2015", INDIVIDUAL, is_leader=True)}
