"""Recording what the higher body answered to a letter."""

from collections.abc import Sequence
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
from app.decisions.forms import OutcomesForm, outcomes_form
from app.decisions.presenters import pages
from app.decisions.queries import LetterSheet, Name
from app.decisions.views.blueprint import bp
from app.decisions.views.doors import crumbs, open_letter
from app.web.guards import current_actor, requires


@bp.route("/letters/<uuid:letter_id>/outcomes", methods=["GET", "POST"])
@requires(Permission.DECISION_DRAFT)
def outcomes(letter_id: UUID) -> ResponseReturnValue:
    sheet = open_letter(letter_id)
    if sheet.status is not LetterStatus.SENT:
        raise TransitionError("only a sent letter waits for an answer")
    names = queries.names_on_letter(db.session(), letter_id)
    pending = [name for name in names if name.outcome is Outcome.PENDING]
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
    return _page(sheet, pending, form), 422 if form.is_submitted() else 200


def _said(recorded: int, left: int) -> str:
    said = ngettext("The answer for %(num)s name is recorded.", "The answer for %(num)s names is recorded.", recorded)
    if left == 0:
        return f"{said} {_('The letter is answered in full.')}"
    still = ngettext("%(num)s name still waits.", "%(num)s names still wait.", left)
    return f"{said} {still}"


def _page(sheet: LetterSheet, pending: Sequence[Name], form: OutcomesForm) -> str:
    return render_template(
        "decisions/outcomes.html",
        sheet=sheet,
        form=form,
        parts=pages.name_parts(pending),
        crumbs=[
            *crumbs(),
            (
                _("Proposal letter %(number)s", number=sheet.full_number),
                url_for("decisions.letter", letter_id=sheet.id),
            ),
        ],
    )
