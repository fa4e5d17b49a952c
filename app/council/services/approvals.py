"""Approving the minutes: secretary and chair, each for themselves; and the head of the body, who approves the result.

A meeting becomes minuted in the act by which the second of chair and secretary approves, and in no other way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.audit import trail
from app.audit.trail import Happening
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, TransitionError, check_version
from app.core.text import fold, nfc, nfc_block
from app.core.transaction import lock, transaction
from app.council import policy, rules
from app.council.enums import ApprovalCapacity, MeetingStatus
from app.council.queries import Meeting
from app.council.queries.approvals import MinutesApproval, approvals_of, place_of, sitters_of
from app.council.services.sitting import meeting_held
from app.organisation.queries import current_place

MAX_MINUTES: Final = 60_000
MAX_SIGNER: Final = 120
MAX_SIGNER_POST: Final = 120
MAX_NOTE: Final = 500
OF_MINUTES: Final = frozenset({ApprovalCapacity.CHAIR, ApprovalCapacity.SECRETARY})


@dataclass(frozen=True, slots=True)
class PaperSignature:
    """A signature by hand, as the one who runs the meeting enters it."""

    capacity: ApprovalCapacity
    name: str
    signed_on: date
    note: str
    post: str = ""


def save_minutes(meeting_id: UUID, text: str, *, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Keep the secretary's text of the minutes while they are not fixed; another text takes approvals back."""
    with transaction() as session:
        meeting = meeting_held(session, meeting_id, actor).meeting
        if version is not None:
            check_version(meeting, version)
        if meeting.status is not MeetingStatus.CLOSED:
            raise TransitionError("minutes are written between closing and fixing")
        text = _minutes_text(text)
        happenings = [Happening("meeting.minutes_saved", "meeting", meeting_id)]
        if text != meeting.minutes:
            happenings = [*_approvals_annulled(session, meeting_id), *happenings]
        meeting.minutes = text
        trail.record_all(session, happenings, actor=actor, at=at)


def approve_minutes(
    meeting_id: UUID, capacity: ApprovalCapacity, *, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Approve on screen, with one's own account: the minutes as chair or secretary, the result as head of the body.

    Raises NotAllowed for anybody who does not hold that place in this meeting.
    """
    with transaction() as session:
        place = place_of(session, meeting_id)
        if place is None or not policy.may_see(actor, council_id=place.council_id, body_path=place.body_path):
            raise NotFound
        mine = policy.approver(actor, capacity, sitters_of(session, meeting_id), body_path=place.body_path)
        if mine is None:
            raise NotAllowed
        meeting = _meeting_to_approve(session, meeting_id, capacity, version)
        approval = MinutesApproval(
            meeting_id=meeting_id,
            capacity=capacity,
            name=mine.name[:MAX_SIGNER],
            post=(mine.post or _post_of(session, mine.person_id, on=local_day(at)))[:MAX_SIGNER_POST],
            approved_on=local_day(at),
            recorded_by=actor.user_id,
            recorded_at=at,
        )
        _keep(session, meeting, approval, actor=actor, at=at)


def record_signature(
    meeting_id: UUID, signature: PaperSignature, *, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Enter a signature given by hand: whose, on which day, and where the signed paper is."""
    with transaction() as session:
        sitting = meeting_held(session, meeting_id, actor)
        meeting = _meeting_to_approve(session, meeting_id, signature.capacity, version)
        closed_at = sitting.meeting.closed_at or at
        problems = _signature_problems(signature, earliest=local_day(closed_at), today=local_day(at))
        if problems:
            raise RuleBroken(*problems)
        approval = MinutesApproval(
            meeting_id=meeting_id,
            capacity=signature.capacity,
            name=nfc(signature.name),
            post=nfc(signature.post),
            approved_on=signature.signed_on,
            is_on_paper=True,
            note=nfc(signature.note),
            recorded_by=actor.user_id,
            recorded_at=at,
        )
        _keep(session, meeting, approval, actor=actor, at=at)


def take_back_approval(meeting_id: UUID, capacity: ApprovalCapacity, *, actor: Actor, at: datetime) -> None:
    """Undo an approval given or entered by mistake: by the one who gave it, a paper one by who runs the meeting.

    Those of fixed minutes stand for good; the head's may be taken back at any time.
    """
    with transaction() as session:
        place = place_of(session, meeting_id)
        if place is None or not policy.may_see(actor, council_id=place.council_id, body_path=place.body_path):
            raise NotFound
        meeting = lock(session, Meeting, meeting_id)
        approval = session.get(MinutesApproval, (meeting_id, capacity), populate_existing=True)
        role = next((s.role for s in sitters_of(session, meeting_id) if s.is_(actor)), None)
        runs = policy.may_run(actor, body_path=place.body_path, my_role=role)
        if approval is None:
            if runs:
                raise TransitionError("nothing to take back")
            raise NotAllowed
        if not (runs if approval.is_on_paper else approval.recorded_by == actor.user_id):
            raise NotAllowed
        if capacity in OF_MINUTES and meeting.status is not MeetingStatus.CLOSED:
            raise TransitionError("the minutes are fixed")
        session.delete(approval)
        changes = {capacity.value: [approval.name, None]}
        trail.record(session, "meeting.approval_taken_back", meeting_id, actor=actor, at=at, changes=changes)


def _approvals_annulled(session: Session, meeting_id: UUID) -> list[Happening]:
    """Take the approvals of the minutes back, because the text is another one."""
    known = [each for each in approvals_of(session, meeting_id) if each.capacity in OF_MINUTES]
    for approval in known:
        session.delete(approval)
    changes = {each.capacity.value: [each.name, None] for each in known}
    return [Happening("meeting.approval_taken_back", "meeting", meeting_id, changes=changes)] if known else []


def _minutes_text(text: str) -> str:
    cleaned = nfc_block(text)
    if not cleaned:
        raise RuleBroken(Problem(_l("Fill this in."), "text"))
    if len(cleaned) > MAX_MINUTES:
        excess = len(cleaned) - MAX_MINUTES
        message = _l("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=excess, most=MAX_MINUTES)
        raise RuleBroken(Problem(message, "text"))
    return cleaned


def _meeting_to_approve(session: Session, meeting_id: UUID, capacity: ApprovalCapacity, version: int | None) -> Meeting:
    """Return the meeting, locked, if it stands where this approval is due and says what the approver has read."""
    meeting = lock(session, Meeting, meeting_id)
    due = MeetingStatus.CLOSED if capacity in OF_MINUTES else MeetingStatus.MINUTED
    if meeting.status is not due:
        raise TransitionError("this approval is not due now")
    if version is not None:
        check_version(meeting, version)
    if not meeting.minutes:
        raise RuleBroken(Problem(_l("The minutes are not written yet. Save their text first."), "text"))
    return meeting


def _post_of(session: Session, person_id: UUID | None, *, on: date) -> str:
    place = current_place(session, person_id, on) if person_id else None
    return place.post if place else ""


def _keep(session: Session, meeting: Meeting, approval: MinutesApproval, *, actor: Actor, at: datetime) -> None:
    known = approvals_of(session, meeting.id)
    if any(each.capacity is approval.capacity for each in known):
        raise TransitionError("approved already")
    _refuse_one_for_both(approval, known)
    session.add(approval)
    session.flush()
    head = approval.capacity is ApprovalCapacity.HEAD
    changes: dict[str, list[object]] = {approval.capacity.value: [None, approval.name]}
    if approval.is_on_paper:
        changes["signed_on"] = [None, approval.approved_on.isoformat()]
    kind = "meeting.result_approved" if head else "meeting.minutes_approved"
    reason = approval.note or None
    trail.record(session, kind, meeting.id, actor=actor, at=at, reason=reason, changes=changes)
    if {approval.capacity, *(each.capacity for each in known)} >= OF_MINUTES and not head:
        _fix(session, meeting, actor=actor, at=at)


def _refuse_one_for_both(approval: MinutesApproval, known: Sequence[MinutesApproval]) -> None:
    """Minutes bear two signatures of two people."""
    if approval.capacity not in OF_MINUTES:
        return
    for other in known:
        if other.capacity in OF_MINUTES and _is_same_person(other, approval):
            message = _l("%(name)s has signed already; chair and secretary are two people.", name=other.name)
            raise RuleBroken(Problem(message, "name"))


def _is_same_person(one: MinutesApproval, other: MinutesApproval) -> bool:
    """Two accounts are two people; on paper, people of one name are told apart by their posts."""
    if not one.is_on_paper and not other.is_on_paper:
        return one.recorded_by == other.recorded_by
    return (fold(one.name), fold(one.post)) == (fold(other.name), fold(other.post))


def _fix(session: Session, meeting: Meeting, *, actor: Actor, at: datetime) -> None:
    before = meeting.status
    meeting.status = rules.move_meeting(before, MeetingStatus.MINUTED)
    changes = {"status": [before.value, meeting.status.value]}
    trail.record(session, "meeting.minuted", meeting.id, actor=actor, at=at, changes=changes)


def _signature_problems(signature: PaperSignature, *, earliest: date, today: date) -> list[Problem]:
    problems = []
    lines = (
        ("name", signature.name, MAX_SIGNER),
        ("post", signature.post, MAX_SIGNER_POST),
        ("note", signature.note, MAX_NOTE),
    )
    for field, text, most in lines:
        if field != "post" and not nfc(text):
            problems.append(Problem(_l("Fill this in."), field))
        excess = len(nfc(text)) - most
        if excess > 0:
            message = _l("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=excess, most=most)
            problems.append(Problem(message, field))
    if not earliest <= signature.signed_on <= today:
        problems.append(Problem(_l("Give a day from the end of the meeting to today."), "signed_on"))
    return problems


__all__ = [
    "OF_MINUTES",
    "PaperSignature",
    "approve_minutes",
    "record_signature",
    "save_minutes",
    "take_back_approval",
]
