"""Letters of bodies below: what waits at this body, and taking a letter into a campaign."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app.campaigns.queries import campaigns_of
from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotFound, RuleBroken
from app.decisions import policy, queries, services
from app.decisions.forms import RefuseLetterForm, TakeInForm
from app.decisions.presenters.incoming import incoming_rows, round_choices
from app.decisions.views.blueprint import bp
from app.decisions.views.doors import crumbs, readable_workplace
from app.web.guards import current_actor, requires
from app.web.workplace import Workplace


@bp.get("/incoming")
@requires(Permission.DECISION_READ)
def incoming() -> ResponseReturnValue:
    return _page(readable_workplace(), TakeInForm(formdata=None))


@bp.post("/letters/<uuid:letter_id>/arrival")
@requires(Permission.DECISION_DRAFT)
def take_in(letter_id: UUID) -> ResponseReturnValue:
    workplace, form = readable_workplace(), TakeInForm()
    if form.campaign_id.data is None:
        raise NotFound
    try:
        count = services.take_in(letter_id, form.campaign_id.data, actor=current_actor(), at=now())
    except RuleBroken as error:
        form.add_problems(error)
        return _page(workplace, form), 422
    flash(ngettext("%(num)s file is made from the letter.", "%(num)s files are made from the letter.", count))
    return redirect(url_for("decisions.incoming"))


@bp.post("/letters/<uuid:letter_id>/refusal")
@requires(Permission.DECISION_DRAFT)
def refuse_letter(letter_id: UUID) -> ResponseReturnValue:
    workplace, form = readable_workplace(), RefuseLetterForm()
    try:
        count = services.refuse_letter(letter_id, form.reason.data or "", actor=current_actor(), at=now())
    except RuleBroken as error:
        form.add_problems(error)
        return _page(workplace, form, letter_id), 422
    flash(ngettext("%(num)s name is declined.", "%(num)s names are declined.", count))
    return redirect(url_for("decisions.incoming"))


def _page(workplace: Workplace, form: TakeInForm | RefuseLetterForm, refused_id: UUID | None = None) -> str:
    session = db.session()
    return render_template(
        "decisions/incoming.html",
        form=form,
        refused_id=refused_id,
        workplace_name=workplace.body_name,
        rows=incoming_rows(queries.incoming_letters(session, workplace.body_id)),
        rounds=round_choices(campaigns_of(session, workplace.body_id, workplace.year)),
        may_take=policy.may_draft(current_actor(), workplace.body_path),
        year=workplace.year,
        crumbs=crumbs(),
    )
