"""Which awards stand below another one: what a council may adopt in its place (hạ danh hiệu).

No text lists this order, so it is read off what the rulebook does say: the standard of the higher award names the lower
one (directly, or over an award between them), or a lower level of authority confers it. Titles stay titles and forms
forms; province and ministry stand side by side. A commemorative medal is given for a contribution to a sector or to a
province, not for more or less of an achievement, so it stands neither above nor below anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.eligibility.enums import AuthorityLevel, CombinationKind
from app.eligibility.rulebook import Award, Rulebooks, rulebooks
from app.eligibility.rulebook.catalogue import Regime
from app.eligibility.rulebook.conditions import walk

TIERS: Final = {
    AuthorityLevel.GRASSROOTS: 0,
    AuthorityLevel.PROVINCIAL: 1,
    AuthorityLevel.MINISTERIAL: 1,
    AuthorityLevel.STATE: 2,
}
MEDALS: Final = frozenset({"KNC_BO", "KNC_TINH"})
_NAMING: Final = ("awards", "after", "follows_by_reading")
_NAMING_ONE: Final = ("title", "or_title")


class LowerBasis(StrEnum):
    """On what it rests that an award stands below another one."""

    STANDARD = "standard"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class LowerAward:
    """An award below another one, and why."""

    award: Award
    basis: LowerBasis


def lower_awards(regime_id: str, code: str, *, books: Rulebooks | None = None) -> list[LowerAward]:
    """Return the awards below this one, for the same subject and of the same kind, the nearest first."""
    regime = (books or rulebooks()).regime(regime_id)
    own = regime.awards.get(code)
    if own is None or code in MEDALS:
        return []
    named = _named_below(regime, own)
    found = []
    for other in reversed(list(regime.awards.values())):
        if other.code == code or other.code in MEDALS or not _is_like(own, other):
            continue
        if other.code in named:
            found.append(LowerAward(other, LowerBasis.STANDARD))
        elif TIERS[other.authority] < TIERS[own.authority]:
            found.append(LowerAward(other, LowerBasis.AUTHORITY))
    return found


def _is_like(own: Award, other: Award) -> bool:
    return other.subject is own.subject and other.kind is own.kind


def _named_below(regime: Regime, own: Award) -> set[str]:
    """Return the awards that the standard names, those that their standards name, and so on."""
    found: set[str] = set()
    waiting: list[str] = [own.code]
    while waiting:
        award = regime.awards[waiting.pop()]
        for code in _named_by(regime, award):
            if code not in found and code != own.code and _is_like(own, regime.awards[code]):
                found.add(code)
                waiting.append(code)
    return found


def _named_by(regime: Regime, award: Award) -> Iterator[str]:
    for _place, condition in walk(award.conditions, ()):
        for name in _NAMING:
            yield from getattr(condition, name, ())
        for name in _NAMING_ONE:
            code = getattr(condition, name, None)
            if code:
                yield code
    for rule in regime.combination_rules:
        if rule.kind is CombinationKind.PRESUPPOSES_STANDARD and award.code in rule.codes and rule.title:
            yield rule.title


__all__ = ["LowerAward", "LowerBasis", "lower_awards"]
