"""Acts on campaigns: plan, edit, begin the next phase, extend or end one early; and the gate that other acts pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.audit import trail
from app.campaigns import policy, queries, rules
from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.campaigns.queries import Campaign, CampaignAward, CampaignPhase
from app.classification.queries import is_locked
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, check_version
from app.core.text import fold, nfc, nfc_block
from app.core.transaction import lock, transaction
from app.eligibility.rulebook import rulebooks
from app.organisation.enums import Authority
from app.organisation.queries import Unit


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """What an officer says about a campaign; without a regime the one in force for the year is taken."""

    body_id: UUID
    year: int
    kind: CampaignKind
    name: str
    regime_id: str | None
    award_codes: Sequence[str]
    phases: Mapping[Phase, tuple[date, date]]
    legal_basis: str = ""
    to_unit_id: UUID | None = None


def plan_campaign(plan: CampaignPlan, *, actor: Actor, at: datetime) -> UUID:
    """Enter a campaign with its calendar and its awards; it is planned until its first phase begins."""
    with transaction() as session:
        body = _body_for_writing(session, plan.body_id, actor)
        regime_id = plan.regime_id or rulebooks().choose_regime(plan.year).regime_id
        _refuse([*_plan_problems(session, plan, regime_id, body=body), *_twin_problems(session, plan)])
        campaign = Campaign(
            body_id=body.id,
            year=plan.year,
            kind=plan.kind,
            name=nfc(plan.name),
            regime_id=regime_id,
            legal_basis=nfc_block(plan.legal_basis),
            to_unit_id=plan.to_unit_id,
            status=CampaignStatus.PLANNED,
        )
        session.add(campaign)
        session.flush()
        _write_awards(session, campaign.id, plan.award_codes)
        _write_phases(session, campaign.id, plan.phases)
        facts = {**_facts(session, campaign, plan.award_codes, plan.phases), "status": campaign.status.value}
        changes = _differences({}, facts)
        trail.record(session, "campaign.planned", campaign.id, actor=actor, at=at, changes=changes)
        return campaign.id


def edit_campaign(campaign_id: UUID, plan: CampaignPlan, *, version: int, actor: Actor, at: datetime) -> None:
    """Change what may still be changed: everything while planned; later the texts, further awards, phases to come."""
    with transaction() as session:
        campaign, body = _campaign_for_writing(session, campaign_id, actor)
        check_version(campaign, version)
        old_awards, old_phases = queries.campaign_awards(session, campaign_id), queries.phases_of(session, campaign_id)
        regime_id = plan.regime_id or campaign.regime_id
        _refuse(
            rules.editing_problems(
                campaign.status,
                before=rules.Frame(campaign.kind, campaign.year, campaign.regime_id, frozenset(old_awards), old_phases),
                after=rules.Frame(plan.kind, plan.year, regime_id, frozenset(plan.award_codes), plan.phases),
            )
        )
        plan = replace(plan, phases=rules.handed_over(campaign.status, plan.phases, today=local_day(at)))
        _refuse(_plan_problems(session, plan, regime_id, body=body, campaign_id=campaign_id))
        before = _facts(session, campaign, old_awards, old_phases)
        campaign.year, campaign.kind, campaign.regime_id = plan.year, plan.kind, regime_id
        campaign.name, campaign.legal_basis = nfc(plan.name), nfc_block(plan.legal_basis)
        campaign.to_unit_id = plan.to_unit_id
        changes = _differences(before, _facts(session, campaign, plan.award_codes, plan.phases))
        if not changes:
            return
        _write_awards(session, campaign_id, plan.award_codes)
        _write_phases(session, campaign_id, plan.phases)
        _touch(campaign)
        trail.record(session, "campaign.edited", campaign_id, actor=actor, at=at, changes=changes)


def begin_phase(campaign_id: UUID, to_status: CampaignStatus, *, actor: Actor, at: datetime) -> None:
    """Take the campaign one step forward, on or after the day the calendar names for it."""
    with transaction() as session:
        campaign, _body = _campaign_for_writing(session, campaign_id, actor)
        before = campaign.status
        after = rules.move(before, to_status)
        locked = not rules.needs_lock(campaign.kind, after) or is_locked(session, campaign.body_id, campaign.year)
        _refuse(
            rules.beginning_problems(
                campaign.kind,
                after,
                phases=queries.phases_of(session, campaign_id),
                today=local_day(at),
                classification_locked=locked,
            )
        )
        campaign.status = after
        changes = {"status": [before.value, after.value]}
        trail.record(session, "campaign.moved_on", campaign_id, actor=actor, at=at, changes=changes)


def extend_phase(campaign_id: UUID, phase: Phase, ends_on: date, reason: str, *, actor: Actor, at: datetime) -> None:
    """Let a phase end later, with a reason; the phase after it begins later when the two would overlap."""
    with transaction() as session:
        campaign, _body = _campaign_for_writing(session, campaign_id, actor)
        reason = nfc_block(reason)
        phases = queries.phases_of(session, campaign_id)
        calendar = rules.extended(campaign.status, phases, phase, ends_on)
        _refuse([*rules.reason_problems(reason), *(calendar if isinstance(calendar, list) else [])])
        assert not isinstance(calendar, list)
        _refuse(rules.period_problems(campaign.year, phase, calendar[phase]), field="ends_on")
        _write_phases(session, campaign_id, calendar)
        _touch(campaign)
        changes = _differences(_phase_facts(phases), _phase_facts(calendar))
        trail.record(
            session, "campaign.phase_extended", campaign_id, actor=actor, at=at, reason=reason, changes=changes
        )


def end_early(campaign_id: UUID, ends_on: date, reason: str, *, version: int, actor: Actor, at: datetime) -> None:
    """Let the running phase end sooner, today at the earliest, with a reason; the next phase may begin on that day."""
    with transaction() as session:
        campaign, _body = _campaign_for_writing(session, campaign_id, actor)
        check_version(campaign, version)
        reason = nfc_block(reason)
        phases = queries.phases_of(session, campaign_id)
        calendar = rules.ended_early(campaign.status, phases, ends_on, today=local_day(at))
        _refuse([*rules.reason_problems(reason), *(calendar if isinstance(calendar, list) else [])])
        assert not isinstance(calendar, list)
        _write_phases(session, campaign_id, calendar)
        _touch(campaign)
        changes = _differences(_phase_facts(phases), _phase_facts(calendar))
        trail.record(
            session, "campaign.phase_ended_early", campaign_id, actor=actor, at=at, reason=reason, changes=changes
        )


def require_phase(
    session: Session, campaign_id: UUID, *phases: Phase, on: date, body_id: UUID | None = None
) -> Campaign:
    """Return the campaign when it stands in one of ``phases`` and the day lies within its dates.

    Holds the campaign against a change of phase until the caller commits. Raises NotFound, or RuleBroken with a
    sentence that says until when it was open and who can extend it. ``body_id``: a campaign of any other body is not
    found, and the sentence does not name it.
    """
    query = (
        select(Campaign, Unit.name, CampaignPhase.starts_on, CampaignPhase.ends_on)
        .join(Unit, Unit.id == Campaign.body_id)
        .outerjoin(CampaignPhase, (CampaignPhase.campaign_id == Campaign.id) & (CampaignPhase.phase == Campaign.status))
        .where(Campaign.id == campaign_id)
        .with_for_update(read=True, of=Campaign)
        .execution_options(populate_existing=True)
    )
    row = session.execute(query).one_or_none()
    if row is None or (body_id is not None and row[0].body_id != body_id):
        raise NotFound
    campaign, body_name, starts_on, ends_on = row
    problem = rules.phase_problem(
        name=campaign.name,
        body_name=body_name,
        status=campaign.status,
        wanted=phases,
        period=(starts_on, ends_on) if starts_on and ends_on else None,
        on=on,
    )
    if problem:
        raise RuleBroken(problem)
    assert isinstance(campaign, Campaign)
    return campaign


def _body_for_writing(session: Session, body_id: UUID, actor: Actor) -> Unit:
    """Return the body, held so that two yearly campaigns cannot be planned at the same moment."""
    body = session.scalar(select(Unit).where(Unit.id == body_id).with_for_update(key_share=True))
    if body is None or not policy.may_read(actor, body.path):
        raise NotFound
    if not policy.may_manage(actor, body.path):
        raise NotAllowed
    if body.body_id != body.id:
        raise RuleBroken(Problem(_l("Only a body with its own council runs campaigns.")))
    return body


def _campaign_for_writing(session: Session, campaign_id: UUID, actor: Actor) -> tuple[Campaign, Unit]:
    body_id = session.scalar(select(Campaign.body_id).where(Campaign.id == campaign_id))
    if body_id is None:
        raise NotFound
    body = _body_for_writing(session, body_id, actor)
    return lock(session, Campaign, campaign_id), body


def _plan_problems(
    session: Session, plan: CampaignPlan, regime_id: str, *, body: Unit, campaign_id: UUID | None = None
) -> list[Problem]:
    problems = rules.text_problems(nfc(plan.name), nfc_block(plan.legal_basis))
    regimes = {regime.id: regime.awards for regime in rulebooks().regimes() if regime.enabled_by_default}
    if regime_id not in regimes:
        problems.append(Problem(_l("Choose from the list."), "regime_id"))
    else:
        problems += rules.award_problems(plan.award_codes, regimes[regime_id])
    problems += rules.year_problems(plan.year) or rules.calendar_problems(plan.year, plan.phases)
    if plan.kind is CampaignKind.YEARLY and queries.has_yearly(session, body.id, plan.year, other_than=campaign_id):
        message = _l("%(body)s has a yearly campaign for %(year)s already.", body=body.name, year=plan.year)
        problems.append(Problem(message, "kind"))
    if plan.to_unit_id is not None and not _may_launch(session.get(Unit, plan.to_unit_id), body):
        problems.append(Problem(_l("Choose from the list."), "to_unit_id"))
    return problems


def _twin_problems(session: Session, plan: CampaignPlan) -> list[Problem]:
    """The campaigns of a body, year and kind differ in name; one sent twice is one."""
    if plan.kind is CampaignKind.YEARLY:
        return []  # There is but one.
    query = select(Campaign.name).where(
        Campaign.body_id == plan.body_id, Campaign.year == plan.year, Campaign.kind == plan.kind
    )
    if fold(plan.name) not in {fold(name) for name in session.scalars(query)}:
        return []
    return [Problem(_l("A campaign of this name is planned already."), "name")]


def _may_launch(unit: Unit | None, body: Unit) -> bool:
    """Only a body above or an external one launches a theme; one beside it is not even named."""
    if unit is None or unit.authority is Authority.NONE or unit.id == body.id:
        return False
    return unit.is_external or body.path.startswith(unit.path)


def _refuse(problems: Sequence[Problem], *, field: str | None = None) -> None:
    if problems:
        raise RuleBroken(*(Problem(problem.message, field or problem.field) for problem in problems))


def _write_awards(session: Session, campaign_id: UUID, codes: Sequence[str]) -> None:
    known = {
        row.award_code: row
        for row in session.scalars(select(CampaignAward).where(CampaignAward.campaign_id == campaign_id))
    }
    for code in dict.fromkeys(codes):
        if known.pop(code, None) is None:
            session.add(CampaignAward(campaign_id=campaign_id, award_code=code))
    for row in known.values():
        session.delete(row)


def _write_phases(session: Session, campaign_id: UUID, phases: Mapping[Phase, tuple[date, date]]) -> None:
    for phase, (starts_on, ends_on) in phases.items():
        session.merge(CampaignPhase(campaign_id=campaign_id, phase=phase, starts_on=starts_on, ends_on=ends_on))


def _touch(campaign: Campaign) -> None:
    """Let the version grow although only the calendar or the awards changed."""
    flag_modified(campaign, "name")


def _facts(
    session: Session, campaign: Campaign, codes: Sequence[str], phases: Mapping[Phase, tuple[date, date]]
) -> dict[str, Any]:
    """Return a campaign as the trail keeps it; Any: JSON values."""
    to_unit = session.get(Unit, campaign.to_unit_id) if campaign.to_unit_id else None
    return {
        "name": campaign.name,
        "kind": campaign.kind.value,
        "year": campaign.year,
        "regime_id": campaign.regime_id,
        "legal_basis": campaign.legal_basis,
        "to_unit": to_unit.name if to_unit else None,
        "awards": sorted(set(codes)),
        **_phase_facts(phases),
    }


def _phase_facts(phases: Mapping[Phase, tuple[date, date]]) -> dict[str, Any]:
    return {phase.value: [day.isoformat() for day in phases[phase]] for phase in Phase if phase in phases}


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}
