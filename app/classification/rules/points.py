"""Points of 100: general criteria and task results, and the level that they give (NĐ 335/2025)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Final

from app.classification.rules.schemes import Scheme
from app.eligibility.enums import ClassificationLevel
from app.eligibility.rulebook.classification_schemes import Band

HUNDREDTH: Final = Decimal("0.01")
MOST: Final = Decimal(100)
NOUGHT: Final = Decimal(0)
LEADER_LETTERS: Final = ("d", "đ", "e")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The parts of a score: general points, and per cent by the letters of the formula.

    ``content_errors`` and ``delays`` are faults among ``items`` pieces of work of equal weight, objective causes left
    out; each takes its part of the quality (b) or the progress (c) of one piece.
    """

    general: Decimal
    per_cent: Mapping[str, Decimal]
    items: int = 0
    content_errors: int = 0
    delays: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if any(not NOUGHT <= value <= MOST for value in self.per_cent.values()) or self.general < 0:
            raise ValueError("per cent lie between 0 and 100, points are not below 0")
        if min(self.items, self.content_errors, self.delays) < 0:
            raise ValueError("a number of items is not below 0")


def letters(scheme: Scheme, *, is_leader: bool) -> tuple[str, ...]:
    """Return the letters whose mean makes the task points: a, b, c, and d, đ, e for a leader."""
    formula = scheme.formula
    if formula is None:
        return ()
    text = formula.leader if is_leader else formula.staff
    return tuple(re.findall(r"[a-zđ]", text.split("/", 1)[0]))


def after_faults(per_cent: Decimal, faults: int, items: int, per_fault: int) -> Decimal:
    """Take ``per_fault`` per cent of one piece of work off for each fault; nothing falls below 0."""
    if not faults or not items:
        return per_cent
    return max(NOUGHT, per_cent - Decimal(per_fault * faults) / items)


def task_points(score: Score, scheme: Scheme, *, is_leader: bool) -> Decimal:
    """Return the task points: the mean of the letters times the highest task points, before rounding."""
    names = letters(scheme, is_leader=is_leader)
    if not names:
        return NOUGHT
    found = dict(score.per_cent)
    per_fault = scheme.frame.deduction_pct_per_fault or 0
    for letter, faults in (("b", score.content_errors), ("c", score.delays)):
        if letter in found:
            found[letter] = after_faults(found[letter], faults, score.items, per_fault)
    total = sum((found.get(name, NOUGHT) for name in names), NOUGHT)
    return total * (scheme.frame.task_max or 0) / (len(names) * 100)


def total_points(score: Score, scheme: Scheme, *, is_leader: bool) -> Decimal:
    """Return general and task points together, cut after two decimals: rounding never lifts anybody into a level."""
    general = min(score.general, Decimal(scheme.frame.general_max or 0))
    whole = general + task_points(score, scheme, is_leader=is_leader)
    return min(MOST, whole).quantize(HUNDREDTH, ROUND_DOWN)


def level_of(points: Decimal, scheme: Scheme) -> ClassificationLevel | None:
    """Return the level that points give, or None where the scheme counts none."""
    return next((band.level for band in scheme.bands if _lies_in(points, band)), None)


def _lies_in(points: Decimal, band: Band) -> bool:
    above = band.min is None or points >= band.min
    below = band.max_exclusive is None or points < band.max_exclusive
    return above and below and (band.max is None or points <= band.max)


def as_hundredths(points: Decimal | None) -> int | None:
    """Return points as the database keeps them."""
    return None if points is None else int((points * 100).to_integral_value(ROUND_DOWN))


def from_hundredths(number: int | None) -> Decimal | None:
    """Return points as people read them."""
    return None if number is None else Decimal(number) / 100


def parse_points(text: str) -> Decimal | None:
    """Read points as people type them ("92,5", "92.5"); raises ValueError for anything that is none."""
    text = text.strip().replace(",", ".")
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", text) or Decimal(text) > MOST:
        raise ValueError(text)
    return Decimal(text)
