"""What the law says of levels, as a table of cases; each cites the section of the rule base that it stands on."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.classification.rules.facts import Absence, Case, Discipline, FormerPlace
from app.classification.rules.findings import findings, worst
from app.classification.rules.schemes import scheme_of
from app.eligibility.choices import Choices
from app.eligibility.enums import ClassificationLevel as Level
from app.eligibility.enums import Confidence, DisciplineLevel, LeaveKind, Outcome, Subject
from app.eligibility.verdict import Finding
from app.organisation.enums import StaffGroup, UnitKind

MET, ASK, UNMET = Outcome.MET, Outcome.NEEDS_CONFIRMATION, Outcome.NOT_MET
CIVIL, LEADER, EMPLOYEE = StaffGroup.CIVIL_SERVANT, StaffGroup.LEADER, StaffGroup.PUBLIC_EMPLOYEE


def case(year: int, level: Level, **facts: object) -> Case:
    return Case(year=year, level=level, **facts)  # type: ignore[arg-type]


def judged(given: Case, choices: Choices | None = None) -> dict[str, Finding]:
    scheme = scheme_of(given.year, given.subject, given.group, given.kind)
    found = findings(given, scheme, choices or Choices())
    return {each.condition.removeprefix("classification."): each for each in found}


def disciplined(day: date, *, duty: bool = True) -> tuple[Discipline, ...]:
    return (Discipline(severity=DisciplineLevel.REPRIMAND, decided_on=day, number="5/QĐ", is_duty_related=duty),)


def away(kind: LeaveKind, first: date, last: date | None) -> tuple[Absence, ...]:
    return (Absence(kind, first, last),)


IN_2022, IN_2026 = disciplined(date(2022, 5, 1)), disciplined(date(2026, 5, 1))
FOUR_MONTHS = away(LeaveKind.SICKNESS, date(2022, 3, 1), date(2022, 6, 30))
SEVEN_MONTHS = away(LeaveKind.UNPAID, date(2022, 3, 1), date(2022, 9, 30))

CASES = [
    # 8.1: HTXSNV of 2018 needs an applied and recognised initiative, topic or solution (NĐ 88/2017).
    ("8.1", case(2018, Level.HTXSNV, initiatives=("Quy trình số",)), "initiative", MET),
    ("8.1", case(2018, Level.HTXSNV), "initiative", ASK),
    ("8.1", case(2018, Level.HTXSNV, confirmed={"initiative": True}), "initiative", MET),
    ("8.1", case(2018, Level.HTXSNV, confirmed={"initiative": False}), "initiative", UNMET),
    ("8.1", case(2018, Level.HTTNV), "initiative", None),
    ("8.2", case(2022, Level.HTXSNV), "initiative", None),  # NĐ 90/2020 dropped the initiative
    # 8.1: a leader's unit at 70 % to under 100 % of its plan limits the leader (NĐ 56/2015 Điều 20.2).
    ("8.1", case(2018, Level.HTTNV, group=LEADER, confirmed={"unit_plan_pct": 100}), "unit_plan_pct", MET),
    ("8.1", case(2018, Level.HTTNV, group=LEADER, confirmed={"unit_plan_pct": 99}), "unit_plan_pct", UNMET),
    ("8.1", case(2018, Level.HTNV, group=LEADER, confirmed={"unit_plan_pct": 70}), "unit_plan_pct", MET),
    ("8.1", case(2018, Level.HTNV, group=LEADER, confirmed={"unit_plan_pct": 69}), "unit_plan_pct", ASK),  # [K]
    ("8.1", case(2018, Level.HTTNV, group=LEADER), "unit_plan_pct", ASK),
    ("8.1", case(2018, Level.HTTNV), "unit_plan_pct", None),
    ("8.1", case(2018, Level.HTTNV, group=LEADER, confirmed={"leader_limited": True}), "leader_limited", UNMET),
    ("8.1", case(2018, Level.HTTNV, group=LEADER, none_forced=True), "leader_limited", MET),
    ("8.1", case(2018, Level.HTNV, group=LEADER, confirmed={"leader_limited": True}), "leader_limited", None),
    # 8.1 [K]: heads not above their unit, so a warning only; 8.3: NĐ 233/2026 Điều 12.7 fixes it.
    ("8.1", case(2018, Level.HTXSNV, is_head=True, unit_level=Level.HTTNV), "not_above_unit", ASK),
    ("8.1", case(2018, Level.HTTNV, is_head=True, unit_level=Level.HTTNV), "not_above_unit", MET),
    (
        "8.3",
        case(2026, Level.HTXSNV, group=LEADER, kind=UnitKind.CENTRE, is_head=True, unit_level=Level.HTTNV),
        "not_above_unit",
        UNMET,
    ),
    ("8.3", case(2026, Level.HTTNV, group=LEADER, kind=UnitKind.CENTRE, is_head=True), "not_above_unit", ASK),
    ("8.3", case(2026, Level.HTXSNV, group=LEADER, is_head=True, unit_level=Level.HTTNV), "not_above_unit", None),
    # 8.2: disciplined by Party or administration in the year is KHTNV (NĐ 48/2023).
    ("8.2", case(2022, Level.HTNV, discipline=IN_2022), "discipline", UNMET),
    ("8.2", case(2022, Level.HTNV, discipline=disciplined(date(2022, 5, 1), duty=False)), "discipline", UNMET),
    ("8.2", case(2022, Level.KHTNV, discipline=IN_2022), "discipline", None),
    ("8.2", case(2022, Level.HTNV, discipline=disciplined(date(2021, 12, 31))), "discipline", MET),
    # 8.2: one violation counts once.
    ("8.2", case(2022, Level.HTNV, discipline=IN_2022, level_before=Level.KHTNV), "discipline", ASK),
    # 8.3: disciplined from khiển trách for a duty-related act in the year is KHTNV (NĐ 335/2025).
    ("8.3", case(2026, Level.HTTNV, discipline=IN_2026), "discipline", UNMET),
    ("8.3", case(2026, Level.HTTNV, discipline=disciplined(date(2026, 5, 1), duty=False)), "discipline", MET),
    ("8.1", case(2018, Level.HTTNV, discipline=disciplined(date(2018, 5, 1))), "discipline", ASK),  # [K]
    # 8.3: degradation or breach of Party bans concluded; corruption or waste in the leader's unit.
    ("8.3", case(2026, Level.HTNV, confirmed={"degradation": True}), "degradation", UNMET),
    ("8.3", case(2026, Level.HTNV), "degradation", ASK),
    ("8.3", case(2026, Level.HTNV, none_forced=True), "degradation", MET),
    ("8.3", case(2026, Level.HTNV, none_forced=True, confirmed={"degradation": True}), "degradation", UNMET),
    ("8.3", case(2026, Level.KHTNV, confirmed={"degradation": True}), "degradation", None),
    (
        "8.3",
        case(2026, Level.HTNV, group=LEADER, confirmed={"corruption_in_unit": True}),
        "corruption_in_unit",
        UNMET,
    ),
    ("8.3", case(2026, Level.HTNV, confirmed={"corruption_in_unit": True}), "corruption_in_unit", None),
    # 8.2: absent 3 to under 6 months, maternity excepted: rated, but not HTTNV or above.
    ("8.2", case(2022, Level.HTTNV, absences=FOUR_MONTHS), "absence", UNMET),
    ("8.2", case(2022, Level.HTNV, absences=FOUR_MONTHS), "absence", MET),
    (
        "8.2",
        case(2022, Level.HTTNV, absences=away(LeaveKind.MATERNITY, date(2022, 3, 1), date(2022, 6, 30))),
        "absence",
        None,
    ),
    (
        "8.2",
        case(2022, Level.HTTNV, absences=away(LeaveKind.SICKNESS, date(2022, 1, 1), date(2022, 3, 30))),
        "absence",
        None,
    ),
    (
        "8.2",
        case(2022, Level.HTTNV, absences=away(LeaveKind.SICKNESS, date(2021, 11, 1), date(2022, 2, 28))),
        "absence",
        None,  # two months of it lie in the year
    ),
    # 11.2 absence_six_months: ask is the default.
    ("11.2", case(2022, Level.HTNV, absences=SEVEN_MONTHS), "absence", ASK),
    # 8.3: absent with reason: based on the months actually worked.
    (
        "8.3",
        case(2026, Level.HTTNV, absences=away(LeaveKind.SICKNESS, date(2026, 3, 1), date(2026, 9, 30))),
        "absence",
        ASK,
    ),
    # 8.2: HTXSNV needs 50 % of the tasks above what was asked.
    ("8.2", case(2022, Level.HTXSNV, confirmed={"tasks_exceeded_pct": 50}), "tasks_exceeded_pct", MET),
    ("8.2", case(2022, Level.HTXSNV, confirmed={"tasks_exceeded_pct": 49}), "tasks_exceeded_pct", UNMET),
    ("8.2", case(2022, Level.HTXSNV), "tasks_exceeded_pct", ASK),
    # 8.2: a leader at HTTNV met at least 80 % of the targets on time with quality.
    ("8.2", case(2022, Level.HTTNV, group=LEADER, confirmed={"targets_on_time_pct": 80}), "targets_on_time_pct", MET),
    ("8.2", case(2022, Level.HTTNV, group=LEADER, confirmed={"targets_on_time_pct": 79}), "targets_on_time_pct", UNMET),
    # 8.2: all units below at HTNV or above, at least 70 % of them at HTTNV or above.
    ("8.2", case(2022, Level.HTTNV, group=LEADER, sub_units=(Level.HTTNV,) * 7 + (Level.HTNV,) * 3), "sub_units", MET),
    (
        "8.2",
        case(2022, Level.HTTNV, group=LEADER, sub_units=(Level.HTTNV,) * 6 + (Level.HTNV,) * 4),
        "sub_units",
        UNMET,
    ),
    ("8.2", case(2022, Level.HTTNV, group=LEADER, sub_units=(Level.HTTNV,) * 9 + (Level.KHTNV,)), "sub_units", UNMET),
    ("8.2", case(2022, Level.HTTNV, group=LEADER, sub_units=(Level.HTTNV, None)), "sub_units", ASK),
    # 8.2 and 8.3: a mover is classified by the new unit, with the old unit's comments if 6 months there.
    ("8.2", case(2022, Level.HTTNV, former_places=(FormerPlace("Phòng cũ", 6),)), "former_unit", ASK),
    ("8.2", case(2022, Level.HTTNV, former_places=(FormerPlace("Phòng cũ", 5),)), "former_unit", None),
    (
        "8.2",
        case(2022, Level.HTTNV, former_places=(FormerPlace("P", 6),), confirmed={"old_unit_opinion": True}),
        "former_unit",
        MET,
    ),
    # 8.3: bands 90 / 70 / 50.
    ("8.3", case(2026, Level.HTXSNV, points=Decimal(90)), "points", MET),
    ("8.3", case(2026, Level.HTXSNV, points=Decimal("89.99")), "points", UNMET),
    ("8.3", case(2026, Level.HTNV, points=Decimal(70)), "points", ASK),
    ("8.3", case(2026, Level.KHTNV, points=Decimal(95)), "points", MET),  # a forced level
    ("8.3", case(2026, Level.HTTNV), "points", ASK),
    ("8.2", case(2022, Level.HTTNV, points=Decimal(10)), "points", None),
    # 8.3: public employees, the same frame (NĐ 233/2026).
    ("8.3", case(2026, Level.HTXSNV, group=EMPLOYEE, points=Decimal(89)), "points", UNMET),
    # 8.3: organisations: 100 % on time with quality for HTTNV and above, at most 20 % late for HTNV.
    (
        "8.3",
        case(2026, Level.HTTNV, subject=Subject.COLLECTIVE, group=None, confirmed={"tasks_on_time": True}),
        "organisation",
        MET,
    ),
    ("8.3", case(2026, Level.HTTNV, subject=Subject.COLLECTIVE, group=None), "organisation", ASK),
    (
        "8.3",
        case(2026, Level.HTNV, subject=Subject.COLLECTIVE, group=None, confirmed={"late_tasks_pct": 21}),
        "organisation",
        UNMET,
    ),
    (
        "8.3",
        case(2026, Level.HTNV, subject=Subject.COLLECTIVE, group=None, confirmed={"late_tasks_pct": 20}),
        "organisation",
        MET,
    ),
]


@pytest.mark.parametrize(("section", "given", "rule", "outcome"), CASES)
def test_a_case_of_the_rule_base(section: str, given: Case, rule: str, outcome: Outcome | None):
    found = judged(given).get(rule)
    assert (found.outcome if found else None) is outcome
    if found:
        assert found.citation
        assert found.text.vi
        assert found.text.en
        assert found.message.vi
        assert found.message.en


def test_a_body_may_read_half_a_year_of_absence_as_not_rated():
    absent = case(2022, Level.HTNV, absences=SEVEN_MONTHS)
    found = judged(absent, Choices(readings={"absence_six_months": "not_rated"}))
    assert found["absence"].outcome is UNMET
    assert found["absence"].readings == ("absence_six_months",)


def test_what_is_remembered_only_says_so():
    found = judged(
        case(2018, Level.HTTNV, is_head=True, unit_level=Level.HTNV, discipline=disciplined(date(2018, 1, 2)))
    )
    assert {found[rule].confidence for rule in ("discipline", "not_above_unit")} == {Confidence.K}
    assert all(found[rule].must_confirm for rule in ("discipline", "not_above_unit"))
    assert judged(case(2026, Level.HTTNV, group=EMPLOYEE))["points"].must_confirm  # a secondary source


def test_contract_staff_are_told_that_no_text_was_read():
    found = judged(case(2026, Level.HTTNV, group=StaffGroup.CONTRACT))
    assert found["analogy"].confidence is Confidence.K


@pytest.mark.parametrize("year", [2014, 1990])
def test_years_without_a_scheme_say_nothing(year: int):
    assert judged(case(year, Level.HTXSNV)) == {}


def test_nothing_at_all_is_met():
    assert worst([]) is MET


BETTER = {
    "initiatives": ("Sáng kiến",),
    "none_forced": True,
    "confirmed": {
        "initiative": True,
        "degradation": False,
        "corruption_in_unit": False,
        "leader_limited": False,
        "old_unit_opinion": True,
        "tasks_exceeded_pct": 100,
        "targets_on_time_pct": 100,
        "unit_plan_pct": 100,
    },
}
CASE = st.builds(
    Case,
    year=st.integers(2015, 2030),
    level=st.sampled_from(Level),
    group=st.sampled_from(StaffGroup),
    kind=st.sampled_from([UnitKind.OFFICE, UnitKind.CENTRE]),
    points=st.none() | st.decimals(0, 100, places=2),
    is_head=st.booleans(),
    unit_level=st.none() | st.sampled_from(Level),
    former_places=st.just(()) | st.just((FormerPlace("P", 7),)),
)


@given(CASE)
def test_good_facts_never_turn_met_into_not_met(given: Case):
    facts = {name: getattr(given, name) for name in Case.__dataclass_fields__}
    before, after = judged(given), judged(Case(**{**facts, **BETTER}))
    order = list(Outcome)
    for rule, finding in before.items():
        if rule in after:
            assert order.index(after[rule].outcome) <= order.index(finding.outcome)


@given(CASE)
def test_a_disciplinary_decision_never_helps(given: Case):
    facts = {name: getattr(given, name) for name in Case.__dataclass_fields__}
    harmed = Case(**{**facts, "discipline": disciplined(date(given.year, 6, 1))})
    order = list(Outcome)
    assert order.index(worst(judged(harmed).values())) >= order.index(worst(judged(given).values()))
