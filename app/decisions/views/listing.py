"""The papers of the body and year, and the names that wait for one."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotFound, RuleBroken
from app.decisions import policy, queries, services
from app.decisions.forms import DraftForm
from app.decisions.labels import (
    DECISION_STATUS_LABELS,
    DECISION_STATUS_TONES,
    LETTER_STATUS_LABELS,
    LETTER_STATUS_TONES,
)
from app.decisions.presenters.registers import change_words
from app.decisions.presenters.waiting import suggested_title, waiting_papers
from app.decisions.queries import WaitingRow
from app.decisions.views.blueprint import bp
from app.decisions.views.doors import readable_workplace, refusal
from app.web.guards import current_actor, requires
from app.web.workplace import Workplace


@bp.get("")
@requires(Permission.DECISION_READ)
def list_page() -> ResponseReturnValue:
    return _list(readable_workplace(), DraftForm(formdata=None)), 200


def _list(workplace: Workplace, form: DraftForm) -> str:
    actor, session = current_actor(), db.session()
    waiting = queries.awaiting_paper(session, workplace.body_id, workplace.year)
    return render_template(
        "decisions/list.html",
        workplace_name=workplace.body_name,
        year=workplace.year,
        form=form,
        ticked=form.nomination_ids.data if form.is_submitted() else [row.nomination_id for row in waiting],
        decisions=queries.decisions_of(session, workplace.body_id, workplace.year),
        letters=queries.letters_of(session, workplace.body_id, workplace.year),
        waiting=waiting_papers(waiting),
        waiting_count=len(waiting),
        is_cut=len(waiting) == queries.MOST_WAITING,
        incoming=queries.count_incoming(session, workplace.body_id),
        may_draft=policy.may_draft(actor, workplace.body_path),
        may_sign=policy.may_sign(actor, workplace.body_path),
        change_words=change_words,
        decision_states=DECISION_STATUS_LABELS,
        decision_tones=DECISION_STATUS_TONES,
        letter_states=LETTER_STATUS_LABELS,
        letter_tones=LETTER_STATUS_TONES,
    )


@bp.post("/drafts")
@requires(Permission.DECISION_DRAFT)
def new_decision() -> ResponseReturnValue:
    workplace, form = readable_workplace(), DraftForm()
    if form.validate_on_submit():
        try:
            decision_id = _draft_decision(workplace, form)
        except RuleBroken as error:
            form.add_problems(error)
        else:
            flash(_("The decision is drafted. Read it through; the head can sign it below."))
            return redirect(url_for("decisions.detail", decision_id=decision_id))
    return _refused(workplace, form)


@bp.post("/letters/drafts")
@requires(Permission.DECISION_DRAFT)
def new_letter() -> ResponseReturnValue:
    workplace, form = readable_workplace(), DraftForm()
    if form.validate_on_submit():
        try:
            letter_id = _draft_letter(workplace, form)
        except RuleBroken as error:
            form.add_problems(error)
        else:
            flash(_("The letter is drafted. Read it through; the head can sign and send it below."))
            return redirect(url_for("decisions.letter", letter_id=letter_id))
    return _refused(workplace, form)


def _refused(workplace: Workplace, form: DraftForm) -> ResponseReturnValue:
    flash(refusal(form), "danger")
    return _list(workplace, form), 422


def _draft_decision(workplace: Workplace, form: DraftForm) -> UUID:
    campaign_id = _given(form.campaign_id.data)
    ticked = _ticked(workplace, campaign_id, form.nomination_ids.data)
    title = suggested_title(ticked, authority_name=workplace.body_name, is_letter=False) if ticked else "-"
    plan = services.DecisionPlan(workplace.body_id, campaign_id, title, form.nomination_ids.data)
    return services.draft_decision(plan, actor=current_actor(), at=now())


def _draft_letter(workplace: Workplace, form: DraftForm) -> UUID:
    campaign_id, to_unit_id = _given(form.campaign_id.data), _given(form.to_unit_id.data)
    ticked = _ticked(workplace, campaign_id, form.nomination_ids.data)
    addressee = next((row.to_unit_name or "" for row in ticked), "")
    title = suggested_title(ticked, authority_name=addressee, is_letter=True) if ticked else "-"
    plan = services.LetterPlan(workplace.body_id, campaign_id, to_unit_id, title, form.nomination_ids.data)
    return services.draft_letter(plan, actor=current_actor(), at=now())


def _ticked(workplace: Workplace, campaign_id: UUID, nomination_ids: Sequence[UUID]) -> list[WaitingRow]:
    """Return what is known of the ticked names that wait; the service refuses the others."""
    waiting = queries.awaiting_paper(db.session(), workplace.body_id, campaign_id=campaign_id)
    return [row for row in waiting if row.nomination_id in set(nomination_ids)]


def _given(value: UUID | None) -> UUID:
    if value is None:
        raise NotFound
    return value
