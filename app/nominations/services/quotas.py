"""Ceilings on how many may get an award: where a campaign stands, and going over with a reason that the council sees.

The law and the body's own rules limit the body, so only the body's ceiling stops a submission. The same share of a
unit's own numbers is shown beside it and warns: a unit of six may propose one although 15 % of six is none.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.services import Judged
from app.audit import trail
from app.campaigns.policy import may_read
from app.campaigns.queries import campaign_file
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, NotFound, Problem, refuse
from app.core.transaction import transaction
from app.eligibility.choices import Choices
from app.eligibility.quota import QuotaMeter, quota_of
from app.local_rules.queries import choices_for
from app.nominations import labels, policy, queries, rules
from app.nominations.enums import Status
from app.nominations.models import QuotaExcess
from app.nominations.queries import CampaignTally, Excess, HeldFile
from app.nominations.services.contents import shortened
from app.nominations.services.verification import checked_reason
from app.organisation.queries import Unit, unit_by_id

COUNTED_FROM: Final = frozenset({Status.DRAFT})
"""A file that comes back after a return was counted when it was first handed over."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an award of a campaign stands against its ceiling: in the body, and in one unit with those below it."""

    body: QuotaMeter
    unit: QuotaMeter | None
    excesses: Sequence[Excess]
    base_moves: bool = False
    """Whether the base counts what is proposed, so that a choice changes it too."""

    @property
    def code(self) -> str:
        """The award."""
        return self.body.award

    @property
    def needs_reason(self) -> bool:
        """Whether more stand for the award than a ceiling allows that holds."""
        return is_exceeded(self.body)


def is_exceeded(meter: QuotaMeter) -> bool:
    """Say whether a ceiling that holds is passed; a customary or a provisional one only warns."""
    return meter.is_binding and not meter.is_provisional and meter.over_by > 0


def standings(
    session: Session, campaign_id: UUID, body_id: UUID, *, on: date, root: str = "", choices: Choices | None = None
) -> list[Standing]:
    """Return every award of a campaign that has a ceiling; ``root`` asks for the numbers of one subtree beside."""
    tally = queries.campaign_tally(session, campaign_id, root=root)
    return measured(session, tally, body_id, on=on, with_unit=bool(root), choices=choices)


def measured(
    session: Session,
    tally: CampaignTally,
    body_id: UUID,
    *,
    on: date,
    with_unit: bool,
    choices: Choices | None = None,
) -> list[Standing]:
    """Return the standings that follow from numbers already read."""
    if not tally.codes:
        return []
    if choices is None:
        choices = choices_for(session, body_id, on=on, regime_id=tally.regime_id)
    body, inside = (rules.quota_counts(each, tally.codes) for each in (tally.body, tally.inside))
    found = []
    for code in tally.codes:
        meter = quota_of(tally.regime_id, code, counts=body, choices=choices)
        if meter.ceiling is None and meter.pct is None:
            continue
        own = quota_of(tally.regime_id, code, counts=inside, choices=choices) if with_unit and meter.pct else None
        reasons = [each for each in tally.excesses if each.award_code == code]
        moves = meter.base is not None and meter.base_award in body.proposed.keys() - body.recognised.keys()
        found.append(Standing(meter, own, reasons, moves))
    return found


def told_within(known: Sequence[Standing], roots: Sequence[str]) -> list[Standing]:
    """Return standings with the reasons of these subtrees only: those of other units are not everybody's to read."""
    return [
        replace(each, excesses=[reason for reason in each.excesses if reason.unit_path.startswith(tuple(roots))])
        for each in known
    ]


def excess_problems(session: Session, files: Sequence[HeldFile], judged: Mapping[UUID, Judged]) -> list[Problem]:
    """Say for which awards these files would pass a ceiling that holds, without a reason of their unit on record."""
    return [_problem(meter) for meter in passed_ceilings(session, files, judged)]


def passed_ceilings(session: Session, files: Sequence[HeldFile], judged: Mapping[UUID, Judged]) -> list[QuotaMeter]:
    """Return the ceilings that hold and that these files would pass without a reason of their unit on record.

    Holds the body until the caller commits: of two units that submit at once, the second counts what the first did.
    """
    by_campaign: defaultdict[UUID, list[HeldFile]] = defaultdict(list)
    for file in files:
        if file.nomination.status in COUNTED_FROM:
            by_campaign[file.nomination.campaign_id].append(file)
    passed = []
    for campaign_id in sorted(by_campaign):
        queries.body_held(session, campaign_id)
        tally = queries.campaign_tally(session, campaign_id)
        passed += _passed_in(tally, by_campaign[campaign_id], judged)
    return passed


def _passed_in(tally: CampaignTally, files: Sequence[HeldFile], judged: Mapping[UUID, Judged]) -> list[QuotaMeter]:
    added = Counter(file.nomination.award_code for file in files)
    passed = []
    for code, number in added.items():
        chosen = {code: rules.counted(tally.body, code, rules.HANDED_IN) + number}
        meter = quota_of(
            files[0].nomination.regime_id,
            code,
            counts=rules.quota_counts(tally.body, tally.codes, chosen=chosen),
            choices=judged[files[0].nomination.id].choices,
        )
        reasons = [each.unit_path for each in tally.excesses if each.award_code == code]
        unexplained = any(
            not file.unit_path.startswith(tuple(reasons)) for file in files if file.nomination.award_code == code
        )
        if is_exceeded(meter) and unexplained:
            passed.append(meter)
    return passed


def _problem(meter: QuotaMeter) -> Problem:
    message = _l(
        "Too many for the ceiling: %(meter)s. Leave somebody out, or give the reason for the excess under “Ceilings” "
        "on the page of the campaign; the council sees it.",
        meter=labels.in_page_language(meter.text),
    )
    return Problem(message)


def explain_excess(
    campaign_id: UUID, unit_id: UUID, award_code: str, reason: str, *, actor: Actor, at: datetime
) -> None:
    """Record why a unit proposes more for an award than a ceiling allows.

    Raises NotFound for a campaign or unit out of sight, NotAllowed for who neither heads the unit nor verifies its
    files, RuleBroken without a reason, for an award without a ceiling, and once the files have left verification.
    """
    with transaction() as session:
        campaign = campaign_file(session, campaign_id)
        if campaign is None or not may_read(actor, campaign.body_path):
            raise NotFound
        unit = unit_by_id(session, unit_id)
        if not unit.path.startswith(campaign.body_path):
            raise NotFound
        if not policy.may_explain_excess(actor, unit.path):
            raise NotAllowed
        require_phase(session, campaign_id, *rules.VERIFYING_PHASES, on=local_day(at))
        limited = {each.code for each in standings(session, campaign_id, campaign.body_id, on=local_day(at))}
        refuse([] if award_code in limited else [Problem(_l("Choose from the list."), "award_code")])
        text = checked_reason(reason)
        if _said_last(session, campaign_id, unit_id, award_code) == (text, actor.name):
            return  # a button pressed twice
        session.add(
            QuotaExcess(
                campaign_id=campaign_id,
                unit_id=unit_id,
                award_code=award_code,
                reason=text,
                given_by_name=actor.name,
                given_at=at,
            )
        )
        changes = {"award": [None, award_code], "unit": [None, unit.name]}
        trail.record(
            session,
            "nomination.excess_explained",
            campaign_id,
            subject="campaign",
            actor=actor,
            at=at,
            reason=shortened(text),
            changes=changes,
        )


def _said_last(session: Session, campaign_id: UUID, unit_id: UUID, award_code: str) -> tuple[str, str] | None:
    """Return the newest reason of a unit for an award, and who gave it; holds the unit meanwhile."""
    session.execute(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))
    query = (
        select(QuotaExcess.reason, QuotaExcess.given_by_name)
        .where(
            QuotaExcess.campaign_id == campaign_id,
            QuotaExcess.unit_id == unit_id,
            QuotaExcess.award_code == award_code,
        )
        .order_by(QuotaExcess.given_at.desc(), QuotaExcess.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return (row[0], row[1]) if row else None
