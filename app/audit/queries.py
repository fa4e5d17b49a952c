"""Reading the trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Event, TrailHead
from app.core.paging import Page, keyset_page


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


_COLUMNS = (
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
    query = select(*_COLUMNS).where(Event.subject_id == subject_id).order_by(Event.number)
    return [EventRow(*row) for row in session.execute(query)]


def event_page(session: Session, *, cursor: str | None, subject: str = "") -> Page[EventRow]:
    """The trail, newest first; ``subject`` narrows it to one kind of record."""
    query = select(*_COLUMNS)
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


def head(session: Session) -> tuple[int, str]:
    """Number and hash of the last event."""
    row = session.execute(select(TrailHead.number, TrailHead.sha256)).one()
    return row.number, row.sha256
