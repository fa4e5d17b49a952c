"""Forms for a choice: a reading of the law, a setting, whether exceptions are allowed."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from app.awards.labels import capitalised, words
from app.eligibility.rulebook import rulebooks
from app.local_rules.enums import SettingType
from app.local_rules.forms.base import RuleForm
from app.local_rules.rules.settings import ALLOWED, FORBIDDEN, MAX_WORDS, NO, YES, read_setting, typed_value
from app.local_rules.rules.values import ExceptionChoice, ReadingChoice, SettingChoice, Value
from app.web.forms import RadioChoiceField, TextField

YES_OR_NO: Final = ((YES, _l("Yes")), (NO, _l("No")))


class ReadingForm(RuleForm):
    """One of the options that the texts leave open."""

    own_fields = ("option",)
    option = RadioChoiceField(_l("What your body chooses"))

    def offer(self, key: str) -> None:
        super().offer(key)
        reading = rulebooks().reading(key)
        self.option.choices = [(option, capitalised(words(text))) for option, text in reading.options.items()]

    def value(self, key: str) -> Value:
        return ReadingChoice(option=str(self.option.data))

    def show_value(self, value: ReadingChoice) -> None:
        self.option.data = value.option


class SettingForm(RuleForm):
    """The value of a setting, typed."""

    own_fields = ("value_typed",)
    value_typed = TextField(_l("Value"), max_length=MAX_WORDS)

    def value(self, key: str) -> Value:
        return read_setting(key, self.value_typed.data or "")

    def show_value(self, value: SettingChoice) -> None:
        self.value_typed.data = typed_value(value)

    def add_problems(self, refusal: Any) -> None:
        """A problem of the value belongs to the field in which it was typed."""
        for problem in refusal.problems:
            field = "value_typed" if problem.field == "value" else problem.field
            target = self._fields.get(field) if field else None
            if target is None:
                self.form_errors.append(str(problem.message))
            else:
                target.errors = [*target.errors, str(problem.message)]


class SwitchForm(SettingForm):
    """A setting that is on or off."""

    value_typed = RadioChoiceField(_l("Value"), choices=YES_OR_NO)  # type: ignore[assignment]  # chosen, not typed


class AllowedForm(SettingForm):
    """A setting that allows or forbids."""

    value_typed = RadioChoiceField(  # type: ignore[assignment]  # chosen, not typed
        _l("Value"), choices=((ALLOWED, _l("Allowed")), (FORBIDDEN, _l("Forbidden")))
    )


class ExceptionForm(RuleForm):
    """Whether a file may pass with a recorded reason."""

    own_fields = ("allowed",)
    allowed = RadioChoiceField(_l("May a file pass with a reason although a condition is not met?"), choices=YES_OR_NO)

    def value(self, key: str) -> Value:
        return ExceptionChoice(allowed=self.allowed.data == YES)

    def show_value(self, value: ExceptionChoice) -> None:
        self.allowed.data = YES if value.allowed else NO


SETTING_FORMS: Final[Mapping[SettingType, type[RuleForm]]] = {
    SettingType.SWITCH: SwitchForm,
    SettingType.ALLOWED: AllowedForm,
    **dict.fromkeys(
        (SettingType.PERCENT, SettingType.NUMBER, SettingType.MULTIPLE, SettingType.SHARE, SettingType.WORDS),
        SettingForm,
    ),
}
