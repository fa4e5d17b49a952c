"""Acts on a bonus list, each posted from its page."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bonuses import services
from app.bonuses.enums import ListStatus
from app.bonuses.forms import ActForm, AnswerForm, PaymentForm, RecoveryForm, ReopenForm
from app.bonuses.queries import ListSheet
from app.bonuses.views.blueprint import bp
from app.bonuses.views.doors import crumbs, open_list
from app.bonuses.views.lists import page
from app.core.access import Permission
from app.core.clock import now, today
from app.core.errors import TransitionError
from app.web.acting import carried_out
from app.web.forms import BaseForm
from app.web.guards import current_actor, requires


def _acted(
    sheet: ListSheet,
    form: BaseForm,
    act: Callable[[], object],
    said: str,
    *,
    payment: PaymentForm | None = None,
    recovery: RecoveryForm | None = None,
) -> ResponseReturnValue:
    """Do the act and go back to the list; what is refused is shown on its page."""
    if carried_out(form, act):
        return _back(sheet.id, said)
    return page(sheet, refused=form, payment=payment, recovery=recovery), 422


def _back(list_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("bonuses.detail", list_id=list_id))


@bp.post("/lists/<uuid:list_id>/answers")
@requires(Permission.DECISION_DRAFT)
def answer(list_id: UUID) -> ResponseReturnValue:
    sheet, form = open_list(list_id), AnswerForm()
    is_paid = request.form.get("is_paid") == "yes"
    return _acted(
        sheet,
        form,
        lambda: services.answer_lines(
            list_id,
            form.line_ids.data,
            is_paid=is_paid,
            version=form.version.data,
            actor=current_actor(),
            at=now(),
        ),
        _("The answer is kept with your name; the total is computed anew."),
    )


@bp.post("/lists/<uuid:list_id>/renewal")
@requires(Permission.DECISION_DRAFT)
def renew(list_id: UUID) -> ResponseReturnValue:
    sheet, form = open_list(list_id), ActForm()
    return _acted(
        sheet,
        form,
        lambda: services.renew_list(list_id, version=form.version.data, actor=current_actor(), at=now()),
        _("The list is computed anew."),
    )


@bp.post("/lists/<uuid:list_id>/approval")
@requires(Permission.DECISION_SIGN)
def approve(list_id: UUID) -> ResponseReturnValue:
    sheet, form = open_list(list_id), ActForm()
    return _acted(
        sheet,
        form,
        lambda: services.approve_list(list_id, version=form.version.data, actor=current_actor(), at=now()),
        _("The bonus list is approved; its amounts stand."),
    )


@bp.route("/lists/<uuid:list_id>/reopening", methods=["GET", "POST"])
@requires(Permission.DECISION_SIGN)
def reopen(list_id: UUID) -> ResponseReturnValue:
    sheet = open_list(list_id)
    if sheet.status is not ListStatus.APPROVED:
        raise TransitionError("only an approved list that is not paid can be taken back")
    form = ReopenForm(data={"version": sheet.version})
    if carried_out(
        form,
        lambda: services.reopen_list(
            list_id, reason=form.reason.data or "", version=form.version.data, actor=current_actor(), at=now()
        ),
    ):
        return _back(list_id, _("The list is a draft again."))
    rendered = render_template("bonuses/reopen.html", sheet=sheet, form=form, crumbs=crumbs())
    return rendered, 422 if form.is_submitted() else 200


@bp.post("/lists/<uuid:list_id>/payment")
@requires(Permission.DECISION_DRAFT)
def pay(list_id: UUID) -> ResponseReturnValue:
    sheet, form = open_list(list_id), PaymentForm()
    return _acted(
        sheet,
        form,
        lambda: services.pay_list(
            list_id,
            paid_on=form.paid_on.data or today(),
            version=form.version.data,
            actor=current_actor(),
            at=now(),
        ),
        _("The payment is recorded; the list stays as it was paid."),
        payment=form,
    )


@bp.post("/lists/<uuid:list_id>/recoveries")
@requires(Permission.DECISION_DRAFT)
def recover(list_id: UUID) -> ResponseReturnValue:
    sheet, form = open_list(list_id), RecoveryForm()
    return _acted(
        sheet,
        form,
        lambda: services.record_recovery(
            list_id,
            form.line_ids.data,
            recovered_on=form.recovered_on.data or today(),
            note=form.note.data or "",
            version=form.version.data,
            actor=current_actor(),
            at=now(),
        ),
        _("The recovery is recorded."),
        recovery=form,
    )
