"""The levels of a body as officers exchange them: people unit by unit, collectives, the summary, the ceilings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.classification.enums import ClassificationStatus
from app.classification.queries import Classification, PersonLevel
from app.classification.rules.points import from_hundredths
from app.documents.workbook import Cell, Column, ColumnKind, Row, Section, Sheet, write_workbook
from app.eligibility.enums import ClassificationLevel
from app.eligibility.excellent import ExcellentMeter
from app.organisation.enums import StaffGroup

LEVELS: Final = tuple(reversed(ClassificationLevel))
GROUPS_VI: Final = {
    StaffGroup.LEADER: "Lãnh đạo, quản lý",
    StaffGroup.CIVIL_SERVANT: "Công chức",
    StaffGroup.PUBLIC_EMPLOYEE: "Viên chức",
    StaffGroup.CONTRACT: "Lao động hợp đồng",
}
STATES_VI: Final = {
    ClassificationStatus.PROPOSED: "Đã đề nghị",
    ClassificationStatus.DECIDED: "Đã quyết định",
    ClassificationStatus.LOCKED: "Đã khóa",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Everything that the workbook shows."""

    body_name: str
    year: int
    people: Sequence[tuple[PersonLevel, Classification | None]]
    collectives: Sequence[tuple[str, Classification]]
    meters: Sequence[ExcellentMeter]
    excess_reason: str = ""


def as_workbook(lists: Lists) -> bytes:
    """Return an .xlsx with people, collectives and the summary; a list without rows is left out."""
    sheets = [_summary(lists), _people(lists), _collectives(lists)]
    return write_workbook([sheet for sheet in sheets if sheet.rows] or sheets[:1])


def _people(lists: Lists) -> Sheet:
    rows: list[Row | Section] = []
    unit_id, number = None, 0
    for person, entry in lists.people:
        if person.unit_id != unit_id:
            unit_id, number = person.unit_id, 0
            rows.append(Section(person.unit_name))
        number += 1
        rows.append([number, person.full_name, person.post, _group(person.staff_group), *_entry_cells(entry)])
    return Sheet(
        name="Cá nhân",
        columns=[
            Column("STT", 6, ColumnKind.ORDINAL),
            Column("Họ và tên", 28),
            Column("Chức vụ", 24),
            Column("Nhóm", 18),
            *_entry_columns(),
        ],
        rows=rows,
        body_lines=(lists.body_name,),
        title_lines=(f"XẾP LOẠI CHẤT LƯỢNG CÁ NHÂN NĂM {lists.year}",),
    )


def _collectives(lists: Lists) -> Sheet:
    return Sheet(
        name="Tập thể",
        columns=[Column("STT", 6, ColumnKind.ORDINAL), Column("Tập thể", 44), *_entry_columns()],
        rows=[[at, name, *_entry_cells(entry)] for at, (name, entry) in enumerate(lists.collectives, 1)],
        body_lines=(lists.body_name,),
        title_lines=(f"XẾP LOẠI CHẤT LƯỢNG TẬP THỂ NĂM {lists.year}",),
    )


def _entry_columns() -> list[Column]:
    return [
        Column("Đề nghị", 11, group="Đơn vị"),
        Column("Phiếu", 9, group="Đơn vị"),
        Column("Điểm", 8, ColumnKind.DECIMAL),
        Column("Mức xếp loại", 13),
        Column("Số", 14, group="Quyết định"),
        Column("Ngày", 12, ColumnKind.DATE, group="Quyết định"),
        Column("Trạng thái", 14),
        Column("Lý do, ghi chú", 34),
    ]


def _entry_cells(entry: Classification | None) -> list[Cell]:
    if entry is None:
        return ["", "", None, "", "", None, "Chưa xếp loại", ""]
    votes = f"{entry.votes_for}/{entry.votes_total}" if entry.votes_total is not None else ""
    points: Decimal | None = from_hundredths(entry.points)
    remarks = "; ".join(part for part in (entry.deviation_reason or "", entry.note) if part)
    decided_on: date | None = entry.decided_on
    proposed = entry.proposed_level.value if entry.proposed_level else ""
    number, state = entry.decision_number or "", STATES_VI[entry.status]
    return [proposed, votes, points, entry.level.value, number, decided_on, state, remarks]


def _summary(lists: Lists) -> Sheet:
    found: dict[str, Counter[str]] = {}
    for person, entry in lists.people:
        found.setdefault(person.unit_name, Counter())[entry.level.value if entry else ""] += 1
    numbers = [Column(level.value, 12, ColumnKind.INTEGER, total=True) for level in LEVELS]
    rows: list[Row] = [
        [at, unit, *(counts[level.value] for level in LEVELS), counts[""], sum(counts.values())]
        for at, (unit, counts) in enumerate(found.items(), 1)
    ]
    return Sheet(
        name="Tổng hợp",
        columns=[
            Column("STT", 6, ColumnKind.ORDINAL),
            Column("Đơn vị", 44),
            *numbers,
            Column("Chưa xếp loại", 14, ColumnKind.INTEGER, total=True),
            Column("Tổng số", 12, ColumnKind.INTEGER, total=True),
        ],
        rows=rows,
        body_lines=(lists.body_name,),
        title_lines=(f"TỔNG HỢP XẾP LOẠI CHẤT LƯỢNG NĂM {lists.year}",),
        notes=tuple(_notes(lists)),
    )


def _notes(lists: Lists) -> Iterable[str]:
    for meter in lists.meters:
        for line in (meter.agency, *meter.groups):
            if line.ceiling is None:
                continue
            whose = GROUPS_VI[StaffGroup(line.group)] if line.group else "toàn cơ quan"
            yield (
                f"HTXSNV ({whose}): {line.used}, tối đa {line.ceiling} "
                f"({meter.pct}% của {line.base} HTTNV, {meter.citation.vi})."
            )
    if lists.excess_reason:
        yield f"Lý do vượt tỷ lệ: {lists.excess_reason}"


def _group(group: StaffGroup | None) -> str:
    return GROUPS_VI[group] if group else ""
