"""Saying the result of a vote without its count, where the count would show how members voted."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.audit import trail
from app.core.access import Actor
from app.core.errors import NotFound, Problem, RuleBroken, TransitionError
from app.core.transaction import lock, transaction
from app.council import rules
from app.council.enums import ItemStatus, MeetingStatus
from app.council.queries import AgendaItem
from app.council.rules import KeptVote
from app.council.services.sitting import meeting_held


def publish_result_only(item_id: UUID, is_result_only: bool, *, actor: Actor, at: datetime) -> None:
    """Publish only the result of a counted item, or its count as well, until the minutes are fixed."""
    with transaction() as session:
        meeting_id = session.scalar(select(AgendaItem.meeting_id).where(AgendaItem.id == item_id))
        if meeting_id is None:
            raise NotFound
        sitting = meeting_held(session, meeting_id, actor)
        item = lock(session, AgendaItem, item_id)
        if sitting.meeting.status is MeetingStatus.MINUTED or item.status is not ItemStatus.CLOSED:
            raise TransitionError("the minutes are fixed, or the item is not counted")
        if is_result_only and not rules.tells_votes(item.method, rules.votes_of(KeptVote.of(item))):
            raise RuleBroken(Problem(_l("This count does not show how members voted, so it is published.")))
        if item.is_result_only is is_result_only:
            return
        changes = {"result_only": [item.is_result_only, is_result_only]}
        item.is_result_only = is_result_only
        trail.record(session, "agenda_item.publication_changed", item_id, actor=actor, at=at, changes=changes)


__all__ = ["publish_result_only"]
