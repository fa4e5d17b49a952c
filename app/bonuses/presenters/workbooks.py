"""Bonus lists and the fund of a year as workbooks with real numbers."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from app.bonuses.enums import ListStatus
from app.bonuses.papers.receipt import in_words, notes, payable, reference, total_of
from app.bonuses.presenters.fund import in_catalogue_order
from app.bonuses.queries import AwardSum, FundList, LineRow, ListSheet
from app.core.text import roman
from app.decisions.papers.wording import SUBJECT_ORDER, SUBJECT_WORDS
from app.documents.workbook import Column, ColumnKind, Row, Section, Sheet, write_workbook
from app.nominations.labels import award_name_vi

_RECEIPT = (
    Column("STT", 6, ColumnKind.ORDINAL),
    Column("Họ và tên/Tên tập thể", 34),
    Column("Đơn vị", 34),
    Column("Danh hiệu", 28),
    Column("Hệ số", 9, ColumnKind.DECIMAL),
    Column("Mức lương cơ sở", 15, ColumnKind.INTEGER),
    Column("Số tiền", 16, ColumnKind.INTEGER, total=True),
    Column("Ký nhận", 16),
)
_ARITHMETIC = (
    Column("STT", 6, ColumnKind.ORDINAL),
    Column("Họ và tên/Tên tập thể", 32),
    Column("Danh hiệu", 26),
    Column("Số tiền", 14, ColumnKind.INTEGER),
    Column("Được tính", 11),
    Column("Lý do", 42),
    Column("Cách tính", 60),
)
_FUND = (
    Column("STT", 6, ColumnKind.ORDINAL),
    Column("Quyết định", 20),
    Column("Ngày", 12, ColumnKind.DATE),
    Column("Nội dung", 46),
    Column("Trạng thái", 18),
    Column("Ngày chi", 12, ColumnKind.DATE),
    Column("Theo danh sách", 16, ColumnKind.INTEGER, total=True),
    Column("Đã chi", 16, ColumnKind.INTEGER, total=True),
    Column("Phải thu hồi", 16, ColumnKind.INTEGER, total=True),
    Column("Đã thu hồi", 16, ColumnKind.INTEGER, total=True),
)
_AWARDS = (
    Column("STT", 6, ColumnKind.ORDINAL),
    Column("Danh hiệu/Hình thức khen thưởng", 46),
    Column("Số lượt", 10, ColumnKind.INTEGER, total=True),
    Column("Theo danh sách", 16, ColumnKind.INTEGER, total=True),
    Column("Đã chi", 16, ColumnKind.INTEGER, total=True),
    Column("Phải thu hồi", 16, ColumnKind.INTEGER, total=True),
    Column("Đã thu hồi", 16, ColumnKind.INTEGER, total=True),
)
_STATUS_VI = {ListStatus.DRAFT: "Dự thảo", ListStatus.APPROVED: "Đã duyệt", ListStatus.PAID: "Đã chi"}


def list_workbook(sheet: ListSheet, lines: Sequence[LineRow], *, created: datetime) -> bytes:
    """Return the list to sign, and beside it every line with its reason and arithmetic."""
    paid = payable(sheet, lines)
    title_lines = ("DANH SÁCH CHI TIỀN THƯỞNG THI ĐUA, KHEN THƯỞNG", sheet.decision_title, f"({reference(sheet)})")
    body_lines = [line.upper() for line in (sheet.parent_name, sheet.body_name) if line]
    receipt = Sheet(
        name="Danh sách ký nhận",
        columns=_RECEIPT,
        rows=_receipt_rows(paid),
        title_lines=title_lines,
        body_lines=body_lines,
        notes=(f"Số tiền bằng chữ: {in_words(total_of(paid))}.", *notes(sheet, lines)),
    )
    arithmetic = Sheet(
        name="Cách tính",
        columns=_ARITHMETIC,
        rows=[_arithmetic_row(number, line) for number, line in enumerate(lines, 1)],
        title_lines=("CÁCH TÍNH TIỀN THƯỞNG", *title_lines[1:]),
    )
    return write_workbook([receipt, arithmetic], created=created)


def _receipt_rows(lines: Sequence[LineRow]) -> list[Row | Section]:
    rows: list[Row | Section] = []
    part = 0
    for subject in SUBJECT_ORDER:
        those = [line for line in lines if line.subject is subject]
        if those:
            part += 1
            rows.append(Section(f"{roman(part)}. {SUBJECT_WORDS[subject].capitalize()}"))
            rows += [_receipt_row(number, line) for number, line in enumerate(those, 1)]
    return rows


def _receipt_row(number: int, line: LineRow) -> Row:
    factor = Decimal(line.multiplier) if line.multiplier else None
    return (number, line.name, line.unit_name, line.award_name, factor, line.base_salary, line.amount, "")


def _arithmetic_row(number: int, line: LineRow) -> Row:
    gone = f"đã hủy bỏ theo {line.revoking_number}" if line.revoked_on else ""
    reason = "; ".join(part for part in (line.reason_vi, gone) if part)
    return (number, line.name, line.award_name, line.amount, _yes(line.is_counted), reason, line.arithmetic_vi)


def _yes(value: bool) -> str:
    return "có" if value else "không"


def fund_workbook(
    lists: Sequence[FundList], sums: Sequence[AwardSum], *, body_name: str, year: int, created: datetime
) -> bytes:
    """Return the lists of a year and the same money by award."""
    title_lines = (f"QUỸ THI ĐUA, KHEN THƯỞNG NĂM {year}", f"({body_name})")
    by_list = Sheet(
        name="Theo quyết định",
        columns=_FUND,
        rows=[
            (
                number,
                each.decision_number,
                each.decided_on,
                each.decision_title,
                _STATUS_VI[each.status],
                each.paid_on,
                each.listed,
                each.paid,
                each.to_recover,
                each.recovered,
            )
            for number, each in enumerate(lists, 1)
        ],
        title_lines=title_lines,
        body_lines=(body_name.upper(),),
    )
    by_award = Sheet(
        name="Theo danh hiệu",
        columns=_AWARDS,
        rows=[
            (
                number,
                award_name_vi(each.regime_id, each.award_code),
                each.lines,
                each.listed,
                each.paid,
                each.to_recover,
                each.recovered,
            )
            for number, each in enumerate(in_catalogue_order(sums), 1)
        ],
        title_lines=title_lines,
        landscape=False,
    )
    return write_workbook([by_list, by_award], created=created)
