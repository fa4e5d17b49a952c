"""Print views of a decision and of a proposal letter: every line of the paper, ready to be printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.clock import local_day
from app.core.text import long_date_vi, roman
from app.decisions.papers import wording
from app.decisions.papers.wording import AwardLine
from app.decisions.queries import DecisionSheet, LetterSheet, Name, PaperSheet
from app.decisions.rules import PaperKind
from app.eligibility.enums import Subject


@dataclass(frozen=True, slots=True)
class AnnexGroup:
    """The names of one award within a part of the annexed list."""

    heading: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """I. Tập thể, II. Cá nhân."""

    heading: str
    groups: Sequence[AnnexGroup]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a decision, with its numbered points."""

    label: str
    text: str
    points: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a paper, from the heads of the two columns to the annexed list."""

    agency_above: str
    agency: str
    number: str
    place_date: str
    about: str
    issuer: str
    bases: Sequence[str]
    articles: Sequence[Article]
    paragraphs: Sequence[str]
    points: Sequence[str]
    addressee: str
    recipients: Sequence[str]
    signature: Sequence[str]
    signer_name: str
    annex_about: str
    annex_reference: str
    parts: Sequence[AnnexPart]


def decision_paper(sheet: DecisionSheet, names: Sequence[Name]) -> Paper:
    """Lay out a decision as Decree 30/2020/NĐ-CP, Appendix III, model 1.2 has it."""
    lines = wording.award_lines(names, sheet.body_name)
    day = sheet.signed_on or local_day(sheet.created_at)
    head = wording.head_title(sheet.body_kind)
    return Paper(
        agency_above=sheet.parent_name or "",
        agency=sheet.body_name,
        number=wording.number_line(sheet.full_number, PaperKind.DECISION.value, sheet.body_symbol),
        place_date=wording.place_and_date(sheet.body_place, sheet.signed_on, day.year),
        about=sheet.title,
        issuer=f"{head} {_after(head, sheet.body_name)}",
        bases=_ended([*_bases(sheet, names, day), "Xét đề nghị của Thường trực Hội đồng Thi đua - Khen thưởng"]),
        articles=_articles(sheet, lines, head),
        paragraphs=(),
        points=(),
        addressee="",
        recipients=_recipients("Như Điều 4", sheet.parent_name),
        signature=_signature(sheet),
        signer_name=sheet.signer_name,
        annex_about=f"Các {_who(lines)} được khen thưởng {_occasion(sheet)}",
        annex_reference=_reference("Quyết định", sheet, sheet.signed_on, head),
        parts=annex(names, sheet.body_name),
    )


def letter_paper(sheet: LetterSheet, names: Sequence[Name]) -> Paper:
    """Lay out a proposal letter as Decree 30/2020/NĐ-CP, Appendix III, model 1.4 has it."""
    lines = wording.award_lines(names, sheet.to_unit_name)
    day = sheet.sent_on or local_day(sheet.created_at)
    return Paper(
        agency_above=sheet.parent_name or "",
        agency=sheet.body_name,
        number=wording.number_line(sheet.full_number, PaperKind.LETTER.value, sheet.body_symbol),
        place_date=wording.place_and_date(sheet.body_place, sheet.sent_on, day.year),
        about=sheet.title,
        issuer="",
        bases=_ended(_bases(sheet, names, day)),
        articles=(),
        paragraphs=_letter_paragraphs(sheet, lines),
        points=_points(lines),
        addressee=sheet.to_unit_name,
        recipients=_recipients("Như trên", None),
        signature=_signature(sheet),
        signer_name=sheet.signer_name,
        annex_about=f"Các {_who(lines)} đề nghị khen thưởng {_occasion(sheet)}",
        annex_reference=_reference("Tờ trình", sheet, sheet.sent_on, ""),
        parts=annex(names, sheet.to_unit_name),
    )


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


def bases_of(sheet: PaperSheet, names: Sequence[Name], day: date) -> list[str]:
    """Return the grounds of a paper, as its page lists them."""
    return _bases(sheet, names, day)


def _bases(sheet: PaperSheet, names: Sequence[Name], day: date) -> list[str]:
    return wording.legal_bases(
        sheet.regime_id,
        on=day,
        body_place=sheet.body_place,
        province=sheet.parent_name or "",
        own=sheet.campaign_legal_basis,
        council_days=council_days(names),
    )


def _ended(bases: Sequence[str]) -> list[str]:
    """Each ground ends with ";", the last one with "."."""
    return [*(f"{line};" for line in bases[:-1]), *(f"{line}." for line in bases[-1:])]


def _articles(sheet: DecisionSheet, lines: Sequence[AwardLine], head: str) -> list[Article]:
    office = "Chánh Văn phòng" if head in {"Giám đốc", "Chủ tịch", "Bộ trưởng"} else "Bộ phận tổ chức hành chính"
    return [
        _first_article(lines, _occasion(sheet)),
        Article(
            "Điều 2.",
            "Các tập thể, cá nhân có tên tại Điều 1 được hưởng mức tiền thưởng và quyền lợi kèm theo danh hiệu "
            "thi đua, hình thức khen thưởng theo quy định hiện hành.",
        ),
        Article("Điều 3.", "Quyết định này có hiệu lực kể từ ngày ký."),
        Article(
            "Điều 4.",
            f"{office}, người đứng đầu các đơn vị có liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách "
            "nhiệm thi hành Quyết định này./.",
        ),
    ]


def _first_article(lines: Sequence[AwardLine], occasion: str) -> Article:
    if len(lines) == 1:
        act = "Công nhận" if lines[0].is_title else "Tặng"
        text = f"{act} {lines[0].called} {occasion} cho {lines[0].counted} (có danh sách kèm theo)."
        return Article("Điều 1.", text)
    text = f"{_many(lines)} {occasion} cho các {_who(lines)} sau đây"
    return Article("Điều 1.", f"{text} (có danh sách kèm theo):", _points(lines))


def _many(lines: Sequence[AwardLine]) -> str:
    titles = sum(line.is_title for line in lines)
    if titles == len(lines):
        return "Công nhận các danh hiệu thi đua"
    return "Công nhận danh hiệu thi đua và tặng hình thức khen thưởng" if titles else "Tặng các hình thức khen thưởng"


def _points(lines: Sequence[AwardLine]) -> list[str]:
    """Return the numbered counts: "1. Danh hiệu “…”: 11 tập thể;"."""
    texts = [f"{line.called[:1].upper()}{line.called[1:]}: {line.counted}" for line in lines]
    ends = [";"] * (len(texts) - 1) + ["."]
    return [f"{number}. {text}{end}" for number, (text, end) in enumerate(zip(texts, ends, strict=False), 1)]


def _letter_paragraphs(sheet: LetterSheet, lines: Sequence[AwardLine]) -> list[str]:
    own = [line for line in sheet.body_text.split("\n") if line]
    ask = (
        f"{sheet.body_name} kính đề nghị {sheet.to_unit_name} xem xét, tặng danh hiệu thi đua, hình thức khen thưởng "
        f"{_occasion(sheet)} cho các {_who(lines)} sau đây (có danh sách và hồ sơ kèm theo):"
    )
    return [*own, ask]


def _who(lines: Sequence[AwardLine]) -> str:
    there = ((any(line.collectives for line in lines), "tập thể"), (any(line.individuals for line in lines), "cá nhân"))
    return ", ".join(word for present, word in there if present) or "tập thể, cá nhân"


def _occasion(sheet: PaperSheet) -> str:
    return wording.occasion(sheet.campaign_kind, sheet.campaign_name, sheet.campaign_year)


def _recipients(first: str, parent_name: str | None) -> list[str]:
    report = [f"{parent_name} (để báo cáo)"] if parent_name else []
    return [*(f"- {line};" for line in [first, *report]), "- Lưu: VT, hồ sơ TĐKT."]


def _signature(sheet: PaperSheet) -> list[str]:
    return wording.signature_lines(
        sheet.signer_capacity, sheet.signer_post, body_name=sheet.body_name, kind=sheet.body_kind
    )


def _reference(kind: str, sheet: PaperSheet, day: date | None, head: str) -> str:
    number = sheet.full_number or f"{wording.BLANK}"
    written = long_date_vi(day) if day else f"ngày {wording.BLANK} tháng {wording.BLANK} năm {wording.BLANK}"
    issuer = f"{head} {_after(head, sheet.body_name)}".strip() if head else sheet.body_name
    return f"(Kèm theo {kind} số {number} {written} của {issuer})"


def _after(head: str, body_name: str) -> str:
    """Return the body after the title of its head: "Bộ trưởng Bộ …", "Chánh Văn phòng" of an office only once."""
    return body_name.removeprefix("Văn phòng ") if head == "Chánh Văn phòng" else body_name
