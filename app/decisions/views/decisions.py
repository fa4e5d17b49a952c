"""One decision: its page, its draft acts, its signature, its print view and its list."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.audit.queries import events_of
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import RuleBroken, StaleVersion
from app.decisions import policy, queries, services
from app.decisions.enums import DecisionStatus
from app.decisions.forms import DecisionForm, DeleteForm, NamesForm, SignForm
from app.decisions.labels import DECISION_STATUS_LABELS, DECISION_STATUS_TONES
from app.decisions.papers import official
from app.decisions.presenters import lists, pages
from app.decisions.queries import DecisionSheet
from app.decisions.views.blueprint import bp
from app.decisions.views.doors import crumbs, open_decision, refusal, signer_defaults
from app.nominations.enums import Channel
from app.web.downloads import workbook_answer
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires


@bp.get("/<uuid:decision_id>")
@requires(Permission.DECISION_READ)
def detail(decision_id: UUID) -> ResponseReturnValue:
    return _page(open_decision(decision_id))


def _page(sheet: DecisionSheet, form: SignForm | None = None) -> str:
    actor, session = current_actor(), db.session()
    names = queries.names_on_decision(session, sheet.id)
    is_draft = sheet.status is DecisionStatus.DRAFT
    may_draft = is_draft and policy.may_draft(actor, sheet.body_path)
    may_sign = is_draft and policy.may_sign(actor, sheet.body_path)
    waiting = queries.awaiting_paper(session, sheet.body_id, campaign_id=sheet.campaign_id) if may_draft else []
    own_power = [row for row in waiting if row.channel is Channel.CONFERRED]
    return render_template(
        "decisions/decision.html",
        sheet=sheet,
        name=_name(sheet),
        state=DECISION_STATUS_LABELS[sheet.status],
        tone=DECISION_STATUS_TONES[sheet.status],
        is_draft=is_draft,
        may_draft=may_draft,
        may_sign=may_sign,
        form=(form or _sign_form(sheet)) if may_sign else None,
        parts=pages.name_parts(names),
        count=pages.count_words(len(names)),
        addable=pages.waiting_awards(own_power, "nomination_ids-more"),
        facts=pages.facts(sheet, names),
        bases=official.grounds(official.decision_paper(sheet, names)),
        history=pages.history(events_of(session, sheet.id)),
        crumbs=crumbs(),
    )


def _name(sheet: DecisionSheet) -> str:
    return _("Decision %(number)s", number=sheet.full_number) if sheet.full_number else _("Decision without a number")


def _sign_form(sheet: DecisionSheet) -> SignForm:
    number = queries.next_decision_number(db.session(), sheet.body_id, today().year)
    return SignForm(formdata=None, data={**signer_defaults(sheet, number), "signed_on": today()})


@bp.post("/<uuid:decision_id>/signature")
@requires(Permission.DECISION_SIGN)
def sign(decision_id: UUID) -> ResponseReturnValue:
    sheet, form = open_decision(decision_id), SignForm()
    if form.validate_on_submit():
        try:
            services.sign_decision(
                decision_id,
                number=form.number.data or 0,
                signed_on=form.signed_on.data or today(),
                signer_name=form.signer_name.data or "",
                signer_post=form.signer_post.data or "",
                capacity=form.capacity.data,
                version=form.version.data,
                actor=current_actor(),
                at=now(),
            )
        except RuleBroken as error:
            form.add_problems(error)
        else:
            flash(_("The decision is signed; every name on it now holds the award."))
            return redirect(url_for("decisions.detail", decision_id=decision_id))
    return _page(sheet, form), 422


@bp.route("/<uuid:decision_id>/edit", methods=["GET", "POST"])
@requires(Permission.DECISION_DRAFT)
def edit(decision_id: UUID) -> ResponseReturnValue:
    sheet = open_decision(decision_id)
    form = DecisionForm(data={"title": sheet.title, "version": sheet.version})
    if form.validate_on_submit():
        try:
            services.edit_decision(
                decision_id, title=form.title.data or "", version=form.version.data, actor=current_actor(), at=now()
            )
        except RuleBroken as error:
            form.add_problems(error)
        except StaleVersion:
            there = open_decision(decision_id)
            here = url_for("decisions.edit", decision_id=decision_id)
            return conflict_page(form, {"title": there.title}, version=there.version, reload_href=here)
        else:
            flash(_("The subject is changed."))
            return redirect(url_for("decisions.detail", decision_id=decision_id))
    page = render_template("decisions/edit_decision.html", form=form, sheet=sheet, name=_name(sheet), crumbs=crumbs())
    return page, 422 if form.is_submitted() else 200


@bp.post("/<uuid:decision_id>/recipients")
@requires(Permission.DECISION_DRAFT)
def add_recipients(decision_id: UUID) -> ResponseReturnValue:
    return _change_names(decision_id, taking_off=False)


@bp.post("/<uuid:decision_id>/recipients/removal")
@requires(Permission.DECISION_DRAFT)
def remove_recipients(decision_id: UUID) -> ResponseReturnValue:
    return _change_names(decision_id, taking_off=True)


def _change_names(decision_id: UUID, *, taking_off: bool) -> ResponseReturnValue:
    sheet, form = open_decision(decision_id), NamesForm()
    change = services.remove_recipients if taking_off else services.add_recipients
    if form.validate_on_submit():
        try:
            change(decision_id, form.nomination_ids.data, version=form.version.data, actor=current_actor(), at=now())
        except RuleBroken as error:
            form.add_problems(error)
        else:
            flash(_("The names on the decision are changed."))
            return redirect(url_for("decisions.detail", decision_id=decision_id))
    flash(refusal(form), "danger")
    return _page(sheet), 422


@bp.post("/<uuid:decision_id>/deletion")
@requires(Permission.DECISION_DRAFT)
def delete(decision_id: UUID) -> ResponseReturnValue:
    open_decision(decision_id)
    form = DeleteForm()
    form.validate()
    services.delete_draft(decision_id, version=form.version.data, actor=current_actor(), at=now())
    flash(_("The draft is deleted; its names wait for a paper again."))
    return redirect(url_for("decisions.list_page"))


@bp.get("/<uuid:decision_id>/paper")
@requires(Permission.DECISION_READ)
def decision_paper(decision_id: UUID) -> ResponseReturnValue:
    sheet = open_decision(decision_id)
    names = queries.names_on_decision(db.session(), decision_id)
    return render_template(
        "decisions/decision_paper.html",
        paper=official.decision_paper(sheet, names),
        name=_name(sheet),
        back_href=url_for("decisions.detail", decision_id=decision_id),
        is_draft=sheet.status is DecisionStatus.DRAFT,
    )


@bp.get("/<uuid:decision_id>/recipients.xlsx")
@requires(Permission.DECISION_READ)
def recipients_workbook(decision_id: UUID) -> ResponseReturnValue:
    sheet = open_decision(decision_id)
    names = queries.names_on_decision(db.session(), decision_id)
    name = f"danh-sach-{(sheet.full_number or 'du-thao').replace('/', '-')}.xlsx"
    return workbook_answer(lists.decision_workbook(sheet, names, created=now()), name)
