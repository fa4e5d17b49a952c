"""Conferrals, initiatives and their authors, disciplinary actions, leave and open cases."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Identified, Versioned, enum_column
from app.eligibility.enums import (
    CampaignKind,
    CommendationType,
    DisciplineLevel,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
    Subject,
)
from app.records.enums import CaseKind, DisciplineAuthority, Origin


class Initiative(Identified, Versioned, Base):
    """An initiative or an accepted topic, recognised for a year at a level."""

    __tablename__ = "initiative"
    __table_args__ = (
        CheckConstraint("year BETWEEN 1950 AND 2100", name="year"),
        Index("ix_initiative_unit_id_year", "unit_id", "year"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    """Unit of the main author when it was recognised: who may see and correct it."""
    year: Mapped[int]
    title: Mapped[str] = mapped_column(String(500))
    kind: Mapped[InitiativeKind] = enum_column(InitiativeKind)
    level: Mapped[InitiativeLevel] = enum_column(InitiativeLevel)
    recognised_by: Mapped[str] = mapped_column(String(300), default="")
    decision_number: Mapped[str] = mapped_column(String(80), default="")
    decision_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(500), default="")
    search_text: Mapped[str] = mapped_column(String(700), default="")


class InitiativeAuthor(Base):
    """A person's part in an initiative; shares of co-authors add up to at most 100."""

    __tablename__ = "initiative_author"
    __table_args__ = (
        CheckConstraint("share_percent IS NULL OR share_percent BETWEEN 1 AND 100", name="share"),
        Index("ix_initiative_author_person_id", "person_id"),
    )

    initiative_id: Mapped[UUID] = mapped_column(ForeignKey("initiative.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    position: Mapped[int]
    share_percent: Mapped[int | None]


class DisciplinaryAction(Identified, Versioned, Base):
    """A disciplinary decision on a person or a unit."""

    __tablename__ = "disciplinary_action"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (collective_id IS NULL)", name="subject"),
        CheckConstraint("ends_on IS NULL OR ends_on >= decided_on", name="dates"),
        CheckConstraint("cancelled_on IS NULL OR cancelled_reason <> ''", name="cancelled"),
        Index("ix_disciplinary_action_person_id", "person_id"),
        Index("ix_disciplinary_action_collective_id", "collective_id"),
    )

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    collective_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    severity: Mapped[DisciplineLevel] = enum_column(DisciplineLevel)
    authority: Mapped[DisciplineAuthority] = enum_column(DisciplineAuthority)
    decided_on: Mapped[date]
    ends_on: Mapped[date | None]
    decision_number: Mapped[str] = mapped_column(String(80), default="")
    decided_by: Mapped[str] = mapped_column(String(300), default="")
    is_duty_related: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    cancelled_on: Mapped[date | None]
    cancelled_reason: Mapped[str] = mapped_column(Text, default="")


class Leave(Identified, Versioned, Base):
    """A long absence of a person, both days included; an open end is still running."""

    __tablename__ = "leave"
    __table_args__ = (
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="dates"),
        Index("ix_leave_person_id_started_on", "person_id", "started_on"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[LeaveKind] = enum_column(LeaveKind)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    rules_kept: Mapped[bool | None]
    """Assigned study only: whether the rules of the school were kept; None: not judged yet."""
    result_good: Mapped[bool | None]
    """Assigned study only: whether the result was "khá" or better."""
    decision_number: Mapped[str] = mapped_column(String(80), default="")
    note: Mapped[str] = mapped_column(String(500), default="")


class OpenCase(Identified, Versioned, Base):
    """Something open against a person or a unit, which suspends awards until it is concluded."""

    __tablename__ = "open_case"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (collective_id IS NULL)", name="subject"),
        CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="dates"),
        CheckConstraint("closed_on IS NULL OR conclusion <> ''", name="conclusion"),
        Index("ix_open_case_person_id", "person_id"),
        Index("ix_open_case_collective_id", "collective_id"),
    )

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    collective_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[CaseKind] = enum_column(CaseKind)
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(300), default="")
    """Paper that says so: number and date of the document."""
    conclusion: Mapped[str] = mapped_column(Text, default="")


class Conferral(Identified, Versioned, Base):
    """An award held by a person or a unit, whatever its origin."""

    __tablename__ = "conferral"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (collective_id IS NULL)", name="recipient"),
        CheckConstraint("revoked_on IS NULL OR revoked_reason <> ''", name="revoked"),
        UniqueConstraint("nomination_id"),
        Index("ix_conferral_person_id_year", "person_id", "year"),
        Index("ix_conferral_collective_id_year", "collective_id", "year"),
    )

    nomination_id: Mapped[UUID | None] = mapped_column(ForeignKey("nomination.id"))
    award_code: Mapped[str] = mapped_column(String(20))
    regime_id: Mapped[str] = mapped_column(String(20))
    year: Mapped[int]
    campaign_kind: Mapped[CampaignKind] = enum_column(CampaignKind)
    subject: Mapped[Subject] = enum_column(Subject)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    collective_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    origin: Mapped[Origin] = enum_column(Origin)
    decided_by_name: Mapped[str] = mapped_column(String(300))
    decision_id: Mapped[UUID | None] = mapped_column(ForeignKey("decision.id"))
    decision_number: Mapped[str] = mapped_column(String(80))
    decision_on: Mapped[date]
    revoked_on: Mapped[date | None]
    revoked_reason: Mapped[str] = mapped_column(Text, default="")


class ConferralInitiative(Base):
    """An initiative that was used to obtain an award."""

    __tablename__ = "conferral_initiative"
    __table_args__ = (Index("ix_conferral_initiative_initiative_id", "initiative_id"),)

    conferral_id: Mapped[UUID] = mapped_column(ForeignKey("conferral.id"), primary_key=True)
    initiative_id: Mapped[UUID] = mapped_column(ForeignKey("initiative.id"), primary_key=True)


class ConferralDetail(Base):
    """What history may add to a conferral: its type, its achievement period, what is known of initiatives used."""

    __tablename__ = "conferral_detail"
    __table_args__ = (
        CheckConstraint("period_to IS NULL OR period_from IS NULL OR period_to >= period_from", name="period"),
    )

    conferral_id: Mapped[UUID] = mapped_column(ForeignKey("conferral.id"), primary_key=True)
    commendation_type: Mapped[CommendationType | None] = enum_column(CommendationType)
    period_from: Mapped[int | None]
    period_to: Mapped[int | None]
    initiatives_known: Mapped[bool] = mapped_column(default=False)
    """Whether the rows of ``conferral_initiative`` are all that was used; without it the use is unknown."""
    note: Mapped[str] = mapped_column(String(500), default="")
