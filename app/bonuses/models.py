"""The bonus list of a decision and its lines; what was computed is kept, and never computed again once approved."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.bonuses.enums import LineState, ListStatus
from app.core.database import Base, Identified, UtcDateTime, Versioned, enum_column
from app.eligibility.enums import Subject


class BonusList(Identified, Versioned, Base):
    """The bonuses of one signed decision, as they are approved and paid."""

    __tablename__ = "bonus_list"
    __table_args__ = (
        UniqueConstraint("decision_id"),
        CheckConstraint("status = 'draft' OR (approved_on IS NOT NULL AND approved_by_name <> '')", name="approved"),
        CheckConstraint("status <> 'paid' OR (paid_on IS NOT NULL AND paid_by_name <> '')", name="paid"),
        Index("ix_bonus_list_body_id_year", "body_id", "year"),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"))
    year: Mapped[int]
    """Year of the fund: the one in which the decision was signed."""
    decided_on: Mapped[date]
    """Day of the decision, whose base salary counts."""
    status: Mapped[ListStatus] = enum_column(ListStatus, default=ListStatus.DRAFT)
    made_by_name: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime())
    approved_by_name: Mapped[str] = mapped_column(String(120), default="")
    approved_on: Mapped[date | None]
    paid_by_name: Mapped[str] = mapped_column(String(120), default="")
    paid_on: Mapped[date | None]


class BonusLine(Identified, Base):
    """One award of one recipient: what it follows from, in figures and in words, and whether it is paid."""

    __tablename__ = "bonus_line"
    __table_args__ = (
        UniqueConstraint("nomination_id"),
        CheckConstraint("state <> 'counted' OR amount IS NOT NULL", name="amount"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="not_negative"),
        CheckConstraint("answer IS NULL OR (answered_by_name <> '' AND answered_on IS NOT NULL)", name="answer"),
        CheckConstraint("recovered_on IS NULL OR state = 'counted'", name="recovered"),
        Index("ix_bonus_line_list_id_position", "list_id", "position"),
    )

    list_id: Mapped[UUID] = mapped_column(ForeignKey("bonus_list.id"))
    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nomination.id"))
    position: Mapped[int]
    subject: Mapped[Subject] = enum_column(Subject)
    regime_id: Mapped[str] = mapped_column(String(20))
    award_code: Mapped[str] = mapped_column(String(20))
    award_name: Mapped[str] = mapped_column(String(300))
    """The award as the decision calls it."""
    name: Mapped[str] = mapped_column(String(300))
    post: Mapped[str] = mapped_column(String(120), default="")
    unit_name: Mapped[str] = mapped_column(String(300), default="")
    state: Mapped[LineState] = enum_column(LineState)
    multiplier: Mapped[str] = mapped_column(String(12), default="")
    """As the rule has it, with a decimal point; text, because the databases round fractions in different ways."""
    base_salary: Mapped[int | None]
    salary_basis: Mapped[str] = mapped_column(String(300), default="")
    amount: Mapped[int | None]
    """What is paid, or for a line left out what it would be by itself; none without a figure on record."""
    arithmetic_vi: Mapped[str] = mapped_column(Text, default="")
    arithmetic_en: Mapped[str] = mapped_column(Text, default="")
    reason_vi: Mapped[str] = mapped_column(Text)
    reason_en: Mapped[str] = mapped_column(Text)
    must_confirm: Mapped[bool] = mapped_column(default=False)
    """Whether a figure or a rule behind it still has to be confirmed against the text of the law."""
    asks: Mapped[bool] = mapped_column(default=False)
    """Whether a person has to say if it is paid beside another award."""
    answer: Mapped[bool | None]
    answered_by_name: Mapped[str] = mapped_column(String(120), default="")
    answered_on: Mapped[date | None]
    recovered_on: Mapped[date | None]
    recovered_note: Mapped[str] = mapped_column(String(300), default="")
