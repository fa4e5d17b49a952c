"""The chain of migrations: one head, from nothing and back, and nothing in the models that it does not build."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, select, text

from app.core.clock import now
from app.core.database import db
from app.council import services
from app.council.enums import Choice, MeetingStatus
from app.council.models import Ballot, EarlierVote, Meeting, StoodIn, Substitute
from app.local_rules.enums import RuleKind
from app.organisation.models import Unit
from app.schema import metadata
from app.settings import PROJECT_ROOT
from tests.databases import Databases
from tests.factories.council import make_board
from tests.factories.local_rules import make_rule
from tests.integration.council.acts import open_all, vote_all
from tests.released_data import Data, dump, load, read

pytestmark = pytest.mark.both_engines
MIGRATIONS = PROJECT_ROOT / "migrations"
RELEASED: Final = sorted((PROJECT_ROOT / "tests" / "data").glob("released_*.json.xz"))


def script_directory() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


@pytest.fixture
def empty_database(databases: Callable[[str], Databases], engine_kind: str) -> Iterator[Flask]:
    with databases(engine_kind).empty() as app, app.app_context():
        yield app


def tables() -> set[str]:
    with db.engine.connect() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_an_empty_database_is_brought_to_the_models(empty_database: Flask):
    flask_migrate.upgrade()

    assert tables() == set(metadata.tables)


def test_models_and_migrations_do_not_drift_apart(empty_database: Flask):
    flask_migrate.upgrade()

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_way_back_is_honest(empty_database: Flask):
    flask_migrate.upgrade()
    flask_migrate.downgrade(revision="base")
    assert tables() == set()

    flask_migrate.upgrade()
    assert tables() == set(metadata.tables)


def test_the_chain_has_one_head():
    assert len(script_directory().get_heads()) == 1


def test_each_revision_is_named_as_its_file():
    names = {revision.revision: Path(revision.path).stem for revision in script_directory().walk_revisions()}
    assert {identifier: stem for identifier, stem in names.items() if identifier != stem} == {}


def test_revisions_are_numbered_without_a_gap():
    numbers = sorted(int(revision.revision[:4]) for revision in script_directory().walk_revisions())
    assert numbers == list(range(1, len(numbers) + 1))


def year_end(app: Flask) -> dict[str, Any]:
    result = app.test_cli_runner().invoke(args=["report", "year-end", "--year", "2018", "--format", "json"])
    assert result.exit_code == 0, result.output
    db.session.remove()  # What has been read is let go, or the way back waits for it on PostgreSQL.
    printed: dict[str, Any] = json.loads(result.output)
    return printed


def stored() -> Data:
    db.session.remove()
    with db.engine.connect() as connection:
        return dump(connection)


def without_new_keys(lines: list[dict[str, Any]], told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return figures as an earlier program told them: what later ones tell besides is left out."""
    keys = {key for line in told for key in line}
    return [{key: value for key, value in line.items() if key in keys} for line in lines]


@pytest.mark.parametrize("kept", RELEASED, ids=lambda path: path.name.split(".")[0])
def test_the_data_of_a_release_survive_the_way_up_and_back(empty_database: Flask, kept: Path):
    release = read(kept)
    flask_migrate.upgrade(revision=release["revision"])
    with db.engine.begin() as connection:
        load(connection, release["data"])

    flask_migrate.upgrade()
    figures = year_end(empty_database)
    assert without_new_keys(figures["awards"], release["figures_2018"]["awards"]) == release["figures_2018"]["awards"]
    assert figures["classification"] == release["figures_2018"]["classification"]

    flask_migrate.downgrade(revision=release["revision"])
    back = stored()
    assert back.keys() == release["data"].keys()
    for table, part in release["data"].items():
        assert back[table] == part, table

    flask_migrate.upgrade()
    assert year_end(empty_database) == figures


def test_who_stood_in_is_kept_for_the_meetings_that_have_begun(empty_database: Flask):
    flask_migrate.upgrade()
    session = db.session()
    for code, status in (("SO1", MeetingStatus.OPEN), ("SO2", MeetingStatus.PLANNED)):
        board = make_board(session, voters=3, status=status, code=code)
        session.add(Substitute(member_id=board.members[2].id, stands_in_for_id=board.members[1].id))
        session.commit()
    db.session.remove()

    flask_migrate.downgrade(revision="0010_files_from_below")
    flask_migrate.upgrade()

    held = select(Meeting.status).join(StoodIn, StoodIn.meeting_id == Meeting.id)
    assert db.session().scalars(held).all() == [MeetingStatus.OPEN]


def test_votes_by_name_go_back_into_the_urn(empty_database: Flask):
    flask_migrate.upgrade()
    session = db.session()
    board = make_board(session, voters=5)
    make_rule(session, session.get_one(Unit, board.body.id), RuleKind.VOTE, "*", {"secret": False})
    first, second = board.item_ids
    open_all(board)
    for voter in board.voters[:4]:
        vote_all(board, voter)
    services.close_items(board.meeting.id, [first], actor=board.hr, at=now())
    services.annul_vote(first, "Biểu quyết lại", actor=board.hr, at=now())
    db.session.remove()

    flask_migrate.downgrade(revision="0008_bonuses_and_certificates")

    with db.engine.connect() as connection:
        assert connection.scalars(text("SELECT method FROM agenda_item")).all() == ["electronic"] * 2
        papers = connection.execute(select(Ballot.item_id, Ballot.choice)).all()
        assert papers == [(second, Choice.FOR)] * 4
        assert connection.scalar(select(EarlierVote.facts))["method"] == "electronic"
    flask_migrate.upgrade()
