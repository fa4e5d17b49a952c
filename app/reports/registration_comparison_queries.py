"""Titles registered at the start of the year beside what was nominated and conferred: counts and the names behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Subquery, and_, case, cast, func, select
from sqlalchemy.orm import Session, aliased

from app.core.access import Actor
from app.core.database import within
from app.core.paging import Page, keyset_page
from app.nominations.queries import Nomination
from app.organisation.queries import Person, Unit
from app.records.queries import Conferral
from app.registrations.queries import Registration, visible_to
from app.reports.figures import MEASURED, Measure


class Reached(StrEnum):
    """How far a registration came."""

    REGISTERED = "registered"
    NOMINATED = "nominated"
    CONFERRED = "conferred"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One unit and award: how many registered, how many of these were nominated, how many hold the award."""

    unit_id: UUID
    unit_name: str
    unit_path: str
    award_code: str
    registered: int
    nominated: int
    conferred: int

    def count(self, reached: Reached) -> int:
        """Return one of the numbers; not reached are those without the award."""
        if reached is Reached.NOT_REACHED:
            return self.registered - self.conferred
        return int(getattr(self, reached.value))


@dataclass(frozen=True, slots=True)
class ReachedName:
    """A name behind a number."""

    registration_id: UUID
    name: str
    sort_key: str
    unit_name: str
    unit_path: str
    award_code: str
    is_nominated: bool
    is_conferred: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """The register of a body and year, within one subtree."""

    body_id: UUID
    year: int
    root: str


def comparison(session: Session, actor: Actor, scope: Scope) -> Sequence[ComparisonLine]:
    """Count in one query, unit by unit and award by award."""
    nominated, conferred = _nominated(scope), _conferred(scope)
    query = (
        select(
            Unit.id,
            Unit.name,
            Unit.path,
            Registration.award_code,
            func.count(),
            cast(func.sum(case((nominated.c.subject_id.is_not(None), 1), else_=0)), Integer),
            cast(func.sum(case((conferred.c.subject_id.is_not(None), 1), else_=0)), Integer),
        )
        .join(Unit, Unit.id == Registration.unit_id)
        .outerjoin(nominated, _same(nominated))
        .outerjoin(conferred, _same(conferred))
        .where(_registered(actor, scope))
        .group_by(Unit.id, Unit.name, Unit.path, Registration.award_code)
        .order_by(Unit.path, Registration.award_code)
    )
    return [ComparisonLine(*row) for row in session.execute(query)]


def names_behind(
    session: Session,
    actor: Actor,
    scope: Scope,
    *,
    reached: Reached,
    award_code: str = "",
    unit_id: UUID | None = None,
    cursor: str | None,
) -> Page[ReachedName]:
    """The names behind one number, unit by unit; the same conditions as the number itself."""
    nominated, conferred = _nominated(scope), _conferred(scope)
    collective = aliased(Unit, name="collective")
    sort_key = func.coalesce(Person.sort_key, "")
    query = (
        select(
            Registration.id,
            func.coalesce(Person.full_name, collective.name),
            sort_key,
            Unit.name,
            Unit.path,
            Registration.award_code,
            nominated.c.subject_id.is_not(None),
            conferred.c.subject_id.is_not(None),
        )
        .join(Unit, Unit.id == Registration.unit_id)
        .outerjoin(Person, Person.id == Registration.person_id)
        .outerjoin(collective, collective.id == Registration.collective_id)
        .outerjoin(nominated, _same(nominated))
        .outerjoin(conferred, _same(conferred))
        .where(_registered(actor, scope), *_wanted(reached, nominated, conferred))
    )
    if award_code:
        query = query.where(Registration.award_code == award_code)
    if unit_id is not None:
        query = query.where(Registration.unit_id == unit_id)
    return keyset_page(
        lambda ordered: [ReachedName(*row) for row in session.execute(ordered)],
        query,
        (Unit.path, sort_key, Registration.id),
        lambda row: (row.unit_path, row.sort_key, str(row.registration_id)),
        cursor=cursor,
        size=100,
    )


def _registered(actor: Actor, scope: Scope) -> ColumnElement[bool]:
    return and_(
        Registration.body_id == scope.body_id,
        Registration.year == scope.year,
        Registration.withdrawn_at.is_(None),
        within(Unit.path, [scope.root]),
        visible_to(actor),
    )


def _nominated(scope: Scope) -> Subquery:
    """Whoever was nominated that year, once for each award: a file that was only drafted or taken back is none."""
    subject_id = func.coalesce(Nomination.person_id, Nomination.collective_id).label("subject_id")
    return (
        select(subject_id, Nomination.award_code)
        .where(
            Nomination.body_id == scope.body_id,
            Nomination.year == scope.year,
            Nomination.status.in_(MEASURED[Measure.NOMINATED]),
        )
        .distinct()
        .subquery("nominated")
    )


def _conferred(scope: Scope) -> Subquery:
    """Whoever holds the award of that year, conferred here or higher up, and not taken away again."""
    subject_id = func.coalesce(Conferral.person_id, Conferral.collective_id).label("subject_id")
    return (
        select(subject_id, Conferral.award_code)
        .where(Conferral.year == scope.year, Conferral.revoked_on.is_(None))
        .distinct()
        .subquery("conferred")
    )


def _same(reached: Subquery) -> ColumnElement[bool]:
    registered_id = func.coalesce(Registration.person_id, Registration.collective_id)
    return and_(reached.c.subject_id == registered_id, reached.c.award_code == Registration.award_code)


def _wanted(reached: Reached, nominated: Subquery, conferred: Subquery) -> list[ColumnElement[Any]]:
    match reached:
        case Reached.NOMINATED:
            return [nominated.c.subject_id.is_not(None)]
        case Reached.CONFERRED:
            return [conferred.c.subject_id.is_not(None)]
        case Reached.NOT_REACHED:
            return [conferred.c.subject_id.is_(None)]
    return []
