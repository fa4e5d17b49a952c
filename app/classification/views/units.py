"""The grid of one unit, where an HR officer enters levels."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app.classification import policy, presenters, services
from app.classification.forms import GridForm, LevelForm, row_values
from app.classification.presenters import SheetRow
from app.classification.views import sheet as sheets
from app.classification.views.blueprint import bp, page_links
from app.classification.views.sheet import Sheet, sheet_of, with_fields
from app.core.access import Permission
from app.core.clock import now
from app.core.errors import NotAllowed, RuleBroken, StaleVersion
from app.web.guards import current_actor, requires

GRID_SIZE = sheets.GRID_SIZE


@bp.get("/units/<uuid:unit_id>/<int:year>")
@requires(Permission.CLASSIFICATION_READ)
def unit(unit_id: UUID, year: int) -> ResponseReturnValue:
    sheet = sheet_of(unit_id, year, size=GRID_SIZE)
    return _grid_page(sheet, _form(sheet))


@bp.post("/units/<uuid:unit_id>/<int:year>")
@requires(Permission.CLASSIFICATION_EDIT)
def enter(unit_id: UUID, year: int) -> ResponseReturnValue:
    sheet = sheet_of(unit_id, year, size=GRID_SIZE)
    if not policy.may_edit(current_actor(), sheet.place.path):
        raise NotAllowed
    form = _form(sheet)
    if form.validate():
        try:
            changed = services.classify(form.entries(unit_id, sheet.known), year, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        except StaleVersion:
            return sheets.conflict(
                with_fields(sheet.rows, form.rows),
                _typed,
                _standing,
                reload_href=url_for("classification.unit", unit_id=unit_id, year=year),
            )
        else:
            flash(ngettext("%(num)s level saved.", "%(num)s levels saved.", changed))
            return redirect(request.full_path.rstrip("?"))
    return _grid_page(sheet, form), 422


def _form(sheet: Sheet) -> GridForm:
    return GridForm(data={"rows": row_values(sheet.rows), "decided_on": presenters.newest_day(sheet.rows)})


def _grid_page(sheet: Sheet, form: GridForm) -> str:
    editable = policy.may_edit(current_actor(), sheet.place.path) and not sheet.place.is_locked
    return render_template(
        "classification/unit.html",
        **sheets.frame_of(sheet, "unit"),
        editable=editable,
        form=form,
        rows=with_fields(sheet.rows, form.rows),
        **page_links(sheet.page),
    )


def _typed(fields: LevelForm) -> str:
    return _words(presenters.level_name(fields.level.data), fields.note.data)


def _standing(row: SheetRow) -> str:
    return _words(row.level_name, row.note)


def _words(level: object, note: str | None) -> str:
    return f"{level} ({note})" if note else str(level)
