"""Where the records of this feature lie in the tree: who audits that place reads what the trail says of them."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from app.audit.queries import Places
from app.nominations.models import Nomination
from app.organisation.queries import Unit

TRAIL_PLACES: Final[Mapping[str, Places]] = {
    "nomination": (
        select(Nomination.id, Unit.path).join(Unit, Unit.id == Nomination.unit_id).where(~Nomination.from_below),
        select(Nomination.id, Unit.path).join(Unit, Unit.id == Nomination.body_id).where(Nomination.from_below),
    ),
}
