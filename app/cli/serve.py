"""``flask serve``: bring the database up to date, load the demo into an empty one, answer requests."""

import os
from typing import Final

import click
import waitress
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import exists, select
from whitenoise import WhiteNoise

from app.cli.demo import load, tell
from app.core.database import db
from app.organisation.queries import Unit
from app.settings import Environment
from app.web.configuration import current_settings

THREADS: Final = 8


@click.command("serve")
@click.option("--port", default=lambda: int(os.environ.get("PORT", "8000")), show_default="8000, or PORT")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--demo/--no-demo", default=True, help="Load demo data when the database is empty (never in production).")
@with_appcontext
def command(port: int, host: str, demo: bool) -> None:
    """Migrate, fill an empty database with demo data, and serve."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own door to the application
    upgrade()
    production = current_settings(app).environment is Environment.PRODUCTION
    if demo and not production and database_is_empty():
        click.echo("The database is empty: loading demo data, about half a minute ...")
        tell(load())
    click.echo(f"Vinh Danh: http://{host}:{port}")
    waitress.serve(with_static_files(app), host=host, port=port, threads=THREADS, ident=None)


def database_is_empty() -> bool:
    """Say whether nobody has entered anything yet."""
    return not db.session.scalar(select(exists().where(Unit.id.is_not(None))))


def with_static_files(app: Flask) -> WhiteNoise:
    """Wrap the application so that static files are answered before it, cacheable for ever by their hash."""
    return WhiteNoise(
        app.wsgi_app,
        root=app.static_folder,
        prefix="static/",
        immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
        add_headers_function=lambda headers, _path, _url: headers.add_header("X-Content-Type-Options", "nosniff"),
    )
