"""Lock and unlock the levels of a body and year."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.classification import policy, presenters, queries, rules, services
from app.classification.forms import LockForm, UnlockForm
from app.classification.queries import PersonFilter, Scope, UnitPlace
from app.classification.rules.quota import is_over
from app.classification.views.blueprint import bp, visible_unit
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken
from app.web.guards import current_actor, requires


@bp.route("/<uuid:body_id>/<int:year>/lock", methods=["GET", "POST"])
@requires(Permission.CLASSIFICATION_EDIT)
def lock(body_id: UUID, year: int) -> ResponseReturnValue:
    place = _editable_body(body_id, year)
    session, form = db.session(), LockForm()
    problems: list[str] = []
    if form.validate_on_submit():
        try:
            reason = form.excess_reason.data or ""
            number = services.lock_year(body_id, year, excess_reason=reason, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            asks_reason = any(problem.field == "excess_reason" for problem in refusal.problems)
            if asks_reason:
                form.add_problems(refusal)
            else:
                problems = [str(problem.message) for problem in refusal.problems]
        else:
            flash(ngettext("%(num)s level is locked.", "%(num)s levels are locked.", number))
            return redirect(url_for("classification.list_page"))
    state = queries.progress(session, body_id, year)
    scope, day = Scope(body_id, (place.path,)), rules.reference_day(year, today())
    waiting = queries.people_total(session, scope, year, day, PersonFilter(without_level=True))
    found = queries.excellent_meters(session, body_id, year)
    in_the_way = rules.locking_problems(entered=state.entered, undecided=state.undecided)
    page = render_template(
        "classification/lock.html",
        form=form,
        place=place,
        year=year,
        state=state,
        waiting=waiting,
        is_over=is_over(found),
        ceilings=presenters.meter_views(found),
        excess=queries.excess_of(session, body_id, year),
        is_locked=queries.is_locked(session, body_id, year),
        problems=problems or [str(problem.message) for problem in in_the_way],
        back_href=url_for("classification.list_page"),
    )
    return page, 422 if form.is_submitted() else 200


@bp.route("/<uuid:body_id>/<int:year>/unlocking", methods=["GET", "POST"])
@requires(Permission.CLASSIFICATION_EDIT)
def unlock(body_id: UUID, year: int) -> ResponseReturnValue:
    place = _editable_body(body_id, year)
    form = UnlockForm()
    if form.validate_on_submit():
        try:
            services.unlock_year(body_id, year, form.reason.data or "", actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        else:
            flash(_("The levels are unlocked and can be changed again."))
            return redirect(url_for("classification.list_page"))
    page = render_template(
        "classification/unlock.html", form=form, place=place, year=year, back_href=url_for("classification.list_page")
    )
    return page, 422 if form.is_submitted() else 200


def _editable_body(body_id: UUID, year: int) -> UnitPlace:
    place = visible_unit(body_id, year)
    if place.body_id != body_id:
        raise NotFound
    if not policy.may_edit(current_actor(), place.path):
        raise NotAllowed
    return place
