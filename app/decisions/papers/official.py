"""Print views of a decision and of a proposal letter: every line of the paper, ready to be printed."""

from collections.abc import Sequence
from datetime import date

from app.core.clock import local_day
from app.decisions.papers import wording
from app.decisions.papers.changing import changing_paper
from app.decisions.papers.parts import (
    after,
    annex,
    council_days,
    ended,
    executors,
    head_and_foot,
    law_lines,
    occasion,
    recipients,
    reference,
    who,
)
from app.decisions.papers.shapes import Article, Paper, restored
from app.decisions.papers.wording import AwardLine
from app.decisions.queries import DecisionSheet, LetterSheet, Name, PaperSheet
from app.decisions.rules import PaperKind


def decision_paper(sheet: DecisionSheet, names: Sequence[Name]) -> Paper:
    """Return a decision as Decree 30/2020/NĐ-CP, Appendix III, model 1.2 has it; a signed one as it was signed."""
    if sheet.printed is not None:
        return restored(sheet.printed)
    return changing_paper(sheet, sheet.change, names) if sheet.change else _conferring_paper(sheet, names)


def _conferring_paper(sheet: DecisionSheet, names: Sequence[Name]) -> Paper:
    lines = wording.award_lines(names, sheet.body_name)
    day = sheet.signed_on or local_day(sheet.created_at)
    head = wording.head_title(sheet.body_kind)
    return Paper(
        **head_and_foot(sheet, PaperKind.DECISION, sheet.signed_on),
        issuer=f"{head} {after(head, sheet.body_name)}",
        bases=ended([*_bases(sheet, names, day), "Xét đề nghị của Thường trực Hội đồng Thi đua - Khen thưởng"]),
        articles=_articles(sheet, lines, head),
        recipients=recipients("Như Điều 4", sheet.parent_name),
        annex_about=f"Các {who(lines)} được khen thưởng {occasion(sheet)}",
        annex_reference=reference("Quyết định", sheet, sheet.signed_on, head),
        parts=annex(names, sheet.body_name),
    )


def letter_paper(sheet: LetterSheet, names: Sequence[Name]) -> Paper:
    """Return a proposal letter as Decree 30/2020/NĐ-CP, Appendix III, model 1.4 has it; a sent one as it was sent."""
    if sheet.printed is not None:
        return restored(sheet.printed)
    lines = wording.award_lines(names, sheet.to_unit_name)
    day = sheet.sent_on or local_day(sheet.created_at)
    return Paper(
        **head_and_foot(sheet, PaperKind.LETTER, sheet.sent_on),
        bases=ended(_bases(sheet, names, day)),
        paragraphs=_letter_paragraphs(sheet, lines),
        points=_points(lines),
        addressee=sheet.to_unit_name,
        recipients=recipients("Như trên", None),
        annex_about=f"Các {who(lines)} đề nghị khen thưởng {occasion(sheet)}",
        annex_reference=reference("Tờ trình", sheet, sheet.sent_on, ""),
        parts=annex(names, sheet.to_unit_name),
    )


def grounds(paper: Paper) -> list[str]:
    """Return the grounds of a paper as its page lists them."""
    return [line.rstrip(";.") for line in paper.bases]


def _bases(sheet: PaperSheet, names: Sequence[Name], day: date) -> list[str]:
    return law_lines(sheet, sheet.regime_id, day, own=sheet.campaign_legal_basis, council=council_days(names))


def _articles(sheet: DecisionSheet, lines: Sequence[AwardLine], head: str) -> list[Article]:
    return [
        _first_article(lines, occasion(sheet)),
        Article(
            "Điều 2.",
            "Các tập thể, cá nhân có tên tại Điều 1 được hưởng mức tiền thưởng và quyền lợi kèm theo danh hiệu "
            "thi đua, hình thức khen thưởng theo quy định hiện hành.",
        ),
        Article("Điều 3.", "Quyết định này có hiệu lực kể từ ngày ký."),
        Article("Điều 4.", executors(head, "các tập thể, cá nhân có tên tại Điều 1")),
    ]


def _first_article(lines: Sequence[AwardLine], occasion: str) -> Article:
    if len(lines) == 1:
        act = "Công nhận" if lines[0].is_title else "Tặng"
        text = f"{act} {lines[0].called} {occasion} cho {lines[0].counted} (có danh sách kèm theo)."
        return Article("Điều 1.", text)
    text = f"{_many(lines)} {occasion} cho các {who(lines)} sau đây"
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
        f"{occasion(sheet)} cho các {who(lines)} sau đây (có danh sách và hồ sơ kèm theo):"
    )
    return [*own, ask]
