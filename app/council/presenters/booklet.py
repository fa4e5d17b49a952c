"""The papers that prepare a meeting: booklet and summary sheet, made of one gathering of facts, in Vietnamese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from app.core.clock import HERE
from app.core.text import short_date
from app.council.enums import ItemResult, ItemStatus
from app.council.labels import RESULTS_VI
from app.council.presenters.minutes_text import moment_vi
from app.council.presenters.notices import seat_vi
from app.council.presenters.words import nominee_detail
from app.council.queries.attendance import AttendanceRow
from app.council.queries.meetings import MeetingFile
from app.council.queries.reading import FormerAward, ListedFile, Standing
from app.documents.workbook import Column, ColumnKind, Sheet
from app.eligibility.enums import Outcome, Subject
from app.eligibility.verdict import Finding
from app.eligibility.verdict_json import verdict_from_json
from app.nominations.labels import award_name_vi
from app.nominations.queries import Excess, File

Data = dict[str, Any]  # Any: what a paper reads, all of it JSON

OUTCOMES_VI: Final[Mapping[Outcome, str]] = {
    Outcome.MET: "Đủ điều kiện",
    Outcome.NEEDS_CONFIRMATION: "Chờ xác nhận",
    Outcome.NOT_MET: "Chưa đủ điều kiện",
}
STATES_VI: Final[Mapping[ItemStatus, str]] = {
    ItemStatus.PENDING: "Chưa bỏ phiếu",
    ItemStatus.VOTING: "Đang bỏ phiếu",
    ItemStatus.CLOSED: "Đã kiểm phiếu",
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """What both papers are made of; files that the reader may not know of are in neither."""

    meeting: MeetingFile
    rows: Sequence[ListedFile]
    files: Mapping[UUID, File]
    excesses: Sequence[Excess]


def day_of(meeting: MeetingFile) -> str:
    """Return the day of a meeting as file names carry it."""
    return meeting.held_at.astimezone(HERE).date().isoformat()


def summary_sheet(known: Gathered) -> Data:
    """Return the data of the summary sheet."""
    return {
        **_head(known.meeting),
        "count": len(known.rows),
        "groups": [
            {
                "award": award_name_vi(*key),
                "units": [
                    {"name": unit, "files": [_summary_row(row, known) for row in of_unit]}
                    for unit, of_unit in _by_unit(rows)
                ],
            }
            for key, rows in _by_award(known.rows)
        ],
    }


def _summary_row(row: ListedFile, known: Gathered) -> list[str]:
    return [
        str(row.position),
        row.name,
        nominee_detail(row.name, row.post, row.unit_name),
        OUTCOMES_VI[row.by_law] if row.by_law else "",
        votes_vi(row),
        "; ".join(_excess_lines(row, known)),
        f"Ngoại lệ: {row.exception_reason}" if row.exception_reason else "",
    ]


def booklet(
    known: Gathered,
    members: Sequence[AttendanceRow],
    verdicts: Mapping[UUID, dict[str, Any]],  # Any: JSON values
    former: Mapping[UUID, Sequence[FormerAward]],
) -> Data:
    """Return the data of the booklet: cover, members, agenda, and a part for each file."""
    return {
        **_head(known.meeting),
        "count": len(known.rows),
        "members": [[str(place), row.full_name, row.post, _role(row, members)] for place, row in enumerate(members, 1)],
        "groups": [
            {
                "award": award_name_vi(*key),
                "units": [
                    {"name": unit, "files": [_part(row, known, verdicts, former) for row in of_unit]}
                    for unit, of_unit in _by_unit(rows)
                ],
            }
            for key, rows in _by_award(known.rows)
        ],
    }


def _role(row: AttendanceRow, members: Sequence[AttendanceRow]) -> str:
    return seat_vi(row, members) + ("" if row.has_vote else ", không biểu quyết")


def _part(
    row: ListedFile,
    known: Gathered,
    verdicts: Mapping[UUID, dict[str, Any]],  # Any: JSON values
    former: Mapping[UUID, Sequence[FormerAward]],
) -> Data:
    file = known.files[row.nomination_id]
    kept = verdicts.get(row.nomination_id)
    holder = file.person_id or file.collective_id
    return {
        "key": f"f-{row.position}-{row.item_id}",
        "number": str(row.position),
        "name": row.name,
        "detail": nominee_detail(row.name, row.post, row.unit_name),
        "facts": _facts(row, file),
        "summary": file.summary,
        "report": file.report,
        "law": OUTCOMES_VI[row.by_law] if row.by_law else "Chưa có kết quả kiểm tra điều kiện",
        "findings": _open_findings(kept) if kept else [],
        "exception": row.exception_reason or "",
        "excesses": _excess_lines(row, known),
        "former": [_former_line(each) for each in former.get(holder, ()) if _is_former(each, file)] if holder else [],
    }


def _facts(row: ListedFile, file: File) -> list[list[str]]:
    met = short_date(file.unit_met_on) if file.unit_met_on else ""
    shown = [
        ["Số hồ sơ", f"{file.number}/{file.year}"],
        ["Đơn vị đề nghị", row.nominating_unit],
        ["Đơn vị họp xét", met],
        ["Kết quả biểu quyết tại đơn vị", votes_vi(row)],
        ["Cấp quyết định", file.to_unit_name or file.body_name],
    ]
    return [fact for fact in shown if fact[1]]


def _open_findings(kept: dict[str, Any]) -> list[list[str]]:  # Any: JSON values
    """Return the conditions that are not met or still to be confirmed, with what was found."""
    return [_finding(each) for each in verdict_from_json(kept).findings if each.outcome is not Outcome.MET]


def _finding(finding: Finding) -> list[str]:
    asked, said = finding.text.in_language("vi"), finding.message.in_language("vi")
    return [OUTCOMES_VI[finding.outcome], asked, said if said != asked else ""]


def _is_former(award: FormerAward, file: File) -> bool:
    return award.year <= file.year and award.nomination_id != file.id


def _former_line(award: FormerAward) -> str:
    name = award_name_vi(award.regime_id, award.award_code)
    number = f" ({award.decision_number})" if award.decision_number else ""
    return f"{award.year}: {name}{number}"


def _excess_lines(row: ListedFile, known: Gathered) -> list[str]:
    """Return why more is proposed for this award than a ceiling allows: by the unit of the file or one above it."""
    file = known.files[row.nomination_id]
    return [
        f"{each.unit_name}: {' '.join(each.reason.split())}"
        for each in known.excesses
        if each.award_code == row.award_code and file.unit_path.startswith(each.unit_path)
    ]


def votes_vi(row: ListedFile) -> str:
    """Return "9/10 (90%)"; empty where the unit did not vote."""
    if not row.unit_votes_total or row.unit_votes_for is None:
        return ""
    tenths = row.unit_votes_for * 1000 // row.unit_votes_total
    whole, rest = divmod(tenths, 10)
    return f"{row.unit_votes_for}/{row.unit_votes_total} ({whole}{f',{rest}' if rest else ''}%)"


def _head(meeting: MeetingFile) -> Data:
    return {
        "title": f"Tài liệu {meeting.name}",
        "body": meeting.body_name,
        "council": meeting.council_name,
        "meeting": meeting.name,
        "campaign": meeting.campaign_name,
        "when": moment_vi(meeting.held_at),
        "place": meeting.place,
    }


def _by_award(rows: Sequence[ListedFile]) -> list[tuple[tuple[str, str], list[ListedFile]]]:
    return [(key, list(files)) for key, files in groupby(rows, key=lambda row: (row.regime_id, row.award_code))]


def _by_unit(rows: Sequence[ListedFile]) -> list[tuple[str, list[ListedFile]]]:
    return [(key, list(files)) for key, files in groupby(rows, key=lambda row: row.nominating_unit)]


COUNCIL_COLUMNS: Final = (
    Column("STT", 6, ColumnKind.ORDINAL),
    Column("Họ và tên/Tên tập thể", 32),
    Column("CCCD", 15),
    Column("Chức vụ", 20),
    Column("Đối tượng", 12),
    Column("Đơn vị", 34),
    Column("Danh hiệu", 34),
    Column("Năm", 8, ColumnKind.ORDINAL),
    Column("Tổng đồng ý", 12, ColumnKind.INTEGER),
    Column("Trạng thái", 22),
)


def council_sheet(known: Gathered, standings: Mapping[UUID, Standing], numbers: Mapping[UUID, str]) -> Sheet:
    """Return the council sheet as officers exchange it; votes only where the pages show them too."""
    return Sheet(
        name="Hội đồng",
        columns=COUNCIL_COLUMNS,
        rows=[_sheet_row(row, known.files[row.nomination_id], standings[row.item_id], numbers) for row in known.rows],
        body_lines=[known.meeting.body_name.upper(), known.meeting.council_name.upper()],
        title_lines=["DANH SÁCH ĐỀ NGHỊ HỘI ĐỒNG XÉT", known.meeting.name],
    )


def _sheet_row(
    row: ListedFile, file: File, standing: Standing, numbers: Mapping[UUID, str]
) -> tuple[int, str, str, str, str, str, str, int, int | None, str]:
    individual = row.subject is Subject.INDIVIDUAL
    return (
        row.position,
        row.name,
        numbers.get(file.person_id, "") if file.person_id else "",
        row.post,
        "Cá nhân" if individual else "Tập thể",
        row.unit_name or row.nominating_unit,
        award_name_vi(row.regime_id, row.award_code),
        file.year,
        standing.votes_for,
        _state_vi(standing.status, standing.result),
    )


def _state_vi(status: ItemStatus, result: ItemResult | None) -> str:
    return RESULTS_VI[result] if result else STATES_VI[status]
