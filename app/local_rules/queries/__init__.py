"""Every select over local rules."""

from app.local_rules.models import LocalRule
from app.local_rules.queries.in_force import choices_for, exceptions_allowed
from app.local_rules.queries.lists import RuleRow, live_on_point, may_see, rule_in_sight, rules_for, visible_to
from app.local_rules.queries.trail import TRAIL_PLACES

__all__ = [
    "TRAIL_PLACES",
    "LocalRule",
    "RuleRow",
    "choices_for",
    "exceptions_allowed",
    "live_on_point",
    "may_see",
    "rule_in_sight",
    "rules_for",
    "visible_to",
]
