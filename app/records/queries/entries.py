"""One entry with where it lies, what is on record already, and who may see its files."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.access import Actor
from app.core.clock import today
from app.core.errors import NotFound
from app.organisation.queries import Person
from app.records import policy
from app.records.enums import EntryKind
from app.records.models import (
    Conferral,
    ConferralDetail,
    ConferralInitiative,
    DisciplinaryAction,
    Initiative,
    InitiativeAuthor,
    Leave,
    OpenCase,
)
from app.records.queries.sight import paths_of_units, present_of, spans_of

Entry = Conferral | Initiative | DisciplinaryAction | Leave | OpenCase

MODELS: Final[Mapping[EntryKind, type[Entry]]] = {
    EntryKind.CONFERRAL: Conferral,
    EntryKind.INITIATIVE: Initiative,
    EntryKind.DISCIPLINE: DisciplinaryAction,
    EntryKind.LEAVE: Leave,
    EntryKind.OPEN_CASE: OpenCase,
}


def kind_of(entry: Entry) -> EntryKind:
    """What an entry is."""
    return next(kind for kind, model in MODELS.items() if isinstance(entry, model))


def entry_in_sight(session: Session, actor: Actor, kind: EntryKind, entry_id: UUID) -> tuple[Entry, str]:
    """An entry that the actor may see, and the tree path where it lies; raises NotFound."""
    entry: Entry | None = session.get(MODELS[kind], entry_id)  # type: ignore[assignment]  # a row of this kind
    if entry is None:
        raise NotFound
    path = _path_in_sight(session, actor, entry)
    if path is None:
        raise NotFound
    return entry, path


def may_see(session: Session, actor: Actor, kind: EntryKind, entry_id: UUID) -> bool:
    """Say whether the actor may see an entry, and so its documents."""
    try:
        entry_in_sight(session, actor, kind, entry_id)
    except NotFound:
        return False
    return True


def _path_in_sight(session: Session, actor: Actor, entry: Entry) -> str | None:
    people, unit_id = subjects_of(session, entry)
    paths = paths_of(session, people, {unit_id} if unit_id else set(), today())
    unit_path = paths.get(unit_id) if unit_id else None
    if isinstance(entry, OpenCase):
        own = entry.person_id
        path = paths.get(own) if own else unit_path
        return path if path is not None and policy.may_read_cases(actor, path, own) else None
    seen = [each for each in people if policy.may_read_person(actor, each, paths.get(each))]
    if unit_path is not None and (seen or policy.may_read(actor, unit_path)):
        return unit_path
    return next((paths.get(each, "") for each in seen), None)


def subjects_of(session: Session, entry: Entry) -> tuple[list[UUID], UUID | None]:
    """The people whom an entry is about, and the unit in which it is kept."""
    if isinstance(entry, Initiative):
        query = select(InitiativeAuthor.person_id).where(InitiativeAuthor.initiative_id == entry.id)
        return list(session.scalars(query.order_by(InitiativeAuthor.position))), entry.unit_id
    if isinstance(entry, Leave):
        return [entry.person_id], None
    return ([entry.person_id] if entry.person_id else []), entry.collective_id


def paths_of(session: Session, person_ids: Collection[UUID], unit_ids: Collection[UUID], on: date) -> dict[UUID, str]:
    """The tree path of each of these people (where they are, else were last) and units."""
    people = {
        person_id: place.unit_path
        for person_id, spans in (spans_of(session, person_ids).items() if person_ids else ())
        if (place := present_of(spans, on)) is not None
    }
    return people | paths_of_units(session, unit_ids)


def authors_of(session: Session, initiative_id: UUID) -> list[tuple[UUID, str, int | None]]:
    """The authors of an initiative in order: person, name, share."""
    query = (
        select(Person.id, Person.full_name, InitiativeAuthor.share_percent)
        .join(InitiativeAuthor, InitiativeAuthor.person_id == Person.id)
        .where(InitiativeAuthor.initiative_id == initiative_id)
        .order_by(InitiativeAuthor.position)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def detail_of(session: Session, conferral_id: UUID) -> ConferralDetail | None:
    """What history adds to an award, or None."""
    return session.get(ConferralDetail, conferral_id)


def used_for(session: Session, conferral_id: UUID) -> set[UUID]:
    """The initiatives that an award was given for, as far as known."""
    query = select(ConferralInitiative.initiative_id).where(ConferralInitiative.conferral_id == conferral_id)
    return set(session.scalars(query))


def own_initiatives(session: Session, person_ids: Collection[UUID]) -> list[tuple[UUID, UUID, int, str]]:
    """The initiatives of these people: person, initiative, year, title, the newest first."""
    query = (
        select(InitiativeAuthor.person_id, Initiative.id, Initiative.year, Initiative.title)
        .join(Initiative, Initiative.id == InitiativeAuthor.initiative_id)
        .where(InitiativeAuthor.person_id.in_(person_ids))
        .order_by(Initiative.year.desc(), Initiative.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)] if person_ids else []


def conferrals_held(session: Session, holders: Collection[UUID], *, of_people: bool) -> list[Any]:  # Any: plain rows
    """The awards of these people or units that were not taken away: holder, id, code, year, number."""
    holder = Conferral.person_id if of_people else Conferral.collective_id
    query = select(holder, Conferral.id, Conferral.award_code, Conferral.year, Conferral.decision_number)
    return list(session.execute(query.where(holder.in_(holders), Conferral.revoked_on.is_(None)))) if holders else []
