"""Local rules as plain rows, written as the services would write them."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.local_rules.enums import RuleKind
from app.local_rules.models import LocalRule
from app.organisation.models import Unit

MADE_AT = datetime(2018, 1, 2, 8, 0, tzinfo=UTC)
CEILING = {"of": "LDTT", "pct": 12}
CLASSIFICATION = {"awards": ["CSTDCS"], "condition": {"type": "classification_at_least", "level": "HTXSNV"}}


def make_rule(
    session: Session,
    body: Unit,
    kind: RuleKind = RuleKind.QUOTA,
    key: str = "CSTDCS",
    value: dict[str, Any] | None = None,
    *,
    regime_id: str | None = None,
    legal_basis: str = "Quy chế số 1/QC-SKHCN",
    valid_from: date = date(2018, 1, 1),
    valid_to: date | None = None,
    note: str = "",
    withdrawn_at: datetime | None = None,
    withdrawn_reason: str = "",
) -> LocalRule:
    """Add a rule that a body made for itself."""
    rule = LocalRule(
        body_id=body.id,
        kind=kind,
        key=key,
        value=CEILING if value is None else value,
        regime_id=regime_id,
        legal_basis=legal_basis,
        valid_from=valid_from,
        valid_to=valid_to,
        note=note,
        created_at=MADE_AT,
        withdrawn_at=withdrawn_at,
        withdrawn_reason=withdrawn_reason,
    )
    session.add(rule)
    session.commit()
    return rule
