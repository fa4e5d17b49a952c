"""Set a rule, change it, withdraw it."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken, StaleVersion, TransitionError
from app.local_rules import policy, services
from app.local_rules.enums import RuleKind
from app.local_rules.forms import RuleForm, WithdrawForm, form_class
from app.local_rules.presenters import records
from app.local_rules.queries import RuleRow
from app.local_rules.views.blueprint import bp, known_point, point_href, rule_href, visible_rule
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires
from app.web.workplace import current_workplace


@bp.route("/points/<any(reading,setting,quota,vote,bar,exception):kind>/<string:key>/new", methods=["GET", "POST"])
@requires(Permission.RULE_EDIT)
def new(kind: str, key: str) -> ResponseReturnValue:
    which, key = known_point(kind, key)
    workplace = current_workplace()
    if not policy.may_edit(current_actor(), workplace.body_path):
        raise NotAllowed
    form = form_class(which, key)()
    form.offer(key)
    if form.validate_on_submit():
        try:
            rule_id = services.make_rule(
                workplace.body_id,
                which,
                key,
                form.text(key),
                ends_earlier=bool(form.ends_earlier.data),
                actor=current_actor(),
                at=now(),
            )
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        else:
            flash(_("The rule is set. Attach the document it rests on."))
            return redirect(rule_href(rule_id))
    elif not form.is_submitted():
        form.valid_from.data = today()
    return _form_page(form, which, key, place=workplace.body_name), 422 if form.is_submitted() else 200


@bp.route("/<uuid:rule_id>/edit", methods=["GET", "POST"])
@requires(Permission.RULE_EDIT)
def edit(rule_id: UUID) -> ResponseReturnValue:
    rule = _editable(rule_id)
    form = form_class(rule.kind, rule.key)()
    form.offer(rule.key)
    if form.validate_on_submit():
        try:
            text = form.text(rule.key)
            services.change_rule(rule_id, text, version=form.version.data, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        except StaleVersion:
            db.session.rollback()
            return _conflict(form, rule_id)
        else:
            flash(_("The rule is saved."))
            return redirect(rule_href(rule_id))
    elif not form.is_submitted():
        form.show(rule)
    page = _form_page(form, rule.kind, rule.key, place=rule.body_name, rule=rule)
    return page, 422 if form.is_submitted() else 200


@bp.route("/<uuid:rule_id>/withdrawal", methods=["GET", "POST"])
@requires(Permission.RULE_EDIT)
def withdraw(rule_id: UUID) -> ResponseReturnValue:
    rule = _editable(rule_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        try:
            services.withdraw_rule(
                rule_id, form.reason.data or "", version=form.version.data, actor=current_actor(), at=now()
            )
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        else:
            flash(_("The rule is withdrawn."))
            return redirect(rule_href(rule_id))
    elif not form.is_submitted():
        form.version.data = rule.version
    page = render_template(
        "local_rules/withdraw.html",
        form=form,
        view=records.rule_view(rule, on=today(), href=rule_href(rule.id)),
        back_href=rule_href(rule.id),
    )
    return page, 422 if form.is_submitted() else 200


def _editable(rule_id: UUID) -> RuleRow:
    rule = visible_rule(rule_id)
    if not policy.may_edit(current_actor(), rule.body_path):
        raise NotAllowed
    if rule.withdrawn_at is not None:
        raise TransitionError("a withdrawn rule stays as it is")
    return rule


def _form_page(form: RuleForm, kind: RuleKind, key: str, *, place: str, rule: RuleRow | None = None) -> str:
    return render_template(
        "local_rules/form.html",
        form=form,
        own_fields=[form[name] for name in form.own_fields],
        helps=records.field_helps(kind, key),
        point=records.point_text(kind, key),
        place=place,
        is_new=rule is None,
        back_href=rule_href(rule.id) if rule else point_href(kind, key),
        list_href=url_for("local_rules.list_page"),
    )


def _conflict(form: RuleForm, rule_id: UUID) -> ResponseReturnValue:
    """Show what was typed beside what stands now; "keep mine" posts it again as a fresh one."""
    rule = visible_rule(rule_id)
    stands = form_class(rule.kind, rule.key)(formdata=None)
    stands.offer(rule.key)
    stands.show(rule)
    names = ("valid_from", "valid_to", "regime_id", "legal_basis", "note", *form.own_fields)
    values = {name: stands[name].data for name in names}
    return conflict_page(form, values, version=rule.version, reload_href=url_for("local_rules.edit", rule_id=rule_id))
