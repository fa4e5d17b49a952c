"""What this feature lends to the records: the decisions that took awards away."""

from sqlalchemy import select

from app.decisions.models import Revocation
from app.records.queries import neighbours

neighbours.add_revocations(
    select(Revocation.conferral_id, Revocation.decision_number, Revocation.decision_on, Revocation.decided_by_name)
)
