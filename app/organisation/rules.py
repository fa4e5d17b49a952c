"""What is true of units, people and memberships: plain data in, plain data out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.core.text import fold
from app.organisation.enums import Authority

RANK: Final[Mapping[Authority, int]] = {authority: rank for rank, authority in enumerate(Authority)}
"""Authorities from none to state: a higher one may confer what a lower one may."""

CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9_-]*")
LONGEST_CODE: Final = 40
LONGEST_PATH: Final = 400
PERSON_SEARCH_LENGTH: Final = 200
UNIT_SEARCH_LENGTH: Final = 600


def reaches(authority: Authority, wanted: Authority) -> bool:
    """Say whether an authority is at least the wanted one."""
    return RANK[authority] >= RANK[wanted]


def is_body(authority: Authority, *, is_external: bool) -> bool:
    """Say whether a unit has a council and decisions of its own."""
    return authority is not Authority.NONE and not is_external


def is_code(text: str) -> bool:
    """Say whether a text can be the code of a unit, hence a step of a tree path."""
    return len(text) <= LONGEST_CODE and CODE.fullmatch(text) is not None


def path_below(parent_path: str | None, code: str) -> str:
    """Return the tree path of a unit: the codes from the root down to its own, each followed by a dot."""
    return f"{parent_path or ''}{code}."


def lies_below(path: str, root: str) -> bool:
    """Say whether a unit is the root unit or lies below it."""
    return path.startswith(root)


def person_search_text(full_name: str) -> str:
    """Return the folded name with a space before every word, so that a search meets the beginnings of words."""
    return f" {fold(full_name)}"[:PERSON_SEARCH_LENGTH]


def unit_search_text(*, name: str, short_name: str = "", name_en: str = "", code: str = "") -> str:
    """Return the folded names and the code of a unit, with a space before every word."""
    return f" {fold(' '.join((name, short_name, code, name_en)))}"[:UNIT_SEARCH_LENGTH]


def search_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a search, each to be met at the beginning of a word; at most eight count."""
    return tuple(f" {word}" for word in fold(text[:200]).split()[:8])


OLDEST_DAY: Final = date(1900, 1, 1)
"""Nobody on the staff list was born, and no unit founded, before this day."""

YEARS_AHEAD: Final = 2
"""How far ahead a place may be entered: an appointment is known months before, a typing slip is decades off."""

_IDENTITY: Final = re.compile(r"\d{9}|\d{12}", re.ASCII)
_SPACING: Final = re.compile(r"[\s.]+")


def clean_identity_number(text: str) -> str:
    """Return an identity number without the spaces and dots that people type between its digits."""
    return _SPACING.sub("", text)


def is_identity_number(text: str) -> bool:
    """Say whether a text is an identity number: 9 digits of the old card or 12 of the new one."""
    return _IDENTITY.fullmatch(text) is not None


def masked(identity_number: str | None) -> str | None:
    """Return an identity number of which only the last three digits can be read."""
    return "•" * (len(identity_number) - 3) + identity_number[-3:] if identity_number else None


def is_name(text: str) -> bool:
    """Say whether a text can be a name: it holds at least one letter."""
    return any(character.isalpha() for character in text)


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; without an end it goes on."""

    first: date
    last: date | None = None

    @property
    def is_sound(self) -> bool:
        """Whether it ends no earlier than it begins."""
        return self.last is None or self.last >= self.first

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two share a day."""
        return (self.last is None or self.last >= other.first) and (other.last is None or other.last >= self.first)

    def covers(self, other: "Period") -> bool:
        """Say whether the other lies wholly within this one."""
        ends_in_time = self.last is None or (other.last is not None and other.last <= self.last)
        return self.first <= other.first and ends_in_time

    def holds(self, day: date) -> bool:
        """Say whether the day belongs to it."""
        return self.first <= day and (self.last is None or day <= self.last)


def is_plausible_day(day: date, today: date) -> bool:
    """Say whether a day of a unit or a place is neither from another age nor far ahead."""
    return day >= OLDEST_DAY and day.year <= today.year + YEARS_AHEAD


def reference_day(year: int, today: date) -> date:
    """Return the day as of which a year is looked at: today in this year, else its last day."""
    return today if year == today.year else date(year, 12, 31)
