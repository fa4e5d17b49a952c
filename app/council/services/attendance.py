"""Who came: written down before and during a meeting, with what it does to ballots and written opinions."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.errors import NotFound, Problem, RuleBroken, TransitionError
from app.core.transaction import transaction
from app.council import rules
from app.council.enums import ItemStatus, MeetingStatus, Presence
from app.council.queries import AgendaItem, Attendance, CouncilMember
from app.council.queries.acts import item_ids_in, items_held
from app.council.queries.attendance import pairs_of, presences_of
from app.council.queries.opinions import principals_of
from app.council.services.conflicts import take_paper_back
from app.council.services.opinions import drop_written_votes
from app.council.services.sitting import Sitting, meeting_held


def record_attendance(meeting_id: UUID, presences: Mapping[UUID, Presence], *, actor: Actor, at: datetime) -> None:
    """Write down who came, before or during the meeting.

    A member who leaves gives back the papers not yet cast; one who comes late votes on the items opened from then on,
    and what they wrote about these counts no longer. A substitute sits only where the member is absent.
    """
    with transaction() as session:
        sitting = meeting_held(session, meeting_id, actor)
        if sitting.meeting.status not in rules.BEFORE_CLOSING:
            raise TransitionError("the meeting is closed")
        if presences.keys() - seats_in_force(session, sitting.council_id):
            raise NotFound
        _refuse_pairs(session, sitting, presences)
        changes = _write_attendance(session, meeting_id, presences)
        leavers = [member_id for member_id in changes if presences[member_id] is Presence.ABSENT]
        if sitting.meeting.status is MeetingStatus.OPEN and leavers:
            _take_papers_back(session, sitting, leavers)
        if changes:
            told = {str(member_id): change for member_id, change in changes.items()}
            trail.record(session, "meeting.attendance_recorded", meeting_id, actor=actor, at=at, changes=told)
        arrivals = {member_id for member_id in changes if presences[member_id] is Presence.PRESENT}
        seats = arrivals | principals_of(session, arrivals)  # A substitute sits in another seat.
        drop_written_votes(session, [meeting_id], seats, actor=actor, at=at)


def seats_in_force(session: Session, council_id: UUID) -> set[UUID]:
    """Return the members of a council now."""
    query = select(CouncilMember.id).where(CouncilMember.council_id == council_id, CouncilMember.left_on.is_(None))
    return set(session.scalars(query))


def _refuse_pairs(session: Session, sitting: Sitting, presences: Mapping[UUID, Presence]) -> None:
    """Refuse a substitute beside the member they stand in for: the two have one seat."""
    after = {**presences_of(session, sitting.meeting.id), **presences}
    problems = [
        Problem(
            _l(
                "%(substitute)s sits only where %(member)s is absent. Record one of them as absent.",
                substitute=pair.substitute_name,
                member=pair.principal_name,
            ),
            f"presence-{pair.substitute_id}",
        )
        for pair in pairs_of(session, sitting.council_id)
        if after.get(pair.substitute_id) is Presence.PRESENT and after.get(pair.principal_id) is Presence.PRESENT
    ]
    if problems:
        raise RuleBroken(*problems)


def _write_attendance(
    session: Session, meeting_id: UUID, presences: Mapping[UUID, Presence]
) -> dict[UUID, list[str | None]]:
    query = select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.member_id.in_(presences))
    known = {row.member_id: row for row in session.scalars(query)}
    changes: dict[UUID, list[str | None]] = {}
    for member_id, presence in presences.items():
        row = known.get(member_id)
        if row is None:
            session.add(Attendance(meeting_id=meeting_id, member_id=member_id, presence=presence))
            changes[member_id] = [None, presence.value]
        elif row.presence is not presence:
            changes[member_id] = [row.presence.value, presence.value]
            row.presence = presence
    session.flush()
    return changes


def _take_papers_back(session: Session, sitting: Sitting, leavers: list[UUID]) -> None:
    """Strike leavers off the electors of the items now voted on; they no longer count as present for these.

    A printed ballot is out once it is issued: nobody can tell whether it lies in the box, so its elector stays.
    """
    voting = item_ids_in(session, sitting.meeting.id, ItemStatus.VOTING)
    if not voting:
        return
    item: AgendaItem
    for item in items_held(session, sitting.meeting.id, voting):
        if not item.method.is_on_screen:
            continue
        struck = sum(take_paper_back(session, item, member_id) for member_id in leavers)
        item.present_count = (item.present_count or 0) - struck
