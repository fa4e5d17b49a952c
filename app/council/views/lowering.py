"""Proposing a lower award for a file that the council did not adopt."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken, TransitionError
from app.council import policy, services
from app.council.forms import LowerForm
from app.council.presenters import lowering, words
from app.council.queries import meetings
from app.council.queries.meetings import ItemRow, MeetingFile
from app.council.views.blueprint import bp
from app.local_rules.queries import exceptions_allowed
from app.nominations.labels import award_name
from app.nominations.queries import Nomination
from app.nominations.services.lowering import LowerChoice, LowerPlan, lower_choices
from app.web.guards import current_actor, requires


@bp.route("/items/<uuid:item_id>/lower-award", methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def lower_award(item_id: UUID) -> ResponseReturnValue:
    """Choose a lower award for the nominee; the linked file comes on the agenda at once."""
    session, actor = db.session(), current_actor()
    row, place = meetings.item_file(session, item_id, actor)
    if not policy.may_run(actor, body_path=place.body_path, my_role=place.my_role):
        raise NotAllowed
    if not lowering.is_lowerable(place, row):
        raise TransitionError("no lower award can be proposed for this file now")
    choices = lower_choices(session, session.get_one(Nomination, row.nomination_id), actor=actor, at=now())
    form = LowerForm()
    form.award_code.choices = [(each.award.code, each.award.abbreviation) for each in choices]
    if not form.is_submitted():
        form.award_code.data = next((each.award.code for each in choices if each.standing_number is None), None)
    elif form.validate():
        try:
            new_item = services.lower_award(item_id, _plan(form), actor=actor, at=now())
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        else:
            flash(_("The lower award is on the agenda. Open it for the vote."))
            return redirect(url_for("council.item", item_id=new_item))
    return _page(row, place, form, choices), 422 if form.is_submitted() else 200


def _plan(form: LowerForm) -> LowerPlan:
    return LowerPlan(
        award_code=form.award_code.data or "",
        reason=form.reason.data or "",
        exception_reason=form.exception_reason.data or "",
        excess_reason=form.excess_reason.data or "",
    )


def _page(row: ItemRow, place: MeetingFile, form: LowerForm, choices: list[LowerChoice]) -> str:
    here = url_for("council.item", item_id=row.id)
    return render_template(
        "council/lower_award.html",
        form=form,
        item=row,
        award=award_name(row.regime_id, row.award_code),
        detail=words.nominee_detail(row.nominee_name, row.nominee_post, row.nominee_unit_name),
        choices=lowering.choice_views(choices),
        may_except=exceptions_allowed(db.session(), place.body_id, today()),
        back_href=here,
        crumbs=[
            (_("Councils"), url_for("council.list_page")),
            (place.name, url_for("council.meeting", meeting_id=place.id)),
            (row.nominee_name, here),
        ],
    )
