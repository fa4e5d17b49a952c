"""Local rules of a body, each with its dates and legal basis."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Identified, UtcDateTime, Versioned, enum_column
from app.local_rules.enums import RuleKind


class LocalRule(Identified, Versioned, Base):
    """One thing that a body sets for itself from a day on."""

    __tablename__ = "local_rule"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
        CheckConstraint("legal_basis <> ''", name="legal_basis"),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_reason <> ''", name="withdrawn"),
        Index("ix_local_rule_body_id_kind_key", "body_id", "kind", "key"),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[RuleKind] = enum_column(RuleKind)
    key: Mapped[str] = mapped_column(String(60))
    """Id of the reading or setting, or the award code; ``*`` for every award that the law leaves open."""
    value: Mapped[dict[str, Any]] = mapped_column(JSON)  # Any: checked by the schema of the kind
    regime_id: Mapped[str | None] = mapped_column(String(20))
    """Only for files of this regime; None: for every regime."""
    legal_basis: Mapped[str] = mapped_column(String(500))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
