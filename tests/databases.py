"""Migrated databases for tests: one per worker that every test leaves as it was, and fresh copies for races."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
from flask import Flask
from sqlalchemy import make_url

from app import create_app
from app.core.database import db
from app.settings import Settings
from tests import postgres
from tests.client import CheckedClient
from tests.ledger import Ledger
from tests.shared import made_once, run_name

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
ENGINES = (SQLITE, POSTGRESQL)


def build_app(url: str, folder: Path, **changes: object) -> Flask:
    """Build the application on a database, with pages checked as they are fetched and no form tokens asked."""
    app = create_app(Settings.for_tests(database_url=url, instance_dir=folder, **changes))
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = CheckedClient
    # A server asks this once in its life; a test that counts questions must not count it.
    app.extensions["vinhdanh.is_demo"] = False
    with app.app_context():
        Ledger.attach(app, db.engine)
    return app


def migrate(app: Flask) -> None:
    """Bring the database of ``app`` to the newest revision, as an operator would."""
    with app.app_context():
        flask_migrate.upgrade()
        db.session.remove()
        db.engine.dispose()


def close(app: Flask) -> None:
    """Give all connections of ``app`` back."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


class Databases:
    """The databases of one kind of engine in one worker."""

    def __init__(self, kind: str, folder: Path, shared: Path) -> None:
        self.kind = kind
        self.folder = folder
        self.shared = shared
        self._app: Flask | None = None

    @property
    def app(self) -> Flask:
        """The application of this worker, on its own migrated database."""
        if self._app is None:
            self._app = build_app(self.copy(), self.folder)
        return self._app

    @contextmanager
    def rolled_back(self) -> Iterator[Flask]:
        """Lend the worker's application; whatever is committed meanwhile is undone at the end.

        All sessions of ``app`` work inside savepoints of one connection, so a commit of a service is real to the test
        and gone after it. One connection means one thread: races need ``fresh``.
        """
        app = self.app
        with app.app_context():
            engines, engine = db.engines, db.engine
        db.session.session_factory.configure(join_transaction_mode="create_savepoint")
        with engine.connect() as connection:
            undone = connection.begin()
            engines[None] = connection  # type: ignore[assignment]
            try:
                yield app
            finally:
                engines[None] = engine
                if undone.is_active:
                    undone.rollback()

    @contextmanager
    def fresh(self, **changes: object) -> Iterator[Flask]:
        """Lend an application on a fresh, migrated database that threads may really commit to."""
        with self._lent(self.copy(), **changes) as app:
            yield app

    @contextmanager
    def empty(self) -> Iterator[Flask]:
        """Lend an application on a database without a single table."""
        if self.kind == POSTGRESQL:
            url = postgres.create_database(self._new_name())
        else:
            url = f"sqlite:///{self.folder / self._new_name()}.sqlite3"
        with self._lent(url) as app:
            yield app

    @contextmanager
    def _lent(self, url: str, **changes: object) -> Iterator[Flask]:
        app = build_app(url, self.folder, **changes)
        try:
            yield app
        finally:
            close(app)
            self._forget(url)

    def close(self) -> None:
        """Give the connections of the worker's application back."""
        if self._app is not None:
            close(self._app)

    def copy(self) -> str:
        """Make a copy of the migrated database and return its URL."""
        template = made_once(self.shared / f"migrated-{self.kind}", self._make_template)
        if self.kind == POSTGRESQL:
            return postgres.create_database(self._new_name(), template=self._template_name)
        path = self.folder / f"{self._new_name()}.sqlite3"
        shutil.copyfile(template, path)
        return f"sqlite:///{path}"

    @staticmethod
    def _new_name() -> str:
        return f"vinhdanh_{run_name()}_{uuid.uuid4().hex[:10]}"

    @property
    def _template_name(self) -> str:
        return f"vinhdanh_{run_name()}_template"

    def _make_template(self, path: Path) -> None:
        if self.kind == POSTGRESQL:
            migrate(build_app(postgres.create_database(self._template_name), self.folder))
            path.touch()
        else:
            migrate(build_app(f"sqlite:///{path}", self.folder))

    def _forget(self, url: str) -> None:
        name = make_url(url).database or ""
        if self.kind == POSTGRESQL:
            postgres.drop_database(name)
            return
        for path in self.folder.glob(f"{Path(name).name}*"):
            path.unlink()
