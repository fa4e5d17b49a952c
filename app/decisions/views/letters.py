"""One proposal letter: its page, its draft acts, its sending, its print view and its list."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import RuleBroken, StaleVersion
from app.decisions import policy, queries, services
from app.decisions.enums import LetterStatus, Outcome
from app.decisions.forms import DeleteForm, LetterForm, SendForm
from app.decisions.labels import LETTER_STATUS_LABELS, LETTER_STATUS_TONES
from app.decisions.papers import official
from app.decisions.presenters import lists
from app.decisions.presenters.desk import letter_desk, paper_name
from app.decisions.presenters.names import count_words
from app.decisions.presenters.requests import request_views
from app.decisions.presenters.required_papers import in_short, waiver_lines
from app.decisions.presenters.waiting import waiting_awards
from app.decisions.queries import LetterSheet
from app.decisions.views.blueprint import bp
from app.decisions.views.desk import change_names, paper_page, signature_of
from app.decisions.views.doors import crumbs, open_letter, signer_defaults
from app.web.acting import carried_out
from app.web.downloads import workbook_answer
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires


@bp.get("/letters/<uuid:letter_id>")
@requires(Permission.DECISION_READ)
def letter(letter_id: UUID) -> ResponseReturnValue:
    return _page(open_letter(letter_id))


def _page(sheet: LetterSheet, form: SendForm | None = None) -> str:
    actor, session = current_actor(), db.session()
    names = queries.names_on_letter(session, sheet.id)
    is_draft = sheet.status is LetterStatus.DRAFT
    drafts = policy.may_draft(actor, sheet.body_path)
    picks = is_draft and drafts
    waiting = queries.awaiting_paper(session, sheet.body_id, campaign_id=sheet.campaign_id) if picks else []
    pending = sum(name.outcome is Outcome.PENDING for name in names)
    return paper_page(
        "decisions/letter.html",
        sheet,
        names,
        desk=letter_desk(sheet),
        paper=official.letter_paper(sheet, names),
        state=LETTER_STATUS_LABELS[sheet.status],
        tone=LETTER_STATUS_TONES[sheet.status],
        is_draft=is_draft,
        may_draft=picks,
        may_pick=picks,
        may_answer=drafts
        and sheet.status is LetterStatus.SENT
        and any(name.outcome is Outcome.PENDING and not name.is_there for name in names),
        may_revoke=drafts and any(name.holds and not name.is_there for name in names),
        arrived=count_words(there) if (there := sum(name.is_there for name in names)) else "",
        form=(form or _send_form(sheet)) if is_draft and policy.may_sign(actor, sheet.body_path) else None,
        pending=count_words(pending),
        addable=waiting_awards([row for row in waiting if row.to_unit_id == sheet.to_unit_id], "nomination_ids-more"),
        with_later=any(name.revoked_on for name in names),
        papers=in_short(queries.papers_on_letter(session, sheet.id)) if is_draft and names else None,
        requests=[]
        if is_draft
        else request_views(queries.requests_of(session, sheet.id), today=today(), may_answer=drafts),
        may_ask=drafts and not is_draft,
        waived=[] if is_draft else waiver_lines(queries.waivers_of(session, sheet.id)),
    )


def _send_form(sheet: LetterSheet) -> SendForm:
    return SendForm(formdata=None, data={**signer_defaults(sheet), "sent_on": today()})


@bp.post("/letters/<uuid:letter_id>/sending")
@requires(Permission.DECISION_SIGN)
def send(letter_id: UUID) -> ResponseReturnValue:
    sheet, form = open_letter(letter_id), SendForm()
    if carried_out(form, lambda: services.send_letter(letter_id, **signature_of(form))):
        flash(_("The letter is signed and sent; the files are now with the higher body."))
        return redirect(url_for("decisions.letter", letter_id=letter_id))
    return _page(sheet, form), 422


@bp.route("/letters/<uuid:letter_id>/edit", methods=["GET", "POST"])
@requires(Permission.DECISION_DRAFT)
def edit_letter(letter_id: UUID) -> ResponseReturnValue:
    sheet = open_letter(letter_id)
    form = LetterForm(data={"title": sheet.title, "body_text": sheet.body_text, "version": sheet.version})
    if form.validate_on_submit():
        try:
            services.edit_letter(
                letter_id,
                title=form.title.data or "",
                body_text=form.body_text.data or "",
                version=form.version.data,
                actor=current_actor(),
                at=now(),
            )
        except RuleBroken as error:
            form.add_problems(error)
        except StaleVersion:
            return _conflict(form, letter_id)
        else:
            flash(_("The letter is changed."))
            return redirect(url_for("decisions.letter", letter_id=letter_id))
    page = render_template(
        "decisions/edit_letter.html", form=form, sheet=sheet, name=paper_name(sheet), crumbs=crumbs()
    )
    return page, 422 if form.is_submitted() else 200


def _conflict(form: LetterForm, letter_id: UUID) -> ResponseReturnValue:
    there = open_letter(letter_id)
    here = url_for("decisions.edit_letter", letter_id=letter_id)
    present = {"title": there.title, "body_text": there.body_text}
    return conflict_page(form, present, version=there.version, reload_href=here)


@bp.post("/letters/<uuid:letter_id>/names")
@requires(Permission.DECISION_DRAFT)
def add_names(letter_id: UUID) -> ResponseReturnValue:
    return _change_names(letter_id, services.add_names)


@bp.post("/letters/<uuid:letter_id>/names/removal")
@requires(Permission.DECISION_DRAFT)
def remove_names(letter_id: UUID) -> ResponseReturnValue:
    return _change_names(letter_id, services.remove_names)


def _change_names(letter_id: UUID, change: services.NamesChange) -> ResponseReturnValue:
    sheet = open_letter(letter_id)
    return change_names(
        letter_id,
        change,
        lambda: _page(sheet),
        done=_("The names on the letter are changed."),
        back=url_for("decisions.letter", letter_id=letter_id),
    )


@bp.post("/letters/<uuid:letter_id>/deletion")
@requires(Permission.DECISION_DRAFT)
def delete_letter(letter_id: UUID) -> ResponseReturnValue:
    open_letter(letter_id)
    form = DeleteForm()
    form.validate()
    services.delete_letter(letter_id, version=form.version.data, actor=current_actor(), at=now())
    flash(_("The draft is deleted; its names wait for a paper again."))
    return redirect(url_for("decisions.list_page"))


@bp.get("/letters/<uuid:letter_id>/paper")
@requires(Permission.DECISION_READ)
def letter_paper(letter_id: UUID) -> ResponseReturnValue:
    sheet = open_letter(letter_id)
    names = queries.names_on_letter(db.session(), letter_id)
    return render_template(
        "decisions/letter_paper.html",
        paper=official.letter_paper(sheet, names),
        name=paper_name(sheet),
        back_href=url_for("decisions.letter", letter_id=letter_id),
        is_draft=sheet.status is LetterStatus.DRAFT,
    )


@bp.get("/letters/<uuid:letter_id>/names.xlsx")
@requires(Permission.DECISION_READ)
def names_workbook(letter_id: UUID) -> ResponseReturnValue:
    sheet = open_letter(letter_id)
    names = queries.names_on_letter(db.session(), letter_id)
    name = f"danh-sach-{(sheet.full_number or 'du-thao').replace('/', '-')}.xlsx"
    return workbook_answer(lists.letter_workbook(sheet, names, created=now()), name)
