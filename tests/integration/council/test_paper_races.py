"""Real threads on real connections: two counters, a recount against closing, a member who comes as one types."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core.clock import now
from app.core.database import db
from app.core.errors import RuleBroken
from app.council import services
from app.council.enums import Choice, CouncilRole, ItemStatus, MeetingStatus, Presence
from app.council.models import AgendaItem, Council, Meeting, PaperCount, WrittenOpinion, WrittenVote
from app.council.rules import Found, Seat, VotingNotOpen
from app.council.services import CouncilPlan, OpinionReply
from tests.factories.council import Board, make_board
from tests.integration.council.paper_acts import open_on_paper, receive
from tests.integration.council.test_races import race

pytestmark = pytest.mark.both_engines
SEVEN = Found(5, 1, 1, 0)


@pytest.fixture
def board(fresh_database: Flask) -> Iterator[Board]:
    with fresh_database.app_context():
        session = db.session()
        session.expire_on_commit = False
        made = make_board(session, voters=8, absent=1)
        session.commit()
        yield made


def printed(board: Board) -> Board:
    """Open all files on paper and let go of what was read."""
    open_on_paper(board, at=now())
    db.session.commit()
    db.session.expunge_all()
    return board


def count(board: Board, number: int, found: Found = SEVEN) -> Callable[[], object]:
    counts = dict.fromkeys(board.item_ids, found)
    return lambda: services.enter_counts(board.meeting.id, counts, actor=board.voters[number], at=now())


def test_a_council_and_a_meeting_sent_twice_are_one(fresh_database: Flask, board: Board):
    plan = CouncilPlan(
        board.body.id,
        2027,
        "Hội đồng 2027",
        "05",
        None,
        [Seat(person.id, CouncilRole.CHAIR) for person in board.people[:1]],
    )

    def establish() -> object:
        return services.establish_council(plan, actor=board.hr, at=now())

    def meet() -> object:
        moment = datetime(2026, 12, 1, 8, tzinfo=UTC)
        return services.plan_meeting(board.council.id, board.campaign.id, "Phiên hai", moment, actor=board.hr, at=now())

    for act, model in ((establish, Council), (meet, Meeting)):
        before = rows(model)
        db.session.commit()
        came = race(fresh_database, act, act, act)
        assert sum(isinstance(each, RuleBroken) for each in came) == 2
        assert rows(model) == before + 1
        db.session.commit()


def rows(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("attempt", range(3))
def test_of_three_counters_at_once_two_are_taken(fresh_database: Flask, board: Board, attempt: int):
    printed(board)

    came = race(fresh_database, *(count(board, number) for number in range(3)))

    assert came.count("done") == 2
    assert sum(isinstance(each, RuleBroken) for each in came) == 1
    assert rows(PaperCount) == 2 * len(board.item_ids)


def test_one_account_that_counts_twice_at_once_is_one_counter(fresh_database: Flask, board: Board):
    printed(board)

    came = race(fresh_database, count(board, 0), count(board, 0), count(board, 0, Found(6, 1, 0, 0)))

    assert rows(PaperCount) == len(board.item_ids)
    assert came.count("done") in {1, 2}, "the same numbers sent again change nothing"
    assert sum(isinstance(each, RuleBroken) for each in came) == 3 - came.count("done")


@pytest.mark.parametrize("attempt", range(5))
def test_a_recount_against_closing_is_either_in_it_or_refused(fresh_database: Flask, board: Board, attempt: int):
    printed(board)
    for number in (0, 1):
        count(board, number)()
    db.session.remove()

    def close() -> None:
        services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())

    came = race(fresh_database, close, count(board, 0, Found(6, 0, 1, 0)))

    item = db.session.get_one(AgendaItem, board.item_ids[0])
    if came[0] == "done":
        assert came[1] is VotingNotOpen
        assert (item.status, item.votes_for, item.votes_against) == (ItemStatus.CLOSED, 5, 1)
    else:
        assert isinstance(came[0], RuleBroken)
        assert came[1] == "done"
        assert (item.status, item.votes_for) == (ItemStatus.VOTING, None)


@pytest.mark.parametrize("attempt", range(5))
def test_a_member_who_comes_while_the_secretary_types_has_one_vote(fresh_database: Flask, board: Board, attempt: int):
    receive(board, 7, at=now())
    db.session.commit()
    db.session.expunge_all()
    member_id = board.members[7].id

    def come() -> None:
        services.record_attendance(board.meeting.id, {member_id: Presence.PRESENT}, actor=board.hr, at=now())

    def write() -> None:
        replies = {item_id: OpinionReply(Choice.FOR) for item_id in board.item_ids}
        services.enter_opinion(board.meeting.id, member_id, replies, actor=board.hr, at=now())

    came = race(fresh_database, come, write)

    assert came[0] == "done"
    assert came[1] == "done" or isinstance(came[1], RuleBroken)
    assert rows(WrittenVote) == 0
    services.open_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())
    assert db.session.get_one(AgendaItem, board.item_ids[0]).ballots_issued == 8


def test_one_paper_sent_twice_at_once_is_one_opinion(fresh_database: Flask, board: Board):
    def send() -> None:
        receive(board, 7, at=now())

    assert race(fresh_database, send, send) == ["done", "done"]
    assert rows(WrittenOpinion) == 1
    assert board.meeting.status is MeetingStatus.OPEN
