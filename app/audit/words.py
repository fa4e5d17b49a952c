"""How the trail is told to people: each feature lends words for its fields and values, and names for its records."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _

from app.audit.queries import EventRow
from app.core.access import Actor, Permission
from app.core.paging import AnySelect
from app.core.text import parse_date, short_date
from app.web.filters import moment

FEW: Final = 8
"""Changes of one entry that a list of entries shows."""
EXCERPT: Final = 160
_NOTHING: Final[tuple[object, ...]] = (None, "", [])

Names = Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Where a record is read: endpoint, name of its parameter, right that opens it."""

    endpoint: str
    parameter: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class Words:
    """What the trail must know about one kind of record, by the name of its subject."""

    fields: Mapping[str, object] = field(default_factory=dict)
    """Label of each field."""
    values: Mapping[str, Mapping[str, object] | Callable[[str], object]] = field(default_factory=dict)
    """Word of each value of a field that is a closed list; true and false are ``"True"`` and ``"False"``."""
    records: Mapping[str, str] = field(default_factory=dict)
    """Fields whose values are ids: of which kind of record."""
    keyed_by: Mapping[str, str] = field(default_factory=dict)
    """Kinds of events whose fields are themselves ids: of which kind of record."""
    names: AnySelect | None = None
    """A select of (id, name) of the records themselves."""
    page: Page | None = None
    rights: Mapping[str, Permission] = field(default_factory=dict)
    """Fields told only to who holds this right too, wherever they read the trail; the act itself is told to all."""


_WORDS: Final[dict[str, Words]] = {}


def gather(words: Mapping[str, Words]) -> None:
    """Learn the words of one feature (``TRAIL_WORDS``)."""
    _WORDS.update(words)


def words_of(subject: str) -> Words:
    """Return the words for a kind of record; none are known for one whose feature lent nothing."""
    return _WORDS.get(subject, Words())


@dataclass(frozen=True, slots=True)
class Change:
    """One changed field in words; ``before`` is empty when there was nothing."""

    label: str
    before: str
    after: str


def told_to(event: EventRow, actor: Actor) -> EventRow:
    """Return an entry without the fields that this reader has no right to."""
    withheld = {name for name, right in words_of(event.subject).rights.items() if not _reads_everywhere(actor, right)}
    if withheld.isdisjoint(event.changes):
        return event
    return replace(event, changes={name: value for name, value in event.changes.items() if name not in withheld})


def _reads_everywhere(actor: Actor, right: Permission) -> bool:
    """Say whether the actor holds a right over every subtree whose trail they read."""
    return all(actor.may_at(right, root) for root in actor.paths(Permission.AUDIT_READ))


def shown_fields(event: EventRow, *, most: int | None) -> list[str]:
    """Return the fields of an entry that say something, the first ``most`` of them."""
    told = [name for name, value in event.changes.items() if _says_something(value)]
    return told if most is None else told[:most]


def hidden_count(event: EventRow, *, most: int | None) -> int:
    """Return how many fields ``shown_fields`` leaves out."""
    return len(shown_fields(event, most=None)) - len(shown_fields(event, most=most))


def records_in(events: Iterable[EventRow], *, most: int | None) -> dict[str, set[UUID]]:
    """Return the ids of every record that these entries speak of, by kind."""
    wanted: dict[str, set[UUID]] = {}
    for event in events:
        wanted.setdefault(event.subject, set()).add(event.subject_id)
        words = words_of(event.subject)
        for name in shown_fields(event, most=most):
            if kind := words.keyed_by.get(event.kind):
                wanted.setdefault(kind, set()).update(_ids([name]))
            elif kind := words.records.get(name):
                wanted.setdefault(kind, set()).update(_ids(_flat(event.changes[name])[: FEW * 4 if most else None]))
    return wanted


def name_queries(wanted: Mapping[str, Iterable[UUID]]) -> list[AnySelect]:
    """Return one select of (id, name) for each kind of record that has names."""
    queries = []
    for kind, ids in sorted(wanted.items()):
        names, found = words_of(kind).names, sorted(ids)
        if names is not None and found:
            queries.append(names.where(next(iter(names.selected_columns)).in_(found)))
    return queries


def changes(event: EventRow, names: Names, *, most: int | None) -> list[Change]:
    """Return what changed, in the language of the page."""
    words = words_of(event.subject)
    is_keyed = event.kind in words.keyed_by
    return [
        _change(words, name, "" if is_keyed else name, event.changes[name], names)
        for name in shown_fields(event, most=most)
    ]


def _change(words: Words, label: str, field_name: str, value: Any, names: Names) -> Change:  # Any: a JSON value
    """Tell one field; the name of a field may itself be the id of a record."""
    before, after = _pair(value)
    known = words.fields.get(label) or next((names[each] for each in _ids([label]) if each in names), None)
    if known is None:
        known = _("a record that is gone") if _ids([label]) else label.replace("_", " ")
    return Change(str(known), _told(words, field_name, before, names), _told(words, field_name, after, names) or "–")


def _says_something(value: Any) -> bool:  # Any: a JSON value
    before, after = _pair(value)
    return before != after and not (before in _NOTHING and after in _NOTHING)


def _pair(value: Any) -> tuple[Any, Any]:
    """Return before and after; a fact told without a former value has none."""
    if isinstance(value, list) and len(value) == 2:
        return value[0], value[1]
    return None, value


def _told(words: Words, name: str, value: Any, names: Names) -> str:
    """Return a JSON value as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return _listed(words, name, value, names)
    known = words.values.get(name, {})
    word = known(str(value)) if callable(known) else known.get(str(value))
    if word is not None:
        return str(word)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _plain(str(value), names)


def _listed(words: Words, name: str, values: Sequence[Any], names: Names) -> str:
    inner = [
        ", ".join(part for each in value if (part := _told(words, name, each, names)))
        if isinstance(value, list)
        else _told(words, name, value, names)
        for value in values
    ]
    return ("; " if any(isinstance(value, list) for value in values) else ", ").join(dict.fromkeys(inner))


def _plain(text: str, names: Names) -> str:
    """Return a name instead of an id, a day or a moment as people write it, the beginning of a long text."""
    for identifier in _ids([text]):
        return names.get(identifier, _("a record that is gone"))
    if len(text) >= 10 and text[4:5] == "-" and text[:4].isdecimal():
        try:
            return short_date(parse_date(text)) if len(text) == 10 else moment(datetime.fromisoformat(text))
        except ValueError:
            return text
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…"


def _flat(value: Any) -> list[Any]:
    if isinstance(value, list):
        return [inner for each in value for inner in _flat(each)]
    return [value]


def _ids(values: Iterable[Any]) -> list[UUID]:
    found = []
    for value in values:
        if isinstance(value, str) and len(value) == 36:
            try:
                found.append(UUID(value))
            except ValueError:
                continue
    return found
