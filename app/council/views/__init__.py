"""Pages of councils, meetings and votes, by subject."""

from app.council.views import agenda, approvals, conflicts, councils, meetings, minutes, opinions, reading, voting
from app.council.views.blueprint import bp

__all__ = ["agenda", "approvals", "bp", "conflicts", "councils", "meetings", "minutes", "opinions", "reading", "voting"]
