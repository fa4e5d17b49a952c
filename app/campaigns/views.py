"""Pages of campaigns."""

from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.audit.queries import events_of
from app.campaigns import policy, presenters, queries, rules, services
from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.campaigns.forms import CampaignForm, EarlyEndForm, ExtensionForm, StepForm, calendar_values, values_of
from app.campaigns.labels import KIND_LABELS, PHASE_LABELS, STATUS_LABELS, STATUS_TONES
from app.campaigns.queries import CampaignFile
from app.classification.queries import is_locked
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.eligibility.rulebook import UnknownRule, rulebooks
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires
from app.web.reading import read_member
from app.web.workplace import Workplace, current_workplace

bp = Blueprint("campaigns", __name__, url_prefix="/campaigns")


@bp.get("")
@requires(Permission.CAMPAIGN_READ)
def list_page() -> ResponseReturnValue:
    workplace = current_workplace()
    readable = policy.may_read(current_actor(), workplace.body_path)
    rows = queries.campaigns_of(db.session(), workplace.body_id, workplace.year) if readable else []
    return render_template(
        "campaigns/list.html",
        rows=presenters.listed(rows, today()),
        missing_yearly=all(row.kind is not CampaignKind.YEARLY for row in rows),
        may_plan=policy.may_manage(current_actor(), workplace.body_path),
        place=workplace,
    )


@bp.get("/<uuid:campaign_id>")
@requires(Permission.CAMPAIGN_READ)
def detail(campaign_id: UUID) -> ResponseReturnValue:
    return _detail_page(_visible(campaign_id))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.CAMPAIGN_MANAGE)
def new() -> ResponseReturnValue:
    workplace = current_workplace()
    if not policy.may_manage(current_actor(), workplace.body_path):
        raise NotAllowed
    form = CampaignForm()
    if not form.is_submitted():
        form.show(_suggestions(workplace))
    _offer(form, workplace.body_path)
    if _wants_to_save(form) and form.validate():
        try:
            plan = form.plan(workplace.body_id, {})
            campaign_id = services.plan_campaign(plan, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        else:
            flash(_("The campaign is planned. Open it for nominations when its first day has come."))
            return redirect(url_for("campaigns.detail", campaign_id=campaign_id))
    return _form_page(form, None)


@bp.route("/<uuid:campaign_id>/edit", methods=["GET", "POST"])
@requires(Permission.CAMPAIGN_MANAGE)
def edit(campaign_id: UUID) -> ResponseReturnValue:
    campaign = _changeable(campaign_id)
    session = db.session()
    values = values_of(campaign, queries.campaign_awards(session, campaign_id), queries.phases_of(session, campaign_id))
    form = CampaignForm()
    form.fix(campaign.status)
    if not form.is_submitted():
        form.show({**values, "version": campaign.version})
    _offer(form, campaign.body_path, regime_id=campaign.regime_id)
    if _wants_to_save(form) and form.validate():
        try:
            plan = form.plan(campaign.body_id, values)
            services.edit_campaign(campaign_id, plan, version=form.version.data, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        except StaleVersion:
            form.order_awards(rulebooks().regime(_chosen_regime(form, campaign.regime_id)).awards)
            return conflict_page(form, values, version=campaign.version, reload_href=_href(campaign_id))
        else:
            flash(_("The campaign is saved."))
            return redirect(_href(campaign_id))
    return _form_page(form, campaign)


@bp.post("/<uuid:campaign_id>/phase")
@requires(Permission.CAMPAIGN_MANAGE)
def begin(campaign_id: UUID) -> ResponseReturnValue:
    campaign = _manageable(campaign_id)
    form = StepForm()
    if not form.validate_on_submit():
        return _detail_page(campaign, problems=[_("Choose from the list.")])
    try:
        services.begin_phase(campaign_id, form.to_status.data, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        return _detail_page(campaign, problems=[str(problem.message) for problem in refusal.problems])
    flash(_("The campaign now stands at “%(status)s”.", status=STATUS_LABELS[form.to_status.data]))
    return redirect(_href(campaign_id))


@bp.route("/<uuid:campaign_id>/extension", methods=["GET", "POST"])
@requires(Permission.CAMPAIGN_MANAGE)
def extend(campaign_id: UUID) -> ResponseReturnValue:
    campaign = _changeable(campaign_id)
    phases = queries.phases_of(db.session(), campaign_id)
    form = ExtensionForm()
    form.phase.choices = [
        (phase, f"{PHASE_LABELS[phase]}: {presenters.period_words(period)}")
        for phase, period in phases.items()
        if not rules.phase_is_over(campaign.status, phase)
    ]
    if not form.is_submitted():
        form.phase.data = rules.phase_of(campaign.status) or Phase.OPEN
    if form.validate_on_submit() and form.ends_on.data:
        try:
            services.extend_phase(
                campaign_id,
                form.phase.data,
                form.ends_on.data,
                form.reason.data or "",
                actor=current_actor(),
                at=now(),
            )
        except RuleBroken as refusal:
            form.add_problems(refusal)
        else:
            flash(_("The phase is extended."))
            return redirect(_href(campaign_id))
    page = render_template("campaigns/extension.html", form=form, campaign=campaign, back_href=_href(campaign_id))
    return page, 422 if form.is_submitted() else 200


@bp.route("/<uuid:campaign_id>/early-end", methods=["GET", "POST"])
@requires(Permission.CAMPAIGN_MANAGE)
def end_early(campaign_id: UUID) -> ResponseReturnValue:
    campaign = _changeable(campaign_id)
    phases, running = queries.phases_of(db.session(), campaign_id), rules.phase_of(campaign.status)
    if running is None or not rules.can_end_early(campaign.status, phases, today=today()):
        raise TransitionError("no day is left to cut from the present phase")
    form = EarlyEndForm()
    if not form.is_submitted():
        form.ends_on.data, form.version.data = max(today(), phases[running][0]), campaign.version
    if form.validate_on_submit() and form.ends_on.data:
        reason, version = form.reason.data or "", form.version.data
        try:
            services.end_early(campaign_id, form.ends_on.data, reason, version=version, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        except StaleVersion:
            kept = {"ends_on": phases[running][1], "reason": ""}
            return conflict_page(form, kept, version=campaign.version, reload_href=_href(campaign_id))
        else:
            flash(_("The last day of the phase is brought forward."))
            return redirect(_href(campaign_id))
    page = render_template(
        "campaigns/early_end.html",
        form=form,
        campaign=campaign,
        phase=PHASE_LABELS[running],
        period=presenters.period_words(phases[running]),
        back_href=_href(campaign_id),
    )
    return page, 422 if form.is_submitted() else 200


def _visible(campaign_id: UUID) -> CampaignFile:
    campaign = queries.campaign_file(db.session(), campaign_id)
    if campaign is None or not policy.may_read(current_actor(), campaign.body_path):
        raise NotFound
    return campaign


def _manageable(campaign_id: UUID) -> CampaignFile:
    campaign = _visible(campaign_id)
    if not policy.may_manage(current_actor(), campaign.body_path):
        raise NotAllowed
    return campaign


def _changeable(campaign_id: UUID) -> CampaignFile:
    campaign = _manageable(campaign_id)
    if campaign.status is CampaignStatus.CLOSED:
        raise TransitionError("a closed campaign stays as it is")
    return campaign


def _href(campaign_id: UUID) -> str:
    return url_for("campaigns.detail", campaign_id=campaign_id)


def _catalogue_href(regime_id: str) -> str | None:
    if "awards.catalogue" not in current_app.view_functions:
        return None
    return url_for("awards.catalogue", regime=regime_id)


def _detail_page(campaign: CampaignFile, problems: list[str] | None = None) -> ResponseReturnValue:
    session, day = db.session(), today()
    phases = queries.phases_of(session, campaign.id)
    may_manage = policy.may_manage(current_actor(), campaign.body_path)
    following = rules.next_status(campaign.status)
    asks_lock = may_manage and following is not None and rules.needs_lock(campaign.kind, following)
    locked = not asks_lock or is_locked(session, campaign.body_id, campaign.year)
    regime = rulebooks().regime(campaign.regime_id)
    awards = [regime.awards[code] for code in queries.campaign_awards(session, campaign.id) if code in regime.awards]
    page = render_template(
        "campaigns/detail.html",
        campaign=campaign,
        kind=KIND_LABELS[campaign.kind],
        state=STATUS_LABELS[campaign.status],
        tone=STATUS_TONES[campaign.status],
        steps=presenters.steps(campaign, phases, day),
        overdue=presenters.is_overdue(campaign, phases, day),
        next_step=presenters.next_step(campaign, phases, today=day, classification_locked=locked),
        award_groups=presenters.award_groups(awards),
        regime_name=regime.name.in_language(_language()),
        catalogue_href=_catalogue_href(regime.id),
        history=presenters.history(events_of(session, campaign.id)),
        meters=queries.meters_of(session, campaign, current_actor(), day),
        may_manage=may_manage,
        language=_language(),
        problems=problems or [],
    )
    return page, 422 if problems else 200


def _form_page(form: CampaignForm, campaign: CampaignFile | None) -> ResponseReturnValue:
    regime_id = _chosen_regime(form, campaign.regime_id if campaign else None)
    page = render_template(
        "campaigns/form.html",
        form=form,
        campaign=campaign,
        phases=[phase.value for phase in Phase if f"{phase.value}_starts_on" in form],
        award_groups=presenters.award_groups(rulebooks().awards(regime_id)),
        options={option.data: option for option in form.award_codes},
        unconfirmed=_is_unconfirmed(form),
        back_href=_href(campaign.id) if campaign else url_for("campaigns.list_page"),
    )
    return page, 422 if _wants_to_save(form) else 200


def _is_unconfirmed(form: CampaignForm) -> bool:
    """Say whether no regime claims the year of the form; of a year that no campaign can have nothing is said."""
    year = form.year.data if "year" in form else None
    return year is not None and year in rules.YEARS and rulebooks().choose_regime(year).needs_confirmation


def _wants_to_save(form: CampaignForm) -> bool:
    """Say whether the form came to be saved, not only to see the awards of another regime."""
    return form.is_submitted() and "show_awards" not in request.form


def _chosen_regime(form: CampaignForm, kept: str | None) -> str:
    """Return the regime whose awards the form offers."""
    wanted = str(form.regime_id.data) if "regime_id" in form else kept
    try:
        return rulebooks().regime(wanted or "").id
    except UnknownRule:
        return rulebooks().choose_regime(today().year).regime_id


def _offer(form: CampaignForm, body_path: str, regime_id: str | None = None) -> None:
    form.offer(
        regimes=[regime for regime in rulebooks().regimes() if regime.enabled_by_default or regime.id == regime_id],
        awards=rulebooks().awards(_chosen_regime(form, regime_id)),
        bodies=queries.launching_bodies(db.session(), body_path),
        language=_language(),
    )


def _suggestions(workplace: Workplace) -> dict[str, object]:
    """Return what an empty form proposes for a kind of campaign."""
    kind = read_member(CampaignKind, request.args.get("kind")) or CampaignKind.YEARLY
    year = workplace.year
    regime_id = rulebooks().choose_regime(year).regime_id
    awards = rulebooks().awards(regime_id)
    return {
        "kind": kind,
        "year": year,
        "name": _("Emulation round of %(year)s", year=year) if kind is CampaignKind.YEARLY else "",
        "regime_id": regime_id,
        "award_codes": [
            award.code for award in awards if rules.suggested(kind, authority=award.authority, award_kind=award.kind)
        ],
        **calendar_values(rules.default_calendar(kind, year, today())),
    }


def _language() -> str:
    return str(get_locale())
