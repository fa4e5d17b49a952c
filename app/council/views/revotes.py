"""After the count: voting again, and saying the result without its figures."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken, TransitionError
from app.council import policy, services
from app.council.enums import ItemStatus, MeetingStatus
from app.council.forms import RevoteForm
from app.council.queries import meetings
from app.council.queries.meetings import ItemRow, MeetingFile
from app.council.views.blueprint import bp
from app.nominations.labels import award_name
from app.web.guards import current_actor, requires


@bp.route("/items/<uuid:item_id>/revote", methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def revote(item_id: UUID) -> ResponseReturnValue:
    """Annul the vote on a counted file, with a reason, so that the council votes again."""
    item, place = _counted(item_id)
    if place.status is not MeetingStatus.OPEN or item.status is not ItemStatus.CLOSED:
        raise TransitionError("only what was counted in a meeting in session is voted on again")
    form, back_href = RevoteForm(), url_for("council.item", item_id=item_id)
    if form.validate_on_submit():
        try:
            services.annul_vote(item_id, form.reason.data or "", actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        else:
            flash(
                _("The vote is annulled. Open the file for the vote again; members who stepped aside may answer anew.")
            )
            return redirect(url_for("council.meeting", meeting_id=place.id))
    page = render_template(
        "council/revote.html",
        form=form,
        meeting=place,
        item=item,
        award=award_name(item.regime_id, item.award_code),
        back_href=back_href,
        crumbs=[
            (_("Councils"), url_for("council.list_page")),
            (place.name, url_for("council.meeting", meeting_id=place.id)),
            (item.nominee_name, back_href),
        ],
    )
    return page, 422 if form.is_submitted() else 200


@bp.post("/items/<uuid:item_id>/publication")
@requires(Permission.COUNCIL_READ)
def publication(item_id: UUID) -> ResponseReturnValue:
    """Publish only the result of a counted file, or its count as well."""
    _item, _place = _counted(item_id)
    wanted = request.form.get("publish")
    if wanted not in {"result", "count"}:
        raise TransitionError("neither the result only nor the count")  # Nothing said is no leave to show figures.
    is_result_only = wanted == "result"
    try:
        services.publish_result_only(item_id, is_result_only, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        flash("; ".join(str(problem.message) for problem in refusal.problems), "error")
    else:
        flash(_("Only the result is published.") if is_result_only else _("The count is published with the result."))
    return redirect(url_for("council.item", item_id=item_id))


def _counted(item_id: UUID) -> tuple[ItemRow, MeetingFile]:
    """Return an item of a meeting that the actor may run."""
    item, place = meetings.item_file(db.session(), item_id, current_actor())
    if not policy.may_run(current_actor(), body_path=place.body_path, my_role=place.my_role):
        raise NotAllowed
    return item, place
