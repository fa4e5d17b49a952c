"""What a higher body asks for beyond a letter, and what is answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l

from app.core.errors import Problem
from app.decisions.rules.papers import MAX_FOREIGN_NUMBER

MOST_REQUEST: Final = 4_000
NOT_ON_LETTER: Final = _l("Choose a name of this letter, or none for the whole letter.")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, when, by which document, until when; about one name or the whole letter."""

    asked_on: date
    text: str
    document_number: str = ""
    due_on: date | None = None
    nomination_id: UUID | None = None


def request_problems(said: Request, names: Collection[UUID], *, sent_on: date, today: date) -> list[Problem]:
    """A request has words, and comes between the sending of the letter and today; its due day is not before it."""
    problems = []
    if said.nomination_id is not None and said.nomination_id not in names:
        problems.append(Problem(NOT_ON_LETTER, "nomination_id"))
    if not sent_on <= said.asked_on <= today:
        problems.append(Problem(_l("The day lies between the sending of the letter and today."), "asked_on"))
    if said.due_on is not None and said.due_on < said.asked_on:
        problems.append(Problem(_l("The last day is not before the day of the request."), "due_on"))
    if len(said.document_number) > MAX_FOREIGN_NUMBER:
        message = _l("At most %(most)s characters fit.", most=MAX_FOREIGN_NUMBER)
        problems.append(Problem(message, "document_number"))
    return problems + text_problems(said.text, "text", _l("Write what the higher body asks for."))


def reply_problems(answer: str, answered_on: date, *, asked_on: date, today: date) -> list[Problem]:
    """An answer has words, and comes between the request and today."""
    problems = text_problems(answer, "answer", _l("Write what was answered."))
    if not asked_on <= answered_on <= today:
        problems.append(Problem(_l("The day lies between the request and today."), "answered_on"))
    return problems


def text_problems(text: str, field: str, empty: object) -> list[Problem]:
    """Say what is wrong with a text that must be there."""
    if not text:
        return [Problem(empty, field)]
    too_long = _l("At most %(most)s characters fit.", most=MOST_REQUEST)
    return [Problem(too_long, field)] if len(text) > MOST_REQUEST else []
