"""Calling off a meeting planned by mistake: it is taken out, and the council's trail keeps that it was planned."""

from datetime import datetime
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.errors import Problem, RuleBroken, TransitionError
from app.core.transaction import transaction
from app.council.enums import ItemStatus, MeetingStatus
from app.council.queries import Attendance
from app.council.queries.acts import item_ids_in, items_held
from app.council.queries.notices import MeetingNotice
from app.council.queries.opinions import has_opinions
from app.council.services.agenda import take_off
from app.council.services.sitting import meeting_held, reason_given

MAX_REASON: Final = 500


def cancel_meeting(meeting_id: UUID, reason: str, *, actor: Actor, at: datetime) -> None:
    """Take out a meeting that has not begun; the files on its agenda are verified files again.

    With it go its notice, the attendance noted beforehand, and the members' answers and notes on its files. A signed
    opinion is a paper somebody sent in, so a meeting that has one stays until it is taken out.
    """
    said = reason_given(reason, _l("Say why the meeting is cancelled."), most=MAX_REASON)
    with transaction() as session:
        sitting = meeting_held(session, meeting_id, actor)
        meeting = sitting.meeting
        if meeting.status is not MeetingStatus.PLANNED:
            raise TransitionError("the meeting has begun")
        if has_opinions(session, meeting_id):
            raise RuleBroken(
                Problem(_l("Written opinions were received for this meeting. Take them out first, then cancel it."))
            )
        tabled = _clear_agenda(session, meeting_id, actor=actor, at=at)
        changes = {
            "meeting": [meeting.name, None],
            "held_at": [meeting.held_at.isoformat(), None],
            "tabled": [[str(nomination_id) for nomination_id in tabled], []],
        }
        for model in (Attendance, MeetingNotice):
            session.execute(delete(model).where(model.meeting_id == meeting_id))
        session.delete(meeting)
        trail.record(
            session, "council.meeting_cancelled", sitting.council_id, actor=actor, at=at, reason=said, changes=changes
        )


def _clear_agenda(session: Session, meeting_id: UUID, *, actor: Actor, at: datetime) -> list[UUID]:
    """Take every file off the agenda and return the files, in its order."""
    pending = item_ids_in(session, meeting_id, ItemStatus.PENDING)
    if not pending:
        return []
    items = items_held(session, meeting_id, pending)
    tabled = [item.nomination_id for item in sorted(items, key=lambda item: item.position)]
    take_off(session, items, meeting_id=meeting_id, actor=actor, at=at)
    session.flush()
    return tabled


__all__ = ["MAX_REASON", "cancel_meeting"]
