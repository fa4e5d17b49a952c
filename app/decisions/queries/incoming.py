"""Letters of bodies below that were sent to a body of this installation and wait there to be taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.campaigns.enums import CampaignKind
from app.campaigns.queries import Campaign
from app.decisions.enums import LetterStatus, Outcome
from app.decisions.models import ProposalItem, ProposalLetter
from app.nominations.enums import LinkKind
from app.nominations.models import NominationLink
from app.organisation.queries import Unit


@dataclass(frozen=True, slots=True)
class IncomingLetter:
    """A letter that waits at its addressee; the names counted have neither arrived nor an answer."""

    id: UUID
    full_number: str
    title: str
    sent_on: date
    body_name: str
    year: int
    kind: CampaignKind
    names: int


def _waiting(body_id: UUID, *columns: Any) -> Select[*tuple[Any, ...]]:  # Any: whatever columns the caller asks
    arrived = select(NominationLink.from_id).where(NominationLink.kind == LinkKind.ARRIVED)
    return (
        select(*columns)
        .select_from(ProposalLetter)
        .join(ProposalItem, ProposalItem.letter_id == ProposalLetter.id)
        .where(
            ProposalLetter.to_unit_id == body_id,
            ProposalLetter.status == LetterStatus.SENT,
            ProposalItem.outcome == Outcome.PENDING,
            ProposalItem.nomination_id.not_in(arrived),
        )
    )


def incoming_letters(session: Session, body_id: UUID) -> Sequence[IncomingLetter]:
    """The letters that wait at a body, the oldest first."""
    told = (
        ProposalLetter.id,
        ProposalLetter.full_number,
        ProposalLetter.title,
        ProposalLetter.sent_on,
        Unit.name,
        Campaign.year,
        Campaign.kind,
    )
    query = (
        _waiting(body_id, *told, func.count())
        .join(Unit, Unit.id == ProposalLetter.body_id)
        .join(Campaign, Campaign.id == ProposalLetter.campaign_id)
        .group_by(*told)
        .order_by(ProposalLetter.sent_on, ProposalLetter.id)
    )
    return [IncomingLetter(*row) for row in session.execute(query)]


def count_incoming(session: Session, body_id: UUID) -> int:
    """How many letters wait at a body."""
    return session.scalar(_waiting(body_id, func.count(ProposalLetter.id.distinct()))) or 0
