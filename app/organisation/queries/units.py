"""Units: one, those of a subtree, bodies, and the way up to an authority."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.core.access import Actor
from app.core.database import within
from app.core.errors import NotFound
from app.core.text import label_sort_key
from app.organisation import policy, rules
from app.organisation.enums import Authority, UnitKind
from app.organisation.models import Unit


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
    query = select(Unit).where(Unit.path.in_(paths_above(path)), Unit.authority.in_(_at_least(authority)))
    if on is not None:
        query = query.where(valid_on(on))
    above = session.scalars(query).all()
    return max(above, key=lambda unit: len(unit.path), default=None)


def paths_above(path: str) -> list[str]:
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


def unit_by_path(session: Session, path: str) -> Unit:
    """The unit with this tree path; raises NotFound."""
    unit = session.scalar(select(Unit).where(Unit.path == path))
    if unit is None:
        raise NotFound
    return unit


def as_row(unit: Unit) -> UnitRow:
    """The unit as lists and trees need it."""
    return UnitRow(*(getattr(unit, column.key) for column in UNIT_COLUMNS))


def has_users_below(session: Session, path: str) -> bool:
    """Say whether a unit with users stands in this subtree."""
    query = select(Unit.id).where(within(Unit.path, [path]), Unit.is_external.is_(False)).limit(1)
    return session.scalar(query) is not None


def may_edit(session: Session, actor: Actor | None, unit: Unit) -> bool:
    """Say whether the actor may change a unit: one of their own, or a body that stands beside the tree."""
    if policy.may_edit_unit(actor, unit.path):
        return True
    beside = unit.is_external and unit.parent_id is None and policy.may_keep_outside_body(actor)
    return beside and not has_users_below(session, unit.path)


def unit_in_sight(session: Session, actor: Actor, unit_id: UUID) -> Unit:
    """The unit with this id, when the actor may know of it; raises NotFound."""
    unit = unit_by_id(session, unit_id)
    if not policy.may_read_unit(actor, unit.path, is_external=unit.is_external):
        raise NotFound
    return unit


def outside_bodies(session: Session) -> list[UnitRow]:
    """The bodies outside, which every reader may look at, in tree order."""
    query = select(*UNIT_COLUMNS).where(Unit.is_external)
    return in_tree_order(UnitRow(*row) for row in session.execute(query))


def units_named(session: Session, roots: Sequence[str], text: str, *, on: date, limit: int = 20) -> list[UnitRow]:
    """The first units of these subtrees whose names or codes have words beginning as searched for."""
    words = rules.search_words(text)
    if not words or not roots:
        return []
    query = select(*UNIT_COLUMNS).where(
        within(Unit.path, roots), valid_on(on), *(Unit.search_text.contains(word, autoescape=True) for word in words)
    )
    return [UnitRow(*row) for row in session.execute(query.order_by(Unit.path).limit(limit))]


def names_above(session: Session, units: Iterable[UnitRow]) -> dict[UUID, str]:
    """The name of the unit above each of these."""
    parents = {unit.parent_id for unit in units if unit.parent_id}
    query = select(Unit.id, Unit.name).where(Unit.id.in_(parents))
    return {row[0]: row[1] for row in session.execute(query)}
