"""``flask serve``: bring the database up to date, load the demo into an empty one, answer requests."""

import os
import sys

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import exists, select

from app.accounts.models import User
from app.cli.demo import load, tell
from app.core.database import db
from app.core.installation import fact
from app.organisation.queries import Unit
from app.settings import Environment
from app.web.configuration import current_settings


@click.command("serve")
@click.option("--port", default=lambda: int(os.environ.get("PORT", "8000")), show_default="8000, or PORT")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--demo/--no-demo", default=True, help="Load demo data when the database is empty (never in production).")
@click.option("--processes", type=click.IntRange(1, 16), default=1, show_default=True, help="That answer requests.")
@with_appcontext
def command(port: int, host: str, demo: bool, processes: int) -> None:
    """Migrate, fill an empty database with demo data, and serve."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own door to the application
    upgrade()
    production = current_settings(app).environment is Environment.PRODUCTION
    if demo and not production and database_is_empty():
        click.echo("The database is empty: loading demo data, about ten seconds ...")
        tell(load())
    elif fact(db.session(), "demo"):
        click.echo("Demo data, accounts as printed when it was loaded. A new password for one of them:")
        click.echo("  .venv/bin/flask --app wsgi user reset-password hr")
    elif not db.session.scalar(select(exists().where(User.id.is_not(None)))):
        click.echo("Nobody can sign in yet. This enters your body and opens the first accounts:")
        click.echo("  .venv/bin/flask --app wsgi setup")
    click.echo(f"Vinh Danh: http://{host}:{port}")
    sys.stdout.flush()
    become_server(host, port, processes)


def database_is_empty() -> bool:
    """Say whether nobody has entered anything yet."""
    return not db.session.scalar(select(exists().where(Unit.id.is_not(None))))


def become_server(host: str, port: int, processes: int) -> None:
    """Put a fresh server process in the place of this one, which holds migrations, demo data and all commands."""
    db.session.remove()
    db.engine.dispose()
    # One heap for all threads: what one gives back, the next can use.
    os.environ.setdefault("MALLOC_ARENA_MAX", "1")
    os.execv(sys.executable, [sys.executable, "-m", "app.serving", host, str(port), str(processes)])
