"""What the three grids of a unit have in common: the sheet that they show, and the 409 page of a stale one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.classification import policy, presenters, queries, rules
from app.classification.presenters import MeterView, SheetRow
from app.classification.queries import Dossier, PersonFilter, Scope, SheetPlace
from app.classification.rules.quota import meters
from app.core.clock import today
from app.core.database import db
from app.core.errors import NotFound
from app.core.paging import Page
from app.eligibility.choices import DEFAULTS, Choices
from app.local_rules.queries import choices_for
from app.web.guards import current_actor

GRID_SIZE: Final = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit's rows of a year."""

    place: SheetPlace
    year: int
    rows: list[SheetRow]
    page: Page[queries.PersonLevel]
    meters: list[MeterView]

    @property
    def counts_points(self) -> bool:
        """Whether any row has points."""
        return any(row.counts_points for row in self.rows)

    @property
    def known(self) -> dict[UUID, SheetRow]:
        """The rows by person or unit."""
        return {row.subject_id: row for row in self.rows}


def sheet_of(unit_id: UUID, year: int, *, size: int = GRID_SIZE) -> Sheet:
    """Return the sheet of a unit that the actor may read; raises NotFound for any other."""
    session = db.session()
    place = queries.sheet_place(session, unit_id, year) if rules.FIRST_YEAR <= year <= rules.LAST_YEAR else None
    if place is None:
        raise NotFound
    day = rules.reference_day(year, today())
    if not policy.may_read(current_actor(), place.path):
        raise NotFound
    page = queries.people_page(
        session,
        Scope(place.body_id, (place.path,)),
        year,
        day,
        narrowed=PersonFilter(unit_id=place.id),
        cursor=request.args.get("at"),
        size=size,
    )
    entries = queries.sheet_entries(session, unit_id, year)
    known = queries.dossiers(session, [person.person_id for person in page.items], year, unit_id=unit_id)
    tallies = queries.excellent_tallies(session, place.body_id, year)
    choices = _choices(place, year) if tallies or any(map(_leans_on_choices, known.values())) else DEFAULTS
    rows = presenters.sheet_rows(
        place,
        year,
        page.items,
        entries,
        known,
        choices,
        with_unit=page.previous_cursor is None,
    )
    return Sheet(place, year, rows, page, presenters.meter_views(meters(tallies, year, choices)))


def _choices(place: SheetPlace, year: int) -> Choices:
    return choices_for(db.session(), place.body_id, on=date(year, 12, 31))


def _leans_on_choices(dossier: Dossier) -> bool:
    """Say whether what is on record is judged by a reading or a setting of the body."""
    return bool(dossier.absences) or len(dossier.places) > 1


def with_fields(rows: Sequence[SheetRow], entries: Iterable[Any]) -> list[tuple[SheetRow, Any]]:  # Any: row forms
    """Return each row with its fields; a row that was not on the posted page has none and is left out."""
    fields = {entry.form.subject_id.data: entry.form for entry in entries}
    return [(row, fields[row.subject_id]) for row in rows if row.subject_id in fields]


def conflict(
    pairs: Iterable[tuple[SheetRow, Any]],
    said: Callable[[Any], str],
    stands: Callable[[SheetRow], str],
    *,
    reload_href: str,
    renewed: dict[str, str] | None = None,
) -> ResponseReturnValue:
    """Show what was typed beside what stands now, row by row; Any: row forms."""
    differences, fresh = [], dict(renewed or {})
    for row, fields in pairs:
        fresh[fields.version.name] = str(row.version)
        mine, theirs = said(fields), stands(row)
        if mine != theirs:
            differences.append((row.name, mine, theirs))
    posted = [(name, value) for name, values in request.form.lists() for value in values]
    page = render_template(
        "errors/conflict.html",
        rows=differences,
        action=request.full_path.rstrip("?"),
        fields=[(name, fresh.get(name, value)) for name, value in posted],
        reload_href=reload_href,
    )
    return page, 409


def frame_of(sheet: Sheet, current: str) -> dict[str, object]:
    """Return what every page about a unit's sheet shows around its grid."""
    actor, place = current_actor(), sheet.place
    return {
        "sheet": sheet,
        "place": place,
        "year": sheet.year,
        "locked": place.is_locked,
        "current": current,
        "may_propose": policy.may_propose(actor, place.path) and not place.is_locked,
        "may_decide": policy.may_decide(actor, place.path) and not place.is_locked,
        "waiting": sum(row.is_proposed for row in sheet.rows),
        "deadline": presenters.deadline_words(sheet.year, today()),
        "back_href": url_for("classification.list_page"),
    }
