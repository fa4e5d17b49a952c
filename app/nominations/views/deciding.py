"""Returning, refusing and withdrawing a file: a page each that says what will happen."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken
from app.nominations import policy, rules
from app.nominations.enums import Status
from app.nominations.forms import OptionalReasonForm, ReasonForm, ReturnForm
from app.nominations.presenters import files
from app.nominations.queries import File
from app.nominations.services.verification import refuse_nomination, return_nomination
from app.nominations.services.withdrawal import withdraw_nomination
from app.nominations.views.blueprint import bp
from app.nominations.views.files import visible_file
from app.web.forms import VersionedForm
from app.web.guards import current_actor, requires


@bp.route("/<uuid:nomination_id>/return", methods=["GET", "POST"])
@requires(Permission.NOMINATION_VERIFY)
def give_back(nomination_id: UUID) -> ResponseReturnValue:
    file = _for_verifier(nomination_id, Status.RETURNED)
    form = ReturnForm(data={"version": file.version})

    def act() -> None:
        return_nomination(nomination_id, form.marks(), actor=current_actor(), at=now(), version=form.version.data)

    return _answer(form, file, act, "nominations/return.html", _("The file went back to its unit."))


@bp.route("/<uuid:nomination_id>/refusal", methods=["GET", "POST"])
@requires(Permission.NOMINATION_VERIFY)
def refuse(nomination_id: UUID) -> ResponseReturnValue:
    file = _for_verifier(nomination_id, Status.REFUSED)
    form = ReasonForm(data={"version": file.version})

    def act() -> None:
        refuse_nomination(
            nomination_id, form.reason.data or "", actor=current_actor(), at=now(), version=form.version.data
        )

    return _answer(form, file, act, "nominations/refuse.html", _("The file is refused."))


@bp.route("/<uuid:nomination_id>/withdrawal", methods=["GET", "POST"])
@requires(Permission.NOMINATION_EDIT)
def withdraw(nomination_id: UUID) -> ResponseReturnValue:
    file = visible_file(nomination_id)
    rules.move(file.status, Status.WITHDRAWN)
    if not policy.may_withdraw(current_actor(), file.unit_path, file.status):
        raise NotAllowed
    kind = OptionalReasonForm if file.status is Status.DRAFT else ReasonForm
    form = kind(data={"version": file.version})

    def act() -> None:
        withdraw_nomination(
            nomination_id, reason=form.reason.data or "", actor=current_actor(), at=now(), version=form.version.data
        )

    return _answer(form, file, act, "nominations/withdraw.html", _("The file is withdrawn."))


def _for_verifier(nomination_id: UUID, to: Status) -> File:
    file = visible_file(nomination_id)
    if not policy.may_verify(current_actor(), file.unit_path):
        raise NotAllowed
    rules.move(file.status, to)
    return file


def _answer(form: VersionedForm, file: File, act: Callable[[], None], template: str, done: str) -> ResponseReturnValue:
    """Do the act and go back to the file, or show the page, with what stands in the way."""
    if form.validate_on_submit():
        try:
            act()
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        else:
            flash(done)
            return redirect(url_for("nominations.detail", nomination_id=file.id))
    page = render_template(template, form=form, file=file, title=files.title_of(file))
    return page, 422 if form.is_submitted() else 200
