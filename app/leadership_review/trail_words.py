"""What the trail says of leadership reviews."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import String, cast, select

from app.audit.words import Page, Words
from app.classification.labels import LEVEL_LABELS
from app.core.access import Permission
from app.leadership_review import labels
from app.leadership_review.models import LeadershipReview

TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "leadership_review": Words(
        fields={**labels.PART_LABELS, "year": _l("Year"), "status": _l("State"), "award_result": _l("Award results")},
        values={
            "proposed_level": {level.value: label for level, label in LEVEL_LABELS.items()},
            "status": {status.value: label for status, label in labels.STATUS_LABELS.items()},
        },
        names=select(LeadershipReview.id, cast(LeadershipReview.year, String)),
        page=Page("leadership_review.detail", "review_id", Permission.REVIEW_READ),
    )
}
