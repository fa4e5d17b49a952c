"""What an officer reads: evidence by decision number and year, doubts named, both languages."""

import gc
from datetime import date

import pytest

from app.eligibility.calendar import absence_days, full_months, working_days
from app.eligibility.engine import assess
from app.eligibility.enums import DisciplineLevel, InitiativeLevel, LeaveKind, Subject
from app.eligibility.facts import ConferralFact
from app.eligibility.prospects import survey
from app.eligibility.rulebook import rulebooks
from app.eligibility.verdict import Finding, Verdict
from app.eligibility.verdict_json import facts_from_json, facts_to_json
from tests.unit.eligibility.nominees import (
    CONDUCT,
    EXCELLENT,
    away,
    held,
    initiatives,
    person,
    punished,
    rated,
    roll,
    unit,
)


def finding(verdict: Verdict, key: str) -> Finding:
    return next(part for each in verdict.findings for part in each.walk() if part.condition == key)


def test_evidence_names_years_and_decisions_in_order():
    facts = person(conferrals=held("CSTDCS", 2018, 2016, 2017))
    chain = finding(assess(facts, "r2018", "CSTDT"), "CSTDT.conditions.0")

    assert chain.message.vi == "3 trên 3 lần CSTĐCS: 2016, 2017, 2018"
    assert [line.vi for line in chain.evidence] == [
        "CSTĐCS 2016, 2017, 2018: quyết định số 16/QĐ-CSTDCS ngày 10/01/2017, 17/QĐ-CSTDCS ngày 10/01/2018, "
        "18/QĐ-CSTDCS ngày 10/01/2019"
    ]
    assert (str(chain.citation), chain.confidence) == ("Luật 2003 Điều 22", "S")


def test_a_decision_without_a_number_says_so():
    facts = person(conferrals=(ConferralFact("BKT_CN", 2013),))
    basis = finding(assess(facts, "r2018", "BKTTG_CN"), "BKTTG_CN.conditions.2.conditions.0.conditions.0")

    assert [line.en for line in basis.evidence] == ["BK tỉnh 2013: decision no. (number not on record)"]


@pytest.mark.parametrize(
    ("facts", "doubt"),
    [
        (person(conferrals=held("CSTDCS", 2015, 2016, 2017)), "chuỗi kết thúc ở năm liền trước năm xét"),
        (person(conferrals=held("CSTDCS", 2014, 2016, 2018)), "liên tục theo lần, không theo năm"),
        (
            person(conferrals=held("CSTDCS", 2016, 2017, 2018) + held("CSTDT", 2016)),
            "có năm đã tính cho lần được tặng trước",
        ),
        (
            person(conferrals=held("CSTDCS", 2016, 2017), awards_this_round=frozenset({"CSTDCS"})),
            "năm xét đang được đề nghị trong đợt này",
        ),
    ],
    ids=["ended before", "by turns", "used", "proposed"],
)
def test_a_doubt_is_named(facts, doubt: str):
    assert doubt in finding(assess(facts, "r2018", "CSTDT"), "CSTDT.conditions.0").message.vi


@pytest.mark.parametrize(
    ("verdict", "key", "vi", "en"),
    [
        (
            assess(person(joined_on=date(2018, 3, 1)), "r2018", "LDTT"),
            "bar.new_hire",
            "9 tháng công tác tính đến 31/12/2018",
            "9 months of service up to 31/12/2018",
        ),
        (
            assess(unit(members=roll(7, ldtt=4)), "r2018", "TTLDTT"),
            "TTLDTT.conditions.1",
            "4 trên 7 thành viên được tặng LĐTT (57,1%)",
            "4 of 7 members hold LĐTT (57.1%)",
        ),
        (
            assess(person(2025, leave=away(LeaveKind.SICKNESS, date(2025, 1, 1), date(2025, 4, 10))), "r2024", "LDTT"),
            "bar.absence",
            "nghỉ 3 tháng 10 ngày",
            "absent for 3 months, 10 days",
        ),
        (
            assess(person(discipline=punished(DisciplineLevel.WARNING, date(2018, 2, 3))), "r2018", "LDTT"),
            "bar.discipline",
            "có quyết định kỷ luật trong thời gian xét",
            "disciplined in the time looked at",
        ),
        (
            assess(person(registered=frozenset({"LDTT"})), "r2018", "CSTDCS"),
            "CSTDCS.conditions.1",
            "không trường hợp nào đạt: chưa có sáng kiến được tính; chưa có đề tài được tính",
            "no alternative is fulfilled: no initiative that counts; no topic that counts",
        ),
        (
            assess(
                person(
                    classifications=rated(EXCELLENT, 2017, 2018),
                    initiatives=initiatives(2018, level=InitiativeLevel.PROVINCIAL),
                ),
                "r2018",
                "BKT_CN",
            ),
            "BKT_CN.conditions.2.conditions.0",
            "2017-2018 đạt từ mức hoàn thành xuất sắc nhiệm vụ",
            "2017-2018: at least excellent completion of duties",
        ),
    ],
    ids=["service", "share", "absence", "discipline", "alternatives", "years"],
)
def test_what_was_found_is_said_in_both_languages(verdict: Verdict, key: str, vi: str, en: str):
    message = finding(verdict, key).message

    assert (message.vi, message.en) == (vi, en)


def test_a_condition_without_its_own_mark_has_that_of_the_list_around_it():
    verdict = assess(person(), "r2018", "BKT_CN")

    assert finding(verdict, "BKT_CN.conditions.2.conditions.0").confidence == "K"
    assert finding(assess(person(), "r2018", "CSTDT"), "CSTDT.conditions.1.conditions.0").confidence == "S"


def test_a_register_leaves_no_tick_and_an_open_question_has_one():
    by_tick = assess(person(confirmed={}), "r2018", "LDTT")
    by_register = assess(person(confirmed=CONDUCT, registered=frozenset({"LDTT"})), "r2018", "LDTT")

    assert finding(by_tick, "bar.registration").tick == "registered_for_emulation"
    assert finding(by_register, "bar.registration").tick is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"subject": "individual", "year": 2018, "joined": "2010-01-01"}, "unknown keys: joined"),
        ({"subject": "individual", "year": "2018"}, "'2018' is no int"),
        ({"subject": "person", "year": 2018}, "'person' is not a valid Subject"),
        ({"subject": "individual", "year": 2018, "conferrals": [{"award": "CSTDCS"}]}, "argument: 'year'"),
        ({"subject": "individual", "year": 2018, "initiatives": "none"}, "'none' is no list"),
    ],
    ids=["unknown key", "wrong type", "unknown word", "missing key", "no list"],
)
def test_stored_facts_are_read_strictly(data: dict[str, object], message: str):
    with pytest.raises(ValueError, match=message):
        facts_from_json(data)


def test_equal_facts_are_written_alike():
    one = person(awards_this_round=frozenset({"BKT_CN", "GK_CN"}), classifications=rated(EXCELLENT, 2017, 2018))
    other = person(awards_this_round=frozenset({"GK_CN", "BKT_CN"}), classifications=rated(EXCELLENT, 2018, 2017))

    assert str(facts_to_json(one)) == str(facts_to_json(other))


def test_months_of_service_and_absence_follow_the_calendar():
    assert full_months(date(2018, 3, 1), date(2018, 12, 31)) == 9
    assert full_months(date(2018, 1, 31), date(2018, 2, 28)) == 0
    assert absence_days([(date(2025, 1, 1), date(2025, 3, 31))]) == 90
    assert absence_days([(date(2025, 1, 1), date(2025, 3, 30))]) == 89
    assert absence_days([(date(2025, 1, 1), date(2025, 2, 15)), (date(2025, 2, 1), date(2025, 2, 28))]) == 60
    assert working_days([(date(2018, 1, 1), date(2018, 1, 7))]) == 5


def test_a_pass_leaves_nothing_behind_that_only_a_collector_frees():
    """A case that held itself would pile up over tens of thousands of people."""
    codes = [award.code for award in rulebooks().awards("r2018", Subject.INDIVIDUAL)]
    facts = person(
        classifications=rated(EXCELLENT, 2017, 2018),
        conferrals=held("CSTDCS", 2016, 2017),
        awards_this_round=frozenset({"CSTDCS"}),
        initiatives=initiatives(2017),
    )

    def look() -> None:
        for found in survey(facts, "r2018", codes):
            assert found.could_be_in is None or found.could_be_in >= 2018

    look()
    while gc.collect():  # What other tests left may take several rounds.
        pass
    gc.disable()
    try:
        look()
        assert gc.collect() == 0
    finally:
        gc.enable()
