"""The head's page of endorsed names, and the act of not approving one."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, TransitionError
from app.decisions import policy, queries, services
from app.decisions.forms import ReasonForm
from app.decisions.presenters.deviations import endorsed_row, endorsed_rows
from app.decisions.queries import DeviationRow
from app.decisions.views.blueprint import bp
from app.decisions.views.doors import crumbs, readable_workplace
from app.nominations.enums import Status
from app.web.acting import carried_out
from app.web.guards import current_actor, requires


@bp.get("/deviations")
@requires(Permission.DECISION_SIGN)
def deviations() -> ResponseReturnValue:
    workplace, session = readable_workplace(), db.session()
    if not policy.may_sign(current_actor(), workplace.body_path):
        raise NotAllowed
    endorsed = queries.endorsed_of(session, workplace.body_id, workplace.year, most=queries.MOST_WAITING)
    refused = queries.deviations_of(session, workplace.body_id, workplace.year)
    return render_template(
        "decisions/deviations.html",
        workplace_name=workplace.body_name,
        year=workplace.year,
        endorsed=endorsed_rows(endorsed),
        not_approved=[endorsed_row(row) for row in refused],
        crumbs=crumbs(),
    )


@bp.route("/deviations/<uuid:nomination_id>", methods=["GET", "POST"])
@requires(Permission.DECISION_SIGN)
def deviation(nomination_id: UUID) -> ResponseReturnValue:
    row = _open(nomination_id)
    form = ReasonForm()
    reason = form.reason.data or ""
    if carried_out(form, lambda: services.not_approve(nomination_id, reason, actor=current_actor(), at=now())):
        flash(_("%(name)s is not approved; the reason is recorded.", name=row.nominee_name))
        return redirect(url_for("decisions.deviations"))
    page = render_template(
        "decisions/deviation.html",
        form=form,
        row=endorsed_row(row),
        campaign=row.campaign_name,
        crumbs=[*crumbs(), (_("Names the council endorsed"), url_for("decisions.deviations"))],
    )
    return page, 422 if form.is_submitted() else 200


def _open(nomination_id: UUID) -> DeviationRow:
    """Return an endorsed name of a body whose papers the actor signs."""
    row = queries.endorsed_one(db.session(), nomination_id)
    if row is None or not policy.may_read(current_actor(), row.body_path):
        raise NotFound
    if not policy.may_sign(current_actor(), row.body_path):
        raise NotAllowed
    if row.status is not Status.ENDORSED:
        raise TransitionError("only an endorsed name can be left without the award")
    return row
