"""Names of kinds, states and phases on the screen."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from app.campaigns.enums import CampaignKind, CampaignStatus, Phase

KIND_LABELS: Final[Mapping[CampaignKind, object]] = {
    CampaignKind.YEARLY: _l("Yearly"),
    CampaignKind.THEMATIC: _l("Thematic"),
    CampaignKind.SUDDEN: _l("Sudden achievement"),
}

STATUS_LABELS: Final[Mapping[CampaignStatus, object]] = {
    CampaignStatus.PLANNED: _l("Being planned"),
    CampaignStatus.OPEN: _l("Open for nominations"),
    CampaignStatus.VERIFYING: _l("Being verified"),
    CampaignStatus.DELIBERATING: _l("With the council"),
    CampaignStatus.DECIDING: _l("Being decided"),
    CampaignStatus.CLOSED: _l("Campaign ended"),
}

STATUS_TONES: Final[Mapping[CampaignStatus, str]] = {
    CampaignStatus.PLANNED: "grey",
    CampaignStatus.OPEN: "green",
    CampaignStatus.VERIFYING: "blue",
    CampaignStatus.DELIBERATING: "blue",
    CampaignStatus.DECIDING: "amber",
    CampaignStatus.CLOSED: "grey",
}

PHASE_LABELS: Final[Mapping[Phase, object]] = {
    Phase.OPEN: _l("Nominations"),
    Phase.VERIFYING: _l("Verification"),
    Phase.DELIBERATING: _l("Council"),
    Phase.DECIDING: _l("Decisions"),
}

CONSEQUENCES: Final[Mapping[CampaignStatus, object]] = {
    CampaignStatus.OPEN: _l("Units can nominate from now on, until the end of the last day of this phase."),
    CampaignStatus.VERIFYING: _l("Units can no longer submit new nominations. HR officers verify what was submitted."),
    CampaignStatus.DELIBERATING: _l("Verification ends. The council meets and votes on the verified files."),
    CampaignStatus.DECIDING: _l("The council's work ends. Decisions are signed and proposal letters are sent."),
    CampaignStatus.CLOSED: _l("The campaign ends: nothing more can be entered in it."),
}

BEGIN_LABELS: Final[Mapping[CampaignStatus, object]] = {
    CampaignStatus.OPEN: _l("Open for nominations"),
    CampaignStatus.VERIFYING: _l("Begin verification"),
    CampaignStatus.DELIBERATING: _l("Begin the council phase"),
    CampaignStatus.DECIDING: _l("Begin decisions"),
    CampaignStatus.CLOSED: _l("Close the campaign"),
}

EVENT_LABELS: Final[Mapping[str, object]] = {
    "campaign.planned": _l("Campaign planned"),
    "campaign.edited": _l("Campaign edited"),
    "campaign.moved_on": _l("Next step taken"),
    "campaign.phase_extended": _l("Phase extended"),
    "campaign.phase_ended_early": _l("Phase ended early"),
}

FIELD_LABELS: Final[Mapping[str, object]] = {
    "name": _l("Name of the campaign"),
    "kind": _l("Kind"),
    "year": _l("Year"),
    "regime_id": _l("Regime"),
    "legal_basis": _l("Legal basis"),
    "to_unit": _l("Launched by"),
    "awards": _l("Awards open"),
    "status": _l("State"),
    **{phase.value: label for phase, label in PHASE_LABELS.items()},
}
