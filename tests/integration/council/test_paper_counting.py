"""Printed ballots counted by two people, each blind to the other."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.core.access import Role
from app.core.errors import NotAllowed, NotFound, RuleBroken
from app.council import services
from app.council.enums import BallotMethod, CountState, Presence
from app.council.models import AgendaItem, Elector, PaperCount
from app.council.queries.papers import paper_counts
from app.council.rules import Found, VotingNotOpen, count_state
from app.council.services.paper_counting import found_by
from tests.factories.actors import make_actor
from tests.factories.council import Board, make_board
from tests.integration.council.acts import clear
from tests.integration.council.paper_acts import open_on_paper

pytestmark = pytest.mark.both_engines
AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SEVEN = Found(5, 1, 0, 1)


@pytest.fixture
def board(session: Session) -> Board:
    board = make_board(session, voters=7, at=AT)
    open_on_paper(board, at=AT)
    return board


def count(board: Board, number: int, found: Found, *item_ids: UUID) -> None:
    """Enter the count of the member with this number."""
    counts = dict.fromkeys(item_ids or board.item_ids, found)
    services.enter_counts(board.meeting.id, counts, actor=board.voters[number], at=AT)


def state(session: Session, item_id: UUID) -> CountState:
    return count_state([found_by(each) for each in paper_counts(session, [item_id])[item_id]])


def test_two_people_who_found_the_same_agree(session: Session, board: Board):
    first = board.item_ids[0]
    count(board, 0, SEVEN)
    assert state(session, first) is CountState.ONE
    count(board, 1, SEVEN)

    assert [state(session, item_id) for item_id in board.item_ids] == [CountState.AGREED] * 2
    counters = paper_counts(session, [first])[first]
    assert [(each.counter, each.counted_by_name) for each in counters] == [
        (1, board.voters[0].name),
        (2, board.voters[1].name),
    ]


def test_one_person_is_never_both_counters(session: Session, board: Board):
    count(board, 0, SEVEN)
    count(board, 0, SEVEN)
    with pytest.raises(RuleBroken):
        count(board, 0, Found(6, 1, 0, 0))

    assert len(session.scalars(select(PaperCount)).all()) == 2, "one row for each item"
    assert state(session, board.item_ids[0]) is CountState.ONE


def test_where_they_differ_either_counts_again(session: Session, board: Board):
    first = board.item_ids[0]
    count(board, 0, SEVEN)
    count(board, 1, Found(6, 1, 0, 0), first)
    assert state(session, first) is CountState.DIFFERENT

    count(board, 1, SEVEN, first)

    assert state(session, first) is CountState.AGREED
    told = [(event.kind, event.changes) for event in events_of(session, first) if "count" in event.kind]
    assert told == [
        ("agenda_item.paper_counted", {"counter": [None, 1]}),
        ("agenda_item.paper_counted", {"counter": [None, 2]}),
        ("agenda_item.paper_recounted", {"counter": [None, 2], "for": [6, 5], "invalid": [0, 1]}),
    ]


def test_no_more_ballots_than_were_issued(session: Session, board: Board):
    with pytest.raises(RuleBroken) as refused:
        services.enter_counts(
            board.meeting.id,
            {board.item_ids[0]: SEVEN, board.item_ids[1]: Found(7, 1, 0, 0)},
            actor=board.hr,
            at=AT,
        )

    assert [problem.field for problem in refused.value.problems] == [f"found-{board.item_ids[1]}"]
    with pytest.raises(RuleBroken):
        services.enter_counts(board.meeting.id, {board.item_ids[0]: Found(-1, 1, 0, 0)}, actor=board.hr, at=AT)
    assert session.scalars(select(PaperCount)).all() == []
    count(board, 0, Found(3, 0, 0, 0))


def test_a_third_count_is_refused(session: Session, board: Board):
    count(board, 0, SEVEN)
    count(board, 1, SEVEN)

    with pytest.raises(RuleBroken):
        count(board, 2, SEVEN)


def test_those_who_count_run_the_meeting_or_sit_in_the_council(session: Session, board: Board):
    found = {board.item_ids[0]: SEVEN}
    for role in (Role.AUDITOR, Role.HEAD_OF_BODY):
        with pytest.raises(NotAllowed):
            services.enter_counts(board.meeting.id, found, actor=make_actor(session, role, board.body), at=AT)
    with pytest.raises(NotFound):
        services.enter_counts(board.meeting.id, found, actor=make_actor(session), at=AT)
    services.enter_counts(board.meeting.id, found, actor=board.hr, at=AT)


def test_only_printed_ballots_still_out_are_counted(session: Session):
    board = make_board(session, voters=7, at=AT)
    with pytest.raises(VotingNotOpen):
        count(board, 0, SEVEN)
    services.open_items(board.meeting.id, board.item_ids, actor=board.hr, at=AT)
    with pytest.raises(VotingNotOpen):
        count(board, 0, SEVEN)
    other = make_board(session, at=AT, code="ELSE")
    with pytest.raises(NotFound):
        count(board, 0, SEVEN, other.item_ids[0])


def test_a_printed_ballot_stays_out_when_its_elector_leaves(session: Session, board: Board):
    services.record_attendance(board.meeting.id, {board.members[6].id: Presence.ABSENT}, actor=board.hr, at=AT)

    item = session.get_one(AgendaItem, board.item_ids[0])
    assert (item.ballots_issued, item.present_count, item.method) == (7, 7, BallotMethod.PAPER)
    electors = session.scalars(select(Elector.member_id).where(Elector.item_id == item.id)).all()
    assert len(electors) == 7
    with pytest.raises(RuleBroken):
        services.answer_conflict(item.id, True, "Người thân", actor=board.voters[0], at=AT)
    with pytest.raises(RuleBroken):
        clear(board, board.voters[1], at=AT)


def test_what_two_people_do_not_agree_on_is_counted_anew_by_others(session: Session, board: Board):
    first, second = board.item_ids
    count(board, 0, SEVEN)
    count(board, 1, SEVEN, second)

    done = services.discard_counts(board.meeting.id, "Người kiểm phiếu phải về sớm.", actor=board.hr, at=AT)

    assert done == 1
    assert state(session, first) is CountState.NOBODY
    assert state(session, second) is CountState.AGREED, "what stands is not touched"
    count(board, 2, SEVEN, first)
    count(board, 3, SEVEN, first)
    assert state(session, first) is CountState.AGREED
    kinds = [(event.kind, event.reason) for event in events_of(session, board.meeting.id)]
    assert ("meeting.counted_anew", "Người kiểm phiếu phải về sớm.") in kinds


def test_counting_anew_needs_a_reason_and_an_open_count_and_somebody_who_runs_the_meeting(
    session: Session, board: Board
):
    with pytest.raises(RuleBroken, match="hai người thống nhất"):
        services.discard_counts(board.meeting.id, "Nhầm hòm phiếu.", actor=board.hr, at=AT)
    count(board, 0, SEVEN)
    with pytest.raises(RuleBroken, match="Hãy nêu lý do"):
        services.discard_counts(board.meeting.id, "  ", actor=board.hr, at=AT)
    with pytest.raises(NotAllowed):
        services.discard_counts(board.meeting.id, "Nhầm hòm phiếu.", actor=board.voters[1], at=AT)

    assert state(session, board.item_ids[0]) is CountState.ONE
