"""Recording what the higher body answered to a letter, and what it took back later."""

from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import RuleBroken, TransitionError
from app.decisions import queries, services
from app.decisions.enums import LetterStatus, Outcome
from app.decisions.forms import ForeignRevocationForm, outcomes_form
from app.decisions.presenters.desk import paper_name
from app.decisions.presenters.names import name_parts
from app.decisions.queries import LetterSheet
from app.decisions.views.blueprint import bp
from app.decisions.views.doors import crumbs, open_letter
from app.web.acting import carried_out
from app.web.guards import current_actor, requires


@bp.route("/letters/<uuid:letter_id>/outcomes", methods=["GET", "POST"])
@requires(Permission.DECISION_DRAFT)
def outcomes(letter_id: UUID) -> ResponseReturnValue:
    sheet = open_letter(letter_id)
    if sheet.status is not LetterStatus.SENT:
        raise TransitionError("only a sent letter waits for an answer")
    names = queries.names_on_letter(db.session(), letter_id)
    pending = [name for name in names if name.outcome is Outcome.PENDING and not name.is_there]
    form = outcomes_form([name.nomination_id for name in pending])
    if form.validate_on_submit() and not form.has_gaps():
        entries = form.entries()
        try:
            services.record_outcomes(letter_id, entries, actor=current_actor(), at=now())
        except RuleBroken as error:
            form.add_problems(error)
        else:
            flash(_said(len(entries), len(pending) - len(entries)))
            return redirect(url_for("decisions.letter", letter_id=letter_id))
    page = render_template(
        "decisions/outcomes.html", sheet=sheet, form=form, parts=name_parts(pending), crumbs=_crumbs(sheet)
    )
    return page, 422 if form.is_submitted() else 200


def _said(recorded: int, left: int) -> str:
    said = ngettext("The answer for %(num)s name is recorded.", "The answer for %(num)s names is recorded.", recorded)
    if left == 0:
        return " ".join((said, _("The letter is answered in full.")))
    still = ngettext("%(num)s name still waits.", "%(num)s names still wait.", left)
    return f"{said} {still}"


@bp.route("/letters/<uuid:letter_id>/revocations", methods=["GET", "POST"])
@requires(Permission.DECISION_DRAFT)
def foreign_revocation(letter_id: UUID) -> ResponseReturnValue:
    sheet = open_letter(letter_id)
    if sheet.status is LetterStatus.DRAFT:
        raise TransitionError("only an award that was conferred can be revoked")
    names = [name for name in queries.names_on_letter(db.session(), letter_id) if not name.is_there]
    form = ForeignRevocationForm()
    act = partial(services.record_foreign_revocation, letter_id, form.said(), actor=current_actor(), at=now())
    if carried_out(form, act):
        flash(_("The revocation is recorded; the names do not hold the award any more."))
        return redirect(url_for("decisions.letter", letter_id=letter_id))
    page = render_template(
        "decisions/foreign_revocation.html",
        sheet=sheet,
        form=form,
        parts=name_parts([name for name in names if name.holds]),
        ticked=form.nomination_ids.data,
        crumbs=_crumbs(sheet),
    )
    return page, 422 if form.is_submitted() else 200


def _crumbs(sheet: LetterSheet) -> list[tuple[str, str]]:
    return [*crumbs(), (paper_name(sheet), url_for("decisions.letter", letter_id=sheet.id))]
