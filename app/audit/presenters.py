"""The entries of the trail as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.audit import labels, words
from app.audit.queries import EventRow
from app.core.access import Actor
from app.web.filters import moment


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry in words."""

    number: int
    when: str
    who: str
    what: str
    subject: str
    record: str
    record_href: str
    reason: str
    changes: Sequence[words.Change]
    hidden_count: int


def entries(events: Sequence[EventRow], names: words.Names, actor: Actor, *, most: int | None) -> list[EntryView]:
    """Return entries for the page; ``most`` says how many changes of each, None: all."""
    return [
        EntryView(
            event.number,
            moment(event.at),
            event.actor_name or _("The operator"),
            str(labels.EVENT_LABELS.get(event.kind, event.kind)),
            str(labels.SUBJECT_LABELS.get(event.subject, event.subject)),
            names.get(event.subject_id, ""),
            _href(event, actor) if event.subject_id in names else "",
            event.reason or "",
            words.changes(event, names, most=most),
            words.hidden_count(event, most=most),
        )
        for event in events
    ]


def _href(event: EventRow, actor: Actor) -> str:
    page = words.words_of(event.subject).page
    if page is None or not actor.paths(page.permission):
        return ""
    values: dict[str, Any] = {page.parameter: event.subject_id}  # Any: url_for names its own arguments
    return url_for(page.endpoint, **values)
