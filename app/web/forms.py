"""Typed forms over Flask-WTF: text arrives as NFC and trimmed, messages say how to mend, nothing typed is lost."""

from abc import ABCMeta
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import (
    BooleanField,
    Field,
    Form,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.form import FormMeta
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.errors import RuleBroken
from app.core.text import nfc, nfc_block, parse_date, short_date
from app.web.reading import read_id

if TYPE_CHECKING:

    class FlaskForm(Form):
        """What we use of the untyped Flask-WTF form."""

        def is_submitted(self) -> bool: ...
        def validate_on_submit(self, extra_validators: dict[str, Sequence[Any]] | None = None) -> bool: ...
        def hidden_tag(self, *fields: str) -> str: ...
else:
    from flask_wtf import FlaskForm

SHORT: Final = 120
LINE: Final = 300
BLOCK: Final = 20_000
YEARS: Final = range(1900, 3000)
"""Years that a date can have; beyond them are slips of the pen, and moments that no time zone can hold."""

Choices = Iterable[tuple[object, object]]


class BaseForm(FlaskForm):
    """Parent of every form of the application."""

    def add_problems(self, refusal: RuleBroken) -> None:
        """Show each broken rule beside its field, or on top when it belongs to none."""
        for problem in refusal.problems:
            field = self._fields.get(problem.field) if problem.field else None
            if field is None:
                self.form_errors.append(str(problem.message))
            else:
                field.errors = [*field.errors, str(problem.message)]


class TextField(StringField):
    """One line of text, at most ``max_length`` characters."""

    def __init__(self, label: object = None, *, max_length: int = LINE, required: bool = True, **options: Any) -> None:
        options["validators"] = [*_presence(required), MaxLength(max_length), *options.get("validators", ())]
        super().__init__(str(label) if label is None else label, filters=[_line], **options)  # type: ignore[arg-type]
        self.max_length = max_length
        self.is_optional = not required


class LongTextField(TextAreaField):
    """Several lines of text, at most ``max_length`` characters."""

    def __init__(self, label: object = None, *, max_length: int = BLOCK, required: bool = True, **options: Any) -> None:
        options["validators"] = [*_presence(required), MaxLength(max_length), *options.get("validators", ())]
        super().__init__(label, filters=[_block], **options)  # type: ignore[arg-type]
        self.max_length = max_length
        self.is_optional = not required


class DateField(StringField):
    """A day typed as dd/mm/yyyy; ISO is understood as well. ``data`` is a date or None."""

    data: date | None  # type: ignore[assignment]

    def __init__(self, label: object = None, *, required: bool = True, **options: Any) -> None:
        options["validators"] = [*_presence(required), *options.get("validators", ())]
        super().__init__(label, **options)  # type: ignore[arg-type]
        self.is_optional = not required

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return short_date(self.data) if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        typed = nfc(str(valuelist[0])) if valuelist else ""
        if not typed:
            return
        try:
            day = parse_date(typed)
        except ValueError:
            raise ValueError(_("Type the date as day/month/year, for example 05/01/2019.")) from None
        if day.year not in YEARS:
            raise ValueError(_("Check the year: no record here has a date in %(year)s.", year=day.year))
        self.data = day


class NumberField(IntegerField):
    """A whole number between ``least`` and ``most``."""

    def __init__(
        self, label: object = None, *, least: int = 0, most: int = 1_000_000_000, required: bool = True, **options: Any
    ) -> None:
        options["validators"] = [*_presence(required), Between(least, most), *options.get("validators", ())]
        super().__init__(label, **options)  # type: ignore[arg-type]
        self.is_optional = not required

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip().replace(".", "").replace(" ", "") if valuelist else ""
        self.data = None
        if not typed:
            return
        if not typed.removeprefix("-").isdecimal() or len(typed) > 12:
            raise ValueError(_("Type a whole number."))
        self.data = int(typed)


class _Listed:
    """A choice that is none says so in our words: WTForms does not speak Vietnamese."""

    def gettext(self, string: str) -> str:
        """Every complaint of such a field means the same."""
        return _("Choose from the list.")

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Say the same of several."""
        return _("Choose from the list.")


class ChoiceField(_Listed, SelectField):
    """One of a list; an enum class as ``kind`` gives its members back. An empty choice is None."""

    def __init__(
        self, label: object = None, *, kind: type[StrEnum] | None = None, required: bool = True, **options: Any
    ) -> None:
        options["choices"] = _as_choices(options.get("choices", ()))
        options["validators"] = [*_presence(required), *options.get("validators", ())]
        super().__init__(label, coerce=_coercer(kind), validate_choice=True, **options)  # type: ignore[arg-type]
        self.is_optional = not required


class RadioChoiceField(_Listed, RadioField):
    """One of a short list, all shown at once."""

    def __init__(
        self, label: object = None, *, kind: type[StrEnum] | None = None, required: bool = True, **options: Any
    ) -> None:
        options["choices"] = _as_choices(options.get("choices", ()))
        options["validators"] = [*_presence(required), *options.get("validators", ())]
        super().__init__(label, coerce=_coercer(kind), validate_choice=True, **options)  # type: ignore[arg-type]
        self.is_optional = not required


class IdField(StringField):
    """The id of a record, chosen on the page; a forged one is None, and the service checks the record itself.

    Without a label of its own, hidden in a row, it has none: WTForms would make an English one of its name.
    """

    data: UUID | None  # type: ignore[assignment]

    def __init__(self, label: object = "", *, required: bool = True, **options: Any) -> None:
        options["validators"] = [*_presence(required), *options.get("validators", ())]
        super().__init__(label, **options)  # type: ignore[arg-type]
        self.is_optional = not required

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = read_id(typed)
        if typed and self.data is None:
            raise ValueError(_("Choose from the list."))

    def _value(self) -> str:
        return str(self.data) if self.data else ""


class ManyChoicesField(_Listed, SelectMultipleField):
    """Any number of a list, shown as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(
        self, label: object = None, *, kind: type[StrEnum] | None = None, required: bool = True, **options: Any
    ) -> None:
        options["choices"] = _as_choices(options.get("choices", ()))
        options["validators"] = [*_presence(required), *options.get("validators", ())]
        super().__init__(label, coerce=_coercer(kind) if kind else str, **options)  # type: ignore[arg-type]
        self.is_optional = not required


class ManyIdsField(Field):
    """The ids of the ticked rows of a list; forged ones are dropped here and refused by the service.

    Without a label of its own it has none: WTForms would make an English one of its name.
    """

    data: list[UUID]

    def __init__(self, label: object = "", **options: Any) -> None:
        super().__init__(label, **options)  # type: ignore[arg-type]  # a lazy text is text once it is shown

    def process_formdata(self, valuelist: list[Any]) -> None:
        found = (read_id(str(value)) for value in valuelist)
        self.data = list(dict.fromkeys(value for value in found if value is not None))

    def process_data(self, value: Any) -> None:
        self.data = list(value or [])


class SecretField(PasswordField):
    """A password: never filtered, never given back."""

    def __init__(self, label: object = None, *, max_length: int = 200, **options: Any) -> None:
        options["validators"] = [Required(), MaxLength(max_length), *options.get("validators", ())]
        super().__init__(label, **options)  # type: ignore[arg-type]
        self.is_optional = False


class FilesField(MultipleFileField):  # type: ignore[misc]  # Flask-WTF ships no types
    """Any number of uploaded files; ``documents`` checks what they are."""

    is_optional = True


class VersionField(HiddenField):
    """The version the form was opened with; 0 when forged, so that the act is refused as stale."""

    data: int  # type: ignore[assignment]

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]) if valuelist else ""
        self.data = int(typed) if typed.isdecimal() and len(typed) < 10 else 0


class VersionedForm(BaseForm):
    """A form that edits a record with a version."""

    version = VersionField()


class AbstractFormMeta(ABCMeta, FormMeta):
    """Lets a form leave methods to its children; one that still lacks them cannot be made."""


class Required(InputRequired):
    """Say in plain words that the field is empty."""

    def __init__(self) -> None:
        super().__init__(message=_l("Fill this in."))  # type: ignore[arg-type]

    def __call__(self, form: Any, field: Field) -> None:
        super().__call__(form, field)
        is_blank = isinstance(field.data, str) and not field.data.strip()
        # What was typed may be nothing that can be seen: a field without value and without complaint is empty.
        if is_blank or (field.data is None and not field.process_errors):
            raise ValidationError(_("Fill this in."))


class MaxLength:
    """Refuse a text longer than ``most`` characters and say by how much."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Field) -> None:
        excess = len(field.data or "") - self.most
        if excess > 0:
            raise ValidationError(
                _("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=excess, most=self.most)
            )


class Between:
    """Refuse a number outside the range."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, form: Any, field: Field) -> None:
        if field.data is not None and not self.least <= field.data <= self.most:
            raise ValidationError(_("Type a number from %(least)s to %(most)s.", least=self.least, most=self.most))


Checkbox = BooleanField


def _presence(required: bool) -> list[Any]:
    return [Required()] if required else [Optional()]


def _line(value: object) -> object:
    return nfc(value) if isinstance(value, str) else value


def _block(value: object) -> object:
    return nfc_block(value) if isinstance(value, str) else value


def _coercer(kind: type[StrEnum] | None) -> Any:
    def coerce(value: object) -> object:
        if value is None or value == "" or value == "None":
            return None
        if kind is None:
            return str(value)
        return kind(str(value))  # A forged value raises ValueError, which WTForms takes for no choice.

    return coerce


def conflict_page(
    form: BaseForm, record_values: Mapping[str, object], *, version: int, reload_href: str
) -> tuple[str, int]:
    """Return the 409 page of a stale form: what was typed beside what stands now, nothing lost.

    ``record_values`` holds the present value of each field by its name; ``version`` is that of the record now, so that
    "Keep mine" posts the same form again as a fresh one.
    """
    rows = [
        (field.label.text, typed, present)
        for name, field in form._fields.items()
        if name in record_values and (typed := _shown(field)) != (present := _plain(record_values[name], field))
    ]
    kept = [(name, value) for name, values in request.form.lists() if name not in _RENEWED for value in values]
    fields = [*kept, ("version", str(version))]
    page = render_template(
        "errors/conflict.html", rows=rows, action=request.path, fields=fields, reload_href=reload_href
    )
    return page, 409


_RENEWED: Final = {"csrf_token", "version"}


def _shown(field: Field) -> str:
    return _plain(field.data, field)


def _plain(value: object, field: Field) -> str:
    """Return a value as a person reads it: the words of its choice, a day as dd/mm/yyyy."""
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_plain(part, field) for part in value)
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    words = {str(key): str(label) for key, label, *_rest in _choices(field)}
    return words.get(str(value), str(value)) if value is not None else ""


def _as_choices(given: Iterable[object]) -> list[SelectChoice]:
    """Return pairs of value and words as WTForms wants them since 3.3."""
    return [each if isinstance(each, SelectChoice) else SelectChoice.from_input(each) for each in given]


def _choices(field: Field) -> list[tuple[Any, ...]]:
    given = getattr(field, "choices", None) or []
    return [tuple(each) for each in given if isinstance(each, tuple | SelectChoice)]
