"""The register of a year as a workbook."""

from collections.abc import Sequence
from datetime import datetime

from app.certificates.enums import CertificateState
from app.certificates.queries import CertificateRow
from app.documents.workbook import Column, ColumnKind, Row, Sheet, write_workbook
from app.nominations.labels import award_name_vi

_STATES = {
    CertificateState.ISSUED: "Đã cấp",
    CertificateState.REISSUED: "Cấp lại",
    CertificateState.REPLACED: "Đã thay thế",
    CertificateState.REVOKED: "Đã thu hồi, hủy bỏ",
}
_COLUMNS = (
    Column("Số vào sổ", 10, ColumnKind.ORDINAL),
    Column("Số sổ vàng", 10, ColumnKind.ORDINAL),
    Column("Ngày cấp", 12, ColumnKind.DATE),
    Column("Họ và tên/Tên tập thể", 34),
    Column("Chức vụ", 22),
    Column("Đơn vị", 34),
    Column("Danh hiệu/Hình thức khen thưởng", 34),
    Column("Thành tích", 40),
    Column("Số quyết định", 18),
    Column("Ngày quyết định", 12, ColumnKind.DATE),
    Column("Tình trạng", 18),
    Column("Ghi chú", 34),
)


def register_workbook(rows: Sequence[CertificateRow], *, body_name: str, year: int, created: datetime) -> bytes:
    """Return the certificates of a year with what became of them."""
    sheet = Sheet(
        name=f"Sổ cấp {year}",
        columns=_COLUMNS,
        rows=[_row(row) for row in rows],
        title_lines=("SỔ CẤP BẰNG, GIẤY CHỨNG NHẬN KHEN THƯỞNG", f"Năm {year}"),
        body_lines=(body_name.upper(),),
    )
    return write_workbook([sheet], created=created)


def _row(row: CertificateRow) -> Row:
    return (
        row.number,
        row.golden_number,
        row.issued_on,
        row.name,
        row.post,
        row.unit_name,
        award_name_vi(row.regime_id, row.award_code),
        row.achievement,
        row.decision_number,
        row.decision_on,
        _STATES[row.state],
        _note(row),
    )


def _note(row: CertificateRow) -> str:
    if row.revoked_on is not None:
        return f"Theo {row.revoking_number} ngày {row.revoked_on:%d/%m/%Y}"
    if row.later_number is not None:
        return f"Thay bằng số {row.later_number:02}/{row.later_year}"
    return f"Thay số {row.replaces_number:02}/{row.replaces_year}" if row.replaces_number is not None else ""
