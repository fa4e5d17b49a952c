"""Shorthands for the acts on certificates."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.certificates import services
from app.certificates.enums import ReissueReason
from app.certificates.models import Certificate
from tests.factories.decisions import NOW, TODAY, Office
from tests.factories.papers import draft, sign

GIVEN_FOR = "Đã có thành tích xuất sắc trong phong trào thi đua năm 2018"


def plan(number: int = 1, golden: int | None = 1, on: date = TODAY, text: str = GIVEN_FOR) -> services.IssuePlan:
    """Return numbers and day as an officer types them."""
    return services.IssuePlan(number, golden, on, text)


def issue(office: Office, decision_id: UUID, number: int = 1, **changes: Any) -> int:
    """Issue the certificates of a decision as the HR officer."""
    actor, at = changes.pop("actor", office.hr), changes.pop("at", NOW)
    return services.issue_certificates(decision_id, plan(number, **changes), actor=actor, at=at)


def signed_names(office: Office, count: int = 3, code: str = "GK_CN", number: int = 5) -> tuple[UUID, list[UUID]]:
    """Sign a decision for so many people; return it and its nominations."""
    ids = office.people(count, code)
    decision_id = draft(office, ids)
    sign(office, decision_id, number)
    return decision_id, ids


def certificates(office: Office) -> list[Certificate]:
    """Return every certificate by number."""
    query = select(Certificate).order_by(Certificate.year, Certificate.number)
    return list(office.session.scalars(query.execution_options(populate_existing=True)))


def reissue_plan(old: Certificate, **changes: Any) -> services.ReissuePlan:
    """Return the old certificate as a new one."""
    facts: dict[str, Any] = {
        "reason": ReissueReason.LOST,
        "note": "Biên bản ngày 08/01/2019",
        "number": 50,
        "golden_number": old.golden_number,
        "issued_on": TODAY,
        "name": old.name,
        "post": old.post,
        "unit_name": old.unit_name,
        "achievement": old.achievement,
        **changes,
    }
    return services.ReissuePlan(**facts)


def reissue(office: Office, old: Certificate, **changes: Any) -> UUID:
    """Reissue a certificate as the HR officer."""
    version = changes.pop("version", old.version)
    actor = changes.pop("actor", office.hr)
    return services.reissue_certificate(old.id, reissue_plan(old, **changes), version=version, actor=actor, at=NOW)
