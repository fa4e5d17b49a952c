"""The bonus of one award: a multiple of the base salary on the day of the decision, rounded, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from app.core.text import number_en, number_vi, short_date
from app.eligibility.base_salary import BaseSalary, base_salary_on
from app.eligibility.choices import DEFAULTS, Choices
from app.eligibility.chosen import ChoiceRefused, setting
from app.eligibility.enums import AwardKind, Confidence, Subject
from app.eligibility.rounding import Mode, MoneyRounding, money, plain, rounding_of
from app.eligibility.rulebook import Award, Localised, Rulebooks, UnknownRule, rulebooks
from app.eligibility.rulebook import rules as rulebook_rules

AT_CEILING: Final = "knc_amount"
"""The setting that says what is given where the law only names the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BonusAmount:
    """What an award pays, and every number it follows from; ``exact`` is the amount before rounding."""

    regime_id: str
    award: str
    decided_on: date
    multiplier: Decimal
    collective_factor: int | None
    """How many times the figure of a person a collective gets, where the multiplier follows that rule."""
    salary: BaseSalary
    exact: Fraction
    amount: int
    is_ceiling: bool
    is_cut: bool
    """Rounded down, because rounding up would have passed the ceiling."""
    also_given: Localised | None
    text: Localised
    citation: Localised | None
    confidence: Confidence
    must_confirm: bool
    sources: tuple[str, ...]
    readings: tuple[str, ...]


def bonus_of(
    regime_id: str,
    award_code: str,
    decided_on: date,
    *,
    choices: Choices = DEFAULTS,
    books: Rulebooks | None = None,
) -> BonusAmount:
    """Return the bonus of an award decided on a day, in whole đồng."""
    books = books or rulebooks()
    award = books.award(regime_id, award_code)
    if award.bonus is None:
        raise UnknownRule(f"no bonus of {award_code} is on record in {regime_id}")
    rounding, salary = rounding_of(regime_id, choices, books), base_salary_on(decided_on)
    multiplier = _multiplier(award.bonus, regime_id, choices, books)
    exact = Fraction(multiplier) * salary.amount_vnd
    mode = _mode(award.bonus, exact, salary, rounding)
    amount = rounding.rounded(exact, mode)
    factor = _factor(award, regime_id, books)
    return BonusAmount(
        regime_id=regime_id,
        award=award_code,
        decided_on=decided_on,
        multiplier=multiplier,
        collective_factor=factor,
        salary=salary,
        exact=exact,
        amount=amount,
        is_ceiling=award.bonus.is_ceiling,
        is_cut=mode is Mode.FLOOR,
        also_given=award.bonus.also_given,
        text=_in_words(award, multiplier, factor, salary, exact, amount, rounding.in_words(mode)),
        citation=award.bonus.citation,
        confidence=weakest((award.bonus.confidence, salary.confidence, rounding.rule.confidence)),
        must_confirm=award.bonus.must_confirm or rounding.rule.must_confirm or salary.confidence is Confidence.K,
        sources=tuple(dict.fromkeys((*award.bonus.sources, *rounding.rule.sources))),
        readings=rounding.readings,
    )


def weakest(marks: Iterable[Confidence]) -> Confidence:
    """Return the weakest of some marks."""
    return Confidence.K if Confidence.K in marks else Confidence.S


def _multiplier(bonus: rulebook_rules.Bonus, regime_id: str, choices: Choices, books: Rulebooks) -> Decimal:
    """Return the multiplier; where the law only names the most, the body's figure, never above it."""
    if not bonus.is_ceiling:
        return plain(bonus.multiplier)
    chosen = setting(choices, AT_CEILING, regime_id, books)
    try:
        given = Decimal(str(chosen)) if chosen is not None else bonus.multiplier
    except InvalidOperation:
        raise ChoiceRefused("settings", AT_CEILING, f"{chosen!r} is no number") from None
    if isinstance(chosen, bool) or not given.is_finite() or not 0 <= given <= 100 or given != round(given, 4):
        raise ChoiceRefused("settings", AT_CEILING, f"{chosen!r} is no number from 0 to {bonus.multiplier}")
    return plain(min(given, bonus.multiplier))


def _mode(bonus: rulebook_rules.Bonus, exact: Fraction, salary: BaseSalary, rounding: MoneyRounding) -> Mode:
    """Return how to round: as usual, or down where rounding up would pass a ceiling and the body reads it so."""
    most = Fraction(bonus.multiplier) * salary.amount_vnd
    if bonus.is_ceiling and not rounding.passes_ceiling and rounding.rounded(exact) > most:
        return Mode.FLOOR
    return rounding.mode


def _factor(award: Award, regime_id: str, books: Rulebooks) -> int | None:
    """Return the factor of collectives where this form is that many times the form of a person."""
    if award.subject is not Subject.COLLECTIVE or award.kind is not AwardKind.FORM or award.bonus is None:
        return None
    factor = books.common.global_rules.collective_multiplier_factor.factor
    person = books.regime(regime_id).awards.get(f"{award.code.rpartition('_')[0]}_CN")
    follows = person is not None and person.bonus is not None and person.bonus.multiplier * factor
    return factor if follows == award.bonus.multiplier else None


def _in_words(
    award: Award,
    multiplier: Decimal,
    factor: int | None,
    salary: BaseSalary,
    exact: Fraction,
    amount: int,
    rounding: Localised,
) -> Localised:
    """Tell the arithmetic so that anybody can redo it by hand."""
    base, product, paid = money(salary.amount_vnd), money(exact), money(amount)
    since, step = short_date(salary.effective_from), Localised(vi=f", {rounding.vi}", en=f", {rounding.en}")
    vi = f"{award.abbreviation}: {_times_vi(multiplier, factor)} × {base.vi} = {product.vi} đồng"
    en = f"{award.abbreviation}: {_times_en(multiplier, factor)} × {base.en} = {product.en} VND"
    if exact != amount:
        vi, en = f"{vi}{step.vi}: {paid.vi} đồng", f"{en}{step.en}: {paid.en} VND"
    return Localised(
        vi=f"{vi} (mức lương cơ sở từ {since}, {salary.legal_basis})",
        en=f"{en} (base salary since {since}, {salary.legal_basis})",
    )


def _times_vi(multiplier: Decimal, factor: int | None) -> str:
    return f"{factor} × {number_vi(plain(multiplier / factor))}" if factor else number_vi(multiplier)


def _times_en(multiplier: Decimal, factor: int | None) -> str:
    return f"{factor} × {number_en(plain(multiplier / factor))}" if factor else number_en(multiplier)
