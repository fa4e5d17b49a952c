"""What waits for this person: a few counts, each narrowed to what they may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    Uuid,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from app.bonuses.enums import ListStatus
from app.bonuses.queries import BonusList
from app.campaigns.enums import CampaignStatus
from app.campaigns.queries import Campaign, CampaignPhase
from app.core.access import Actor, Permission
from app.decisions.enums import DecisionStatus, LetterStatus
from app.decisions.queries import AdditionalRequest, Decision, ProposalLetter, count_awaiting_paper
from app.nominations.enums import Status
from app.nominations.queries import Nomination, tabled_in
from app.nominations.queries.visibility import grounds_of
from app.web.workplace import Workplace

IN_TIME: Final = "in_time"
OVERDUE: Final = "overdue"
"""States of a request of a higher body that is not answered."""


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
    if not actor.may_at(Permission.NOMINATION_READ, place.body_path):
        return _counts_of_part(session, actor, place)
    counts = session.execute(_COUNTS, {"body_id": place.body_id, "year": place.year}).one()
    return {status: count for status, count in zip(Status, counts, strict=True) if count}


def _counts() -> Select[*tuple[Any, ...]]:  # Any: one number for each state
    """Ask state by state along the narrow index of campaigns: a file is of its campaign's body and year."""
    of_year = select(Campaign.id).where(Campaign.body_id == bindparam("body_id"), Campaign.year == bindparam("year"))
    counted = select(func.count()).where(Nomination.campaign_id.in_(of_year))
    return select(*(counted.where(Nomination.status == status).scalar_subquery() for status in Status))


_COUNTS: Final = _counts()


def _counts_of_part(session: Session, actor: Actor, place: Workplace) -> Mapping[Status, int]:
    """Count for who sees a part of the body: what each ground lets them see is found by itself, each file once."""
    files = select(Nomination.number, Nomination.status).where(
        Nomination.body_id == place.body_id, Nomination.year == place.year
    )
    grounds = grounds_of(actor, tabled=tabled_in(place.body_id, place.year), of_body_not_read=True)
    if not grounds:
        return {}
    seen = union(*(files.where(ground) for ground in grounds)).subquery()
    query = select(seen.c.status, func.count()).group_by(seen.c.status)
    return {Status(status): count for status, count in session.execute(query)}


def papers(session: Session, actor: Actor, place: Workplace, *, on: date) -> Sequence[Paper]:
    """Names without a paper, decisions to sign, letters to send or unanswered, bonus lists to approve or to pay."""
    if not actor.may_at(Permission.DECISION_READ, place.body_path):
        return []
    asked = {"body_id": place.body_id, "year": place.year, "day": on}
    return [
        Paper("waiting", Status.ENDORSED, count_awaiting_paper(session, place.body_id, place.year)),
        *(Paper(*row) for row in session.execute(_PAPERS, asked)),
    ]


def _papers() -> CompoundSelect[*tuple[Any, ...]]:  # Any: kind, state and count
    body_id, year = bindparam("body_id", type_=Uuid()), bindparam("year", type_=Integer())
    of_year = select(Campaign.id).where(Campaign.body_id == body_id, Campaign.year == year)
    decisions = select(literal("decision"), literal(DecisionStatus.DRAFT.value), func.count()).where(
        Decision.body_id == body_id, Decision.status == DecisionStatus.DRAFT, Decision.campaign_id.in_(of_year)
    )
    letters = (
        select(literal("letter"), cast(ProposalLetter.status, String), func.count())
        .where(
            ProposalLetter.body_id == body_id,
            ProposalLetter.status != LetterStatus.ANSWERED,
            ProposalLetter.campaign_id.in_(of_year),
        )
        .group_by(ProposalLetter.status)
    )
    lists = (
        select(literal("bonus_list"), cast(BonusList.status, String), func.count())
        .where(BonusList.body_id == body_id, BonusList.status != ListStatus.PAID)
        .group_by(BonusList.status)
    )
    late = AdditionalRequest.due_on < bindparam("day", type_=Date())
    requests = (
        select(literal("request"), case((late, OVERDUE), else_=IN_TIME).label("state"), func.count())
        .join(ProposalLetter, ProposalLetter.id == AdditionalRequest.letter_id)
        .where(
            ProposalLetter.body_id == body_id,
            ProposalLetter.campaign_id.in_(of_year),
            AdditionalRequest.answered_on.is_(None),
        )
        .group_by("state")
    )
    return union_all(decisions, letters, lists, requests)


_PAPERS: Final = _papers()


def rounds(session: Session, body_id: UUID) -> Sequence[Round]:
    """The body's campaigns under way, the one that ends first on top."""
    query = (
        select(Campaign.id, Campaign.name, Campaign.status, CampaignPhase.ends_on)
        .outerjoin(CampaignPhase, (CampaignPhase.campaign_id == Campaign.id) & (CampaignPhase.phase == Campaign.status))
        .where(Campaign.body_id == body_id, Campaign.status.not_in([CampaignStatus.PLANNED, CampaignStatus.CLOSED]))
        .order_by(CampaignPhase.ends_on, Campaign.id)
    )
    return [Round(*row) for row in session.execute(query)]
