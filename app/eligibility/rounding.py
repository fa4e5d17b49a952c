"""How money is rounded: the rule of the regime, the reading that the body chose, and both in words."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeVar

from app.core.text import number_en, number_vi
from app.eligibility.choices import Choices
from app.eligibility.chosen import reading
from app.eligibility.rulebook import Localised, Rulebooks, UnknownRule
from app.eligibility.rulebook.shared_rules import Rounding

RuleT = TypeVar("RuleT")


class Mode(StrEnum):
    """The ways of rounding; the first three are the options of the readings."""

    CEIL = "ceil_10000"
    NEAREST = "nearest_10000"
    NONE = "none"
    FLOOR = "floor"


HOW: Final = {
    Mode.CEIL: Localised(vi="làm tròn lên hàng {unit} đồng", en="rounded up to the next {unit} VND"),
    Mode.NEAREST: Localised(vi="làm tròn đến hàng {unit} đồng gần nhất", en="rounded to the nearest {unit} VND"),
    Mode.NONE: Localised(vi="không làm tròn", en="not rounded"),
    Mode.FLOOR: Localised(
        vi="làm tròn xuống hàng {unit} đồng vì đã chạm mức trần", en="rounded down to {unit} VND, being at the ceiling"
    ),
}


@dataclass(frozen=True, slots=True)
class MoneyRounding:
    """How a regime rounds, as the body reads it."""

    rule: Rounding
    mode: Mode
    by_sum: bool
    """Round what is paid at one time, not each award."""
    passes_ceiling: bool
    """Whether rounding up may pass a ceiling."""

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings that decided it."""
        return (self.rule.reading, "money_rounding_step", "ceiling_and_rounding")

    def rounded(self, amount: Fraction, mode: Mode | None = None) -> int:
        """Return an amount in whole đồng."""
        unit, mode = self.rule.unit_vnd, mode or self.mode
        if mode is Mode.NONE:
            return -(-amount.numerator // amount.denominator)
        if mode is Mode.NEAREST:
            return int((amount + Fraction(unit, 2)) // unit) * unit
        return int(amount // unit if mode is Mode.FLOOR else -(-amount // unit)) * unit

    def in_words(self, mode: Mode | None = None) -> Localised:
        """Say how an amount is rounded."""
        how = HOW[mode or self.mode]
        unit = self.rule.unit_vnd
        return Localised(vi=how.vi.format(unit=number_vi(unit)), en=how.en.format(unit=number_en(unit)))


def rounding_of(regime_id: str, choices: Choices, books: Rulebooks) -> MoneyRounding:
    """Return how a regime rounds; an overlay rounds like the regime it inherits."""
    rule = inherited(books.common.global_rules.bonus_rounding, regime_id, books)
    return MoneyRounding(
        rule=rule,
        mode=Mode(reading(choices, rule.reading, books)),
        by_sum=reading(choices, "money_rounding_step", books) == "sum",
        passes_ceiling=reading(choices, "ceiling_and_rounding", books) == "yes",
    )


def inherited(rules: dict[str, RuleT], regime_id: str, books: Rulebooks) -> RuleT:
    """Return a regime's own rule, or that of the regime it inherits."""
    regime = books.regime(regime_id)
    if regime.id in rules:
        return rules[regime.id]
    if regime.inherits is None:
        raise UnknownRule(f"no rule on bonuses is on record for {regime_id}")
    return inherited(rules, regime.inherits, books)


def plain(number: Decimal) -> Decimal:
    """Return a number without the zeros that say nothing: 1.0 is 1, 4.50 is 4.5."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def money(amount: Fraction | int) -> Localised:
    """Write an amount in đồng: 2.530.000 in Vietnamese, 2,530,000 in English."""
    whole = Fraction(amount)
    value = int(whole) if whole.denominator == 1 else plain(Decimal(whole.numerator) / Decimal(whole.denominator))
    return Localised(vi=number_vi(value), en=number_en(value))
