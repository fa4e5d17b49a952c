"""Decisions, proposal letters, the conferrals they make, and what changes or takes them away later."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Identified, UtcDateTime, Versioned, enum_column
from app.decisions.enums import ChangeKind, DecisionStatus, LetterStatus, Outcome, SignerCapacity


class Decision(Identified, Versioned, Base):
    """The head's decision to confer awards within own power; signing it makes the conferrals."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("body_id", "year", "number"),
        CheckConstraint(
            "status = 'draft' OR (number IS NOT NULL AND signed_on IS NOT NULL AND signer_name <> '')", name="signed"
        ),
        Index("ix_decision_campaign_id", "campaign_id"),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id"))
    year: Mapped[int]
    """Year of the number register: the year in which it is signed."""
    number: Mapped[int | None]
    full_number: Mapped[str] = mapped_column(String(80), default="")
    title: Mapped[str] = mapped_column(String(500))
    status: Mapped[DecisionStatus] = enum_column(DecisionStatus, default=DecisionStatus.DRAFT)
    signed_on: Mapped[date | None]
    signer_name: Mapped[str] = mapped_column(String(120), default="")
    signer_post: Mapped[str] = mapped_column(String(120), default="")
    signer_capacity: Mapped[SignerCapacity | None] = enum_column(SignerCapacity)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    printed: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # Any: the parts of a paper
    """The paper as it was signed, line by line; none on a draft and on what was signed before this was kept."""


class DecisionItem(Base):
    """A recipient of a decision, in the officers' order."""

    __tablename__ = "decision_item"
    __table_args__ = (UniqueConstraint("nomination_id"),)

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    position: Mapped[int]


class ProposalLetter(Identified, Versioned, Base):
    """A letter (tờ trình) that proposes awards to a higher body."""

    __tablename__ = "proposal_letter"
    __table_args__ = (
        UniqueConstraint("body_id", "year", "number"),
        CheckConstraint("status = 'draft' OR (number IS NOT NULL AND sent_on IS NOT NULL)", name="sent"),
        Index("ix_proposal_letter_campaign_id", "campaign_id"),
    )

    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id"))
    to_unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    number: Mapped[int | None]
    full_number: Mapped[str] = mapped_column(String(80), default="")
    title: Mapped[str] = mapped_column(String(500))
    body_text: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[LetterStatus] = enum_column(LetterStatus, default=LetterStatus.DRAFT)
    sent_on: Mapped[date | None]
    signer_name: Mapped[str] = mapped_column(String(120), default="")
    signer_post: Mapped[str] = mapped_column(String(120), default="")
    signer_capacity: Mapped[SignerCapacity | None] = enum_column(SignerCapacity)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    printed: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # Any: as in a decision
    """The letter as it was sent; as in a decision."""


class ProposalItem(Base):
    """A name on a proposal letter, and what became of it."""

    __tablename__ = "proposal_item"
    __table_args__ = (
        UniqueConstraint("nomination_id"),
        CheckConstraint(
            "outcome <> 'conferred' OR (decision_number <> '' AND decision_on IS NOT NULL)", name="foreign_decision"
        ),
    )

    letter_id: Mapped[UUID] = mapped_column(ForeignKey("proposal_letter.id"), primary_key=True)
    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    position: Mapped[int]
    outcome: Mapped[Outcome] = enum_column(Outcome, default=Outcome.PENDING)
    decision_number: Mapped[str] = mapped_column(String(80), default="")
    decision_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(500), default="")


class DecisionChange(Base):
    """What makes a decision one that amends or revokes an earlier one; a decision without it confers awards."""

    __tablename__ = "decision_change"
    __table_args__ = (
        CheckConstraint("decision_id <> target_id", name="another"),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("kind = 'amendment' OR (new_title = '' AND new_text = '')", name="revokes_only"),
        Index("ix_decision_change_target_id", "target_id"),
    )

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    target_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"))
    kind: Mapped[ChangeKind] = enum_column(ChangeKind)
    is_whole: Mapped[bool]
    """Whether everything that still stands in the earlier decision is revoked."""
    reason: Mapped[str] = mapped_column(Text)
    rule_id: Mapped[str] = mapped_column(String(60), default="")
    """The rule of the rulebook on which a revocation rests; empty where the officer wrote the ground."""
    legal_basis: Mapped[str] = mapped_column(Text, default="")
    new_title: Mapped[str] = mapped_column(String(500), default="")
    new_text: Mapped[str] = mapped_column(Text, default="")


class DecisionChangeItem(Base):
    """One recipient of the earlier decision that is revoked, or printed anew; what was printed stays beside it."""

    __tablename__ = "decision_change_item"
    __table_args__ = (Index("ix_decision_change_item_nomination_id", "nomination_id"),)

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision_change.decision_id"), primary_key=True)
    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    position: Mapped[int]
    """Its place in the earlier decision."""
    old_name: Mapped[str] = mapped_column(String(300))
    old_post: Mapped[str] = mapped_column(String(120), default="")
    old_unit_name: Mapped[str] = mapped_column(String(300), default="")
    new_name: Mapped[str] = mapped_column(String(300))
    new_post: Mapped[str] = mapped_column(String(120), default="")
    new_unit_name: Mapped[str] = mapped_column(String(300), default="")


class Revocation(Base):
    """The decision that took an award away: our own, or that of a higher body. Day and reason stand on the award."""

    __tablename__ = "conferral_revocation"
    __table_args__ = (
        CheckConstraint("decision_number <> ''", name="number"),
        Index("ix_conferral_revocation_decision_id", "decision_id"),
    )

    conferral_id: Mapped[UUID] = mapped_column(ForeignKey("conferral.id"), primary_key=True)
    decision_id: Mapped[UUID | None] = mapped_column(ForeignKey("decision.id"))
    decided_by_name: Mapped[str] = mapped_column(String(300))
    decision_number: Mapped[str] = mapped_column(String(80))
    decision_on: Mapped[date]


class PaperWaiver(Base):
    """Why a name goes upward although a required paper is missing."""

    __tablename__ = "paper_waiver"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    letter_id: Mapped[UUID] = mapped_column(ForeignKey("proposal_letter.id"), primary_key=True)
    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    paper: Mapped[str] = mapped_column(String(40), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    given_by_name: Mapped[str] = mapped_column(String(120))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime())


class AdditionalRequest(Identified, Versioned, Base):
    """What the higher body asks for beyond a letter, about all of it or one name, and what was answered."""

    __tablename__ = "additional_request"
    __table_args__ = (
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("answered_on IS NULL OR answer <> ''", name="answer"),
        Index("ix_additional_request_letter_id", "letter_id"),
    )

    letter_id: Mapped[UUID] = mapped_column(ForeignKey("proposal_letter.id"))
    nomination_id: Mapped[UUID | None] = mapped_column(ForeignKey("nomination.id"))
    asked_on: Mapped[date]
    document_number: Mapped[str] = mapped_column(String(80), default="")
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime())
