"""The pages about decisions, proposal letters, deviations and award records."""

from app.decisions.views import answers, decisions, deviations, letters, listing, records
from app.decisions.views.blueprint import bp

__all__ = ["answers", "bp", "decisions", "deviations", "letters", "listing", "records"]
