"""What is true of decisions and proposal letters: moves, numbers, dates, the officers' order of names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l

from app.core.errors import Problem, TransitionError
from app.core.text import short_date
from app.decisions.enums import DecisionStatus, LetterStatus, Outcome
from app.eligibility.enums import Subject

DECISION_NEXT: Final[Mapping[DecisionStatus, frozenset[DecisionStatus]]] = {
    DecisionStatus.DRAFT: frozenset({DecisionStatus.SIGNED}),
    DecisionStatus.SIGNED: frozenset({DecisionStatus.AMENDED, DecisionStatus.REVOKED}),
    DecisionStatus.AMENDED: frozenset({DecisionStatus.AMENDED, DecisionStatus.REVOKED}),
    DecisionStatus.REVOKED: frozenset(),
}

LETTER_NEXT: Final[Mapping[LetterStatus, frozenset[LetterStatus]]] = {
    LetterStatus.DRAFT: frozenset({LetterStatus.SENT}),
    LetterStatus.SENT: frozenset({LetterStatus.ANSWERED}),
    LetterStatus.ANSWERED: frozenset(),
}
"""An answered letter waits again only when a higher body here votes anew (``services.flowing_back``)."""

MAX_TITLE: Final = 500
MAX_BODY_TEXT: Final = 20_000
MAX_NAME: Final = 120
MAX_FOREIGN_NUMBER: Final = 80
MAX_NOTE: Final = 500
MAX_REASON: Final = 4_000
MAX_NUMBER: Final = 99_999

TICK_ONE: Final = _l("Tick at least one name.")
NO_NAMES: Final = _l("There is no name on this paper. Put names on it first.")
NO_ANSWER: Final = _l("Choose the outcome of at least one name.")
FOREIGN_NAMES: Final = _l("Some of these names are not on this letter. Load the page again.")


class PaperKind(StrEnum):
    """The letters of a kind of paper in its number (Decree 30/2020/NĐ-CP, Appendix III)."""

    DECISION = "QĐ"
    LETTER = "TTr"


def answered_there() -> Problem:
    """Names whose files arrived at a body of this installation wait for what it decides."""
    return Problem(
        _l("Some of these names are with a body that works here: its decision is recorded by itself when it is signed.")
    )


def move_decision(current: DecisionStatus, wanted: DecisionStatus) -> DecisionStatus:
    """Return ``wanted`` when the move is legal; raises TransitionError otherwise."""
    if wanted not in DECISION_NEXT[current]:
        raise TransitionError(f"decision: {current} -> {wanted}")
    return wanted


def move_letter(current: LetterStatus, wanted: LetterStatus) -> LetterStatus:
    """Return ``wanted`` when the move is legal; raises TransitionError otherwise."""
    if wanted not in LETTER_NEXT[current]:
        raise TransitionError(f"letter: {current} -> {wanted}")
    return wanted


def full_number(number: int, kind: PaperKind, symbol: str) -> str:
    """Write a number as papers carry it: a leading 0 below 10, then kind and letters of the body.

    Source: Decree 30/2020/NĐ-CP, Appendix I, part II, item 3.

    >>> full_number(5, PaperKind.DECISION, "SKHCN")
    '05/QĐ-SKHCN'
    """
    return f"{number:02}/{kind.value}" + (f"-{symbol}" if symbol else "")


@dataclass(frozen=True, slots=True)
class Recipient:
    """What decides the place of a name in a list; ranks count from 0."""

    nomination_id: UUID
    subject: Subject
    award_rank: int
    unit_rank: int
    is_head: bool
    is_leader: bool
    sort_key: str


def in_officers_order(recipients: Iterable[Recipient]) -> list[UUID]:
    """Order names as annexed lists do: collectives before people, awards as in the catalogue, units as in the tree.

    Within a unit its head and its leaders come first, the others follow by given name.
    """
    return [each.nomination_id for each in sorted(recipients, key=_place)]


def _place(recipient: Recipient) -> tuple[bool, int, int, bool, bool, str, str]:
    return (
        recipient.subject is Subject.INDIVIDUAL,
        recipient.award_rank,
        recipient.unit_rank,
        not recipient.is_head,
        not recipient.is_leader,
        recipient.sort_key,
        str(recipient.nomination_id),
    )


def title_problems(title: str, body_text: str = "") -> list[Problem]:
    """A paper says what it is about, and its texts fit their places."""
    problems = [] if title else [Problem(_l("Fill this in."), "title")]
    return [*problems, *length_problems(("title", title, MAX_TITLE), ("body_text", body_text, MAX_BODY_TEXT))]


def signature_problems(
    *, number: int, day: date, day_field: str, signer_name: str, signer_post: str, today: date, not_before: date | None
) -> list[Problem]:
    """Say what is wrong with number, date and signer of a paper; ``not_before`` is the day the council finished."""
    problems = []
    if not 1 <= number <= MAX_NUMBER:
        problems.append(Problem(_l("Type a number from %(least)s to %(most)s.", least=1, most=MAX_NUMBER), "number"))
    problems += [
        Problem(_l("Fill this in."), field)
        for field, text in (("signer_name", signer_name), ("signer_post", signer_post))
        if not text
    ]
    problems += length_problems(("signer_name", signer_name, MAX_NAME), ("signer_post", signer_post, MAX_NAME))
    problems += day_problems(day, day_field, today=today, not_before=not_before)
    return problems


def day_problems(day: date, field: str, *, today: date, not_before: date | None) -> list[Problem]:
    """A paper is dated neither in the future nor before the council has finished with its names."""
    if day > today:
        return [Problem(_l("This day lies in the future; today is %(today)s.", today=short_date(today)), field)]
    if not_before is not None and day < not_before:
        message = _l(
            "This day lies before %(day)s, when the council finished with these names.", day=short_date(not_before)
        )
        return [Problem(message, field)]
    return []


def number_taken(full: str) -> Problem:
    """Say that another paper of the body and year carries this number."""
    message = _l("Number %(number)s is already taken by another paper of this year. Choose the next one.", number=full)
    return Problem(message, "number")


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one name as the higher body decided it."""

    nomination_id: UUID
    outcome: Outcome
    decision_number: str
    decision_on: date | None
    note: str


def answer_problems(answer: Answer, *, today: date, sent_on: date) -> list[Problem]:
    """A conferred award names the foreign decision; its day lies between the letter and today."""
    if answer.outcome is Outcome.PENDING:
        return [Problem(_l("Choose conferred or declined."), _field("outcome", answer))]
    problems = length_problems(
        (_field("decision_number", answer), answer.decision_number, MAX_FOREIGN_NUMBER),
        (_field("note", answer), answer.note, MAX_NOTE),
    )
    if answer.outcome is Outcome.CONFERRED and not answer.decision_number:
        message = _l("Give the number of the decision that confers the award.")
        problems.append(Problem(message, _field("decision_number", answer)))
    if answer.outcome is Outcome.CONFERRED and answer.decision_on is None:
        message = _l("Give the day of the decision that confers the award.")
        problems.append(Problem(message, _field("decision_on", answer)))
    return [*problems, *_answer_day_problems(answer, today=today, sent_on=sent_on)]


def _answer_day_problems(answer: Answer, *, today: date, sent_on: date) -> list[Problem]:
    field, day = _field("decision_on", answer), answer.decision_on
    if day is None:
        return []
    if day > today:
        return [Problem(_l("This day lies in the future; today is %(today)s.", today=short_date(today)), field)]
    if day < sent_on:
        return [Problem(_l("This day lies before the letter, which is of %(day)s.", day=short_date(sent_on)), field)]
    return []


def _field(name: str, answer: Answer) -> str:
    """Return the name of a field in the row of one name."""
    return f"{name}-{answer.nomination_id}"


def length_problems(*texts: tuple[str, str, int]) -> list[Problem]:
    """Say of each field, text and limit by how much it is too long."""
    return [
        Problem(
            _l("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=len(text) - most, most=most),
            field,
        )
        for field, text, most in texts
        if len(text) > most
    ]


def reason_problems(reason: str) -> list[Problem]:
    """A deviation from the council has a written reason."""
    if not reason:
        return [Problem(_l("Write the reason; the council and the unit will read it."), "reason")]
    return length_problems(("reason", reason, MAX_REASON))


def refusal_problems(reason: str) -> list[Problem]:
    """A letter from below is refused with a reason, which stands beside each of its names."""
    if not reason:
        return [Problem(_l("Write the reason; the body that sent the letter will read it."), "reason")]
    return length_problems(("reason", reason, MAX_NOTE))


def names_problem(count_asked: int, count_fit: int, count_taken: int) -> Problem | None:
    """Say why ticked names cannot go on a paper, or None when all can."""
    if count_asked == 0:
        return Problem(TICK_ONE, "nomination_ids")
    if count_taken:
        message = _l(
            "%(count)s of the ticked names are on another paper already. Load the page again and tick the rest.",
            count=count_taken,
        )
        return Problem(message, "nomination_ids")
    if count_fit < count_asked:
        message = _l(
            "%(count)s of the ticked names are not waiting for this kind of paper in this campaign. "
            "Load the page again and tick the rest.",
            count=count_asked - count_fit,
        )
        return Problem(message, "nomination_ids")
    return None
