"""Rows of the start page."""

from collections.abc import Iterable
from typing import Any

from flask import url_for

from app.core.text import short_date
from app.eligibility.enums import DisciplineLevel, LeaveKind
from app.organisation.queries import UnitRow
from app.records import labels
from app.records.enums import EntryKind
from app.records.presenters.words import award_words
from app.records.queries.lists import FoundPerson, LatestEntry
from app.records.services import regime_of

Rows = list[list[Any]]  # Any: cells of a table


def people_rows(people: Iterable[FoundPerson]) -> Rows:
    """Return people who were found."""
    return [
        [
            {"text": each.full_name, "href": url_for("records.person", person_id=each.id)},
            short_date(each.birth_on) if each.birth_on else "",
            each.post,
            each.unit_name,
        ]
        for each in people
    ]


def unit_rows(units: Iterable[UnitRow]) -> Rows:
    """Return units that were found."""
    return [
        [{"text": each.name, "href": url_for("records.unit", unit_id=each.id)}, each.code]
        for each in units
        if not each.is_external
    ]


def latest_rows(entries: Iterable[LatestEntry]) -> list[dict[str, Any]]:  # Any: cells of a row
    """Return what was entered last."""
    return [
        {
            "whose": each.whose,
            "href": url_for("records.unit", unit_id=each.whose_id)
            if each.is_unit
            else url_for("records.person", person_id=each.whose_id),
            "kind": labels.KIND_LABELS[each.kind],
            "tone": labels.KIND_TONES[each.kind],
            "what": _what(each),
            "year": each.year,
        }
        for each in entries
    ]


def _what(entry: LatestEntry) -> object:
    match entry.kind:
        case EntryKind.CONFERRAL:
            return award_words(regime_of(int(entry.year)), entry.what)
        case EntryKind.DISCIPLINE:
            return labels.SEVERITY_LABELS[DisciplineLevel(entry.what)]
        case EntryKind.LEAVE:
            return labels.LEAVE_LABELS[LeaveKind(entry.what)]
        case _:
            return entry.what
