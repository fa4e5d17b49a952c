"""Filters of the lists, and the forms that lock and unlock a year."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.classification.labels import LEVEL_LABELS
from app.classification.rules import MAX_REASON
from app.organisation.enums import StaffGroup
from app.organisation.labels import STAFF_GROUP_LABELS
from app.web.forms import (
    SHORT,
    BaseForm,
    ChoiceField,
    LongTextField,
    TextField,
)

WITHOUT: Final = "none"
PROPOSED: Final = "proposed"
GROUP_CHOICES: Final = (("", _l("Every group")), *((group.value, name) for group, name in STAFF_GROUP_LABELS.items()))
LEVEL_CHOICES: Final = (
    ("", _l("Any level")),
    *((level.value, name) for level, name in LEVEL_LABELS.items()),
    (WITHOUT, _l("Not classified")),
    (PROPOSED, _l("Without a day of decision")),
)
"""The levels, and two ways of not having one that counts."""


class PeopleFilter(BaseForm):
    """Read from the URL; a forged choice is left out."""

    class Meta:
        csrf = False

    q = TextField(_l("Full name"), max_length=SHORT, required=False)
    unit = ChoiceField(_l("Unit"), required=False)
    staff_group = ChoiceField(
        _l("Staff group"),
        kind=StaffGroup,
        required=False,
        choices=[("", _l("Every group")), *STAFF_GROUP_LABELS.items()],
    )
    level = ChoiceField(_l("Level"), required=False, choices=list(LEVEL_CHOICES))

    def offer(self, units: Iterable[tuple[UUID, str]]) -> None:
        """Fill the list of units."""
        self.unit.choices = [("", _("Every unit")), *((str(unit_id), name) for unit_id, name in units)]

    def clean(self) -> None:
        """Forget what cannot be meant."""
        self.validate()
        for field in self:
            if field.errors:
                field.data = None


class CountsFilter(BaseForm):
    """Read from the URL; a forged choice is left out."""

    class Meta:
        csrf = False

    staff_group = ChoiceField(
        _l("Staff group"),
        kind=StaffGroup,
        required=False,
        choices=[("", _l("Every group")), *STAFF_GROUP_LABELS.items()],
    )


class LockForm(BaseForm):
    """Lock a body's year."""

    excess_reason = LongTextField(_l("Reason for passing the ceiling"), max_length=MAX_REASON, required=False)


class UnlockForm(BaseForm):
    """Unlock a body's year."""

    reason = LongTextField(_l("Reason"), max_length=MAX_REASON)
