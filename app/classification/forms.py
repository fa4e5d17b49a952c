"""What a person can type about classifications."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField, ValidationError
from wtforms.widgets import HiddenInput

from app.classification.labels import LEVEL_LABELS, LEVELS
from app.classification.rules import MAX_NOTE, MAX_REASON, decision_day
from app.classification.services import Entry
from app.eligibility.enums import ClassificationLevel
from app.organisation.enums import StaffGroup
from app.organisation.labels import STAFF_GROUP_LABELS
from app.web.forms import (
    SHORT,
    BaseForm,
    Checkbox,
    ChoiceField,
    DateField,
    IdField,
    LongTextField,
    TextField,
    VersionField,
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


class _NumberedLevel:
    """A level with its number in front, so that one key press chooses it."""

    def __init__(self, number: int, level: ClassificationLevel) -> None:
        self._number, self._level = number, level

    def __str__(self) -> str:
        return f"{self._number} {LEVEL_LABELS[self._level]}"


_NUMBERED: Final = [(level, _NumberedLevel(number, level)) for number, level in enumerate(LEVELS, 1)]


Known = Mapping[UUID, tuple[ClassificationLevel | None, date | None]]
"""Level and day of decision by person or unit, as they stand."""


class LevelForm(Form):
    """One row of the grid: a person, or the unit itself."""

    subject_id = IdField(widget=HiddenInput())
    level = ChoiceField(
        _l("Level"), kind=ClassificationLevel, required=False, choices=[("", _l("Not classified")), *_NUMBERED]
    )
    note = TextField(_l("Note"), max_length=MAX_NOTE, required=False)
    version = VersionField()

    def validate_note(self, field: TextField) -> None:
        if field.data and self.level.data is None and not self.level.errors:
            raise ValidationError(_("Choose a level for this note, or take the note away."))


class GridForm(BaseForm):
    """The levels of one unit, one save for all rows."""

    rows = FieldList(FormField(LevelForm))
    decided_on = DateField(_l("Day of decision"), required=False)
    for_all = Checkbox(_l("Write this day to every row, also to those that have one"))  # type: ignore[arg-type]  # lazy

    def validate_for_all(self, field: Checkbox) -> None:
        if field.data and self.decided_on.data is None and not self.decided_on.errors:
            raise ValidationError(_("Type the day that is to be written to every row."))

    def entries(
        self, unit_id: UUID, known: Mapping[UUID, tuple[ClassificationLevel | None, date | None]]
    ) -> list[Entry]:
        """Return what was typed."""
        return [self._entry(row.form, unit_id, known) for row in self.rows if row.form.subject_id.data is not None]

    def _entry(self, row: LevelForm, unit_id: UUID, known: Known) -> Entry:
        subject_id = row.subject_id.data
        assert subject_id is not None
        old_level, old_day = known.get(subject_id, (None, None))
        return Entry(
            unit_id=unit_id,
            level=row.level.data,
            person_id=None if subject_id == unit_id else subject_id,
            collective_id=unit_id if subject_id == unit_id else None,
            decided_on=decision_day(
                self.decided_on.data,
                old_day=old_day,
                level_changes=row.level.data is not old_level,
                for_all=bool(self.for_all.data),
            ),
            note=row.note.data or "",
            version=row.version.data,
        )


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


class UnlockForm(BaseForm):
    """Unlock a body's year."""

    reason = LongTextField(_l("Reason"), max_length=MAX_REASON)


def row_values(rows: Sequence[Any]) -> list[dict[str, object]]:  # Any: rows with the same four attributes
    """Return grid rows by the names of the fields."""
    return [
        {"subject_id": row.subject_id, "level": row.level, "note": row.note, "version": row.version} for row in rows
    ]
