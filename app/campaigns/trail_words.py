"""What the trail says of campaigns."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.audit.words import Page, Words
from app.awards.labels import abbreviation, regime_word
from app.campaigns import labels
from app.campaigns.models import Campaign
from app.core.access import Permission

TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "campaign": Words(
        fields={**labels.FIELD_LABELS, "award": _l("Award"), "unit": _l("Unit")},
        values={
            "kind": {kind.value: label for kind, label in labels.KIND_LABELS.items()},
            "status": {status.value: label for status, label in labels.STATUS_LABELS.items()},
            "award": abbreviation,
            "awards": abbreviation,
            "regime_id": regime_word,
        },
        names=select(Campaign.id, Campaign.name),
        page=Page("campaigns.detail", "campaign_id", Permission.CAMPAIGN_READ),
    )
}
