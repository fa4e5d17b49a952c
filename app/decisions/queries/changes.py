"""What has been changed of a signed decision: the decisions that amend or revoke it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.decisions.enums import ChangeKind, DecisionStatus
from app.decisions.models import Decision, DecisionChange, DecisionChangeItem, DecisionItem
from app.nominations.enums import Status
from app.nominations.queries import Nomination


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A decision that amends or revokes another one, drafted or signed."""

    id: UUID
    kind: ChangeKind
    status: DecisionStatus
    title: str
    full_number: str
    signed_on: date | None
    is_whole: bool
    reason: str
    new_title: str
    new_text: str
    names: int


def changes_of(session: Session, decision_id: UUID) -> Sequence[ChangeRow]:
    """The decisions that change this one: signed ones first, oldest first, then drafts."""
    names = (
        select(func.count())
        .where(DecisionChangeItem.decision_id == DecisionChange.decision_id)
        .correlate(DecisionChange)
        .scalar_subquery()
    )
    query = (
        select(
            Decision.id,
            DecisionChange.kind,
            Decision.status,
            Decision.title,
            Decision.full_number,
            Decision.signed_on,
            DecisionChange.is_whole,
            DecisionChange.reason,
            DecisionChange.new_title,
            DecisionChange.new_text,
            names,
        )
        .join(DecisionChange, DecisionChange.decision_id == Decision.id)
        .where(DecisionChange.target_id == decision_id)
        .order_by(case((Decision.status == DecisionStatus.DRAFT, 1), else_=0), Decision.signed_at, Decision.id)
    )
    return [ChangeRow(*row) for row in session.execute(query)]


def standing_ids(session: Session, decision_id: UUID) -> list[UUID]:
    """The nominations whose award by this decision still stands, in the order of the paper."""
    query = (
        select(DecisionItem.nomination_id)
        .join(Nomination, Nomination.id == DecisionItem.nomination_id)
        .where(DecisionItem.decision_id == decision_id, Nomination.status == Status.CONFERRED)
        .order_by(DecisionItem.position)
    )
    return list(session.scalars(query))
