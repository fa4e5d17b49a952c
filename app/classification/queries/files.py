"""One person or unit in one year: the entry, the self-assessment, objections, the years before."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from app.classification.enums import ClassificationStatus
from app.classification.models import Classification, Objection, SelfAssessment, UnitMeeting
from app.eligibility.enums import ClassificationLevel
from app.organisation.enums import StaffGroup, UnitKind
from app.organisation.queries import Membership, Person, Unit


@dataclass(frozen=True, slots=True)
class PlaceOfYear:
    """Where a person belongs in a year: the unit, its body, the staff group."""

    person_id: UUID
    full_name: str
    birth_on: date | None
    unit_id: UUID
    unit_name: str
    unit_path: str
    unit_kind: UnitKind
    body_id: UUID
    staff_group: StaffGroup
    post: str
    is_head: bool


def own_place(session: Session, person_id: UUID, year: int, day: date) -> PlaceOfYear | None:
    """The last unit of a body in which a person worked up to a day of the year; None for nobody there."""
    query: Select[*tuple[Any, ...]] = (  # Any: the columns of PlaceOfYear
        select(
            Person.id,
            Person.full_name,
            Person.birth_on,
            Unit.id,
            Unit.name,
            Unit.path,
            Unit.kind,
            Unit.body_id,
            Membership.staff_group,
            Membership.post,
            Membership.is_head,
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Person.id == person_id,
            Unit.body_id.is_not(None),
            Membership.started_on <= day,
            Membership.ended_on.is_(None) | (Membership.ended_on >= date(year, 1, 1)),
        )
        .order_by(Membership.started_on.desc())
        .limit(1)
    )
    rows = [PlaceOfYear(*row) for row in session.execute(query)]
    return rows[0] if rows else None


def entry_of(
    session: Session, year: int, *, person_id: UUID | None = None, unit_id: UUID | None = None
) -> Classification | None:
    """The entry of a person, or of a unit as a collective, in a year."""
    subject = Classification.person_id == person_id if person_id else Classification.collective_id == unit_id
    return session.scalar(select(Classification).where(Classification.year == year, subject))


def entry_by_id(session: Session, entry_id: UUID) -> tuple[Classification, str] | None:
    """An entry with the tree path of its unit."""
    query = select(Classification, Unit.path).join(Unit, Unit.id == Classification.unit_id)
    row = session.execute(query.where(Classification.id == entry_id)).one_or_none()
    return (row[0], row[1]) if row else None


def self_assessment_of(
    session: Session, year: int, *, person_id: UUID | None = None, unit_id: UUID | None = None
) -> SelfAssessment | None:
    """What a person, or a unit as a collective, said of the year."""
    subject = SelfAssessment.person_id == person_id if person_id else SelfAssessment.collective_id == unit_id
    return session.scalar(select(SelfAssessment).where(SelfAssessment.year == year, subject))


def objections_to(session: Session, entry_id: UUID) -> list[Objection]:
    """The objections to an entry, the oldest first."""
    query = select(Objection).where(Objection.classification_id == entry_id)
    return list(session.scalars(query.order_by(Objection.raised_on, Objection.id)))


def years_of(
    session: Session, person_id: UUID
) -> list[Row[int, ClassificationLevel, ClassificationStatus, date | None]]:
    """The levels of a person over the years, the newest first."""
    query = select(Classification.year, Classification.level, Classification.status, Classification.decided_on).where(
        Classification.person_id == person_id
    )
    return list(session.execute(query.order_by(Classification.year.desc())).all())


def meeting_of(session: Session, unit_id: UUID, year: int) -> UnitMeeting | None:
    """The meeting of a unit on the classification of a year."""
    return session.scalar(select(UnitMeeting).where(UnitMeeting.unit_id == unit_id, UnitMeeting.year == year))


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """A proposed level with the names that a list shows."""

    entry: Classification
    unit_name: str
    person_name: str | None


def waiting_entries(session: Session, body_id: UUID, year: int) -> list[WaitingEntry]:
    """Everything that a body's units proposed and nobody decided yet, in the order of units and names."""
    query = (
        select(Classification, Unit.name, Person.full_name)
        .join(Unit, Unit.id == Classification.unit_id)
        .outerjoin(Person, Person.id == Classification.person_id)
        .where(
            Classification.year == year,
            Unit.body_id == body_id,
            Classification.status == ClassificationStatus.PROPOSED,
        )
        .order_by(Unit.path, Person.sort_key)
    )
    return [WaitingEntry(*row) for row in session.execute(query.execution_options(populate_existing=True))]
