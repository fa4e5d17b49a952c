"""The yearly self-review of a leadership collective (kiểm điểm tập thể lãnh đạo)."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Identified, UtcDateTime, Versioned, enum_column
from app.eligibility.enums import ClassificationLevel
from app.leadership_review.enums import PointKind, ReviewStatus


class LeadershipReview(Identified, Versioned, Base):
    """One body's review of one year."""

    __tablename__ = "leadership_review"
    __table_args__ = (
        UniqueConstraint("body_id", "year"),
        CheckConstraint("status = 'draft' OR (closed_at IS NOT NULL AND proposed_level IS NOT NULL)", name="closed"),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    status: Mapped[ReviewStatus] = enum_column(ReviewStatus, default=ReviewStatus.DRAFT)
    overview: Mapped[str] = mapped_column(Text, default="")
    conference_on: Mapped[date | None]
    conference_chair: Mapped[str] = mapped_column(String(200), default="")
    attendees: Mapped[str] = mapped_column(Text, default="")
    proposed_level: Mapped[ClassificationLevel | None] = enum_column(ClassificationLevel)
    award_result: Mapped[str] = mapped_column(Text, default="")
    """The paragraph on the year's awards as it stood at closing; of a draft it is written anew each time."""
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime())


class ReviewTask(Identified, Base):
    """A key task assigned from above: plan, result, per cent of plan, days early (negative: late)."""

    __tablename__ = "review_task"
    __table_args__ = (Index("ix_review_task_review_id_position", "review_id", "position"),)

    review_id: Mapped[UUID] = mapped_column(ForeignKey("leadership_review.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(500), default="")
    plan: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(Text, default="")
    percent_of_plan: Mapped[int | None]
    days_early: Mapped[int | None]


class ReviewFigure(Identified, Base):
    """A named figure of the sector, e.g. 17.334 measuring instruments verified."""

    __tablename__ = "review_figure"
    __table_args__ = (Index("ix_review_figure_review_id_position", "review_id", "position"),)

    review_id: Mapped[UUID] = mapped_column(ForeignKey("leadership_review.id"))
    position: Mapped[int]
    field: Mapped[str] = mapped_column(String(200))
    """Heading under which it stands, e.g. measurement, research."""
    name: Mapped[str] = mapped_column(String(500))
    value: Mapped[Decimal] = mapped_column(Numeric(18, 2, asdecimal=True))
    measure: Mapped[str] = mapped_column(String(80), default="")
    note: Mapped[str] = mapped_column(String(300), default="")


class ReviewPoint(Identified, Base):
    """A line of one part of the report, see ``PointKind``; a remedy also has an owner and a deadline."""

    __tablename__ = "review_point"
    __table_args__ = (Index("ix_review_point_review_id_kind", "review_id", "kind", "position"),)

    review_id: Mapped[UUID] = mapped_column(ForeignKey("leadership_review.id"))
    kind: Mapped[PointKind] = enum_column(PointKind)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(200), default="")
    due_on: Mapped[date | None]
