"""What a person can type about a review: one page with lists of rows that grow without a script."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, FieldList, Form, FormField, StringField, ValidationError
from wtforms.validators import Optional

from app.classification.labels import LEVEL_LABELS
from app.core.text import nfc, number_en, number_vi
from app.eligibility.enums import ClassificationLevel
from app.leadership_review.draft import FigureDraft, PointDraft, ReviewDraft, TaskDraft, values_of
from app.leadership_review.enums import PointKind
from app.leadership_review.facts import plain_number
from app.leadership_review.labels import PART_LABELS, POINT_LABELS, ROW_LABELS
from app.leadership_review.rules import (
    DECIMALS,
    LENGTHS,
    MAX_REASON,
    MOST_DAYS,
    MOST_FIGURES,
    MOST_PERCENT,
    MOST_POINTS,
    MOST_TASKS,
    MOST_VALUE,
    NEEDED,
)
from app.web.forms import BaseForm, ChoiceField, DateField, LongTextField, NumberField, TextField, VersionedForm

_INDEX: Final = re.compile(r"[0-9]{1,4}", re.ASCII)
_MARKS: Final = {"vi": (".", ","), "en": (",", ".")}
"""Mark between thousands and mark before decimals."""


class ValueField(StringField):
    """A number as the language of the page writes it: 17.334 or 99,5 in Vietnamese, 17,334 or 99.5 in English."""

    data: Decimal | None  # type: ignore[assignment]

    def __init__(self, label: object = None, **options: Any) -> None:
        super().__init__(label, validators=[Optional(), _fits], **options)  # type: ignore[arg-type]
        self.is_optional = False

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return shown_number(self.data) if self.data is not None else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = nfc(str(valuelist[0])).replace(" ", "").replace("\u2212", "-") if valuelist else ""
        self.data = parse_number(typed, str(get_locale())) if typed else None


def parse_number(text: str, language: str) -> Decimal:
    """Read a number written in this language; anything else is a ValueError that says how to write it."""
    thousands, point = (re.escape(mark) for mark in _MARKS.get(language, _MARKS["en"]))
    pattern = rf"-?([0-9]{{1,3}}({thousands}[0-9]{{3}})+|[0-9]+)({point}[0-9]+)?"
    if len(text) > 30 or not re.fullmatch(pattern, text, re.ASCII):
        raise ValueError(_("Type a number, for example %(example)s.", example=shown_number(Decimal("17334.5"))))
    mark, comma = _MARKS.get(language, _MARKS["en"])
    return Decimal(text.replace(mark, "").replace(comma, "."))


def shown_number(value: Decimal) -> str:
    """Return a number as the language of the page writes it."""
    write = number_vi if str(get_locale()) == "vi" else number_en
    return write(plain_number(value))


def _fits(form: Any, field: Field) -> None:
    value = field.data
    if value is not None and (abs(value) >= MOST_VALUE or value != round(value, DECIMALS)):
        raise ValidationError(_("Type a number with at most two decimals."))


class RowForm(Form):
    """A row of a list: empty rows are dropped, the others need their most important fields."""

    needed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing that can be seen was typed."""
        return not any(nfc(str(raw)) for field in self for raw in field.raw_data or ())

    def validate(self, extra_validators: Any = None) -> bool:
        """Check what was typed; a row in which nothing was typed is fine."""
        if self.is_empty:
            return True
        sound = super().validate(extra_validators)
        missing = [self._fields[name] for name in self.needed if self._is_missing(name)]
        for field in missing:
            field.errors = [*field.errors, _("Fill this in.")]
        return sound and not missing

    def _is_missing(self, name: str) -> bool:
        field = self._fields[name]
        return not field.errors and (field.data is None or field.data == "")


class TaskRow(RowForm):
    needed = NEEDED["tasks"]
    name = LongTextField(_l("Task"), max_length=LENGTHS["tasks.name"], required=False)
    source = TextField(_l("Assigned by, paper"), max_length=LENGTHS["tasks.source"], required=False)
    plan = LongTextField(_l("Plan"), max_length=LENGTHS["tasks.plan"], required=False)
    result = LongTextField(_l("Result"), max_length=LENGTHS["tasks.result"], required=False)
    percent_of_plan = NumberField(_l("Per cent of the plan"), most=MOST_PERCENT, required=False)
    days_early = NumberField(_l("Days early"), least=-MOST_DAYS, most=MOST_DAYS, required=False)


class FigureRow(RowForm):
    needed = ("name", "value")  # A heading left out is that of the row above.
    field = TextField(_l("Heading"), max_length=LENGTHS["figures.field"], required=False)
    name = TextField(_l("Content of the figure"), max_length=LENGTHS["figures.name"], required=False)
    value = ValueField(_l("Amount"))
    measure = TextField(_l("Measure"), max_length=LENGTHS["figures.measure"], required=False)
    note = TextField(_l("Note"), max_length=LENGTHS["figures.note"], required=False)


class PointRow(RowForm):
    needed = NEEDED["points"]
    text = LongTextField(_l("Text"), max_length=LENGTHS["points.text"], required=False)


class RemedyRow(PointRow):
    owner = TextField(_l("Who is responsible"), max_length=LENGTHS["points.owner"], required=False)
    due_on = DateField(_l("Deadline"), required=False)


class RowList(FieldList):  # type: ignore[type-arg]  # not generic at run time
    """A list of rows with an end: what is typed beyond it comes back with a message instead of being cut off."""

    def __init__(self, row: type[RowForm], label: object, *, most: int, **options: Any) -> None:
        super().__init__(FormField(row), label, min_entries=1, **options)  # type: ignore[arg-type]
        self.most = most
        self.validators = [*self.validators, self._check_length]

    def called(self, index: int) -> str:
        """Return what a row is called, its number counted from 1."""
        return f"{ROW_LABELS[self.short_name]} {index + 1}"

    def rows(self) -> list[RowForm]:
        """Return the rows in which something was typed."""
        return [entry.form for entry in self.entries if not entry.form.is_empty]

    def add(self) -> Any:
        """Add an empty row at the end and return it, or None when no more fit."""
        if len(self.entries) >= self.most:
            self.errors = [*self.errors, self._too_many()]
            return None
        return self.append_entry()

    def remove(self, index: int) -> Any:
        """Take a row away and return the one that stands there now."""
        if index < len(self.entries):
            self.entries.pop(index)
            self._renumber()
        return self.entries[min(index, len(self.entries) - 1)] if self.entries else self.append_entry()

    def lift(self, index: int) -> Any:
        """Move a row up by one and return it."""
        if 0 < index < len(self.entries):
            self.entries.insert(index - 1, self.entries.pop(index))
            self._renumber()
        return self.entries[max(min(index, len(self.entries)) - 1, 0)]

    def _renumber(self) -> None:
        self._compact_indices()  # type: ignore[attr-defined]  # younger than the stubs

    def _too_many(self) -> str:
        return _("At most %(most)s rows fit here.", most=self.most)

    def _check_length(self, form: Any, field: Field) -> None:
        if len(self.rows()) > self.most:
            raise ValidationError(self._too_many())

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        """Read the row numbers of a form; forged ones (other digits, thousands of rows) are passed over."""
        start = f"{prefix}-"
        parts = (name.removeprefix(start).partition("-")[0] for name in formdata if name.startswith(start))
        found = map(_INDEX.fullmatch, parts)
        yield from sorted({int(match.group()) for match in found if match})[: 2 * self.most]


def _points(kind: PointKind, row: type[RowForm] = PointRow) -> Any:
    return RowList(row, POINT_LABELS[kind], most=MOST_POINTS)


class ReviewForm(VersionedForm):
    """The whole review."""

    conference_on = DateField(PART_LABELS["conference_on"], required=False)
    conference_chair = TextField(
        PART_LABELS["conference_chair"], max_length=LENGTHS["conference_chair"], required=False
    )
    attendees = LongTextField(PART_LABELS["attendees"], max_length=LENGTHS["attendees"], required=False)
    proposed_level = ChoiceField(
        PART_LABELS["proposed_level"],
        kind=ClassificationLevel,
        choices=[("", "–"), *LEVEL_LABELS.items()],
        required=False,
    )
    overview = LongTextField(PART_LABELS["overview"], max_length=LENGTHS["overview"], required=False)
    tasks = RowList(TaskRow, PART_LABELS["tasks"], most=MOST_TASKS)
    figures = RowList(FigureRow, PART_LABELS["figures"], most=MOST_FIGURES)
    direction = _points(PointKind.DIRECTION)
    strength = _points(PointKind.STRENGTH)
    shortcoming = _points(PointKind.SHORTCOMING)
    cause = _points(PointKind.CAUSE)
    follow_up = _points(PointKind.FOLLOW_UP)
    answer = _points(PointKind.ANSWER)
    responsibility = _points(PointKind.RESPONSIBILITY)
    remedy = _points(PointKind.REMEDY, RemedyRow)

    def rearrange(self, act: str) -> None:
        """Carry out "add:tasks", "remove:tasks:2" or "up:tasks:2" and put the cursor where it happened."""
        verb, part, index = [*act.split(":"), "", "", ""][:3]
        rows = self._fields.get(part)
        if not isinstance(rows, RowList) or (verb != "add" and not _INDEX.fullmatch(index)):
            return
        row = None
        match verb:
            case "add":
                row = rows.add()
            case "remove":
                row = rows.remove(int(index))
            case "up":
                row = rows.lift(int(index))
        if row is not None:
            next(iter(row.form)).render_kw = {"autofocus": True}

    def name_rows(self) -> None:
        """Let labels say which row they are in: always for points, for other rows where something is to be mended."""
        for rows in (field for field in self if isinstance(field, RowList)):
            for index, entry in enumerate(rows.entries):
                row = rows.called(index)
                for field in entry.form:
                    if field.short_name == "text":
                        field.label.text = row
                    elif field.errors:
                        field.label.text = f"{field.label.text}, {row}"

    def draft(self) -> ReviewDraft:
        """Return what was typed."""
        return ReviewDraft(
            overview=self.overview.data or "",
            conference_on=self.conference_on.data,
            conference_chair=self.conference_chair.data or "",
            attendees=self.attendees.data or "",
            proposed_level=self.proposed_level.data,
            tasks=[TaskDraft(**_typed(row)) for row in self.tasks.rows()],
            figures=_under_headings([FigureDraft(**_typed(row)) for row in self.figures.rows()]),
            points={kind: [PointDraft(**_typed(row)) for row in self._rows_of(kind)] for kind in PointKind},
        )

    def _rows_of(self, kind: PointKind) -> list[RowForm]:
        rows = self._fields[kind.value]
        assert isinstance(rows, RowList)
        return rows.rows()


def _typed(row: Form) -> dict[str, Any]:
    """Return the fields of a row; texts left out are empty, not unknown."""
    texts = (StringField,)
    return {
        name: ""
        if field.data is None and isinstance(field, texts) and not isinstance(field, _NOT_TEXTS)
        else field.data
        for name, field in row._fields.items()
    }


_NOT_TEXTS: Final = (ValueField, DateField)


def _under_headings(figures: Sequence[FigureDraft]) -> list[FigureDraft]:
    """Give a figure without a heading the one above it."""
    heading, found = "", []
    for figure in figures:
        heading = figure.field or heading
        found.append(FigureDraft(heading, figure.name, figure.value, figure.measure, figure.note))
    return found


def form_values(draft: ReviewDraft, version: int) -> dict[str, Any]:  # Any: values of many fields
    """Return a record by the names of the fields."""
    points = {kind.value: [values_of(point) for point in draft.points.get(kind, ())] for kind in PointKind}
    return {
        "version": version,
        "overview": draft.overview,
        "conference_on": draft.conference_on,
        "conference_chair": draft.conference_chair,
        "attendees": draft.attendees,
        "proposed_level": draft.proposed_level,
        "tasks": [values_of(task) for task in draft.tasks],
        "figures": [values_of(figure) for figure in draft.figures],
        **points,
    }


class StartForm(BaseForm):
    """Start the review of a year."""

    year = NumberField(_l("Year"))


class ClosingForm(VersionedForm):
    """Close the review as it stood when the page was opened."""


class ReopeningForm(BaseForm):
    """Open a closed review again."""

    reason = LongTextField(_l("Reason"), max_length=MAX_REASON)
