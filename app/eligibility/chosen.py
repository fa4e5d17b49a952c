"""What holds where the texts leave a choice: the body's own, or the cautious default."""

from decimal import Decimal
from typing import Final

from app.eligibility.choices import Choices
from app.eligibility.rulebook import Localised, Rulebooks
from app.eligibility.rulebook.shared_rules import SettingValue

OWN_RULE: Final = Localised(vi="quy định của đơn vị", en="rule of the body")


class ChoiceRefused(ValueError):
    """A choice that no rulebook offers, or a figure that cannot be."""

    def __init__(self, kind: str, name: str, message: str) -> None:
        """Keep where the choice stands: ``readings``, ``settings``, ``quotas`` or ``votes``, and its id."""
        self.kind, self.name, self.message = kind, name, message
        super().__init__(f"{kind}.{name}: {message}")


def reading(choices: Choices, reading_id: str, books: Rulebooks) -> str:
    """Return the option that holds for a point the texts leave open."""
    entry = books.reading(reading_id)
    option = choices.readings.get(reading_id, entry.default)
    if option not in entry.options:
        raise ChoiceRefused("readings", reading_id, f"{option!r} is no option; known are {', '.join(entry.options)}")
    return option


def setting(choices: Choices, setting_id: str, regime_id: str, books: Rulebooks) -> SettingValue:
    """Return the value that holds for a local option."""
    entry = books.setting(setting_id)
    return choices.settings[setting_id] if setting_id in choices.settings else entry.value(regime_id)


def whole_number(kind: str, name: str, value: SettingValue, *, highest: int, lowest: int = 0) -> int:
    """Return a figure that must be a whole number in a range, or refuse it."""
    number = Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else Decimal("NaN")
    if not number.is_finite() or number != number.to_integral_value() or not lowest <= number <= highest:
        raise ChoiceRefused(kind, name, f"{value!r} is no whole number from {lowest} to {highest}")
    return int(number)


def basis_of(choices: Choices, name: str) -> Localised:
    """Return the legal basis that the body gave for a setting, else a plain word that it is the body's rule."""
    return choices.bases.get(name, OWN_RULE)


def is_chosen(choices: Choices, setting_id: str) -> bool:
    """Say whether the body has set a value of its own."""
    return choices.settings.get(setting_id) is not None
