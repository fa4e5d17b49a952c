"""What waits for this person: a few counts, each narrowed to what they may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.campaigns.enums import CampaignStatus
from app.campaigns.queries import Campaign, CampaignPhase
from app.core.access import Actor, Permission
from app.core.database import within
from app.decisions.enums import DecisionStatus, LetterStatus
from app.decisions.queries import Decision, ProposalLetter, count_awaiting_paper
from app.nominations.enums import Status
from app.nominations.queries import Nomination, tabled_in, visible_to
from app.organisation.queries import Unit
from app.web.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Paper:
    """A decision or a letter by kind and state, counted."""

    kind: str
    status: str
    count: int


@dataclass(frozen=True, slots=True)
class Round:
    """A campaign that is not closed, with the days of its present phase."""

    id: UUID
    name: str
    status: CampaignStatus
    ends_on: date | None


def counts_by_status(session: Session, actor: Actor, place: Workplace) -> Mapping[Status, int]:
    """How many nominations of the body and year the actor sees in each state."""
    query = (
        select(Nomination.status, func.count().label("number"))
        .where(Nomination.body_id == place.body_id, Nomination.year == place.year)
        .group_by(Nomination.status)
    )
    if not actor.may_at(Permission.NOMINATION_READ, place.body_path):
        query = query.where(visible_to(actor, tabled=tabled_in(place.body_id, place.year)))
    return {row.status: row.number for row in session.execute(query)}


def papers(session: Session, actor: Actor, body_id: UUID, year: int) -> Sequence[Paper]:
    """Names without a paper, decisions to sign, letters to send or unanswered, where the actor reads decisions."""
    roots = actor.paths(Permission.DECISION_READ)
    if not roots:
        return []
    reach = list(session.scalars(select(Unit.id).where(Unit.id == body_id, within(Unit.path, roots))))
    if not reach:
        return []
    of_year = select(Campaign.id).where(Campaign.body_id == body_id, Campaign.year == year)
    decisions = select(func.count()).where(
        Decision.body_id.in_(reach), Decision.status == DecisionStatus.DRAFT, Decision.campaign_id.in_(of_year)
    )
    letters = (
        select(ProposalLetter.status, func.count())
        .where(
            ProposalLetter.body_id.in_(reach),
            ProposalLetter.status != LetterStatus.ANSWERED,
            ProposalLetter.campaign_id.in_(of_year),
        )
        .group_by(ProposalLetter.status)
    )
    drafts = session.scalar(decisions) or 0
    return [
        Paper("waiting", Status.ENDORSED, count_awaiting_paper(session, body_id, year)),
        Paper("decision", DecisionStatus.DRAFT, drafts),
        *(Paper("letter", status, count) for status, count in session.execute(letters)),
    ]


def rounds(session: Session, body_id: UUID) -> Sequence[Round]:
    """The body's campaigns under way, the one that ends first on top."""
    query = (
        select(Campaign.id, Campaign.name, Campaign.status, CampaignPhase.ends_on)
        .outerjoin(CampaignPhase, (CampaignPhase.campaign_id == Campaign.id) & (CampaignPhase.phase == Campaign.status))
        .where(Campaign.body_id == body_id, Campaign.status.not_in([CampaignStatus.PLANNED, CampaignStatus.CLOSED]))
        .order_by(CampaignPhase.ends_on, Campaign.id)
    )
    return [Round(*row) for row in session.execute(query)]
