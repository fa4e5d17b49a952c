"""The decision: over one unit row by row, or over everything that a body's units proposed."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app.classification import policy, presenters, queries, services
from app.classification.forms import DecisionForm, DecisionRowForm, row_values
from app.classification.presenters import SheetRow
from app.classification.rules.findings import worst
from app.classification.services import DecisionPlan
from app.classification.views import sheet as sheets
from app.classification.views.blueprint import bp, page_links, visible_unit
from app.classification.views.sheet import sheet_of, with_fields
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion
from app.eligibility.enums import Outcome
from app.web.guards import current_actor, requires


@bp.route("/units/<uuid:unit_id>/<int:year>/decision", methods=["GET", "POST"])
@requires(Permission.CLASSIFICATION_READ)
def unit_decision(unit_id: UUID, year: int) -> ResponseReturnValue:
    sheet = sheet_of(unit_id, year)
    if not policy.may_decide(current_actor(), sheet.place.path):
        raise NotAllowed
    waiting = [row for row in sheet.rows if row.is_proposed]
    form = DecisionForm(data={"rows": row_values(waiting), "decided_on": today()})
    if form.validate_on_submit():
        plan = DecisionPlan(
            body_id=sheet.place.body_id,
            year=year,
            decided_on=form.decided_on.data or today(),
            number=form.number.data or "",
            unit_id=unit_id,
            changes=form.changes(sheet.known),
            excess_reason=form.excess_reason.data or "",
        )
        try:
            number = services.decide(plan, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        except StaleVersion:
            return sheets.conflict(
                with_fields(sheet.rows, form.rows),
                _typed,
                _standing,
                reload_href=url_for("classification.unit_decision", unit_id=unit_id, year=year),
            )
        else:
            flash(ngettext("%(num)s level is decided.", "%(num)s levels are decided.", number))
            return redirect(url_for("classification.unit", unit_id=unit_id, year=year))
    excess = queries.excess_of(db.session(), sheet.place.body_id, year)
    page = render_template(
        "classification/unit_decision.html",
        **sheets.frame_of(sheet, "decision"),
        form=form,
        rows=with_fields(waiting, form.rows),
        excess=excess,
        **page_links(sheet.page),
    )
    return page, 422 if form.is_submitted() else 200


@bp.route("/<uuid:body_id>/<int:year>/decision", methods=["GET", "POST"])
@requires(Permission.CLASSIFICATION_READ)
def decision(body_id: UUID, year: int) -> ResponseReturnValue:
    place = visible_unit(body_id, year)
    if place.body_id != body_id:
        raise NotFound
    if not policy.may_decide(current_actor(), place.path):
        raise NotAllowed
    session, form = db.session(), DecisionForm(data={"decided_on": today()})
    if form.validate_on_submit():
        plan = DecisionPlan(
            body_id=body_id,
            year=year,
            decided_on=form.decided_on.data or today(),
            number=form.number.data or "",
            excess_reason=form.excess_reason.data or "",
        )
        try:
            number = services.decide(plan, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        else:
            flash(ngettext("%(num)s level is decided.", "%(num)s levels are decided.", number))
            return redirect(url_for("classification.list_page"))
    waiting = queries.waiting_entries(session, body_id, year)
    found = queries.judge_entries(session, body_id, year, [each.entry for each in waiting])
    against = {subject: each for subject, each in found.items() if worst(each) is Outcome.NOT_MET}
    page = render_template(
        "classification/decision.html",
        form=form,
        place=place,
        year=year,
        locked=queries.is_locked(session, body_id, year),
        units=presenters.waiting_units(waiting, against),
        against=presenters.against_lines(waiting, against),
        number=len(waiting),
        meters_of=presenters.meter_views(queries.excellent_meters(session, body_id, year)),
        excess=queries.excess_of(session, body_id, year),
        deadline=presenters.deadline_words(year, today()),
        back_href=url_for("classification.list_page"),
    )
    return page, 422 if form.is_submitted() else 200


def _typed(fields: DecisionRowForm) -> str:
    reason = fields.reason.data
    name = presenters.level_name(fields.level.data)
    return f"{name} ({reason})" if reason else str(name)


def _standing(row: SheetRow) -> str:
    return str(row.level_name)
