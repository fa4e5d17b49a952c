"""The three grids of a unit: entering levels, proposing them, deciding on them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField, StringField, ValidationError
from wtforms.widgets import HiddenInput

from app.classification.labels import LEVEL_LABELS, LEVELS
from app.classification.rules import MAX_NOTE, MAX_REASON, decision_day
from app.classification.rules.points import level_of, parse_points
from app.classification.rules.schemes import Scheme
from app.classification.rules.steps import MAX_COMMENT, MAX_NUMBER, MOST_PEOPLE
from app.classification.services import Change, Entry, MeetingPlan, Proposal
from app.eligibility.enums import ClassificationLevel
from app.web.filters import number
from app.web.forms import (
    BaseForm,
    Checkbox,
    ChoiceField,
    DateField,
    IdField,
    LongTextField,
    NumberField,
    TextField,
    VersionField,
)


class KnownRow(Protocol):
    """What stands on record in a row of a grid."""

    @property
    def level(self) -> ClassificationLevel | None:
        """The level."""

    @property
    def decided_on(self) -> date | None:
        """The day of decision."""

    @property
    def points(self) -> Decimal | None:
        """The points."""

    @property
    def scheme(self) -> Scheme | None:
        """The rules that hold."""


Known = Mapping[UUID, KnownRow]
"""Rows by person or unit, as they stand."""


class _NumberedLevel:
    """A level with its number in front, so that one key press chooses it."""

    def __init__(self, number: int, level: ClassificationLevel) -> None:
        self._number, self._level = number, level

    def __str__(self) -> str:
        return f"{self._number} {LEVEL_LABELS[self._level]}"


NONE_FORCED: Final = _l("Nobody falls under a reason that forbids a level, apart from those confirmed one by one")
_NUMBERED: Final = [(level, _NumberedLevel(number, level)) for number, level in enumerate(LEVELS, 1)]


class PointsField(StringField):
    """Points from 0 to 100 with at most two decimals; ``data`` is a Decimal or None."""

    data: Decimal | None  # type: ignore[assignment]
    is_optional = True

    def __init__(self, label: object = None, **options: Any) -> None:
        super().__init__(label, **options)  # type: ignore[arg-type]  # lazy label

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return number(self.data) if self.data is not None else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        typed = str(valuelist[0]) if valuelist else ""
        try:
            self.data = parse_points(typed)
        except ValueError:
            raise ValueError(_("Type points from 0 to 100, for example 92.5.")) from None


def _level_field() -> ChoiceField:
    choices = [("", _l("Not classified")), *_NUMBERED]
    return ChoiceField(_l("Level"), kind=ClassificationLevel, required=False, choices=choices)


class LevelForm(Form):
    """One row of the grid: a person, or the unit itself."""

    subject_id = IdField(widget=HiddenInput())
    level = _level_field()
    points = PointsField(_l("Points"))
    note = TextField(_l("Note"), max_length=MAX_NOTE, required=False)
    version = VersionField()

    def validate_note(self, field: TextField) -> None:
        if field.data and self.level.data is None and self.points.data is None and not self.level.errors:
            raise ValidationError(_("Choose a level for this note, or take the note away."))


def _level_by(row: Any, known: KnownRow | None) -> ClassificationLevel | None:  # Any: a row with level and points
    """Return the level typed, or the one that the points give where only points were typed."""
    if row.level.data is not None or row.points.data is None or known is None or known.scheme is None:
        level: ClassificationLevel | None = row.level.data
        return level
    return level_of(row.points.data, known.scheme)


def _points_by(row: Any, known: KnownRow | None) -> Decimal | None:  # Any: a row with points
    """Return the points typed; where the row has no such field, what stands on record stays."""
    if row.points.raw_data:
        points: Decimal | None = row.points.data
        return points
    return known.points if known and row.level.data is not None else None


class GridForm(BaseForm):
    """The levels of one unit, one save for all rows."""

    rows = FieldList(FormField(LevelForm))
    decided_on = DateField(_l("Day of decision"), required=False)
    number = TextField(_l("Number of the decision"), max_length=MAX_NUMBER, required=False)
    for_all = Checkbox(_l("Write this day to every row, also to those that have one"))  # type: ignore[arg-type]  # lazy

    def validate_for_all(self, field: Checkbox) -> None:
        if field.data and self.decided_on.data is None and not self.decided_on.errors:
            raise ValidationError(_("Type the day that is to be written to every row."))

    def entries(self, unit_id: UUID, known: Known) -> list[Entry]:
        """Return what was typed."""
        return [self._entry(row.form, unit_id, known) for row in self.rows if row.form.subject_id.data is not None]

    def _entry(self, row: LevelForm, unit_id: UUID, known: Known) -> Entry:
        subject_id = row.subject_id.data
        assert subject_id is not None
        old = known.get(subject_id)
        level, old_day = _level_by(row, old), old.decided_on if old else None
        day = decision_day(
            self.decided_on.data,
            old_day=old_day,
            level_changes=level is not (old.level if old else None),
            for_all=bool(self.for_all.data),
        )
        return Entry(
            unit_id=unit_id,
            level=level,
            person_id=None if subject_id == unit_id else subject_id,
            collective_id=unit_id if subject_id == unit_id else None,
            decided_on=day,
            note=row.note.data or "",
            version=row.version.data,
            points=_points_by(row, old),
            decision_number=(self.number.data or None) if day != old_day or self.for_all.data else None,
        )


class ProposalRowForm(Form):
    """One row of a unit's proposals."""

    subject_id = IdField(widget=HiddenInput())
    level = _level_field()
    points = PointsField(_l("Points"))
    votes_for = NumberField(_l("Votes in favour"), most=MOST_PEOPLE, required=False)
    votes_total = NumberField(_l("Votes cast"), most=MOST_PEOPLE, required=False)
    comment = TextField(_l("Comment"), max_length=MAX_COMMENT, required=False)
    version = VersionField()

    def validate_votes_for(self, field: NumberField) -> None:
        total = self.votes_total
        if field.errors or total.errors:
            return
        if (field.data is None) != (total.data is None):
            raise ValidationError(_("Give the votes in favour and the votes cast, or neither."))
        if field.data is not None and total.data is not None and field.data > total.data:
            raise ValidationError(_("More votes in favour than votes cast."))

    def validate_comment(self, field: TextField) -> None:
        nothing_chosen = self.level.data is None and self.points.data is None and not self.level.errors
        if nothing_chosen and (field.data or self.votes_for.data is not None):
            raise ValidationError(_("Choose a level for the votes and comments, or take them away."))


class ProposalForm(BaseForm):
    """A unit's meeting and what it proposes."""

    met_on = DateField(_l("Day of the meeting"))
    present = NumberField(_l("People present"), least=1, most=MOST_PEOPLE)
    total = NumberField(_l("People of the unit"), least=1, most=MOST_PEOPLE)
    none_forced = Checkbox(NONE_FORCED)  # type: ignore[arg-type]  # lazy label
    minutes = LongTextField(_l("What the meeting said"), required=False)
    meeting_version = VersionField()
    rows = FieldList(FormField(ProposalRowForm))

    def meeting(self) -> MeetingPlan:
        """Return what was typed about the meeting."""
        assert self.met_on.data is not None
        assert self.present.data is not None
        assert self.total.data is not None
        return MeetingPlan(
            met_on=self.met_on.data,
            present=self.present.data,
            total=self.total.data,
            none_forced=bool(self.none_forced.data),
            minutes=self.minutes.data or "",
            version=self.meeting_version.data,
        )

    def proposals(self, unit_id: UUID, known: Known) -> list[Proposal]:
        """Return what was typed about people and the unit; rows that are decided already are left out by the page."""
        found = []
        for entry in self.rows:
            row = entry.form
            subject_id = row.subject_id.data
            if subject_id is None:
                continue
            old = known.get(subject_id)
            found.append(
                Proposal(
                    unit_id=unit_id,
                    level=_level_by(row, old),
                    person_id=None if subject_id == unit_id else subject_id,
                    collective_id=unit_id if subject_id == unit_id else None,
                    points=_points_by(row, old),
                    votes_for=row.votes_for.data,
                    votes_total=row.votes_total.data,
                    comment=row.comment.data or "",
                    version=row.version.data,
                )
            )
        return found


class DecisionRowForm(Form):
    """One row of a decision: the level, and why it departs from the proposal or from a condition."""

    subject_id = IdField(widget=HiddenInput())
    level = ChoiceField(_l("Level"), kind=ClassificationLevel, choices=_NUMBERED)
    reason = TextField(_l("Reason"), max_length=MAX_REASON, required=False)
    version = VersionField()


class DecisionForm(BaseForm):
    """A decision over everything that was proposed."""

    rows = FieldList(FormField(DecisionRowForm))
    decided_on = DateField(_l("Day of decision"))
    number = TextField(_l("Number of the decision"), max_length=MAX_NUMBER, required=False)
    excess_reason = LongTextField(_l("Reason for passing the ceiling"), max_length=MAX_REASON, required=False)

    def changes(self, known: Known) -> dict[UUID, Change]:
        """Return the rows whose level changes, or that carry a reason."""
        found = {}
        for entry in self.rows:
            row = entry.form
            subject_id, level = row.subject_id.data, row.level.data
            old = known.get(subject_id) if subject_id else None
            if subject_id is None or level is None:
                continue
            if row.reason.data or old is None or level is not old.level:
                found[subject_id] = Change(level=level, reason=row.reason.data or "", version=row.version.data)
        return found


def row_values(rows: Sequence[Any]) -> list[dict[str, object]]:  # Any: rows with the same attributes
    """Return grid rows by the names of the fields."""
    return [
        {
            "subject_id": row.subject_id,
            "level": row.level,
            "points": row.points,
            "note": row.note,
            "version": row.version,
            "votes_for": row.entry.votes_for if row.entry else None,
            "votes_total": row.entry.votes_total if row.entry else None,
            "comment": (row.entry.comment or "") if row.entry else "",
            "reason": (row.entry.deviation_reason or "") if row.entry else "",
        }
        for row in rows
    ]
