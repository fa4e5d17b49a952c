"""Campaigns and their calendar."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.core.database import Base, Identified, Versioned, enum_column


class Campaign(Identified, Versioned, Base):
    """One round of one body: a year's, a theme's or for a sudden achievement."""

    __tablename__ = "campaign"
    __table_args__ = (
        CheckConstraint("year BETWEEN 1990 AND 2100", name="year"),
        Index("ix_campaign_body_id_year", "body_id", "year"),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    kind: Mapped[CampaignKind] = enum_column(CampaignKind)
    name: Mapped[str] = mapped_column(String(300))
    regime_id: Mapped[str] = mapped_column(String(20))
    legal_basis: Mapped[str] = mapped_column(Text, default="")
    to_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    """Body that launched the theme, when not our own: where its higher awards are proposed."""
    status: Mapped[CampaignStatus] = enum_column(CampaignStatus, default=CampaignStatus.PLANNED)


class CampaignPhase(Base):
    """First and last day of a phase, both included, Việt Nam time."""

    __tablename__ = "campaign_phase"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="dates"),)

    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id"), primary_key=True)
    phase: Mapped[Phase] = enum_column(Phase, primary_key=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class CampaignAward(Base):
    """An award open in the campaign, by its catalogue code."""

    __tablename__ = "campaign_award"
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id"), primary_key=True)
    award_code: Mapped[str] = mapped_column(String(20), primary_key=True)
