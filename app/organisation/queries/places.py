"""Memberships: who belongs to which units on a day, and where one person belongs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.organisation import rules
from app.organisation.enums import Gender, StaffGroup
from app.organisation.models import Membership, Person, Unit


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a unit on a day."""

    person_id: UUID
    full_name: str
    post: str
    unit_id: UUID
    unit_name: str
    birth_on: date | None
    staff_group: StaffGroup
    gender: Gender | None
    is_head: bool
    membership_id: UUID
    started_on: date
    ended_on: date | None
    sort_key: str


@dataclass(frozen=True, slots=True)
class Place:
    """One membership of a person, with its unit."""

    membership_id: UUID
    unit_id: UUID
    unit_name: str
    unit_path: str
    body_id: UUID | None
    post: str
    staff_group: StaffGroup
    is_head: bool
    started_on: date
    ended_on: date | None
    version: int


_MEMBER: Final[tuple[Any, ...]] = (  # Any: as in the fields of the row
    Person.id,
    Person.full_name,
    Membership.post,
    Unit.id,
    Unit.name,
    Person.birth_on,
    Membership.staff_group,
    Person.gender,
    Membership.is_head,
    Membership.id,
    Membership.started_on,
    Membership.ended_on,
    Person.sort_key,
)

_PLACE: Final[tuple[Any, ...]] = (  # Any: as in the fields of the row
    Membership.id,
    Unit.id,
    Unit.name,
    Unit.path,
    Unit.body_id,
    Membership.post,
    Membership.staff_group,
    Membership.is_head,
    Membership.started_on,
    Membership.ended_on,
    Membership.version,
)


def active_on(day: date) -> ColumnElement[bool]:
    """Return the condition "the membership holds on this day"."""
    return (Membership.started_on <= day) & or_(Membership.ended_on.is_(None), Membership.ended_on >= day)


def members_on(session: Session, unit_ids: Collection[UUID], on: date, *, limit: int | None = None) -> list[Member]:
    """The people of these units on a day, in the Vietnamese order of names."""
    query = (
        select(*_MEMBER)
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.unit_id.in_(unit_ids), active_on(on))
        .order_by(Person.sort_key, Person.id)
        .limit(limit)
    )
    return [Member(*row) for row in session.execute(query)]


def current_place(session: Session, person_id: UUID, on: date) -> Place | None:
    """Where a person belongs on a day; there is at most one place."""
    query = select(*_PLACE).join(Unit, Unit.id == Membership.unit_id)
    row = session.execute(query.where(Membership.person_id == person_id, active_on(on))).first()
    return Place(*row) if row else None


def places_of(session: Session, person_id: UUID) -> list[Place]:
    """All memberships of a person, the newest first."""
    query = (
        select(*_PLACE)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.started_on.desc())
    )
    return [Place(*row) for row in session.execute(query)]


def present_of(places: Sequence[Place], on: date) -> Place | None:
    """The place among these that holds on a day."""
    return next((place for place in places if rules.Period(place.started_on, place.ended_on).holds(on)), None)


def present_path_of(places: Sequence[Place], on: date) -> str | None:
    """The tree path of the unit where a person is on a day, else where they were last."""
    place = present_of(places, on) or next(iter(places), None)
    return place.unit_path if place else None


def membership_by_id(session: Session, membership_id: UUID) -> Membership:
    """The membership with this id; raises NotFound."""
    membership = session.get(Membership, membership_id)
    if membership is None:
        raise NotFound
    return membership


def open_membership(session: Session, person_id: UUID) -> Membership | None:
    """The place of a person that has no end, or None."""
    query = select(Membership).where(Membership.person_id == person_id, Membership.ended_on.is_(None))
    return session.scalar(query)


def membership_starting(session: Session, person_id: UUID, on: date) -> Membership:
    """The place of a person that starts on a day."""
    query = select(Membership).where(Membership.person_id == person_id, Membership.started_on == on)
    return session.scalars(query).one()


def person_by_identity_number(session: Session, number: str) -> Person | None:
    """The person with this identity number, or None."""
    return session.scalar(select(Person).where(Person.identity_number == number))


def namesakes(session: Session, full_name: str, sort_key: str, birth_on: date) -> Sequence[UUID]:
    """The people of the same name born on the same day."""
    query = select(Person.id).where(Person.sort_key == sort_key, Person.full_name == full_name)
    return session.scalars(query.where(Person.birth_on == birth_on)).all()


def has_namesake_without_birth_date(
    session: Session, full_name: str, sort_key: str, *, unit_id: UUID, started_on: date
) -> bool:
    """Say whether somebody of this name, born nobody knows when, came to the unit on the same day."""
    query = (
        select(Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.sort_key == sort_key, Person.full_name == full_name, Person.birth_on.is_(None))
        .where(Membership.unit_id == unit_id, Membership.started_on == started_on)
    )
    return session.scalar(query.limit(1)) is not None
