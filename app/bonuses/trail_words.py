"""What the trail says of bonus lists."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.audit.words import Page, Words
from app.bonuses import labels
from app.bonuses.models import BonusList
from app.core.access import Permission
from app.decisions.queries import Decision

TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "bonus_list": Words(
        fields=labels.FIELD_LABELS,
        values={
            "status": {status.value: label for status, label in labels.LIST_STATUS_LABELS.items()},
            "answer": {"True": _l("yes"), "False": _l("no")},
        },
        names=select(BonusList.id, Decision.full_number).join(Decision, Decision.id == BonusList.decision_id),
        page=Page("bonuses.detail", "list_id", Permission.DECISION_READ),
    ),
}
