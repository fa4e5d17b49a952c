"""Opening items for the vote, and casting papers.

Of a secret vote two facts are kept and never linked: that a member has voted on an item, and what lies in its urn. Of
an open one the name stands beside the choice. See docs/ballot.md.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom
from typing import Final
from uuid import UUID, uuid4

from flask_babel import lazy_gettext as _l
from sqlalchemy import insert, or_, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.audit import trail
from app.audit.trail import Happening
from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import Conflict, NotAllowed, Problem, RuleBroken, TransitionError
from app.core.transaction import transaction
from app.council import rules
from app.council.enums import BallotMethod, Choice, ItemStatus, MeetingStatus, RecusalBase, VotingWay
from app.council.queries import AgendaItem, Ballot, Elector, NamedVote
from app.council.queries.acts import (
    VoteUnderWay,
    asides_on,
    award_keys,
    items_held,
    standings_of,
    urns_emptied,
    voters_of,
    votes_locked,
)
from app.council.queries.laws import vote_laws
from app.council.rules import (
    AlreadyVoted,
    KeptVote,
    Room,
    Rule,
    VotedOnPaper,
    VoteEnded,
    VotingNotOpen,
    may_open,
    rule_of,
)
from app.council.services.conflicts import derive_conflicts
from app.council.services.sitting import meeting_held, member_seat, refuse_unless_some
from app.eligibility.rulebook import VoteRule

CITATION_LENGTH: Final = 500

_random: Final = SystemRandom()


@dataclass(frozen=True, slots=True)
class Opening:
    """How members vote on the items opened together, and until when."""

    way: VotingWay = VotingWay.AS_RULED
    until: datetime | None = None
    """No ballot is taken after this moment; none: until the chair closes."""


def open_items(
    meeting_id: UUID, item_ids: Collection[UUID], opening: Opening | None = None, *, actor: Actor, at: datetime
) -> Sequence[BallotMethod]:
    """Open items for the vote: freeze rule, readings and electors, after checking the quorum.

    Electors are the members with a vote who are present, without those who have a conflict. Returns how each item is
    voted on.
    """
    refuse_unless_some(item_ids, "item_ids")
    opening = opening or Opening()
    if opening.until is not None and opening.until <= at:
        raise RuleBroken(Problem(_l("The vote would end before it begins. Choose a later time."), "until"))
    with transaction() as session:
        sitting = meeting_held(session, meeting_id, actor)
        if sitting.meeting.status is not MeetingStatus.OPEN:
            raise TransitionError("the meeting is not in session")
        require_phase(session, sitting.meeting.campaign_id, Phase.DELIBERATING, on=local_day(at))
        items = items_held(session, meeting_id, item_ids)
        for item in items:
            rules.move_item(item.status, ItemStatus.VOTING)
        derive_conflicts(session, sitting, item_ids, at=at)
        _freeze_rules(session, items, opening, body_id=sitting.body_id, at=at)
        electors = _electors(session, items, voters_of(session, meeting_id, sitting.council_id))
        session.execute(
            insert(Elector),
            [
                {"item_id": item_id, "member_id": member_id, "has_voted": False}
                for item_id, members in electors.items()
                for member_id in members
            ],
        )
        happenings = [_opened(item) for item in items]
        trail.record_all(session, happenings, actor=actor, at=at)
        return [item.method for item in items]


def cast_ballots(meeting_id: UUID, choices: Mapping[UUID, Choice], *, actor: Actor, at: datetime) -> None:
    """Cast one member's papers on several items, all of them or none.

    Leaves no event, no log line and no moment behind: only that the member has voted, and one more paper in each urn.
    Raises VotingNotOpen, AlreadyVoted, NotAllowed, or RuleBroken while the conflict question is unanswered.
    """
    if not choices:
        raise RuleBroken(Problem(_l("Choose agree, disagree or abstain for at least one file.")))
    refuse_unless_some(choices, "choices")
    with transaction() as session:
        chair = member_seat(session, meeting_id, actor)
        require_phase(session, chair.meeting.campaign_id, Phase.DELIBERATING, on=local_day(at))
        votes = votes_locked(session, meeting_id, choices.keys())
        _refuse_closed(votes.values(), at=at)
        held = standings_of(session, choices.keys(), chair.member_id)
        if any(standing.has_voted for standing in held.values()):
            raise AlreadyVoted
        if choices.keys() - held.keys():
            raise NotAllowed
        if not all(standing.is_cleared for standing in held.values()):
            raise RuleBroken(Problem(_l("Answer first whether you have a conflict of interest in these files.")))
        named = {item_id for item_id, vote in votes.items() if vote.method is BallotMethod.OPEN}
        _cast(session, choices, named, chair.member_id)


def _cast(session: Session, choices: Mapping[UUID, Choice], named: Collection[UUID], member_id: UUID) -> None:
    """Put the papers into the urns, write down what is said by name, and tick the member off on all alike."""
    try:
        secret = {item_id: choice for item_id, choice in choices.items() if item_id not in named}
        if secret:
            _drop_into_urns(session, secret)
        if named:
            session.execute(
                insert(NamedVote),
                [{"item_id": each, "member_id": member_id, "choice": choices[each]} for each in sorted(named)],
            )
        session.execute(
            update(Elector)
            .where(Elector.item_id.in_(choices))
            .values(has_voted=or_(Elector.has_voted, Elector.member_id == member_id))
            .execution_options(synchronize_session=False)
        )
    except SQLAlchemyError:
        # The text of a database error may quote the values of the statement: who and what. It goes no further.
        raise Conflict("the vote was not taken") from None


def _drop_into_urns(session: Session, choices: Mapping[UUID, Choice]) -> None:
    """Empty the urns, add the papers, shake, and fill them again; every elector of the items is touched as well.

    All papers of an urn thus carry the same transaction, new random ids and a random place, and so do the electors:
    nothing that a table keeps tells which paper came with which elector.
    """
    papers = [
        {"id": uuid4(), "item_id": item_id, "choice": choice}
        for item_id, cast in urns_emptied(session, choices.keys()).items()
        for choice in (*cast, choices[item_id])
    ]
    _random.shuffle(papers)
    session.connection().execute(insert(Ballot), papers)


def _refuse_closed(items: Collection[VoteUnderWay], *, at: datetime) -> None:
    if any(item.status is not ItemStatus.VOTING for item in items):
        raise VotingNotOpen
    if any(not item.method.is_on_screen for item in items):
        raise VotedOnPaper
    if any(item.voting_until is not None and at > item.voting_until for item in items):
        raise VoteEnded


def _freeze_rules(
    session: Session, items: Sequence[AgendaItem], opening: Opening, *, body_id: UUID, at: datetime
) -> None:
    """Fix how each item is decided: by the law, and where it leaves a choice by the rules of the body on this day."""
    keys = award_keys(session, [item.id for item in items])
    laws = vote_laws(session, set(keys.values()), body_id, on=local_day(at))
    for item in items:
        found = laws[keys[item.id]]
        _freeze(item, found.law, found.rule)
        item.method = rules.method_for(opening.way, is_secret=found.law.secret)
        item.voting_until, item.opened_at = opening.until, at


def _freeze(item: AgendaItem, law: VoteRule, rule: Rule) -> None:
    item.is_secret = law.secret
    item.threshold_percent, item.base = rule.threshold_percent, rule.base
    item.quorum_numerator, item.quorum_denominator = rule.quorum_numerator, rule.quorum_denominator
    item.recusal_base, item.abstentions_leave = rule.recusal_base, rule.abstentions_leave
    item.written_make_quorum, item.written_join_base = rule.written_make_quorum, rule.written_join_base
    item.rule_citation = str(law.citation)[:CITATION_LENGTH]
    item.rule_is_default = law.is_default
    item.status = ItemStatus.VOTING


def _electors(session: Session, items: Sequence[AgendaItem], voters: Mapping[UUID, bool]) -> dict[UUID, list[UUID]]:
    """Return the electors of each item and note how many there are; refuses an item on which too few could vote."""
    asides, members, present = asides_on(session, [item.id for item in items]), len(voters), sum(voters.values())
    electors = {
        item.id: [member for member, came in voters.items() if came and member not in asides[item.id]] for item in items
    }
    if not all(electors.values()):
        raise RuleBroken(
            Problem(_l("On some of these files every member present has stepped aside; nobody could vote."))
        )
    for item in items:
        recused = present - len(electors[item.id])
        away = sum(not came and member in asides[item.id] for member, came in voters.items())
        _refuse_without_quorum(item, Room(members, present, recused, away))
        item.members_count, item.present_count, item.ballots_issued = members, present, len(electors[item.id])
    return electors


def _refuse_without_quorum(item: AgendaItem, room: Room) -> None:
    """A vote is not begun without a quorum; one that is taken again is, for the first one is annulled in any case."""
    rule = rule_of(KeptVote.of(item))
    if item.round > 1 or rule is None or may_open(rule, room):
        return
    leave = rule.recusal_base is RecusalBase.LEAVES_AND_QUORUM
    message = _l(
        "No quorum: %(present)s of %(members)s members with a vote are present; at least %(numerator)s/%(denominator)s "
        "must be.",
        present=room.present - (room.recused if leave else 0),
        members=room.members - (room.recused + room.recused_absent if leave else 0),
        numerator=rule.quorum_numerator,
        denominator=rule.quorum_denominator,
    )
    raise RuleBroken(Problem(message))


def _opened(item: AgendaItem) -> Happening:
    changes: dict[str, list[object]] = {
        "status": [ItemStatus.PENDING.value, ItemStatus.VOTING.value],
        "threshold_percent": [None, item.threshold_percent],
        "base": [None, item.base.value if item.base else None],
        "members": [None, item.members_count],
        "present": [None, item.present_count],
        "issued": [None, item.ballots_issued],
        "method": [None, item.method.value],
    }
    if item.voting_until is not None:
        changes["until"] = [None, item.voting_until.isoformat()]
    return Happening("agenda_item.opened", "agenda_item", item.id, changes=changes)
