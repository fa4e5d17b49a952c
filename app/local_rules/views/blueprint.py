"""The address of all pages, and the record that they are about."""

from uuid import UUID

from flask import Blueprint, url_for

from app.core.database import db
from app.core.errors import NotFound
from app.eligibility.rulebook import rulebooks
from app.local_rules import queries
from app.local_rules.enums import RuleKind
from app.local_rules.forms.bars import BARS
from app.local_rules.labels import award_names
from app.local_rules.queries import RuleRow
from app.local_rules.rules.settings import SHAPES
from app.local_rules.rules.values import EVERY_AWARD, EXCEPTION_KEY
from app.web.guards import current_actor

bp = Blueprint("local_rules", __name__, url_prefix="/local-rules")


def visible_rule(rule_id: UUID) -> RuleRow:
    """Return a rule that the actor may read; NotFound for every other."""
    rule = queries.rule_in_sight(db.session(), current_actor(), rule_id)
    if rule is None:
        raise NotFound
    return rule


def known_point(kind: str, key: str) -> tuple[RuleKind, str]:
    """Return a point that exists; NotFound for a forged one."""
    known = {
        RuleKind.READING: lambda: [reading.id for reading in rulebooks().common.readings],
        RuleKind.SETTING: lambda: list(SHAPES),
        RuleKind.QUOTA: lambda: [code for code, _name in award_names()],
        RuleKind.VOTE: lambda: [EVERY_AWARD, *(code for code, _name in award_names())],
        RuleKind.BAR: lambda: list(BARS),
        RuleKind.EXCEPTION: lambda: [EXCEPTION_KEY],
    }
    if key not in known[RuleKind(kind)]():
        raise NotFound
    return RuleKind(kind), key


def point_href(kind: RuleKind, key: str) -> str:
    """Return the address of a point."""
    return url_for("local_rules.point", kind=kind.value, key=key)


def rule_href(rule_id: UUID) -> str:
    """Return the address of a rule."""
    return url_for("local_rules.detail", rule_id=rule_id)
