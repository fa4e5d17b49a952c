"""What the trail says of accounts."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.accounts import labels
from app.accounts.models import User
from app.audit.words import Page, Words
from app.core.access import Permission

TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "user": Words(
        fields={"username": _l("User name"), "role": _l("Role"), "unit": _l("Unit")},
        values={"role": {role.value: label for role, label in labels.ROLE_LABELS.items()}},
        names=select(User.id, User.display_name),
        page=Page("accounts.detail", "user_id", Permission.ACCOUNT_READ),
    )
}
