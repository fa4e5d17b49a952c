"""What is typed about one person or unit: self-assessment, confirmations, objections, answers."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from app.classification.forms.grids import PointsField
from app.classification.labels import LEVEL_LABELS
from app.classification.rules import MAX_REASON
from app.classification.rules.confirmations import Answer, Question
from app.classification.rules.points import LEADER_LETTERS, Score, level_of, total_points
from app.classification.rules.schemes import Scheme
from app.classification.rules.steps import MAX_COMMENT, MAX_TEXT
from app.classification.services import SelfPlan
from app.eligibility.enums import ClassificationLevel
from app.web.forms import (
    BaseForm,
    ChoiceField,
    DateField,
    LongTextField,
    NumberField,
    RadioChoiceField,
    VersionedForm,
    VersionField,
)

LETTERS: Final = {"a": "a", "b": "b", "c": "c", "d": "d", "đ": "dd", "e": "e"}
"""Letters of the formula with the names of their fields."""
YES: Final = "yes"
NO: Final = "no"
OPEN: Final = "open"


class SelfForm(VersionedForm):
    """The own level, its points where the scheme counts them, and the text."""

    level = ChoiceField(
        _l("Level I propose for myself"),
        kind=ClassificationLevel,
        required=False,
        choices=[("", _l("By the points")), *LEVEL_LABELS.items()],
    )
    general = PointsField(_l("General criteria, at most 30 points"))
    a = PointsField(_l("a: quantity of work done, in %"))
    b = PointsField(_l("b: quality of work, in %"))
    c = PointsField(_l("c: work on time, in %"))
    d = PointsField(_l("d: results of the unit in charge, in %"))
    dd = PointsField(_l("đ: ability to organise the work, in %"))
    e = PointsField(_l("e: ability to unite the unit, in %"))
    items = NumberField(_l("Pieces of work in all"), most=100_000, required=False)
    content_errors = NumberField(_l("Major content errors"), most=100_000, required=False)
    delays = NumberField(_l("Delays"), most=100_000, required=False)
    results = LongTextField(_l("What was done"), max_length=MAX_TEXT)
    shortcomings = LongTextField(_l("Shortcomings and remedies"), max_length=MAX_TEXT, required=False)

    scheme: Scheme | None = None
    is_leader = False

    def fit(self, scheme: Scheme | None, *, is_leader: bool) -> None:
        """Leave out what the scheme does not ask."""
        self.scheme, self.is_leader = scheme, is_leader
        counted = scheme is not None and scheme.counts_points
        unused = [] if counted else ["general", *LETTERS.values(), "items", "content_errors", "delays"]
        if counted and not is_leader:
            unused = [LETTERS[letter] for letter in LEADER_LETTERS]
        for name in unused:
            del self[name]
        if not counted:
            self.level.choices = [(level, str(name)) for level, name in LEVEL_LABELS.items()]

    def validate_general(self, field: PointsField) -> None:
        most = self.scheme.frame.general_max if self.scheme else None
        if field.data is not None and most is not None and field.data > most:
            raise ValidationError(_("At most %(most)s points.", most=most))

    def validate(self, extra_validators: Any = None) -> bool:  # Any: WTForms' own
        """Also look at what concerns several fields, one of which may be empty."""
        is_valid: bool = super().validate(extra_validators)
        if "items" in self and not self.items.data and (self.content_errors.data or self.delays.data):
            self.items.errors = [_("Say of how many pieces of work these are the errors and delays.")]
            return False
        if is_valid and self.level.data is None and self.points() is None:
            self.level.errors = [_("Choose a level, or fill in all points.")]
            return False
        return is_valid

    @property
    def letters(self) -> list[Any]:  # Any: fields
        """The fields of the formula that this form has."""
        return [self[name] for name in LETTERS.values() if name in self]

    def points(self) -> Decimal | None:
        """Return the points that the parts make, or None while a part is missing."""
        if self.scheme is None or "general" not in self:
            return None
        parts = {letter: self[name].data for letter, name in LETTERS.items() if name in self}
        if self.general.data is None or None in parts.values():
            return None
        score = Score(
            general=self.general.data,
            per_cent=parts,
            items=self.items.data or 0,
            content_errors=self.content_errors.data or 0,
            delays=self.delays.data or 0,
        )
        return total_points(score, self.scheme, is_leader=self.is_leader)

    def plan(self) -> SelfPlan:
        """Return what was typed."""
        points = self.points()
        given = level_of(points, self.scheme) if points is not None and self.scheme else None
        level = self.level.data or given
        assert level is not None
        named = ["general", *LETTERS.values(), "items", "content_errors", "delays"]
        score = {name: str(self[name].data) for name in named if name in self and self[name].data is not None}
        return SelfPlan(
            level=level,
            results=self.results.data or "",
            shortcomings=self.shortcomings.data or "",
            points=points,
            score=score or None,
            version=self.version.data,
        )


def self_values(row: Any) -> dict[str, object]:  # Any: a self-assessment or None
    """Return a stored self-assessment by the names of the fields."""
    if row is None:
        return {"version": 0}
    numbers = {"items", "content_errors", "delays"}
    score = {name: int(text) if name in numbers else Decimal(text) for name, text in (row.score or {}).items()}
    return {
        "level": row.level,
        "results": row.results,
        "shortcomings": row.shortcomings,
        "version": row.version,
        **score,
    }


class ConfirmationsForm(VersionedForm):
    """Answers to the questions that no record answers; the questions of the scheme are added to a subclass."""

    version = VersionField(id="confirmations-version")
    questions: tuple[Question, ...] = ()

    def answers(self) -> dict[str, bool | int | None]:
        """Return what was typed."""
        found: dict[str, bool | int | None] = {}
        for question in self.questions:
            value = self[question.key].data
            if question.answer is Answer.YES_NO:
                value = {YES: True, NO: False}.get(value)
            found[question.key] = value
        return found


def confirmations_form(asked: Iterable[Question], known: Mapping[str, bool | int], version: int) -> ConfirmationsForm:
    """Return a form with one field for each question."""
    questions = tuple(asked)
    language = str(get_locale())
    choices = [(YES, _("Yes")), (NO, _("No")), (OPEN, _("Not known yet"))]
    fields: dict[str, Any] = {"questions": questions}  # Any: form fields
    values: dict[str, object] = {"version": version}
    for question in questions:
        label, value = question.text.in_language(language), known.get(question.key)
        if question.answer is Answer.YES_NO:
            fields[question.key] = RadioChoiceField(label, choices=choices, required=False)
            values[question.key] = {True: YES, False: NO}.get(value, OPEN) if isinstance(value, bool) else OPEN
        else:
            fields[question.key] = NumberField(label, most=100, required=False)
            values[question.key] = value
    form: ConfirmationsForm = type("_Confirmations", (ConfirmationsForm,), fields)(data=values)
    return form


class ObjectionForm(BaseForm):
    """Object to a level."""

    reason = LongTextField(_l("Objection"), max_length=MAX_COMMENT)
    raised_on = DateField(_l("Day of the objection"))


class AnswerForm(VersionedForm):
    """Answer an objection."""

    answer = LongTextField(_l("Answer"), max_length=MAX_COMMENT)
    answered_on = DateField(_l("Day of the answer"))


class TakeBackForm(VersionedForm):
    """Open a decided level again."""

    version = VersionField(id="taking-back-version")
    reason = LongTextField(_l("Reason"), max_length=MAX_REASON, id="taking-back-reason")
