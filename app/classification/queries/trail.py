"""Where the records of this feature lie in the tree: who audits that place reads what the trail says of them."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from app.audit.queries import Places
from app.classification.models import Classification, SelfAssessment
from app.organisation.queries import Unit

TRAIL_PLACES: Final[Mapping[str, Places]] = {
    # The lock of a year is told of its body, a meeting of its unit, a level of its own entry.
    "classification": (
        select(Classification.id, Unit.path).join(Unit, Unit.id == Classification.unit_id),
        select(SelfAssessment.id, Unit.path).join(Unit, Unit.id == SelfAssessment.unit_id),
        select(Unit.id, Unit.path),
    ),
}
