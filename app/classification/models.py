"""The level of a person or a unit in one year."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.classification.enums import ClassificationStatus
from app.core.database import Base, Identified, Versioned, enum_column
from app.eligibility.enums import ClassificationLevel
from app.organisation.enums import StaffGroup


class Classification(Identified, Versioned, Base):
    """One yearly entry: exactly one of ``person_id`` and ``collective_id`` is the subject."""

    __tablename__ = "classification"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (collective_id IS NULL)", name="subject"),
        UniqueConstraint("year", "person_id"),
        UniqueConstraint("year", "collective_id"),
        Index("ix_classification_unit_id_year", "unit_id", "year"),
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
