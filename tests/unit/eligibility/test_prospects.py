"""Who is eligible now, who is one condition short, and in which year they could be."""

from datetime import date

import pytest

from app.eligibility.engine import assess
from app.eligibility.enums import DisciplineLevel, InitiativeLevel, Outcome, Subject
from app.eligibility.prospects import Prospect, prospect, survey
from app.eligibility.rulebook import rulebooks
from tests.unit.eligibility.nominees import (
    DONE,
    EXCELLENT,
    GOOD,
    as_named,
    held,
    initiatives,
    person,
    punished,
    rated,
    roll,
    unit,
)

PROVINCIAL = InitiativeLevel.PROVINCIAL
PROVINCE_WIDE = initiatives(2018, level=PROVINCIAL)


def needs(found: Prospect) -> list[str]:
    return [text.en for text in found.if_]


def test_two_years_held_lack_the_third():
    found = prospect(
        person(classifications={2018: DONE}, conferrals=held("CSTDCS", 2017, 2018), initiatives=PROVINCE_WIDE),
        "r2018",
        "CSTDT",
    )

    assert (found.outcome, found.is_one_short) == (Outcome.NOT_MET, True)
    assert [gap.condition for gap in found.unmet] == ["CSTDT.conditions.0"]
    assert found.unmet[0].message.vi == "2 trên 3 lần CSTĐCS: 2017, 2018"
    assert (found.could_be_in, needs(found)) == (2019, ["CSTĐCS conferred for 2019"])


def test_the_third_year_may_still_come_in_this_round():
    facts = person(conferrals=held("CSTDCS", 2016, 2017), initiatives=PROVINCE_WIDE + initiatives(2018))
    found = prospect(facts, "r2018", "CSTDT")

    assert (found.could_be_in, needs(found)) == (2018, ["CSTĐCS conferred for 2018"])


def test_a_year_that_cannot_come_any_more_starts_the_chain_anew():
    facts = person(classifications={2018: DONE}, conferrals=held("CSTDCS", 2016, 2017), initiatives=PROVINCE_WIDE)
    found = prospect(facts, "r2018", "CSTDT")

    assert (found.could_be_in, needs(found)) == (2021, ["CSTĐCS conferred for 2019-2021"])


def test_new_staff_wait_for_next_year():
    found = prospect(person(joined_on=date(2018, 8, 1)), "r2018", "LDTT")

    assert found.could_be_in == 2019
    assert needs(found) == ["at least good completion of duties in 2019", "10 months of service reached"]


def test_discipline_ends_with_the_year():
    facts = person(discipline=punished(DisciplineLevel.REPRIMAND, date(2018, 5, 2), date(2018, 8, 2)))

    assert prospect(facts, "r2018", "LDTT").could_be_in == 2019


def test_an_initiative_is_missing_for_the_fighter_of_2018():
    found = prospect(person(), "r2018", "CSTDCS")

    assert found.is_one_short
    assert (found.could_be_in, needs(found)) == (2018, ["1 more initiative recognised at grassroots level in 2018"])


def test_what_a_person_denied_has_no_year():
    facts = person(confirmed={"qualitative": False})

    assert prospect(facts, "r2018", "LDTT").could_be_in is None


def test_open_ticks_leave_the_records_to_speak():
    facts = person(confirmed={}, classifications=rated(EXCELLENT, 2017, 2018), initiatives=initiatives(2017, 2018))
    found = prospect(facts, "r2018", "BKT_CN")
    without = prospect(person(confirmed={}), "r2018", "BKT_CN")

    assert (found.outcome, found.by_record) == (Outcome.MET, Outcome.MET)
    assert (without.outcome, without.by_record) == (Outcome.NEEDS_CONFIRMATION, Outcome.NOT_MET)
    assert [gap.kind for gap in without.unmet] == ["initiative_recognised"]


def test_what_waits_for_an_officer_is_named_with_its_tick():
    found = prospect(person(confirmed={}), "r2018", "LDTT")

    assert (found.outcome, found.by_record) == (Outcome.NEEDS_CONFIRMATION, Outcome.MET)
    assert [gap.tick for gap in found.needs_confirmation] == ["qualitative", "registered_for_emulation"]


def test_a_title_of_ticks_only_is_not_called_eligible_by_record():
    assert prospect(unit(confirmed={}), "r2018", "CTDT").by_record is Outcome.NEEDS_CONFIRMATION


def test_a_unit_lacks_members_with_the_title():
    found = prospect(unit(members=roll(10, ldtt=4, cstdcs=1)), "r2018", "TTLDTT")

    assert found.is_one_short
    assert found.could_be_in == 2019
    assert "the share of members reached in 2019" in needs(found)


def test_the_prime_ministers_commendation_lies_five_years_after_the_provincial_one():
    facts = person(classifications=rated(EXCELLENT, 2017, 2018), initiatives=initiatives(2017, 2018), confirmed={})
    found = prospect(facts, "r2018", "BKTTG_CN")

    assert found.could_be_in == 2023
    assert "BK tỉnh conferred for 2018" in needs(found)


def test_what_lies_too_far_ahead_is_not_promised():
    assert prospect(person(confirmed={}), "r2018", "HCLD1_CN").could_be_in is None


def test_a_survey_is_the_same_as_one_by_one():
    facts = person(conferrals=held("CSTDCS", 2016, 2017), initiatives=PROVINCE_WIDE)
    codes = [award.code for award in rulebooks().awards("r2018", Subject.INDIVIDUAL)]

    found = survey(facts, "r2018", codes)

    assert [each.award_code for each in found] == codes
    assert [each.outcome for each in found] == [prospect(facts, "r2018", code).outcome for code in codes]


RECORDS = {
    "nothing yet": person(classifications={}),
    "new": person(joined_on=date(2018, 9, 1), classifications={}),
    "good years": person(classifications=rated(GOOD, 2015, 2016, 2017, 2018), initiatives=initiatives(2016)),
    "two of three": person(
        classifications=rated(EXCELLENT, 2016, 2017, 2018),
        conferrals=held("LDTT", 2016, 2017) + held("CSTDCS", 2016, 2017),
        initiatives=initiatives(2016, 2017, 2018),
    ),
    "broken": person(
        classifications=rated(EXCELLENT, 2014, 2015) | {2016: DONE} | rated(EXCELLENT, 2017, 2018),
        conferrals=held("CSTDCS", 2014, 2015, 2018),
        initiatives=initiatives(2014, 2015, 2018),
    ),
    "commended": person(
        classifications=rated(EXCELLENT, *range(2014, 2019)),
        conferrals=held("BKT_CN", 2015) + held("CSTDCS", 2016, 2017, 2018),
        initiatives=initiatives(*range(2014, 2019)),
    ),
    "punished": person(discipline=punished(DisciplineLevel.WARNING, date(2018, 1, 5), date(2018, 12, 31))),
}


@pytest.mark.parametrize("regime_id", ["r2018", "r2024"])
@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("code", ["LDTT", "CSTDCS", "CSTDT", "CSTDTQ", "BKT_CN", "BKTTG_CN", "HCLD3_CN"])
def test_who_does_what_is_named_could_be_in_the_year_named(regime_id: str, name: str, code: str):
    facts = RECORDS[name]
    found = prospect(facts, regime_id, code)
    if found.could_be_in is None:
        assert found.by_record is not Outcome.NOT_MET or code == "HCLD3_CN"
        return

    later = prospect(as_named(facts, found), regime_id, code)

    assert later.by_record is not Outcome.NOT_MET, [gap.message.en for gap in later.unmet]
    assert assess(as_named(facts, found), regime_id, code).overall is later.outcome
