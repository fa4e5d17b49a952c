"""Decisions and proposal letters of a body and year as lists show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.campaigns.queries import Campaign
from app.decisions.enums import ChangeKind, DecisionStatus, LetterStatus, Outcome
from app.decisions.models import (
    Decision,
    DecisionChange,
    DecisionChangeItem,
    DecisionItem,
    ProposalItem,
    ProposalLetter,
)
from app.organisation.queries import Unit

_TARGET = aliased(Decision, name="target_decision")


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as a list shows it."""

    id: UUID
    title: str
    full_number: str
    status: DecisionStatus
    signed_on: date | None
    campaign_name: str
    change: ChangeKind | None
    target_number: str | None
    names: int


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A proposal letter as a list shows it."""

    id: UUID
    title: str
    full_number: str
    status: LetterStatus
    sent_on: date | None
    campaign_name: str
    to_unit_name: str
    names: int
    pending: int


def decisions_of(session: Session, body_id: UUID, year: int) -> Sequence[DecisionRow]:
    """The decisions on the campaigns of a body and year, drafts first, then the newest."""
    query = (
        select(
            Decision.id,
            Decision.title,
            Decision.full_number,
            Decision.status,
            Decision.signed_on,
            Campaign.name,
            DecisionChange.kind,
            _TARGET.full_number,
            _counted(DecisionItem.decision_id, Decision.id) + _counted(DecisionChangeItem.decision_id, Decision.id),
        )
        .join(Campaign, Campaign.id == Decision.campaign_id)
        .outerjoin(DecisionChange, DecisionChange.decision_id == Decision.id)
        .outerjoin(_TARGET, _TARGET.id == DecisionChange.target_id)
        .where(Decision.body_id == body_id, Campaign.year == year)
        .order_by(case((Decision.status == DecisionStatus.DRAFT, 0), else_=1), Decision.signed_on.desc())
        .order_by(Decision.number.desc(), Decision.id.desc())
    )
    return [DecisionRow(*row) for row in session.execute(query)]


def letters_of(session: Session, body_id: UUID, year: int) -> Sequence[LetterRow]:
    """The proposal letters on the campaigns of a body and year, drafts first, then the newest."""
    query = (
        select(
            ProposalLetter.id,
            ProposalLetter.title,
            ProposalLetter.full_number,
            ProposalLetter.status,
            ProposalLetter.sent_on,
            Campaign.name,
            Unit.name,
            _counted(ProposalItem.letter_id, ProposalLetter.id),
            _counted(ProposalItem.letter_id, ProposalLetter.id, ProposalItem.outcome == Outcome.PENDING),
        )
        .join(Campaign, Campaign.id == ProposalLetter.campaign_id)
        .join(Unit, Unit.id == ProposalLetter.to_unit_id)
        .where(ProposalLetter.body_id == body_id, Campaign.year == year)
        .order_by(case((ProposalLetter.status == LetterStatus.DRAFT, 0), else_=1), ProposalLetter.sent_on.desc())
        .order_by(ProposalLetter.number.desc(), ProposalLetter.id.desc())
    )
    return [LetterRow(*row) for row in session.execute(query)]


def _counted(
    key: InstrumentedAttribute[UUID], paper: InstrumentedAttribute[UUID], *conditions: ColumnElement[bool]
) -> Any:  # Any: SQLAlchemy's scalar subquery of an integer
    counted = select(func.count()).select_from(key.class_).where(key == paper, *conditions)
    return counted.correlate(paper.class_).scalar_subquery()
