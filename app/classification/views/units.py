"""The grid of one unit."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app.classification import policy, presenters, queries, rules, services
from app.classification.forms import GridForm, LevelForm, row_values
from app.classification.queries import PersonFilter, Scope, UnitPlace
from app.classification.views.blueprint import bp, page_links, visible_unit
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken, StaleVersion
from app.core.paging import Page
from app.web.guards import current_actor, requires

GRID_SIZE: Final = 100


@bp.get("/units/<uuid:unit_id>/<int:year>")
@requires(Permission.CLASSIFICATION_READ)
def unit(unit_id: UUID, year: int) -> ResponseReturnValue:
    place = visible_unit(unit_id, year)
    return _grid_page(_grid(place, year))


@bp.post("/units/<uuid:unit_id>/<int:year>")
@requires(Permission.CLASSIFICATION_EDIT)
def enter(unit_id: UUID, year: int) -> ResponseReturnValue:
    place = visible_unit(unit_id, year)
    if not policy.may_edit(current_actor(), place.path):
        raise NotAllowed
    grid = _grid(place, year)
    if grid.form.validate():
        known = {row.subject_id: (row.level, row.decided_on) for row in grid.rows}
        try:
            changed = services.classify(grid.form.entries(unit_id, known), year, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            grid.form.add_problems(refusal)
        except StaleVersion:
            return _conflict(grid)
        else:
            flash(ngettext("%(num)s level saved.", "%(num)s levels saved.", changed))
            return redirect(request.full_path.rstrip("?"))
    return _grid_page(grid), 422


@dataclass(frozen=True, slots=True)
class _Grid:
    """What the page of one unit is made of."""

    place: UnitPlace
    year: int
    rows: list[presenters.GridRow]
    form: GridForm
    page: Page[queries.PersonLevel]


def _grid(place: UnitPlace, year: int) -> _Grid:
    session, day = db.session(), rules.reference_day(year, today())
    page = queries.people_page(
        session,
        Scope(place.body_id, (place.path,)),
        year,
        day,
        narrowed=PersonFilter(unit_id=place.id),
        cursor=request.args.get("at"),
        size=GRID_SIZE,
    )
    own = None if page.previous_cursor else queries.unit_level(session, place.id, year, day)
    rows = presenters.grid_rows(place, own, page.items)
    form = GridForm(data={"rows": row_values(rows), "decided_on": presenters.newest_day(rows)})
    return _Grid(place, year, rows, form, page)


def _grid_page(grid: _Grid) -> str:
    locked = queries.is_locked(db.session(), grid.place.body_id, grid.year)
    return render_template(
        "classification/unit.html",
        place=grid.place,
        year=grid.year,
        locked=locked,
        editable=policy.may_edit(current_actor(), grid.place.path) and not locked,
        form=grid.form,
        rows=_with_fields(grid),
        back_href=url_for("classification.list_page"),
        **page_links(grid.page),
    )


def _with_fields(grid: _Grid) -> list[tuple[presenters.GridRow, LevelForm]]:
    """Return each row with its fields; a row that was not on the posted page has none and is left out."""
    fields = {entry.form.subject_id.data: entry.form for entry in grid.form.rows}
    return [(row, fields[row.subject_id]) for row in grid.rows if row.subject_id in fields]


def _conflict(grid: _Grid) -> ResponseReturnValue:
    """Show what was typed beside what stands now, row by row."""
    differences, fresh = [], {}
    for row, fields in _with_fields(grid):
        fresh[fields.version.name] = str(row.version)
        mine = _words(presenters.level_name(fields.level.data), fields.note.data)
        theirs = _words(row.level_name, row.note)
        if mine != theirs:
            differences.append((row.name, mine, theirs))
    posted = [(name, value) for name, values in request.form.lists() for value in values]
    page = render_template(
        "errors/conflict.html",
        rows=differences,
        action=request.full_path.rstrip("?"),
        fields=[(name, fresh.get(name, value)) for name, value in posted],
        reload_href=url_for("classification.unit", unit_id=grid.place.id, year=grid.year),
    )
    return page, 409


def _words(level: object, note: str | None) -> str:
    return f"{level} ({note})" if note else str(level)
