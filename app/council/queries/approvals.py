"""Who approved what a meeting decided, and who could."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.council.enums import Presence
from app.council.models import Attendance, Council, CouncilMember, Meeting, MinutesApproval
from app.council.policy import Sitter
from app.organisation.queries import Person, Unit


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


__all__ = ["MeetingPlace", "MinutesApproval", "approvals_of", "place_of", "sitters_of"]
