"""Closing items: the urn is counted once, by the frozen rule, and the file goes on its way."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from app.audit import trail
from app.audit.trail import Happening
from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import Problem, RuleBroken
from app.core.transaction import transaction
from app.council import rules
from app.council.enums import BallotMethod, Choice, CountState, ItemResult, ItemStatus
from app.council.queries import AgendaItem
from app.council.queries.acts import asides_on, items_held, named_tallies, nominees_of, urns, voters_of
from app.council.queries.papers import paper_counts, written_votes
from app.council.rules import Arithmetic, CountRefused, KeptVote, Room, Votes, Written
from app.council.services.paper_counting import found_by
from app.council.services.sitting import meeting_held, refuse_unless_some
from app.nominations.enums import Status
from app.nominations.services.progress import advance_all

NEXT: Final[Mapping[ItemResult, Status]] = {
    ItemResult.ADOPTED: Status.ENDORSED,
    ItemResult.NOT_ADOPTED: Status.NOT_ENDORSED,
    ItemResult.NO_QUORUM: Status.VERIFIED,
}
"""Without a quorum the file is a verified one again, for the next meeting."""

MOST_TOLD: Final = 20
"""Files named one by one in a refusal."""

# Counted items are written by the thousand, so past the unit of work; their rows are locked, and their version grows.
_ITEMS: Final[Any] = AgendaItem.__table__  # Any: a Core table, whose columns mypy does not know


def close_items(
    meeting_id: UUID, item_ids: Collection[UUID], *, actor: Actor, at: datetime, result_only: bool = False
) -> Sequence[Arithmetic]:
    """End the vote on items, count their urns and move their files; returns the arithmetic in the order of ids.

    ``result_only``: where the count would show how members voted, only the result is published.
    """
    refuse_unless_some(item_ids, "item_ids")
    with transaction() as session:
        sitting = meeting_held(session, meeting_id, actor)
        require_phase(session, sitting.meeting.campaign_id, Phase.DELIBERATING, on=local_day(at))
        items = items_held(session, meeting_id, item_ids)
        for item in items:
            rules.move_item(item.status, ItemStatus.CLOSED)
        done = _decided(session, items, voters_of(session, meeting_id, sitting.council_id))
        told = [_told(item, each, result_only=result_only) for item, each in zip(items, done, strict=True)]
        _write(session, items, done, told, at=at)
        moves = {item.nomination_id: NEXT[each.result] for item, each in zip(items, done, strict=True)}
        advance_all(session, moves, actor=actor, at=at)
        happenings = [
            _closed(item, each, with_figures=figures) for item, each, figures in zip(items, done, told, strict=True)
        ]
        trail.record_all(session, happenings, actor=actor, at=at)
        session.expire_all()
        return done


def _decided(session: Session, items: Sequence[AgendaItem], voters: Mapping[UUID, bool]) -> list[Arithmetic]:
    """Count every item: its urn or box, the written opinions, and who was there."""
    ids = [item.id for item in items]
    votes, asides, written = _votes(session, items), asides_on(session, ids), written_votes(session, ids)
    done, wrong = [], []
    for item in items:
        opinions = rules.written_tally(written[item.id])
        rule = rules.rule_of(KeptVote.of(item))
        assert rule is not None, "the database makes sure that an open item has its rule"
        room = _room(item, sum(member in asides[item.id] for member in voters), opinions)
        try:
            done.append(rules.decide(rule, room, votes[item.id], opinions))
        except CountRefused:
            wrong.append(item.id)
    _refuse(session, dict.fromkeys(wrong, _l("“%(name)s”: the numbers contradict each other; check who was present.")))
    return done


def _room(item: AgendaItem, asides: int, opinions: Written) -> Room:
    """Return who was there for an item: of those present, who got no ballot stepped aside."""
    members, present = item.members_count or 0, item.present_count or 0
    recused = present - (item.ballots_issued or 0)
    absent = max(members - present - opinions.total, 0)
    return Room(members, present, recused, min(max(asides - recused, 0), absent))


def _votes(session: Session, items: Sequence[AgendaItem]) -> dict[UUID, Votes]:
    """Count the urns, and take the boxes as two people counted them alike."""
    papers = urns(session, [item.id for item in items if item.method is not BallotMethod.OPEN])
    papers |= _said_by_name(session, items)
    votes = {item.id: rules.tally(papers[item.id], issued=item.ballots_issued or 0) for item in items}
    printed = [item for item in items if item.method is BallotMethod.PAPER]
    if printed:
        votes.update(_boxes(session, printed))
    return votes


def _said_by_name(session: Session, items: Sequence[AgendaItem]) -> dict[UUID, dict[Choice, int]]:
    named = [item.id for item in items if item.method is BallotMethod.OPEN]
    return named_tallies(session, named) if named else {}


def _boxes(session: Session, items: Sequence[AgendaItem]) -> dict[UUID, Votes]:
    counts, votes, refused = paper_counts(session, [item.id for item in items]), {}, {}
    for item in items:
        found = [found_by(count) for count in counts[item.id]]
        state = rules.count_state(found)
        if state is CountState.AGREED:
            box = found[0]
            votes[item.id] = Votes(
                item.ballots_issued or 0, box.in_favour, box.against, box.abstentions, invalid=box.invalid
            )
        elif state is CountState.DIFFERENT:
            refused[item.id] = _l("“%(name)s”: the two counts of the printed ballots differ. Count them once more.")
        else:
            refused[item.id] = _l("“%(name)s”: two people have to count the printed ballots first.")
    _refuse(session, refused)
    return votes


def _refuse(session: Session, sentences: Mapping[UUID, Any]) -> None:  # Any: lazy texts with a place for the name
    """Name the files that cannot be closed, with the reason of each."""
    if not sentences:
        return
    names = nominees_of(session, list(sentences))
    problems = [Problem(str(text) % {"name": names[item_id]}, "item_ids") for item_id, text in sentences.items()]
    raise RuleBroken(*problems[:MOST_TOLD])


def _told(item: AgendaItem, done: Arithmetic, *, result_only: bool) -> bool:
    """Say whether the count may be published with the result; that of an open vote always is."""
    return not (result_only and rules.tells_votes(item.method, done.votes))


def _write(
    session: Session, items: Sequence[AgendaItem], done: Sequence[Arithmetic], told: Sequence[bool], *, at: datetime
) -> None:
    values = [
        {"of": item.id, "result_only": not figures, **_numbers(each)}
        for item, each, figures in zip(items, done, told, strict=True)
    ]
    named: dict[str, Any] = {name: bindparam(name) for name in values[0] if name not in {"of", "result_only"}}
    statement = (
        update(_ITEMS)
        .where(_ITEMS.c.id == bindparam("of"))
        .values(
            status=ItemStatus.CLOSED,
            closed_at=at,
            version=_ITEMS.c.version + 1,
            is_result_only=bindparam("result_only"),
            **named,
        )
    )
    session.flush()
    session.connection().execute(statement, values)


def _numbers(done: Arithmetic) -> dict[str, object]:
    votes, written, room = done.votes, done.written, done.room
    return {
        "result": done.result,
        "base_count": done.base_count,
        "recused_count": room.recused,
        "recused_absent_count": room.recused_absent,
        "ballots_returned": votes.returned,
        "votes_for": votes.in_favour,
        "votes_against": votes.against,
        "abstentions": votes.abstentions,
        "votes_invalid": votes.invalid,
        "written_for": written.in_favour,
        "written_against": written.against,
        "written_abstentions": written.abstentions,
    }


def _closed(item: AgendaItem, done: Arithmetic, *, with_figures: bool) -> Happening:
    """Tell the count; of an item of which only the result is published, the trail has no other figures either."""
    votes, written = done.votes, done.written
    changes: dict[str, list[object]] = {
        "status": [ItemStatus.VOTING.value, ItemStatus.CLOSED.value],
        "result": [None, done.result.value],
        "issued": [None, votes.issued],
        "returned": [None, votes.returned],
    }
    if with_figures:
        changes |= {
            "for": [None, votes.in_favour],
            "against": [None, votes.against],
            "abstentions": [None, votes.abstentions],
        }
        more = {
            "invalid": votes.invalid,
            "written_for": written.in_favour,
            "written_against": written.against,
            "written_abstentions": written.abstentions,
        }
        changes |= {name: [None, number] for name, number in more.items() if number}
    return Happening("agenda_item.closed", "agenda_item", item.id, changes=changes)
