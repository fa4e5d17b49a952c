"""Recording what the higher body asks for beyond a letter, and the answer."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import TransitionError
from app.decisions import queries, rules, services
from app.decisions.enums import LetterStatus
from app.decisions.forms import ReplyForm, RequestForm
from app.decisions.presenters.desk import paper_name
from app.decisions.presenters.requests import name_choices
from app.decisions.queries import LetterSheet
from app.decisions.views.blueprint import bp
from app.decisions.views.doors import crumbs, open_letter
from app.web.acting import carried_out
from app.web.guards import current_actor, requires
from app.web.reading import read_id


@bp.route("/letters/<uuid:letter_id>/requests", methods=["GET", "POST"])
@requires(Permission.DECISION_DRAFT)
def record_request(letter_id: UUID) -> ResponseReturnValue:
    sheet = open_letter(letter_id)
    if sheet.status is LetterStatus.DRAFT:
        raise TransitionError("nothing is asked before the letter is sent")
    form = RequestForm(data={"asked_on": today()})
    form.nomination_id.choices = name_choices(queries.names_on_letter(db.session(), letter_id))

    def act() -> None:
        said = rules.Request(
            form.asked_on.data or today(),
            form.text.data or "",
            form.document_number.data or "",
            form.due_on.data,
            read_id(form.nomination_id.data),
        )
        services.record_request(letter_id, said, actor=current_actor(), at=now())

    if carried_out(form, act):
        flash(_("The request is recorded."))
        return redirect(url_for("decisions.letter", letter_id=letter_id))
    page = render_template("decisions/request.html", sheet=sheet, form=form, crumbs=_crumbs(sheet))
    return page, 422 if form.is_submitted() else 200


@bp.route("/requests/<uuid:request_id>/answer", methods=["GET", "POST"])
@requires(Permission.DECISION_DRAFT)
def answer_request(request_id: UUID) -> ResponseReturnValue:
    asked = queries.request_of(db.session(), request_id)
    sheet = open_letter(asked.letter_id)
    if asked.answered_on:
        raise TransitionError("the request is answered already")
    form = ReplyForm(data={"answered_on": today(), "version": asked.version})
    if carried_out(
        form,
        lambda: services.answer_request(
            request_id,
            form.answer.data or "",
            form.answered_on.data or today(),
            version=form.version.data,
            actor=current_actor(),
            at=now(),
        ),
    ):
        flash(_("The answer to the request is recorded."))
        return redirect(url_for("decisions.letter", letter_id=sheet.id))
    page = render_template("decisions/reply.html", sheet=sheet, asked=asked, form=form, crumbs=_crumbs(sheet))
    return page, 422 if form.is_submitted() else 200


def _crumbs(sheet: LetterSheet) -> list[tuple[str, str]]:
    return [*crumbs(), (paper_name(sheet), url_for("decisions.letter", letter_id=sheet.id))]
