"""Where the records of this feature lie in the tree: who audits that place reads what the trail says of them."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from app.audit.queries import Places
from app.organisation.models import Membership, Unit

TRAIL_PLACES: Final[Mapping[str, Places]] = {
    "person": (select(Membership.person_id, Unit.path).join(Unit, Unit.id == Membership.unit_id),),
    # A body outside this installation belongs to nobody: its entries are read where their author works.
    "unit": (select(Unit.id, Unit.path).where(~Unit.is_external),),
}
