"""What leaves the screen: the workbook of a body, the list for a unit's meeting, the annex of the decision."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from app.classification import presenters, queries, rules
from app.classification.enums import ClassificationStatus
from app.classification.queries import Scope
from app.classification.views.blueprint import bp, visible_unit
from app.classification.views.sheet import sheet_of
from app.classification.workbook import Lists, as_workbook
from app.core.access import Permission
from app.core.clock import today
from app.core.database import db
from app.core.errors import NotFound
from app.web.downloads import workbook_answer
from app.web.guards import current_actor, requires
from app.web.workplace import current_workplace

MOST_ON_PAPER = 5_000


@bp.get("/workbook")
@requires(Permission.CLASSIFICATION_READ)
def workbook() -> ResponseReturnValue:
    place, session = current_workplace(), db.session()
    scope = Scope(place.body_id, current_actor().paths(Permission.CLASSIFICATION_READ))
    # The ceilings are counted over the whole body: only who reads all of it sees them.
    sees_all = current_actor().may_at(Permission.CLASSIFICATION_READ, place.body_path)
    excess = queries.excess_of(session, place.body_id, place.year) if sees_all else None
    lists = Lists(
        body_name=place.body_name,
        year=place.year,
        people=queries.roster(session, scope, place.year, rules.reference_day(place.year, today())),
        collectives=queries.collectives(session, scope, place.year),
        meters=queries.excellent_meters(session, place.body_id, place.year) if sees_all else [],
        excess_reason=excess.reason if excess else "",
    )
    return workbook_answer(as_workbook(lists), f"Xếp loại chất lượng {place.year}.xlsx")


@bp.get("/units/<uuid:unit_id>/<int:year>/list")
@requires(Permission.CLASSIFICATION_READ)
def meeting_list(unit_id: UUID, year: int) -> ResponseReturnValue:
    sheet = sheet_of(unit_id, year, size=MOST_ON_PAPER)
    return render_template("classification/meeting_paper.html", sheet=sheet, place=sheet.place, year=year)


@bp.get("/<uuid:body_id>/<int:year>/annex")
@requires(Permission.CLASSIFICATION_READ)
def annex(body_id: UUID, year: int) -> ResponseReturnValue:
    place = visible_unit(body_id, year)
    if place.body_id != body_id:
        raise NotFound
    session, scope = db.session(), Scope(body_id, (place.path,))
    people = queries.roster(session, scope, year, rules.reference_day(year, today()))
    decided = [(person, entry) for person, entry in people if entry and entry.status != ClassificationStatus.PROPOSED]
    units = [
        (name, entry)
        for name, entry in queries.collectives(session, scope, year)
        if entry.status != ClassificationStatus.PROPOSED
    ]
    return render_template(
        "classification/annex_paper.html",
        place=place,
        year=year,
        parts=presenters.annex_parts(decided),
        units=presenters.annex_units(units),
        reference=presenters.annex_reference([entry for _row, entry in [*decided, *units]]),
        excess=queries.excess_of(session, body_id, year),
    )
