"""The events of a unit or a person as their history shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import gettext as _

from app.audit.queries import EventRow
from app.core.text import parse_date, short_date
from app.organisation import labels
from app.organisation.enums import Authority, Gender, StaffGroup, UnitKind
from app.web.filters import moment

WORDS: Final[Mapping[str, Mapping[str, object]]] = {
    "authority": {Authority(key).value: label for key, label in labels.AUTHORITY_LABELS.items()},
    "gender": {Gender(key).value: label for key, label in labels.GENDER_LABELS.items()},
    "kind": {UnitKind(key).value: label for key, label in labels.KIND_LABELS.items()},
    "staff_group": {StaffGroup(key).value: label for key, label in labels.STAFF_GROUP_LABELS.items()},
}
DAYS: Final = frozenset({"birth_on", "ended_on", "joined_on", "started_on", "valid_from", "valid_to"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in words."""

    what: str
    who: str
    when: str
    reason: str | None
    changes: list[tuple[str, str, str]]


def entries(events: Iterable[EventRow]) -> list[Entry]:
    """Return the events of units and people in words, the newest first; what others did there has its own pages."""
    told = [
        Entry(
            what=str(labels.EVENT_LABELS[event.kind]),
            who=event.actor_name or _("The operator"),
            when=moment(event.at),
            reason=event.reason,
            changes=_changes(event),
        )
        for event in events
        if event.kind in labels.EVENT_LABELS
    ]
    return told[::-1]


def _changes(event: EventRow) -> list[tuple[str, str, str]]:
    if event.kind in {"unit.added", "person.added"}:
        return []  # All of it stands on the page already.
    return [
        (str(labels.FIELD_LABELS.get(name, name)), _value(name, pair[0]), _value(name, pair[1]) or "–")
        for name, pair in event.changes.items()
        if isinstance(pair, list) and len(pair) == 2 and pair[0] != pair[1]
    ]


def _value(name: str, value: Any) -> str:  # Any: a JSON value
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in DAYS:
        return short_date(parse_date(str(value)))
    return str(WORDS.get(name, {}).get(str(value), value))
