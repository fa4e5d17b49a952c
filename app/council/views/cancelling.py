"""Calling off a meeting planned by mistake."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import RuleBroken, TransitionError
from app.council import services
from app.council.enums import ItemStatus, MeetingStatus
from app.council.forms import CancellationForm
from app.council.presenters import meetings as shapes
from app.council.queries.acts import item_ids_in
from app.council.views.blueprint import bp
from app.council.views.meetings import to_run
from app.web.guards import current_actor, requires


@bp.route("/meetings/<uuid:meeting_id>/cancellation", methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def cancel_meeting(meeting_id: UUID) -> ResponseReturnValue:
    """Cancel a meeting that has not begun, with a reason."""
    place = to_run(meeting_id)
    if place.status is not MeetingStatus.PLANNED:
        raise TransitionError("only a planned meeting is cancelled")
    form = CancellationForm()
    if form.validate_on_submit():
        try:
            services.cancel_meeting(meeting_id, form.reason.data or "", actor=current_actor(), at=now())
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        else:
            flash(_("The meeting is cancelled: %(name)s.", name=place.name))
            return redirect(url_for("council.detail", council_id=place.council_id))
    back_href = url_for("council.meeting", meeting_id=meeting_id)
    page = render_template(
        "council/cancellation.html",
        form=form,
        meeting=place,
        subtitle=shapes.subtitle(place),
        files_words=shapes.returning_words(len(item_ids_in(db.session(), meeting_id, ItemStatus.PENDING))),
        back_href=back_href,
        crumbs=[
            (_("Councils"), url_for("council.list_page")),
            (place.council_name, url_for("council.detail", council_id=place.council_id)),
            (place.name, back_href),
        ],
    )
    return page, 422 if form.is_submitted() else 200
