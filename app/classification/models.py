"""The level of a person or a unit in one year, and what led to it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.classification.enums import ClassificationStatus
from app.core.database import Base, Identified, UtcDateTime, Versioned, enum_column
from app.eligibility.enums import ClassificationLevel
from app.organisation.enums import StaffGroup


class Classification(Identified, Versioned, Base):
    """One yearly entry: exactly one of ``person_id`` and ``collective_id`` is the subject."""

    __tablename__ = "classification"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (collective_id IS NULL)", name="subject"),
        CheckConstraint("points IS NULL OR points BETWEEN 0 AND 10000", name="points"),
        CheckConstraint("status = 'proposed' OR decided_on IS NOT NULL", name="decided"),
        CheckConstraint(
            "(votes_for IS NULL) = (votes_total IS NULL)"
            " AND (votes_for IS NULL OR votes_for BETWEEN 0 AND votes_total)",
            name="votes",
        ),
        UniqueConstraint("year", "person_id"),
        UniqueConstraint("year", "collective_id"),
        Index("ix_classification_unit_id_year", "unit_id", "year"),
        Index("ix_classification_person_id_year", "person_id", "year"),
        Index("ix_classification_collective_id_year", "collective_id", "year"),
    )

    year: Mapped[int]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    """Unit in which the person was classified, or the collective itself."""
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    collective_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    staff_group: Mapped[StaffGroup | None] = enum_column(StaffGroup)
    level: Mapped[ClassificationLevel] = enum_column(ClassificationLevel)
    decided_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(500), default="")
    status: Mapped[ClassificationStatus] = enum_column(ClassificationStatus, default=ClassificationStatus.PROPOSED)
    scheme_id: Mapped[str | None] = mapped_column(String(20))
    """The rules that held when the level was entered; none for years and subjects whose rules were not read."""
    points: Mapped[int | None]
    """Hundredths of a point of 100, where the scheme counts points."""
    proposed_level: Mapped[ClassificationLevel | None] = enum_column(ClassificationLevel, check_name="proposed_level")
    """What the unit's meeting proposed, kept beside what was decided."""
    votes_for: Mapped[int | None]
    votes_total: Mapped[int | None]
    comment: Mapped[str | None] = mapped_column(Text)
    """What the unit says of the year's work."""
    confirmed: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """What an officer confirmed by hand, by key; Any: yes, no or a number."""
    decision_number: Mapped[str | None] = mapped_column(String(80))
    deviation_reason: Mapped[str | None] = mapped_column(Text)
    """Why the decision differs from the proposal, or stands although a condition is not met."""


class SelfAssessment(Identified, Versioned, Base):
    """What a person, or a unit as a collective, says of its own year."""

    __tablename__ = "self_assessment"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (collective_id IS NULL)", name="subject"),
        CheckConstraint("points IS NULL OR points BETWEEN 0 AND 10000", name="points"),
        UniqueConstraint("year", "person_id"),
        UniqueConstraint("year", "collective_id"),
        Index("ix_self_assessment_unit_id_year", "unit_id", "year"),
    )

    year: Mapped[int]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    """Unit in which it was written: who may read it beside its author."""
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    collective_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    level: Mapped[ClassificationLevel] = enum_column(ClassificationLevel)
    points: Mapped[int | None]
    score: Mapped[dict[str, str] | None] = mapped_column(JSON)
    """The parts of the points by the letters of the formula, as typed."""
    results: Mapped[str] = mapped_column(Text)
    shortcomings: Mapped[str] = mapped_column(Text, default="")
    written_by_name: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class UnitMeeting(Identified, Versioned, Base):
    """The meeting of a unit that proposed the levels of its people and its own."""

    __tablename__ = "classification_meeting"
    __table_args__ = (
        CheckConstraint("present BETWEEN 1 AND total", name="present"),
        UniqueConstraint("unit_id", "year"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    met_on: Mapped[date]
    present: Mapped[int]
    total: Mapped[int]
    none_forced: Mapped[bool] = mapped_column(default=False)
    """The meeting states that no reason to forbid a level is known of anybody, apart from those marked one by one."""
    minutes: Mapped[str] = mapped_column(Text, default="")


class ExcellentExcess(Base):
    """Why a body has more excellent people in a year than the ceiling of the law."""

    __tablename__ = "classification_excess"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    given_by_name: Mapped[str] = mapped_column(String(120))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Objection(Identified, Versioned, Base):
    """What somebody holds against an entry, and the answer."""

    __tablename__ = "classification_objection"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("(answered_on IS NULL) = (answer = '')", name="answered"),
        CheckConstraint("answered_on IS NULL OR answered_on >= raised_on", name="dates"),
        Index("ix_classification_objection_classification_id", "classification_id"),
    )

    classification_id: Mapped[UUID] = mapped_column(ForeignKey("classification.id"))
    raised_on: Mapped[date]
    raised_by_name: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
    answered_on: Mapped[date | None]
    answered_by_name: Mapped[str] = mapped_column(String(120), default="")
    answer: Mapped[str] = mapped_column(Text, default="")
