"""Acts on records."""

from app.records.services.acts import WORKS, RowsRefused, cancel, detach, edit, enter, problems_of
from app.records.services.conferrals import award_of, regime_of, require_by_hand
from app.records.services.used import keep_initiatives_used

__all__ = [
    "WORKS",
    "RowsRefused",
    "award_of",
    "cancel",
    "detach",
    "edit",
    "enter",
    "keep_initiatives_used",
    "problems_of",
    "regime_of",
    "require_by_hand",
]
