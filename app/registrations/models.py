"""Registrations of titles aimed at, and the time in which they are taken."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Identified, UtcDateTime, Versioned, enum_column
from app.eligibility.enums import Subject

LIVE = text("withdrawn_at IS NULL")


class RegistrationRound(Versioned, Base):
    """A body's register of one year; without one the body keeps no register."""

    __tablename__ = "registration_round"
    __table_args__ = (CheckConstraint("closes_on >= opens_on", name="dates"),)

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    regime_id: Mapped[str] = mapped_column(String(20))
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    legal_basis: Mapped[str] = mapped_column(String(500), default="")


class Registration(Identified, Versioned, Base):
    """One person or unit that aims at one title in one year."""

    __tablename__ = "registration"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (collective_id IS NULL)", name="registrant"),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_reason <> ''", name="withdrawn"),
        Index("ix_registration_unit_id_year", "unit_id", "year"),
        Index("ix_registration_person_id_year", "person_id", "year"),
        Index("ix_registration_collective_id_year", "collective_id", "year"),
        Index("ix_registration_body_id_year", "body_id", "year"),
        Index(
            "uq_registration_live_person",
            "year",
            "award_code",
            "person_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        Index(
            "uq_registration_live_collective",
            "year",
            "award_code",
            "collective_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    subject: Mapped[Subject] = enum_column(Subject)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    collective_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    award_code: Mapped[str] = mapped_column(String(20))
    registered_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
