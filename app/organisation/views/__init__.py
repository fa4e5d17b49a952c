"""The pages about units and people."""

from app.organisation.views import lists, membership, people, pickers, tree, units
from app.organisation.views.blueprint import bp

__all__ = ["bp", "lists", "membership", "people", "pickers", "tree", "units"]
