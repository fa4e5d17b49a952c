"""The minutes and the ballot count as papers: Vietnamese in every language of the screen, from the facts alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.core.clock import HERE
from app.core.text import long_date_vi
from app.council.enums import ConflictKind, CouncilRole, DerivedGround, ItemResult, Presence
from app.council.labels import GROUNDS_VI, RELATIVE_VI, RESULTS_VI, ROLES_VI
from app.council.presenters.results import arithmetic_of, votes_of
from app.council.presenters.words import nominee_detail, percent_in
from app.council.queries.meetings import AttendanceRow, ItemRow, MeetingFile
from app.council.queries.voting import Aside
from app.nominations.labels import award_name_vi
from app.nominations.queries import Excess
from app.organisation.queries import Unit


@dataclass(frozen=True, slots=True)
class CountRow:
    """One name of the ballot count."""

    number: int
    name: str
    detail: str
    issued: int
    returned: int
    valid: int
    invalid: int
    in_favour: int
    against: int
    abstentions: int
    base: int
    share: str
    result: str


@dataclass(frozen=True, slots=True)
class CountGroup:
    """The ballot count of one award."""

    award: str
    rule: str
    rows: Sequence[CountRow]


def counted(items: Iterable[ItemRow]) -> list[CountGroup]:
    """Return the count of the closed items by award and rule, numbered within each."""
    found: dict[tuple[str, str], list[CountRow]] = {}
    for item in items:
        if item.result is None:
            continue
        rows = found.setdefault((award_name_vi(item.regime_id, item.award_code), _rule_vi(item)), [])
        rows.append(_count_row(len(rows) + 1, item, item.result))
    return [CountGroup(award, rule, rows) for (award, rule), rows in found.items()]


def _count_row(number: int, item: ItemRow, result: ItemResult) -> CountRow:
    votes, done = votes_of(item), arithmetic_of(item)
    return CountRow(
        number=number,
        name=item.nominee_name,
        detail=_detail(item),
        issued=votes.issued,
        returned=votes.returned,
        valid=votes.valid,
        invalid=votes.invalid,
        in_favour=votes.in_favour,
        against=votes.against,
        abstentions=votes.abstentions,
        base=item.base_count or 0,
        share=percent_in(done.hundredths_in_favour, vietnamese=True) if done else "",
        result=RESULTS_VI[result],
    )


def _detail(item: ItemRow) -> str:
    place = nominee_detail(item.nominee_name, item.nominee_post, item.nominee_unit_name)
    return "; ".join(part for part in (place, "ngoại lệ" if item.exception_reason else "") if part)


def _rule_vi(item: ItemRow) -> str:
    whole = "tổng số thành viên có quyền biểu quyết"
    of_whom = whole if item.base is not None and item.base.value == "all_members" else "số thành viên có mặt"
    return f"Tỷ lệ đồng ý từ {item.threshold_percent}% trở lên, tính trên {of_whom}"


def minutes_text(
    meeting: MeetingFile,
    attendance: Sequence[AttendanceRow],
    items: Sequence[ItemRow],
    asides: Mapping[UUID, Sequence[Aside]],
    excesses: Sequence[Excess] = (),
) -> str:
    """Write the minutes from the facts, for the secretary to complete; the table of results follows by itself."""
    closed = [item for item in items if item.result is not None]
    parts = [
        _opening(meeting),
        _people(attendance),
        _proceedings(meeting, closed),
        *_exceptions(closed),
        *_excesses(excesses, closed),
        *_stepped_aside(closed, attendance, asides),
        _results(closed),
        _ending(meeting),
    ]
    return "\n\n".join(part for part in parts if part)


def _opening(meeting: MeetingFile) -> str:
    place = f" Địa điểm: {meeting.place}." if meeting.place else ""
    return "\n".join(
        [
            "I. Thời gian, địa điểm",
            f"Phiên họp bắt đầu lúc {moment_vi(meeting.opened_at or meeting.held_at)}.{place}",
        ]
    )


def _people(attendance: Sequence[AttendanceRow]) -> str:
    present = [row for row in attendance if row.presence is Presence.PRESENT]
    absent = [row for row in attendance if row.presence is not Presence.PRESENT]
    votes = sum(row.has_vote for row in attendance)
    voters = sum(row.has_vote for row in present)
    lines = [
        "II. Thành phần",
        f"Có mặt: {len(present)}/{len(attendance)} thành viên Hội đồng, trong đó {voters}/{votes} thành viên có quyền "
        "biểu quyết.",
        *(f"- {_member(row)}" for row in present),
    ]
    if absent:
        lines += [f"Vắng mặt: {len(absent)} thành viên.", *(f"- {_member(row)}" for row in absent)]
    for role, title in ((CouncilRole.CHAIR, "Chủ trì"), (CouncilRole.SECRETARY, "Thư ký")):
        named = next((row.full_name for row in present if row.role is role), None)
        if named:
            lines.append(f"{title}: ông/bà {named}.")
    return "\n".join(lines)


def _member(row: AttendanceRow) -> str:
    post = f", {row.post}" if row.post else ""
    return f"Ông/bà {row.full_name}{post} - {ROLES_VI[row.role]}"


def _proceedings(meeting: MeetingFile, closed: Sequence[ItemRow]) -> str:
    people = sum(item.subject.value == "individual" for item in closed)
    return "\n".join(
        [
            "III. Nội dung",
            f"Hội đồng xét các hồ sơ đề nghị của “{meeting.campaign_name}”: {len(closed)} hồ sơ, gồm "
            f"{len(closed) - people} tập thể và {people} cá nhân.",
            "Hội đồng nghe báo cáo tóm tắt thành tích, trao đổi, sau đó bỏ phiếu kín đối với từng hồ sơ. Phiếu được "
            "phát, thu và kiểm trên hệ thống bỏ phiếu; kết quả kiểm phiếu được lập thành biên bản riêng.",
        ]
    )


def _exceptions(closed: Sequence[ItemRow]) -> list[str]:
    lines = [
        f"- {item.nominee_name} ({award_name_vi(item.regime_id, item.award_code)}): {_line(item.exception_reason)}."
        for item in closed
        if item.exception_reason
    ]
    return ["\n".join(["Hồ sơ được xét theo diện ngoại lệ (chưa đủ điều kiện):", *lines])] if lines else []


def _excesses(excesses: Sequence[Excess], closed: Sequence[ItemRow]) -> list[str]:
    """Tell the reasons for more than a ceiling allows, for the awards on which this meeting voted."""
    regimes = {item.award_code: item.regime_id for item in closed}
    lines = [
        f"- {each.unit_name}, {award_name_vi(regimes[each.award_code], each.award_code)}: {_line(each.reason)}."
        for each in reversed(excesses)
        if each.award_code in regimes
    ]
    return ["\n".join(["Đề nghị vượt mức trần, lý do:", *lines])] if lines else []


def _line(reason: str) -> str:
    """Return a reason as one line: a line of its own could look like a heading of the minutes."""
    return " ".join(reason.split()).rstrip(".")


def _stepped_aside(
    closed: Sequence[ItemRow], attendance: Sequence[AttendanceRow], asides: Mapping[UUID, Sequence[Aside]]
) -> list[str]:
    names = {row.member_id: row.full_name for row in attendance}
    lines = [
        f"- Ông/bà {names.get(aside.member_id, '')}, đối với {item.nominee_name}: {_ground_vi(aside)}."
        for item in closed
        for aside in asides.get(item.id, ())
    ]
    return ["\n".join(["Các thành viên không bỏ phiếu do có xung đột lợi ích:", *lines])] if lines else []


def _ground_vi(aside: Aside) -> str:
    if aside.is_derived:
        return GROUNDS_VI[DerivedGround(aside.ground)]
    said = aside.ground.rstrip(".")
    return f"{RELATIVE_VI} ({said})" if aside.kind is ConflictKind.RELATIVE else said


def _results(closed: Sequence[ItemRow]) -> str:
    adopted = sum(item.result is ItemResult.ADOPTED for item in closed)
    lines = [
        "IV. Kết quả bỏ phiếu",
        f"{adopted}/{len(closed)} hồ sơ đủ tỷ lệ phiếu đồng ý để đề nghị xét tặng (danh sách kèm theo).",
    ]
    missed = [item.nominee_name for item in closed if item.result is ItemResult.NOT_ADOPTED]
    if missed:
        lines.append(f"Không đủ tỷ lệ: {', '.join(missed)}.")
    again = [item.nominee_name for item in closed if item.result is ItemResult.NO_QUORUM]
    if again:
        lines.append(f"Chưa đủ thành viên để bỏ phiếu, chuyển phiên họp sau: {', '.join(again)}.")
    return "\n".join(lines)


def _ending(meeting: MeetingFile) -> str:
    if meeting.closed_at is None:
        return ""
    return f"V. Kết thúc\nPhiên họp kết thúc lúc {moment_vi(meeting.closed_at)}. Biên bản được thông qua tại phiên họp."


def moment_vi(moment: datetime) -> str:
    """Write a moment as papers do: "8 giờ 30, ngày 05 tháng 12 năm 2018"."""
    here = moment.astimezone(HERE)
    return f"{here.hour} giờ {here.minute:02}, {long_date_vi(here.date())}"


def sections(text: str) -> list[tuple[str, list[str]]]:
    """Split the minutes into headed sections for the printed page: a heading is a line that begins "I. ", "II. "."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        head = line.split(".", 1)[0]
        if head and set(head) <= set("IVX") and line.startswith(f"{head}. "):
            found.append((line, []))
        elif line.strip():
            if not found:
                found.append(("", []))
            found[-1][1].append(line)
    return found


@dataclass(frozen=True, slots=True)
class Heading:
    """Who issues a paper, its number still open, and place and date of the meeting."""

    agency: str
    number: str
    place_date: str
    about: tuple[str, str]


def heading(meeting: MeetingFile, body: Unit) -> Heading:
    """Return the head of a paper of the council."""
    symbol = f"HĐTĐKT-{body.symbol}" if body.symbol else "HĐTĐKT"
    day = long_date_vi((meeting.closed_at or meeting.held_at).astimezone(HERE).date())
    return Heading(
        agency=body.name,
        number=f"Số: .../BB-{symbol}",
        place_date=f"{body.place}, {day}" if body.place else day[:1].upper() + day[1:],
        about=(meeting.name, meeting.council_name.replace(" - ", "\u00a0- ")),
    )


def presence(attendance: Sequence[AttendanceRow]) -> tuple[int, int]:
    """Return how many members with a vote were present, and how many there are."""
    voters = [row for row in attendance if row.has_vote]
    return sum(row.presence is Presence.PRESENT for row in voters), len(voters)


def named(attendance: Sequence[AttendanceRow], role: CouncilRole) -> str:
    """Return who held a role in the meeting, or nothing for the pen to fill."""
    return next((row.full_name for row in attendance if row.role is role and row.presence is Presence.PRESENT), "")
