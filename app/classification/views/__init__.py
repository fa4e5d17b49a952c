"""The pages of the yearly classification."""

from app.classification import lent
from app.classification.views import decisions, files, lists, locking, own, papers, proposals, units
from app.classification.views.blueprint import bp

__all__ = ["bp", "decisions", "files", "lent", "lists", "locking", "own", "papers", "proposals", "units"]
