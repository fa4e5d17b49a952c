"""The pages of the yearly classification."""

from app.classification.views import lists, locking, units
from app.classification.views.blueprint import bp

__all__ = ["bp", "lists", "locking", "units"]
