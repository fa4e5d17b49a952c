"""The bonus list to sign as a paper: I. Tập thể, II. Cá nhân, sums in figures and in Vietnamese words."""

from collections.abc import Sequence
from typing import Any, Final

from app.bonuses.enums import ListStatus
from app.bonuses.queries import LineRow, ListSheet
from app.core.text import long_date_vi, number_vi, number_words_vi, roman
from app.decisions.papers.wording import SUBJECT_ORDER, SUBJECT_WORDS, head_title, place_and_date

HEADINGS: Final = (
    "STT",
    "Họ và tên/Tên tập thể",
    "Đơn vị",
    "Danh hiệu",
    "Hệ số",
    "Mức lương cơ sở",
    "Số tiền",
    "Ký nhận",
)
TITLE: Final = "Danh sách chi tiền thưởng thi đua, khen thưởng"
TEMPLATE: Final = "bonus_list.typ"


def payable(sheet: ListSheet, lines: Sequence[LineRow]) -> list[LineRow]:
    """Return the lines whose money goes out, or went out: a paid list keeps what was paid."""
    if sheet.status is ListStatus.PAID:
        return [line for line in lines if line.is_counted]
    return [line for line in lines if line.is_due]


def total_of(lines: Sequence[LineRow]) -> int:
    """Return the sum of some lines."""
    return sum(line.amount or 0 for line in lines)


def in_words(amount: int) -> str:
    """Read an amount as papers write it: "Tám triệu đồng"."""
    words = number_words_vi(amount)
    return f"{words[:1].upper()}{words[1:]} đồng"


def multiplier_vi(line: LineRow) -> str:
    """Return the multiplier with a decimal comma."""
    return line.multiplier.replace(".", ",")


def reference(sheet: ListSheet) -> str:
    """Say to which decision the list belongs."""
    return f"Kèm theo Quyết định số {sheet.decision_number} {long_date_vi(sheet.decided_on)} của {sheet.body_name}"


def paper_data(sheet: ListSheet, lines: Sequence[LineRow]) -> dict[str, Any]:  # Any: JSON of a paper
    """Return what the template of the list needs."""
    paid = payable(sheet, lines)
    return {
        "title": TITLE,
        "parent": sheet.parent_name or "",
        "issuer": sheet.body_name,
        "place_date": place_and_date(sheet.body_place, sheet.approved_on, (sheet.approved_on or sheet.decided_on).year),
        "about": sheet.decision_title,
        "reference": reference(sheet),
        "is_draft": sheet.status is ListStatus.DRAFT,
        "headings": list(HEADINGS),
        "parts": _parts(paid),
        "total": number_vi(total_of(paid)),
        "words": in_words(total_of(paid)),
        "notes": notes(sheet, lines),
        "maker": sheet.made_by_name,
        "head_post": head_title(sheet.body_kind),
        "head_name": sheet.approved_by_name,
    }


def _parts(lines: Sequence[LineRow]) -> list[dict[str, Any]]:  # Any: as above
    parts: list[dict[str, Any]] = []  # Any: as above
    for subject in SUBJECT_ORDER:
        those = [line for line in lines if line.subject is subject]
        if those:
            heading = f"{roman(len(parts) + 1)}. {SUBJECT_WORDS[subject].capitalize()}"
            rows = [_row(number, line) for number, line in enumerate(those, 1)]
            parts.append({"heading": heading, "rows": rows, "total": number_vi(total_of(those))})
    return parts


def _row(number: int, line: LineRow) -> list[str]:
    return [
        str(number),
        line.name,
        line.unit_name,
        line.award_name,
        multiplier_vi(line),
        number_vi(line.base_salary or 0),
        number_vi(line.amount or 0),
        "",
    ]


def notes(sheet: ListSheet, lines: Sequence[LineRow]) -> list[str]:
    """Return what stands below the sum: what is not paid, what has no figure, what is to come back."""
    shown = {line.id for line in payable(sheet, lines)}
    left_out = [line for line in lines if line.id not in shown and line.multiplier]
    unknown = [line for line in lines if not line.multiplier]
    owed = [line for line in lines if line.to_recover(is_paid=sheet.status is ListStatus.PAID)]
    said = []
    if left_out:
        said.append(f"{len(left_out):02} danh hiệu, hình thức không chi (mức cao nhất đã chi, hoặc đã hủy bỏ).")
    if unknown:
        said.append(f"{len(unknown):02} trường hợp chưa có hệ số hoặc mức lương cơ sở, cần xác nhận, chưa tính.")
    said += [
        f"Thu hồi {number_vi(line.amount or 0)} đồng của {line.name}: đã hủy bỏ theo {line.revoking_number}."
        for line in owed
    ]
    return said
