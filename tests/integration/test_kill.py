"""A server killed with SIGKILL in the middle of a vote, a count and a signing: all of the act is there, or nothing.

Twenty times each, at moments spread over the time that the act takes; then the trail verifies, and a new server carries
out what was lost.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.audit.models import Event
from app.audit.trail import first_broken_event
from app.core.clock import now, today
from app.core.database import db
from app.council.enums import Choice, ItemStatus
from app.council.models import AgendaItem, Ballot, Elector
from app.decisions.enums import DecisionStatus
from app.decisions.models import Decision
from app.nominations.enums import Status
from app.nominations.models import Nomination
from app.records.models import Conferral
from tests.factories.council import make_board
from tests.factories.decisions import make_office
from tests.factories.papers import draft
from tests.integration.council.acts import clear, open_all, vote
from tests.killing import Nursery, nursery
from tests.signing_in import put_session_cookie

pytestmark = pytest.mark.both_engines

TIMES = 20
FILES = 12
"""Files in each act: enough that a kill meets it between two statements."""

Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Act:
    """A form to send, and a look at whether it is fully there (True), not at all (False), or torn (an error)."""

    path: str
    fields: Fields
    token: str
    is_done: Callable[[], bool]


@pytest.fixture
def session(fresh_database: Flask) -> Iterator[Session]:
    with fresh_database.app_context():
        yield db.session()


def token_of(app: Flask, session: Session, user: User) -> str:
    client = app.test_client()
    put_session_cookie(session, client, user)
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return cookie.value


def carry_out(app: Flask, session: Session, acts: Sequence[Act]) -> None:
    """Kill a server in the middle of each act but the first, which tells how long one takes."""
    session.commit()
    with nursery(app) as servers:
        whole = timed(servers, acts[0])
        done = [acts[0].is_done()]
        for place, act in enumerate(acts[1:]):
            status = servers.server().post_and_kill(
                act.path, act.fields, act.token, after=whole * 1.3 * place / (TIMES - 1)
            )
            session.rollback()
            done.append(act.is_done())
            assert done[-1] or status == 0, "the server said that it is done, and it is not"
        assert first_broken_event(session) is None
        session.rollback()
        assert done[0]
        lost = [act for act, there in zip(acts, done, strict=True) if not there]
        assert lost, "no kill came in time to stop anything"
        again = servers.server()
        assert {again.post(act.path, act.fields, act.token) for act in lost} == {302}
        again.kill()
    session.rollback()
    assert all(act.is_done() for act in acts)
    assert first_broken_event(session) is None
    session.rollback()


def timed(servers: Nursery, act: Act) -> float:
    """Carry an act out on a warm server and return its seconds."""
    server = servers.server()
    server.post(act.path, [], act.token)
    begun = time.perf_counter()
    assert server.post(act.path, act.fields, act.token) == 302
    taken = time.perf_counter() - begun
    server.kill()
    return taken


def test_a_vote(fresh_database: Flask, session: Session):
    board = make_board(session, voters=TIMES + 1, files=FILES)
    open_all(board)
    for voter in board.voters:
        clear(board, voter)

    def is_cast(member_id: UUID) -> bool:
        voted = session.scalars(select(Elector.has_voted).where(Elector.member_id == member_id)).all()
        electors = session.scalar(select(func.count()).where(Elector.has_voted))
        assert len(voted) == FILES
        assert len(set(voted)) == 1
        assert session.scalar(select(func.count(Ballot.id))) == electors
        return voted[0]

    fields = [(f"choice-{item_id}", "for") for item_id in board.item_ids]
    acts = [
        Act(
            f"/councils/meetings/{board.meeting.id}/ballots",
            fields,
            token_of(fresh_database, session, user),
            lambda member_id=member.id: is_cast(member_id),
        )
        for user, member in zip(board.users, board.members, strict=True)
    ]

    carry_out(fresh_database, session, acts)

    per_item = session.execute(select(Ballot.item_id, func.count()).group_by(Ballot.item_id)).all()
    assert [count for _item, count in per_item] == [TIMES + 1] * FILES


def test_a_count(fresh_database: Flask, session: Session):
    board = make_board(session, voters=3, files=(TIMES + 1) * FILES)
    open_all(board)
    for voter in board.voters:
        clear(board, voter)
        vote(board, voter, dict.fromkeys(board.item_ids, Choice.FOR))
    token = token_of(fresh_database, session, board.hr_user)

    def is_closed(item_ids: Sequence[UUID]) -> bool:
        rows = session.execute(
            select(AgendaItem.status, AgendaItem.votes_for, Nomination.status)
            .join(Nomination, Nomination.id == AgendaItem.nomination_id)
            .where(AgendaItem.id.in_(item_ids))
        ).all()
        kinds = {tuple(row) for row in rows}
        assert len(rows) == FILES
        assert kinds in (
            {(ItemStatus.CLOSED, 3, Status.ENDORSED)},
            {(ItemStatus.VOTING, None, Status.TABLED)},
        )
        return (ItemStatus.CLOSED, 3, Status.ENDORSED) in kinds

    batches = [board.item_ids[start : start + FILES] for start in range(0, len(board.item_ids), FILES)]
    acts = [
        Act(
            f"/councils/meetings/{board.meeting.id}/counting",
            [("item_ids", str(item_id)) for item_id in batch],
            token,
            lambda batch=batch: is_closed(batch),
        )
        for batch in batches
    ]

    carry_out(fresh_database, session, acts)

    counted = select(func.count()).where(Event.kind == "agenda_item.closed")
    assert session.scalar(counted) == len(board.item_ids)


def test_a_signing(fresh_database: Flask, session: Session):
    office = make_office(session, on=today())
    account = session.get_one(User, office.head.user_id)
    drafts = [draft(office, office.people(FILES), at=now()) for _time in range(TIMES + 1)]
    token = token_of(fresh_database, session, account)

    def is_signed(decision_id: UUID) -> bool:
        decision = session.get_one(Decision, decision_id, populate_existing=True)
        held = session.scalar(select(func.count()).where(Conferral.decision_id == decision_id))
        if decision.status is DecisionStatus.DRAFT:
            assert (held, decision.number) == (0, None)
            return False
        assert (decision.status, held, decision.printed is not None) == (DecisionStatus.SIGNED, FILES, True)
        return True

    def fields(number: int, decision_id: UUID) -> Fields:
        return [
            ("number", str(number)),
            ("signed_on", f"{today():%d/%m/%Y}"),
            ("signer_name", "Lê Thị Giám Đốc"),
            ("signer_post", "Giám đốc"),
            ("capacity", "head"),
            ("version", str(session.get_one(Decision, decision_id).version)),
        ]

    acts = [
        Act(
            f"/decisions/{each}/signature",
            fields(number, each),
            token,
            lambda each=each: is_signed(each),
        )
        for number, each in enumerate(drafts, 1)
    ]

    carry_out(fresh_database, session, acts)

    assert session.scalar(select(func.count(Conferral.id))) == (TIMES + 1) * FILES
