"""Flask commands, one file per subject; each calls a service."""

from importlib import import_module
from importlib.util import find_spec
from typing import Final

from flask import Flask

SUBJECTS: Final = ("serve", "setup", "users", "demo", "reports")


def register(app: Flask) -> None:
    """Add the commands to ``app``."""
    for subject in SUBJECTS:
        if find_spec(f"app.cli.{subject}"):
            app.cli.add_command(import_module(f"app.cli.{subject}").command)
