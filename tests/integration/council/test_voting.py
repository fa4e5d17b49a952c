"""From the opening of items to their result, on both databases."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Event
from app.campaigns.enums import CampaignStatus
from app.core.clock import now
from app.core.errors import NotAllowed, NotFound, RuleBroken, TransitionError
from app.council import services
from app.council.enums import Choice, ItemResult, ItemStatus, MeetingStatus, Presence, VoteBase
from app.council.models import AgendaItem, ConflictAnswer, Elector
from app.council.queries import result_of, waiting_for
from app.council.rules import AlreadyVoted, VotingNotOpen
from app.council.services import ConflictReply
from app.nominations.enums import Status
from tests.factories.actors import make_actor
from tests.factories.council import Board, make_board
from tests.integration.council.acts import NO_CONFLICT, clear, open_all, papers, vote, vote_all, voted

pytestmark = pytest.mark.both_engines

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session)


def close_all(board: Board) -> list[ItemResult]:
    done = services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())
    return [each.result for each in done]


def test_opening_freezes_the_rule_and_the_electors(session: Session):
    board = make_board(session, voters=6, absent=2)
    first = board.items[0]
    services.answer_conflict(first.id, True, "Vợ của người được đề nghị", actor=board.voters[0], at=now())

    open_all(board)

    assert first.status is ItemStatus.VOTING
    assert (first.threshold_percent, first.base, first.is_secret) == (70, VoteBase.ALL_MEMBERS, True)
    assert (first.quorum_numerator, first.quorum_denominator) == (2, 3)
    assert (first.members_count, first.present_count, first.ballots_issued) == (6, 4, 3)
    assert first.rule_citation
    assert first.rule_is_default
    electors = set(session.scalars(select(Elector.member_id).where(Elector.item_id == first.id)))
    assert electors == {member.id for member in board.members[1:4]}
    assert first.votes_for is None


def test_nothing_opens_without_a_quorum(session: Session):
    board = make_board(session, voters=6, absent=3)

    with pytest.raises(RuleBroken, match=r"3.+6"):
        open_all(board)

    session.refresh(board.items[0])
    assert board.items[0].status is ItemStatus.PENDING


def test_items_open_only_in_a_meeting_in_session(session: Session):
    board = make_board(session, status=MeetingStatus.PLANNED)

    with pytest.raises(TransitionError):
        open_all(board)


def test_an_item_opens_once(session: Session, board: Board):
    open_all(board)

    with pytest.raises(TransitionError):
        open_all(board)


def test_a_vote_adds_one_paper_and_marks_the_elector(session: Session, board: Board):
    open_all(board)
    item_id = board.item_ids[0]

    vote_all(board, board.voters[0], AGAINST)
    vote_all(board, board.voters[1], FOR)

    assert papers(session, item_id) == [AGAINST, FOR]
    assert voted(session, item_id) == 2


def test_five_votes_decide_two_files(session: Session, board: Board):
    open_all(board)
    first, second = board.item_ids
    for number, voter in enumerate(board.voters):
        clear(board, voter)
        vote(board, voter, {first: FOR if number < 4 else AGAINST, second: FOR if number < 3 else ABSTAIN})

    assert sorted(close_all(board)) == sorted([ItemResult.ADOPTED, ItemResult.NOT_ADOPTED])

    item = session.get_one(AgendaItem, first)
    assert (item.votes_for, item.votes_against, item.abstentions) == (4, 1, 0)
    assert (item.base_count, item.ballots_issued, item.ballots_returned) == (5, 5, 5)
    for nomination in board.nominations:
        session.refresh(nomination)
    assert [nomination.status for nomination in board.nominations] == [Status.ENDORSED, Status.NOT_ENDORSED]
    outcome = result_of(session, board.nominations[1].id)
    assert outcome is not None
    assert (outcome.result, outcome.votes_for, outcome.abstentions) == (ItemResult.NOT_ADOPTED, 3, 2)


def test_a_paper_not_returned_is_not_in_favour(session: Session, board: Board):
    open_all(board)
    for voter in board.voters[:3]:
        vote_all(board, voter)

    assert set(close_all(board)) == {ItemResult.NOT_ADOPTED}
    assert board.items[0].ballots_returned == 3


def test_a_second_vote_is_refused(session: Session, board: Board):
    open_all(board)
    vote_all(board, board.voters[0])

    with pytest.raises(AlreadyVoted):
        vote(board, board.voters[0], {board.item_ids[0]: AGAINST})

    assert papers(session, board.item_ids[0]) == [FOR]


def test_a_batch_is_cast_whole_or_not_at_all(session: Session, board: Board):
    first, second = board.item_ids
    open_all(board)
    clear(board, board.voters[0])
    vote(board, board.voters[0], {first: FOR})

    with pytest.raises(AlreadyVoted):
        vote(board, board.voters[0], {second: FOR, first: AGAINST})

    assert papers(session, second) == []
    assert voted(session, second) == 0


def test_a_vote_after_closing_is_refused(session: Session, board: Board):
    open_all(board)
    clear(board, board.voters[0])
    close_all(board)

    with pytest.raises(VotingNotOpen):
        vote(board, board.voters[0], {board.item_ids[0]: FOR})
    with pytest.raises(VotingNotOpen):
        clear(board, board.voters[1])


def test_a_vote_before_opening_is_refused(session: Session, board: Board):
    clear(board, board.voters[0])

    with pytest.raises(VotingNotOpen):
        vote(board, board.voters[0], {board.item_ids[0]: FOR})


def test_the_conflict_question_comes_first(session: Session, board: Board):
    open_all(board)

    with pytest.raises(RuleBroken):
        vote(board, board.voters[0], {board.item_ids[0]: FOR})

    clear(board, board.voters[0])
    stored = session.get_one(ConflictAnswer, (board.item_ids[0], board.members[0].id))
    assert (stored.has_conflict, stored.ground, stored.is_derived) == (False, "", False)
    vote(board, board.voters[0], {board.item_ids[0]: FOR})


def test_an_absent_member_has_no_paper(session: Session):
    board = make_board(session, voters=5, absent=1)
    open_all(board)
    clear(board, board.voters[4])

    with pytest.raises(NotAllowed):
        vote(board, board.voters[4], {board.item_ids[0]: FOR})


def test_only_members_vote(session: Session, board: Board):
    open_all(board)
    stranger = make_actor(session)

    with pytest.raises(NotAllowed):
        vote(board, board.hr, {board.item_ids[0]: FOR})
    with pytest.raises(NotFound):
        vote(board, stranger, {board.item_ids[0]: FOR})


def test_forged_items_are_not_found(session: Session, board: Board):
    other = make_board(session, code="OTHER")
    open_all(board)
    open_all(other)
    clear(board, board.voters[0])

    for forged in (uuid4(), other.item_ids[0]):
        with pytest.raises(NotFound):
            vote(board, board.voters[0], {board.item_ids[0]: FOR, forged: FOR})
        with pytest.raises(NotFound):
            services.close_items(board.meeting.id, [forged], actor=board.hr, at=now())
    assert papers(session, board.item_ids[0]) == []


def test_own_nomination_and_own_unit_step_aside_by_themselves(session: Session, board: Board):
    first, second = board.nominations
    first.person_id = board.people[1].id
    second.person_id, second.collective_id, second.subject = None, board.units[0].id, "collective"
    session.commit()
    services.answer_conflict(board.item_ids[0], False, actor=board.voters[1], at=now())

    open_all(board)

    derived = session.execute(
        select(ConflictAnswer.item_id, ConflictAnswer.member_id, ConflictAnswer.ground).where(ConflictAnswer.is_derived)
    ).all()
    # The members work in units 1, 2, 3, 1, 2.
    assert set(derived) == {
        (board.item_ids[0], board.members[1].id, "own_nomination"),
        (board.item_ids[1], board.members[0].id, "own_unit"),
        (board.item_ids[1], board.members[3].id, "own_unit"),
    }
    assert [item.ballots_issued for item in board.items] == [4, 3]
    with pytest.raises(RuleBroken):
        services.answer_conflict(board.item_ids[0], False, actor=board.voters[1], at=now())


def test_a_member_can_step_aside_until_the_paper_is_cast(session: Session, board: Board):
    item_id = board.item_ids[0]
    open_all(board)
    clear(board, board.voters[0])
    services.answer_conflict(item_id, True, "Người thân", actor=board.voters[0], at=now())

    with pytest.raises(NotAllowed):
        vote(board, board.voters[0], {item_id: FOR})
    with pytest.raises(RuleBroken):
        services.answer_conflict(item_id, False, actor=board.voters[0], at=now())
    assert session.get_one(AgendaItem, item_id).ballots_issued == 4

    vote_all(board, board.voters[1])
    with pytest.raises(AlreadyVoted):
        services.answer_conflict(item_id, True, "Người thân", actor=board.voters[1], at=now())


def test_a_conflict_needs_its_ground(session: Session, board: Board):
    for ground in ("", "   ", "\u200b", "x" * 501):
        with pytest.raises(RuleBroken):
            services.answer_conflict(board.item_ids[0], True, ground, actor=board.voters[0], at=now())


def test_a_vote_nobody_may_cast_does_not_open(session: Session):
    board = make_board(session, voters=2)
    for voter in board.voters:
        services.answer_conflict(board.item_ids[0], True, "Người thân", actor=voter, at=now())

    with pytest.raises(RuleBroken):
        open_all(board)


def test_members_who_leave_give_their_papers_back_and_may_break_the_quorum(session: Session, board: Board):
    open_all(board)
    vote_all(board, board.voters[0])
    leaving = {member.id: Presence.ABSENT for member in board.members[:3]}

    services.record_attendance(board.meeting.id, leaving, actor=board.hr, at=now())

    item = board.items[0]
    assert (item.ballots_issued, item.present_count) == (3, 3)
    assert set(close_all(board)) == {ItemResult.NO_QUORUM}
    session.refresh(board.nominations[0])
    assert board.nominations[0].status is Status.VERIFIED


def test_a_late_member_votes_on_what_opens_afterwards(session: Session):
    board = make_board(session, voters=6, absent=1)
    first, second = board.item_ids
    services.open_items(board.meeting.id, [first], actor=board.hr, at=now())
    services.record_attendance(board.meeting.id, {board.members[5].id: Presence.PRESENT}, actor=board.hr, at=now())
    services.open_items(board.meeting.id, [second], actor=board.hr, at=now())
    clear(board, board.voters[5])

    with pytest.raises(NotAllowed):
        vote(board, board.voters[5], {first: FOR})
    vote(board, board.voters[5], {second: FOR})

    assert [item.ballots_issued for item in board.items] == [5, 6]


def test_a_vote_leaves_no_event(session: Session, board: Board):
    open_all(board)
    clear(board, board.voters[0])
    before = session.scalars(select(Event.number)).all()

    vote(board, board.voters[0], {board.item_ids[0]: FOR})

    assert session.scalars(select(Event.number)).all() == before


def test_nothing_is_decided_outside_the_phase(session: Session, board: Board):
    late = now() + timedelta(days=60)
    with pytest.raises(RuleBroken):
        open_all(board, at=late)
    open_all(board)
    clear(board, board.voters[0])
    with pytest.raises(RuleBroken):
        vote(board, board.voters[0], {board.item_ids[0]: FOR}, at=late)
    with pytest.raises(RuleBroken):
        services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=late)

    board.campaign.status = CampaignStatus.DECIDING
    session.commit()
    with pytest.raises(RuleBroken):
        vote(board, board.voters[0], {board.item_ids[0]: FOR})


def test_papers_wait_for_their_voter(session: Session, board: Board):
    assert waiting_for(session, board.voters[0]) == []
    open_all(board)
    clear(board, board.voters[0])

    vote(board, board.voters[0], {board.item_ids[0]: FOR})

    assert [waiting.papers for waiting in waiting_for(session, board.voters[0])] == [1]
    assert [waiting.papers for waiting in waiting_for(session, board.voters[1])] == [2]
    assert waiting_for(session, board.hr) == []


def test_nobody_else_opens_or_closes(session: Session, board: Board):
    with pytest.raises(NotAllowed):
        services.open_items(board.meeting.id, board.item_ids, actor=board.voters[0], at=now())
    open_all(board)
    with pytest.raises(NotAllowed):
        services.close_items(board.meeting.id, board.item_ids, actor=board.voters[0], at=now())
    with pytest.raises(NotFound):
        services.close_items(board.meeting.id, board.item_ids, actor=make_actor(session), at=now())


def test_an_empty_batch_is_told_so(session: Session, board: Board):
    with pytest.raises(RuleBroken):
        services.open_items(board.meeting.id, [], actor=board.hr, at=now())
    with pytest.raises(RuleBroken):
        vote(board, board.voters[0], {})


def test_conflict_replies_are_stored_together(session: Session, board: Board):
    replies = {board.item_ids[0]: NO_CONFLICT, board.item_ids[1]: ConflictReply(True, "")}
    with pytest.raises(RuleBroken):
        services.answer_conflicts(board.meeting.id, replies, actor=board.voters[0], at=now())

    assert session.scalars(select(ConflictAnswer)).all() == []
