"""Where local rules lie in the tree, for the trail."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from app.audit.queries import Places
from app.local_rules.models import LocalRule
from app.organisation.queries import Unit

TRAIL_PLACES: Final[Mapping[str, Places]] = {
    "local_rule": (select(LocalRule.id, Unit.path).join(Unit, Unit.id == LocalRule.body_id),)
}
