"""Readings of the body, frozen at opening: written opinions, recusals and abstentions as each body counts them."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from app.core.clock import now, today
from app.core.errors import RuleBroken
from app.council import services
from app.council.enums import Choice, ItemResult, ItemStatus, RecusalBase
from app.council.models import AgendaItem
from app.council.presenters.results import steps_of
from app.council.queries.reading import standings_of
from app.council.rules import KeptVote, redone
from app.local_rules.enums import RuleKind
from app.local_rules.models import LocalRule
from app.organisation.models import Unit
from tests.factories.council import Board, make_board
from tests.factories.local_rules import make_rule
from tests.integration.council.acts import open_all, vote_all
from tests.integration.council.paper_acts import write

pytestmark = pytest.mark.both_engines
FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


def choose(session: Session, board: Board, **options: str) -> list[LocalRule]:
    body = session.get_one(Unit, board.body.id)
    return [
        make_rule(session, body, RuleKind.READING, name, {"option": option}, valid_from=today())
        for name, option in options.items()
    ]


def close(board: Board, at: datetime | None = None) -> list[ItemResult]:
    done = services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=at or now())
    return [each.result for each in done]


def first(session: Session, board: Board) -> AgendaItem:
    return session.get_one(AgendaItem, board.item_ids[0], populate_existing=True)


def test_written_opinions_are_counted_with_the_ballots(session: Session):
    board = make_board(session, voters=6, absent=1)
    write(board, 5, FOR, at=now())
    open_all(board)
    for number, voter in enumerate(board.voters[:5]):
        vote_all(board, voter, FOR if number < 4 else AGAINST)

    assert set(close(board)) == {ItemResult.ADOPTED}

    item = first(session, board)
    assert (item.votes_for, item.votes_against, item.written_for, item.written_against) == (4, 1, 1, 0)
    assert (item.base_count, item.recused_count, item.recused_absent_count, item.votes_invalid) == (6, 0, 0, 0)
    assert standings_of(session, board.meeting.id)[item.id].votes_for == 5


def test_a_member_who_steps_aside_does_not_write_either(session: Session):
    board = make_board(session, voters=6, absent=1)
    write(board, 5, FOR, at=now())
    services.answer_conflict(board.item_ids[0], True, "Người thân", actor=board.voters[5], at=now())
    open_all(board)
    for voter in board.voters[:5]:
        vote_all(board, voter)

    close(board)

    item = first(session, board)
    assert (item.written_for, item.recused_count, item.recused_absent_count) == (0, 0, 1)
    assert session.get_one(AgendaItem, board.item_ids[1]).written_for == 1


def test_the_readings_of_the_day_of_opening_hold_whatever_the_body_decides_later(session: Session):
    board = make_board(session, voters=5, files=1)
    rules = choose(session, board, recusal_base="leaves", abstentions="leave_base")
    services.answer_conflict(board.item_ids[0], True, "Người thân", actor=board.voters[0], at=now())
    open_all(board)
    for rule in rules:
        session.delete(session.merge(rule))
    session.commit()
    vote_all(board, board.voters[1], FOR)
    vote_all(board, board.voters[2], FOR)
    vote_all(board, board.voters[3], AGAINST)
    vote_all(board, board.voters[4], ABSTAIN)

    close(board)

    item = first(session, board)
    assert (item.recusal_base, item.abstentions_leave) == (RecusalBase.LEAVES, True)
    assert (item.base_count, item.votes_for, item.recused_count) == (3, 2, 1)
    assert item.result is ItemResult.NOT_ADOPTED
    done = redone(KeptVote.of(item))
    assert done is not None
    assert (done.result, done.base_count) == (item.result, item.base_count)


def test_recused_members_leave_the_quorum_where_the_body_reads_it_so(session: Session):
    board = make_board(session, voters=6, absent=3, files=1)
    with pytest.raises(RuleBroken, match=r"3.+6"):
        open_all(board)
    choose(session, board, recusal_base="leaves_and_quorum")
    for number in (4, 5):
        services.answer_conflict(board.item_ids[0], True, "Người thân", actor=board.voters[number], at=now())

    open_all(board)  # Three of the four who are left are here.

    for voter in board.voters[:3]:
        vote_all(board, voter)
    assert close(board) == [ItemResult.ADOPTED]
    item = first(session, board)
    assert (item.base_count, item.recused_count, item.recused_absent_count) == (4, 0, 2)


def test_where_writing_makes_the_quorum_the_count_decides_about_it(session: Session):
    board = make_board(session, voters=6, absent=3, files=1)
    choose(session, board, written_votes_quorum="yes")
    open_all(board)
    for voter in board.voters[:3]:
        vote_all(board, voter)
    write(board, 5, FOR, at=now())

    assert close(board) == [ItemResult.NOT_ADOPTED]  # 4 of 6 take part: a quorum; 4 of 6 agree: less than 70 per cent.


def test_without_the_awaited_opinions_there_is_no_quorum_after_all(session: Session):
    board = make_board(session, voters=6, absent=3, files=1)
    choose(session, board, written_votes_quorum="yes")
    open_all(board)
    for voter in board.voters[:3]:
        vote_all(board, voter)

    assert close(board) == [ItemResult.NO_QUORUM]


def test_an_item_closed_before_readings_were_kept_gives_the_same_arithmetic(session: Session):
    """Rows of an earlier release have no such numbers: those who got no ballot stepped aside, and stay in the base."""
    board = make_board(session, voters=5, files=1)
    item = first(session, board)
    item.status, item.threshold_percent, item.base = ItemStatus.CLOSED, 70, "all_members"  # type: ignore[assignment]
    item.quorum_numerator, item.quorum_denominator = 2, 3
    item.members_count, item.present_count, item.ballots_issued, item.ballots_returned = 9, 8, 7, 7
    item.votes_for, item.votes_against, item.abstentions, item.base_count = 6, 1, 0, 9
    item.result, item.closed_at = ItemResult.NOT_ADOPTED, now()
    session.commit()

    vote = KeptVote.of(first(session, board))
    done = redone(vote)

    assert done is not None
    assert (done.result, done.base_count, done.room.recused) == (ItemResult.NOT_ADOPTED, 9, 1)
    assert (done.quorum_left, done.quorum_right, done.favour_left, done.favour_right) == (24, 18, 600, 630)
    assert [step.sum for step in steps_of(vote)] == ["8 × 3 = 24 ≥ 18 = 9 × 2", "9", "6 × 100 = 600 < 630 = 70 × 9"]
