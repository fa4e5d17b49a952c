"""Closing items: the urn is counted once, by the frozen rule, and the file goes on its way."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from app.audit import trail
from app.audit.trail import Happening
from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.transaction import transaction
from app.council import rules
from app.council.enums import ItemResult, ItemStatus
from app.council.queries import AgendaItem
from app.council.queries.acts import items_held, nominations_held, urns
from app.council.rules import Arithmetic, Votes
from app.council.services.sitting import meeting_held, refuse_unless_some
from app.council.services.voting import rule_of
from app.nominations.enums import Status
from app.nominations.services.progress import advance

NEXT: Final[Mapping[ItemResult, Status]] = {
    ItemResult.ADOPTED: Status.ENDORSED,
    ItemResult.NOT_ADOPTED: Status.NOT_ENDORSED,
    ItemResult.NO_QUORUM: Status.VERIFIED,
}
"""Without a quorum the file is a verified one again, for the next meeting."""


def close_items(meeting_id: UUID, item_ids: Collection[UUID], *, actor: Actor, at: datetime) -> Sequence[Arithmetic]:
    """End the vote on items, count their urns and move their files; returns the arithmetic in the order of ids."""
    refuse_unless_some(item_ids, "item_ids")
    with transaction() as session:
        sitting = meeting_held(session, meeting_id, actor)
        require_phase(session, sitting.meeting.campaign_id, Phase.DELIBERATING, on=local_day(at))
        items = items_held(session, meeting_id, item_ids)
        for item in items:
            rules.move_item(item.status, ItemStatus.CLOSED)
        nominations_held(session, [item.nomination_id for item in items])
        papers = urns(session, [item.id for item in items])
        outcomes = []
        for item in items:
            votes = rules.tally(papers[item.id], issued=item.ballots_issued or 0)
            outcomes.append(_close(item, votes, at=at))
            advance(session, item.nomination_id, NEXT[outcomes[-1].result], actor=actor, at=at)
        trail.record_all(session, [_closed(item) for item in items], actor=actor, at=at)
        return outcomes


def _close(item: AgendaItem, votes: Votes, *, at: datetime) -> Arithmetic:
    done = rules.result(rule_of(item), members=item.members_count or 0, present=item.present_count or 0, votes=votes)
    item.status, item.closed_at, item.result = ItemStatus.CLOSED, at, done.result
    item.base_count, item.ballots_returned = done.base_count, votes.returned
    item.votes_for, item.votes_against, item.abstentions = votes.in_favour, votes.against, votes.abstentions
    return done


def _closed(item: AgendaItem) -> Happening:
    changes = {
        "status": [ItemStatus.VOTING.value, ItemStatus.CLOSED.value],
        "result": [None, item.result.value if item.result else None],
        "issued": [None, item.ballots_issued],
        "returned": [None, item.ballots_returned],
        "for": [None, item.votes_for],
        "against": [None, item.votes_against],
        "abstentions": [None, item.abstentions],
    }
    return Happening("agenda_item.closed", "agenda_item", item.id, changes=changes)
