"""Units: one, those of a subtree, bodies, and the way up to an authority."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.core.database import within
from app.core.errors import NotFound
from app.core.text import label_sort_key
from app.organisation import rules
from app.organisation.enums import Authority, UnitKind
from app.organisation.models import Membership, Person, Unit


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as lists and trees need it."""

    id: UUID
    code: str
    name: str
    name_en: str
    short_name: str
    kind: UnitKind
    authority: Authority
    is_external: bool
    parent_id: UUID | None
    body_id: UUID | None
    path: str
    position: int
    valid_from: date
    valid_to: date | None

    @property
    def is_body(self) -> bool:
        """Whether the unit has a council and decisions of its own."""
        return rules.is_body(self.authority, is_external=self.is_external)


UNIT_COLUMNS: Final[tuple[Any, ...]] = (  # Any: as in the fields of the row
    Unit.id,
    Unit.code,
    Unit.name,
    Unit.name_en,
    Unit.short_name,
    Unit.kind,
    Unit.authority,
    Unit.is_external,
    Unit.parent_id,
    Unit.body_id,
    Unit.path,
    Unit.position,
    Unit.valid_from,
    Unit.valid_to,
)

Row = TypeVar("Row", bound=UnitRow)


def valid_on(day: date) -> ColumnElement[bool]:
    """Return the condition "the unit exists on this day"."""
    return (Unit.valid_from <= day) & or_(Unit.valid_to.is_(None), Unit.valid_to >= day)


def unit_by_id(session: Session, unit_id: UUID) -> Unit:
    """The unit with this id; raises NotFound."""
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound
    return unit


def unit_by_code(session: Session, code: str) -> Unit | None:
    """The unit with this code, or None."""
    return session.scalar(select(Unit).where(Unit.code == code))


def units_within(session: Session, paths: Iterable[str], on: date | None = None) -> list[UnitRow]:
    """The units of these subtrees in tree order, on a day those that exist then."""
    query = select(*UNIT_COLUMNS).where(within(Unit.path, paths))
    if on is not None:
        query = query.where(valid_on(on))
    return in_tree_order(UnitRow(*row) for row in session.execute(query))


def bodies_within(session: Session, paths: Iterable[str], on: date | None = None) -> list[UnitRow]:
    """The units of these subtrees that have a council and decisions of their own, in tree order."""
    query = select(*UNIT_COLUMNS).where(within(Unit.path, paths), Unit.body_id == Unit.id)
    if on is not None:
        query = query.where(valid_on(on))
    return in_tree_order(UnitRow(*row) for row in session.execute(query))


def higher_authority(session: Session, body_id: UUID, authority: Authority, on: date | None = None) -> Unit | None:
    """The first unit above the body with at least this authority, external ones included; None when none has it."""
    path = session.scalar(select(Unit.path).where(Unit.id == body_id))
    if path is None:
        raise NotFound
    query = select(Unit).where(Unit.path.in_(_paths_above(path)), Unit.authority.in_(_at_least(authority)))
    if on is not None:
        query = query.where(valid_on(on))
    above = session.scalars(query).all()
    return max(above, key=lambda unit: len(unit.path), default=None)


def _paths_above(path: str) -> list[str]:
    steps = path.split(".")[:-2]
    return [".".join(steps[: count + 1]) + "." for count in range(len(steps))]


def _at_least(authority: Authority) -> list[Authority]:
    return [each for each in Authority if rules.reaches(each, authority)]


def in_tree_order(rows: Iterable[Row]) -> list[Row]:
    """Order units as a tree is read: each before those below it, siblings by position, then by name.

    A unit whose parent is not among the rows stands at the top.
    """
    known = list(rows)
    ids = {row.id for row in known}
    below: dict[UUID | None, list[Row]] = defaultdict(list)
    for row in known:
        below[row.parent_id if row.parent_id in ids else None].append(row)
    ordered: list[Row] = []
    waiting = _siblings_reversed(below[None])
    while waiting:
        row = waiting.pop()
        ordered.append(row)
        waiting += _siblings_reversed(below.get(row.id, ()))
    return ordered


def _siblings_reversed(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.position, _name_key(row.name), row.code), reverse=True)


@lru_cache(maxsize=8192)
def _name_key(name: str) -> str:
    return label_sort_key(name)


def lock_tree(session: Session) -> None:
    """Let one act at a time change the shape of the tree: it holds the roots until it commits."""
    session.execute(select(Unit.id).where(Unit.parent_id.is_(None)).order_by(Unit.id).with_for_update()).all()


def has_users_below(session: Session, path: str) -> bool:
    """Say whether a unit with users stands in this subtree."""
    query = select(Unit.id).where(within(Unit.path, [path]), Unit.is_external.is_(False)).limit(1)
    return session.scalar(query) is not None


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
