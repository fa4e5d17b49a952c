"""Where bonus lists lie in the tree: who audits that place reads what the trail says of them."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from app.audit.queries import Places
from app.bonuses.models import BonusList
from app.organisation.queries import Unit

TRAIL_PLACES: Final[Mapping[str, Places]] = {
    "bonus_list": (select(BonusList.id, Unit.path).join(Unit, Unit.id == BonusList.body_id),),
}
