"""Where registrations lie in the tree, for the trail."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from app.audit.queries import Places
from app.organisation.queries import Unit
from app.registrations.models import Registration, RegistrationRound

TRAIL_PLACES: Final[Mapping[str, Places]] = {
    "registration": (select(Registration.id, Unit.path).join(Unit, Unit.id == Registration.unit_id),),
    "registration_round": (
        select(RegistrationRound.body_id, Unit.path).join(Unit, Unit.id == RegistrationRound.body_id),
    ),
}
