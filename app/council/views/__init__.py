"""Pages of councils, meetings and votes, by subject."""

from app.council.views import (
    agenda,
    approvals,
    booklet,
    cancelling,
    conflicts,
    council_files,
    councils,
    lowering,
    meetings,
    minutes,
    notices,
    opinions,
    paper_ballots,
    reading,
    revotes,
    voting,
)
from app.council.views.blueprint import bp

__all__ = [
    "agenda",
    "approvals",
    "booklet",
    "bp",
    "cancelling",
    "conflicts",
    "council_files",
    "councils",
    "lowering",
    "meetings",
    "minutes",
    "notices",
    "opinions",
    "paper_ballots",
    "reading",
    "revotes",
    "voting",
]
