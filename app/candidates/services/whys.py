"""Why the nominees of one page stand where they stand, in words."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.candidates.queries import Nominee
from app.candidates.services.surveys import Scope, facts_in
from app.eligibility.prospects import Prospect, prospect
from app.local_rules.queries import choices_for


def why(session: Session, scope: Scope, nominees: Sequence[Nominee], award_code: str) -> Mapping[UUID, Prospect]:
    """Return the prospect of each of these nominees for one award."""
    choices = choices_for(session, scope.body_id, on=scope.on, regime_id=scope.regime_id)
    return {
        nominee.id: prospect(facts, scope.regime_id, award_code, choices=choices)
        for nominee, facts in facts_in(session, scope, nominees)
    }
