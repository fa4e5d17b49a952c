"""Convening notices, and the meetings to which they call somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.access import Actor
from app.council.enums import MeetingStatus
from app.council.models import AgendaItem, Meeting, MeetingNotice
from app.nominations.queries import Nomination

__all__ = ["AwardCount", "Call", "MeetingNotice", "award_counts", "calls_for", "notice_of"]


def notice_of(session: Session, meeting_id: UUID) -> MeetingNotice | None:
    """The notice of a meeting; None before it is written."""
    return session.get(MeetingNotice, meeting_id, populate_existing=True)


@dataclass(frozen=True, slots=True)
class AwardCount:
    """How many files stand on an agenda for one award."""

    regime_id: str
    award_code: str
    number: int


def award_counts(session: Session, meeting_id: UUID) -> Sequence[AwardCount]:
    """How many files stand on an agenda for each award, in the order of the agenda."""
    query = (
        select(Nomination.regime_id, Nomination.award_code, func.count())
        .join(AgendaItem, AgendaItem.nomination_id == Nomination.id)
        .where(AgendaItem.meeting_id == meeting_id)
        .group_by(Nomination.regime_id, Nomination.award_code)
        .order_by(func.min(AgendaItem.position))
    )
    return [AwardCount(*row) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class Call:
    """A meeting to which a member is called, with the files there are to read before it."""

    meeting_id: UUID
    meeting_name: str
    held_at: datetime
    files: int


def calls_for(session: Session, actor: Actor) -> Sequence[Call]:
    """The planned meetings to which this person is called by a notice, the next one first."""
    if actor.person_id is None or not actor.council_ids:
        return []
    query = (
        select(Meeting.id, Meeting.name, Meeting.held_at, func.count(AgendaItem.id))
        .join(MeetingNotice, MeetingNotice.meeting_id == Meeting.id)
        .outerjoin(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(Meeting.council_id.in_(actor.council_ids), Meeting.status == MeetingStatus.PLANNED)
        .group_by(Meeting.id, Meeting.name, Meeting.held_at)
        .order_by(Meeting.held_at, Meeting.id)
    )
    return [Call(*row) for row in session.execute(query)]
