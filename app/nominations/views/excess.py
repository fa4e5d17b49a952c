"""Going over a ceiling: the reason that the council sees, given by the head of the unit or an HR officer."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.campaigns.policy import may_read
from app.campaigns.queries import CampaignFile, campaign_file
from app.core.access import Actor, Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken
from app.nominations import labels
from app.nominations.forms import ExcessForm
from app.nominations.presenters import nominating
from app.nominations.services.quotas import explain_excess, standings, told_within
from app.nominations.views.blueprint import bp
from app.organisation.queries import units_within
from app.web.guards import current_actor, requires


@bp.route("/excess/<uuid:campaign_id>", methods=["GET", "POST"])
@requires(Permission.NOMINATION_EDIT)
def excess(campaign_id: UUID) -> ResponseReturnValue:
    """Show where a campaign stands against its ceilings, and take the reason for an excess."""
    session, actor = db.session(), current_actor()
    campaign = campaign_file(session, campaign_id)
    if campaign is None or not may_read(actor, campaign.body_path):
        raise NotFound
    roots = _roots(actor, campaign)
    if not roots:
        raise NotAllowed
    known = told_within(standings(session, campaign.id, campaign.body_id, on=today()), roots)
    form = ExcessForm()
    form.unit_id.choices = [(str(key), name) for key, name in nominating.unit_options(units_within(session, roots))]
    form.award_code.choices = [
        (each.code, f"{labels.award_abbreviation(campaign.regime_id, each.code)}: {_name(campaign, each.code)}")
        for each in known
    ]
    if not form.is_submitted():
        form.process(data={"unit_id": request.args.get("unit", ""), "award_code": request.args.get("award", "")})
    if form.validate_on_submit():
        try:
            explain_excess(
                campaign_id,
                UUID(form.unit_id.data),
                form.award_code.data,
                form.reason.data or "",
                actor=actor,
                at=now(),
            )
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        else:
            flash(_("The reason is recorded; the council sees it."))
            return redirect(url_for("campaigns.detail", campaign_id=campaign_id) + "#ceilings")
    page = render_template(
        "nominations/excess.html",
        form=form,
        campaign=campaign,
        standings=known,
        back_href=url_for("campaigns.detail", campaign_id=campaign_id),
    )
    return page, 422 if form.is_submitted() else 200


def _name(campaign: CampaignFile, code: str) -> str:
    return labels.award_name(campaign.regime_id, code)


def _roots(actor: Actor, campaign: CampaignFile) -> list[str]:
    """Return the subtrees of the body for which the actor may give a reason."""
    roots = {*actor.paths(Permission.NOMINATION_SUBMIT), *actor.paths(Permission.NOMINATION_VERIFY)}
    if any(campaign.body_path.startswith(root) for root in roots):
        return [campaign.body_path]
    return sorted(root for root in roots if root.startswith(campaign.body_path))
