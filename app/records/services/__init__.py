"""Acts on records."""

from app.records.services.acts import WORKS, RowsRefused, cancel, detach, edit, enter, problems_of
from app.records.services.conferrals import award_of, regime_of

__all__ = ["WORKS", "RowsRefused", "award_of", "cancel", "detach", "edit", "enter", "problems_of", "regime_of"]
