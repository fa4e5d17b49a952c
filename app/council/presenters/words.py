"""Small words that several pages share."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _

from app.audit.queries import EventRow
from app.core.clock import HERE
from app.core.text import number_en, number_vi, short_date
from app.council.labels import EVENT_LABELS


def is_vietnamese() -> bool:
    """Say whether the page speaks Vietnamese."""
    return str(get_locale() or "vi").startswith("vi")


def language() -> str:
    """Return the language of the page."""
    return str(get_locale() or "vi")


def percent(hundredths: int) -> str:
    """Write hundredths of a per cent in the language of the page: 66,66 or 66.66."""
    return percent_in(hundredths, vietnamese=is_vietnamese())


def percent_in(hundredths: int, *, vietnamese: bool) -> str:
    """Write hundredths of a per cent; whole ones without decimals."""
    whole, rest = divmod(hundredths, 100)
    value = Decimal(hundredths) / 100 if rest else whole
    return number_vi(value) if vietnamese else number_en(value)


def when(moment: datetime) -> str:
    """Write a moment as "14:30, 05/12/2018" on the clock of Việt Nam."""
    here = moment.astimezone(HERE)
    return f"{here:%H:%M}, {short_date(here.date())}"


def nominee_detail(name: str, post: str, unit: str) -> str:
    """Return what tells a nominee apart, in one line; a collective is not called by its name twice."""
    return ", ".join(part for part in (post, unit) if part and part != name)


def history(events: Iterable[EventRow]) -> list[dict[str, Any]]:  # Any: what the time line shows
    """Return the trail of a record for the time line, newest first."""
    shown = [
        {
            "what": _what(event),
            "who": event.actor_name or _("The operator"),
            "when": when(event.at),
            "reason": event.reason,
        }
        for event in events
    ]
    return shown[::-1]


def _what(event: EventRow) -> object:
    """Name the act; of a meeting that is gone, the council's trail alone knows name and day."""
    label = EVENT_LABELS.get(event.kind, event.kind)
    if event.kind != "council.meeting_cancelled":
        return label
    day = short_date(datetime.fromisoformat(event.changes["held_at"][0]).astimezone(HERE).date())
    return _("%(act)s: %(name)s, %(day)s", act=label, name=event.changes["meeting"][0], day=day)
