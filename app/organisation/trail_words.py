"""What the trail says of units and people."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from app.audit.words import Page, Words
from app.core.access import Permission
from app.organisation import labels
from app.organisation.models import Person, Unit

_VALUES: Final = {
    "authority": {key.value: label for key, label in labels.AUTHORITY_LABELS.items()},
    "gender": {key.value: label for key, label in labels.GENDER_LABELS.items()},
    "kind": {key.value: label for key, label in labels.KIND_LABELS.items()},
    "staff_group": {key.value: label for key, label in labels.STAFF_GROUP_LABELS.items()},
}

TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "unit": Words(
        fields=labels.FIELD_LABELS,
        values=_VALUES,
        names=select(Unit.id, Unit.name),
        page=Page("organisation.unit", "unit_id", Permission.ORGANISATION_READ),
    ),
    "person": Words(
        fields=labels.FIELD_LABELS,
        values=_VALUES,
        names=select(Person.id, Person.full_name),
        page=Page("organisation.person", "person_id", Permission.ORGANISATION_READ),
    ),
}
