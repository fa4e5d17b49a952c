"""The certificates of a body with the text they carry, and the layout on which it prints them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.certificates.enums import Border, ReissueReason
from app.core.database import Base, Identified, UtcDateTime, Versioned, enum_column
from app.eligibility.enums import Subject

STANDING = text("replaced_at IS NULL")


class Certificate(Identified, Versioned, Base):
    """A certificate as it was issued; a later one of the same award replaces it, its text never changes."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("body_id", "year", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("(replaces_id IS NULL) = (reissue_reason IS NULL)", name="reissue"),
        Index(
            "uq_certificate_standing",
            "conferral_id",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
        Index("ix_certificate_decision_id", "decision_id"),
        Index("ix_certificate_replaces_id", "replaces_id"),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    conferral_id: Mapped[UUID] = mapped_column(ForeignKey("conferral.id"))
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"))
    year: Mapped[int]
    """Year of the register: that of the day of issue."""
    number: Mapped[int]
    golden_number: Mapped[int | None]
    """Number in the golden book, where the body keeps one beside the register."""
    issued_on: Mapped[date]
    position: Mapped[int]
    """Place of the name on the decision."""
    subject: Mapped[Subject] = enum_column(Subject)
    regime_id: Mapped[str] = mapped_column(String(20))
    award_code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(300))
    post: Mapped[str] = mapped_column(String(120), default="")
    unit_name: Mapped[str] = mapped_column(String(300), default="")
    achievement: Mapped[str] = mapped_column(Text, default="")
    decision_number: Mapped[str] = mapped_column(String(80))
    decision_on: Mapped[date]
    authority_line: Mapped[str] = mapped_column(String(200))
    signer_post: Mapped[str] = mapped_column(String(120))
    signer_name: Mapped[str] = mapped_column(String(120), default="")
    place: Mapped[str] = mapped_column(String(80), default="")
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("certificate.id"))
    reissue_reason: Mapped[ReissueReason | None] = enum_column(ReissueReason)
    reissue_note: Mapped[str] = mapped_column(String(500), default="")
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    issued_by_name: Mapped[str] = mapped_column(String(120))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime())
    search_text: Mapped[str] = mapped_column(String(700), default="")


class CertificateLayout(Versioned, Base):
    """How a body prints its certificates; a body without a row uses the defaults."""

    __tablename__ = "certificate_layout"
    __table_args__ = (
        CheckConstraint("width_mm BETWEEN 148 AND 600 AND height_mm BETWEEN 105 AND 450", name="size"),
        CheckConstraint("authority_line <> '' AND signer_post <> ''", name="lines"),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    width_mm: Mapped[int]
    height_mm: Mapped[int]
    border: Mapped[Border] = enum_column(Border)
    authority_line: Mapped[str] = mapped_column(String(200))
    signer_post: Mapped[str] = mapped_column(String(120))
    signer_name: Mapped[str] = mapped_column(String(120), default="")
    place: Mapped[str] = mapped_column(String(80), default="")
