"""The award record of a person or a unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from app.core.text import short_date
from app.decisions.labels import (
    ORIGIN_LABELS,
)
from app.decisions.queries import (
    ConferralRow,
)
from app.nominations.labels import award_name


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One award held, as the record of a person or unit shows it."""

    year: int
    award: str
    decision: str
    decided_on: date
    decided_by: str
    origin: str
    href: str | None
    revoked: str
    revoked_href: str | None


def record_rows(conferrals: Sequence[ConferralRow], *, may_read: Callable[[str], bool]) -> list[RecordRow]:
    """Return the awards of a record; a decision is a link for those who read the papers of its body."""
    return [
        RecordRow(
            year=row.year,
            award=award_name(row.regime_id, row.award_code),
            decision=row.decision_number,
            decided_on=row.decision_on,
            decided_by=row.decided_by_name,
            origin=str(ORIGIN_LABELS[row.origin]),
            href=_href(row.decision_id, row.decision_path, may_read),
            revoked=_revoked(row),
            revoked_href=_href(row.revoking_id, row.revoking_path, may_read),
        )
        for row in conferrals
    ]


def _href(decision_id: UUID | None, body_path: str | None, may_read: Callable[[str], bool]) -> str | None:
    if decision_id is None or body_path is None or not may_read(body_path):
        return None
    return url_for("decisions.detail", decision_id=decision_id)


def _revoked(row: ConferralRow) -> str:
    """Return day, reason and number of the decision that took the award away; records of old may lack the number."""
    if row.revoked_on is None:
        return ""
    day = short_date(row.revoked_on)
    if not row.revoking_number:
        return _("Revoked on %(day)s: %(reason)s", day=day, reason=row.revoked_reason)
    return _(
        "Revoked by %(number)s of %(day)s: %(reason)s", number=row.revoking_number, day=day, reason=row.revoked_reason
    )
