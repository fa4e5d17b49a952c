"""Flask commands, one file per subject; each calls a service."""

from importlib import import_module
from importlib.util import find_spec
from typing import Final

from flask import Flask
from flask_migrate import Migrate

from app.core.database import db
from app.settings import PROJECT_ROOT

migrate = Migrate()

SUBJECTS: Final = ("serve", "setup", "users", "demo", "reports", "eligibility")


def register(app: Flask) -> None:
    """Add the commands to ``app``, migrations among them."""
    migrate.init_app(app, db, directory=str(PROJECT_ROOT / "migrations"), render_as_batch=True, compare_type=True)
    for subject in SUBJECTS:
        if find_spec(f"app.cli.{subject}"):
            app.cli.add_command(import_module(f"app.cli.{subject}").command)
