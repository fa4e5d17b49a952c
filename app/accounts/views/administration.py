"""The administrator's pages: accounts, roles, sessions."""

from uuid import UUID

from flask import current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import labels, queries, rules
from app.accounts.forms import ConfirmForm, ConfirmVersionForm, GrantForm, NewUserForm
from app.accounts.services import users
from app.accounts.views.blueprint import bp
from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import Problem, RuleBroken
from app.core.text import nfc
from app.web.configuration import current_settings
from app.web.guards import current_actor, requires


@bp.get("")
@requires(Permission.ACCOUNT_READ)
def list_page() -> ResponseReturnValue:
    text = nfc(request.args.get("q", ""))[:100]
    page = queries.account_page(db.session(), current_actor(), text=text, cursor=request.args.get("at"))
    may_manage = current_actor().may(Permission.ACCOUNT_MANAGE)
    return render_template(
        "accounts/list.html", page=page, text=text, labels=labels.ROLE_LABELS, may_manage=may_manage, at=now()
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_MANAGE)
def new() -> ResponseReturnValue:
    form = NewUserForm()
    if request.form.get("find"):
        return _new_page(form, found_for=request.form.get("person_id_q", ""))
    if form.validate_on_submit():
        created = _create(form)
        if created:
            return _password_page(*created, is_new=True)
    return _new_page(form), 422 if form.is_submitted() else 200


@bp.get("/people")
@requires(Permission.ACCOUNT_MANAGE)
def people() -> ResponseReturnValue:
    return jsonify(queries.people_named(db.session(), current_actor(), nfc(request.args.get("q", ""))[:100]))


@bp.get("/<uuid:user_id>")
@requires(Permission.ACCOUNT_READ)
def detail(user_id: UUID) -> ResponseReturnValue:
    return _detail(user_id, GrantForm(formdata=None))


@bp.post("/<uuid:user_id>/roles")
@requires(Permission.ACCOUNT_MANAGE)
def grant(user_id: UUID) -> ResponseReturnValue:
    form = _with_choices(GrantForm())
    if form.validate_on_submit():
        try:
            unit_id = UUID(form.unit_id.data)
            users.grant_role(user_id, form.role.data, unit_id, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        else:
            flash(_("The role is given. It holds from the next page the person opens."))
            return redirect(url_for("accounts.detail", user_id=user_id))
    return _detail(user_id, form), 422


@bp.post("/roles/<uuid:grant_id>/removal")
@requires(Permission.ACCOUNT_MANAGE)
def take_back(grant_id: UUID) -> ResponseReturnValue:
    if ConfirmForm().validate_on_submit():
        user_id = users.take_back_role(grant_id, actor=current_actor(), at=now())
        flash(_("The role is taken back."))
        return redirect(url_for("accounts.detail", user_id=user_id))
    return redirect(url_for("accounts.list_page"))


@bp.post("/<uuid:user_id>/password-reset")
@requires(Permission.ACCOUNT_MANAGE)
def reset_password(user_id: UUID) -> ResponseReturnValue:
    if not ConfirmForm().validate_on_submit():
        return redirect(url_for("accounts.detail", user_id=user_id))
    settings = current_settings(current_app)
    password = users.reset_password(user_id, settings=settings, actor=current_actor(), at=now())
    return _password_page(user_id, password)


@bp.post("/<uuid:user_id>/state/<any(open, closed):state>")
@requires(Permission.ACCOUNT_MANAGE)
def change_state(user_id: UUID, state: str) -> ResponseReturnValue:
    form = ConfirmVersionForm()
    if form.validate_on_submit():
        users.set_active(user_id, state == "open", version=form.version.data, actor=current_actor(), at=now())
        flash(
            _("The account is open again.") if state == "open" else _("The account is closed and its sessions ended.")
        )
    return redirect(url_for("accounts.detail", user_id=user_id))


def _new_page(form: NewUserForm, *, found_for: str | None = None) -> str:
    """Show the form, with the people found for ``found_for`` where the browser runs no script."""
    session, actor = db.session(), current_actor()
    chosen = queries.person_choice(session, actor, form.person_id.data)
    results = None if found_for is None else queries.people_named(session, actor, nfc(found_for))
    facts = {"people_url": url_for("accounts.people"), "chosen": chosen, "results": results, "query": found_for or ""}
    return render_template("accounts/new.html", form=form, **facts)


def _create(form: NewUserForm) -> tuple[UUID, str] | None:
    password = rules.random_password()
    chosen = queries.person_choice(db.session(), current_actor(), form.person_id.data)
    name = form.display_name.data or next((person["label"] for person in chosen), "")
    if not name:
        form.add_problems(RuleBroken(Problem(_("Choose the person, or give a name."), "display_name")))
        return None
    new_user = users.NewUser(
        username=(form.username.data or "").lower(),
        display_name=name,
        password=password,
        person_id=form.person_id.data,
    )
    try:
        settings = current_settings(current_app)
        return users.create_user(new_user, settings=settings, actor=current_actor(), at=now()), password
    except RuleBroken as refusal:
        form.add_problems(refusal)
        return None


def _password_page(user_id: UUID, password: str, *, is_new: bool = False) -> ResponseReturnValue:
    """Show a new password once: it is stored nowhere and never shown again."""
    user = queries.account(db.session(), user_id, current_actor())
    return render_template("accounts/password_once.html", user=user, password=password, is_new=is_new)


def _with_choices(form: GrantForm) -> GrantForm:
    form.role.choices = [(role.value, str(label)) for role, label in labels.ROLE_LABELS.items()]
    units = queries.grantable_units(db.session(), current_actor())
    form.unit_id.choices = [("", _("Choose a unit"))] + [
        (str(unit_id), "\u2003" * (path.count(".") - 1) + name) for unit_id, path, name in units
    ]
    return form


def _detail(user_id: UUID, form: GrantForm) -> str:
    session, actor = db.session(), current_actor()
    user = queries.account(session, user_id, actor)
    return render_template(
        "accounts/detail.html",
        user=user,
        grants=queries.grants_of(session, user_id),
        sessions=queries.live_sessions(session, user_id, at=now()),
        form=_with_choices(form),
        confirm=ConfirmVersionForm(formdata=None, version=user.version),
        labels=labels.ROLE_LABELS,
        help=labels.ROLE_HELP,
        device_of=rules.device_of,
        may_manage=actor.may(Permission.ACCOUNT_MANAGE),
        is_self=actor.user_id == user_id,
        at=now(),
    )
