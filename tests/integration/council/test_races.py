"""Real threads on real connections: one paper per member, and a clear line between voting and counting."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.audit.models import Event
from app.audit.queries import events_of
from app.audit.trail import first_broken_event
from app.core.access import Actor
from app.core.clock import now
from app.core.database import db
from app.core.errors import Conflict, NotAllowed, TransitionError
from app.council import services
from app.council.enums import ApprovalCapacity, Choice, ItemStatus, MeetingStatus
from app.council.models import AgendaItem, Ballot, EarlierVote, Elector, Meeting, NamedVote
from app.council.rules import AlreadyVoted, VotingNotOpen
from app.local_rules.enums import RuleKind
from app.nominations.models import Nomination
from app.nominations.services.lowering import LowerPlan
from app.organisation.models import Unit
from tests.factories.council import Board, make_board
from tests.factories.local_rules import make_rule
from tests.integration.council.acts import clear, open_all, vote

pytestmark = pytest.mark.both_engines


@pytest.fixture
def board(fresh_database: Flask) -> Iterator[Board]:
    with voting_on(fresh_database, {}) as made:
        yield made


@contextmanager
def voting_on(app: Flask, rule: dict[str, object]) -> Iterator[Board]:
    """Lend a board whose members can vote at once, under a rule of the body on how the council votes."""
    with app.app_context():
        session = db.session()
        session.expire_on_commit = False
        made = make_board(session, voters=6, files=3)
        if rule:
            make_rule(session, session.get_one(Unit, made.body.id), RuleKind.VOTE, "*", rule)
        open_all(made)
        for voter in made.voters:
            clear(made, voter)
        session.commit()
        session.expunge_all()
        yield made


def race(app: Flask, *acts: Callable[[], object]) -> list[object]:
    """Run the acts at the same moment, each in a thread and on a connection of its own; return what came of them."""
    barrier, came = Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        with app.app_context():
            barrier.wait()
            try:
                came[place] = act() or "done"
            except Conflict as refusal:
                came[place] = type(refusal)
            except Exception as error:
                came[place] = error
            finally:
                db.session.remove()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def cast(board: Board, number: int, *choices: Choice) -> Callable[[], object]:
    picked = dict(zip(board.item_ids, choices, strict=False))
    return lambda: vote(board, board.voters[number], picked)


def counts(item_id: object) -> tuple[int, int]:
    ballots = select(func.count()).where(Ballot.item_id == item_id)
    voted = select(func.count()).where(Elector.item_id == item_id, Elector.has_voted)
    return db.session.scalar(ballots) or 0, db.session.scalar(voted) or 0


def events() -> int:
    db.session.rollback()  # What was read before the race stands still on SQLite.
    return db.session.scalar(select(func.count()).select_from(Event)) or 0


@pytest.mark.parametrize("attempt", range(5))
def test_two_votes_of_one_member_leave_one_ballot(fresh_database: Flask, board: Board, attempt: int):
    came = race(
        fresh_database,
        cast(board, attempt, Choice.FOR),
        cast(board, attempt, Choice.AGAINST),
        cast(board, attempt, Choice.FOR),
    )

    assert came.count("done") == 1
    assert came.count(AlreadyVoted) == 2
    assert counts(board.item_ids[0]) == (1, 1)


@pytest.fixture
def open_board(fresh_database: Flask) -> Iterator[Board]:
    """The same, where the rule of the body leaves the vote open."""
    with voting_on(fresh_database, {"secret": False}) as made:
        yield made


@pytest.mark.parametrize("attempt", range(3))
def test_a_member_speaks_once_in_an_open_vote(fresh_database: Flask, open_board: Board, attempt: int):
    choices = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)
    came = race(
        fresh_database,
        *(cast(open_board, attempt, choice, choice, choice) for choice in choices),
        *(cast(open_board, number, Choice.FOR, Choice.FOR, Choice.FOR) for number in (3, 4)),
    )

    assert came[:3].count("done") == 1
    assert came[:3].count(AlreadyVoted) == 2
    assert came[3:] == ["done", "done"]
    said = db.session.execute(select(NamedVote.item_id, NamedVote.choice).order_by(NamedVote.member_id)).all()
    mine = choices[came.index("done")]
    assert sorted(said) == sorted(
        (item, choice) for item in open_board.item_ids for choice in (mine, Choice.FOR, Choice.FOR)
    )


def test_all_members_voting_at_once_fill_every_urn(fresh_database: Flask, board: Board):
    three = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)
    came = race(fresh_database, *(cast(board, number, *three) for number in range(6)))

    assert came == ["done"] * 6
    assert [counts(item_id) for item_id in board.item_ids] == [(6, 6)] * 3


@pytest.mark.parametrize("attempt", range(5))
def test_a_vote_against_the_count_is_either_in_it_or_refused(fresh_database: Flask, board: Board, attempt: int):
    def close() -> None:
        services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())

    came = race(fresh_database, close, cast(board, 0, Choice.FOR), cast(board, 1, Choice.FOR))

    assert came[0] == "done"
    in_time = came.count("done") - 1
    assert came[1:].count(VotingNotOpen) == 2 - in_time
    item = db.session.get_one(AgendaItem, board.item_ids[0])
    assert item.status is ItemStatus.CLOSED
    assert (item.votes_for, item.ballots_returned) == (in_time, in_time)
    assert counts(item.id) == (in_time, in_time)


@pytest.mark.parametrize("attempt", range(3))
def test_two_secretaries_who_count_at_once_count_once(fresh_database: Flask, board: Board, attempt: int):
    vote(board, board.voters[0], dict.fromkeys(board.item_ids, Choice.FOR))
    before = events()

    def close() -> None:
        services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())

    came = race(fresh_database, close, close)

    assert sorted(came, key=str) == sorted(["done", TransitionError], key=str)
    assert events() - before == 6, "for each of three files that it was closed, and where its nomination went"
    item = db.session.get_one(AgendaItem, board.item_ids[0])
    assert (item.votes_for, item.ballots_returned) == (1, 1)
    assert first_broken_event(db.session()) is None


def test_counting_against_voting_again_keeps_one_record(fresh_database: Flask, board: Board):
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())

    def again() -> None:
        services.annul_vote(board.item_ids[0], "Phát nhầm phiếu", actor=board.hr, at=now())

    came = race(fresh_database, again, again)

    assert sorted(came, key=str) == sorted(["done", TransitionError], key=str)
    assert db.session.scalar(select(func.count()).select_from(EarlierVote)) == 1
    assert db.session.get_one(AgendaItem, board.item_ids[0]).round == 2


@pytest.mark.parametrize("attempt", range(3))
def test_stepping_aside_against_voting_leaves_one_of_them(fresh_database: Flask, board: Board, attempt: int):
    item_id = board.item_ids[0]

    def step_aside() -> None:
        services.answer_conflict(item_id, True, "Người thân", actor=board.voters[0], at=now())

    came = race(fresh_database, step_aside, cast(board, 0, Choice.FOR))

    ballots, voted = counts(item_id)
    if came[0] == "done":
        assert isinstance(came[1], NotAllowed)
        assert (ballots, voted) == (0, 0)
    else:
        assert came == [AlreadyVoted, "done"]
        assert (ballots, voted) == (1, 1)
    item = db.session.get_one(AgendaItem, item_id)
    assert item.ballots_issued == (5 if came[0] == "done" else 6)


def test_two_signers_at_once_fix_the_minutes_once(fresh_database: Flask, board: Board):
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())
    services.close_meeting(board.meeting.id, actor=board.hr, at=now())
    services.save_minutes(board.meeting.id, "Biên bản", actor=board.hr, at=now())
    db.session.remove()

    def sign(capacity: ApprovalCapacity, actor: Actor) -> Callable[[], object]:
        return lambda: services.approve_minutes(board.meeting.id, capacity, actor=actor, at=now())

    came = race(
        fresh_database,
        sign(ApprovalCapacity.CHAIR, board.voters[0]),
        sign(ApprovalCapacity.SECRETARY, board.hr),
        sign(ApprovalCapacity.CHAIR, board.voters[0]),
    )

    assert came[1] == "done"
    assert sorted(map(str, (came[0], came[2]))) == sorted(map(str, ("done", TransitionError)))
    assert db.session.get_one(Meeting, board.meeting.id).status is MeetingStatus.MINUTED
    kinds = [event.kind for event in events_of(db.session(), board.meeting.id)]
    assert kinds.count("meeting.minuted") == 1


def test_two_officers_lower_one_file_once(fresh_database: Flask, board: Board):
    for nomination in board.nominations:
        db.session.get_one(Nomination, nomination.id).award_code = "CSTDCS"
    db.session.commit()
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())
    db.session.remove()

    def lower() -> object:
        return services.lower_award(board.item_ids[0], LowerPlan("LDTT", "Chưa đủ mức"), actor=board.hr, at=now())

    came = race(fresh_database, lower, lower, lower)

    assert sorted(type(each).__name__ for each in came) == ["RuleBroken", "RuleBroken", "UUID"]
    numbers = db.session.scalars(select(Nomination.number).order_by(Nomination.number)).all()
    assert numbers == [1, 2, 3, 4]


# A thousand double votes: every member twice at the same moment, on many files, again and again.

MEMBERS, FILES, BATCH = 10, 50, 5


@pytest.fixture
def hall(fresh_database: Flask) -> Iterator[Board]:
    with fresh_database.app_context():
        session = db.session()
        session.expire_on_commit = False
        made = make_board(session, voters=MEMBERS, files=FILES)
        open_all(made)
        for voter in made.voters:
            clear(made, voter)
        session.commit()
        session.expunge_all()
        yield made


def test_a_thousand_double_votes_leave_one_ballot_each(fresh_database: Flask, hall: Board):
    """Ten members cast on fifty files, each ballot sent twice, once for and once against: 500 pairs of one vote."""
    batches = [hall.item_ids[at : at + BATCH] for at in range(0, FILES, BATCH)]
    came = []
    for member in hall.voters:
        acts = [
            (lambda ids=ids, choice=choice, member=member: vote(hall, member, dict.fromkeys(ids, choice)))
            for ids in batches
            for choice in (Choice.FOR, Choice.AGAINST)
        ]
        for at in range(0, len(acts), 10):
            came += race(fresh_database, *acts[at : at + 10])

    assert came.count("done") == came.count(AlreadyVoted) == MEMBERS * len(batches)
    assert len(came) * BATCH == 1_000
    ballots = select(Ballot.item_id, func.count()).group_by(Ballot.item_id)
    assert dict(map(tuple, db.session.execute(ballots))) == dict.fromkeys(hall.item_ids, MEMBERS)
    voted = select(func.count()).select_from(Elector).where(Elector.has_voted)
    assert db.session.scalar(voted) == MEMBERS * FILES


def test_votes_recusals_and_the_count_at_once_add_up(fresh_database: Flask, hall: Board):
    """Half of the members vote, the other half step aside, and the secretary counts, all at the same moment."""
    item_id = hall.item_ids[0]

    def cast_on(number: int) -> Callable[[], object]:
        return lambda: vote(hall, hall.voters[number], {item_id: Choice.FOR})

    def aside(number: int) -> Callable[[], object]:
        return lambda: services.answer_conflict(item_id, True, "Người thân", actor=hall.voters[number], at=now())

    def close() -> None:
        services.close_items(hall.meeting.id, [item_id], actor=hall.hr, at=now())

    came = race(fresh_database, close, *(cast_on(number) for number in range(5)), *(aside(n) for n in range(5, 10)))

    voted, stepped = came[1:6].count("done"), came[6:].count("done")
    assert came[0] == "done"
    assert {each for each in came[1:] if each != "done"} <= {VotingNotOpen}
    item = db.session.get_one(AgendaItem, item_id)
    assert (item.votes_for, item.ballots_returned) == (voted, voted)
    assert (item.ballots_issued, item.recused_count) == (MEMBERS - stepped, stepped)
    assert counts(item_id) == (voted, voted)
