"""Who approved what a meeting decided, and who could."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, select
from sqlalchemy.orm import Session, aliased

from app.core.access import Actor, Permission
from app.core.database import within
from app.council.enums import ApprovalCapacity, CouncilRole, MeetingStatus, Presence
from app.council.models import Attendance, Council, CouncilMember, Meeting, MinutesApproval
from app.council.policy import Sitter
from app.organisation.queries import Person, Unit

MOST_AWAITED: Final = 10


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """Whose meeting it is."""

    council_id: UUID
    body_path: str


def place_of(session: Session, meeting_id: UUID) -> MeetingPlace | None:
    """The council and the body of a meeting, or None when there is no such meeting."""
    query = (
        select(Council.id, Unit.path)
        .join(Meeting, Meeting.council_id == Council.id)
        .join(Unit, Unit.id == Council.body_id)
        .where(Meeting.id == meeting_id)
    )
    row = session.execute(query).one_or_none()
    return MeetingPlace(*row) if row else None


def sitters_of(session: Session, meeting_id: UUID) -> Sequence[Sitter]:
    """Everybody who was called to a meeting that has begun, in the order of the council."""
    query = (
        select(
            CouncilMember.person_id,
            Person.full_name,
            CouncilMember.post,
            CouncilMember.role,
            Attendance.presence,
            CouncilMember.left_on,
        )
        .join(Attendance, Attendance.member_id == CouncilMember.id)
        .join(Person, Person.id == CouncilMember.person_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(CouncilMember.position, CouncilMember.id)
    )
    return [
        Sitter(
            person_id=row.person_id,
            name=row.full_name,
            post=row.post,
            role=row.role,
            was_present=row.presence is Presence.PRESENT,
            has_left=row.left_on is not None,
        )
        for row in session.execute(query)
    ]


def approvals_of(session: Session, meeting_id: UUID) -> Sequence[MinutesApproval]:
    """The approvals that stand."""
    query = select(MinutesApproval).where(MinutesApproval.meeting_id == meeting_id)
    return session.scalars(query.execution_options(populate_existing=True)).all()


@dataclass(frozen=True, slots=True)
class Awaited:
    """A meeting whose minutes, or whose result, wait for this person."""

    meeting_id: UUID
    meeting_name: str
    is_result: bool


def approvals_awaited(session: Session, actor: Actor, *, body_id: UUID, year: int) -> Sequence[Awaited]:
    """The minutes that wait for this member as chair or secretary, and the results of a year that wait for the head."""
    heads = actor.paths(Permission.DECISION_SIGN)
    if not heads and not (actor.council_ids and actor.person_id):
        return []
    query = (
        select(Meeting.id, Meeting.name, Meeting.status)
        .join(Council, Council.id == Meeting.council_id)
        .join(Unit, Unit.id == Council.body_id)
        .where(Meeting.minutes != "", or_(_waits_for_member(actor), _waits_for_head(heads, body_id, year)))
        .order_by(Meeting.held_at, Meeting.id)
        .limit(MOST_AWAITED)
    )
    return [Awaited(key, name, status is MeetingStatus.MINUTED) for key, name, status in session.execute(query)]


def _waits_for_member(actor: Actor) -> ColumnElement[bool]:
    """The closed meetings of which this member signs the minutes: as ``policy.signers`` says, told to the database."""
    if actor.person_id is None:
        return false()
    chair, seat = aliased(CouncilMember), aliased(Attendance)
    chaired = exists().where(
        seat.meeting_id == Meeting.id,
        seat.member_id == chair.id,
        seat.presence == Presence.PRESENT,
        chair.role == CouncilRole.CHAIR,
        chair.left_on.is_(None),
    )
    mine = select(CouncilMember.role).where(
        CouncilMember.council_id == Meeting.council_id,
        CouncilMember.person_id == actor.person_id,
        CouncilMember.left_on.is_(None),
    )
    role = mine.correlate(Meeting).scalar_subquery()
    came = exists().where(
        Attendance.meeting_id == Meeting.id,
        Attendance.member_id == CouncilMember.id,
        Attendance.presence == Presence.PRESENT,
        CouncilMember.person_id == actor.person_id,
    )
    presides = or_(role == CouncilRole.CHAIR, and_(role == CouncilRole.VICE_CHAIR, came, not_(chaired)))
    return and_(
        Meeting.status == MeetingStatus.CLOSED,
        Meeting.council_id.in_(actor.council_ids),
        or_(
            and_(presides, not_(_approved(ApprovalCapacity.CHAIR))),
            and_(role == CouncilRole.SECRETARY, not_(_approved(ApprovalCapacity.SECRETARY))),
        ),
    )


def _waits_for_head(roots: Sequence[str], body_id: UUID, year: int) -> ColumnElement[bool]:
    if not roots:
        return false()
    return and_(
        Meeting.status == MeetingStatus.MINUTED,
        Council.body_id == body_id,
        Council.year == year,
        within(Unit.path, roots),
        not_(_approved(ApprovalCapacity.HEAD)),
    )


def _approved(capacity: ApprovalCapacity) -> ColumnElement[bool]:
    return exists().where(MinutesApproval.meeting_id == Meeting.id, MinutesApproval.capacity == capacity)


__all__ = [
    "Awaited",
    "MeetingPlace",
    "MinutesApproval",
    "approvals_awaited",
    "approvals_of",
    "place_of",
    "sitters_of",
]
