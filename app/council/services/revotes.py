"""Voting again: the vote on an item is annulled with a reason and kept as it stood; the item waits for the next."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.audit import trail
from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, RuleBroken, TransitionError
from app.core.transaction import lock, transaction
from app.council import rules
from app.council.enums import BallotMethod, ItemStatus, MeetingStatus, RecusalBase
from app.council.queries import AgendaItem, Ballot, EarlierVote, Elector, NamedVote, PaperCount
from app.council.queries.acts import voters_of
from app.council.queries.opinions import principals_of
from app.council.rules import KeptVote
from app.council.services.opinions import drop_written_votes
from app.council.services.sitting import Sitting, meeting_held, reason_given
from app.nominations.enums import Status
from app.nominations.queries import Nomination
from app.nominations.queries.links import lowered_among
from app.nominations.queries.whereabouts import whereabouts_of
from app.nominations.rules import VOTED
from app.nominations.services.progress import advance

MAX_REASON = 2_000
MAX_ACTOR = 120

AGAIN = VOTED | {Status.VERIFIED}
"""Where a file stands after a vote that can be taken again; verified: there was no quorum."""


def annul_vote(item_id: UUID, reason: str, *, actor: Actor, at: datetime) -> None:
    """Annul the vote on a closed item, while the meeting is in session, so that the council votes again.

    Rule, numbers and result are kept beside the item; ballots, votes by name, electors and counts of boxes are
    destroyed. Answers about conflicts stay, and so do written opinions of members who are absent still. A file that
    has gone further than the council is not voted on again.
    """
    said = reason_given(reason, _l("Say why the council votes again."), most=MAX_REASON)
    with transaction() as session:
        meeting_id = session.scalar(select(AgendaItem.meeting_id).where(AgendaItem.id == item_id))
        if meeting_id is None:
            raise NotFound
        sitting = meeting_held(session, meeting_id, actor)
        if sitting.meeting.status is not MeetingStatus.OPEN:
            raise TransitionError("the meeting is not in session")
        require_phase(session, sitting.meeting.campaign_id, Phase.DELIBERATING, on=local_day(at))
        item = lock(session, AgendaItem, item_id)
        _refuse_gone_further(session, item)
        rules.move_item(item.status, ItemStatus.PENDING)
        before = KeptVote.of(item)
        session.add(_kept(item, before, said, actor=actor, at=at))
        result, number = item.result, item.round
        _clear(session, item)
        _drop_writing(session, sitting, actor=actor, at=at)
        advance(session, item.nomination_id, Status.TABLED, actor=actor, at=at, reason=said)
        changes = {
            "status": [ItemStatus.CLOSED.value, ItemStatus.PENDING.value],
            "result": [result.value if result else None, None],
            "round": [number, item.round],
        }
        trail.record(session, "agenda_item.annulled", item_id, actor=actor, at=at, reason=said, changes=changes)


def _drop_writing(session: Session, sitting: Sitting, *, actor: Actor, at: datetime) -> None:
    """Strike what those wrote who came while the vote was open: they vote again in person."""
    session.flush()
    seats = voters_of(session, sitting.meeting.id, sitting.council_id)
    here = {member_id for member_id, came in seats.items() if came}
    drop_written_votes(session, [sitting.meeting.id], here | principals_of(session, here), actor=actor, at=at)


def _refuse_gone_further(session: Session, item: AgendaItem) -> None:
    """Refuse a file that is on a paper, at another meeting, decided by somebody else, or proposed for a lower award."""
    if item.status is not ItemStatus.CLOSED:
        return
    nomination = lock(session, Nomination, item.nomination_id)
    where = whereabouts_of(session, nomination.id)
    if where.decision_id is not None or where.letter_id is not None:
        raise RuleBroken(
            Problem(_l("This file stands on a decision or a letter. Take it off there before the council votes again."))
        )
    lowered = lowered_among(session, [nomination.id]).get(nomination.id)
    if lowered is not None and not lowered.is_gone:
        raise RuleBroken(
            Problem(_l("A lower award is proposed for this nominee already, so this file is not voted on again."))
        )
    if nomination.status not in AGAIN or where.item_id != item.id:
        raise RuleBroken(Problem(_l("This file has gone further since the vote; it is not voted on again.")))


def _kept(item: AgendaItem, vote: KeptVote, reason: str, *, actor: Actor, at: datetime) -> EarlierVote:
    return EarlierVote(
        item_id=item.id,
        round=item.round,
        result=item.result,
        facts=vote.to_json(),
        closed_at=item.closed_at,
        reason=reason,
        annulled_by_name=actor.name[:MAX_ACTOR],
        annulled_at=at,
    )


def _clear(session: Session, item: AgendaItem) -> None:
    """Destroy what lay in the urn and who had voted, and leave the item as it was before its vote."""
    for model in (Ballot, NamedVote, Elector, PaperCount):
        session.execute(delete(model).where(model.item_id == item.id))
    item.status, item.round = ItemStatus.PENDING, item.round + 1
    item.opened_at = item.closed_at = item.voting_until = item.result = None
    item.method, item.is_result_only, item.is_secret = BallotMethod.ELECTRONIC, False, None
    item.threshold_percent = item.base = item.quorum_numerator = item.quorum_denominator = None
    item.rule_citation, item.rule_is_default = "", False
    item.recusal_base, item.written_make_quorum = RecusalBase.STAYS, False
    item.written_join_base, item.abstentions_leave = True, False
    item.members_count = item.present_count = item.base_count = None
    item.recused_count = item.recused_absent_count = None
    item.ballots_issued = item.ballots_returned = item.votes_invalid = None
    item.votes_for = item.votes_against = item.abstentions = None
    item.written_for = item.written_against = item.written_abstentions = None


__all__ = ["MAX_REASON", "annul_vote"]
