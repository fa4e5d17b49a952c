"""What a sound entry is, with the examples that officers would argue about."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from app.core.errors import Problem
from app.eligibility.enums import (
    AwardKind,
    CampaignKind,
    CommendationType,
    DisciplineLevel,
    InitiativeLevel,
    LeaveKind,
    Subject,
)
from app.records import rules
from app.records.enums import CaseKind
from app.records.facts import Author, CaseFacts, ConferralFacts, DisciplineFacts, InitiativeFacts, LeaveFacts
from app.records.rules import Held

TODAY = date(2026, 11, 23)
ANN, BOB = uuid4(), uuid4()


def fields(problems: list[Problem]) -> list[str | None]:
    return [problem.field for problem in problems]


def award(**changes: Any) -> ConferralFacts:
    facts: dict[str, Any] = {
        "award_code": "LDTT",
        "year": 2017,
        "decision_number": "12/QĐ-SKHCN",
        "decision_on": date(2017, 12, 20),
        "decided_by_name": "Giám đốc Sở",
        "person_id": ANN,
    }
    return ConferralFacts(**{**facts, **changes})


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"decision_on": date(2018, 1, 31)}, []),
        ({"decision_on": date(2016, 12, 31)}, ["decision_on"]),
        ({"decision_on": date(2026, 11, 24)}, ["decision_on"]),
        ({"year": 2027, "decision_on": TODAY}, ["year", "decision_on"]),
        ({"year": 1949, "decision_on": date(1951, 1, 1)}, ["year"]),
        ({"decision_number": " "}, ["decision_number"]),
        ({"decided_by_name": ""}, ["decided_by_name"]),
        ({"period_from": 2013, "period_to": 2017}, []),
        ({"period_from": 2017, "period_to": 2013}, ["period_to"]),
        ({"period_to": 2018}, ["period_to"]),
        ({"revoked_on": date(2019, 1, 1)}, ["revoked_reason"]),
        ({"revoked_reason": "Kê khai sai"}, ["revoked_on"]),
        ({"revoked_on": date(2016, 1, 1), "revoked_reason": "Kê khai sai"}, ["revoked_on"]),
    ],
)
def test_an_award_of_the_past_says_when_by_whom_and_for_what(changes: dict[str, Any], wrong: list[str]):
    assert fields(rules.conferral_problems(award(**changes), Subject.INDIVIDUAL, TODAY)) == wrong


def test_an_award_unknown_in_its_year_is_refused():
    assert fields(rules.conferral_problems(award(), None, TODAY)) == ["award_code"]


def test_a_collective_award_is_not_given_to_a_person():
    assert fields(rules.conferral_problems(award(), Subject.COLLECTIVE, TODAY)) == ["award_code"]


@pytest.mark.parametrize(
    ("kind", "number", "confirmed", "wrong"),
    [
        (AwardKind.TITLE, "12/qđ-skhcn", False, ["award_code"]),
        (AwardKind.TITLE, "13/QĐ-SKHCN", True, ["award_code"]),
        (AwardKind.FORM, "12/QĐ-SKHCN", True, ["award_code"]),
        (AwardKind.FORM, "13/QĐ-SKHCN", False, ["another_confirmed"]),
        (AwardKind.FORM, "13/QĐ-SKHCN", True, []),
    ],
)
def test_a_title_comes_once_a_year_a_commendation_twice_when_confirmed(
    kind: AwardKind, number: str, confirmed: bool, wrong: list[str]
):
    held = [Held("LDTT", 2017, "12/QĐ-SKHCN"), Held("LDTT", 2016, number)]
    facts = award(decision_number=number, another_confirmed=confirmed)
    assert fields(rules.duplicate_problems(facts, kind, held)) == wrong


@pytest.mark.parametrize(
    ("shares", "wrong"),
    [
        ([60, 40], []),
        ([None, None], []),
        ([60, None], []),
        ([60, 41], ["authors"]),
        ([0], ["authors"]),
        ([101], ["authors"]),
        ([], ["authors"]),
    ],
)
def test_shares_of_authors_add_up_to_at_most_100(shares: list[int | None], wrong: list[str]):
    authors = [Author(uuid4(), share) for share in shares]
    assert fields(rules.share_problems(authors)) == wrong


def test_nobody_is_an_author_twice():
    assert fields(rules.share_problems([Author(ANN, 10), Author(BOB, 10), Author(ANN, 10)])) == ["authors"]


def test_an_initiative_has_a_title_in_full_and_a_year_that_has_begun():
    facts = InitiativeFacts(year=2027, title="abc", level=InitiativeLevel.GRASSROOTS, authors=(Author(ANN),))
    assert fields(rules.initiative_problems(facts, TODAY)) == ["year", "title"]


def test_a_disciplinary_decision_does_not_end_before_it_begins():
    facts = DisciplineFacts(
        person_id=ANN, severity=DisciplineLevel.WARNING, decided_on=date(2020, 5, 1), ends_on=date(2020, 4, 1)
    )
    assert fields(rules.discipline_problems(facts, TODAY)) == ["ends_on"]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"started_on": date(2027, 3, 1)}, []),
        ({"started_on": date(2028, 3, 1)}, ["started_on"]),
        ({"started_on": date(2020, 3, 1), "ended_on": date(2020, 2, 1)}, ["ended_on"]),
        ({"rules_kept": True}, ["rules_kept"]),
        ({"kind": LeaveKind.STUDY, "rules_kept": True, "result_good": False}, []),
    ],
)
def test_a_leave_may_begin_within_a_year_and_only_studies_are_judged(changes: dict[str, Any], wrong: list[str]):
    facts: dict[str, Any] = {"person_id": ANN, "kind": LeaveKind.MATERNITY, "started_on": date(2020, 3, 1)}
    assert fields(rules.leave_problems(LeaveFacts(**{**facts, **changes}), TODAY)) == wrong


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ((date(2020, 1, 1), date(2020, 2, 29)), []),
        ((date(2020, 1, 1), date(2020, 3, 1)), ["started_on"]),
        ((date(2019, 1, 1), None), ["started_on"]),
        ((date(2020, 9, 1), None), []),
    ],
)
def test_two_leaves_share_no_day(other: tuple[date, date | None], wrong: list[str]):
    facts = LeaveFacts(person_id=ANN, kind=LeaveKind.MATERNITY, started_on=date(2020, 3, 1), ended_on=date(2020, 8, 31))
    assert fields(rules.overlap_problems(facts, [other])) == wrong


@pytest.mark.parametrize(
    ("closed_on", "conclusion", "wrong"),
    [
        (None, "", []),
        (date(2020, 9, 1), "Không có vi phạm", []),
        (date(2020, 9, 1), "", ["conclusion"]),
        (None, "Không có vi phạm", ["closed_on"]),
        (date(2019, 9, 1), "Không có vi phạm", ["closed_on"]),
    ],
)
def test_a_concluded_case_says_how_it_ended(closed_on: date | None, conclusion: str, wrong: list[str]):
    facts = CaseFacts(
        person_id=ANN,
        kind=CaseKind.INSPECTION,
        opened_on=date(2020, 5, 4),
        closed_on=closed_on,
        conclusion=conclusion,
    )
    assert fields(rules.case_problems(facts, TODAY)) == wrong


def test_the_kind_of_round_follows_the_type():
    assert rules.campaign_kind(None) is CampaignKind.YEARLY
    assert rules.campaign_kind(CommendationType.SUDDEN) is CampaignKind.SUDDEN
    assert rules.campaign_kind(CommendationType.LONG_SERVICE) is CampaignKind.YEARLY


def test_text_arrives_composed_and_trimmed():
    assert award(decided_by_name="  Gia\u0301m  đốc ").decided_by_name == "Giám đốc"
