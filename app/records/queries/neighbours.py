"""What features above this one lend to a record: lines of the timeline, and the numbers of revoking decisions."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.eligibility.enums import Subject


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline; texts may be lazy."""

    year: int
    tag: object
    tone: str
    title: object
    detail: object = ""
    on: date | None = None


LineSource = Callable[[Session, Subject, UUID], Sequence[Line]]
"""Gives the lines of a person or a unit; the record has already been found visible."""

NumberSource = Callable[[Session, Collection[UUID]], Mapping[UUID, str]]
"""Gives the revoking decision of those of these conferrals that were revoked."""

_LINES: Final[dict[str, LineSource]] = {}
_NUMBERS: Final[list[NumberSource]] = []


def add_lines(name: str, source: LineSource) -> None:
    """Learn where another feature keeps lines of the timeline."""
    _LINES[name] = source


def add_revocations(source: NumberSource) -> None:
    """Learn who knows the decisions that took awards away."""
    _NUMBERS[:] = [source]


def lines_of(session: Session, subject: Subject, subject_id: UUID) -> list[Line]:
    """The lines that other features lend to a record."""
    return [line for source in _LINES.values() for line in source(session, subject, subject_id)]


def revoking_numbers(session: Session, conferral_ids: Collection[UUID]) -> dict[UUID, str]:
    """The decision that revoked each of these conferrals; asked only when there are any."""
    found: dict[UUID, str] = {}
    for source in _NUMBERS if conferral_ids else ():
        found |= source(session, conferral_ids)
    return found
