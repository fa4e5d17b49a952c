"""Where the records of this feature lie in the tree: who audits that place reads what the trail says of them."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from app.audit.queries import Places
from app.leadership_review.models import LeadershipReview
from app.organisation.queries import Unit

TRAIL_PLACES: Final[Mapping[str, Places]] = {
    "leadership_review": (select(LeadershipReview.id, Unit.path).join(Unit, Unit.id == LeadershipReview.body_id),),
}
