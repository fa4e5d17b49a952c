"""The ground of all tests: databases, the application, a client, people who sign in. See ``docs/testing.md``."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.core.database import db
from tests import postgres, shared
from tests.databases import ENGINES, POSTGRESQL, SQLITE, Databases
from tests.ledger import Ledger
from tests.signing_in import HasId, put_session_cookie

UUID_TEXT = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)


LONGEST_FIRST = (
    "browser/test_meeting",
    "browser/test_journey",
    "integration/test_contract_access",
    "integration/demo",
    "integration/test_leaks",
    "browser/",
)
"""Files that take a worker for a minute: started last, they would leave the other workers idle at the end."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all-on-both", action="store_true", help="run every database test on both engines")


def pytest_configure(config: pytest.Config) -> None:
    shared.name_run()
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        try:
            postgres.ensure_server()
        except postgres.Unavailable:
            return  # The tests that need it say so, each worker for itself.


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        postgres.drop_databases(f"vinhdanh_{shared.run_name()}_")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that uses a database on SQLite, or on both engines when it is marked so."""
    if "engine_kind" not in metafunc.fixturenames:
        return
    both = metafunc.definition.get_closest_marker("both_engines") or metafunc.config.getoption("--all-on-both")
    kinds = ENGINES if both else (SQLITE,)
    marked = [pytest.param(kind, marks=pytest.mark.postgres if kind == POSTGRESQL else ()) for kind in kinds]
    metafunc.parametrize("engine_kind", marked, indirect=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest files first; all else stays in its order."""
    places = {name: place for place, name in enumerate(reversed(LONGEST_FIRST), 1)}
    items.sort(key=lambda item: -max((place for name, place in places.items() if name in item.nodeid), default=0))


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a case alike on every worker, whatever was drawn at random or packed with a time in it."""
    if isinstance(val, bytes):
        return "bytes"
    if isinstance(val, str | UUID) and UUID_TEXT.search(str(val)):
        return UUID_TEXT.sub("uuid", str(val))
    return None


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say aloud which half of the tests did not run."""
    reasons = {
        report.longrepr[2] for report in terminalreporter.stats.get("skipped", []) if "NOT RUN" in str(report.longrepr)
    }
    for reason in sorted(reasons):
        terminalreporter.write_line(reason, yellow=True, bold=True)


def skip_or_fail(reason: str, *, required: str) -> None:
    """Skip the test aloud, or fail it where the environment says that it must run."""
    if os.environ.get(required) == "1":
        pytest.fail(f"{required}=1, but {reason}", pytrace=False)
    pytest.skip(f"NOT RUN: {reason}")


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Databases]]:
    """The databases of this worker by kind of engine, made when first asked for."""
    folder, together = tmp_path_factory.mktemp("databases"), shared.shared_folder(tmp_path_factory)
    known = {kind: Databases(kind, folder, together) for kind in ENGINES}

    def of(kind: str) -> Databases:
        if kind == POSTGRESQL:
            try:
                postgres.ensure_server()
            except postgres.Unavailable as error:
                skip_or_fail(str(error), required="REQUIRE_POSTGRES")
        return known[kind]

    yield of
    for each in known.values():
        each.close()


@pytest.fixture
def engine_kind(request: pytest.FixtureRequest) -> str:
    """``sqlite``, or each of ``sqlite`` and ``postgresql`` for a test marked ``both_engines``."""
    return str(request.param)


@pytest.fixture
def app(databases: Callable[[str], Databases], engine_kind: str) -> Iterator[Flask]:
    """The application on a migrated database; what a test commits is undone after it."""
    with databases(engine_kind).rolled_back() as lent:
        yield lent


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The session of the test, and an application context in which services can be called."""
    with app.app_context():
        yield db.session()


@pytest.fixture
def fresh_database(databases: Callable[[str], Databases], engine_kind: str) -> Iterator[Flask]:
    """An application on a database of its own with real commits: for threads, races and crashes.

    Each thread pushes its own ``with fresh_database.app_context():``.
    """
    with databases(engine_kind).fresh() as lent:
        yield lent


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript that checks every page it opens, see ``tests.client``."""
    return app.test_client()


class SignIn(Protocol):
    """Signs a user in without the sign-in page."""

    def __call__(self, user: HasId, *, via: FlaskClient | None = None) -> FlaskClient: ...


@pytest.fixture
def sign_in(session: Session, client: FlaskClient) -> SignIn:
    """Return a function that signs a user in, on the test's client or on another one, and returns that client."""

    def signed_in(user: HasId, *, via: FlaskClient | None = None) -> FlaskClient:
        put_session_cookie(session, via or client, user)
        return via or client

    return signed_in


@pytest.fixture
def counted(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """Return a context manager that yields the list of statements sent meanwhile: ``with counted() as queries:``."""

    @contextmanager
    def listening() -> Iterator[list[str]]:
        with Ledger.of(app).listening() as statements:
            yield statements

    return listening
