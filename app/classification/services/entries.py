"""Entering levels row by row: an HR officer's simple entry, with or without a decision."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.audit import trail
from app.audit.trail import Happening
from app.classification import rules
from app.classification.queries import Classification, Objection
from app.classification.rules.points import as_hundredths
from app.classification.services.places import (
    Groups,
    Place,
    refuse_locked,
    scheme_id_of,
    staff_groups,
    units_for_writing,
)
from app.core.access import Actor
from app.core.clock import local_day
from app.core.database import new_id
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, StaleVersion, refuse
from app.core.text import nfc
from app.core.transaction import transaction
from app.eligibility.enums import ClassificationLevel

Units = Mapping[UUID, Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The level of a person in a unit, or of the unit itself (``collective_id``); no level takes the entry away.

    With a ``version`` (0 for "none yet") the entry is refused when somebody changed it meanwhile. Without a
    ``decision_number`` the one on record stays.
    """

    unit_id: UUID
    level: ClassificationLevel | None
    person_id: UUID | None = None
    collective_id: UUID | None = None
    decided_on: date | None = None
    note: str = ""
    version: int | None = None
    points: Decimal | None = None
    decision_number: str | None = None

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
        refuse(list_problems(entries))
        units = units_for_writing(session, {entry.unit_id for entry in entries}, actor)
        refuse_locked(session, units, year)
        known = known_entries(session, entries, year)
        _refuse_moves(session, {row.unit_id for row in known.values()} - {unit.id for unit in units}, year, actor)
        new = [entry for entry in entries if _facts(known.get(entry.subject_id)) != _wanted(entry, known)]
        refuse(_entry_problems(new, year=year, today=local_day(at)))
        groups = staff_groups(session, [entry.person_id for entry in new if entry.person_id], year)
        refuse(belonging_problems(new, known, groups))
        places = {unit.id: unit for unit in units}
        happenings = [_write(session, entry, year, known, groups, places) for entry in new]
        trail.record_all(session, happenings, actor=actor, at=at)
        return len(happenings)


def list_problems(entries: Sequence[Any]) -> list[Problem]:  # Any: entries or proposals
    """Nobody stands twice in one list, and a unit is classified as itself."""
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


def known_entries(session: Session, entries: Iterable[Any], year: int) -> Mapping[UUID, Classification]:
    """Return the entries of this year by person or collective; Any: entries or proposals."""
    wanted = list(entries)
    people = [entry.person_id for entry in wanted if entry.person_id]
    collectives = [entry.unit_id for entry in wanted if not entry.person_id]
    condition = Classification.person_id.in_(people) | Classification.collective_id.in_(collectives)
    query = select(Classification).where(Classification.year == year, condition)
    rows = session.scalars(query.execution_options(populate_existing=True))
    return {row.person_id or row.unit_id: row for row in rows}


def _refuse_moves(session: Session, unit_ids: set[UUID], year: int, actor: Actor) -> None:
    """A level moves with a person to another unit only for an actor who may enter levels in both."""
    if not unit_ids:
        return
    try:
        units = units_for_writing(session, unit_ids, actor)
    except (NotFound, NotAllowed):
        raise RuleBroken(Problem(_l("One of the people is classified in another unit already."))) from None
    refuse_locked(session, units, year)


def belonging_problems(
    entries: Iterable[Any],  # Any: entries or proposals
    known: Mapping[UUID, Classification],
    groups: Groups,
) -> list[Problem]:
    """People are classified in a unit to which they belonged in that year."""
    strangers = [
        entry
        for entry in entries
        if entry.person_id
        and (entry.person_id, entry.unit_id) not in groups
        and not (entry.person_id in known and known[entry.person_id].unit_id == entry.unit_id)
    ]
    return [Problem(_l("One of the people did not belong to this unit in that year."))] if strangers else []


def remove(session: Session, row: Classification) -> None:
    """Take an entry away; one that somebody objected to stays."""
    if session.scalar(select(exists().where(Objection.classification_id == row.id))):
        message = _l(
            "An objection is on record against one of these levels: change the level, it cannot be taken away."
        )
        raise RuleBroken(Problem(message))
    session.delete(row)


def _write(
    session: Session,
    entry: Entry,
    year: int,
    known: Mapping[UUID, Classification],
    groups: Groups,
    units: Units,
) -> Happening:
    """Write one entry that differs from what is known, and return what happened."""
    row = known.get(entry.subject_id)
    before, after = _facts(row), _wanted(entry, known)
    changes = {name: [before.get(name), after.get(name)] for name in _FIELDS if before.get(name) != after.get(name)}
    if entry.version is not None and entry.version != (row.version if row else 0):
        raise StaleVersion
    if row is not None and entry.level is None:
        remove(session, row)
        return Happening("classification.removed", "classification", row.id, changes=changes)
    if row is not None:
        _fill(row, entry, groups, units)
        return Happening("classification.changed", "classification", row.id, changes=changes)
    created = Classification(
        id=new_id(),
        year=year,
        person_id=entry.person_id,
        collective_id=None if entry.person_id else entry.unit_id,
    )
    _fill(created, entry, groups, units)
    session.add(created)
    subject = "person_id" if entry.person_id else "collective_id"
    named = {"year": [None, year], subject: [None, str(entry.subject_id)], **changes}
    return Happening("classification.entered", "classification", created.id, changes=named)


_FIELDS: Final = ("level", "decided_on", "note", "unit_id", "status", "points", "decision_number")


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
        "points": row.points,
        "decision_number": row.decision_number,
    }


def _wanted(entry: Entry, known: Mapping[UUID, Classification]) -> dict[str, Any]:
    if entry.level is None:
        return {}
    row = known.get(entry.subject_id)
    number = nfc(entry.decision_number) if entry.decision_number else row.decision_number if row else None
    return {
        "level": entry.level.value,
        "decided_on": entry.decided_on.isoformat() if entry.decided_on else None,
        "note": nfc(entry.note) or None,
        "unit_id": str(entry.unit_id),
        "status": rules.status_of(entry.decided_on).value,
        "points": as_hundredths(entry.points),
        "decision_number": number if entry.decided_on else None,
    }


def _fill(row: Classification, entry: Entry, groups: Groups, units: Units) -> None:
    assert entry.level is not None
    row.level, row.decided_on, row.note = entry.level, entry.decided_on, nfc(entry.note)
    row.unit_id, row.status = entry.unit_id, rules.status_of(entry.decided_on)
    row.points = as_hundredths(entry.points)
    if entry.decision_number:
        row.decision_number = nfc(entry.decision_number)
    if entry.decided_on is None:
        row.decision_number = None
    if entry.person_id and (entry.person_id, entry.unit_id) in groups:
        row.staff_group = groups[entry.person_id, entry.unit_id]
    row.scheme_id = scheme_id_of(row.year, units[entry.unit_id], row.staff_group, is_person=bool(entry.person_id))
