"""Hạ danh hiệu: for a file that the council did not adopt, the meeting proposes a lower award and votes on that."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.audit import trail
from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, TransitionError
from app.core.transaction import lock, transaction
from app.council.enums import ItemResult, MeetingStatus
from app.council.queries import AgendaItem
from app.council.services.agenda import table_nominations
from app.council.services.order import put_last_of_award
from app.council.services.sitting import meeting_held
from app.nominations.services.lowering import LowerPlan, lower_nomination


def lower_award(item_id: UUID, plan: LowerPlan, *, actor: Actor, at: datetime) -> UUID:
    """Propose a nominee for a lower award and put the new file on the agenda; returns the new item.

    One act, all or nothing: the linked nomination is drafted, submitted, verified and tabled, or nothing is written.
    """
    with transaction() as session:
        meeting_id = session.scalar(select(AgendaItem.meeting_id).where(AgendaItem.id == item_id))
        if meeting_id is None:
            raise NotFound
        sitting = meeting_held(session, meeting_id, actor)
        if sitting.meeting.status is not MeetingStatus.OPEN:
            raise TransitionError("the meeting is not in session")
        require_phase(session, sitting.meeting.campaign_id, Phase.DELIBERATING, on=local_day(at))
        item = lock(session, AgendaItem, item_id)
        if item.result is not ItemResult.NOT_ADOPTED:
            raise TransitionError("only a file that was not adopted is lowered")
        file = lower_nomination(session, item.nomination_id, plan, actor=actor, at=at)
        [new_id] = table_nominations(meeting_id, [file.id], actor=actor, at=at)
        put_last_of_award(session, meeting_id, new_id)
        changes = {"lowered_to": [None, str(file.id)]}
        trail.record(session, "agenda_item.lowered", item_id, actor=actor, at=at, reason=plan.reason, changes=changes)
        return new_id
