"""Every select over local rules."""

from app.local_rules.models import LocalRule
from app.local_rules.queries.in_force import choices_for, exceptions_allowed
from app.local_rules.queries.trail import TRAIL_PLACES

__all__ = ["TRAIL_PLACES", "LocalRule", "choices_for", "exceptions_allowed"]
