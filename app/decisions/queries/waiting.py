"""Endorsed nominations that stand on no paper yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from app.campaigns.enums import CampaignKind, CampaignStatus
from app.campaigns.queries import Campaign
from app.council.enums import ItemResult
from app.council.models import AgendaItem
from app.council.queries.voting import VOTES_TOLD
from app.decisions.models import DecisionItem, ProposalItem
from app.eligibility.enums import Subject
from app.nominations.enums import Channel, Status
from app.nominations.queries import EXCEPTION_KEPT, Nomination
from app.organisation.queries import Unit

MOST_WAITING: Final = 1_000
"""More names than this are shown once the first ones are on paper."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A name that waits for a decision or a letter."""

    nomination_id: UUID
    number: int
    campaign_id: UUID
    campaign_name: str
    campaign_kind: CampaignKind
    campaign_status: CampaignStatus
    year: int
    regime_id: str
    award_code: str
    subject: Subject
    channel: Channel
    to_unit_id: UUID | None
    to_unit_name: str | None
    nominee_name: str
    nominee_post: str
    nominee_unit_name: str
    votes_for: int | None
    base_count: int | None
    exception_reason: str | None


_COLUMNS: Final[tuple[Any, ...]] = (  # Any: as in the fields of the row
    Nomination.id,
    Nomination.number,
    Campaign.id,
    Campaign.name,
    Campaign.kind,
    Campaign.status,
    Nomination.year,
    Nomination.regime_id,
    Nomination.award_code,
    Nomination.subject,
    Nomination.channel,
    Nomination.to_unit_id,
    Unit.name,
    Nomination.nominee_name,
    Nomination.nominee_post,
    Nomination.nominee_unit_name,
    VOTES_TOLD,
    AgendaItem.base_count,
    EXCEPTION_KEPT,
)


def awaiting_paper(
    session: Session, body_id: UUID, year: int | None = None, *, campaign_id: UUID | None = None
) -> Sequence[WaitingRow]:
    """The endorsed names of a body without a paper, of a year or of a campaign; at most ``MOST_WAITING``."""
    query = (
        select(*_COLUMNS)
        .select_from(Nomination)
        .join(Campaign, Campaign.id == Nomination.campaign_id)
        .outerjoin(Unit, Unit.id == Nomination.to_unit_id)
        .outerjoin(AgendaItem, and_(AgendaItem.nomination_id == Nomination.id, AgendaItem.result == ItemResult.ADOPTED))
        .where(_waiting(body_id, year, campaign_id))
        .order_by(Campaign.id, Nomination.channel, Unit.path, Nomination.award_code, Nomination.sort_key, Nomination.id)
        .limit(MOST_WAITING)
    )
    return [WaitingRow(*row) for row in session.execute(query)]


def count_awaiting_paper(session: Session, body_id: UUID, year: int) -> int:
    """How many endorsed names of a body and year stand on no paper."""
    return session.scalar(select(func.count()).select_from(Nomination).where(_waiting(body_id, year, None))) or 0


def _waiting(body_id: UUID, year: int | None, campaign_id: UUID | None) -> ColumnElement[bool]:
    condition = and_(
        Nomination.body_id == body_id,
        Nomination.status == Status.ENDORSED,
        ~exists().where(DecisionItem.nomination_id == Nomination.id),
        ~exists().where(ProposalItem.nomination_id == Nomination.id),
    )
    if year is not None:
        condition &= Nomination.year == year
    if campaign_id is not None:
        condition &= Nomination.campaign_id == campaign_id
    return condition
