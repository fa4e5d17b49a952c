"""Counting printed ballots: two people each enter what they found, without seeing what the other one did.

The first count is blind, so that two people really count; where they differ both see both, and either counts again.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.audit import trail
from app.audit.trail import Happening
from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, Problem, RuleBroken
from app.core.transaction import transaction
from app.council import policy
from app.council.enums import BallotMethod, CountState, ItemStatus
from app.council.queries import AgendaItem, PaperCount
from app.council.queries.acts import items_held
from app.council.queries.meetings import meeting_file
from app.council.queries.paper_ballots import counts_held, paper_items
from app.council.rules import Found, VotingNotOpen, count_state
from app.council.services.sitting import meeting_held, reason_given, refuse_unless_some

COUNTERS: Final = (1, 2)
MAX_REASON: Final = 500


def enter_counts(meeting_id: UUID, found: Mapping[UUID, Found], *, actor: Actor, at: datetime) -> None:
    """Enter what one person found in the boxes of these items, all of them or none.

    A count is changed by its own counter only, and only once the second one is in: until then nobody knows whether it
    is wrong. Raises VotingNotOpen for an item that is closed, or not voted on with printed ballots.
    """
    refuse_unless_some(found, "found")
    with transaction() as session:
        place = meeting_file(session, meeting_id, actor)
        if not policy.may_count(actor, council_id=place.council_id, body_path=place.body_path, my_role=place.my_role):
            raise NotAllowed
        require_phase(session, place.campaign_id, Phase.DELIBERATING, on=local_day(at))
        items = items_held(session, meeting_id, found.keys())
        if any(item.method is not BallotMethod.PAPER or item.status is not ItemStatus.VOTING for item in items):
            raise VotingNotOpen
        known = counts_held(session, found.keys())
        _refuse(items, found, known, actor)
        happenings = [
            happening
            for item in items
            if (happening := _entered(session, item, found[item.id], known[item.id], actor=actor, at=at))
        ]
        trail.record_all(session, happenings, actor=actor, at=at)


def discard_counts(meeting_id: UUID, reason: str, *, actor: Actor, at: datetime) -> int:
    """Throw away the counts of the boxes on which two people do not agree yet, so that two others can count them.

    For a counter who left, or who entered the numbers of another box. Returns how many boxes are counted anew; raises
    RuleBroken without a reason, or where every box is agreed on.
    """
    reason = reason_given(reason, _l("Say why the boxes are counted anew."), most=MAX_REASON)
    with transaction() as session:
        meeting_held(session, meeting_id, actor)
        ids = [row.item_id for row in paper_items(session, meeting_id)]
        if ids:
            items_held(session, meeting_id, ids)
        counts = counts_held(session, ids)
        open_counts = {item_id: found for item_id, found in counts.items() if _is_open(found)}
        if not open_counts:
            raise RuleBroken(
                Problem(_l("No count can be thrown away: on every box that was counted two people agree."))
            )
        for count in [each for found in open_counts.values() for each in found]:
            session.delete(count)
        happenings = [
            Happening("agenda_item.paper_counts_discarded", "agenda_item", item_id, changes={"counts": [len(found), 0]})
            for item_id, found in open_counts.items()
        ]
        trail.record_all(session, happenings, actor=actor, at=at)
        trail.record(session, "meeting.counted_anew", meeting_id, actor=actor, at=at, reason=reason)
        return len(open_counts)


def _is_open(counts: Sequence[PaperCount]) -> bool:
    return bool(counts) and count_state([found_by(count) for count in counts]) is not CountState.AGREED


def found_by(count: PaperCount) -> Found:
    """Return the numbers of a stored count."""
    return Found(count.votes_for, count.votes_against, count.abstentions, count.invalid)


def _refuse(
    items: Sequence[AgendaItem],
    found: Mapping[UUID, Found],
    known: Mapping[UUID, Sequence[PaperCount]],
    actor: Actor,
) -> None:
    problems = []
    for item in items:
        message = _refusal(item, found[item.id], known[item.id], actor)
        if message is not None:
            problems.append(Problem(message, f"found-{item.id}"))
    if problems:
        raise RuleBroken(*problems)


def _refusal(item: AgendaItem, found: Found, known: Sequence[PaperCount], actor: Actor) -> object | None:
    issued = item.ballots_issued or 0
    if min(found.in_favour, found.against, found.abstentions, found.invalid) < 0:
        return _l("Type a whole number.")
    if found.total > issued:
        return _l("%(total)s ballots counted, but only %(issued)s were issued.", total=found.total, issued=issued)
    mine = next((count for count in known if count.counted_by == actor.user_id), None)
    if mine is None:
        return None if len(known) < len(COUNTERS) else _l("Two people have counted this file already.")
    if found_by(mine) != found and len(known) < len(COUNTERS):
        return _l("Your count is in. It can be changed once the second person has counted.")
    return None


def _entered(
    session: Session, item: AgendaItem, found: Found, known: Sequence[PaperCount], *, actor: Actor, at: datetime
) -> Happening | None:
    """Store the count and say what the trail is told; nothing when the same numbers came again."""
    mine = next((count for count in known if count.counted_by == actor.user_id), None)
    if mine is None:
        taken = {count.counter for count in known}
        counter = next(number for number in COUNTERS if number not in taken)
        mine = PaperCount(item_id=item.id, counter=counter, counted_by=actor.user_id)
        session.add(mine)
        # Without the numbers: the second person must not read them anywhere before counting.
        told = Happening("agenda_item.paper_counted", "agenda_item", item.id, changes={"counter": [None, counter]})
    elif found_by(mine) == found:
        return None
    else:
        told = Happening("agenda_item.paper_recounted", "agenda_item", item.id, changes=_changes(mine, found))
    mine.counted_by_name, mine.counted_at = actor.name, at
    mine.votes_for, mine.votes_against = found.in_favour, found.against
    mine.abstentions, mine.invalid = found.abstentions, found.invalid
    return told


def _changes(before: PaperCount, after: Found) -> dict[str, list[int | None]]:
    numbers = {
        "for": (before.votes_for, after.in_favour),
        "against": (before.votes_against, after.against),
        "abstentions": (before.abstentions, after.abstentions),
        "invalid": (before.invalid, after.invalid),
    }
    told: dict[str, list[int | None]] = {"counter": [None, before.counter]}
    return told | {name: [old, new] for name, (old, new) in numbers.items() if old != new}


__all__ = ["MAX_REASON", "Found", "discard_counts", "enter_counts", "found_by"]
