"""Kinds and states of campaigns."""

from enum import StrEnum

from app.eligibility.enums import CampaignKind

__all__ = ["CampaignKind", "CampaignStatus", "Phase"]


class CampaignStatus(StrEnum):
    """Where the round stands; the middle four are the phases with dates."""

    PLANNED = "planned"
    OPEN = "open"
    VERIFYING = "verifying"
    DELIBERATING = "deliberating"
    DECIDING = "deciding"
    CLOSED = "closed"


class Phase(StrEnum):
    """The dated stretches of a round, named as the status they belong to."""

    OPEN = "open"
    VERIFYING = "verifying"
    DELIBERATING = "deliberating"
    DECIDING = "deciding"
