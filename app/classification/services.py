"""Acts on classifications: enter levels, lock a body's year, unlock it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from app.audit import trail
from app.audit.trail import Happening
from app.classification import policy, queries, rules
from app.classification.enums import ClassificationStatus
from app.classification.queries import Classification
from app.core.access import Actor
from app.core.clock import local_day
from app.core.database import new_id
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, StaleVersion, TransitionError
from app.core.text import nfc, nfc_block
from app.core.transaction import transaction
from app.eligibility.enums import ClassificationLevel
from app.organisation.enums import StaffGroup
from app.organisation.queries import Membership, Unit

Groups = Mapping[tuple[UUID, UUID], StaffGroup]
"""Staff group of a person in a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The level of a person in a unit, or of the unit itself (``collective_id``); no level takes the entry away.

    With a ``version`` (0 for "none yet") the entry is refused when somebody changed it meanwhile.
    """

    unit_id: UUID
    level: ClassificationLevel | None
    person_id: UUID | None = None
    collective_id: UUID | None = None
    decided_on: date | None = None
    note: str = ""
    version: int | None = None

    @property
    def subject_id(self) -> UUID:
        """The person, or the unit as a collective."""
        return self.person_id or self.collective_id or self.unit_id


def classify(entries: Sequence[Entry], year: int, *, actor: Actor, at: datetime) -> int:
    """Enter, change or take away levels of a year, all or none; return how many changed.

    Raises NotFound or NotAllowed for a unit outside the actor's reach, RuleBroken for a locked year, a person who
    was not in the unit that year or a wrong day, StaleVersion when somebody else was there first.
    """
    with transaction() as session:
        _refuse(_list_problems(entries))
        units = _units_for_writing(session, {entry.unit_id for entry in entries}, actor)
        _refuse_locked(session, units, year)
        known = _known(session, entries, year)
        _refuse_moves(session, {row.unit_id for row in known.values()} - {unit.id for unit in units}, year, actor)
        new = [entry for entry in entries if _facts(known.get(entry.subject_id)) != _wanted(entry)]
        _refuse(_entry_problems(new, year=year, today=local_day(at)))
        groups = _staff_groups(session, new, year)
        _refuse(_belonging_problems(new, known, groups))
        happenings = [_write(session, entry, year, known.get(entry.subject_id), groups) for entry in new]
        trail.record_all(session, happenings, actor=actor, at=at)
        return len(happenings)


def lock_year(body_id: UUID, year: int, *, actor: Actor, at: datetime) -> int:
    """Lock the levels of a body and year: from now on they are read only and the council may meet."""
    with transaction() as session:
        _body_for_writing(session, body_id, actor)
        if queries.is_locked(session, body_id, year):
            raise TransitionError("already locked")
        state = queries.progress(session, body_id, year)
        _refuse(rules.locking_problems(entered=state.entered, undecided=state.undecided))
        _set_status(session, body_id, year, ClassificationStatus.LOCKED)
        changes = {"year": year, "entries": state.entered}
        trail.record(session, "classification.locked", body_id, actor=actor, at=at, changes=changes)
        return state.entered


def unlock_year(body_id: UUID, year: int, reason: str, *, actor: Actor, at: datetime) -> None:
    """Open the levels of a body and year again, with a reason."""
    with transaction() as session:
        _body_for_writing(session, body_id, actor)
        reason = nfc_block(reason)
        if not queries.is_locked(session, body_id, year):
            raise TransitionError("not locked")
        _refuse(rules.reason_problems(reason))
        _set_status(session, body_id, year, ClassificationStatus.DECIDED)
        changes = {"year": year}
        trail.record(session, "classification.unlocked", body_id, actor=actor, at=at, reason=reason, changes=changes)


def _list_problems(entries: Sequence[Entry]) -> list[Problem]:
    subjects = [entry.subject_id for entry in entries]
    if len(subjects) != len(set(subjects)):
        return [Problem(_l("The same person or unit stands in this list twice."))]
    if any(entry.collective_id not in (None, entry.unit_id) for entry in entries):
        return [Problem(_l("A unit is classified as itself."))]
    return []


def _entry_problems(entries: Sequence[Entry], *, year: int, today: date) -> list[Problem]:
    problems: dict[str, Problem] = {}
    for entry in entries:
        found = rules.decision_day_problems(entry.decided_on, year=year, today=today)
        for problem in [*found, *rules.note_problems(nfc(entry.note))]:
            problems.setdefault(str(problem.field), problem)
    return list(problems.values())


def _known(session: Session, entries: Iterable[Entry], year: int) -> Mapping[UUID, Classification]:
    """Return the entries of this year by person or collective."""
    people = [entry.person_id for entry in entries if entry.person_id]
    collectives = [entry.unit_id for entry in entries if not entry.person_id]
    condition = Classification.person_id.in_(people) | Classification.collective_id.in_(collectives)
    query = select(Classification).where(Classification.year == year, condition)
    rows = session.scalars(query.execution_options(populate_existing=True))
    return {row.person_id or row.unit_id: row for row in rows}


def _units_for_writing(session: Session, unit_ids: set[UUID], actor: Actor) -> Sequence[Row[UUID, str, UUID | None]]:
    """Return the units, their bodies held so that nobody locks the year meanwhile."""
    units = session.execute(select(Unit.id, Unit.path, Unit.body_id).where(Unit.id.in_(unit_ids))).all()
    if len(units) != len(unit_ids) or any(
        unit.body_id is None or not policy.may_read(actor, unit.path) for unit in units
    ):
        raise NotFound
    if not all(policy.may_edit(actor, unit.path) for unit in units):
        raise NotAllowed
    _hold(session, {unit.body_id for unit in units if unit.body_id})
    return units


def _hold(session: Session, body_ids: Iterable[UUID]) -> None:
    query = select(Unit.id).where(Unit.id.in_(body_ids)).order_by(Unit.id).with_for_update(key_share=True)
    session.execute(query).all()


def _body_for_writing(session: Session, body_id: UUID, actor: Actor) -> None:
    body = session.execute(select(Unit.path, Unit.body_id).where(Unit.id == body_id)).one_or_none()
    if body is None or body.body_id != body_id or not policy.may_read(actor, body.path):
        raise NotFound
    if not policy.may_edit(actor, body.path):
        raise NotAllowed
    _hold(session, [body_id])


def _refuse_locked(session: Session, units: Iterable[Row[UUID, str, UUID | None]], year: int) -> None:
    for body_id in {unit.body_id for unit in units if unit.body_id}:
        if queries.is_locked(session, body_id, year):
            message = _l(
                "The classification of %(year)s is locked. An HR officer can unlock it with a reason.", year=year
            )
            raise RuleBroken(Problem(message))


def _refuse_moves(session: Session, unit_ids: set[UUID], year: int, actor: Actor) -> None:
    """A level moves with a person to another unit only for an actor who may enter levels in both."""
    if not unit_ids:
        return
    try:
        units = _units_for_writing(session, unit_ids, actor)
    except (NotFound, NotAllowed):
        raise RuleBroken(Problem(_l("One of the people is classified in another unit already."))) from None
    _refuse_locked(session, units, year)


def _staff_groups(session: Session, entries: Iterable[Entry], year: int) -> Groups:
    """Return the last staff group of each person in each unit in the course of the year."""
    people = [entry.person_id for entry in entries if entry.person_id]
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


def _belonging_problems(
    entries: Iterable[Entry],
    known: Mapping[UUID, Classification],
    groups: Groups,
) -> list[Problem]:
    strangers = [
        entry
        for entry in entries
        if entry.person_id
        and (entry.person_id, entry.unit_id) not in groups
        and not (entry.person_id in known and known[entry.person_id].unit_id == entry.unit_id)
    ]
    return [Problem(_l("One of the people did not belong to this unit in that year."))] if strangers else []


def _write(
    session: Session,
    entry: Entry,
    year: int,
    row: Classification | None,
    groups: Groups,
) -> Happening:
    """Write one entry that differs from what is known, and return what happened."""
    before, after = _facts(row), _wanted(entry)
    changes = {name: [before.get(name), after.get(name)] for name in _FIELDS if before.get(name) != after.get(name)}
    if entry.version is not None and entry.version != (row.version if row else 0):
        raise StaleVersion
    if row is not None and entry.level is None:
        session.delete(row)
        return Happening("classification.removed", "classification", row.id, changes=changes)
    if row is not None:
        _change(row, entry, groups)
        return Happening("classification.changed", "classification", row.id, changes=changes)
    created = _new(entry, year, groups)
    session.add(created)
    subject = "person_id" if entry.person_id else "collective_id"
    named = {"year": [None, year], subject: [None, str(entry.subject_id)], **changes}
    return Happening("classification.entered", "classification", created.id, changes=named)


_FIELDS = ("level", "decided_on", "note", "unit_id", "status")


def _facts(row: Classification | None) -> dict[str, Any]:
    """Return an entry as the trail keeps it; Any: JSON values."""
    if row is None:
        return {}
    decided_on = row.decided_on.isoformat() if row.decided_on else None
    return {
        "level": row.level.value,
        "decided_on": decided_on,
        "note": row.note or None,
        "unit_id": str(row.unit_id),
        "status": row.status.value,
    }


def _wanted(entry: Entry) -> dict[str, Any]:
    if entry.level is None:
        return {}
    return {
        "level": entry.level.value,
        "decided_on": entry.decided_on.isoformat() if entry.decided_on else None,
        "note": nfc(entry.note) or None,
        "unit_id": str(entry.unit_id),
        "status": rules.status_of(entry.decided_on).value,
    }


def _change(row: Classification, entry: Entry, groups: Groups) -> None:
    assert entry.level is not None
    row.level, row.decided_on, row.note = entry.level, entry.decided_on, nfc(entry.note)
    row.unit_id, row.status = entry.unit_id, rules.status_of(entry.decided_on)
    if entry.person_id and (entry.person_id, entry.unit_id) in groups:
        row.staff_group = groups[entry.person_id, entry.unit_id]


def _new(entry: Entry, year: int, groups: Groups) -> Classification:
    assert entry.level is not None
    return Classification(
        id=new_id(),
        year=year,
        unit_id=entry.unit_id,
        person_id=entry.person_id,
        collective_id=None if entry.person_id else entry.unit_id,
        staff_group=groups[entry.person_id, entry.unit_id] if entry.person_id else None,
        level=entry.level,
        decided_on=entry.decided_on,
        note=nfc(entry.note),
        status=rules.status_of(entry.decided_on),
    )


def _set_status(session: Session, body_id: UUID, year: int, status: ClassificationStatus) -> None:
    units = select(Unit.id).where(Unit.body_id == body_id)
    session.execute(
        update(Classification)
        .where(Classification.year == year, Classification.unit_id.in_(units))
        .values(status=status, version=Classification.version + 1)
        .execution_options(synchronize_session="fetch")
    )


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise RuleBroken(*problems)
