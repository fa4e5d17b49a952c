"""The course of a meeting: planned, attended, opened, closed, minuted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.campaigns.enums import Phase
from app.campaigns.queries import Campaign
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, RuleBroken, TransitionError, check_version
from app.core.text import nfc, nfc_block
from app.core.transaction import transaction
from app.council import rules
from app.council.enums import ItemStatus, MeetingStatus, Presence
from app.council.queries import AgendaItem, Attendance, CouncilMember, Meeting
from app.council.queries.acts import item_ids_in, items_held
from app.council.services.agenda import take_off
from app.council.services.conflicts import take_paper_back
from app.council.services.sitting import Sitting, council_to_run, meeting_held

MAX_NAME: Final = 300
MAX_PLACE: Final = 200
MAX_MINUTES: Final = 60_000


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What a meeting is about, when and where."""

    name: str
    held_at: datetime
    place: str = ""


def plan_meeting(
    council_id: UUID,
    campaign_id: UUID,
    name: str,
    held_at: datetime,
    place: str = "",
    *,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Plan a sitting of the council about a campaign of its body."""
    with transaction() as session:
        council, body = council_to_run(session, council_id, actor)
        plan = MeetingPlan(name, held_at, place)
        problems = _plan_problems(plan)
        campaign_body = session.scalar(select(Campaign.body_id).where(Campaign.id == campaign_id))
        if campaign_body != body.id:
            problems.append(Problem(_l("Choose a campaign of this body."), "campaign_id"))
        if problems:
            raise RuleBroken(*problems)
        meeting = Meeting(
            council_id=council.id,
            campaign_id=campaign_id,
            name=nfc(plan.name),
            held_at=plan.held_at,
            place=nfc(plan.place),
        )
        session.add(meeting)
        session.flush()
        changes = {"name": [None, meeting.name], "held_at": [None, held_at.isoformat()]}
        trail.record(session, "meeting.planned", meeting.id, actor=actor, at=at, changes=changes)
        return meeting.id


def replan_meeting(
    meeting_id: UUID, plan: MeetingPlan, *, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Change name, day or place of a meeting that has not begun."""
    with transaction() as session:
        meeting = meeting_held(session, meeting_id, actor).meeting
        if version is not None:
            check_version(meeting, version)
        if meeting.status is not MeetingStatus.PLANNED:
            raise TransitionError("the meeting has begun")
        problems = _plan_problems(plan)
        if problems:
            raise RuleBroken(*problems)
        before = (meeting.name, meeting.held_at.isoformat(), meeting.place)
        meeting.name, meeting.held_at, meeting.place = nfc(plan.name), plan.held_at, nfc(plan.place)
        after = (meeting.name, meeting.held_at.isoformat(), meeting.place)
        names = ("name", "held_at", "place")
        changes = {name: [old, new] for name, old, new in zip(names, before, after, strict=True) if old != new}
        trail.record(session, "meeting.replanned", meeting_id, actor=actor, at=at, changes=changes)


def record_attendance(meeting_id: UUID, presences: Mapping[UUID, Presence], *, actor: Actor, at: datetime) -> None:
    """Write down who came, before or during the meeting.

    A member who leaves gives back the papers not yet cast; one who comes late votes on the items opened from then on.
    """
    with transaction() as session:
        sitting = meeting_held(session, meeting_id, actor)
        if sitting.meeting.status not in rules.BEFORE_CLOSING:
            raise TransitionError("the meeting is closed")
        seats = _seats(session, sitting.council_id)
        if presences.keys() - seats:
            raise NotFound
        changes = _write_attendance(session, meeting_id, presences)
        leavers = [member_id for member_id in changes if presences[member_id] is Presence.ABSENT]
        if sitting.meeting.status is MeetingStatus.OPEN and leavers:
            _take_papers_back(session, sitting, leavers)
        if changes:
            told = {str(member_id): change for member_id, change in changes.items()}
            trail.record(session, "meeting.attendance_recorded", meeting_id, actor=actor, at=at, changes=told)


def open_meeting(meeting_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Begin the meeting; members whose attendance was not recorded are absent."""
    with transaction() as session:
        sitting = meeting_held(session, meeting_id, actor)
        before = sitting.meeting.status
        after = rules.move_meeting(before, MeetingStatus.OPEN)
        require_phase(session, sitting.meeting.campaign_id, Phase.DELIBERATING, on=local_day(at))
        query = select(Attendance.member_id, Attendance.presence).where(Attendance.meeting_id == meeting_id)
        known = {row.member_id: row.presence for row in session.execute(query)}
        if Presence.PRESENT not in known.values():
            raise RuleBroken(Problem(_l("Record the attendance before the meeting is opened.")))
        for member_id in _seats(session, sitting.council_id) - known.keys():
            session.add(Attendance(meeting_id=meeting_id, member_id=member_id, presence=Presence.ABSENT))
        sitting.meeting.status, sitting.meeting.opened_at = after, at
        _record_move(session, sitting, "meeting.opened", before, actor=actor, at=at)


def close_meeting(meeting_id: UUID, *, actor: Actor, at: datetime) -> None:
    """End the meeting; files that were never voted on are verified files again."""
    with transaction() as session:
        sitting = meeting_held(session, meeting_id, actor)
        before = sitting.meeting.status
        after = rules.move_meeting(before, MeetingStatus.CLOSED)
        require_phase(session, sitting.meeting.campaign_id, Phase.DELIBERATING, on=local_day(at))
        if item_ids_in(session, meeting_id, ItemStatus.VOTING):
            raise RuleBroken(Problem(_l("Voting is still open on some files. Close and count them first.")))
        pending = item_ids_in(session, meeting_id, ItemStatus.PENDING)
        if pending:
            take_off(session, items_held(session, meeting_id, pending), meeting_id=meeting_id, actor=actor, at=at)
        sitting.meeting.status, sitting.meeting.closed_at = after, at
        _record_move(session, sitting, "meeting.closed", before, actor=actor, at=at)


def save_minutes(meeting_id: UUID, text: str, *, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Keep the secretary's text of the minutes, as long as it is not fixed."""
    with transaction() as session:
        meeting = meeting_held(session, meeting_id, actor).meeting
        if version is not None:
            check_version(meeting, version)
        if meeting.status is not MeetingStatus.CLOSED:
            raise TransitionError("minutes are written between closing and fixing")
        meeting.minutes = _minutes_text(text)
        trail.record(session, "meeting.minutes_saved", meeting_id, actor=actor, at=at)


def mark_minuted(meeting_id: UUID, text: str, *, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Fix the minutes: from now on neither the text nor the meeting changes."""
    with transaction() as session:
        sitting = meeting_held(session, meeting_id, actor)
        if version is not None:
            check_version(sitting.meeting, version)
        before = sitting.meeting.status
        after = rules.move_meeting(before, MeetingStatus.MINUTED)
        minutes = _minutes_text(text)
        if not minutes:
            raise RuleBroken(Problem(_l("Fill this in."), "text"))
        sitting.meeting.minutes, sitting.meeting.status = minutes, after
        _record_move(session, sitting, "meeting.minuted", before, actor=actor, at=at)


def _record_move(
    session: Session, sitting: Sitting, kind: str, before: MeetingStatus, *, actor: Actor, at: datetime
) -> None:
    changes = {"status": [before.value, sitting.meeting.status.value]}
    trail.record(session, kind, sitting.meeting.id, actor=actor, at=at, changes=changes)


def _seats(session: Session, council_id: UUID) -> set[UUID]:
    query = select(CouncilMember.id).where(CouncilMember.council_id == council_id, CouncilMember.left_on.is_(None))
    return set(session.scalars(query))


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
    """Strike leavers off the electors of the items now voted on; they no longer count as present for these."""
    voting = item_ids_in(session, sitting.meeting.id, ItemStatus.VOTING)
    if not voting:
        return
    item: AgendaItem
    for item in items_held(session, sitting.meeting.id, voting):
        struck = sum(take_paper_back(session, item, member_id) for member_id in leavers)
        item.present_count = (item.present_count or 0) - struck


def _plan_problems(plan: MeetingPlan) -> list[Problem]:
    problems = []
    if not nfc(plan.name):
        problems.append(Problem(_l("Fill this in."), "name"))
    for field, text, most in (("name", plan.name, MAX_NAME), ("place", plan.place, MAX_PLACE)):
        excess = len(nfc(text)) - most
        if excess > 0:
            message = _l("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=excess, most=most)
            problems.append(Problem(message, field))
    return problems


def _minutes_text(text: str) -> str:
    cleaned = nfc_block(text)
    if len(cleaned) > MAX_MINUTES:
        excess = len(cleaned) - MAX_MINUTES
        message = _l("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=excess, most=MAX_MINUTES)
        raise RuleBroken(Problem(message, "text"))
    return cleaned
