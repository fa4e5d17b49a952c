"""What this feature lends below: to the records the decisions that took awards away, to the files what flows back."""

from sqlalchemy import select

from app.decisions.models import Revocation
from app.decisions.services.flowing_back import flow_back, hold_below
from app.nominations.services.progress import listen
from app.records.queries import neighbours

neighbours.add_revocations(
    select(Revocation.conferral_id, Revocation.decision_number, Revocation.decision_on, Revocation.decided_by_name)
)
listen(flow_back, hold_below)
