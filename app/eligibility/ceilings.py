"""One ceiling on a number: a share of a base or a plain number, how it is rounded and how it is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.eligibility.enums import Confidence, QuotaKind
from app.eligibility.rulebook import Localised

NO_LIMIT: Final = Localised(vi="không có mức trần toàn quốc", en="no national ceiling")
PER_CLUSTER: Final = Localised(
    vi="số lượng do tỉnh, thành phố giao cho từng cụm, khối, chưa ghi",
    en="the province sets a number per cluster, not recorded yet",
)
PROVISIONAL: Final = Localised(vi="tạm tính trên số đề nghị", en="provisional, from the number proposed")
CUSTOMARY: Final = Localised(
    vi="mức thường dùng để cảnh báo, luật không quy định", en="a usual figure shown as a warning, not fixed by law"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """A ceiling that could hold, with what it follows from."""

    pct: int | None = None
    of: str | None = None
    base: int | None = None
    is_provisional: bool = False
    ceiling: int | None = None
    citation: Localised | None = None
    confidence: Confidence = Confidence.S
    must_confirm: bool = False
    sources: tuple[str, ...] = ()
    local_rule: str | None = None
    is_default: bool = False

    @property
    def tightness(self) -> tuple[float, float]:
        """The smaller, the tighter; where no base is known the share decides."""
        unknown = float("inf")
        return (
            unknown if self.ceiling is None else self.ceiling,
            unknown if self.pct is None else self.pct,
        )

    def over_by(self, used: int) -> int:
        """Return by how many a number passes the ceiling."""
        return 0 if self.ceiling is None else max(0, used - self.ceiling)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is counted against a ceiling: its name, how many, and what the base counts."""

    name: Localised
    used: int
    base_name: Localised | None = None


def rounded_share(pct: int, base: int, rounding: str) -> int:
    """Return a share of a number as a whole number: ``floor``, ``half_up`` or ``ceil``.

    >>> rounded_share(15, 84, "floor"), rounded_share(15, 6, "floor"), rounded_share(15, 84, "ceil")
    (12, 0, 13)
    """
    product = pct * base
    if rounding == "ceil":
        return -(-product // 100)
    return (product + 50) // 100 if rounding == "half_up" else product // 100


def in_words(standing: Standing, ceiling: Ceiling) -> Localised:
    """Tell a number and its ceiling: "CSTĐCS 11 trên tối đa 12, 15 % của 84 LĐTT, NĐ 91/2017 Điều 9.3"."""
    head = Localised(vi=f"{standing.name.vi} {standing.used}", en=f"{standing.name.en} {standing.used}")
    if ceiling.ceiling is not None:
        head = Localised(vi=f"{head.vi} trên tối đa {ceiling.ceiling}", en=f"{head.en} of at most {ceiling.ceiling}")
    parts = [head, *_parts(standing, ceiling)]
    return Localised(vi=", ".join(part.vi for part in parts), en=", ".join(part.en for part in parts))


def no_limit(standing: Standing, kind: QuotaKind | None) -> Localised:
    """Tell a number that no ceiling on record limits."""
    why = PER_CLUSTER if kind is QuotaKind.PROVINCE_SETS_NUMBER_PER_CLUSTER else NO_LIMIT
    return Localised(
        vi=f"{standing.name.vi} {standing.used}, {why.vi}", en=f"{standing.name.en} {standing.used}, {why.en}"
    )


def _parts(standing: Standing, ceiling: Ceiling) -> Iterator[Localised]:
    over_by, of = ceiling.over_by(standing.used), standing.base_name
    if over_by:
        yield Localised(vi=f"vượt {over_by}", en=f"{over_by} too many")
    if ceiling.pct is not None and of is not None:
        if ceiling.base is None:
            yield Localised(vi=f"tối đa {ceiling.pct} % số {of.vi}", en=f"at most {ceiling.pct} % of the {of.en}")
            yield Localised(vi=f"chưa có số {of.vi}", en=f"the number of {of.en} is not known yet")
        else:
            yield Localised(
                vi=f"{ceiling.pct} % của {ceiling.base} {of.vi}", en=f"{ceiling.pct} % of {ceiling.base} {of.en}"
            )
    if ceiling.is_provisional:
        yield PROVISIONAL
    if ceiling.is_default:
        yield CUSTOMARY
    elif ceiling.citation is not None:
        yield ceiling.citation
