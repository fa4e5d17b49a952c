"""What features above this one lend to a record: lines of the timeline, and the decisions that took awards away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import Subquery
from sqlalchemy.orm import Session

from app.core.paging import AnySelect
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

_REVOCATIONS: Final[list[AnySelect]] = []
_LINES: Final[dict[str, LineSource]] = {}


def add_lines(name: str, source: LineSource) -> None:
    """Learn where another feature keeps lines of the timeline."""
    _LINES[name] = source


def add_revocations(source: AnySelect) -> None:
    """Learn the select of (conferral, number, day, body) of the decisions that took awards away."""
    _REVOCATIONS[:] = [source]


def revocations() -> Subquery | None:
    """The decisions that took awards away, to be joined; None where no feature knows them."""
    return _REVOCATIONS[0].subquery("revocation_of") if _REVOCATIONS else None


def lines_of(session: Session, subject: Subject, subject_id: UUID) -> list[Line]:
    """The lines that other features lend to a record."""
    return [line for source in _LINES.values() for line in source(session, subject, subject_id)]
