"""Nothing that is kept ties a member to a choice: the swap test of design 7, and the physical order of the tables."""

import logging
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, Row, inspect, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.core.database import db
from app.council import services
from app.council.enums import Choice, VotingWay
from app.council.models import Ballot, Elector
from app.council.services import Opening
from app.local_rules.enums import RuleKind
from app.organisation.models import Unit
from app.schema import metadata
from tests.databases import Databases
from tests.factories.council import Board, make_board
from tests.factories.local_rules import make_rule
from tests.integration.council.acts import clear, open_all, vote

TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')
BALLOT_ID = re.compile(r"""(INSERT INTO "ballot" VALUES\()'[0-9a-f]{32}'""")
FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_no_column_ties_a_ballot_to_an_elector():
    ballot, elector = metadata.tables["ballot"], metadata.tables["elector"]

    assert set(ballot.columns.keys()) == {"id", "item_id", "choice"}
    assert set(elector.columns.keys()) == {"item_id", "member_id", "has_voted"}
    assert {key.column.table.name for key in ballot.foreign_keys} == {"agenda_item"}
    assert ballot.columns["id"].default is not None
    assert ballot.columns["id"].default.arg.__name__ == "uuid4"
    assert ballot.dialect_options["sqlite"]["with_rowid"] is False
    assert [table.name for table in metadata.tables.values() if _refers_to(table, "ballot")] == []
    assert [table.name for table in metadata.tables.values() if _refers_to(table, "elector")] == []


def _refers_to(table: Any, name: str) -> bool:
    return any(key.column.table.name == name for key in table.foreign_keys)


@pytest.mark.both_engines
def test_no_index_trigger_or_view_of_the_database_ties_them_either(app: Flask, session: Session, engine_kind: str):
    inspector = inspect(session.connection())

    assert {tuple(index["column_names"]) for index in inspector.get_indexes("ballot")} == {("item_id",)}
    assert inspector.get_pk_constraint("ballot")["constrained_columns"] == ["id"]
    assert inspector.get_unique_constraints("ballot") == []
    assert inspector.get_view_names() == []
    triggers = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal",
    }
    assert session.scalar(text(triggers[engine_kind])) == 0


# The swap test: the same meeting twice, with the choices of two voters swapped.

CHOICES = [FOR, AGAINST, ABSTAIN, FOR, FOR]


@pytest.fixture
def board(session: Session) -> Board:
    made = make_board(session, voters=5, files=3, at=AT)
    open_all(made, at=AT)
    for voter in made.voters:
        clear(made, voter, at=AT)
    return made


def dump(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table; a ballot without its random id."""
    session.commit()
    found = {}
    for name, table in metadata.tables.items():
        columns = [column for column in table.columns if (name, column.name) != ("ballot", "id")]
        found[name] = sorted(tuple(map(str, row)) for row in session.execute(select(*columns)))
    return found


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """Undo at the end what was committed meanwhile, so that the next run starts from the very same rows."""
    session.commit()
    bind = session.get_bind()
    assert isinstance(bind, Connection)
    before = bind.begin_nested()
    try:
        yield
    finally:
        session.rollback()
        before.rollback()
        session.expire_all()


def vote_by_service(board: Board, choices: list[Choice]) -> None:
    for voter, choice in zip(board.voters, choices, strict=True):
        vote(board, voter, dict.fromkeys(board.item_ids, choice), at=AT)


@pytest.mark.both_engines
def test_two_voters_who_swap_their_choices_leave_the_same_tables_and_logs(
    session: Session, board: Board, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    swapped = [CHOICES[1], CHOICES[0], *CHOICES[2:]]
    seen = []
    for choices in (CHOICES, swapped):
        caplog.clear()
        with undone(session):
            vote_by_service(board, choices)
            services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=AT)
            seen.append((dump(session), [record.getMessage() for record in caplog.records]))

    assert seen[0] == seen[1]
    assert len(seen[0][0]["ballot"]) == 15


@pytest.mark.both_engines
def test_an_open_vote_in_the_same_act_says_nothing_of_the_secret_ones(
    session: Session, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    board = make_board(session, voters=5, files=3, at=AT)
    make_rule(session, session.get_one(Unit, board.body.id), RuleKind.VOTE, "*", {"secret": False})
    said, *secret = board.item_ids
    open_all_but_first_in_secret(board)
    for voter in board.voters:
        clear(board, voter, at=AT)
    swapped, seen = [CHOICES[1], CHOICES[0], *CHOICES[2:]], []
    for choices in (CHOICES, swapped):
        caplog.clear()
        with undone(session):
            for voter, choice in zip(board.voters, choices, strict=True):
                vote(board, voter, {said: FOR, **dict.fromkeys(secret, choice)}, at=AT)
            services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=AT)
            seen.append((dump(session), [record.getMessage() for record in caplog.records]))

    assert seen[0] == seen[1]
    assert (len(seen[0][0]["ballot"]), len(seen[0][0]["named_vote"])) == (10, 5)


def open_all_but_first_in_secret(board: Board) -> None:
    first, *others = board.item_ids
    services.open_items(board.meeting.id, [first], actor=board.hr, at=AT)
    services.open_items(board.meeting.id, others, Opening(VotingWay.SECRET), actor=board.hr, at=AT)


@pytest.mark.both_engines
def test_before_closing_the_tables_of_two_swapped_voters_are_the_same(session: Session, board: Board):
    seen = []
    for choices in ([FOR, AGAINST], [AGAINST, FOR]):
        with undone(session):
            for voter, choice in zip(board.voters[:2], choices, strict=True):
                vote(board, voter, {board.item_ids[0]: choice}, at=AT)
            seen.append(dump(session))

    assert seen[0] == seen[1]


@pytest.mark.both_engines
def test_votes_cast_through_the_pages_leave_the_same_tables_and_logs(
    app: Flask, session: Session, sign_in, caplog: pytest.LogCaptureFixture
):
    board = make_board(session, voters=5, files=3)  # Pages ask the clock, so this meeting is held now.
    open_all(board)
    for voter in board.voters:
        clear(board, voter)
    clients = [sign_in(user, via=app.test_client()) for user in board.users[:2]]
    path = f"/councils/meetings/{board.meeting.id}"
    caplog.set_level(logging.DEBUG)
    seen = []
    for choices in ([FOR, AGAINST], [AGAINST, FOR]):
        caplog.clear()
        with undone(session):
            answers = []
            for client, choice in zip(clients, choices, strict=True):
                fields = {f"choice-{item_id}": choice.value for item_id in board.item_ids}
                client.post(f"{path}/vote", data={**fields, "check": "1"})
                answers.append(client.post(f"{path}/ballots", data=fields).headers["Location"])
                answers.append(client.get(f"{path}/vote/done").get_data(as_text=True))
            cookies = [dict(kept_by(client)) for client in clients]
            logged = [each.getMessage() for each in caplog.records]
            seen.append((TOKEN.sub("", str(answers)), dump(session), cookies, logged))

    assert seen[0] == seen[1]
    assert len(seen[0][1]["ballot"]) == 6


def kept_by(client: FlaskClient) -> dict[str, Any]:
    """Return what the browser session of a member holds; the token of the forms is random."""
    with client.session_transaction() as cookie:
        return {name: value for name, value in cookie.items() if name != "csrf_token"}


def test_backups_taken_after_the_vote_are_the_same(databases: Callable[[str], Databases], tmp_path: Path):
    """The whole SQL text of a copy made by the database's own backup, of two runs on copies of one meeting."""
    with databases("sqlite").fresh() as first, first.app_context():
        made = make_board(db.session(), voters=3, files=2, at=AT)
        open_all(made, at=AT)
        for voter in made.voters:
            clear(made, voter, at=AT)
        db.session.commit()
        texts = [backup_of_vote(made, choices, tmp_path) for choices in ([FOR, AGAINST, FOR], [AGAINST, FOR, FOR])]

    assert texts[0] == texts[1]
    assert sum('INSERT INTO "ballot"' in line for line in texts[0]) == 6


def backup_of_vote(board: Board, choices: list[Choice], folder: Path) -> list[str]:
    """Vote, close, copy the database, take everything back, and return the copy as sorted lines of SQL."""
    before, after = sqlite3.connect(folder / "before.sqlite3"), sqlite3.connect(":memory:")
    with closing(before), closing(after), closing(db.engine.raw_connection()) as live:
        live.driver_connection.backup(before)
        vote_by_service(board, choices)
        services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=AT)
        db.session.commit()
        live.driver_connection.backup(after)
        lines = sorted(BALLOT_ID.sub(r"\1-", line) for line in after.iterdump())
        before.backup(live.driver_connection)
    db.session.expire_all()
    return lines


# The order in which the databases keep the rows.


@pytest.fixture
def full(fresh_database: Flask) -> Iterator[Board]:
    """A vote on many items in which the last voter alone disagrees, with real commits."""
    with fresh_database.app_context():
        session = db.session()
        made = make_board(session, voters=5, files=24, at=AT)
        open_all(made, at=AT)
        for number, voter in enumerate(made.voters):
            clear(made, voter, at=AT)
            vote(made, voter, dict.fromkeys(made.item_ids, AGAINST if number == 4 else FOR), at=AT)
        session.commit()
        yield made


@pytest.mark.both_engines
def test_the_place_of_a_paper_says_nothing_of_who_came_last(full: Board, engine_kind: str):
    order = "ctid" if engine_kind == "postgresql" else "id"
    with db.engine.connect() as connection:
        places = {tuple(choices).index("against") for choices in _urns(connection, order)}

    # The odds that chance alone puts the last paper at one place in 24 urns of five are below 1 in 10^16.
    assert len(places) > 1


def _urns(connection: Connection, order: str) -> list[list[str]]:
    found: dict[Any, list[str]] = {}
    for item_id, choice in connection.execute(text(f"SELECT item_id, choice FROM ballot ORDER BY {order}")):
        found.setdefault(item_id, []).append(choice)
    return list(found.values())


@pytest.mark.both_engines
def test_ballots_have_neither_a_row_number_nor_a_sequence(full: Board, engine_kind: str):
    with db.engine.connect() as connection:
        assert {UUID(str(each)).version for each in connection.scalars(text("SELECT id FROM ballot"))} == {4}
        if engine_kind == "sqlite":
            with pytest.raises(OperationalError, match="no such column: rowid"):
                connection.execute(text("SELECT rowid FROM ballot"))
            return
    assert not [name for name in inspect(db.engine).get_sequence_names() if "ballot" in name or "elector" in name]


@pytest.mark.both_engines
def test_all_papers_and_electors_of_an_item_carry_one_transaction(full: Board, engine_kind: str):
    if engine_kind != "postgresql":
        return  # SQLite keeps no transaction number in a row.
    with db.engine.connect() as connection:
        for table in (Ballot.__tablename__, Elector.__tablename__):
            rows: list[Row[Any]] = list(
                connection.execute(text(f"SELECT item_id, count(DISTINCT xmin::text) FROM {table} GROUP BY item_id"))
            )
            assert len(rows) == 24
            assert {row[1] for row in rows} == {1}
        together = "SELECT count(DISTINCT b.xmin::text || e.xmin::text) FROM ballot b JOIN elector e USING (item_id)"
        assert connection.scalar(text(together)) == 1


@pytest.mark.both_engines
def test_the_order_of_electors_does_not_tell_who_voted_when(fresh_database: Flask, engine_kind: str):
    """Two runs in which the members vote in opposite order leave the electors in the same places."""
    places = []
    with fresh_database.app_context():
        session = db.session()
        for code, order in (("A", 1), ("B", -1)):
            made = make_board(session, voters=5, files=1, at=AT, code=code)
            open_all(made, at=AT)
            for voter in made.voters[::order]:
                clear(made, voter, at=AT)
                vote(made, voter, {made.item_ids[0]: FOR}, at=AT)
            session.commit()
            places.append(_places_of(db.engine, made, "ctid" if engine_kind == "postgresql" else "rowid"))

    assert places[0] == places[1]


def _places_of(engine: Engine, board: Board, order: str) -> list[int]:
    members = [member.id for member in board.members]
    query = select(Elector.member_id).where(Elector.item_id == board.item_ids[0]).order_by(text(order))
    with engine.connect() as connection:
        return [members.index(row.member_id) for row in connection.execute(query)]


# An error of the database does not quote the vote either.


@pytest.mark.both_engines
def test_a_failing_vote_names_neither_member_nor_choice(
    session: Session, board: Board, caplog: pytest.LogCaptureFixture
):
    item_id = board.item_ids[0]
    session.execute(text("ALTER TABLE ballot RENAME TO ballot_away"))
    session.execute(text("CREATE TABLE ballot (id VARCHAR(36), item_id VARCHAR(36), choice VARCHAR(2))"))
    session.execute(text("CREATE UNIQUE INDEX one_choice ON ballot (choice)"))
    session.commit()

    with pytest.raises(Exception) as failure:  # noqa: PT011, PT012 - whatever the database says, it must not say this
        vote(board, board.voters[0], {item_id: FOR, board.item_ids[1]: FOR}, at=AT)
        vote(board, board.voters[1], {item_id: FOR, board.item_ids[1]: FOR}, at=AT)

    chain, told = failure.value, []
    while chain is not None:
        told.append(str(chain))
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)
    told += caplog.messages
    assert not [line for line in told if str(board.members[0].id) in line or "'for'" in line]
