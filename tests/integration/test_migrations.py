"""The chain of migrations: one head, from nothing and back, and nothing in the models that it does not build."""

from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect

from app.core.database import db
from app.schema import metadata
from app.settings import PROJECT_ROOT
from tests.databases import Databases

pytestmark = pytest.mark.both_engines
MIGRATIONS = PROJECT_ROOT / "migrations"


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
