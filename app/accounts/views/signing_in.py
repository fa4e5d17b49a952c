"""Signing in and out."""

from flask import current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user, logout_user

from app.accounts import queries
from app.accounts.forms import SignInForm
from app.accounts.services import signing_in as services
from app.accounts.views.blueprint import bp
from app.core.clock import now
from app.core.database import db
from app.extensions import login_manager
from app.web.addresses import inside
from app.web.configuration import current_settings
from app.web.guards import SignedInUser, current_actor, public, signed_in, signed_in_user


@login_manager.user_loader  # type: ignore[untyped-decorator]  # Flask-Login ships no types
def _load_user(token: str) -> SignedInUser | None:
    return queries.signed_in_user(db.session(), services.token_sha256(token), token=token, at=now())


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    if signed_in_user() is not None:
        return redirect(inside(request.args.get("next", "")) or url_for("home.desk"))
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form), 422 if form.is_submitted() else 200
    token = services.sign_in(
        (form.username.data or "").lower(),
        form.password.data or "",
        user_agent=request.user_agent.string,
        settings=current_settings(current_app),
        at=now(),
    )
    if token is None:
        form.form_errors.append(_refusal())
        return render_template("accounts/sign_in.html", form=form), 422
    _begin_session(token)
    return redirect(inside(request.args.get("next", "")) or url_for("home.desk"))


@bp.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    user = signed_in_user()
    assert user is not None
    services.sign_out(user.token, actor=current_actor(), at=now())
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"))


def _begin_session(token: str) -> None:
    """Start from an empty cookie, so that nothing planted before signing in stays."""
    kept = {key: session[key] for key in ("language", "theme") if key in session}
    session.clear()
    session.update(kept)
    session.permanent = True
    user = queries.signed_in_user(db.session(), services.token_sha256(token), token=token, at=now())
    if user is not None and user.language:
        session["language"] = user.language
    login_user(user)


def _refusal() -> str:
    """Return the one sentence for every refusal; it also helps whoever is locked out without saying that they are."""
    settings = current_settings(current_app)
    return _(
        "The user name or the password is wrong. After %(tries)s wrong tries in a row an account stays closed for "
        "%(minutes)s minutes. Then try again; if the password is forgotten, ask your administrator for a new one.",
        tries=settings.lockout_tries,
        minutes=settings.lockout_minutes,
    )
