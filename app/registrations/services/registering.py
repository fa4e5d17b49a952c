"""Registering for titles, several people and awards at once; changing and withdrawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.database import new_id
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, TransitionError, check_version, refuse
from app.core.text import nfc_block
from app.core.transaction import lock, transaction
from app.eligibility.enums import Subject
from app.eligibility.rulebook import Award, rulebooks
from app.organisation.queries import Unit
from app.registrations import policy, queries, rules
from app.registrations.queries import Registration, RegistrationRound


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationBatch:
    """What a unit registers: each award for every person or collective of its subject."""

    unit_id: UUID
    year: int
    award_codes: Sequence[str]
    person_ids: Sequence[UUID] = ()
    collective_ids: Sequence[UUID] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    """Who is registered, and the unit to which the registration belongs."""

    id: UUID
    name: str
    unit_id: UUID


def register(batch: RegistrationBatch, *, actor: Actor, at: datetime) -> int:
    """Register people and collectives of a unit's subtree; return how many registrations are new.

    Who is registered for an award already stays so. Raises RuleBroken outside the days of the register, for names
    that do not belong to the unit, or where awards and names do not meet.
    """
    with transaction() as session:
        unit, kept = _open_register(session, batch, actor=actor, at=at)
        note = nfc_block(batch.note)
        refuse(rules.size_problems(len(batch.person_ids) + len(batch.collective_ids)))
        awards = _awards(batch, kept.regime_id)
        refuse(
            rules.matching_problems(
                {award.subject for award in awards},
                people=len(batch.person_ids),
                collectives=len(batch.collective_ids),
            )
            + rules.note_problems(note)
        )
        pairs = _pairs(session, batch, unit, awards, on=rules.reference_day(batch.year, local_day(at)))
        known = queries.live_pairs(session, batch.year, {name.id for _award, name in pairs})
        records = [
            _record(batch, award, name, unit=unit, note=note, at=at)
            for award, name in pairs
            if (name.id, award.code) not in known
        ]
        session.add_all(records)
        names = {name.id: name.name for _award, name in pairs}
        happenings = [_happening(record, names) for record in records]
        trail.record_all(session, happenings, actor=actor, at=at)
        return len(records)


def change_registration(
    registration_id: UUID, award_code: str, note: str, *, version: int, actor: Actor, at: datetime
) -> None:
    """Register for another award instead, or change the note."""
    with transaction() as session:
        record, kept = _record_for_writing(session, registration_id, actor=actor, at=at)
        check_version(record, version)
        note = nfc_block(note)
        known = rulebooks().regime(kept.regime_id).awards
        refuse([*rules.award_problems(award_code, record.subject, known), *rules.note_problems(note)])
        subject_id = record.person_id or record.collective_id
        assert subject_id is not None
        taken = queries.live_pairs(session, record.year, {subject_id})
        if award_code != record.award_code and (subject_id, award_code) in taken:
            raise RuleBroken(Problem(_l("This award is registered already."), "award_code"))
        before = {"award": record.award_code, "note": record.note or None}
        record.award_code, record.note = award_code, note
        after = {"award": award_code, "note": note or None}
        changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
        if changes:
            trail.record(session, "registration.changed", record.id, actor=actor, at=at, changes=changes)


def withdraw_registration(registration_id: UUID, reason: str, *, version: int, actor: Actor, at: datetime) -> None:
    """Take a registration back, with a reason that stays in the list."""
    with transaction() as session:
        record, _kept = _record_for_writing(session, registration_id, actor=actor, at=at)
        check_version(record, version)
        reason = nfc_block(reason)
        refuse(rules.reason_problems(reason))
        record.withdrawn_at, record.withdrawn_reason = at, reason
        trail.record(session, "registration.withdrawn", record.id, actor=actor, at=at, reason=reason)


def _open_register(
    session: Session, batch: RegistrationBatch, *, actor: Actor, at: datetime
) -> tuple[Unit, RegistrationRound]:
    unit = session.get(Unit, batch.unit_id)
    if unit is None or unit.body_id is None or not policy.may_read(actor, unit.path):
        raise NotFound
    if not policy.may_register(actor, unit.path):
        raise NotAllowed
    return unit, _register_of(session, unit.body_id, batch.year, actor=actor, on=local_day(at))


def _register_of(session: Session, body_id: UUID, year: int, *, actor: Actor, on: date) -> RegistrationRound:
    """Return the register, its body held, where the actor may write it on this day."""
    path = session.scalar(select(Unit.path).where(Unit.id == body_id).with_for_update(key_share=True))
    kept = queries.round_of(session, body_id, year)
    keeps = policy.may_keep(actor, path or "")
    refuse(rules.window_problems(kept, year=year, on=on, keeps_register=keeps))
    assert kept is not None
    return kept


def _record_for_writing(
    session: Session, registration_id: UUID, *, actor: Actor, at: datetime
) -> tuple[Registration, RegistrationRound]:
    seen = queries.registration_in_sight(session, actor, registration_id)
    if seen is None:
        raise NotFound
    if not policy.may_register(actor, seen.unit_path):
        raise NotAllowed
    kept = _register_of(session, seen.body_id, seen.year, actor=actor, on=local_day(at))
    record = lock(session, Registration, registration_id)
    if record.withdrawn_at is not None:
        raise TransitionError("a withdrawn registration stays as it is")
    return record, kept


def _awards(batch: RegistrationBatch, regime_id: str) -> list[Award]:
    catalogue = rulebooks().regime(regime_id).awards
    codes = dict.fromkeys(batch.award_codes)
    refuse(
        [
            Problem(_l("The law of that time has no award %(code)s.", code=code[:20]), "award_codes")
            for code in codes
            if code not in catalogue
        ]
    )
    return [award for code, award in catalogue.items() if code in codes]


def _pairs(
    session: Session, batch: RegistrationBatch, unit: Unit, awards: Sequence[Award], *, on: date
) -> list[tuple[Award, _Name]]:
    """Return every award with each of its names; raises RuleBroken for a name that is not of the unit."""
    people = queries.people_chosen(session, batch.person_ids, root=unit.path, on=on)
    collectives = queries.collectives_chosen(session, batch.collective_ids, root=unit.path, on=on)
    refuse(
        [
            *_stranger_problems(unit, len(set(batch.person_ids) - set(people)), "person_ids"),
            *_stranger_problems(unit, len(set(batch.collective_ids) - set(collectives)), "collective_ids"),
        ]
    )
    names = {
        Subject.INDIVIDUAL: [_Name(each.id, each.name, each.unit_id) for each in people.values()],
        Subject.COLLECTIVE: [_Name(each.id, each.name, each.id) for each in collectives.values()],
    }
    pairs = [(award, name) for award in awards for name in names[award.subject]]
    refuse(rules.size_problems(len(pairs)))
    return pairs


def _stranger_problems(unit: Unit, strangers: int, field: str) -> list[Problem]:
    if not strangers:
        return []
    name = unit.name
    message = _l(
        "%(count)s of those chosen do not belong to %(unit)s. Choose from the list.", count=strangers, unit=name
    )
    return [Problem(message, field)]


def _record(
    batch: RegistrationBatch, award: Award, name: _Name, *, unit: Unit, note: str, at: datetime
) -> Registration:
    is_person = award.subject is Subject.INDIVIDUAL
    return Registration(
        id=new_id(),
        body_id=unit.body_id,
        year=batch.year,
        unit_id=name.unit_id,
        subject=award.subject,
        person_id=name.id if is_person else None,
        collective_id=None if is_person else name.id,
        award_code=award.code,
        registered_on=local_day(at),
        note=note,
        created_at=at,
    )


def _happening(record: Registration, names: dict[UUID, str]) -> trail.Happening:
    subject_id = record.person_id or record.collective_id
    assert subject_id is not None
    facts = {"name": names[subject_id], "award": record.award_code, "year": record.year, "note": record.note or None}
    changes = {field: [None, value] for field, value in facts.items() if value is not None}
    return trail.Happening("registration.made", "registration", record.id, changes=changes)
