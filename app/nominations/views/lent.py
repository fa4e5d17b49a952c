"""What this feature lends to the page of a campaign: where it stands against its ceilings."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from app.campaigns.enums import CampaignStatus
from app.campaigns.queries import CampaignFile, lend_meters
from app.core.access import Actor, Permission
from app.nominations import policy
from app.nominations.services.quotas import Standing, standings, told_within

EXPLAINED_WHILE: Final = frozenset({CampaignStatus.OPEN, CampaignStatus.VERIFYING})


@dataclass(frozen=True, slots=True)
class CampaignMeters:
    """The ceilings of a campaign as one reader may see them; who reads the whole body reads no unit beside."""

    standings: list[Standing]
    may_explain: bool


def campaign_meters(session: Session, campaign: CampaignFile, actor: Actor, on: date) -> CampaignMeters | None:
    """Return the ceilings for who nominates or reads nominations in the body; None for everybody else."""
    read = actor.paths(Permission.NOMINATION_READ)
    whole = any(campaign.body_path.startswith(root) for root in read)
    own = tuple(root for root in read if root.startswith(campaign.body_path))
    if campaign.status is CampaignStatus.PLANNED or not (whole or own):
        return None
    root = "" if whole else own[0]
    known = standings(session, campaign.id, campaign.body_id, on=on, root=root)
    roots = (campaign.body_path,) if whole else own
    may_explain = campaign.status in EXPLAINED_WHILE and any(policy.may_explain_excess(actor, each) for each in roots)
    return CampaignMeters(told_within(known, roots), may_explain)


lend_meters(campaign_meters)
