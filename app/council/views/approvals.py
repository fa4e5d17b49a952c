"""Approving the minutes and the result: on screen by each for themselves, or entered from a signed paper."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import RuleBroken, StaleVersion, TransitionError
from app.council import policy, services
from app.council.enums import ApprovalCapacity, MeetingStatus
from app.council.forms import ApprovalForm, SignatureForm
from app.council.labels import CAPACITY_LABELS
from app.council.presenters.approvals import is_due
from app.council.queries import meetings
from app.council.queries.approvals import approvals_of, sitters_of
from app.council.queries.meetings import MeetingFile
from app.council.services import PaperSignature
from app.council.views.blueprint import bp
from app.council.views.meetings import to_run
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires


@bp.post("/meetings/<uuid:meeting_id>/approval")
@requires(Permission.COUNCIL_READ)
def approve(meeting_id: UUID) -> ResponseReturnValue:
    """Approve with one's own account, as what the button says."""
    capacity, version = _wanted(meeting_id)
    here = url_for("council.minutes", meeting_id=meeting_id)
    try:
        services.approve_minutes(meeting_id, capacity, actor=current_actor(), at=now(), version=version)
    except RuleBroken as refusal:
        for problem in refusal.problems:
            flash(str(problem.message), "error")
        return redirect(here)
    flash(_said(meeting_id, capacity))
    return redirect(here)


def _wanted(meeting_id: UUID) -> tuple[ApprovalCapacity, int]:
    """Return which approval of a meeting in sight a button is about, and the version it was shown with."""
    meetings.meeting_file(db.session(), meeting_id, current_actor())
    form = ApprovalForm()
    if not form.validate():
        raise TransitionError("no such approval")
    return form.capacity.data, form.version.data


def _said(meeting_id: UUID, capacity: ApprovalCapacity) -> str:
    if capacity is ApprovalCapacity.HEAD:
        return _("The result is approved.")
    place = meetings.meeting_file(db.session(), meeting_id, current_actor())
    if place.status is MeetingStatus.MINUTED:
        return _("The minutes are approved by chair and secretary; they are fixed.")
    return _("The minutes are approved. They are fixed once the other signer has approved too.")


@bp.route("/meetings/<uuid:meeting_id>/approval/paper", methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def paper_approval(meeting_id: UUID) -> ResponseReturnValue:
    """Enter a signature that was given by hand."""
    place = to_run(meeting_id)
    open_ones = _open_capacities(place)
    if not open_ones:
        raise TransitionError("no approval is due")
    form = SignatureForm()
    form.capacity.choices = [(each.value, str(CAPACITY_LABELS[each])) for each in open_ones]
    here = url_for("council.minutes", meeting_id=meeting_id)
    if not form.is_submitted():
        form.process(data=_expected(place, open_ones))
    elif form.validate() and form.signed_on.data is not None:
        signature = PaperSignature(
            form.capacity.data,
            form.name.data or "",
            form.signed_on.data,
            form.note.data or "",
            form.post.data or "",
        )
        try:
            services.record_signature(meeting_id, signature, actor=current_actor(), at=now(), version=form.version.data)
        except RuleBroken as refusal:
            form.add_problems(refusal)
        except StaleVersion:
            return conflict_page(form, {}, version=place.version, reload_href=here)
        else:
            flash(_said(meeting_id, signature.capacity))
            return redirect(here)
    page = render_template(
        "council/paper_approval.html",
        form=form,
        meeting=place,
        back_href=here,
        crumbs=[
            (_("Councils"), url_for("council.list_page")),
            (place.name, url_for("council.meeting", meeting_id=meeting_id)),
            (_("Minutes"), here),
        ],
    )
    return page, 422 if form.is_submitted() else 200


def _open_capacities(place: MeetingFile) -> list[ApprovalCapacity]:
    given = {each.capacity for each in approvals_of(db.session(), place.id)}
    order = (ApprovalCapacity.SECRETARY, ApprovalCapacity.CHAIR, ApprovalCapacity.HEAD)
    return [each for each in order if each not in given and is_due(each, place)]


def _expected(place: MeetingFile, open_ones: Sequence[ApprovalCapacity]) -> dict[str, object]:
    """Return what the paper most likely says: the one who is asked for the signature, today.

    While several signatures are open nobody is proposed: name and post of one would be saved for another.
    """
    only = len(open_ones) == 1
    asked = policy.signers(open_ones[0], sitters_of(db.session(), place.id)) if only else ()
    return {
        "capacity": open_ones[0],
        "name": asked[0].name if asked else "",
        "post": asked[0].post if asked else "",
        "signed_on": today(),
        "version": place.version,
    }


@bp.post("/meetings/<uuid:meeting_id>/approval/taking-back")
@requires(Permission.COUNCIL_READ)
def take_back_approval(meeting_id: UUID) -> ResponseReturnValue:
    """Undo an approval given, or entered, by mistake."""
    capacity, _version = _wanted(meeting_id)
    services.take_back_approval(meeting_id, capacity, actor=current_actor(), at=now())
    is_head = capacity is ApprovalCapacity.HEAD
    flash(_("The approval of the result is taken back.") if is_head else _("The approval is taken back."))
    return redirect(url_for("council.minutes", meeting_id=meeting_id))
