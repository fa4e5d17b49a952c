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
    CampaignStatus.PLANNED: _l("Planned"),
    CampaignStatus.OPEN: _l("Open for nominations"),
    CampaignStatus.VERIFYING: _l("Being verified"),
    CampaignStatus.DELIBERATING: _l("Before the council"),
    CampaignStatus.DECIDING: _l("Being decided"),
    CampaignStatus.CLOSED: _l("Closed"),
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
