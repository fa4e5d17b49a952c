"""Print views of decisions that revoke or amend an earlier one."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.core.clock import local_day
from app.core.text import long_date_vi
from app.decisions.enums import ChangeKind
from app.decisions.papers import wording
from app.decisions.papers.parts import (
    after,
    annex,
    annex_line,
    ended,
    executors,
    head_and_foot,
    law_lines,
    recipients,
    reference,
    who,
)
from app.decisions.papers.shapes import Article, Paper
from app.decisions.queries import ChangeFacts, DecisionSheet, Name
from app.decisions.rules import PaperKind
from app.eligibility.rulebook import rulebooks

MOST_IN_ARTICLE: Final = 5
"""So many names stand in the article itself; more of them stand on an annexed list."""


def changing_paper(sheet: DecisionSheet, change: ChangeFacts, names: Sequence[Name]) -> Paper:
    """Lay out a decision that changes another one, as Decree 30/2020/NĐ-CP, Appendix III, model 1.2 has it."""
    day = sheet.signed_on or local_day(sheet.created_at)
    head = wording.head_title(sheet.body_kind)
    revokes = change.kind is ChangeKind.REVOCATION
    listed = revokes and len(names) > MOST_IN_ARTICLE
    return Paper(
        **head_and_foot(sheet, PaperKind.DECISION, sheet.signed_on),
        issuer=f"{head} {after(head, sheet.body_name)}",
        bases=_bases(sheet, change, day, head),
        articles=_revocation(sheet, change, names, head) if revokes else _amendment(sheet, change, names, head),
        recipients=recipients("Như Điều 4", sheet.parent_name),
        annex_about=f"Các {who(wording.award_lines(names))} bị hủy bỏ khen thưởng",
        annex_reference=reference("Quyết định", sheet, sheet.signed_on, head),
        parts=annex(names, sheet.body_name) if listed else (),
    )


def target_words(sheet: DecisionSheet, change: ChangeFacts, head: str) -> str:
    """Name the decision that is changed: number, day, issuer, subject."""
    about = change.target_title[:1].lower() + change.target_title[1:]
    issuer = f"{head} {after(head, sheet.body_name)}"
    return f"Quyết định số {change.target_number} {long_date_vi(change.target_on)} của {issuer} {about}"


def _bases(sheet: DecisionSheet, change: ChangeFacts, day: date, head: str) -> list[str]:
    """The law in force on the day of the change, the decision, the rule on revocation, the officer's own lines."""
    regime_id = rulebooks().choose_regime(day.year, day).regime_id
    lines = law_lines(sheet, regime_id, day, own="", council=())
    lines.append(f"Căn cứ {target_words(sheet, change, head)}")
    if change.rule_id:
        lines.append(f"Căn cứ {rulebooks().revocation_law(regime_id).on_paper}")
    own = [line.strip().rstrip(".;,") for line in change.legal_basis.splitlines() if line.strip()]
    lines += [line if line.startswith(("Căn cứ", "Theo", "Xét")) else f"Căn cứ {line}" for line in own]
    return ended([*lines, "Xét đề nghị của Thường trực Hội đồng Thi đua - Khen thưởng"])


def ground_words(rule_id: str) -> str:
    """Return the reason that the law names, as papers write it; empty where none was chosen or it is not known."""
    return next((ground.name.vi for ground in rulebooks().revocation_grounds() if ground.id == rule_id), "")


def _reason(change: ChangeFacts) -> str:
    parts = [part.rstrip(".") for part in (ground_words(change.rule_id), change.reason) if part]
    return f"Lý do: {'. '.join(parts)}."


def _revocation(sheet: DecisionSheet, change: ChangeFacts, names: Sequence[Name], head: str) -> list[Article]:
    whom = who(wording.award_lines(names))
    called, target = target_words(sheet, change, head), change.target_number
    inline = len(names) <= MOST_IN_ARTICLE
    act = "Hủy bỏ" if change.is_whole else "Hủy bỏ một phần"
    first = f"{act} {called}, đối với các {whom} {'sau đây' if inline else '(có danh sách kèm theo)'}"
    points = [*_named(sheet, names)] if inline else []
    rest = (
        "" if change.is_whole else f" Các nội dung khác của Quyết định số {change.target_number} giữ nguyên hiệu lực."
    )
    return [
        Article("Điều 1.", f"{first}{':' if inline else '.'}", (*points, _reason(change))),
        Article(
            "Điều 2.",
            f"Thu hồi hiện vật khen thưởng và tiền thưởng đã nhận kèm theo Quyết định số {target} của các "
            f"{whom} nêu tại Điều 1 theo quy định của pháp luật về thi đua, khen thưởng.",
        ),
        Article("Điều 3.", f"Quyết định này có hiệu lực kể từ ngày ký.{rest}"),
        Article("Điều 4.", executors(head, f"các {whom} nêu tại Điều 1")),
    ]


def _named(sheet: DecisionSheet, names: Sequence[Name]) -> list[str]:
    lines = (
        f"{annex_line(name)}: {wording.award_on_paper(name.regime_id, name.award_code, sheet.body_name)}"
        for name in names
    )
    return [f"{number}. {line}." for number, line in enumerate(lines, 1)]


def _amendment(sheet: DecisionSheet, change: ChangeFacts, names: Sequence[Name], head: str) -> list[Article]:
    changes = _amended_points(change, names)
    points = [f"{number}. {text}" for number, text in enumerate(changes, 1)]
    return [
        Article(
            "Điều 1.",
            f"Sửa đổi một số nội dung của {target_words(sheet, change, head)} như sau:",
            (*points, _reason(change)),
        ),
        Article(
            "Điều 2.",
            f"Quyết định này là một phần không tách rời của Quyết định số {change.target_number}; các nội dung khác "
            "của Quyết định đó giữ nguyên hiệu lực.",
        ),
        Article("Điều 3.", "Quyết định này có hiệu lực kể từ ngày ký."),
        Article("Điều 4.", executors(head, "các tập thể, cá nhân có liên quan")),
    ]


def _amended_points(change: ChangeFacts, names: Sequence[Name]) -> list[str]:
    points = []
    if change.new_title:
        points.append(f"Trích yếu “{change.target_title}” sửa thành “{change.new_title}”.")
    points += [f"“{annex_line(name)}” sửa thành “{corrected_line(name)}”." for name in names]
    if change.new_text:
        points.append(change.new_text)
    return points


def corrected_line(name: Name) -> str:
    """Return "Họ tên, chức vụ, đơn vị" as the name is printed now."""
    if name.correction is None:
        return annex_line(name)
    parts = (name.correction.name, name.correction.post, name.correction.unit_name)
    return ", ".join(part for part in parts if part)
