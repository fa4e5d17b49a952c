"""The convening notice: as a form begins, as a paper, and as an appointment. The paper is Vietnamese."""

from collections.abc import Sequence
from typing import Any, Final

from app.core.text import long_date_vi
from app.council.enums import CouncilRole
from app.council.labels import ROLES_VI
from app.council.presenters.minutes_text import moment_vi
from app.council.queries.attendance import AttendanceRow
from app.council.queries.meetings import MeetingFile
from app.council.queries.notices import AwardCount, MeetingNotice
from app.documents.calendar import Appointment
from app.nominations.labels import award_name_vi
from app.organisation.queries import Unit

USUAL_LINE: Final = "TM. HỘI ĐỒNG\nCHỦ TỊCH"
USUAL_TEXT: Final = (
    "Đề nghị các thành viên Hội đồng nghiên cứu trước tài liệu, khai báo xung đột lợi ích (nếu có) và dự họp đúng "
    "thành phần, thời gian. Thành viên vắng mặt gửi ý kiến bằng văn bản trước phiên họp."
)


def proposed(members: Sequence[AttendanceRow]) -> dict[str, Any]:  # Any: form values
    """Return what a new notice is proposed to say."""
    chair = next((row.full_name for row in members if row.role is CouncilRole.CHAIR), "")
    return {
        "full_number": "",
        "signer_name": chair,
        "signer_line": USUAL_LINE,
        "text": USUAL_TEXT,
        "version": 0,
    }


def values(notice: MeetingNotice) -> dict[str, Any]:  # Any: form values
    """Return what the notice says now."""
    return {
        "full_number": notice.full_number,
        "issued_on": notice.issued_on,
        "signer_name": notice.signer_name,
        "signer_line": notice.signer_line,
        "text": notice.text,
        "version": notice.version,
    }


def paper(
    place: MeetingFile,
    body: Unit,
    notice: MeetingNotice,
    members: Sequence[AttendanceRow],
    counts: Sequence[AwardCount],
) -> dict[str, Any]:  # Any: what the paper reads
    """Return the data of the notice as a paper."""
    symbol = f"HĐTĐKT-{body.symbol}" if body.symbol else "HĐTĐKT"
    day = long_date_vi(notice.issued_on) if notice.issued_on else "ngày     tháng     năm"
    chair = next((row for row in members if row.role is CouncilRole.CHAIR), None)
    return {
        "title": f"Giấy mời: {place.name}",
        "body": place.body_name,
        "council": place.council_name.replace(" - ", "\u00a0- "),
        "number": f"Số: {notice.full_number or f'      /GM-{symbol}'}",
        "place_date": f"{body.place}, {day}" if body.place else day[:1].upper() + day[1:],
        "about": place.name,
        "members": [_member(row, members) for row in members],
        "chair": chair.full_name if chair else "",
        "when": moment_vi(place.held_at),
        "place": place.place,
        "campaign": place.campaign_name,
        "agenda": agenda_lines(counts),
        "count": sum(each.number for each in counts),
        "text": notice.text,
        "signer_lines": [line for line in notice.signer_line.splitlines() if line.strip()],
        "signer": notice.signer_name,
    }


def _member(row: AttendanceRow, members: Sequence[AttendanceRow]) -> str:
    post = f", {row.post}" if row.post else ""
    return f"Ông/bà {row.full_name}{post} - {seat_vi(row, members)}"


def seat_vi(row: AttendanceRow, members: Sequence[AttendanceRow]) -> str:
    """Return the role of a member in Vietnamese; a substitute has no seat of their own: it says whose they take."""
    if row.stands_in_for_id is None:
        return ROLES_VI[row.role]
    other = next((each.full_name for each in members if each.member_id == row.stands_in_for_id), "")
    return f"dự thay khi ông/bà {other} vắng mặt"


def agenda_lines(counts: Sequence[AwardCount]) -> list[str]:
    """Return the agenda in short: how many files for each award."""
    return [f"{award_name_vi(each.regime_id, each.award_code)}: {each.number} hồ sơ" for each in counts]


def appointment(place: MeetingFile, notice: MeetingNotice, counts: Sequence[AwardCount]) -> Appointment:
    """Return the meeting as a calendar takes it; day and place change the meeting, the text changes the notice."""
    lines = [place.council_name, place.campaign_name, *agenda_lines(counts), "", notice.text]
    return Appointment(
        uid=f"meeting-{place.id}@vinhdanh",
        sequence=place.version + notice.version,
        starts_at=place.held_at,
        summary=place.name,
        location=place.place,
        description="\n".join(lines).strip(),
    )
