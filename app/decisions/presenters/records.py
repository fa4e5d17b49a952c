"""The award record of a person or a unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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


def record_rows(conferrals: Sequence[ConferralRow], *, may_read_decisions: bool) -> list[RecordRow]:
    """Return the awards of a record; the decision is a link for those who may read decisions."""
    return [
        RecordRow(
            year=row.year,
            award=award_name(row.regime_id, row.award_code),
            decision=row.decision_number,
            decided_on=row.decision_on,
            decided_by=row.decided_by_name,
            origin=str(ORIGIN_LABELS[row.origin]),
            href=url_for("decisions.detail", decision_id=row.decision_id)
            if may_read_decisions and row.decision_id
            else None,
            revoked=_revoked(row),
            revoked_href=url_for("decisions.detail", decision_id=row.revoking_id)
            if may_read_decisions and row.revoking_id
            else None,
        )
        for row in conferrals
    ]


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
