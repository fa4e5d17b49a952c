"""Units and bodies as acts need them: found, allowed, held, not locked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.classification import policy, queries
from app.classification.rules.schemes import scheme_of
from app.core.access import Actor
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken
from app.eligibility.enums import Subject
from app.organisation.enums import StaffGroup, UnitKind
from app.organisation.queries import Membership, Unit

Place: TypeAlias = Row[UUID, str, UUID | None, UnitKind]
"""A unit: its id, path, body and kind."""
Groups = Mapping[tuple[UUID, UUID], StaffGroup]
"""Staff group of a person in a unit."""
Right = Callable[[Actor, str], bool]


def units_for_writing(
    session: Session, unit_ids: set[UUID], actor: Actor, right: Right = policy.may_edit
) -> Sequence[Place]:
    """Return the units, their bodies held so that nobody locks the year meanwhile."""
    query = select(Unit.id, Unit.path, Unit.body_id, Unit.kind).where(Unit.id.in_(unit_ids))
    units = session.execute(query).all()
    if len(units) != len(unit_ids) or any(
        unit.body_id is None or not policy.may_read(actor, unit.path) for unit in units
    ):
        raise NotFound
    if not all(right(actor, unit.path) for unit in units):
        raise NotAllowed
    hold(session, {unit.body_id for unit in units if unit.body_id})
    return units


def body_for_writing(session: Session, body_id: UUID, actor: Actor, right: Right = policy.may_edit) -> None:
    """Hold a body whose year an act is about."""
    body = session.execute(select(Unit.path, Unit.body_id).where(Unit.id == body_id)).one_or_none()
    if body is None or body.body_id != body_id or not policy.may_read(actor, body.path):
        raise NotFound
    if not right(actor, body.path):
        raise NotAllowed
    hold(session, [body_id])


def hold(session: Session, body_ids: Iterable[UUID]) -> None:
    """Lock bodies in one order, until the act commits."""
    query = select(Unit.id).where(Unit.id.in_(body_ids)).order_by(Unit.id).with_for_update(key_share=True)
    session.execute(query).all()


def refuse_locked(session: Session, units: Iterable[Place], year: int) -> None:
    """Refuse an act on a year that is locked."""
    for body_id in {unit.body_id for unit in units if unit.body_id}:
        refuse_locked_body(session, body_id, year)


def refuse_locked_body(session: Session, body_id: UUID, year: int) -> None:
    """Refuse an act on a body whose year is locked."""
    if queries.is_locked(session, body_id, year):
        message = _l("The classification of %(year)s is locked. An HR officer can unlock it with a reason.", year=year)
        raise RuleBroken(Problem(message))


def staff_groups(session: Session, people: Iterable[UUID], year: int) -> Groups:
    """Return the last staff group of each person in each unit in the course of the year."""
    query = (
        select(Membership.person_id, Membership.unit_id, Membership.staff_group)
        .where(
            Membership.person_id.in_(people),
            Membership.started_on <= date(year, 12, 31),
            Membership.ended_on.is_(None) | (Membership.ended_on >= date(year, 1, 1)),
        )
        .order_by(Membership.started_on)
    )
    return {(person, unit): group for person, unit, group in session.execute(query)}


def scheme_id_of(year: int, unit: Place, group: StaffGroup | None, *, is_person: bool) -> str | None:
    """Return the scheme that an entry of this year stores."""
    scheme = scheme_of(year, Subject.INDIVIDUAL if is_person else Subject.COLLECTIVE, group, unit.kind)
    return scheme.id if scheme else None
