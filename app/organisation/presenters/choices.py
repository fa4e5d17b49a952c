"""Units to choose from in a form."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from app.core.access import Actor, Permission
from app.organisation import queries, rules
from app.organisation.queries import UnitRow
from app.web.workplace import workplace_of

MOST: Final = 400
"""Units that a select can offer; beyond it the bodies are offered, and the units of the body in the top bar."""

INDENT: Final = "\u2003"


def unit_choices(session: Session, actor: Actor, permission: Permission, on: date) -> list[tuple[str, str]]:
    """Return the units over which the actor holds the permission on a day, indented as a tree."""
    return as_choices(row for row in units_for(session, actor, permission, on) if not row.is_external)


def units_for(session: Session, actor: Actor, permission: Permission, on: date | None) -> list[UnitRow]:
    """Return all units in reach, or when these are too many the bodies and the units of the body in the top bar."""
    roots = actor.paths(permission)
    if not roots:
        return []
    rows = queries.some_within(session, roots, on, most=MOST)
    if rows is not None:
        return rows
    here = workplace_of(actor)
    near = [here.body_path] if here and any(rules.lies_below(here.body_path, root) for root in roots) else []
    found = {row.id: row for row in queries.bodies_within(session, roots, on)}
    found |= {row.id: row for row in queries.units_within(session, near, on)}
    return queries.in_tree_order(found.values())


def as_choices(rows: Iterable[UnitRow]) -> list[tuple[str, str]]:
    """Return units as the options of a select, deeper ones indented."""
    known = list(rows)
    top = min((_depth(row) for row in known), default=0)
    return [(str(row.id), INDENT * (_depth(row) - top) + row.name) for row in known]


def _depth(row: UnitRow) -> int:
    return row.path.count(".")
