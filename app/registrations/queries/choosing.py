"""Whom a unit can register: its people and the units of its subtree."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.database import within
from app.core.paging import AnySelect
from app.organisation.queries import Membership, Person, Unit, active_on, valid_on

MOST_ON_ROLL: Final = 300
"""More people than a page can hold to tick; they are then shown unit by unit."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who can be registered, with the unit to which they belong on the day."""

    id: UUID
    name: str
    post: str
    unit_id: UUID
    unit_name: str
    birth_on: date | None


@dataclass(frozen=True, slots=True)
class Collective:
    """A unit that can be registered."""

    id: UUID
    name: str


def roll_of(session: Session, *, unit_id: UUID, root: str, on: date) -> tuple[Sequence[Candidate], bool]:
    """The people to tick, and whether that is everybody of the subtree."""
    found = _people(session, root, on, limit=MOST_ON_ROLL + 1)
    if len(found) <= MOST_ON_ROLL:
        return found, True
    return _people(session, root, on, limit=MOST_ON_ROLL, unit_id=unit_id), False


def people_chosen(session: Session, ids: Collection[UUID], *, root: str, on: date) -> dict[UUID, Candidate]:
    """Those of these people who belong to the subtree on the day."""
    if not ids:
        return {}
    query = _candidates(root, on).where(Person.id.in_(ids))
    return {row[0]: Candidate(*row) for row in session.execute(query)}


def collectives_chosen(session: Session, ids: Collection[UUID], *, root: str, on: date) -> dict[UUID, Collective]:
    """Those of these units that lie in the subtree and exist on the day."""
    if not ids:
        return {}
    query = select(Unit.id, Unit.name).where(
        Unit.id.in_(ids), within(Unit.path, [root]), valid_on(on), Unit.is_external.is_(False)
    )
    return {row[0]: Collective(*row) for row in session.execute(query)}


def _people(session: Session, root: str, on: date, *, limit: int, unit_id: UUID | None = None) -> list[Candidate]:
    query = _candidates(root, on)
    if unit_id is not None:
        query = query.where(Membership.unit_id == unit_id)
    return [Candidate(*row) for row in session.execute(query.limit(limit))]


def _candidates(root: str, on: date) -> AnySelect:
    return (
        select(Person.id, Person.full_name, Membership.post, Unit.id, Unit.name, Person.birth_on)
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(within(Unit.path, [root]), active_on(on))
        .order_by(Person.sort_key, Person.id)
    )
