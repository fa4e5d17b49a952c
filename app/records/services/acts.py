"""Entering, correcting and cancelling: many entries or one, all or none, each told to the trail."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.audit import trail
from app.audit.trail import Happening
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, check_version
from app.core.text import nfc_block
from app.core.transaction import lock, transaction
from app.documents.services import LARGEST_BYTES, Upload, attach, remove
from app.documents.store import Store
from app.records import policy, queries, rules
from app.records.enums import EntryKind
from app.records.facts import Facts
from app.records.queries import Entry
from app.records.services.cases import CaseWork, DisciplineWork, LeaveWork
from app.records.services.conferrals import ConferralWork
from app.records.services.ground import Work, changes_between, hold, require_editor, told
from app.records.services.initiatives import InitiativeWork

WORKS: Final[Mapping[EntryKind, Work[Any, Any]]] = {  # Any: facts and record of each kind
    EntryKind.CONFERRAL: ConferralWork(),
    EntryKind.INITIATIVE: InitiativeWork(),
    EntryKind.DISCIPLINE: DisciplineWork(),
    EntryKind.LEAVE: LeaveWork(),
    EntryKind.OPEN_CASE: CaseWork(),
}


class RowsRefused(RuleBroken):
    """Some entries of many are refused; ``rows`` says what is wrong with each, nothing for a sound one."""

    def __init__(self, rows: Sequence[Sequence[Problem]]) -> None:
        """Keep the problems by row, and all together for a page that shows one form."""
        super().__init__(*(problem for row in rows for problem in row))
        self.rows = rows


def enter(
    kind: EntryKind,
    many: Sequence[Facts],
    *,
    actor: Actor,
    at: datetime,
    uploads: Sequence[Upload] = (),
    store: Store | None = None,
    limit: int = LARGEST_BYTES,
) -> list[UUID]:
    """Enter these, all or none; documents belong to each of them. Raises NotFound, NotAllowed or RowsRefused."""
    work = WORKS[kind]
    with transaction() as session:
        people = {each for facts in many for each in work.people(facts)}
        units = {unit for facts in many if (unit := work.unit(facts))}
        hold(session, people, units)
        paths = require_editor(session, people, units, actor=actor, today=local_day(at))
        _refuse_own_case(kind, people, paths, actor)
        found = work.problems(session, many, today=local_day(at))
        if any(found):
            raise RowsRefused(found)
        records = work.new(session, many)
        session.flush()
        happened = [_entered(work, each.id, facts) for each, facts in zip(records, many, strict=True)]
        trail.record_all(session, happened, actor=actor, at=at)
        if uploads and store is not None:
            for each in records:
                attach(session, kind.value, each.id, uploads, actor=actor, at=at, store=store, limit=limit)
        return [each.id for each in records]


def problems_of(session: Session, kind: EntryKind, many: Sequence[Facts], *, at: datetime) -> list[list[Problem]]:
    """Return what is wrong with each of these, without entering anything."""
    return WORKS[kind].problems(session, many, today=local_day(at))


def _entered(work: Work[Any, Any], entry_id: UUID, facts: Facts) -> Happening:
    changes = changes_between({}, told(facts), work.withheld)
    return Happening(f"{work.kind.value}.entered", work.kind.value, entry_id, changes=changes)


def edit(
    kind: EntryKind,
    entry_id: UUID,
    facts: Facts,
    *,
    version: int,
    actor: Actor,
    at: datetime,
    uploads: Sequence[Upload] = (),
    store: Store | None = None,
    limit: int = LARGEST_BYTES,
) -> None:
    """Correct an entry; documents are added to those it has."""
    work = WORKS[kind]
    with transaction() as session:
        record = _held_for(session, kind, entry_id, actor, at)
        check_version(record, version)
        before_people, before_unit = queries.subjects_of(session, record)
        people = set(work.people(facts)) - set(before_people)
        units = {unit for unit in [work.unit(facts)] if unit and unit != before_unit}
        hold(session, {*people, *before_people}, units)
        require_editor(session, people, units, actor=actor, today=local_day(at))
        [found] = work.problems(session, [facts], today=local_day(at), known=entry_id)
        if found:
            raise RuleBroken(*found)
        before = told(work.facts_of(session, record))
        work.write(session, record, facts)
        session.flush()
        changes = changes_between(before, told(facts), work.withheld)
        trail.record(session, f"{kind.value}.edited", entry_id, actor=actor, at=at, changes=changes)
        if uploads and store is not None:
            attach(session, kind.value, entry_id, uploads, actor=actor, at=at, store=store, limit=limit)


def cancel(kind: EntryKind, entry_id: UUID, reason: str, *, version: int, actor: Actor, at: datetime) -> None:
    """Take an entry out with a reason; a disciplinary decision stays on record, marked as cancelled."""
    work, reason = WORKS[kind], nfc_block(reason)
    with transaction() as session:
        record = _held_for(session, kind, entry_id, actor, at)
        check_version(record, version)
        if found := rules.reason_problems(reason):
            raise RuleBroken(*found)
        happened, changes = work.take_out(session, record, reason=reason, on=local_day(at))
        trail.record(session, f"{kind.value}.{happened}", entry_id, actor=actor, at=at, reason=reason, changes=changes)


def detach(attachment_id: UUID, *, kind: EntryKind, entry_id: UUID, actor: Actor, at: datetime) -> None:
    """Take a document off an entry."""
    with transaction() as session:
        _held_for(session, kind, entry_id, actor, at)
        remove(session, attachment_id, owner=kind.value, owner_id=entry_id, actor=actor, at=at)


def _held_for(session: Session, kind: EntryKind, entry_id: UUID, actor: Actor, at: datetime) -> Any:  # Any: the row
    """Return an entry that the actor keeps, held for this act."""
    _entry, path = queries.entry_in_sight(session, actor, kind, entry_id)
    if not policy.may_edit(actor, path):
        raise NotAllowed
    record: Entry = lock(session, queries.MODELS[kind], entry_id)
    return record


def _refuse_own_case(kind: EntryKind, people: set[UUID], paths: Mapping[UUID, str], actor: Actor) -> None:
    """Nobody enters, or reads, what is open against themselves."""
    if kind is EntryKind.OPEN_CASE and any(not policy.may_read_cases(actor, paths[each], each) for each in people):
        raise NotFound
