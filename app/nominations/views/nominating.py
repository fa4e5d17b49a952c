"""Nominating: awards, people and collectives ticked on one page, then the summaries of all on the next."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from app.campaigns.queries import CampaignFile, CampaignRow, campaign_file, open_campaigns
from app.core.access import Actor, Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotFound, RuleBroken
from app.nominations import queries, rules
from app.nominations.forms import NominateForm
from app.nominations.presenters import nominating
from app.nominations.queries import CampaignTally
from app.nominations.services.drafting import draft_nominations
from app.nominations.services.quotas import measured, told_within
from app.nominations.views.blueprint import bp
from app.organisation.queries import UnitRow, unit_by_id, units_within
from app.web.guards import current_actor, requires
from app.web.reading import read_id
from app.web.workplace import current_workplace

LONGEST_QUERY: Final = 100


@dataclass(frozen=True, slots=True)
class Place:
    """The campaign and the unit that the page is about, and what else could be chosen."""

    campaigns: list[CampaignRow]
    campaign: CampaignRow | CampaignFile
    units: list[UnitRow]
    unit: UnitRow
    on: date


@bp.get("/new")
@requires(Permission.NOMINATION_EDIT)
def new() -> ResponseReturnValue:
    place = place_of(current_actor(), request.args.get("campaign"), request.args.get("unit"))
    if place is None:
        return render_template("nominations/no_campaign.html")
    form = NominateForm()
    return _page(form, place, _offer(form, place))


@bp.post("/new")
@requires(Permission.NOMINATION_EDIT)
def draft() -> ResponseReturnValue:
    form = NominateForm()
    place = place_of(current_actor(), request.form.get("campaign_id"), request.form.get("unit_id"), strict=True)
    if place is None:
        return render_template("nominations/no_campaign.html"), 422
    tally = _offer(form, place)
    if request.form.get("find") == form.picked_ids.name:
        return _page(form, place, tally, looked_for=request.form.get("picked_ids_q", ""))
    if form.validate_on_submit():
        try:
            ids = draft_nominations(form.batch(place.campaign.id, place.unit.id), actor=current_actor(), at=now())
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        else:
            flash(ngettext("%(num)s nomination drafted.", "%(num)s nominations drafted.", len(ids)))
            return redirect(url_for("nominations.batch", nomination_id=ids[0]))
    return _page(form, place, tally), 422


@bp.get("/people")
@requires(Permission.NOMINATION_EDIT)
def people() -> ResponseReturnValue:
    """Suggest people of a unit for the picker."""
    if "unit" not in request.args:
        return jsonify([])
    unit = _unit_asked(request.args["unit"])
    year = request.args.get("year", "")
    on = rules.reference_day(int(year), today()) if year.isdecimal() and len(year) == 4 and int(year) else today()
    text = request.args.get("q", "")[:LONGEST_QUERY]
    return jsonify(nominating.picked(queries.people_named(db.session(), text, root=unit, on=on)))


def _unit_asked(text: str) -> str:
    """Return the tree path of a unit for which the actor nominates; NotFound for every other."""
    unit_id = read_id(text)
    if unit_id is None:
        raise NotFound
    unit = unit_by_id(db.session(), unit_id)
    if not current_actor().may_at(Permission.NOMINATION_EDIT, unit.path):
        raise NotFound
    return unit.path


def place_of(actor: Actor, campaign_id: str | None, unit_id: str | None, *, strict: bool = False) -> Place | None:
    """Return what the page is about, None when no campaign is open or no unit is the actor's.

    ``strict``: a campaign or unit that was named and is not among the choices is not replaced by another.
    """
    workplace, session = current_workplace(), db.session()
    campaigns = open_campaigns(session, [workplace.body_id], today())
    campaign = _closed_meanwhile(campaigns, campaign_id, workplace.body_id) if strict else None
    campaign = campaign or _chosen(campaigns, campaign_id, strict=strict)
    if campaign is None:
        return None
    on = rules.reference_day(campaign.year, today())
    units = units_within(session, _roots_inside(actor, workplace.body_path), on)
    unit = _chosen(units, unit_id, strict=strict)
    return Place(campaigns, campaign, units, unit, on) if unit else None


def _closed_meanwhile(known: list[CampaignRow], wanted: str | None, body_id: UUID) -> CampaignFile | None:
    """Return a campaign of the body that is no longer open: the form comes back filled in, with the reason."""
    campaign_id = read_id(wanted)
    if campaign_id is None or any(row.id == campaign_id for row in known):
        return None
    file = campaign_file(db.session(), campaign_id)
    return file if file and file.body_id == body_id else None


def _chosen(known: list[Any], wanted: str | None, *, strict: bool) -> Any:
    """Return the record named in the address, or the first one. Any: a campaign or a unit."""
    named = next((each for each in known if str(each.id) == wanted), None)
    if named is None and strict and wanted:
        raise NotFound
    return named or next(iter(known), None)


def _roots_inside(actor: Actor, body_path: str) -> list[str]:
    """Return the subtrees of the body for which the actor nominates."""
    roots = actor.paths(Permission.NOMINATION_EDIT)
    if any(body_path.startswith(root) for root in roots):
        return [body_path]
    return [root for root in roots if root.startswith(body_path)]


def _offer(form: NominateForm, place: Place) -> CampaignTally:
    tally = queries.campaign_tally(db.session(), place.campaign.id, root=place.unit.path)
    form.award_codes.choices = [(code, code) for code in tally.codes]
    return tally


def _page(form: NominateForm, place: Place, tally: CampaignTally, *, looked_for: str | None = None) -> str:
    """Render the page: eight queries whatever it shows."""
    session, codes = db.session(), tally.codes
    root, on = place.unit.path, place.on
    roll, complete = queries.roll_of(session, unit_id=place.unit.id, root=root, on=on)
    collectives = [unit for unit in place.units if unit.path.startswith(root)]
    nominee_ids = [*(person.id for person in roll), *(unit.id for unit in collectives)]
    standing = queries.standing_of(session, place.campaign.id, nominee_ids)
    found = None if looked_for is None else queries.people_named(session, looked_for, root=root, on=on)
    on_roll = {person.id for person in roll}
    elsewhere = [person_id for person_id in form.people if person_id not in on_roll]
    below = place.unit.id != place.campaign.body_id
    meters = measured(session, tally, place.campaign.body_id, on=today(), with_unit=below)
    body = next((unit for unit in place.units if unit.id == place.campaign.body_id), None)
    authority = body.authority if body else unit_by_id(session, place.campaign.body_id).authority
    return render_template(
        "nominations/new.html",
        form=form,
        place=place,
        awards=nominating.awards_by_subject(
            codes, place.campaign.regime_id, authority=authority, chosen=form.award_codes.data or []
        ),
        people=nominating.people_choices(roll, standing),
        is_whole_roll=complete,
        collectives=nominating.collective_choices(collectives, place.unit, standing),
        picked=nominating.picked(queries.people_chosen(session, elsewhere, root=root, on=on)),
        results=None if found is None else nominating.picked(found),
        looked_for=looked_for or "",
        unit_options=nominating.unit_options(place.units),
        meters=told_within(meters, [root]),
        people_href=url_for("nominations.people", unit=place.unit.id, year=place.campaign.year),
        standing_href=url_for("nominations.standing", unit=place.unit.id, campaign=place.campaign.id),
        ministries=queries.ministries(session) if nominating.asks_ministry(codes, place.campaign.regime_id) else [],
    )
