"""Where a body's classification of a year stands, and which unit a page is about."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.classification.enums import ClassificationStatus
from app.classification.models import Classification
from app.organisation.queries import Unit


@dataclass(frozen=True, slots=True)
class Progress:
    """How many levels a body has entered for a year, and how many of them wait for a decision."""

    entered: int
    undecided: int


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """A unit with the body whose classification it belongs to."""

    id: UUID
    name: str
    path: str
    body_id: UUID
    body_name: str
    body_path: str


def _of_body(body_id: UUID, year: int) -> ColumnElement[bool]:
    units = select(Unit.id).where(Unit.body_id == body_id)
    return (Classification.year == year) & Classification.unit_id.in_(units)


def is_locked(session: Session, body_id: UUID, year: int) -> bool:
    """Whether the classification of a body and year is locked; without any entry it is not."""
    locked = Classification.status == ClassificationStatus.LOCKED
    return bool(session.scalar(select(exists().where(_of_body(body_id, year) & locked))))


def progress(session: Session, body_id: UUID, year: int) -> Progress:
    """How far a body has come with a year."""
    waiting = func.count().filter(Classification.status == ClassificationStatus.PROPOSED)
    query = select(func.count(), waiting).select_from(Classification).where(_of_body(body_id, year))
    entered, undecided = session.execute(query).one()
    return Progress(entered, undecided)


def unit_place(session: Session, unit_id: UUID) -> UnitPlace | None:
    """A unit and its body; None for an unknown one or one without a body."""
    body = aliased(Unit)
    query: Select[*tuple[Any, ...]] = (  # Any: the columns of UnitPlace
        select(Unit.id, Unit.name, Unit.path, body.id, body.name, body.path)
        .join(body, body.id == Unit.body_id)
        .where(Unit.id == unit_id)
    )
    rows = [UnitPlace(*row) for row in session.execute(query)]
    return rows[0] if rows else None
