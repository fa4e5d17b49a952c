"""What the trail says of local rules."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.audit.words import Page, Words
from app.core.access import Permission
from app.local_rules import labels
from app.local_rules.models import LocalRule

TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "local_rule": Words(
        fields={
            "kind": _l("Kind of rule"),
            "key": _l("Point"),
            "value": _l("What it sets"),
            "regime_id": _l("For files under"),
            "legal_basis": _l("Legal basis"),
            "valid_from": _l("In force from"),
            "valid_to": _l("Last day"),
            "note": _l("Note"),
            "files": _l("Files"),
        },
        values={"kind": {kind.value: label for kind, label in labels.RULE_KIND_LABELS.items()}},
        names=select(LocalRule.id, LocalRule.legal_basis),
        page=Page("local_rules.detail", "rule_id", Permission.RULE_READ),
    )
}
