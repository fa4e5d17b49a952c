"""Looking for the record of a person or a unit, and what was entered last."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, String, Uuid, cast, extract, literal, literal_column, select, union_all
from sqlalchemy.orm import Session, aliased

from app.core.access import Actor, Permission
from app.core.database import within
from app.organisation import rules
from app.organisation.queries import Membership, Person, Unit, active_on
from app.records.enums import EntryKind
from app.records.models import Conferral, DisciplinaryAction, Initiative, InitiativeAuthor, Leave
from app.records.queries.sight import works_within

MOST_FOUND: Final = 40
LATEST: Final = 15


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person whose record may be opened."""

    id: UUID
    full_name: str
    birth_on: date | None
    unit_name: str
    post: str


@dataclass(frozen=True, slots=True)
class LatestEntry:
    """An entry of those made last: whose it is, and what."""

    kind: EntryKind
    id: UUID
    whose_id: UUID
    whose: str
    what: str
    year: str
    is_unit: bool


def reading_roots(actor: Actor, body_path: str) -> tuple[str, ...]:
    """The subtrees of a body whose records the actor reads."""
    roots = actor.paths(Permission.RECORD_READ)
    if any(body_path.startswith(root) for root in roots):
        return (body_path,)
    return tuple(root for root in roots if root.startswith(body_path))


def people_found(session: Session, roots: Sequence[str], text: str, on: date) -> list[FoundPerson]:
    """The first people of these subtrees whose name has words beginning as searched for, each with the last place."""
    words = rules.search_words(text)
    if not words or not roots:
        return []
    query = (
        select(Person.id, Person.full_name, Person.birth_on)
        .where(works_within(Person.id, roots, on), *(Person.search_text.contains(w, autoescape=True) for w in words))
        .order_by(Person.sort_key, Person.id)
        .limit(MOST_FOUND)
    )
    rows = session.execute(query).all()
    places = _last_places(session, [row[0] for row in rows])
    return [FoundPerson(row[0], row[1], row[2], *places.get(row[0], ("", ""))) for row in rows]


def people_chosen(session: Session, ids: Collection[UUID]) -> dict[UUID, FoundPerson]:
    """These people by id, for a form that names them; the caller has found them visible."""
    if not ids:
        return {}
    rows = session.execute(select(Person.id, Person.full_name, Person.birth_on).where(Person.id.in_(ids)))
    places = _last_places(session, ids)
    return {row[0]: FoundPerson(row[0], row[1], row[2], *places.get(row[0], ("", ""))) for row in rows}


def visible_among(session: Session, ids: Collection[UUID], roots: Sequence[str], on: date) -> set[UUID]:
    """Those of these people who work in one of the subtrees."""
    if not ids:
        return set()
    return set(session.scalars(select(Person.id).where(Person.id.in_(ids), works_within(Person.id, roots, on))))


def _last_places(session: Session, ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    query = (
        select(Membership.person_id, Unit.name, Membership.post)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.person_id.in_(ids))
        .order_by(Membership.started_on)
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(query)} if ids else {}


def latest_entries(session: Session, roots: Sequence[str], on: date) -> list[LatestEntry]:
    """What was entered last about the people and units of these subtrees, without open cases."""
    if not roots:
        return []
    people = (
        select(Membership.person_id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(within(Unit.path, roots), active_on(on))
    )
    unit = aliased(Unit)
    legs = [
        _of_person(EntryKind.CONFERRAL, Conferral, Conferral.award_code, Conferral.year, people),
        _leg(EntryKind.CONFERRAL, Conferral.id, unit.id, unit.name, Conferral.award_code, Conferral.year, is_unit=True)
        .join(unit, unit.id == Conferral.collective_id)
        .where(within(unit.path, roots)),
        _of_person(
            EntryKind.DISCIPLINE,
            DisciplinaryAction,
            DisciplinaryAction.severity,
            _year(DisciplinaryAction.decided_on),
            people,
        ),
        _of_person(EntryKind.LEAVE, Leave, Leave.kind, _year(Leave.started_on), people),
        _leg(EntryKind.INITIATIVE, Initiative.id, Person.id, Person.full_name, Initiative.title, Initiative.year)
        .join(InitiativeAuthor, InitiativeAuthor.initiative_id == Initiative.id)
        .join(Person, Person.id == InitiativeAuthor.person_id)
        .where(InitiativeAuthor.position == 1, InitiativeAuthor.person_id.in_(people)),
    ]
    tops = [leg.order_by(literal_column("1").desc()).limit(LATEST).subquery() for leg in legs]
    rows = session.execute(union_all(*(select(top) for top in tops)))
    found = [LatestEntry(EntryKind(row[1]), row[0], *row[2:]) for row in rows]
    return sorted(found, key=lambda entry: entry.id, reverse=True)[:LATEST]


def _year(day: Any) -> Any:  # Any: a column with a day
    return extract("year", day)


def _of_person(kind: EntryKind, model: Any, what: Any, year: Any, people: Any) -> Select[*tuple[Any, ...]]:
    """Return the entries of a table with a person; Any: columns and tables of several types."""
    leg = _leg(kind, model.id, Person.id, Person.full_name, what, year)
    return leg.join(Person, Person.id == model.person_id).where(model.person_id.in_(people))


def _leg(
    kind: EntryKind, record_id: Any, whose_id: Any, whose: Any, what: Any, year: Any, *, is_unit: bool = False
) -> Select[*tuple[Any, ...]]:
    return select(
        cast(record_id, Uuid).label("id"),
        literal(kind.value).label("kind"),
        cast(whose_id, Uuid).label("whose_id"),
        whose.label("whose"),
        cast(what, String).label("what"),
        cast(year, String).label("year"),
        literal(is_unit).label("is_unit"),
    )
