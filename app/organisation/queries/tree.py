"""The tree on a day: what stands above and below a unit, how many people it has, who heads it, what keeps it alive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.core.database import within
from app.organisation.enums import StaffGroup
from app.organisation.models import Membership, Person, Unit
from app.organisation.queries.places import active_on
from app.organisation.queries.units import UNIT_COLUMNS, UnitRow, in_tree_order, paths_above, valid_on


def around(session: Session, unit: Unit, on: date, *, roots: Sequence[str]) -> tuple[list[UnitRow], list[UnitRow]]:
    """The units above one from the root down, and those in sight directly under it on a day in tree order."""
    under = (Unit.parent_id == unit.id) & valid_on(on) & in_sight(roots)
    query = select(*UNIT_COLUMNS).where(or_(under, Unit.path.in_(paths_above(unit.path))))
    rows = [UnitRow(*row) for row in session.execute(query)]
    above = sorted((row for row in rows if row.parent_id != unit.id), key=lambda row: len(row.path))
    return above, in_tree_order(row for row in rows if row.parent_id == unit.id)


def in_sight(roots: Sequence[str]) -> ColumnElement[bool]:
    """The condition "a reader of these subtrees may look at the unit", as ``policy.may_read_unit`` says of one."""
    return within(Unit.path, roots) | Unit.is_external


def some_within(
    session: Session, paths: Sequence[str], on: date | None, *, most: int, roots: Sequence[str] | None = None
) -> list[UnitRow] | None:
    """The units of these subtrees in tree order, on a day if one is given; None when there are more than ``most``.

    ``roots``: only those that a reader of these subtrees may look at.
    """
    query = select(*UNIT_COLUMNS).where(within(Unit.path, paths)).limit(most + 1)
    if roots is not None:
        query = query.where(in_sight(roots))
    if on is not None:
        query = query.where(valid_on(on))
    rows = [UnitRow(*row) for row in session.execute(query)]
    return in_tree_order(rows) if len(rows) <= most else None


def people_on(session: Session, path: str, on: date, *, roots: Sequence[str]) -> list[tuple[str, StaffGroup, int]]:
    """How many people of which staff group each unit in sight of a subtree has on a day, by the path of the unit."""
    query = (
        select(Unit.path, Membership.staff_group, func.count())
        .join(Membership, Membership.unit_id == Unit.id)
        .where(within(Unit.path, [path]), within(Unit.path, roots), active_on(on))
        .group_by(Unit.path, Membership.staff_group)
    )
    return [(path, group, count) for path, group, count in session.execute(query)]


def heads_on(session: Session, unit_ids: Sequence[UUID], on: date) -> dict[UUID, str]:
    """The name of the head of each of these units on a day."""
    query = (
        select(Membership.unit_id, Person.full_name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.unit_id.in_(unit_ids), Membership.is_head, active_on(on))
    )
    return {row[0]: row[1] for row in session.execute(query)}


def lock_tree(session: Session) -> None:
    """Let one act at a time change the shape of the tree: it holds the roots until it commits."""
    session.execute(select(Unit.id).where(Unit.parent_id.is_(None)).order_by(Unit.id).with_for_update()).all()


def depth_below(session: Session, path: str) -> int:
    """How many characters the longest path below this one adds to it."""
    longest = session.scalar(select(func.max(func.length(Unit.path))).where(within(Unit.path, [path])))
    return (longest or len(path)) - len(path)


@dataclass(frozen=True, slots=True)
class Leftover:
    """How many stand in the way, and one of them by name."""

    count: int
    example: str


def left_after(session: Session, unit: Unit, day: date) -> tuple[Leftover, Leftover]:
    """The people who belong to a unit, and the units that stand under it, after a day."""
    people = (
        select(func.count(), func.min(Person.full_name))
        .join_from(Membership, Person, Person.id == Membership.person_id)
        .where(Membership.unit_id == unit.id, or_(Membership.ended_on.is_(None), Membership.ended_on > day))
    )
    units = select(func.count(), func.min(Unit.name)).where(
        Unit.parent_id == unit.id, or_(Unit.valid_to.is_(None), Unit.valid_to > day)
    )
    found = [session.execute(query).one() for query in (people, units)]
    return Leftover(found[0][0], found[0][1] or ""), Leftover(found[1][0], found[1][1] or "")


def has_members(session: Session, unit_id: UUID) -> bool:
    """Say whether anybody ever belonged to a unit."""
    return first_member_day(session, unit_id) is not None


def first_member_day(session: Session, unit_id: UUID) -> date | None:
    """The day on which the first person came to a unit."""
    return session.scalar(select(func.min(Membership.started_on)).where(Membership.unit_id == unit_id))
