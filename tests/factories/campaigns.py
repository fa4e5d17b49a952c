"""Campaigns in any state, written straight into the tables."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.campaigns.models import Campaign, CampaignAward, CampaignPhase
from app.core.clock import today
from app.eligibility.rulebook import rulebooks
from app.organisation.models import Unit

AWARDS = ("LDTT", "CSTDCS", "TTLDTT", "TTLDXS", "GK_CN", "GK_TT", "BKT_CN", "BKT_TT")
PHASE_DAYS = 20


def calendar_around(day: date, status: CampaignStatus = CampaignStatus.OPEN) -> dict[Phase, tuple[date, date]]:
    """Return four phases of twenty days each, so that ``day`` is the eleventh day of the phase of ``status``.

    A planned campaign begins in ten days; a closed one ended ten days ago.
    """
    order = [CampaignStatus.PLANNED, *(CampaignStatus(phase.value) for phase in Phase), CampaignStatus.CLOSED]
    first = day - timedelta(days=10 + PHASE_DAYS * (order.index(status) - 1))
    starts = (first + timedelta(days=PHASE_DAYS * index) for index in range(len(Phase)))
    return {phase: (start, start + timedelta(days=PHASE_DAYS - 1)) for phase, start in zip(Phase, starts, strict=True)}


def make_campaign(
    session: Session,
    body: Unit,
    year: int = 2026,
    *,
    kind: CampaignKind = CampaignKind.YEARLY,
    status: CampaignStatus = CampaignStatus.OPEN,
    name: str = "",
    award_codes: Sequence[str] = AWARDS,
    regime_id: str | None = None,
    phases: Mapping[Phase, tuple[date, date]] | None = None,
    on: date | None = None,
    legal_basis: str = "",
    to_unit_id: UUID | None = None,
) -> Campaign:
    """Add a campaign; without ``phases``, the day ``on`` (today) lies in the phase of ``status``."""
    campaign = Campaign(
        body_id=body.id,
        year=year,
        kind=kind,
        name=name or f"Đợt thi đua {year}",
        regime_id=regime_id or rulebooks().choose_regime(year).regime_id,
        legal_basis=legal_basis,
        to_unit_id=to_unit_id,
        status=status,
    )
    session.add(campaign)
    session.flush()
    session.add_all(CampaignAward(campaign_id=campaign.id, award_code=code) for code in award_codes)
    for phase, (starts_on, ends_on) in (phases or calendar_around(on or today(), status)).items():
        session.add(CampaignPhase(campaign_id=campaign.id, phase=phase, starts_on=starts_on, ends_on=ends_on))
    session.commit()
    return campaign
