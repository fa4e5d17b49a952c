"""What stands beside the names of a paper: its facts and its history."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.audit.queries import EventRow
from app.core.text import parse_date, short_date
from app.decisions.labels import (
    CAPACITY_LABELS,
    EVENT_LABELS,
    FIELD_LABELS,
)
from app.decisions.queries import (
    DecisionSheet,
    LetterSheet,
    Name,
)
from app.eligibility.enums import Subject
from app.web.filters import moment


def facts(sheet: DecisionSheet | LetterSheet, names: Sequence[Name]) -> list[tuple[str, str]]:
    """Return what a paper is about, in keys and values."""
    collectives = sum(name.subject is Subject.COLLECTIVE for name in names)
    is_letter = isinstance(sheet, LetterSheet)
    dated_on = sheet.sent_on if isinstance(sheet, LetterSheet) else sheet.signed_on
    rows = [
        (_("Campaign"), sheet.campaign_name),
        (_("Collectives"), str(collectives)),
        (_("Individuals"), str(len(names) - collectives)),
    ]
    if isinstance(sheet, LetterSheet):
        rows.insert(0, (_("Addressee"), sheet.to_unit_name))
    if dated_on:
        rows += [
            (_("Number"), sheet.full_number),
            (_("Date of the letter") if is_letter else _("Date of signing"), short_date(dated_on)),
            (_("Signer"), ", ".join(part for part in (sheet.signer_name, sheet.signer_post) if part)),
            (_("Capacity of the signer"), str(CAPACITY_LABELS[sheet.signer_capacity]) if sheet.signer_capacity else ""),
        ]
    return rows


def history(events: Sequence[EventRow]) -> list[dict[str, object]]:
    """Return the events of a paper, newest first, as a time line shows them."""
    return [
        {
            "when": moment(event.at),
            "who": event.actor_name,
            "what": EVENT_LABELS.get(event.kind, event.kind),
            "reason": event.reason,
            "changes": [
                (FIELD_LABELS[field], _told(before), _told(after))
                for field, (before, after) in event.changes.items()
                if field in FIELD_LABELS
            ],
        }
        for event in reversed(events)
    ]


def _told(value: object) -> str:
    """Return a value of the trail as a person reads it: days as dd/mm/yyyy."""
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        try:
            return short_date(parse_date(value))
        except ValueError:
            return value
    return "" if value is None else str(value)
