"""The same figures as JSON, as text and as a workbook."""

from typing import Any, Final

from app.campaigns.enums import CampaignKind
from app.documents.workbook import Cell, Column, ColumnKind, Row, Section, Sheet, write_workbook
from app.eligibility.enums import Subject
from app.eligibility.rulebook import rulebooks
from app.nominations.enums import Channel, Status
from app.reports import narrative
from app.reports.figures import AwardFigure, Measure, Place, YearEnd
from app.reports.queries import NameRow

KINDS_VI: Final = {
    CampaignKind.YEARLY: "Hằng năm",
    CampaignKind.THEMATIC: "Chuyên đề",
    CampaignKind.SUDDEN: "Đột xuất",
}
MEASURES_VI: Final = {
    Measure.NOMINATED: "Đề nghị",
    Measure.ENDORSED: "Hội đồng thông qua",
    Measure.CONFERRED: "Đã khen",
    Measure.PENDING: "Đang chờ",
    Measure.DECLINED: "Không được khen",
}
RESULTS_VI: Final = {
    Status.DRAFT: "Dự thảo",
    Status.SUBMITTED: "Đã trình",
    Status.RETURNED: "Trả lại",
    Status.VERIFIED: "Đã thẩm định",
    Status.REFUSED: "Không tiếp nhận",
    Status.TABLED: "Đưa ra hội đồng",
    Status.ENDORSED: "Hội đồng thông qua",
    Status.NOT_ENDORSED: "Hội đồng không thông qua",
    Status.NOT_APPROVED: "Thủ trưởng không duyệt",
    Status.FORWARDED: "Đã trình cấp trên",
    Status.CONFERRED: "Đã khen",
    Status.DECLINED: "Không được khen",
    Status.REVOKED: "Đã hủy",
    Status.WITHDRAWN: "Đã rút",
}
"""Words of the papers, which are Vietnamese whatever the language of the screen."""


def as_json(report: YearEnd) -> dict[str, Any]:  # Any: a JSON object
    """Return the stable object of ``docs/year-end-json.md``."""
    return {
        "year": report.year,
        "unit": _place(report.unit),
        "awards": [_award(line) for line in report.awards],
        "classification": [
            {"subject": line.subject.value, "level": line.level.value, "count": line.count}
            for line in report.classification
        ],
        "narrative": {"vi": narrative.vietnamese(report), "en": narrative.english(report)},
    }


def _award(line: AwardFigure) -> dict[str, Any]:  # Any: a JSON object
    kind = line.kind
    return {
        "code": kind.code,
        "name": {"vi": line.name_vi, "en": line.name_en},
        "subject": kind.subject.value,
        "channel": kind.channel.value,
        "to": _place(kind.to) if kind.to else None,
        "campaign_kind": kind.campaign_kind.value,
        **{measure.value: line.count(measure) for measure in Measure},
    }


def _place(place: Place) -> dict[str, str]:
    return {"code": place.code, "name": place.name}


def as_text(report: YearEnd) -> str:
    """Return the figures as a table for the terminal, with the Vietnamese paragraph below."""
    heads = ["Mã", "Danh hiệu, hình thức", "Đối tượng", "Nơi quyết định", *MEASURES_VI.values()]
    lines = [[str(cell) for cell in _cells(line, report.unit)] for line in report.awards]
    rows = [heads, *([row[1], row[2], row[3], row[4], *row[6:]] for row in lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(heads))]
    table = "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return f"{report.unit.name}, {report.year}\n\n{table}\n\n{narrative.vietnamese(report)}\n"


def as_workbook(report: YearEnd, names: list[NameRow]) -> bytes:
    """Return an .xlsx with the figures, the classification and the names behind them."""
    sheets = [_figures_sheet(report), _classification_sheet(report), _names_sheet(report, names)]
    return write_workbook([sheet for sheet in sheets if sheet.rows] or sheets[:1])


def _figures_sheet(report: YearEnd) -> Sheet:
    numbers = [Column(text, 13, ColumnKind.INTEGER, total=True) for text in MEASURES_VI.values()]
    columns = [
        Column("STT", 6, ColumnKind.ORDINAL),
        Column("Mã", 12),
        Column("Danh hiệu thi đua, hình thức khen thưởng", 44),
        Column("Đối tượng", 12),
        Column("Nơi quyết định", 34),
        Column("Loại", 12),
        *numbers,
    ]
    rows: list[Row | Section] = []
    for title, yearly in (("I. Hằng năm", True), ("II. Chuyên đề, đột xuất", False)):
        lines = report.of_kinds(yearly)
        rows += [Section(title)] if lines else []
        rows += [[at, *_cells(line, report.unit)[1:]] for at, line in enumerate(lines, 1)]
    return Sheet(
        name="Tổng hợp",
        columns=columns,
        rows=rows,
        body_lines=(report.unit.name,),
        title_lines=(f"TỔNG HỢP KẾT QUẢ THI ĐUA, KHEN THƯỞNG NĂM {report.year}",),
        notes=(narrative.vietnamese(report),),
    )


def _cells(line: AwardFigure, unit: Place) -> list[Cell]:
    where = unit.name if line.kind.to is None else line.kind.to.name
    subject = _subject(line.kind.subject)
    numbers = [line.count(measure) for measure in Measure]
    return ["", line.kind.code, line.name_vi, subject, where, KINDS_VI[line.kind.campaign_kind], *numbers]


def _classification_sheet(report: YearEnd) -> Sheet:
    return Sheet(
        name="Xếp loại",
        columns=[
            Column("Đối tượng", 16),
            Column("Mức xếp loại", 40),
            Column("Số lượng", 12, ColumnKind.INTEGER, total=True),
        ],
        rows=[
            [_subject(line.subject), narrative.LEVELS_VI[line.level].capitalize(), line.count]
            for line in report.classification
        ],
        title_lines=(f"XẾP LOẠI CHẤT LƯỢNG NĂM {report.year}", report.unit.name),
        landscape=False,
    )


def _names_sheet(report: YearEnd, names: list[NameRow]) -> Sheet:
    rows: list[Row | Section] = []
    for title, subject in (("I. Tập thể", Subject.COLLECTIVE), ("II. Cá nhân", Subject.INDIVIDUAL)):
        found = [row for row in names if row.subject is subject]
        rows += [Section(title)] if found else []
        rows += [_name_cells(at, row, report.unit) for at, row in enumerate(found, 1)]
    return Sheet(
        name="Danh sách",
        columns=[
            Column("STT", 6, ColumnKind.ORDINAL),
            Column("Họ tên/Tên tập thể", 34),
            Column("Chức vụ", 22),
            Column("Đơn vị", 34),
            Column("Danh hiệu", 34),
            Column("Nơi quyết định", 30),
            Column("Kết quả", 20),
        ],
        rows=rows,
        title_lines=(f"DANH SÁCH ĐỀ NGHỊ THI ĐUA, KHEN THƯỞNG NĂM {report.year}", report.unit.name),
    )


def _name_cells(at: int, row: NameRow, unit: Place) -> Row:
    award = rulebooks().award(row.regime_id, row.award_code)
    where = unit.name if row.channel is Channel.CONFERRED else row.to_name or ""
    place = row.nominee_unit_name or row.unit_name
    return [at, row.nominee_name, row.nominee_post, place, award.name_vi, where, RESULTS_VI[row.status]]


def _subject(subject: Subject) -> str:
    return "Tập thể" if subject is Subject.COLLECTIVE else "Cá nhân"
