"""Shorthands for decisions that revoke or amend."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.decisions import services
from app.decisions.rules import PrintedName
from tests.factories.decisions import NOW, Office
from tests.factories.papers import draft, sign

REASON = "Kê khai thành tích của người khác."


def signed(office: Office, count: int = 3, number: int = 5, **changes: Any) -> tuple[UUID, list[UUID]]:
    """Sign a decision for so many people; return it and its nominations."""
    ids = office.people(count)
    decision_id = draft(office, ids, **changes)
    sign(office, decision_id, number, **changes)
    return decision_id, ids


def draft_revocation(
    office: Office,
    target_id: UUID,
    nomination_ids: Sequence[UUID] = (),
    *,
    actor: Any = None,
    at: Any = NOW,
    **plan: Any,
) -> UUID:
    """Draft a decision that revokes these awards, or all of them with ``is_whole=True``."""
    said: dict[str, Any] = {"title": "Về việc hủy bỏ khen thưởng", "reason": REASON, "rule_id": "fraud", **plan}
    made = services.RevocationPlan(nomination_ids=nomination_ids, **said)
    return services.draft_change(target_id, made, actor=actor or office.hr, at=at)


def draft_amendment(
    office: Office,
    target_id: UUID,
    names: dict[UUID, PrintedName] | None = None,
    *,
    actor: Any = None,
    at: Any = NOW,
    **plan: Any,
) -> UUID:
    """Draft a decision that prints these names otherwise."""
    said: dict[str, Any] = {"title": "Về việc sửa đổi quyết định", "reason": "Ghi sai chức vụ.", **plan}
    made = services.AmendmentPlan(names=names or {}, **said)
    return services.draft_change(target_id, made, actor=actor or office.hr, at=at)
