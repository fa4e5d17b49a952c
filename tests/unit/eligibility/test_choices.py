"""What a body chooses and adds: settings and local bars, which tighten and never loosen."""

from datetime import date

import pytest

from app.eligibility.choices import Choices, LocalBar
from app.eligibility.engine import assess
from app.eligibility.enums import ClassificationLevel, ConditionKind, LeaveKind
from app.eligibility.rulebook import Localised, UnknownRule
from app.eligibility.rulebook.conditions import AwardHeld, ClassificationAtLeast, EmployedMonthsMin
from tests.unit.eligibility.nominees import CONDUCT, EXCELLENT, away, initiatives, person
from tests.unit.eligibility.verdicts import ASK, MET, NOT, by_key

BASIS = Localised(vi="Quy chế thi đua của Sở năm 2018", en="Emulation regulation of the department, 2018")
EXCELLENT_ONLY = LocalBar(
    id="excellent_only",
    awards=frozenset({"CSTDCS"}),
    condition=ClassificationAtLeast(type=ConditionKind.CLASSIFICATION_AT_LEAST, level=ClassificationLevel.HTXSNV),
    basis=BASIS,
)
A_YEAR_OF_SERVICE = LocalBar(
    id="a_year_of_service",
    awards=frozenset({"LDTT"}),
    condition=EmployedMonthsMin(type=ConditionKind.EMPLOYED_MONTHS_MIN, months=12),
    basis=BASIS,
)
FIGHTER = person(initiatives=initiatives(2018))


def test_a_local_bar_tightens_and_names_its_basis():
    verdict = assess(FIGHTER, "r2018", "CSTDCS", choices=Choices(bars=(EXCELLENT_ONLY,)))
    finding = next(each for each in verdict.findings if each.condition == "local.excellent_only")

    assert assess(FIGHTER, "r2018", "CSTDCS").overall is MET
    assert (verdict.overall, finding.outcome, finding.citation) == (NOT, NOT, BASIS)


def test_a_local_bar_on_ldtt_reaches_cstdcs_through_the_standard():
    facts = person(joined_on=date(2018, 2, 1), initiatives=initiatives(2018))

    assert assess(facts, "r2018", "CSTDCS").overall is MET
    assert assess(facts, "r2018", "CSTDCS", choices=Choices(bars=(A_YEAR_OF_SERVICE,))).overall is NOT


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        (AwardHeld(type=ConditionKind.AWARD_HELD, awards=("LDXX",)), "no award has the code 'LDXX'"),
        (AwardHeld(type=ConditionKind.AWARD_HELD, awards=("LDTT",), within="chain"), "defines the period 'chain'"),
        (
            AwardHeld(type=ConditionKind.AWARD_HELD, awards=("LDTT",), readings=("moon",)),
            "no reading has the id 'moon'",
        ),
    ],
)
def test_a_local_bar_with_an_unknown_name_is_refused(condition: AwardHeld, fault: str):
    bar = LocalBar(id="odd", awards=frozenset({"CSTDCS"}), condition=condition, basis=BASIS)

    with pytest.raises(UnknownRule, match=fault):
        assess(FIGHTER, "r2018", "CSTDCS", choices=Choices(bars=(bar,)))


def test_a_local_bar_leaves_other_awards_alone():
    assert assess(FIGHTER, "r2018", "LDTT", choices=Choices(bars=(EXCELLENT_ONLY,))).overall is MET


@pytest.mark.parametrize(("days_until", "outcome"), [(date(2018, 2, 23), MET), (date(2018, 2, 26), NOT)])
def test_the_bar_of_forty_working_days_holds_where_the_body_chose_it(days_until: date, outcome):
    """2/1 to 23/2/2018 are forty weekdays but one."""
    facts = person(leave=away(LeaveKind.SICKNESS, date(2018, 1, 2), days_until))
    choices = Choices(settings={"forty_day_absence_bar": True})

    assert assess(facts, "r2018", "LDTT", choices=choices).overall is outcome
    assert assess(facts, "r2018", "LDTT").overall is MET


def test_maternity_leave_is_outside_the_bar_of_forty_days():
    facts = person(leave=away(LeaveKind.MATERNITY, date(2018, 1, 1), date(2018, 6, 30)))

    assert assess(facts, "r2018", "LDTT", choices=Choices(settings={"forty_day_absence_bar": True})).overall is MET


@pytest.mark.parametrize(("regime_id", "year", "outcome"), [("r2018", 2018, NOT), ("r2024", 2025, MET)])
def test_the_local_rule_on_excellent_completion_is_one_of_2018(regime_id: str, year: int, outcome):
    facts = person(year, initiatives=initiatives(year))
    choices = Choices(settings={"cstdcs_needs_htxsnv_r2018": True})

    assert assess(facts, regime_id, "CSTDCS", choices=choices).overall is outcome


def test_a_recorded_absence_of_local_detail_spares_the_tick():
    facts = person(2025, confirmed={"qualitative": True})
    key = "LDTT.conditions.2"

    assert by_key(assess(facts, "r2024", "LDTT"))[key] is ASK
    assert (
        by_key(assess(facts, "r2024", "LDTT", choices=Choices(settings={"local_standard_recorded": False})))[key] is MET
    )
    assert (
        by_key(assess(facts, "r2024", "LDTT", choices=Choices(settings={"local_standard_recorded": True})))[key] is ASK
    )


def test_the_standard_of_a_ministry_is_never_spared():
    choices = Choices(settings={"local_standard_recorded": False})

    assert assess(person(2025, confirmed={}), "r2024", "KNC_BO", choices=choices).overall is ASK


@pytest.mark.parametrize(
    ("facts", "remark"),
    [
        (person(is_female=True), "global.women_priority"),
        (person(confirmed={**CONDUCT, "transfer": False}), "modifier.transfer"),
    ],
)
def test_priority_and_transfer_are_remarks_and_decide_nothing(facts, remark: str):
    verdict = assess(facts, "r2018", "LDTT")

    assert verdict.overall is MET
    assert remark in {each.condition for each in verdict.warnings}


@pytest.mark.parametrize(("day", "outcome"), [(date(2019, 10, 31), MET), (date(2019, 11, 1), ASK)])
def test_a_late_file_for_the_national_title_is_a_remark(day: date, outcome):
    verdict = assess(person(proposed_on=day), "r2018", "CSTDTQ")

    assert {each.condition: each.outcome for each in verdict.warnings}["modifier.timing_cstdtq"] is outcome


def test_time_in_post_is_cut_for_a_woman_who_leads():
    facts = person(2025, is_female=True, is_leader=True, confirmed={"long_service_in_posts": True})

    assert "modifier.women_time_in_post" in {each.condition for each in assess(facts, "r2024", "HCLD3_CN").warnings}


def test_an_award_for_a_unit_is_not_judged_on_a_person():
    with pytest.raises(ValueError, match="TTLDTT is an award for collective subjects"):
        assess(person(classifications={2018: EXCELLENT}), "r2018", "TTLDTT")


@pytest.mark.parametrize("code", ["LDTT", "CSTDCS"])
@pytest.mark.parametrize(("confirmed", "outcome"), [(CONDUCT, ASK), ({**CONDUCT, "injury": True}, MET)])
def test_sick_leave_asks_whether_it_came_from_saving_people(code: str, confirmed, outcome):
    facts = person(leave=away(LeaveKind.SICKNESS, date(2018, 1, 1), date(2018, 2, 10)), confirmed=confirmed)
    remark = {each.condition: each for each in assess(facts, "r2018", code).warnings}["modifier.injury"]

    assert (remark.outcome, remark.tick) == (outcome, "injury")
