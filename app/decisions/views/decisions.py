"""One decision: its page, its draft acts, its signature, its print view and its list."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import RuleBroken, StaleVersion
from app.decisions import policy, queries, rules, services
from app.decisions.enums import ChangeKind, DecisionStatus
from app.decisions.forms import DecisionForm, DeleteForm, SignForm
from app.decisions.labels import DECISION_STATUS_LABELS, DECISION_STATUS_TONES
from app.decisions.papers import official
from app.decisions.presenters import lists
from app.decisions.presenters.changes import change_facts, change_notices
from app.decisions.presenters.desk import decision_desk, paper_name
from app.decisions.presenters.waiting import waiting_awards
from app.decisions.queries import DecisionSheet, Name, neighbours
from app.decisions.views.blueprint import bp
from app.decisions.views.desk import change_names, paper_page, signature_of
from app.decisions.views.doors import crumbs, open_decision, signer_defaults
from app.nominations.enums import Channel
from app.web.acting import carried_out
from app.web.downloads import workbook_answer
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires


@bp.get("/<uuid:decision_id>")
@requires(Permission.DECISION_READ)
def detail(decision_id: UUID) -> ResponseReturnValue:
    return _page(open_decision(decision_id))


def _page(sheet: DecisionSheet, form: SignForm | None = None) -> str:
    actor, session = current_actor(), db.session()
    names = names_of(sheet)
    is_draft = sheet.status is DecisionStatus.DRAFT
    drafts = policy.may_draft(actor, sheet.body_path)
    picks = is_draft and drafts and sheet.change is None
    waiting = queries.awaiting_paper(session, sheet.body_id, campaign_id=sheet.campaign_id) if picks else []
    own_power = [row for row in waiting if row.channel is Channel.CONFERRED]
    changes = [] if is_draft or sheet.change else queries.changes_of(session, sheet.id)
    return paper_page(
        "decisions/decision.html",
        sheet,
        names,
        desk=decision_desk(sheet),
        paper=official.decision_paper(sheet, names),
        state=DECISION_STATUS_LABELS[sheet.status],
        tone=DECISION_STATUS_TONES[sheet.status],
        is_draft=is_draft,
        may_draft=is_draft and drafts,
        may_pick=picks,
        may_change=drafts and sheet.change is None and sheet.status in rules.CHANGEABLE,
        form=(form or _sign_form(sheet)) if is_draft and policy.may_sign(actor, sheet.body_path) else None,
        addable=waiting_awards(own_power, "nomination_ids-more"),
        notices=change_notices(changes),
        change_facts=change_facts(sheet.change) if sheet.change else [],
        lent=neighbours.panels_of(session, actor, sheet, names),
        with_later=not sheet.revokes and any(name.revoked_on or name.correction for name in names),
    )


def names_of(sheet: DecisionSheet) -> Sequence[Name]:
    """Return the names on a decision: those that it confers on, or those of an earlier one that it changes."""
    session = db.session()
    if sheet.change:
        return queries.changed_names(session, sheet.id)
    is_changed = sheet.status not in {DecisionStatus.DRAFT, DecisionStatus.SIGNED}
    return queries.names_on_decision(session, sheet.id, is_changed=is_changed)


def _sign_form(sheet: DecisionSheet) -> SignForm:
    return SignForm(formdata=None, data={**signer_defaults(sheet), "signed_on": today()})


@bp.post("/<uuid:decision_id>/signature")
@requires(Permission.DECISION_SIGN)
def sign(decision_id: UUID) -> ResponseReturnValue:
    sheet, form = open_decision(decision_id), SignForm()
    if carried_out(form, lambda: services.sign_decision(decision_id, **signature_of(form))):
        flash(_signed_words(sheet.change.kind if sheet.change else None))
        return redirect(url_for("decisions.detail", decision_id=decision_id))
    return _page(sheet, form), 422


def _signed_words(kind: ChangeKind | None) -> str:
    match kind:
        case ChangeKind.REVOCATION:
            return _("The decision is signed; the awards on it are revoked.")
        case ChangeKind.AMENDMENT:
            return _("The decision is signed; the earlier one is amended.")
        case _:
            return _("The decision is signed; every name on it now holds the award.")


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
    page = render_template(
        "decisions/edit_decision.html", form=form, sheet=sheet, name=paper_name(sheet), crumbs=crumbs()
    )
    return page, 422 if form.is_submitted() else 200


@bp.post("/<uuid:decision_id>/recipients")
@requires(Permission.DECISION_DRAFT)
def add_recipients(decision_id: UUID) -> ResponseReturnValue:
    return _change_names(decision_id, services.add_recipients)


@bp.post("/<uuid:decision_id>/recipients/removal")
@requires(Permission.DECISION_DRAFT)
def remove_recipients(decision_id: UUID) -> ResponseReturnValue:
    return _change_names(decision_id, services.remove_recipients)


def _change_names(decision_id: UUID, change: services.NamesChange) -> ResponseReturnValue:
    sheet = open_decision(decision_id)
    return change_names(
        decision_id,
        change,
        lambda: _page(sheet),
        done=_("The names on the decision are changed."),
        back=url_for("decisions.detail", decision_id=decision_id),
    )


@bp.post("/<uuid:decision_id>/deletion")
@requires(Permission.DECISION_DRAFT)
def delete(decision_id: UUID) -> ResponseReturnValue:
    sheet, form = open_decision(decision_id), DeleteForm()
    form.validate()
    services.delete_draft(decision_id, version=form.version.data, actor=current_actor(), at=now())
    flash(_("The draft is deleted.") if sheet.change else _("The draft is deleted; its names wait for a paper again."))
    return redirect(url_for("decisions.list_page"))


@bp.get("/<uuid:decision_id>/paper")
@requires(Permission.DECISION_READ)
def decision_paper(decision_id: UUID) -> ResponseReturnValue:
    sheet = open_decision(decision_id)
    changes = queries.changes_of(db.session(), sheet.id) if sheet.change is None else []
    return render_template(
        "decisions/decision_paper.html",
        paper=official.decision_paper(sheet, names_of(sheet)),
        name=paper_name(sheet),
        back_href=url_for("decisions.detail", decision_id=decision_id),
        is_draft=sheet.status is DecisionStatus.DRAFT,
        notices=change_notices([row for row in changes if row.status is not DecisionStatus.DRAFT]),
    )


@bp.get("/<uuid:decision_id>/recipients.xlsx")
@requires(Permission.DECISION_READ)
def recipients_workbook(decision_id: UUID) -> ResponseReturnValue:
    sheet = open_decision(decision_id)
    name = f"danh-sach-{(sheet.full_number or 'du-thao').replace('/', '-')}.xlsx"
    return workbook_answer(lists.decision_workbook(sheet, names_of(sheet), created=now()), name)
