"""The pages about decisions, proposal letters, deviations and award records."""

from app.decisions import lent
from app.decisions.views import (
    answers,
    changes,
    decisions,
    deviations,
    incoming,
    letters,
    listing,
    records,
    registers,
    requests,
    required_papers,
)
from app.decisions.views.blueprint import bp

__all__ = [
    "answers",
    "bp",
    "changes",
    "decisions",
    "deviations",
    "incoming",
    "lent",
    "letters",
    "listing",
    "records",
    "registers",
    "requests",
    "required_papers",
]
