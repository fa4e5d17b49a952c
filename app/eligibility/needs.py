"""What must happen until a nominee could have an award, as data and in words."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from app.eligibility.enums import ClassificationLevel, InitiativeKind, InitiativeLevel
from app.eligibility.messages.words import INITIATIVE_LEVELS, INITIATIVES, LEVELS, both, through
from app.eligibility.rulebook import Localised


class Need(NamedTuple):
    """Something that must happen: what kind of thing, which one, from which year to which, how often."""

    what: str
    which: str = ""
    first: int = 0
    last: int = 0
    number: int = 0


@lru_cache(maxsize=4096)
def need_in_words(need: Need, name: str) -> Localised:
    """Return a need in words; ``name`` is the short name of the award it asks for."""
    what, which, first, last, number = need
    span = through(first, last)
    if what == "level":
        level = LEVELS[ClassificationLevel(which)]
        return both(f"xếp loại từ mức {level.vi} năm {span}", f"at least {level.en} in {span}")
    if what == "award":
        return both(f"được tặng {name} năm {span}", f"{name} conferred for {span}")
    if what in KINDS:
        one, many = INITIATIVES[InitiativeKind(what)]
        level, noun = INITIATIVE_LEVELS[InitiativeLevel(which)], one if number == 1 else many
        return both(
            f"thêm {number} {noun.vi} {level.vi} được công nhận năm {first}",
            f"{number} more {noun.en} recognised {level.en} in {first}",
        )
    if what == "service":
        return both(f"đủ {number} tháng công tác", f"{number} months of service reached")
    return OTHER_NEEDS[what](first)


KINDS: Final = frozenset(InitiativeKind)
OTHER_NEEDS: Final[Mapping[str, Callable[[int], Localised]]] = {
    "members": lambda year: both(f"đủ tỷ lệ thành viên năm {year}", f"the share of members reached in {year}"),
    "present": lambda year: both(f"không nghỉ dài trong năm {year}", f"no long absence in {year}"),
    "registered": lambda year: both(f"đăng ký thi đua đầu năm {year}", f"registered at the start of {year}"),
    "concluded": lambda year: both("vụ việc được kết luận", "the open case is concluded"),
    "no_discipline": lambda year: both(f"không bị kỷ luật năm {year}", f"no discipline in {year}"),
}
