"""The fixed words of decisions and proposal letters. Official papers are Vietnamese whatever the screen speaks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from app.campaigns.enums import CampaignKind
from app.core.text import long_date_vi, parse_date
from app.decisions.enums import ChangeKind, SignerCapacity
from app.decisions.queries import award_rank
from app.eligibility.enums import AwardKind, Subject
from app.eligibility.rulebook import UnknownRule, rulebooks
from app.nominations.labels import award_name_vi
from app.organisation.enums import UnitKind

BLANK: Final = "\u00a0" * 6
"""Room for what is written by hand on a draft."""

HEAD_TITLES: Final = {
    UnitKind.COMMITTEE: "Chủ tịch",
    UnitKind.MINISTRY: "Bộ trưởng",
    UnitKind.DEPARTMENT: "Giám đốc",
    UnitKind.OFFICE: "Chánh Văn phòng",
    UnitKind.DIVISION: "Trưởng phòng",
    UnitKind.SUB_DEPARTMENT: "Chi cục trưởng",
    UnitKind.CENTRE: "Giám đốc",
    UnitKind.OTHER: "Thủ trưởng",
}

SUBJECT_WORDS: Final = {Subject.COLLECTIVE: "tập thể", Subject.INDIVIDUAL: "cá nhân"}
SUBJECT_ORDER: Final = (Subject.COLLECTIVE, Subject.INDIVIDUAL)

_SUBJECT_MARK: Final = re.compile(r" \((cá nhân|tập thể)\)$")
_NOTE: Final = re.compile(r"\s*[(;].*$", re.DOTALL)
_YEAR: Final = re.compile(r"/(?P<year>(?:19|20)\d\d)(?:/|$)")
_FROM: Final = re.compile(r"\btừ (\d{1,2}/\d{1,2}/\d{4})")
_REPLACES: Final = re.compile(r"\bthay \w+ (\d+/\d{4})")
_PERIOD: Final = re.compile(r"\((\d{1,2}/\d{1,2}/\d{4})-(\d{1,2}/\d{1,2}/\d{4})\)")
_ISSUERS: Final = {"Nghị định": "Chính phủ", "Thông tư": "Bộ Nội vụ"}


class AwardedName(Protocol):
    """What the words of a paper need of a name on it."""

    @property
    def regime_id(self) -> str:
        """The regime under which it was nominated."""

    @property
    def award_code(self) -> str:
        """The award by its catalogue code."""

    @property
    def subject(self) -> Subject:
        """Whether it is a collective or a person."""


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One award of a paper with how many collectives and people it goes to."""

    name: str
    is_title: bool
    collectives: int
    individuals: int

    @property
    def called(self) -> str:
        """The award as it stands in a sentence: titles in quotation marks after their kind."""
        return f"danh hiệu “{self.name}”" if self.is_title else self.name

    @property
    def counted(self) -> str:
        """How many: "7 tập thể và 37 cá nhân"."""
        parts = ((self.collectives, "tập thể"), (self.individuals, "cá nhân"))
        return " và ".join(f"{number:02} {word}" for number, word in parts if number)


def award_on_paper(regime_id: str, code: str, authority_name: str = "") -> str:
    """Name an award as a paper does: without "(cá nhân)", and with the authority that confers it."""
    name = _SUBJECT_MARK.sub("", award_name_vi(regime_id, code))
    if authority_name:
        name = name.replace("UBND thành phố/tỉnh", authority_name)
        name = f"{name} {authority_name}" if name.endswith("của Bộ trưởng") else name
    return name


def award_lines(names: Iterable[AwardedName], authority_name: str = "") -> list[AwardLine]:
    """Count the names of a paper by award, as the annexed list has them: those of collectives first."""
    counts = Counter((name.regime_id, name.award_code, name.subject) for name in names)
    found: dict[str, tuple[bool, Counter[Subject]]] = {}
    for (regime_id, code, subject), number in sorted(counts.items(), key=lambda each: _line_place(*each[0])):
        called = award_on_paper(regime_id, code, authority_name)
        found.setdefault(called, (_is_title(regime_id, code), Counter()))[1][subject] += number
    return [
        AwardLine(called, is_title, counted[Subject.COLLECTIVE], counted[Subject.INDIVIDUAL])
        for called, (is_title, counted) in found.items()
    ]


def _line_place(regime_id: str, code: str, subject: Subject) -> tuple[bool, int]:
    return subject is Subject.INDIVIDUAL, award_rank(regime_id, code)


def _is_title(regime_id: str, code: str) -> bool:
    try:
        return rulebooks().award(regime_id, code).kind is AwardKind.TITLE
    except UnknownRule:
        return False


def occasion(kind: CampaignKind, campaign_name: str, year: int) -> str:
    """Say for what: the year, or the theme by its name."""
    return f"năm {year}" if kind is CampaignKind.YEARLY else f"trong {campaign_name[:1].lower()}{campaign_name[1:]}"


def decision_title(lines: Sequence[AwardLine], occasion_words: str) -> str:
    """Suggest what a decision says it is about."""
    titles = [line for line in lines if line.is_title]
    if len(lines) == 1 and titles:
        subject = f"công nhận {lines[0].called}"
    elif len(lines) == 1:
        subject = f"tặng {lines[0].called}"
    elif len(titles) == len(lines):
        subject = "công nhận các danh hiệu thi đua"
    elif not titles:
        subject = "tặng các hình thức khen thưởng"
    else:
        subject = "công nhận danh hiệu thi đua và tặng hình thức khen thưởng"
    return f"Về việc {subject} {occasion_words}"


def change_title(kind: ChangeKind, number: str, day: date) -> str:
    """Suggest what a decision that changes another one says it is about."""
    called = f"Quyết định số {number} {long_date_vi(day)}"
    return f"Về việc hủy bỏ khen thưởng theo {called}" if kind is ChangeKind.REVOCATION else f"Về việc sửa đổi {called}"


def letter_title(lines: Sequence[AwardLine], occasion_words: str) -> str:
    """Suggest what a proposal letter says it is about."""
    called = lines[0].called if len(lines) == 1 else "các danh hiệu thi đua, hình thức khen thưởng"
    return f"Về việc đề nghị tặng {called} {occasion_words}"


def legal_bases(
    regime_id: str, *, on: date, body_place: str, province: str, own: str, council_days: Sequence[date]
) -> list[str]:
    """Return the lines "Căn cứ ...": the law in force on the day, the campaign's own grounds, the council's minutes.

    A file decided after its regime has ended still rests on the law of that regime.
    """
    regime = rulebooks().regime(regime_id)
    on = min(on, regime.titles_effective_to or on)
    instruments = [text.vi for text in regime.instruments]
    in_force = [text for text in instruments if _in_force(text, on) and _applies_here(text, body_place)]
    replaced = {found[1] for text in in_force if (found := _REPLACES.search(text))}
    in_force = [text for text in in_force if not any(f" {number}/" in text for number in replaced)]
    bases = [_law_line([text for text in in_force if text.startswith("Luật")])]
    bases += [_instrument_line(text, province) for text in in_force if not text.startswith("Luật")]
    bases += [line.strip().rstrip(".;,") for line in own.splitlines() if line.strip()]
    bases += [f"Biên bản họp Hội đồng Thi đua - Khen thưởng {long_date_vi(day)}" for day in sorted(set(council_days))]
    return [line if line.startswith(("Căn cứ", "Theo", "Thực hiện")) else f"Căn cứ {line}" for line in bases if line]


def _law_line(laws: Sequence[str]) -> str:
    """Laws are named without their number (Decree 30/2020/NĐ-CP, Appendix I, part II, item 6)."""
    years = [found["year"] for text in laws if (found := _YEAR.search(_NOTE.sub("", text)))]
    if not years:
        return ""
    amended = f" (sửa đổi, bổ sung các năm {', '.join(years[1:])})" if years[1:] else ""
    return f"Luật Thi đua, khen thưởng năm {years[0]}{amended}"


def _instrument_line(text: str, province: str) -> str:
    bare = _NOTE.sub("", text)
    kind, _, number = bare.rpartition(" ")
    for known, issuer in _ISSUERS.items():
        if bare.startswith(known):
            return f"{known} số {number} của {issuer}"
    if "QĐ-UBND" in bare:
        number = bare.split()[2]
        return f"Quyết định số {number} của {province or 'Ủy ban nhân dân'}"
    return bare if kind else text


def _in_force(text: str, on: date) -> bool:
    """Leave out what was issued later, or was in force at another time, as far as the catalogue says."""
    year = _YEAR.search(_NOTE.sub("", text))
    if year and int(year["year"]) > on.year:
        return False
    if start := _FROM.search(text):
        return parse_date(start[1]) <= on
    if period := _PERIOD.search(text):
        return parse_date(period[1]) <= on <= parse_date(period[2])
    return True


def _applies_here(text: str, body_place: str) -> bool:
    """A decision of a province is a ground only in that province."""
    return "QĐ-UBND" not in text or (body_place != "" and body_place in text)


def head_title(kind: UnitKind) -> str:
    """Return what the head of such a unit is called."""
    return HEAD_TITLES[kind]


def signature_lines(capacity: SignerCapacity | None, post: str, *, body_name: str, kind: UnitKind) -> list[str]:
    """Return the lines above a signature (Decree 30/2020/NĐ-CP, Appendix I, part II, item 7)."""
    post, head = (post or head_title(kind)).upper(), head_title(kind).upper()
    match capacity:
        case SignerCapacity.TM:
            return [f"TM. {body_name.upper()}", post]
        case SignerCapacity.KT | SignerCapacity.TL | SignerCapacity.TUQ:
            return [f"{capacity.name}. {head}", post]
        case SignerCapacity.Q:
            return [post if post.startswith("Q. ") else f"Q. {post}"]
        case _:
            return [post]


def place_and_date(place: str, day: date | None, year: int) -> str:
    """Write place and date, with room for the pen on a draft."""
    written = long_date_vi(day) if day else f"ngày {BLANK} tháng {BLANK} năm {year}"
    return f"{place}, {written}" if place else written[:1].upper() + written[1:]


def number_line(full: str, kind: str, symbol: str) -> str:
    """Write the number line, with room for the pen on a draft."""
    return f"Số: {full}" if full else f"Số: {BLANK}/{kind}" + (f"-{symbol}" if symbol else "")
