"""Where the records of this feature lie in the tree: who audits that place reads what the trail says of them."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select

from app.audit.queries import Places
from app.organisation.queries import Membership, Unit
from app.records.models import Conferral, DisciplinaryAction, Initiative, Leave, OpenCase


def _of_people(model: Any) -> Any:  # Any: one of the tables with a person
    places = select(model.id, Unit.path).join(Membership, Membership.person_id == model.person_id)
    return places.join(Unit, Unit.id == Membership.unit_id)


def _of_units(model: Any) -> Any:  # Any: one of the tables with a collective
    return select(model.id, Unit.path).join(Unit, Unit.id == model.collective_id)


TRAIL_PLACES: Final[Mapping[str, Places]] = {
    "conferral": (_of_people(Conferral), _of_units(Conferral)),
    "disciplinary_action": (_of_people(DisciplinaryAction), _of_units(DisciplinaryAction)),
    "initiative": (select(Initiative.id, Unit.path).join(Unit, Unit.id == Initiative.unit_id),),
    "leave": (_of_people(Leave),),
    "open_case": (_of_people(OpenCase), _of_units(OpenCase)),
}
