"""One bonus list: its page, its workbook, the paper to sign."""

from typing import Any
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.audit.queries import events_of
from app.bonuses import policy, queries
from app.bonuses.enums import ListStatus
from app.bonuses.forms import PaymentForm, RecoveryForm
from app.bonuses.labels import LIST_STATUS_LABELS, LIST_STATUS_TONES
from app.bonuses.papers.receipt import TEMPLATE, paper_data
from app.bonuses.presenters import pages, workbooks
from app.bonuses.queries import ListSheet
from app.bonuses.views.blueprint import bp
from app.bonuses.views.doors import crumbs, open_list
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.documents import pdf
from app.web.downloads import workbook_answer
from app.web.forms import BaseForm
from app.web.guards import current_actor, requires


@bp.get("/lists/<uuid:list_id>")
@requires(Permission.DECISION_READ)
def detail(list_id: UUID) -> ResponseReturnValue:
    return page(open_list(list_id))


def page(sheet: ListSheet, *, refused: BaseForm | None = None, **forms: Any) -> str:  # Any: forms that were refused
    """Render the page of a list; ``refused`` is a form whose act was refused."""
    session, actor = db.session(), current_actor()
    lines = queries.lines_of(session, sheet.id)
    prepares = policy.may_prepare(actor, sheet.body_path)
    approves = policy.may_approve(actor, sheet.body_path)
    is_draft, is_approved = sheet.status is ListStatus.DRAFT, sheet.status is ListStatus.APPROVED
    owing = pages.owing(sheet, lines)
    return render_template(
        "bonuses/list.html",
        sheet=sheet,
        state=LIST_STATUS_LABELS[sheet.status],
        tone=LIST_STATUS_TONES[sheet.status],
        parts=pages.list_parts(sheet, lines),
        facts=pages.facts(sheet, lines),
        arithmetic=pages.list_arithmetic(lines),
        asked=pages.asked(lines) if is_draft else [],
        owing=owing,
        may_answer=is_draft and prepares,
        may_renew=is_draft and prepares,
        may_approve=is_draft and approves,
        may_reopen=is_approved and approves,
        payment=forms.get("payment") or (_payment(sheet) if is_approved and prepares else None),
        recovery=forms.get("recovery") or (_recovery(sheet) if owing and prepares else None),
        refused=refused,
        is_law_to_confirm=any(line.must_confirm for line in lines),
        is_draft=is_draft,
        is_approved=is_approved,
        history=pages.history(events_of(session, sheet.id)),
        decision_href=url_for("decisions.detail", decision_id=sheet.decision_id),
        crumbs=crumbs(),
    )


def _payment(sheet: ListSheet) -> PaymentForm:
    return PaymentForm(formdata=None, data={"paid_on": today(), "version": sheet.version})


def _recovery(sheet: ListSheet) -> RecoveryForm:
    return RecoveryForm(formdata=None, data={"recovered_on": today(), "version": sheet.version})


@bp.get("/lists/<uuid:list_id>/list.xlsx")
@requires(Permission.DECISION_READ)
def workbook(list_id: UUID) -> ResponseReturnValue:
    sheet = open_list(list_id)
    content = workbooks.list_workbook(sheet, queries.lines_of(db.session(), list_id), created=now())
    return workbook_answer(content, f"{_file_name(sheet)}.xlsx")


@bp.get("/lists/<uuid:list_id>/list.pdf")
@requires(Permission.DECISION_READ)
def paper(list_id: UUID) -> ResponseReturnValue:
    sheet = open_list(list_id)
    content = pdf.render(TEMPLATE, paper_data(sheet, queries.lines_of(db.session(), list_id)))
    return pdf.pdf_response(content, f"{_file_name(sheet)}.pdf")


def _file_name(sheet: ListSheet) -> str:
    return f"tien-thuong-{sheet.decision_number.replace('/', '-')}"
