"""What the head may deviate from: endorsed names of a body and year, and those the head did not approve."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, aliased

from app.campaigns.queries import Campaign
from app.council.enums import ItemResult
from app.council.models import AgendaItem
from app.council.queries.voting import VOTES_TOLD
from app.decisions.models import Decision, DecisionItem, ProposalItem, ProposalLetter
from app.eligibility.enums import Subject
from app.nominations.enums import Channel, Status
from app.nominations.queries import Nomination
from app.organisation.queries import Unit

_ADDRESSEE = aliased(Unit, name="addressee_unit")


@dataclass(frozen=True, slots=True)
class DeviationRow:
    """An endorsed name, or one that the head did not approve, with the vote and the draft it stands on."""

    nomination_id: UUID
    number: int
    status: Status
    status_at: datetime
    reason: str
    subject: Subject
    regime_id: str
    award_code: str
    channel: Channel
    to_unit_name: str | None
    nominee_name: str
    nominee_post: str
    nominee_unit_name: str
    body_id: UUID
    body_path: str
    campaign_name: str
    votes_for: int | None
    base_count: int | None
    decision_id: UUID | None
    decision_title: str | None
    letter_id: UUID | None
    letter_title: str | None


_COLUMNS: Final[tuple[Any, ...]] = (  # Any: as in the fields of the row
    Nomination.id,
    Nomination.number,
    Nomination.status,
    Nomination.status_at,
    Nomination.reason,
    Nomination.subject,
    Nomination.regime_id,
    Nomination.award_code,
    Nomination.channel,
    _ADDRESSEE.name,
    Nomination.nominee_name,
    Nomination.nominee_post,
    Nomination.nominee_unit_name,
    Nomination.body_id,
    Unit.path,
    Campaign.name,
    VOTES_TOLD,
    AgendaItem.base_count,
    Decision.id,
    Decision.title,
    ProposalLetter.id,
    ProposalLetter.title,
)


def _rows() -> Select[Any]:  # Any: as in DeviationRow
    return (
        select(*_COLUMNS)
        .select_from(Nomination)
        .join(Unit, Unit.id == Nomination.body_id)
        .join(Campaign, Campaign.id == Nomination.campaign_id)
        .outerjoin(_ADDRESSEE, _ADDRESSEE.id == Nomination.to_unit_id)
        .outerjoin(AgendaItem, and_(AgendaItem.nomination_id == Nomination.id, AgendaItem.result == ItemResult.ADOPTED))
        .outerjoin(DecisionItem, DecisionItem.nomination_id == Nomination.id)
        .outerjoin(Decision, Decision.id == DecisionItem.decision_id)
        .outerjoin(ProposalItem, ProposalItem.nomination_id == Nomination.id)
        .outerjoin(ProposalLetter, ProposalLetter.id == ProposalItem.letter_id)
    )


def endorsed_of(session: Session, body_id: UUID, year: int, *, most: int) -> Sequence[DeviationRow]:
    """The endorsed names of a body and year, on a draft or not, by award and name."""
    query = (
        _rows()
        .where(Nomination.body_id == body_id, Nomination.year == year, Nomination.status == Status.ENDORSED)
        .order_by(Nomination.award_code, Nomination.sort_key, Nomination.id)
        .limit(most)
    )
    return [DeviationRow(*row) for row in session.execute(query)]


def deviations_of(session: Session, body_id: UUID, year: int) -> Sequence[DeviationRow]:
    """The names that the head of a body did not approve in a year, newest first."""
    query = (
        _rows()
        .where(Nomination.body_id == body_id, Nomination.year == year, Nomination.status == Status.NOT_APPROVED)
        .order_by(Nomination.status_at.desc(), Nomination.id)
    )
    return [DeviationRow(*row) for row in session.execute(query)]


def endorsed_one(session: Session, nomination_id: UUID) -> DeviationRow | None:
    """One nomination as the head looks at it before deciding, or None."""
    row = session.execute(_rows().where(Nomination.id == nomination_id)).first()
    return DeviationRow(*row) if row else None
