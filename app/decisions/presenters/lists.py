"""The names of a paper as a workbook: the annexed list, and the officers' summary."""

from collections.abc import Sequence
from datetime import date, datetime

from app.core.text import roman
from app.decisions.papers import wording
from app.decisions.papers.changing import corrected_line
from app.decisions.papers.parts import annex_line
from app.decisions.queries import DecisionSheet, LetterSheet, Name
from app.documents.workbook import Column, ColumnKind, Row, Section, Sheet, write_workbook
from app.eligibility.enums import Subject
from app.nominations.labels import award_name_vi

_ANNEX = (
    Column("STT", 6, ColumnKind.ORDINAL),
    Column("Họ và tên, chức vụ, đơn vị / Tên tập thể", 58),
    Column("Danh hiệu / Hình thức khen thưởng", 40),
)
_SUMMARY = (
    Column("STT", 6, ColumnKind.ORDINAL),
    Column("Họ tên/Tên tập thể", 32),
    Column("Đơn vị", 36),
    Column("Danh hiệu", 32),
    Column("Ghi chú", 30),
    Column("Người đề nghị", 32),
)


def decision_workbook(sheet: DecisionSheet, names: Sequence[Name], *, created: datetime) -> bytes:
    """Return the recipients of a decision as an .xlsx file."""
    reference = _reference("Quyết định", sheet.full_number, sheet.signed_on, sheet.body_name)
    return _workbook(sheet, names, reference, sheet.body_name, created)


def letter_workbook(sheet: LetterSheet, names: Sequence[Name], *, created: datetime) -> bytes:
    """Return the names on a proposal letter, with their outcomes, as an .xlsx file."""
    reference = _reference("Tờ trình", sheet.full_number, sheet.sent_on, sheet.body_name)
    return _workbook(sheet, names, reference, sheet.to_unit_name, created)


def _workbook(
    sheet: DecisionSheet | LetterSheet, names: Sequence[Name], reference: str, authority: str, created: datetime
) -> bytes:
    title_lines = ("DANH SÁCH", sheet.title, reference)
    body_lines = [line.upper() for line in (sheet.parent_name, sheet.body_name) if line]
    annexed = Sheet(
        name="Danh sách kèm theo",
        columns=_ANNEX,
        rows=annex_rows(names, authority),
        title_lines=title_lines,
        body_lines=body_lines,
        landscape=False,
    )
    summary = Sheet(
        name="Tổng hợp",
        columns=_SUMMARY,
        rows=summary_rows(names, authority),
        title_lines=title_lines,
        body_lines=body_lines,
    )
    return write_workbook([annexed, summary], created=created)


def annex_rows(names: Sequence[Name], authority: str) -> list[Row | Section]:
    """Return the rows under "I. Tập thể" and "II. Cá nhân"."""
    rows: list[Row | Section] = []
    part = 0
    for subject in wording.SUBJECT_ORDER:
        those = [name for name in names if name.subject is subject]
        if those:
            part += 1
            rows.append(Section(f"{roman(part)}. {wording.SUBJECT_WORDS[subject].capitalize()}"))
            rows += [(number, _marked_line(name), _award(name, authority)) for number, name in enumerate(those, 1)]
    return rows


def _marked_line(name: Name) -> str:
    """Return the name as the paper has it, with a mark where the award is gone."""
    return f"{annex_line(name)} ({_since(name)})" if name.revoked_on else annex_line(name)


def _since(name: Name) -> str:
    """Return what became of a name after signing, for the remarks."""
    if name.revoked_on:
        return f"Đã hủy bỏ theo {name.revoking_number} ngày {name.revoked_on:%d/%m/%Y}"
    if name.correction is None or corrected_line(name) == annex_line(name):
        return ""
    by = f" (theo {name.corrected_by})" if name.corrected_by else ""
    return f"Sửa thành: {corrected_line(name)}{by}"


def summary_rows(names: Sequence[Name], authority: str) -> list[Row | Section]:
    """Return one row per name with its unit, award, remark and the unit that nominated it."""
    return [
        (number, name.nominee_name, _unit(name), _award(name, authority), _remark(name), name.nominating_unit)
        for number, name in enumerate(names, 1)
    ]


def _unit(name: Name) -> str:
    return name.nominee_unit_name if name.subject is Subject.INDIVIDUAL else ""


def _award(name: Name, authority: str) -> str:
    return wording.award_on_paper(name.regime_id, name.award_code, authority)


def _remark(name: Name) -> str:
    """Return the post, and for a proposal what became of it."""
    answer = {"conferred": "Đã được khen thưởng", "declined": "Không được khen thưởng"}.get(name.outcome or "", "")
    if answer and name.decision_number and name.decision_on:
        answer = f"{answer}: {name.decision_number} ngày {name.decision_on:%d/%m/%Y}"
    return "; ".join(part for part in (name.nominee_post, answer, name.note, _lowered(name), _since(name)) if part)


def _lowered(name: Name) -> str:
    if not name.lowered_above:
        return ""
    regime_id, code, *_others = name.lowered_above.split("|")
    return f"cấp trên thông qua mức thấp hơn: {award_name_vi(regime_id, code)}"


def _reference(kind: str, full_number: str, day: date | None, body_name: str) -> str:
    number = full_number or "......"
    written = f"ngày {day:%d/%m/%Y}" if day else "ngày ......"
    return f"(Kèm theo {kind} số {number} {written} của {body_name})"
