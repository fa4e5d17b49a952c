"""Pages of councils, meetings and votes, by subject."""

from app.council.views import agenda, councils, meetings, minutes, voting
from app.council.views.blueprint import bp

__all__ = ["agenda", "bp", "councils", "meetings", "minutes", "voting"]
