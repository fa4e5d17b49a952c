"""The certificates of one decision: who gets one, issuing them all in one act, printing them."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app.certificates import policy, queries, rules, services
from app.certificates.forms import IssueForm
from app.certificates.papers.printing import certificates_pdf
from app.certificates.presenters.pages import name_rows
from app.certificates.queries import CertifiedName
from app.certificates.views.blueprint import bp
from app.certificates.views.doors import crumbs, open_decision
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotFound
from app.decisions.queries import DecisionSheet, names_on_decision
from app.documents.pdf import pdf_response
from app.web.acting import carried_out
from app.web.guards import current_actor, requires


@bp.get("/decisions/<uuid:decision_id>")
@requires(Permission.DECISION_READ)
def decision_page(decision_id: UUID) -> ResponseReturnValue:
    return _page(open_decision(decision_id))


@bp.post("/decisions/<uuid:decision_id>/issue")
@requires(Permission.DECISION_DRAFT)
def issue(decision_id: UUID) -> ResponseReturnValue:
    sheet, form = open_decision(decision_id), IssueForm()
    issued: list[int] = []
    if carried_out(
        form,
        lambda: issued.append(services.issue_certificates(decision_id, _plan(form), actor=current_actor(), at=now())),
    ):
        flash(ngettext("%(num)s certificate is issued.", "%(num)s certificates are issued.", issued[0]))
        return redirect(url_for("certificates.decision_page", decision_id=decision_id))
    return _page(sheet, form), 422


def _plan(form: IssueForm) -> services.IssuePlan:
    return services.IssuePlan(
        number=form.number.data or 0,
        golden_number=form.golden_number.data,
        issued_on=form.issued_on.data or today(),
        achievement=form.achievement.data or "",
    )


def _page(sheet: DecisionSheet, form: IssueForm | None = None) -> str:
    session = db.session()
    names = queries.names_with_certificates(session, sheet.id, names_on_decision(session, sheet.id))
    waiting = [each for each in names if each.waits]
    may_issue = policy.may_issue(current_actor(), sheet.body_path)
    return render_template(
        "certificates/decision.html",
        sheet=sheet,
        rows=name_rows(names, may_issue=may_issue),
        waiting=len(waiting),
        form=form or (_issue_form(sheet) if waiting and may_issue else None),
        refused=form,
        print_href=_print_href(sheet, names),
        is_to_confirm=rules.wording().confidence == "K",
        crumbs=crumbs(),
    )


def _issue_form(sheet: DecisionSheet) -> IssueForm:
    number, golden = queries.next_numbers(db.session(), sheet.body_id, today().year)
    suggested = rules.achievement(sheet.campaign_kind, sheet.campaign_name, sheet.campaign_year)
    data = {"number": number, "golden_number": golden, "issued_on": today(), "achievement": suggested}
    return IssueForm(formdata=None, data=data)


def _print_href(sheet: DecisionSheet, names: list[CertifiedName]) -> str | None:
    there = any(each.standing and each.name.holds for each in names)
    return url_for("certificates.of_decision", decision_id=sheet.id) if there else None


@bp.get("/decisions/<uuid:decision_id>/certificates.pdf")
@requires(Permission.DECISION_READ)
def of_decision(decision_id: UUID) -> ResponseReturnValue:
    sheet, session = open_decision(decision_id), db.session()
    rows = queries.certificates_of_decision(session, decision_id)
    if not rows:
        raise NotFound
    content = certificates_pdf(rows, queries.layout_of(session, sheet.body_id))
    return pdf_response(content, f"giay-chung-nhan-{sheet.full_number.replace('/', '-')}.pdf")
