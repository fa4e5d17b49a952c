"""Reading the trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.audit.models import Event, TrailHead
from app.core.database import within
from app.core.paging import AnySelect, Page, keyset_page

Places = tuple[AnySelect, ...]
"""Selects of (id of a record, tree path of where it lies); a record may lie in several places, or in none."""

_PLACES: Final[dict[str, Places]] = {}
_AUTHOR: Final = "user"


def gather(places: Mapping[str, Places]) -> None:
    """Learn from a feature where the records of its subjects lie (``TRAIL_PLACES``)."""
    _PLACES.update(places)


@dataclass(frozen=True, slots=True)
class EventRow:
    number: int
    at: datetime
    kind: str
    subject: str
    subject_id: UUID
    actor_name: str
    reason: str | None
    changes: dict[str, Any]  # Any: fields of every feature


EVENT_COLUMNS = (
    Event.number,
    Event.at,
    Event.kind,
    Event.subject,
    Event.subject_id,
    Event.actor_name,
    Event.reason,
    Event.changes,
)


def events_of(session: Session, subject_id: UUID) -> Sequence[EventRow]:
    """All events of one record, oldest first."""
    query = select(*EVENT_COLUMNS).where(Event.subject_id == subject_id).order_by(Event.number)
    return [EventRow(*row) for row in session.execute(query)]


def event_page(session: Session, *, roots: Sequence[str], cursor: str | None, subject: str = "") -> Page[EventRow]:
    """What happened within these subtrees, newest first; ``subject`` narrows it to one kind of record."""
    query = select(*EVENT_COLUMNS).where(_within_reach(roots))
    if subject:
        query = query.where(Event.subject == subject)
    return keyset_page(
        lambda ordered: [EventRow(*row) for row in session.execute(ordered)],
        query,
        (Event.number,),
        lambda row: (row.number,),
        cursor=cursor,
        descending=True,
    )


def _within_reach(roots: Sequence[str]) -> ColumnElement[bool]:
    """An entry is read where its record lies; of a record that is gone, or lies nowhere, where its author works."""
    ours = _lies(_PLACES.get(_AUTHOR, ()), Event.actor_id, roots)
    grounds = [
        and_(
            Event.subject == subject,
            _lies(places, Event.subject_id, roots) | (~_lies(places, Event.subject_id) & ours),
        )
        for subject, places in _PLACES.items()
    ]
    return or_(*grounds, Event.subject.not_in(_PLACES) & ours)


def _lies(
    places: Places, record: InstrumentedAttribute[Any], roots: Sequence[str] | None = None
) -> ColumnElement[bool]:
    """The condition "the record lies within these subtrees", or without any: "the record lies somewhere"."""
    found = []
    for each in places:
        key, path = each.selected_columns
        inside = true() if roots is None else within(path, roots)
        found.append(exists(each.where(key == record, inside).correlate(Event)))
    return or_(*found) if found else false()


def event_numbered(session: Session, number: int, *, roots: Sequence[str]) -> EventRow | None:
    """One entry, or None when it does not lie within these subtrees."""
    row = session.execute(select(*EVENT_COLUMNS).where(Event.number == number, _within_reach(roots))).one_or_none()
    return EventRow(*row) if row else None


def names_of(session: Session, queries: Sequence[AnySelect]) -> dict[UUID, str]:
    """The names that these selects of (id, name) give, asked at once."""
    if not queries:
        return {}
    return {row[0]: row[1] for row in session.execute(union_all(*queries)) if row[1]}


def head(session: Session) -> tuple[int, str]:
    """Number and hash of the last event."""
    row = session.execute(select(TrailHead.number, TrailHead.sha256)).one()
    return row.number, row.sha256
