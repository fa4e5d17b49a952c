"""One's own password and sessions."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries
from app.accounts.forms import ConfirmForm, PasswordForm
from app.accounts.rules import device_of
from app.accounts.services import users
from app.accounts.services.signing_in import token_sha256
from app.accounts.views.blueprint import bp
from app.core.clock import now
from app.core.database import db
from app.core.errors import RuleBroken
from app.web.configuration import current_settings
from app.web.guards import current_actor, signed_in, signed_in_user


@bp.route("/password", methods=["GET", "POST"])
@signed_in
def password() -> ResponseReturnValue:
    form = PasswordForm()
    if form.validate_on_submit() and _change(form):
        flash(_("The password is changed. Every other session of this account has ended."))
        return redirect(url_for("home.desk"))
    sessions = queries.live_sessions(db.session(), current_actor().user_id, at=now())
    status = 422 if form.is_submitted() else 200
    page = render_template(
        "accounts/password.html", form=form, sessions=sessions, this=_this_session(), device_of=device_of
    )
    return page, status


@bp.post("/sessions/end-others")
@signed_in
def end_other_sessions() -> ResponseReturnValue:
    if ConfirmForm().validate_on_submit():
        actor = current_actor()
        users.end_other_sessions(actor.user_id, keep_token_sha256=_this_session(), actor=actor, at=now())
        flash(_("Every other session of this account has ended."))
    return redirect(url_for("accounts.password"))


def _change(form: PasswordForm) -> bool:
    if form.new_password.data != form.again.data:
        form.again.errors = [_("The two new passwords differ.")]
        return False
    try:
        users.change_password(
            form.old_password.data or "",
            form.new_password.data or "",
            keep_token_sha256=_this_session(),
            settings=current_settings(current_app),
            actor=current_actor(),
            at=now(),
        )
    except RuleBroken as refusal:
        form.add_problems(refusal)
        return False
    return True


def _this_session() -> str:
    user = signed_in_user()
    return token_sha256(user.token) if user else ""
