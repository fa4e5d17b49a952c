"""Adding, changing, moving and ending units."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.database import new_id
from app.core.errors import NotAllowed, NotFound, check_version
from app.core.transaction import lock, transaction
from app.organisation import policy, queries, rules
from app.organisation.models import Unit
from app.organisation.services import unit_checks as checks
from app.organisation.services.facts import UnitFacts, changes_between, refuse


def add_unit(facts: UnitFacts, *, parent_id: UUID | None, actor: Actor | None, at: datetime) -> UUID:
    """Add a unit below another one; without one it is a root, which only a body outside may be for an actor."""
    with transaction() as session:
        queries.lock_tree(session)
        parent = _parent(session, parent_id, actor)
        if parent is None and not (facts.is_external and policy.may_keep_outside_body(actor)) and actor is not None:
            raise NotAllowed
        if parent is not None and not policy.may_edit_unit(actor, parent.path):
            raise NotAllowed
        refuse(*checks.of_facts(session, facts, None, parent, at), checks.parent_is_over(parent, facts.valid_from))
        path = rules.path_below(parent.path if parent else None, facts.code)
        unit = Unit(id=new_id(), parent_id=parent_id, path=path)
        _write(unit, facts)
        unit.body_id = _body_of(unit, parent)
        session.add(unit)
        trail.record(session, "unit.added", unit.id, actor=actor, at=at, changes=changes_between({}, _told(unit)))
        return unit.id


def edit_unit(unit_id: UUID, facts: UnitFacts, *, version: int, actor: Actor | None, at: datetime) -> None:
    """Change what is said of a unit; a new code or authority is carried through the units below it."""
    with transaction() as session:
        unit = _editable(session, unit_id, actor)
        check_version(unit, version)
        parent = session.get(Unit, unit.parent_id) if unit.parent_id else None
        period = rules.Period(facts.valid_from, unit.valid_to)
        refuse(*checks.of_facts(session, facts, unit, parent, at), checks.leaves_people_out(session, unit, period))
        before, old_path = _told(unit), unit.path
        _write(unit, facts)
        unit.path = rules.path_below(parent.path if parent else None, facts.code)
        _carry_down(session, unit, parent, old_path)
        trail.record(session, "unit.edited", unit.id, actor=actor, at=at, changes=changes_between(before, _told(unit)))


def move_unit(unit_id: UUID, *, to_id: UUID, version: int, actor: Actor | None, at: datetime) -> None:
    """Hang a unit with everything below it under another one."""
    with transaction() as session:
        unit = _editable(session, unit_id, actor)
        check_version(unit, version)
        parent = _parent(session, to_id, actor)
        if parent is None or not policy.may_edit_unit(actor, parent.path):
            raise NotAllowed
        refuse(checks.circle(unit, parent), checks.outside_below_inside(unit, parent))
        refuse(checks.too_deep(session, unit, parent), checks.parent_is_over(parent, local_day(at), field="to_id"))
        former = session.get(Unit, unit.parent_id) if unit.parent_id else None
        old_path, unit.parent_id = unit.path, parent.id
        unit.path = rules.path_below(parent.path, unit.code)
        _carry_down(session, unit, parent, old_path)
        changes = {"parent": [former.name if former else None, parent.name]}
        trail.record(session, "unit.moved", unit.id, actor=actor, at=at, changes=changes)


def end_unit(unit_id: UUID, *, on: date, version: int, actor: Actor | None, at: datetime, reason: str = "") -> None:
    """Let a unit exist for the last time on a day; nobody and no unit may belong to it afterwards."""
    with transaction() as session:
        unit = _editable(session, unit_id, actor)
        check_version(unit, version)
        refuse(*checks.of_end(session, unit, on, at))
        changes = {"valid_to": [unit.valid_to, on]}
        unit.valid_to = on
        trail.record(session, "unit.ended", unit.id, actor=actor, at=at, reason=reason or None, changes=changes)


def resume_unit(unit_id: UUID, *, version: int, actor: Actor | None, at: datetime) -> None:
    """Take back the end of a unit."""
    with transaction() as session:
        unit = _editable(session, unit_id, actor)
        check_version(unit, version)
        parent = session.get(Unit, unit.parent_id) if unit.parent_id else None
        refuse(checks.parent_is_over(parent, local_day(at), field=None))
        changes = {"valid_to": [unit.valid_to, None]}
        unit.valid_to = None
        trail.record(session, "unit.resumed", unit.id, actor=actor, at=at, changes=changes)


def _editable(session: Session, unit_id: UUID, actor: Actor | None) -> Unit:
    """Hold the tree and the unit; NotFound for a unit out of sight, NotAllowed for one that is only read."""
    queries.lock_tree(session)
    unit = lock(session, Unit, unit_id)
    if actor is not None and not policy.may_read_unit(actor, unit.path, is_external=unit.is_external):
        raise NotFound
    if not queries.may_edit(session, actor, unit):
        raise NotAllowed
    return unit


def _parent(session: Session, parent_id: UUID | None, actor: Actor | None) -> Unit | None:
    if parent_id is None:
        return None
    parent = lock(session, Unit, parent_id)
    if actor is not None and not policy.may_read_unit(actor, parent.path, is_external=parent.is_external):
        raise NotFound
    return parent


def _write(unit: Unit, facts: UnitFacts) -> None:
    for name, value in asdict(facts).items():
        setattr(unit, name, value)
    unit.search_text = rules.unit_search_text(
        name=facts.name, short_name=facts.short_name, name_en=facts.name_en, code=facts.code
    )


def _told(unit: Unit) -> dict[str, Any]:  # Any: values of any field
    names = (*UnitFacts.__dataclass_fields__, "valid_to")
    return {name: value for name in names if (value := getattr(unit, name)) not in (None, "")}


def _body_of(unit: Unit, parent: Unit | None) -> UUID | None:
    if rules.is_body(unit.authority, is_external=unit.is_external):
        return unit.id
    return parent.body_id if parent else None


def _carry_down(session: Session, unit: Unit, parent: Unit | None, old_path: str) -> None:
    """Write the new path and body of a unit into it and all units below it, in two statements."""
    with session.no_autoflush:  # The old path still stands in the table.
        below = [row for row in queries.units_within(session, [old_path]) if row.id != unit.id]
    unit.body_id = _body_of(unit, parent)
    session.flush()
    bodies = {unit.id: unit.body_id}
    rows = []
    for row in below:
        bodies[row.id] = row.id if row.is_body else bodies[row.parent_id or unit.id]
        rows.append({"key": row.id, "new_path": unit.path + row.path[len(old_path) :], "new_body": bodies[row.id]})
    if rows:
        statement = update(Unit).where(Unit.__table__.c.id == bindparam("key"))
        session.connection().execute(statement.values(path=bindparam("new_path"), body_id=bindparam("new_body")), rows)
        session.expire_all()
