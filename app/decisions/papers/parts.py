"""What every paper has: grounds, addressees, signature, annexed list."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from app.core.clock import local_day
from app.core.text import long_date_vi, roman
from app.decisions.papers import wording
from app.decisions.papers.shapes import AnnexGroup, AnnexPart
from app.decisions.papers.wording import AwardLine
from app.decisions.queries import Name, PaperSheet
from app.decisions.rules import PaperKind
from app.eligibility.enums import Subject


class Head(TypedDict):
    """What stands above and below the text of every paper."""

    agency_above: str
    agency: str
    number: str
    place_date: str
    about: str
    signature: Sequence[str]
    signer_name: str


def head_and_foot(sheet: PaperSheet, kind: PaperKind, dated_on: date | None) -> Head:
    """Return the two columns, number, day, subject and signature of a paper (Decree 30/2020/NĐ-CP, Appendix I)."""
    year = (dated_on or local_day(sheet.created_at)).year
    return {
        "agency_above": sheet.parent_name or "",
        "agency": sheet.body_name,
        "number": wording.number_line(sheet.full_number, kind.value, sheet.body_symbol),
        "place_date": wording.place_and_date(sheet.body_place, dated_on, year),
        "about": sheet.title,
        "signature": signature(sheet),
        "signer_name": sheet.signer_name,
    }


def annex(names: Sequence[Name], authority_name: str) -> list[AnnexPart]:
    """Arrange names as annexed lists do: I. Tập thể, II. Cá nhân, within them by award."""
    parts: list[AnnexPart] = []
    for subject in wording.SUBJECT_ORDER:
        those = [name for name in names if name.subject is subject]
        if those:
            heading = f"{roman(len(parts) + 1)}. {wording.SUBJECT_WORDS[subject].capitalize()} ({len(those):02})"
            parts.append(AnnexPart(heading, _groups(those, authority_name)))
    return parts


def _groups(names: Sequence[Name], authority_name: str) -> list[AnnexGroup]:
    by_award: dict[str, list[str]] = {}
    for name in names:
        heading = wording.award_on_paper(name.regime_id, name.award_code, authority_name)
        by_award.setdefault(heading, []).append(annex_line(name))
    return [AnnexGroup(f"{heading} ({len(lines):02})", lines) for heading, lines in by_award.items()]


def annex_line(name: Name) -> str:
    """Return "Họ tên, chức vụ, đơn vị", or the name of the collective."""
    if name.subject is Subject.COLLECTIVE:
        return name.nominee_name
    return ", ".join(part for part in (name.nominee_name, name.nominee_post, name.nominee_unit_name) if part)


def council_days(names: Sequence[Name]) -> list[date]:
    """Return the days on which the council met on these names, oldest first."""
    return sorted({local_day(name.held_at) for name in names if name.held_at})


def law_lines(sheet: PaperSheet, regime_id: str, day: date, *, own: str, council: Sequence[date]) -> list[str]:
    """Return the lines "Căn cứ ..." of a paper that rests on this regime."""
    return wording.legal_bases(
        regime_id,
        on=day,
        body_place=sheet.body_place,
        province=sheet.parent_name or "",
        own=own,
        council_days=council,
    )


def ended(bases: Sequence[str]) -> list[str]:
    """Each ground ends with ";", the last one with "."."""
    return [*(f"{line};" for line in bases[:-1]), *(f"{line}." for line in bases[-1:])]


def who(lines: Sequence[AwardLine]) -> str:
    """Return "tập thể, cá nhân", or the one of them that is there."""
    there = ((any(line.collectives for line in lines), "tập thể"), (any(line.individuals for line in lines), "cá nhân"))
    return ", ".join(word for present, word in there if present) or "tập thể, cá nhân"


def occasion(sheet: PaperSheet) -> str:
    """Say for what the awards are."""
    return wording.occasion(sheet.campaign_kind, sheet.campaign_name, sheet.campaign_year)


def recipients(first: str, parent_name: str | None) -> list[str]:
    """Return the lines under "Nơi nhận"."""
    report = [f"{parent_name} (để báo cáo)"] if parent_name else []
    return [*(f"- {line};" for line in [first, *report]), "- Lưu: VT, hồ sơ TĐKT."]


def signature(sheet: PaperSheet) -> list[str]:
    """Return the lines above the signature."""
    return wording.signature_lines(
        sheet.signer_capacity, sheet.signer_post, body_name=sheet.body_name, kind=sheet.body_kind
    )


def reference(kind: str, sheet: PaperSheet, day: date | None, head: str) -> str:
    """Say under the head of an annexed list to which paper it belongs."""
    number = sheet.full_number or f"{wording.BLANK}"
    written = long_date_vi(day) if day else f"ngày {wording.BLANK} tháng {wording.BLANK} năm {wording.BLANK}"
    issuer = f"{head} {after(head, sheet.body_name)}".strip() if head else sheet.body_name
    return f"(Kèm theo {kind} số {number} {written} của {issuer})"


def after(head: str, body_name: str) -> str:
    """Return the body after the title of its head: "Bộ trưởng Bộ …", "Chánh Văn phòng" of an office only once."""
    return body_name.removeprefix("Văn phòng ") if head == "Chánh Văn phòng" else body_name


def executors(head: str, whom: str) -> str:
    """Return the last article of a decision: who carries it out."""
    office = "Chánh Văn phòng" if head in {"Giám đốc", "Chủ tịch", "Bộ trưởng"} else "Bộ phận tổ chức hành chính"
    return f"{office}, người đứng đầu các đơn vị có liên quan và {whom} chịu trách nhiệm thi hành Quyết định này./."
