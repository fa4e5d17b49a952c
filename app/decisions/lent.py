"""What this feature lends to the records: the numbers of the decisions that took awards away."""

from collections.abc import Collection
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.text import short_date
from app.decisions.models import Revocation
from app.records.queries import neighbours


def revoking_numbers(session: Session, conferral_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return number, day and body of the decision that revoked each of these awards."""
    query = select(
        Revocation.conferral_id, Revocation.decision_number, Revocation.decision_on, Revocation.decided_by_name
    ).where(Revocation.conferral_id.in_(conferral_ids))
    return {
        row[0]: _("decision %(number)s of %(day)s, %(by)s", number=row[1], day=short_date(row[2]), by=row[3])
        for row in session.execute(query)
    }


neighbours.add_revocations(revoking_numbers)
