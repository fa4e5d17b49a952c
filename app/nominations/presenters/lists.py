"""Nominations as the lists that officers exchange: collectives, individuals, and the summary of both."""

from collections.abc import Sequence
from typing import Final

from app.documents.workbook import Column, ColumnKind, Sheet
from app.eligibility.enums import Subject
from app.nominations.labels import COMMENDATION_TYPES_VI, STATUS_LABELS, award_abbreviation, award_name_vi
from app.nominations.queries import ExportRow
from app.organisation.labels import GENDER_LABELS, KIND_LABELS, STAFF_GROUP_LABELS

_NO: Final = Column("STT", 6, ColumnKind.ORDINAL)
_AWARD: Final = Column("Danh hiệu thi đua/Hình thức khen thưởng", 34)
_TYPE: Final = Column("Loại hình khen thưởng", 18)

COLLECTIVES: Final = (_NO, Column("Tên tập thể", 44), Column("Phân loại đối tượng", 20), _AWARD, _TYPE)
INDIVIDUALS: Final = (
    _NO,
    Column("Tên đối tượng", 28),
    Column("Giới tính", 10),
    Column("Phân loại cán bộ", 18),
    Column("Thông tin công tác", 44),
    Column("Hình thức khen thưởng/Danh hiệu thi đua", 34),
    _TYPE,
)
SUMMARY: Final = (
    _NO,
    Column("Họ tên/Tên tập thể", 32),
    Column("Đơn vị", 38),
    Column("Danh hiệu", 34),
    Column("Ghi chú", 22),
    Column("Người đề nghị", 34),
)


def sheets(rows: Sequence[ExportRow], *, body_name: str, year: int) -> list[Sheet]:
    """Return the three sheets of the list, in the words of the officers."""
    collectives = [row for row in rows if row.subject is Subject.COLLECTIVE]
    individuals = [row for row in rows if row.subject is Subject.INDIVIDUAL]
    body = [body_name.upper()]
    return [
        Sheet(
            name="Tập thể",
            columns=COLLECTIVES,
            rows=[_collective(number, row) for number, row in enumerate(collectives, 1)],
            body_lines=body,
            title_lines=["DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG", f"Năm {year}"],
        ),
        Sheet(
            name="Cá nhân",
            columns=INDIVIDUALS,
            rows=[_individual(number, row) for number, row in enumerate(individuals, 1)],
            body_lines=body,
            title_lines=["DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG", f"Năm {year}"],
        ),
        Sheet(
            name="Tổng hợp",
            columns=SUMMARY,
            rows=[_summary(row) for row in rows],
            body_lines=body,
            title_lines=["TỔNG HỢP ĐỀ NGHỊ THI ĐUA, KHEN THƯỞNG", f"Năm {year}"],
            notes=["Cột STT là số hồ sơ của đề nghị."],
        ),
    ]


def _collective(number: int, row: ExportRow) -> tuple[int, str, str, str, str]:
    kind = str(KIND_LABELS[row.collective_kind]) if row.collective_kind else ""
    return (number, row.nominee_name, kind, _award(row), COMMENDATION_TYPES_VI[row.campaign_kind])


def _individual(number: int, row: ExportRow) -> tuple[int, str, str, str, str, str, str]:
    gender = str(GENDER_LABELS[row.gender]) if row.gender else ""
    group = str(STAFF_GROUP_LABELS[row.staff_group]) if row.staff_group else ""
    place = ", ".join(part for part in (row.nominee_post, row.nominee_unit_name) if part)
    return (number, row.nominee_name, gender, group, place, _award(row), COMMENDATION_TYPES_VI[row.campaign_kind])


def _summary(row: ExportRow) -> tuple[int, str, str, str, str, str]:
    notes = "; ".join(part for part in (str(STATUS_LABELS[row.status]), _lowered(row), _exception(row)) if part)
    return (row.number, row.nominee_name, row.nominee_unit_name, _award(row), notes, row.unit_name)


def _lowered(row: ExportRow) -> str:
    return (
        f"Thông qua danh hiệu thấp hơn: {award_abbreviation(row.regime_id, row.lowered_to)}" if row.lowered_to else ""
    )


def _exception(row: ExportRow) -> str:
    return f"Ngoại lệ: {row.exception_reason}" if row.exception_reason else ""


def _award(row: ExportRow) -> str:
    return award_name_vi(row.regime_id, row.award_code)
