"""What the awards of one decision pay: the engine asked recipient by recipient, the answers of officers taken in.

The engine weighs against each other what one subject was given on one day. Awards of another own decision of that day
are therefore weighed too, although their money stands on the list of that decision.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from app.bonuses.enums import LineState
from app.eligibility.bonus import BonusAmount, bonus_of
from app.eligibility.bonuses import BonusesTogether, BonusLine, Granted, bonuses_together
from app.eligibility.choices import Choices
from app.eligibility.enums import AwardKind
from app.eligibility.rounding import rounding_of
from app.eligibility.rulebook import Award, Localised, Rulebooks, UnknownRule, rulebooks
from app.eligibility.rulebook.conditions import AwardHeld

NO_FIGURE: Final = Localised(
    vi="chưa có hệ số hoặc mức lương cơ sở trong dữ liệu, cần xác nhận; chưa tính vào tổng số",
    en="no multiplier or base salary on record, to be confirmed; not counted in the total",
)
NOT_BESIDE: Final = Localised(vi="đã trả lời: không chi cùng danh hiệu", en="answered: not paid beside the title")
SAME_PERIOD: Final = Localised(
    vi="đã trả lời: thời gian lập thành tích không khác nhau, chỉ chi mức cao nhất",
    en="answered: the periods of the achievements do not differ, only the highest is paid",
)


@dataclass(frozen=True, slots=True)
class Awarded:
    """One award of one recipient; ``elsewhere`` is the number of another own decision of the same day."""

    nomination_id: UUID
    holder_id: UUID
    regime_id: str
    award_code: str
    year: int
    answer: bool | None = None
    elsewhere: str = ""
    is_counted_elsewhere: bool = False
    """Whether the list of that decision already counts it."""
    revoked_by: str = ""
    """The decision that took it away before it was paid; what is gone is not weighed against what stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one award pays, and why; ``amount`` is None without a figure on record."""

    nomination_id: UUID
    state: LineState
    amount: int | None
    multiplier: str
    base_salary: int | None
    salary_basis: str
    arithmetic: Localised | None
    reason: Localised
    must_confirm: bool
    asks: bool


_Key = tuple[str, tuple[Granted, ...], bool]


class _Engine:
    """Asks the engine once for each set of awards: hundreds of recipients share a handful of them."""

    def __init__(self, day: date, choices: Choices, books: Rulebooks) -> None:
        self.day, self.choices, self.books = day, choices, books
        self._together: dict[_Key, BonusesTogether] = {}
        self._granted: dict[tuple[str, str, int], Granted] = {}
        self._alone: dict[tuple[str, str], BonusAmount | None] = {}

    def granted(self, awarded: Awarded) -> Granted:
        key = (awarded.regime_id, awarded.award_code, awarded.year)
        if key not in self._granted:
            award = self.books.award(awarded.regime_id, awarded.award_code)
            self._granted[key] = Granted(awarded.award_code, self.day, _period(award, awarded.year))
        return self._granted[key]

    def alone(self, awarded: Awarded) -> BonusAmount | None:
        """Return what an award pays by itself, or None where no figure is on record."""
        key = (awarded.regime_id, awarded.award_code)
        if key not in self._alone:
            try:
                self._alone[key] = bonus_of(*key, self.day, choices=self.choices, books=self.books)
            except UnknownRule:
                self._alone[key] = None
        return self._alone[key]

    def lines(self, awards: Sequence[Awarded], *, confirmed: bool) -> dict[UUID, BonusLine]:
        """Return the line of the engine for each award of one recipient."""
        granted = tuple(sorted((self.granted(each) for each in awards), key=str))
        key = (awards[0].regime_id, granted, confirmed)
        if key not in self._together:
            self._together[key] = bonuses_together(
                awards[0].regime_id, granted, confirmed=confirmed, choices=self.choices, books=self.books
            )
        # Equal awards share a line each; what another list counts already takes the line that is paid.
        left = sorted(awards, key=lambda each: (not each.is_counted_elsewhere, str(each.nomination_id)))
        found: dict[UUID, BonusLine] = {}
        for line in (line for payment in self._together[key].payments for line in payment.lines):
            fit = next(each for each in left if self.granted(each) == line.granted)
            left.remove(fit)
            found[fit.nomination_id] = line
        return found


def figures(
    awards: Iterable[Awarded], *, day: date, choices: Choices, books: Rulebooks | None = None
) -> dict[UUID, Figure]:
    """Return the figure of every award that is not of another decision, by its nomination."""
    books = books or rulebooks()
    engine = _Engine(day, choices, books)
    groups: dict[tuple[UUID, str], list[Awarded]] = defaultdict(list)
    for each in awards:
        groups[each.holder_id, each.regime_id].append(each)
    found: dict[UUID, Figure] = {}
    for group in groups.values():
        found |= _of_one(group, engine)
    return found


def gone_before_payment(revoked_by: str) -> Localised:
    """Say why an approved line is not paid out."""
    return _gone(revoked_by)


def recoverable(state: LineState, amount: int | None, *, is_paid: bool, is_revoked: bool, is_recovered: bool) -> int:
    """Return what is to be paid back of a line: what was paid for an award that was taken away later.

    Law on Emulation and Commendation 2022, chapter VII: who loses an award gives certificate and bonus back.
    """
    if state is not LineState.COUNTED or amount is None or not is_paid or not is_revoked or is_recovered:
        return 0
    return amount


def _of_one(awards: Sequence[Awarded], engine: _Engine) -> dict[UUID, Figure]:
    own = [each for each in awards if not each.elsewhere]
    found = {each.nomination_id: _by_itself(each, engine) for each in own}
    known = [each for each in awards if not each.revoked_by and engine.alone(each) is not None]
    if known:
        now = engine.lines(known, confirmed=False)
        then = engine.lines(known, confirmed=True)
        for each in known:
            if not each.elsewhere:
                line = _figure(each, now[each.nomination_id], then[each.nomination_id], engine)
                found[each.nomination_id] = _beside_others(line, each, known, engine)
        found = _rounded_once(found, known, engine)
    return found


def _by_itself(awarded: Awarded, engine: _Engine) -> Figure:
    """Return the figure of an award that is not weighed: nothing is known of it, or it was taken away."""
    bonus = engine.alone(awarded)
    reason = _gone(awarded.revoked_by) if awarded.revoked_by else NO_FIGURE
    return Figure(
        nomination_id=awarded.nomination_id,
        state=LineState.LEFT_OUT if awarded.revoked_by else LineState.NO_FIGURE,
        amount=bonus.amount if bonus else None,
        multiplier=str(bonus.multiplier) if bonus else "",
        base_salary=bonus.salary.amount_vnd if bonus else None,
        salary_basis=bonus.salary.legal_basis if bonus else "",
        arithmetic=bonus.text if bonus else None,
        reason=reason,
        must_confirm=bonus is None,
        asks=False,
    )


def _gone(revoked_by: str) -> Localised:
    return Localised(vi=f"đã hủy bỏ theo {revoked_by} trước khi chi", en=f"revoked by {revoked_by} before it was paid")


def _figure(awarded: Awarded, now: BonusLine, then: BonusLine, engine: _Engine) -> Figure:
    """Take the answer of an officer in: yes is what holds once confirmed, no leaves the award out."""
    is_paid, reason = now.is_paid, now.reason
    if now.needs_confirmation and awarded.answer is True:
        is_paid, reason = then.is_paid, then.reason
    elif now.needs_confirmation and awarded.answer is False:
        is_title = engine.books.award(awarded.regime_id, awarded.award_code).kind is AwardKind.TITLE
        is_paid, reason = False, SAME_PERIOD if is_title else NOT_BESIDE
    bonus = now.bonus
    return Figure(
        nomination_id=awarded.nomination_id,
        state=LineState.COUNTED if is_paid else LineState.LEFT_OUT,
        amount=bonus.amount,
        multiplier=str(bonus.multiplier),
        base_salary=bonus.salary.amount_vnd,
        salary_basis=bonus.salary.legal_basis,
        arithmetic=bonus.text,
        reason=reason,
        must_confirm=bonus.must_confirm,
        asks=now.needs_confirmation,
    )


def _beside_others(figure: Figure, awarded: Awarded, awards: Sequence[Awarded], engine: _Engine) -> Figure:
    """Say where a lower title of the same day was already counted on the list of another decision."""
    if figure.state is not LineState.COUNTED or not _is_title(awarded, engine):
        return figure
    lower = [each for each in awards if each.is_counted_elsewhere and _is_title(each, engine)]
    if not lower:
        return figure
    short = engine.books.award(lower[0].regime_id, lower[0].award_code).abbreviation
    reason = Localised(
        vi=f"{figure.reason.vi}; {short} cùng ngày đã có trong danh sách của {lower[0].elsewhere}, cần đối chiếu",
        en=f"{figure.reason.en}; {short} of the same day is already on the list of {lower[0].elsewhere}, to be checked",
    )
    return replace(figure, reason=reason, must_confirm=True)


def _is_title(awarded: Awarded, engine: _Engine) -> bool:
    return engine.books.award(awarded.regime_id, awarded.award_code).kind is AwardKind.TITLE


def _rounded_once(found: dict[UUID, Figure], awards: Sequence[Awarded], engine: _Engine) -> dict[UUID, Figure]:
    """Where the body rounds what is paid at one time, let the first line carry what rounding adds to the sum."""
    counted = [each for each in awards if not each.elsewhere and found[each.nomination_id].state is LineState.COUNTED]
    if len(counted) < 2:
        return found
    rounding = rounding_of(awards[0].regime_id, engine.choices, engine.books)
    if not rounding.by_sum:
        return found
    parts = {each.nomination_id: _part(engine.alone(each)) for each in counted}
    total = rounding.rounded(sum(parts.values(), Fraction(0)))
    whole = {nomination_id: int(part) for nomination_id, part in parts.items()}
    first = counted[0].nomination_id
    whole[first] += total - sum(whole.values())
    return found | {
        nomination_id: replace(found[nomination_id], amount=amount) for nomination_id, amount in whole.items()
    }


def _part(bonus: BonusAmount | None) -> Fraction:
    """What was rounded down at a ceiling stays so: the sum must not lift it again."""
    if bonus is None:
        return Fraction(0)
    return Fraction(bonus.amount) if bonus.is_cut else bonus.exact


def _period(award: Award, year: int) -> tuple[int, int] | None:
    """Return the year of a title of one year; one that crowns several years has a period that a person must tell."""
    runs = [each for each in award.conditions if isinstance(each, AwardHeld) and each.consecutive and each.times > 1]
    return None if runs else (year, year)
