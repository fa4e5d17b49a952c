"""Every point that the texts leave open changes a verdict: each option of each reading, on one case (law.md, 11.2)."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from app.eligibility.choices import Choices
from app.eligibility.engine import assess
from app.eligibility.enums import DisciplineLevel, InitiativeLevel, LeaveKind, Outcome
from app.eligibility.facts import MemberFact, NomineeFacts
from app.eligibility.rulebook import UnknownRule, rulebooks
from tests.unit.eligibility.nominees import (
    CONDUCT,
    EXCELLENT,
    GOOD,
    away,
    held,
    initiatives,
    person,
    punished,
    rated,
    roll,
    unit,
)
from tests.unit.eligibility.verdicts import ASK, MET, NOT

PROVINCIAL, MINISTERIAL = InitiativeLevel.PROVINCIAL, InitiativeLevel.MINISTERIAL
ELSEWHERE = {
    "empty_council",
    "recusal_base",
    "written_votes_quorum",
    "written_votes_base",
    "abstentions",
    "quota_rounding",
    "quota_base_count",
    "money_rounding_r2018",
    "money_rounding_r2024",
    "money_rounding_step",
    "ceiling_and_rounding",
    "different_achievement_periods",
    "httnv_quota_base",
    "httnv_quota_groups",
}
"""Readings of votes, ceilings and money, tested beside their arithmetic."""


@dataclass(frozen=True)
class OpenPoint:
    reading: str
    regime: str
    award: str
    facts: NomineeFacts
    outcomes: dict[str, Outcome]


DENIED = {
    **CONDUCT,
    "movement_achievement": False,
    "broad_influence_achievement": False,
    "contribution": False,
    "sudden_exceptional_achievement": False,
    "long_service_in_posts": False,
}
FIVE = rated(EXCELLENT, *range(2014, 2019))
GOOD_FIVE = rated(GOOD, *range(2021, 2026))
FIGHTER = person(conferrals=held("CSTDCS", 2016, 2017, 2018), initiatives=initiatives(2018, level=PROVINCIAL))
WARNED_BEFORE = punished(DisciplineLevel.WARNING, date(2017, 10, 1), date(2018, 10, 1))

POINTS = [
    OpenPoint(
        "service_month_counting",
        "r2018",
        "LDTT",
        person(joined_on=date(2018, 3, 1)),
        {"full_months_end_excluded": NOT, "full_months_both_ends": MET},
    ),
    OpenPoint(
        "service_reference_day",
        "r2018",
        "LDTT",
        person(joined_on=date(2018, 2, 20), reviewed_on=date(2018, 12, 10)),
        {"year_end": MET, "review_day": NOT},
    ),
    OpenPoint(
        "chain_end_year",
        "r2018",
        "CSTDT",
        replace(FIGHTER, conferrals=held("CSTDCS", 2015, 2016, 2017)),
        {"award_year": NOT, "award_year_or_year_before": MET, "ask_if_year_before": ASK},
    ),
    OpenPoint(
        "oldest_usable_year",
        "r2018",
        "CSTDT",
        replace(FIGHTER, conferrals=held("CSTDCS", 2012, 2013, 2014)),
        {"unbroken_to_chain_end": NOT, "any": ASK},
    ),
    OpenPoint(
        "times_or_years",
        "r2018",
        "CSTDT",
        replace(FIGHTER, conferrals=held("CSTDCS", 2014, 2016, 2018)),
        {"calendar_years": NOT, "turns": MET, "ask_if_turns_only": ASK},
    ),
    OpenPoint(
        "years_reused",
        "r2018",
        "CSTDT",
        replace(FIGHTER, conferrals=FIGHTER.conferrals + held("CSTDT", 2016)),
        {"no": NOT, "yes": MET, "ask": ASK},
    ),
    OpenPoint(
        "count_period",
        "r2018",
        "BKT_CN",
        person(
            classifications=rated(EXCELLENT, 2015, 2016, 2017, 2018),
            initiatives=initiatives(2015, 2018),
            confirmed=DENIED,
        ),
        {"last_n_years": NOT, "whole_run": MET, "ask_if_whole_run_only": ASK},
    ),
    OpenPoint(
        "first_year_after_award",
        "r2018",
        "BKTTG_CN",
        person(
            classifications=FIVE,
            conferrals=tuple(
                replace(each, period_to=2013, decided_on=date(2015, 2, 1)) for each in held("BKT_CN", 2014)
            ),
            initiatives=initiatives(*range(2014, 2019)),
            confirmed={**DENIED, "one_achievement_one_award": True},
        ),
        {"year_after_award_year": NOT, "year_after_period": MET, "year_after_decision": NOT},
    ),
    OpenPoint(
        "bkttg_chain_follows_bk",
        "r2024",
        "BKTTG_CN",
        person(
            2025,
            classifications=GOOD_FIVE,
            conferrals=held("BKT_CN", 2023) + held("CSTDCS", 2021, 2022, 2025),
            confirmed={**DENIED, "one_achievement_one_award": True},
        ),
        {"yes": NOT, "no": MET, "ask": ASK},
    ),
    OpenPoint(
        "mixed_chain",
        "r2024",
        "BKT_CN",
        person(
            2025,
            classifications={2024: EXCELLENT, 2025: GOOD},
            conferrals=held("CSTDCS", 2025),
            initiatives=initiatives(2024, 2025),
            confirmed=DENIED,
        ),
        {"no": NOT, "yes": MET},
    ),
    OpenPoint(
        "higher_initiative_counts",
        "r2018",
        "CSTDCS",
        person(initiatives=initiatives(2018, level=PROVINCIAL)),
        {"yes": MET, "no": NOT, "ask": ASK},
    ),
    OpenPoint(
        "initiative_level_order",
        "r2018",
        "CSTDT",
        replace(FIGHTER, initiatives=initiatives(2018, level=MINISTERIAL)),
        {"province_equals_ministry": MET, "ministry_above_province": ASK, "own_branch_only": ASK},
    ),
    OpenPoint(
        "cstdcs_initiative_period",
        "r2018",
        "CSTDCS",
        person(initiatives=initiatives(2017)),
        {"award_year": NOT, "award_year_or_unused_before": MET},
    ),
    OpenPoint(
        "higher_title_initiative_period",
        "r2018",
        "CSTDT",
        replace(FIGHTER, initiatives=initiatives(2013, level=PROVINCIAL)),
        {"chain_years": NOT, "any": MET, "ask_if_outside": ASK},
    ),
    OpenPoint(
        "outstanding_year",
        "r2018",
        "HCLD3_CN",
        person(
            classifications=FIVE | {2016: GOOD},
            conferrals=held("BKTTG_CN", 2013),
            initiatives=initiatives(2015, 2018, level=PROVINCIAL),
            confirmed=DENIED,
        ),
        {"htxsnv": NOT, "htxsnv_or_ask": ASK},
    ),
    OpenPoint("empty_unit", "r2018", "TTLDTT", unit(members=()), {"not_met": NOT, "needs_confirmation": ASK}),
    OpenPoint(
        "members_counted",
        "r2018",
        "TTLDTT",
        unit(members=roll(10, ldtt=5, unrated=2)),
        {"on_roll_at_year_end": NOT, "on_roll_and_eligible": MET},
    ),
    OpenPoint(
        "member_discipline_period",
        "r2018",
        "TTLDTT",
        unit(members=(*roll(10, ldtt=10), MemberFact(frozenset({"LDTT"}), GOOD, WARNED_BEFORE))),
        {"award_year": MET, "any_in_force": NOT},
    ),
    OpenPoint(
        "discipline_over_year_end",
        "r2018",
        "LDTT",
        person(discipline=WARNED_BEFORE),
        {"ignore": MET, "ask": ASK, "bar": NOT},
    ),
    OpenPoint(
        "open_case_outcome", "r2018", "LDTT", person(has_open_case=True), {"not_met": NOT, "needs_confirmation": ASK}
    ),
    OpenPoint(
        "absence_six_months",
        "r2024",
        "LDTT",
        person(2025, leave=away(LeaveKind.SICKNESS, date(2025, 1, 1), date(2025, 8, 31))),
        {"not_rated": NOT, "ask": ASK},
    ),
    OpenPoint(
        "registration_scope",
        "r2018",
        "TTLDTT",
        unit(registered=frozenset()),
        {"individual_only": MET, "without_flags": NOT, "all_titles": NOT},
    ),
    OpenPoint(
        "registration_scope",
        "r2018",
        "CTDT",
        unit(registered=frozenset(), confirmed={**CONDUCT, "exceeds_targets": True, "best_in_cluster": True}),
        {"individual_only": MET, "without_flags": MET, "all_titles": NOT},
    ),
    OpenPoint(
        "state_award_titles",
        "r2018",
        "BKTTG_CN",
        person(conferrals=held("CSTDTQ", 2018), confirmed={"movement_achievement": True}),
        {"forms_only": MET, "with_cstdtq": NOT, "ask": ASK},
    ),
    OpenPoint(
        "ministry_award_r2018",
        "r2018",
        "BKTTG_CN",
        person(
            classifications=FIVE,
            conferrals=held("BKB_CN", 2013),
            initiatives=initiatives(*range(2014, 2019)),
            confirmed=DENIED,
        ),
        {"yes": MET, "ask": ASK},
    ),
]


@pytest.mark.parametrize("point", [pytest.param(each, id=f"{each.reading}_{each.award}") for each in POINTS])
def test_each_option_of_a_reading_gives_its_outcome(point: OpenPoint):
    found = {
        option: assess(
            point.facts, point.regime, point.award, choices=Choices(readings={point.reading: option})
        ).overall
        for option in rulebooks().reading(point.reading).options
    }

    assert found == point.outcomes
    assert len(set(found.values())) > 1


def test_no_reading_is_left_out():
    assert {each.reading for each in POINTS} | ELSEWHERE == {each.id for each in rulebooks().common.readings}


@pytest.mark.parametrize("point", [pytest.param(each, id=f"{each.reading}_{each.award}") for each in POINTS])
def test_the_default_is_what_holds_without_a_choice(point: OpenPoint):
    default = rulebooks().reading(point.reading).default

    assert assess(point.facts, point.regime, point.award).overall is point.outcomes[default]


@pytest.mark.parametrize(
    "choices",
    [
        Choices(readings={"chain_end": "award_year"}),
        Choices(readings={"chain_end_year": "last_year"}),
        Choices(settings={"forty_days": True}),
    ],
    ids=["unknown reading", "unknown option", "unknown setting"],
)
def test_a_choice_that_the_rulebooks_do_not_know_is_refused(choices: Choices):
    with pytest.raises(UnknownRule):
        assess(person(), "r2018", "LDTT", choices=choices)


def test_a_choice_that_differs_from_the_default_is_shown_as_a_remark():
    verdict = assess(FIGHTER, "r2018", "CSTDT", choices=Choices(readings={"years_reused": "no"}))

    assert [each.condition for each in verdict.warnings] == ["modifier.timing_cstdt", "reading.years_reused"]
