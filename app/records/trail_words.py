"""What the trail says of entries on records. Of open cases it says only that they were kept."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from app.audit.words import Words
from app.awards.labels import language
from app.eligibility.rulebook import UnknownRule, rulebooks
from app.organisation.queries import Person, Unit
from app.records import labels
from app.records.models import Conferral, DisciplinaryAction, Initiative, Leave

_FIELDS: Final[Mapping[str, object]] = {
    **labels.FIELD_LABELS,
    "cancelled_on": _l("Cancelled on"),
    "collective_id": _l("Unit"),
    "person_id": _l("Person"),
    "shares": _l("Shares in per cent"),
}
_HOLDERS: Final = {"person_id": "person", "collective_id": "unit", "authors": "person", "initiatives": "initiative"}


def _award(code: str) -> object:
    """Return the name of an award in the language of the page, whatever the year."""
    for regime in reversed(rulebooks().regimes()):
        try:
            return rulebooks().award(regime.id, code).name(language())
        except UnknownRule:
            continue
    return code


def _by_value(words: Mapping[Any, object]) -> Mapping[str, object]:  # Any: members of a closed list
    return {str(key): label for key, label in words.items()}


TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "conferral": Words(
        fields=_FIELDS,
        values={
            "award_code": _award,
            "origin": _by_value(labels.ORIGIN_LABELS),
            "commendation_type": _by_value(labels.TYPE_LABELS),
        },
        records=_HOLDERS,
        names=select(Conferral.id, func.coalesce(Person.full_name, Unit.name))
        .outerjoin(Person, Person.id == Conferral.person_id)
        .outerjoin(Unit, Unit.id == Conferral.collective_id),
    ),
    "initiative": Words(
        fields=_FIELDS,
        values={"kind": _by_value(labels.INITIATIVE_LABELS), "level": _by_value(labels.LEVEL_LABELS)},
        records=_HOLDERS,
        names=select(Initiative.id, Initiative.title),
    ),
    "disciplinary_action": Words(
        fields=_FIELDS,
        values={
            "severity": _by_value(labels.SEVERITY_LABELS),
            "authority": _by_value(labels.AUTHORITY_LABELS),
        },
        records=_HOLDERS,
        names=select(DisciplinaryAction.id, func.coalesce(Person.full_name, Unit.name))
        .outerjoin(Person, Person.id == DisciplinaryAction.person_id)
        .outerjoin(Unit, Unit.id == DisciplinaryAction.collective_id),
    ),
    "leave": Words(
        fields=_FIELDS,
        values={"kind": _by_value(labels.LEAVE_LABELS)},
        records=_HOLDERS,
        names=select(Leave.id, Person.full_name).join(Person, Person.id == Leave.person_id),
    ),
    "open_case": Words(fields=_FIELDS, values={"kind": _by_value(labels.CASE_LABELS)}),
}
