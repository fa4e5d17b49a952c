"""What a yearly classification may say: entries, schemes, points, findings, quotas, steps."""

from app.classification.rules.entries import (
    FIRST_YEAR,
    LAST_YEAR,
    MAX_NOTE,
    MAX_REASON,
    decision_day,
    decision_day_problems,
    locking_problems,
    note_problems,
    reason_problems,
    reference_day,
    status_of,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "MAX_NOTE",
    "MAX_REASON",
    "decision_day",
    "decision_day_problems",
    "locking_problems",
    "note_problems",
    "reason_problems",
    "reference_day",
    "status_of",
]
