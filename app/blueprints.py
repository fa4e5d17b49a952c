"""One line per feature."""

from importlib import import_module
from importlib.util import find_spec
from typing import Final

from flask import Flask

from app.audit import labels, queries, words

FEATURES: Final = (
    "preferences",
    "accounts",
    "home",
    "organisation",
    "awards",
    "local_rules",
    "records",
    "registrations",
    "campaigns",
    "classification",
    "nominations",
    "candidates",
    "council",
    "decisions",
    "bonuses",
    "certificates",
    "leadership_review",
    "reports",
    "documents",
    "search",
    "audit",
)


def register(app: Flask) -> None:
    """Register the blueprint of every feature, and let the trail know its words and where its records lie."""
    for feature in FEATURES:
        if not find_spec(f"app.{feature}.views"):
            continue
        app.register_blueprint(import_module(f"app.{feature}.views").bp)
        if find_spec(f"app.{feature}.labels"):
            labels.gather(getattr(import_module(f"app.{feature}.labels"), "EVENT_LABELS", {}))
        if find_spec(f"app.{feature}.queries"):
            queries.gather(getattr(import_module(f"app.{feature}.queries"), "TRAIL_PLACES", {}))
        if find_spec(f"app.{feature}.trail_words"):
            words.gather(import_module(f"app.{feature}.trail_words").TRAIL_WORDS)
