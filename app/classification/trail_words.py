"""What the trail says of quality levels."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from app.audit.words import Words
from app.classification import labels
from app.classification.models import Classification
from app.organisation.queries import Person, Unit

TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "classification": Words(
        fields={
            "year": _l("Year"),
            "person_id": _l("Person"),
            "collective_id": _l("Collective"),
            "unit_id": _l("Unit"),
            "level": _l("Level"),
            "decided_on": _l("Decided on"),
            "note": _l("Note"),
            "status": _l("State"),
            "entries": _l("Levels entered"),
        },
        values={
            "level": {level.value: label for level, label in labels.LEVEL_LABELS.items()},
            "status": {status.value: label for status, label in labels.STATUS_LABELS.items()},
        },
        records={"person_id": "person", "collective_id": "unit", "unit_id": "unit"},
        # The lock of a year is told of its body, which is a unit.
        names=select(Classification.id, func.coalesce(Person.full_name, Unit.name))
        .outerjoin(Person, Person.id == Classification.person_id)
        .outerjoin(Unit, Unit.id == Classification.collective_id),
    )
}
