"""What the trail says of decisions and proposal letters."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.audit.words import Page, Words
from app.core.access import Permission
from app.decisions import labels
from app.decisions.models import Decision, ProposalLetter

_FIELDS: Final = {**labels.FIELD_LABELS, "status": _l("State"), "taken_off": _l("Taken off")}

TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "decision": Words(
        fields=_FIELDS,
        values={"status": {status.value: label for status, label in labels.DECISION_STATUS_LABELS.items()}},
        records={"taken_off": "nomination"},
        names=select(Decision.id, Decision.title),
        page=Page("decisions.detail", "decision_id", Permission.DECISION_READ),
    ),
    "letter": Words(
        fields={**_FIELDS, "about": _l("About")},
        values={"status": {status.value: label for status, label in labels.LETTER_STATUS_LABELS.items()}},
        records={"taken_off": "nomination", "about": "nomination"},
        names=select(ProposalLetter.id, ProposalLetter.title),
        page=Page("decisions.letter", "letter_id", Permission.DECISION_READ),
    ),
}
