"""What the words in the cells of such tables mean: awards, levels, measures, decisions in one string."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, TypeVar

from app.core.text import fold, nfc
from app.documents.headings import Line
from app.documents.tables import day_in, day_of
from app.eligibility.enums import (
    CommendationType,
    DisciplineLevel,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
    Subject,
)
from app.eligibility.rulebook import rulebooks

V = TypeVar("V")

_NUMBER: Final = re.compile(r"\d+[\w.]*\s*[/-]\s*[^\s,;()]+")
_BY: Final = re.compile(r"\bc(?:ủ|u)a\s+(?:gi(?:á|a)m đốc\s+)?(.+)$", re.IGNORECASE)
_SIGNS: Final = re.compile(r"[^a-z0-9]+")
_BRACKETS: Final = re.compile(r"\([^)]*\)")

LEVELS: Final[Mapping[str, InitiativeLevel]] = {
    "co so": InitiativeLevel.GRASSROOTS,
    "so": InitiativeLevel.GRASSROOTS,
    "tinh": InitiativeLevel.PROVINCIAL,
    "thanh pho": InitiativeLevel.PROVINCIAL,
    "bo": InitiativeLevel.MINISTERIAL,
    "nganh": InitiativeLevel.MINISTERIAL,
    "toan quoc": InitiativeLevel.NATIONAL,
    "nha nuoc": InitiativeLevel.NATIONAL,
    "quoc gia": InitiativeLevel.NATIONAL,
    **{each.value: each for each in InitiativeLevel},
}
SEVERITIES: Final[Mapping[str, DisciplineLevel]] = {
    "khien trach": DisciplineLevel.REPRIMAND,
    "canh cao": DisciplineLevel.WARNING,
    "ha bac luong": DisciplineLevel.SALARY_REDUCTION,
    "giang chuc": DisciplineLevel.DEMOTION,
    "ha ngach": DisciplineLevel.DEMOTION,
    "cach chuc": DisciplineLevel.REMOVAL_FROM_POST,
    "buoc thoi viec": DisciplineLevel.DISMISSAL,
    "sa thai": DisciplineLevel.DISMISSAL,
    **{each.value.replace("_", " "): each for each in DisciplineLevel},
}
LEAVES: Final[Mapping[str, LeaveKind]] = {
    "thai san": LeaveKind.MATERNITY,
    "sinh con": LeaveKind.MATERNITY,
    "om": LeaveKind.SICKNESS,
    "chua benh": LeaveKind.SICKNESS,
    "dieu tri": LeaveKind.SICKNESS,
    "hoc": LeaveKind.STUDY,
    "dao tao": LeaveKind.STUDY,
    "khong luong": LeaveKind.UNPAID,
    "khong huong luong": LeaveKind.UNPAID,
    "viec rieng": LeaveKind.UNPAID,
    **{each.value: each for each in LeaveKind},
}
TYPES: Final[Mapping[str, CommendationType]] = {
    "thuong xuyen": CommendationType.REGULAR,
    "cong trang": CommendationType.REGULAR,
    "dot xuat": CommendationType.SUDDEN,
    "chuyen de": CommendationType.THEMATIC,
    "phong trao": CommendationType.THEMATIC,
    "cong hien": CommendationType.CONTRIBUTION,
    "nien han": CommendationType.LONG_SERVICE,
    "doi ngoai": CommendationType.FOREIGN_RELATIONS,
    **{each.value.replace("_", " "): each for each in CommendationType},
}


def plain(text: str) -> str:
    """Return words without diacritics and signs."""
    return " ".join(_SIGNS.sub(" ", fold(text)).split())


def meant(words: Mapping[str, V], text: str) -> V | None:
    """Return what a cell means: the longest of the words that it holds."""
    said = f" {plain(text)} "
    return next((words[word] for word in sorted(words, key=len, reverse=True) if f" {word} " in said), None)


def initiative_kind(text: str) -> InitiativeKind:
    """Return whether a cell speaks of a research topic; everything else is an initiative."""
    said = plain(text)
    return InitiativeKind.TOPIC if "de tai" in said or said in {"topic", "nhiem vu khcn"} else InitiativeKind.INITIATIVE


@cache
def _awards(regime_id: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for award in rulebooks().awards(regime_id):
        bare = _BRACKETS.sub("", award.name_vi)
        words = {award.code, award.code.rsplit("_", 1)[0], award.abbreviation, award.name_vi, bare, award.name_en}
        words |= _SPOKEN.get(award.code, set())
        for word in words:
            found.setdefault(plain(word), set()).add(award.code)
    return {word: frozenset(codes) for word, codes in found.items() if word}


_GK: Final = {"Giấy khen", "GK", "Giấy khen của Giám đốc Sở", "Giấy khen Giám đốc Sở"}
_BKT: Final = {
    f"{form}{word}"
    for form in ("Bằng khen ", "Bằng khen của ", "BK ")
    for word in (
        "UBND thành phố",
        "UBND tỉnh",
        "UBND",
        "UBND TP",
        "Chủ tịch UBND thành phố",
        "Chủ tịch UBND tỉnh",
        "cấp tỉnh",
        "thành phố",
        "tỉnh",
    )
}
_BKB: Final = {
    f"{form}{word}"
    for form in ("Bằng khen ", "Bằng khen của ", "BK ")
    for word in ("Bộ", "cấp bộ", "Bộ trưởng", "Bộ trưởng Bộ KH&CN", "Bộ KH&CN", "Bộ Khoa học và Công nghệ")
}
_SPOKEN: Final[Mapping[str, set[str]]] = {
    "LDTT": {"Chiến sĩ tiên tiến"},
    "CSTDCS": {"CSTĐ cơ sở", "CSTĐ", "Chiến sĩ thi đua cấp cơ sở", "CSTĐ cấp cơ sở"},
    "CSTDT": {
        f"{title} {level}"
        for title in ("CSTĐ", "Chiến sĩ thi đua")
        for level in ("cấp tỉnh", "cấp thành phố", "thành phố", "tỉnh", "TP")
    },
    "CSTDTQ": {"CSTĐ toàn quốc"},
    "BKT_CN": _BKT,
    "BKT_TT": _BKT,
    "BKB_CN": _BKB,
    "BKB_TT": _BKB,
    "GK_CN": _GK,
    "GK_TT": _GK,
}
"""How officers write names that the catalogue gives in full."""


def award_meant(text: str, regime_id: str, subject: Subject) -> str | None:
    """Return the award that a cell names, among those given to a person or to a unit."""
    codes = _awards(regime_id).get(plain(text)) or _awards(regime_id).get(plain(_BRACKETS.sub("", text))) or frozenset()
    right = sorted(code for code in codes if rulebooks().award(regime_id, code).subject is subject)
    return right[0] if len(right) == 1 else None


@dataclass(frozen=True, slots=True)
class Paper:
    """A decision as far as a line tells it."""

    number: str = ""
    on: date | None = None
    by: str = ""


def paper_of(line: Line) -> Paper:
    """Return the decision of a line: from its own columns, or split from one string; a bad day is a ValueError."""
    whole = split_decision(line.text("decision"))
    number = split_decision(line.text("decision_number"))
    own_number = number.number or line.text("decision_number")
    return Paper(
        number=own_number or whole.number,
        on=day_of(line.cells.get("decision_on")) or number.on or whole.on,
        by=line.text("decided_by_name") or whole.by or number.by,
    )


def split_decision(text: str) -> Paper:
    """Split "215/QĐ-SKHCN ngày 26/12/2018 của Sở KH&CN" into number, day and body; a bad day is a ValueError."""
    if not text:
        return Paper()
    day = day_in(text)
    rest = text.replace(day[1], " ", 1) if day else text
    number = _NUMBER.search(rest)
    by = _BY.search(rest) or re.search(r"[;,]\s*([^;,]{4,})$", rest)
    return Paper(
        number=nfc(number[0]).replace(" ", "") if number else "",
        on=day[0] if day else None,
        by=nfc(by[1]).strip(" .;,") if by else "",
    )
