"""The bonuses of several awards of one subject: which of them are paid, and what they come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import groupby
from typing import Final

from app.eligibility.bonus import BonusAmount, bonus_of
from app.eligibility.choices import DEFAULTS, Choices
from app.eligibility.chosen import reading
from app.eligibility.enums import AwardKind
from app.eligibility.rounding import inherited, money, rounding_of
from app.eligibility.rulebook import Award, Localised, Rulebooks, rulebooks

PAID: Final = Localised(vi="được chi", en="paid")
NOT_SAID: Final = Localised(
    vi="chi cùng danh hiệu; văn bản của giai đoạn này chưa đọc thấy quy định, cần xác nhận",
    en="paid beside the title; no text of this regime was read on it, to be confirmed",
)


@dataclass(frozen=True, slots=True)
class Granted:
    """An award of the subject; ``period`` is the first and the last year of the achievement, where it is stated."""

    award: str
    decided_on: date
    period: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        """Refuse a period that runs backwards."""
        if self.period is not None and self.period[0] > self.period[1]:
            raise ValueError("the period of an achievement ends before it begins")


@dataclass(frozen=True, slots=True, kw_only=True)
class BonusLine:
    """One award of a payment: what it would pay alone, whether it is paid, and why."""

    granted: Granted
    bonus: BonusAmount
    is_paid: bool
    reason: Localised
    needs_confirmation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What is paid for the decisions of one day."""

    decided_on: date
    lines: tuple[BonusLine, ...]
    total: int
    text: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class BonusesTogether:
    """All payments; ``total_if_confirmed`` is the sum once a person has confirmed what is asked."""

    payments: tuple[Payment, ...]
    total: int
    total_if_confirmed: int
    needs_confirmation: bool
    citation: Localised | None
    must_confirm: bool
    readings: tuple[str, ...]


class _Beside(Enum):
    """How one title stands to another that is paid."""

    SAME = "same achievement"
    DIFFERENT = "different periods"
    ASK = "a person must say"


@dataclass(frozen=True, slots=True)
class _Payer:
    """The rules by which one regime pays several awards."""

    books: Rulebooks
    regime_id: str
    choices: Choices
    confirmed: bool

    def payment(self, day: date, items: Sequence[Granted]) -> Payment:
        """Pay what was decided on one day: of titles the highest of each achievement, and every form."""
        titles = [each for each in items if self._award(each).kind is AwardKind.TITLE]
        forms = [each for each in items if self._award(each).kind is AwardKind.FORM]
        lines = [*self._titles(titles), *(self._form(each, bool(titles)) for each in sorted(forms, key=self._order))]
        total, text = self._sum([line.bonus for line in lines if line.is_paid])
        return Payment(decided_on=day, lines=tuple(lines), total=total, text=text)

    def _titles(self, titles: Iterable[Granted]) -> list[BonusLine]:
        paid: list[Granted] = []
        lines: list[BonusLine] = []
        for title in sorted(titles, key=self._order):
            line = self._title(title, paid)
            lines.append(line)
            if line.is_paid:
                paid.append(title)
        return lines

    def _title(self, title: Granted, paid: Sequence[Granted]) -> BonusLine:
        standing = {other: self._beside(title, other) for other in paid}
        for wanted, words in ((_Beside.SAME, _same), (_Beside.ASK, _asked)):
            for other, found in standing.items():
                if found is wanted:
                    return self._line(title, False, words(self._short(other)), wanted is _Beside.ASK)
        return self._line(title, True, _different(self._short(paid[0])) if paid else PAID)

    def _beside(self, one: Granted, other: Granted) -> _Beside:
        """Compare two titles decided on one day, by the reading of what different periods are."""
        option = reading(self.choices, "different_achievement_periods", self.books)
        if one.period == other.period:
            return _Beside.SAME
        if one.period is None or other.period is None or option == "ask":
            return _Beside.DIFFERENT if self.confirmed else _Beside.ASK
        overlap = one.period[0] <= other.period[1] and other.period[0] <= one.period[1]
        return _Beside.SAME if option == "no_overlap" and overlap else _Beside.DIFFERENT

    def _form(self, form: Granted, beside_title: bool) -> BonusLine:
        rule = inherited(self.books.common.global_rules.bonus_stacking, self.regime_id, self.books)
        if beside_title and rule.title_plus_form_same_decision is None:
            return self._line(form, True, NOT_SAID, not self.confirmed)
        return self._line(form, True, _beside_title() if beside_title else PAID)

    def _line(self, granted: Granted, is_paid: bool, reason: Localised, asks: bool = False) -> BonusLine:
        return BonusLine(
            granted=granted, bonus=self._bonus(granted), is_paid=is_paid, reason=reason, needs_confirmation=asks
        )

    def _sum(self, bonuses: Sequence[BonusAmount]) -> tuple[int, Localised]:
        """Add up: each rounded, or the sum rounded once, as the body reads it."""
        rounding = rounding_of(self.regime_id, self.choices, self.books)
        if not rounding.by_sum:
            total = sum(each.amount for each in bonuses)
            return total, _addition([Fraction(each.amount) for each in bonuses], Fraction(total), total, None)
        # What was rounded down at a ceiling stays so: the sum must not lift it again.
        parts = [Fraction(each.amount) if each.is_cut else each.exact for each in bonuses]
        total = rounding.rounded(sum(parts, Fraction(0)))
        return total, _addition(parts, sum(parts, Fraction(0)), total, rounding.in_words())

    def _order(self, granted: Granted) -> tuple[Fraction, str, tuple[int, int]]:
        """The highest first; the rest only makes the order of the input irrelevant."""
        return -self._bonus(granted).exact, granted.award, granted.period or (0, 0)

    def _bonus(self, granted: Granted) -> BonusAmount:
        return bonus_of(self.regime_id, granted.award, granted.decided_on, choices=self.choices, books=self.books)

    def _award(self, granted: Granted) -> Award:
        return self.books.award(self.regime_id, granted.award)

    def _short(self, granted: Granted) -> str:
        return self._award(granted).abbreviation


def bonuses_together(
    regime_id: str,
    granted: Iterable[Granted],
    *,
    confirmed: bool = False,
    choices: Choices = DEFAULTS,
    books: Rulebooks | None = None,
) -> BonusesTogether:
    """Return what the awards of one subject pay together; only those of one day are weighed against each other.

    ``confirmed``: a person has confirmed what would otherwise be asked (different periods, a form beside a title).
    """
    books = books or rulebooks()
    items = sorted(granted, key=lambda each: (each.decided_on, each.award, each.period or (0, 0)))
    if len({books.award(regime_id, each.award).subject for each in items}) > 1:
        raise ValueError("the awards are not of one subject: a person's and a collective's stand together")
    now = _payments(_Payer(books, regime_id, choices, confirmed), items)
    later = _payments(_Payer(books, regime_id, choices, True), items)
    rule = inherited(books.common.global_rules.bonus_stacking, regime_id, books)
    return BonusesTogether(
        payments=now,
        total=sum(each.total for each in now),
        total_if_confirmed=sum(each.total for each in later),
        needs_confirmation=any(line.needs_confirmation for each in now for line in each.lines),
        citation=books.reading(rule.reading).citation,
        must_confirm=rule.must_confirm,
        readings=(rule.reading, *rounding_of(regime_id, choices, books).readings),
    )


def _payments(payer: _Payer, items: Sequence[Granted]) -> tuple[Payment, ...]:
    days = groupby(items, key=lambda each: each.decided_on)
    return tuple(payer.payment(day, tuple(group)) for day, group in days)


def _addition(parts: Sequence[Fraction], exact: Fraction, total: int, rounding: Localised | None) -> Localised:
    written, sum_of, paid = [money(part) for part in parts], money(exact), money(total)
    vi = " + ".join(part.vi for part in written)
    en = " + ".join(part.en for part in written)
    if len(parts) > 1:
        vi, en = f"{vi} = {sum_of.vi}", f"{en} = {sum_of.en}"
    if rounding is not None and exact != total:
        return Localised(vi=f"{vi}, {rounding.vi}: {paid.vi} đồng", en=f"{en}, {rounding.en}: {paid.en} VND")
    return Localised(vi=f"{vi} đồng", en=f"{en} VND")


def _same(other: str) -> Localised:
    return Localised(
        vi=f"cùng thời điểm, cùng thành tích với {other}: chỉ chi mức cao nhất",
        en=f"decided together with {other} for the same achievement: only the highest is paid",
    )


def _asked(other: str) -> Localised:
    return Localised(
        vi=f"chỉ chi cùng {other} khi đã xác nhận thời gian lập thành tích khác nhau",
        en=f"paid beside {other} only once it is confirmed that the periods of the achievements differ",
    )


def _different(other: str) -> Localised:
    return Localised(
        vi=f"thời gian lập thành tích khác với {other}: được chi",
        en=f"the period of the achievement differs from that of {other}: paid",
    )


def _beside_title() -> Localised:
    return Localised(vi="hình thức khen thưởng, chi cùng danh hiệu", en="a form, paid beside the title")
