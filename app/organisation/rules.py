"""What is true of units, people and memberships: plain data in, plain data out."""

import re
from collections.abc import Mapping
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
