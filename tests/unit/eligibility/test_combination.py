"""Rules over several awards of one nominee: each of the nine kinds (law.md, combination rules)."""

from dataclasses import replace

import pytest

from app.eligibility.choices import Choices
from app.eligibility.engine import assess
from app.eligibility.enums import CombinationKind, CommendationType
from app.eligibility.rulebook import rulebooks
from tests.unit.eligibility.nominees import (
    CONDUCT,
    EXCELLENT,
    given_for,
    held,
    initiatives,
    person,
    rated,
    unit,
)
from tests.unit.eligibility.verdicts import ASK, MET, NOT, by_key

BY_MOVEMENT = person(confirmed={"movement_achievement": True})
ONE_A_YEAR, NOT_BOTH = "rule.one_state_form_a_year", "rule.no_two_orders_for_one_achievement"
ONE_ACHIEVEMENT = "rule.one_achievement_one_award"


def test_at_most_one_state_form_in_a_year_by_the_circular_of_2017():
    facts = replace(BY_MOVEMENT, conferrals=given_for("HCLD3_CN", 2018, CommendationType.REGULAR))

    assert by_key(assess(facts, "r2018", "BKTTG_CN"))[ONE_A_YEAR] is NOT


def test_a_second_state_form_needs_confirmation_since_2024():
    facts = replace(BY_MOVEMENT, year=2025, conferrals=held("HCLD3_CN", 2025))

    assert by_key(assess(facts, "r2024", "BKTTG_CN"))[ONE_A_YEAR] is ASK


@pytest.mark.parametrize(
    "kind", [CommendationType.SUDDEN, CommendationType.CONTRIBUTION, CommendationType.LONG_SERVICE]
)
def test_sudden_and_long_service_awards_do_not_count_as_the_one(kind: CommendationType):
    facts = replace(BY_MOVEMENT, conferrals=given_for("HCLD3_CN", 2018, kind))

    assert by_key(assess(facts, "r2018", "BKTTG_CN"))[ONE_A_YEAR] is MET


def test_an_order_for_a_sudden_achievement_may_follow_in_the_same_year():
    facts = person(confirmed={"sudden_exceptional_achievement": True}, conferrals=held("BKTTG_CN", 2018))

    assert by_key(assess(facts, "r2018", "HCLD3_CN"))[ONE_A_YEAR] is MET


def test_a_state_form_of_another_year_is_no_obstacle():
    facts = replace(BY_MOVEMENT, conferrals=held("HCLD3_CN", 2016))

    assert by_key(assess(facts, "r2018", "BKTTG_CN"))[ONE_A_YEAR] is MET


def test_two_state_forms_proposed_in_one_round_refuse_each_other():
    facts = replace(BY_MOVEMENT, awards_this_round=frozenset({"HCLD3_CN"}))

    assert by_key(assess(facts, "r2018", "BKTTG_CN"))[ONE_A_YEAR] is NOT


def test_an_order_and_the_prime_ministers_commendation_for_the_same_years():
    facts = person(
        classifications=rated(EXCELLENT, *range(2014, 2019)),
        conferrals=held("HCLD3_CN", 2013) + held("BKTTG_CN", 2016),
    )

    assert by_key(assess(facts, "r2018", "HCLD2_CN"))[NOT_BOTH] is NOT


def test_years_rewarded_by_another_form_need_confirmation():
    facts = person(
        classifications=rated(EXCELLENT, 2017, 2018),
        initiatives=initiatives(2017, 2018),
        conferrals=held("GK_CN", 2017),
    )
    verdict = assess(facts, "r2018", "BKT_CN")
    finding = next(each for each in verdict.findings if each.condition == ONE_ACHIEVEMENT)

    assert (finding.outcome, finding.tick, verdict.overall) == (ASK, "one_achievement_one_award", ASK)
    assert finding.evidence[0].vi.startswith("GK 2017: quyết định số 17/QĐ-GK_CN")


@pytest.mark.parametrize(("said", "outcome"), [(True, MET), (False, NOT)])
def test_an_officer_says_whether_the_achievements_differ(said: bool, outcome):
    facts = replace(BY_MOVEMENT, conferrals=held("GK_CN", 2018))
    confirmed = {"movement_achievement": True, "one_achievement_one_award": said}

    assert assess(replace(facts, confirmed=confirmed), "r2018", "BKT_CN").overall is outcome


def test_a_thematic_certificate_rewards_another_achievement():
    facts = replace(BY_MOVEMENT, conferrals=given_for("GK_CN", 2018, CommendationType.THEMATIC))

    assert by_key(assess(facts, "r2018", "BKT_CN"))[ONE_ACHIEVEMENT] is MET


def test_a_body_may_allow_certificate_and_commendation_for_the_same_work():
    facts = replace(BY_MOVEMENT, conferrals=held("GK_CN", 2018))
    choices = Choices(settings={"gk_and_bk_same_work": "allowed"})

    assert by_key(assess(facts, "r2018", "BKT_CN"))[ONE_ACHIEVEMENT] is ASK
    assert by_key(assess(facts, "r2018", "BKT_CN", choices=choices))[ONE_ACHIEVEMENT] is MET


def test_the_conferral_that_the_standard_asks_for_is_no_second_reward():
    facts = unit(
        classifications=rated(EXCELLENT, *range(2014, 2019)),
        conferrals=held("BKTTG_TT", 2013) + held("CTDT", 2015) + held("BKT_TT", 2016),
    )

    assert by_key(assess(facts, "r2018", "HCLD3_TT"))[ONE_ACHIEVEMENT] is MET


def test_the_next_proposal_counts_from_the_last_period_only_where_the_regime_says_so():
    then = person(classifications=rated(EXCELLENT, 2017, 2018), conferrals=held("BKT_CN", 2017))
    now = person(2025, classifications=rated(EXCELLENT, 2024, 2025), conferrals=held("BKT_CN", 2024))

    assert by_key(assess(then, "r2018", "BKT_CN"))["BKT_CN.conditions.2.conditions.0"] is NOT
    assert by_key(assess(now, "r2024", "BKT_CN"))["BKT_CN.conditions.3.conditions.1.conditions.0"] is ASK


@pytest.mark.parametrize(
    ("regime_id", "kind", "outcome"),
    [
        ("r2018", CommendationType.THEMATIC, NOT),
        ("r2018", CommendationType.SUDDEN, ASK),
        ("r2024", CommendationType.SUDDEN, NOT),
        ("r2024", CommendationType.THEMATIC, NOT),
    ],
)
def test_sudden_and_thematic_awards_are_no_basis(regime_id: str, kind: CommendationType, outcome):
    facts = person(conferrals=given_for("BKTTG_CN", 2012, kind))

    assert by_key(assess(facts, regime_id, "HCLD3_CN"))["HCLD3_CN.conditions.0.conditions.0"] is outcome


def test_cstdcs_asks_for_the_standard_of_ldtt():
    verdict = assess(person(classifications={}, initiatives=initiatives(2018)), "r2018", "CSTDCS")

    assert verdict.findings[0].condition == "CSTDCS.conditions.0"
    assert {"LDTT.conditions.0", "bar.new_hire"} <= {part.condition for part in verdict.findings[0].parts}


def test_no_lower_award_is_asked_where_the_standard_names_none():
    facts = unit(2025, conferrals=())

    assert assess(facts, "r2024", "TTLDXS").overall is MET
    assert by_key(assess(facts, "r2024", "TTLDXS"))["rule.no_ladder"] is MET


def test_initiatives_used_once_do_not_serve_a_second_time_since_2024():
    used = held("CSTDCS", 2024, used=frozenset({"initiative-0-2024"})) + held("CSTDCS", 2025)
    facts = person(2025, conferrals=used, initiatives=initiatives(2024, 2025))
    work = "BKT_CN.conditions.3.conditions.0.conditions.1"

    assert by_key(assess(facts, "r2024", "BKT_CN"))[work] is NOT
    assert by_key(assess(replace(facts, conferrals=held("CSTDCS", 2024, 2025)), "r2024", "BKT_CN"))[work] is MET


@pytest.mark.parametrize(("choice", "outcome"), [("allowed", MET), ("forbidden", NOT)])
def test_a_certificate_beside_a_title_is_allowed_unless_the_body_forbids_it(choice: str, outcome):
    facts = person(confirmed=CONDUCT, conferrals=held("GK_CN", 2018))
    choices = Choices(settings={"gk_with_title": choice})

    assert by_key(assess(facts, "r2018", "LDTT", choices=choices))["rule.form_beside_title"] is outcome


def test_every_kind_of_rule_stands_in_a_rulebook():
    kinds = {rule.kind for regime in rulebooks().regimes() for rule in regime.combination_rules}

    assert kinds == set(CombinationKind)
