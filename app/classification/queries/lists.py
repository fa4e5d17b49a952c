"""Units and people with their level of a year."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    ScalarSelect,
    Select,
    String,
    Subquery,
    and_,
    cast,
    exists,
    false,
    func,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from app.classification.enums import ClassificationStatus
from app.classification.models import Classification, SelfAssessment
from app.core.database import within
from app.core.paging import Page, keyset_page
from app.core.text import fold
from app.eligibility.enums import ClassificationLevel
from app.organisation.enums import StaffGroup
from app.organisation.queries import Membership, Person, Unit, active_on, in_tree_order, valid_on
from app.organisation.queries.units import UNIT_COLUMNS, UnitRow


@dataclass(frozen=True, slots=True)
class Scope:
    """The units of a body that lie within these subtrees."""

    body_id: UUID
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitLevels(UnitRow):
    """A unit with its own level, and how many of its people have one."""

    level: ClassificationLevel | None
    decided_on: date | None
    note: str
    record_version: int
    people: int
    classified: int
    waiting: int
    """Levels proposed and not decided yet, the unit's own among them."""
    self_assessed: int


@dataclass(frozen=True, slots=True)
class PersonLevel:
    """A person with the level of a year, or without one yet (``record_version`` 0)."""

    person_id: UUID
    full_name: str
    sort_key: str
    birth_on: date | None
    post: str
    unit_id: UUID
    unit_name: str
    staff_group: StaffGroup | None
    level: ClassificationLevel | None
    status: ClassificationStatus | None
    decided_on: date | None
    note: str
    record_version: int


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """What a list of people is narrowed to.

    ``without_level`` shows those who have none yet, ``proposed`` those whose level has no day of decision.
    """

    unit_id: UUID | None = None
    staff_group: StaffGroup | None = None
    level: ClassificationLevel | None = None
    without_level: bool = False
    proposed: bool = False
    text: str = ""


def unit_levels(session: Session, scope: Scope, year: int, day: date) -> list[UnitLevels]:
    """The units of a body within these subtrees, in tree order, as they stand on a day."""
    query = _units_with_levels(year, day).where(
        Unit.body_id == scope.body_id,
        within(Unit.path, scope.roots),
        valid_on(day) | Classification.id.is_not(None),
    )
    return in_tree_order(UnitLevels(*row) for row in session.execute(query))


def unit_level(session: Session, unit_id: UUID, year: int, day: date) -> UnitLevels | None:
    """One unit with its own level."""
    query = _units_with_levels(year, day).where(Unit.id == unit_id)
    rows = [UnitLevels(*row) for row in session.execute(query)]
    return rows[0] if rows else None


def unit_names(session: Session, scope: Scope) -> list[tuple[UUID, str]]:
    """The units of a body within these subtrees, for a list to choose from."""
    query = select(*UNIT_COLUMNS).where(Unit.body_id == scope.body_id, within(Unit.path, scope.roots))
    return [(row.id, row.name) for row in in_tree_order(UnitRow(*row) for row in session.execute(query))]


def _units_with_levels(year: int, day: date) -> Select[*tuple[Any, ...]]:  # Any: the columns of UnitLevels
    members = _count(
        select(func.count())
        .select_from(Membership)
        .where(Membership.unit_id == Unit.id, active_on(day), ~_is_classified(year))
    )
    person_entry = aliased(Classification)
    classified = _count(
        select(func.count())
        .select_from(person_entry)
        .where(person_entry.unit_id == Unit.id, person_entry.year == year, person_entry.person_id.is_not(None))
    )
    proposed, own = aliased(Classification), SelfAssessment
    waiting = _count(
        select(func.count())
        .select_from(proposed)
        .where(
            proposed.unit_id == Unit.id,
            proposed.year == year,
            proposed.status == ClassificationStatus.PROPOSED,
        )
    )
    assessed = _count(
        select(func.count())
        .select_from(own)
        .where(own.unit_id == Unit.id, own.year == year, own.person_id.is_not(None))
    )
    query: Select[*tuple[Any, ...]] = select(
        *UNIT_COLUMNS,
        Classification.level,
        Classification.decided_on,
        func.coalesce(Classification.note, ""),
        func.coalesce(Classification.version, 0),
        members + classified,
        classified,
        waiting,
        assessed,
    ).outerjoin(Classification, and_(Classification.collective_id == Unit.id, Classification.year == year))
    return query


def people_page(
    session: Session, scope: Scope, year: int, day: date, *, narrowed: PersonFilter, cursor: str | None, size: int
) -> Page[PersonLevel]:
    """People of these units, classified or not, in the Vietnamese order of names."""
    return keyset_page(
        lambda query: [PersonLevel(*row) for row in session.execute(query)],
        _people(scope, year, day, narrowed),
        (Person.sort_key, Person.id),
        lambda row: (row.sort_key, str(row.person_id)),
        cursor=cursor,
        size=size,
    )


def people_total(session: Session, scope: Scope, year: int, day: date, narrowed: PersonFilter) -> int:
    """How many people the filter leaves."""
    found = _people(scope, year, day, narrowed).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def _units(scope: Scope, narrowed: PersonFilter) -> Select[UUID]:
    query = select(Unit.id).where(Unit.body_id == scope.body_id, within(Unit.path, scope.roots))
    return query.where(Unit.id == narrowed.unit_id) if narrowed.unit_id is not None else query


def _people(
    scope: Scope, year: int, day: date, narrowed: PersonFilter
) -> Select[*tuple[Any, ...]]:  # Any: the columns of PersonLevel
    entry = _entries(_units(scope, narrowed), year, day, narrowed).subquery("entry")
    place = aliased(Membership)
    here = and_(place.person_id == entry.c.person_id, place.unit_id == entry.c.unit_id)
    on_day = (place.started_on <= day) & (place.ended_on.is_(None) | (place.ended_on >= day))
    query: Select[*tuple[Any, ...]] = (  # Any: the columns of PersonLevel
        select(
            Person.id,
            Person.full_name,
            Person.sort_key,
            Person.birth_on,
            func.coalesce(place.post, ""),
            Unit.id,
            Unit.name,
            entry.c.staff_group,
            entry.c.level,
            entry.c.status,
            entry.c.decided_on,
            entry.c.note,
            entry.c.version,
        )
        .join(entry, entry.c.person_id == Person.id)
        .join(Unit, Unit.id == entry.c.unit_id)
        .outerjoin(place, here & on_day)
    )
    return _narrow(query, entry, narrowed)


def _entries(units: Select[UUID], year: int, day: date, narrowed: PersonFilter) -> CompoundSelect[*tuple[Any, ...]]:
    """Return those who have a level in these units, and the members on the day who have none anywhere."""
    classified = select(
        Classification.person_id.label("person_id"),
        Classification.unit_id,
        Classification.staff_group,
        Classification.level,
        Classification.status,
        Classification.decided_on,
        Classification.note,
        Classification.version,
    ).where(Classification.year == year, Classification.person_id.is_not(None), Classification.unit_id.in_(units))
    waiting = select(
        Membership.person_id,
        Membership.unit_id,
        Membership.staff_group,
        cast(null(), String(40)),
        cast(null(), String(40)),
        cast(null(), Date()),
        cast("", String(500)),
        cast(0, Integer()),
    ).where(Membership.unit_id.in_(units), active_on(day), ~_is_classified(year))
    if narrowed.level is not None:
        waiting = waiting.where(false())
    return union_all(classified, waiting)


def _is_classified(year: int) -> Any:  # Any: SQLAlchemy's Exists negates to its own type
    entry = aliased(Classification)
    return exists().where(entry.year == year, entry.person_id == Membership.person_id)


def _narrow(query: Select[*tuple[Any, ...]], entry: Subquery, narrowed: PersonFilter) -> Select[*tuple[Any, ...]]:
    if narrowed.staff_group is not None:
        query = query.where(entry.c.staff_group == narrowed.staff_group)
    if narrowed.level is not None:
        query = query.where(entry.c.level == narrowed.level)
    if narrowed.without_level:
        query = query.where(entry.c.level.is_(None))
    if narrowed.proposed:
        query = query.where(entry.c.status == ClassificationStatus.PROPOSED)
    for word in fold(narrowed.text).split():
        query = query.where(Person.search_text.contains(word, autoescape=True))
    return query


def _count(query: Select[int]) -> ScalarSelect[int]:
    return query.correlate(Unit).scalar_subquery()


def roster(session: Session, scope: Scope, year: int, day: date) -> list[tuple[PersonLevel, Classification | None]]:
    """Everybody of these units with the entry of the year, unit by unit, in the Vietnamese order of names."""
    query = _people(scope, year, day, PersonFilter()).order_by(Unit.path, Person.sort_key, Person.id)
    units = _units(scope, PersonFilter())
    entries = select(Classification).where(
        Classification.year == year, Classification.person_id.is_not(None), Classification.unit_id.in_(units)
    )
    known = {entry.person_id: entry for entry in session.scalars(entries)}
    people = [PersonLevel(*row) for row in session.execute(query)]
    return [(person, known.get(person.person_id)) for person in people]


def collectives(session: Session, scope: Scope, year: int) -> list[tuple[str, Classification]]:
    """The units that have a level of their own in a year, with their names, in the order of the tree."""
    query = (
        select(Unit.name, Classification)
        .join(Classification, Classification.collective_id == Unit.id)
        .where(Classification.year == year, Unit.body_id == scope.body_id, within(Unit.path, scope.roots))
        .order_by(Unit.path)
    )
    return [(row[0], row[1]) for row in session.execute(query)]
