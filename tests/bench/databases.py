"""Where the worlds live: SQLite files in a temporary folder, or databases of the PostgreSQL server of the tests."""

import shutil
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import flask_migrate
from sqlalchemy import Engine, create_engine, event

from app import create_app
from app.core.database import db
from app.settings import Settings
from tests import postgres
from tests.bench.writing import copy_rows


class Databases(Protocol):
    """Makes an empty database, copies one, and gives everything back."""

    def new(self) -> str: ...
    def copy(self, url: str) -> str: ...
    def settle(self, engine: Engine) -> None: ...
    def close(self) -> None: ...


class SqliteFiles:
    """Databases as files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new(self) -> str:
        return f"sqlite:///{self.folder / uuid.uuid4().hex}.sqlite3"

    def copy(self, url: str) -> str:
        other = self.new()
        shutil.copyfile(url.removeprefix("sqlite:///"), other.removeprefix("sqlite:///"))
        return other

    def settle(self, engine: Engine) -> None:
        """Bring the write-ahead log home, as the server does by itself in quiet hours."""
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Nothing to give back: the folder goes with the run."""


class PostgresDatabases:
    """Databases of the server that the tests use."""

    def __init__(self) -> None:
        postgres.ensure_server()
        self.prefix = f"vinhdanh_bench_{uuid.uuid4().hex[:8]}_"

    def new(self) -> str:
        return postgres.create_database(self._name())

    def copy(self, url: str) -> str:
        return postgres.create_database(self._name(), template=url.rpartition("/")[2].partition("?")[0])

    def settle(self, engine: Engine) -> None:
        """Gather statistics, as the server does by itself within a minute."""
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")

    def close(self) -> None:
        postgres.drop_databases(self.prefix)

    def _name(self) -> str:
        return f"{self.prefix}{uuid.uuid4().hex[:8]}"


def open_databases(kind: str, folder: Path) -> Databases:
    """Return the databases of one kind of engine."""
    return PostgresDatabases() if kind == "postgresql" else SqliteFiles(folder)


def migrate(url: str, folder: Path) -> None:
    """Bring an empty database to the newest revision, as an operator would."""
    app = create_app(Settings.for_tests(database_url=url, instance_dir=folder))
    with app.app_context():
        flask_migrate.upgrade()
        db.session.remove()
        db.engine.dispose()


def connect(url: str) -> Engine:
    """Return an engine for writing by the hundred thousand: references, right by construction, are not checked."""
    engine = create_engine(url)
    unchecked = {"sqlite": "PRAGMA foreign_keys=OFF", "postgresql": "SET session_replication_role = replica"}

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        with closing(connection.cursor()) as cursor:
            cursor.execute(unchecked[engine.dialect.name])
        connection.commit()

    if engine.dialect.name == "postgresql":
        event.listen(engine, "do_executemany", copy_rows)
    return engine


__all__ = ["Databases", "connect", "migrate", "open_databases"]
