"""Every select over councils, meetings, items and their votes, by subject."""

from app.council.models import (
    AgendaItem,
    Attendance,
    Ballot,
    ConflictAnswer,
    Council,
    CouncilMember,
    EarlierVote,
    Elector,
    Meeting,
    NamedVote,
    PaperCount,
    StoodIn,
    Substitute,
    WrittenOpinion,
    WrittenVote,
)
from app.council.queries.councils import council_of
from app.council.queries.trail import TRAIL_PLACES
from app.council.queries.voting import Outcome, Waiting, result_of, waiting_for

__all__ = [
    "TRAIL_PLACES",
    "AgendaItem",
    "Attendance",
    "Ballot",
    "ConflictAnswer",
    "Council",
    "CouncilMember",
    "EarlierVote",
    "Elector",
    "Meeting",
    "NamedVote",
    "Outcome",
    "PaperCount",
    "StoodIn",
    "Substitute",
    "Waiting",
    "WrittenOpinion",
    "WrittenVote",
    "council_of",
    "result_of",
    "waiting_for",
]
