"""Numbers, dates, order and answers of papers, case by case."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from app.core.errors import TransitionError
from app.core.text import name_sort_key
from app.decisions import rules
from app.decisions.enums import DecisionStatus, LetterStatus, Outcome
from app.eligibility.enums import Subject

TODAY = date(2019, 1, 8)


@pytest.mark.parametrize(
    ("number", "kind", "symbol", "written"),
    [
        (5, rules.PaperKind.DECISION, "SKHCN", "05/QĐ-SKHCN"),
        (10, rules.PaperKind.DECISION, "SKHCN", "10/QĐ-SKHCN"),
        (123, rules.PaperKind.DECISION, "SKHCN", "123/QĐ-SKHCN"),
        (45, rules.PaperKind.LETTER, "SKHCN", "45/TTr-SKHCN"),
        (7, rules.PaperKind.LETTER, "", "07/TTr"),
    ],
)
def test_a_number_is_written_as_the_decree_says(number: int, kind: rules.PaperKind, symbol: str, written: str):
    assert rules.full_number(number, kind, symbol) == written


@pytest.mark.parametrize("to", [DecisionStatus.AMENDED, DecisionStatus.REVOKED, DecisionStatus.DRAFT])
def test_a_draft_decision_can_only_be_signed(to: DecisionStatus):
    with pytest.raises(TransitionError):
        rules.move_decision(DecisionStatus.DRAFT, to)


def test_a_decision_is_signed_once():
    assert rules.move_decision(DecisionStatus.DRAFT, DecisionStatus.SIGNED) is DecisionStatus.SIGNED
    with pytest.raises(TransitionError):
        rules.move_decision(DecisionStatus.SIGNED, DecisionStatus.SIGNED)


def test_a_letter_goes_from_draft_to_sent_to_answered():
    assert rules.move_letter(LetterStatus.DRAFT, LetterStatus.SENT) is LetterStatus.SENT
    assert rules.move_letter(LetterStatus.SENT, LetterStatus.ANSWERED) is LetterStatus.ANSWERED
    with pytest.raises(TransitionError):
        rules.move_letter(LetterStatus.DRAFT, LetterStatus.ANSWERED)


def signature(**changes: object) -> list[str | None]:
    facts = {
        "number": 5,
        "day": date(2019, 1, 7),
        "day_field": "signed_on",
        "signer_name": "Lê Thị An",
        "signer_post": "Giám đốc",
        "today": TODAY,
        "not_before": date(2019, 1, 4),
        **changes,
    }
    return [problem.field for problem in rules.signature_problems(**facts)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"day": TODAY}, []),
        ({"day": date(2019, 1, 4)}, []),
        ({"day": date(2019, 1, 3)}, ["signed_on"]),
        ({"day": date(2019, 1, 3), "not_before": None}, []),
        ({"day": date(2019, 1, 9)}, ["signed_on"]),
        ({"number": 0}, ["number"]),
        ({"number": 100_000}, ["number"]),
        ({"signer_name": "", "signer_post": ""}, ["signer_name", "signer_post"]),
        ({"signer_name": "A" * 121}, ["signer_name"]),
    ],
)
def test_a_signature_has_number_day_and_signer(changes: dict[str, object], fields: list[str]):
    assert signature(**changes) == fields


def recipient(name: str = "Lê Văn An", **changes: object) -> rules.Recipient:
    facts = {
        "nomination_id": uuid4(),
        "subject": Subject.INDIVIDUAL,
        "award_rank": 1,
        "unit_rank": 1,
        "is_head": False,
        "is_leader": False,
        "sort_key": name_sort_key(name),
        **changes,
    }
    return rules.Recipient(**facts)  # type: ignore[arg-type]


def test_names_stand_in_the_officers_order():
    wanted = [
        recipient("Văn phòng", subject=Subject.COLLECTIVE, award_rank=2),
        recipient("Lê Văn Bình", award_rank=0, unit_rank=9),
        recipient("Võ Thị Yên", is_head=True, is_leader=True),
        recipient("Trần Văn Út", is_leader=True),
        recipient("Phạm An"),
        recipient("Võ Văn Dương"),
        recipient("Trần Thị Đan"),
        recipient("Lê Văn Ba", unit_rank=2),
    ]

    assert rules.in_officers_order(reversed(wanted)) == [each.nomination_id for each in wanted]


def answer(outcome: Outcome = Outcome.CONFERRED, number: str = "1/QĐ-UBND", on: date | None = TODAY) -> rules.Answer:
    return rules.Answer(UUID(int=1), outcome, number, on, "")


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        (answer(), []),
        (answer(Outcome.DECLINED, "", None), []),
        (answer(Outcome.PENDING), ["outcome"]),
        (answer(number=""), ["decision_number"]),
        (answer(on=None), ["decision_on"]),
        (answer(number="", on=None), ["decision_number", "decision_on"]),
        (answer(on=date(2019, 1, 9)), ["decision_on"]),
        (answer(on=date(2018, 12, 31)), ["decision_on"]),
        (answer(number="9" * 81), ["decision_number"]),
    ],
)
def test_a_conferred_award_names_the_decision(given: rules.Answer, fields: list[str]):
    problems = rules.answer_problems(given, today=TODAY, sent_on=date(2019, 1, 5))

    assert [problem.field for problem in problems] == [f"{field}-{UUID(int=1)}" for field in fields]


@pytest.mark.parametrize(
    ("asked", "fit", "taken", "is_refused"),
    [(0, 0, 0, True), (3, 3, 0, False), (3, 2, 0, True), (3, 3, 1, True)],
)
def test_all_ticked_names_must_fit(asked: int, fit: int, taken: int, is_refused: bool):
    assert (rules.names_problem(asked, fit, taken) is not None) is is_refused


@pytest.mark.parametrize(("reason", "count"), [("", 1), ("Đang bị xem xét", 0), ("x" * 4_001, 1)])
def test_a_deviation_has_a_reason(reason: str, count: int):
    assert len(rules.reason_problems(reason)) == count


@pytest.mark.parametrize(("title", "count"), [("", 1), ("Về việc", 0), ("x" * 501, 1)])
def test_a_paper_says_what_it_is_about(title: str, count: int):
    assert len(rules.title_problems(title)) == count
