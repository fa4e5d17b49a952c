"""The course of a meeting: planned, attended, opened, closed."""

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
from app.core.errors import Problem, RuleBroken, TransitionError, check_version
from app.core.text import fold, nfc
from app.core.transaction import lock, transaction
from app.council import rules
from app.council.enums import CouncilKind, ItemStatus, MeetingStatus, Presence
from app.council.labels import period_words
from app.council.queries import Attendance, Council, Meeting, StoodIn
from app.council.queries.acts import item_ids_in, items_held
from app.council.queries.attendance import pairs_of, presences_of
from app.council.services.agenda import take_off
from app.council.services.attendance import seats_in_force
from app.council.services.councils import YEARS
from app.council.services.sitting import Sitting, council_to_run, meeting_held

MAX_NAME: Final = 300
MAX_PLACE: Final = 200


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
        lock(session, Council, council.id)  # Two clicks at once: the second finds the meeting of the first.
        problems = [*_plan_problems(plan), *_office_problems(council, held_at), *_twin_problems(session, council, plan)]
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
        council = session.get_one(Council, meeting.council_id)
        problems = [*_plan_problems(plan), *_office_problems(council, plan.held_at)]
        if problems:
            raise RuleBroken(*problems)
        before = (meeting.name, meeting.held_at.isoformat(), meeting.place)
        meeting.name, meeting.held_at, meeting.place = nfc(plan.name), plan.held_at, nfc(plan.place)
        after = (meeting.name, meeting.held_at.isoformat(), meeting.place)
        names = ("name", "held_at", "place")
        changes = {name: [old, new] for name, old, new in zip(names, before, after, strict=True) if old != new}
        trail.record(session, "meeting.replanned", meeting_id, actor=actor, at=at, changes=changes)


def open_meeting(meeting_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Begin the meeting: members whose attendance was not recorded are absent, and who stands in for whom is fixed."""
    with transaction() as session:
        sitting = meeting_held(session, meeting_id, actor)
        before = sitting.meeting.status
        after = rules.move_meeting(before, MeetingStatus.OPEN)
        require_phase(session, sitting.meeting.campaign_id, Phase.DELIBERATING, on=local_day(at))
        problems = _office_problems(session.get_one(Council, sitting.council_id), at)
        if problems:
            raise RuleBroken(*problems)
        known = presences_of(session, meeting_id)
        if Presence.PRESENT not in known.values():
            raise RuleBroken(Problem(_l("Record the attendance before the meeting is opened.")))
        for member_id in seats_in_force(session, sitting.council_id) - known.keys():
            session.add(Attendance(meeting_id=meeting_id, member_id=member_id, presence=Presence.ABSENT))
        for pair in pairs_of(session, sitting.council_id):
            session.add(
                StoodIn(meeting_id=meeting_id, member_id=pair.substitute_id, stands_in_for_id=pair.principal_id)
            )
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


def _record_move(
    session: Session, sitting: Sitting, kind: str, before: MeetingStatus, *, actor: Actor, at: datetime
) -> None:
    changes = {"status": [before.value, sitting.meeting.status.value]}
    trail.record(session, kind, sitting.meeting.id, actor=actor, at=at, changes=changes)


def _office_problems(council: Council, moment: datetime) -> list[Problem]:
    """Say why this council cannot meet about awards at that moment."""
    if council.kind is not CouncilKind.EMULATION:
        return [Problem(_l("Only the emulation and commendation council meets about the files of a campaign."))]
    if rules.is_in_office(council.valid_from, council.valid_to, on=local_day(moment)):
        return []
    period = period_words(council.valid_from, council.valid_to)
    message = _l("The council is not in office on this day; its decision says: %(period)s.", period=period)
    return [Problem(message, "held_on")]


def _twin_problems(session: Session, council: Council, plan: MeetingPlan) -> list[Problem]:
    """A council does not sit twice at one moment under one name."""
    query = select(Meeting.name).where(Meeting.council_id == council.id, Meeting.held_at == plan.held_at)
    if fold(plan.name) not in {fold(name) for name in session.scalars(query)}:
        return []
    return [Problem(_l("This meeting is planned already."), "name")]


def _plan_problems(plan: MeetingPlan) -> list[Problem]:
    problems = []
    if not nfc(plan.name):
        problems.append(Problem(_l("Fill this in."), "name"))
    for field, text, most in (("name", plan.name, MAX_NAME), ("place", plan.place, MAX_PLACE)):
        excess = len(nfc(text)) - most
        if excess > 0:
            message = _l("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=excess, most=most)
            problems.append(Problem(message, field))
    year = local_day(plan.held_at).year
    if year not in YEARS:
        message = _l("Check the year: no record here has a date in %(year)s.", year=year)
        problems.append(Problem(message, "held_on"))
    return problems
