"""The rules of a body, of those above it, and one rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from app.core.access import Actor, Permission
from app.core.database import within
from app.local_rules.enums import RuleKind
from app.local_rules.models import LocalRule
from app.organisation.queries import Unit, paths_above


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with the body that made it."""

    id: UUID
    body_id: UUID
    body_name: str
    body_path: str
    kind: RuleKind
    key: str
    value: dict[str, Any]  # Any: JSON of the kind
    regime_id: str | None
    legal_basis: str
    valid_from: date
    valid_to: date | None
    note: str
    created_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
    version: int


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The condition "this person may read the rules of the body ``Unit``", as in ``policy.may_read``."""
    roots = actor.paths(Permission.RULE_READ)
    above = {path for root in roots for path in paths_above(root)}
    return or_(within(Unit.path, roots), Unit.path.in_(above))


def rules_for(session: Session, actor: Actor, body_path: str) -> Sequence[RuleRow]:
    """Every rule that a body or one above it ever made, from the farthest body to the nearest, the oldest first."""
    query = _rules(actor).where(Unit.path.in_([*paths_above(body_path), body_path]))
    return [RuleRow(*row) for row in session.execute(query)]


def rule_in_sight(session: Session, actor: Actor, rule_id: UUID) -> RuleRow | None:
    """One rule, when the actor may read it."""
    row = session.execute(_rules(actor).where(LocalRule.id == rule_id)).one_or_none()
    return RuleRow(*row) if row else None


def may_see(session: Session, actor: Actor, rule_id: UUID) -> bool:
    """Say whether the actor may read a rule, and so its files."""
    return rule_in_sight(session, actor, rule_id) is not None


def live_on_point(session: Session, body_id: UUID, kind: RuleKind, key: str) -> Sequence[LocalRule]:
    """The rules of a body on one point that were not withdrawn."""
    query = select(LocalRule).where(
        LocalRule.body_id == body_id,
        LocalRule.kind == kind,
        LocalRule.key == key,
        LocalRule.withdrawn_at.is_(None),
    )
    return session.scalars(query.order_by(LocalRule.valid_from, LocalRule.id)).all()


def _rules(actor: Actor) -> Select[Any]:
    return (
        select(
            LocalRule.id,
            LocalRule.body_id,
            Unit.name,
            Unit.path,
            LocalRule.kind,
            LocalRule.key,
            LocalRule.value,
            LocalRule.regime_id,
            LocalRule.legal_basis,
            LocalRule.valid_from,
            LocalRule.valid_to,
            LocalRule.note,
            LocalRule.created_at,
            LocalRule.withdrawn_at,
            LocalRule.withdrawn_reason,
            LocalRule.version,
        )
        .join(Unit, Unit.id == LocalRule.body_id)
        .where(visible_to(actor))
        .order_by(Unit.path, LocalRule.valid_from, LocalRule.id)
    )
