"""The running application that a browser visits: demo data, a real server, form tokens and all headers on."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import waitress
from flask import Flask

from app import create_app
from app.serving import with_static_files
from app.settings import Environment, Settings
from tests.databases import close, migrate

DEMO_PASSWORD = "Thử nghiệm 2018"


@dataclass(frozen=True)
class Site:
    """An address, and the application behind it for looking into the database."""

    url: str
    app: Flask
    password: str = DEMO_PASSWORD


def load_demo(database: Path) -> None:
    """Build a database with the demo data, as an operator would."""
    app = _site_app(database)
    migrate(app)
    os.environ["DEMO_PASSWORD"] = DEMO_PASSWORD
    try:
        result = app.test_cli_runner().invoke(args=["demo", "load"])
    finally:
        del os.environ["DEMO_PASSWORD"]
    close(app)
    assert result.exit_code == 0, f"demo load failed: {result.output}\n{result.exception!r}"


@contextmanager
def demo_site(template: Path, folder: Path) -> Iterator[Site]:
    """Serve a copy of the demo database on a free port."""
    database = folder / "site.sqlite3"
    shutil.copyfile(template, database)
    app = _site_app(database)
    with _serving(app) as url:
        yield Site(url, app)
    close(app)


def _site_app(database: Path) -> Flask:
    return create_app(
        Settings.for_tests(
            database_url=f"sqlite:///{database}", instance_dir=database.parent, environment=Environment.DEVELOPMENT
        )
    )


@contextmanager
def _serving(app: Flask) -> Iterator[str]:
    server = waitress.create_server(with_static_files(app), host="127.0.0.1", port=0, threads=8, ident=None)
    thread = Thread(target=server.run, name="site", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        server.task_dispatcher.shutdown()
        thread.join(timeout=10)
