"""Whose records may be seen: the one condition that pages, counts, searches, tables and files go through."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.core.access import Actor
from app.core.database import within
from app.core.errors import NotFound
from app.organisation.queries import Membership, Person, Unit, active_on
from app.records import policy


@dataclass(frozen=True, slots=True)
class Span:
    """A place of a person, from one day to another."""

    person_id: UUID
    unit_id: UUID
    unit_name: str
    unit_path: str
    body_id: UUID | None
    post: str
    started_on: date
    ended_on: date | None

    def holds(self, day: date) -> bool:
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)


@dataclass(frozen=True, slots=True)
class PersonSight:
    """A person with their places, the newest first."""

    id: UUID
    full_name: str
    birth_on: date | None
    joined_on: date | None
    spans: Sequence[Span]
    present: Span | None
    """Where they are on the day, else where they were last."""

    @property
    def path(self) -> str | None:
        return self.present.unit_path if self.present else None


_SPAN: Final[tuple[Any, ...]] = (  # Any: as in the fields of a Span
    Membership.person_id,
    Membership.unit_id,
    Unit.name,
    Unit.path,
    Unit.body_id,
    Membership.post,
    Membership.started_on,
    Membership.ended_on,
)


def person_sight(session: Session, actor: Actor, person_id: UUID, on: date) -> PersonSight:
    """The person, when the actor may see their record; raises NotFound."""
    query = (
        select(Person.full_name, Person.birth_on, Person.joined_on, *_SPAN)
        .outerjoin(Membership, Membership.person_id == Person.id)
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .where(Person.id == person_id)
        .order_by(Membership.started_on.desc())
    )
    rows = session.execute(query).all()
    if not rows:
        raise NotFound
    spans = [Span(*row[3:]) for row in rows if row[3] is not None]
    name, birth_on, joined_on = rows[0][0], rows[0][1], rows[0][2]
    sight = PersonSight(person_id, name, birth_on, joined_on, spans, present_of(spans, on))
    if not policy.may_read_person(actor, person_id, sight.path):
        raise NotFound
    return sight


def unit_sight(session: Session, actor: Actor, unit_id: UUID) -> Unit:
    """The unit, when the actor may see its record; raises NotFound."""
    unit = session.get(Unit, unit_id)
    if unit is None or unit.is_external or not policy.may_read(actor, unit.path):
        raise NotFound
    return unit


def present_of(spans: Sequence[Span], on: date) -> Span | None:
    """The place among these, the newest first, that holds on a day, else the last one."""
    return next((span for span in spans if span.holds(on)), None) or next(iter(spans), None)


def spans_of(session: Session, person_ids: Collection[UUID]) -> dict[UUID, list[Span]]:
    """All places of these people, the newest first."""
    found: dict[UUID, list[Span]] = {}
    known = list(person_ids)
    for start in range(0, len(known), _CHUNK):
        query = select(*_SPAN).join(Unit, Unit.id == Membership.unit_id).order_by(Membership.started_on.desc())
        for row in session.execute(query.where(Membership.person_id.in_(known[start : start + _CHUNK]))):
            found.setdefault(row[0], []).append(Span(*row))
    return found


def paths_of_units(session: Session, unit_ids: Collection[UUID]) -> dict[UUID, str]:
    """The tree path of each of these units that lie in the tree."""
    query = select(Unit.id, Unit.path).where(Unit.id.in_(unit_ids), ~Unit.is_external)
    return {row[0]: row[1] for row in session.execute(query)} if unit_ids else {}


_CHUNK: Final = 500


def works_within(person_id: Any, roots: Sequence[str], on: date) -> ColumnElement[bool]:  # Any: a column of ids
    """The condition "this person works in one of these subtrees on a day, or worked there last"."""
    other, later = aliased(Membership), aliased(Membership)
    active_elsewhere = select(other.id).where(
        other.person_id == Membership.person_id,
        other.started_on <= on,
        or_(other.ended_on.is_(None), other.ended_on >= on),
    )
    newest = (
        select(func.max(later.started_on))
        .where(later.person_id == Membership.person_id)
        .correlate(Membership)
        .scalar_subquery()
    )
    last = (Membership.started_on == newest) & ~active_elsewhere.correlate(Membership).exists()
    places = select(Membership.id).join(Unit, Unit.id == Membership.unit_id)
    return places.where(Membership.person_id == person_id, within(Unit.path, roots), active_on(on) | last).exists()
