"""One line per feature."""

from importlib import import_module
from importlib.util import find_spec
from typing import Final

from flask import Flask

FEATURES: Final = (
    "preferences",
    "accounts",
    "home",
    "organisation",
    "awards",
    "campaigns",
    "classification",
    "nominations",
    "council",
    "decisions",
    "leadership_review",
    "reports",
    "documents",
    "search",
    "audit",
)


def register(app: Flask) -> None:
    """Register the blueprint of every feature."""
    for feature in FEATURES:
        views = find_spec(f"app.{feature}") and find_spec(f"app.{feature}.views")
        if views and views.origin:  # An empty folder has no origin.
            app.register_blueprint(import_module(f"app.{feature}.views").bp)
