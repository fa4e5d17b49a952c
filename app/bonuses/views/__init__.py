"""The pages about bonus money."""

from app.bonuses import lent
from app.bonuses.views import acts, fund, lists
from app.bonuses.views.blueprint import bp

__all__ = ["acts", "bp", "fund", "lent", "lists"]
