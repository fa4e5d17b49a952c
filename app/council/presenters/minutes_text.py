"""The text of the minutes, drafted from the facts for the secretary to complete: Vietnamese on every screen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from app.core.clock import HERE
from app.core.text import long_date_vi, short_date
from app.council.enums import BallotMethod, ConflictKind, CouncilRole, DerivedGround, ItemResult, Presence
from app.council.labels import GROUNDS_VI, RELATIVE_VI, RESULTS_VI, ROLES_VI
from app.council.queries.attendance import AttendanceRow, present_seats, seats_of
from app.council.queries.meetings import ItemRow
from app.council.queries.minutes import MinutesFacts
from app.council.queries.proceedings import Opinion
from app.council.queries.voting import Aside
from app.nominations.labels import award_name_vi


def drafted(facts: MinutesFacts) -> str:
    """Write the minutes from the facts; the table of results follows by itself."""
    parts = [
        _opening(facts),
        _people(facts),
        _proceedings(facts),
        *_exceptions(facts.closed),
        *_excesses(facts),
        *_stepped_aside(facts),
        *voted_again(facts),
        *_lowered(facts),
        _results(facts.closed),
        _ending(facts),
    ]
    return "\n\n".join(part for part in parts if part)


def _opening(facts: MinutesFacts) -> str:
    meeting = facts.meeting
    place = f" Địa điểm: {meeting.place}." if meeting.place else ""
    begun = moment_vi(meeting.opened_at or meeting.held_at)
    return f"I. Thời gian, địa điểm\nPhiên họp bắt đầu lúc {begun}.{place}"


def _people(facts: MinutesFacts) -> str:
    attendance = facts.attendance
    present = [row for row in attendance if row.presence is Presence.PRESENT]
    seats = seats_of(attendance)
    stand_ins = sum(row.stands_in_for_id is not None for row in present)
    instead = f" ({stand_ins} người dự thay)" if stand_ins else ""
    voters, votes = present_seats(attendance)
    lines = [
        "II. Thành phần",
        f"Có mặt: {len(seats.taken)}/{seats.number} thành viên Hội đồng{instead}, trong đó {voters}/{votes} thành viên "
        "có quyền biểu quyết.",
        *(f"- {_member(row, attendance)}" for row in present),
    ]
    if seats.empty:
        lines.append(f"Vắng mặt: {len(seats.empty)} thành viên.")
        lines += [f"- {_member(row, attendance)}" for row in seats.empty]
    if facts.beside.opinions:
        lines.append(f"Có ý kiến bằng văn bản: {len(facts.beside.opinions)} thành viên vắng mặt.")
        lines += [f"- {_written(each)}" for each in facts.beside.opinions]
    for title, name in (("Chủ trì", presiding(attendance)), ("Thư ký", secretary(attendance))):
        if name:
            lines.append(f"{title}: ông/bà {name}.")
    return "\n".join(lines)


def _written(opinion: Opinion) -> str:
    received = f", văn bản nhận ngày {short_date(opinion.received_on)}" if opinion.received_on else ""
    return f"Ông/bà {opinion.name}{received}"


def _member(row: AttendanceRow, attendance: Sequence[AttendanceRow]) -> str:
    post = f", {row.post}" if row.post else ""
    if row.stands_in_for_id is None:
        return f"Ông/bà {row.full_name}{post} - {ROLES_VI[row.role]}"
    other = next((each.full_name for each in attendance if each.member_id == row.stands_in_for_id), "")
    return f"Ông/bà {row.full_name}{post} (thay ông/bà {other} vắng mặt)"


def presiding(attendance: Sequence[AttendanceRow]) -> str:
    """Return who chaired: the chair, or in their absence a vice chair who came; nothing for the pen to fill."""
    return _first_present(attendance, CouncilRole.CHAIR) or _first_present(attendance, CouncilRole.VICE_CHAIR)


def secretary(attendance: Sequence[AttendanceRow]) -> str:
    """Return who kept the minutes as secretary of the council, or nothing for the pen to fill."""
    return _first_present(attendance, CouncilRole.SECRETARY)


def _first_present(attendance: Sequence[AttendanceRow], role: CouncilRole) -> str:
    return next((row.full_name for row in attendance if row.role is role and row.presence is Presence.PRESENT), "")


ALL_ALIKE_VI: Final[Mapping[BallotMethod, str]] = {
    BallotMethod.PAPER: "phiếu in được phát, thu và kiểm trực tiếp; hai người kiểm phiếu đếm độc lập, kết quả trùng "
    "khớp",
    BallotMethod.ELECTRONIC: "phiếu được phát, thu và kiểm trên hệ thống bỏ phiếu",
    BallotMethod.OPEN: "ý kiến của từng thành viên được ghi trên hệ thống",
}
METHODS_VI: Final[Mapping[BallotMethod, str]] = {
    BallotMethod.PAPER: "Hội đồng bỏ phiếu in, hai người kiểm phiếu đếm độc lập, kết quả trùng khớp",
    BallotMethod.ELECTRONIC: "phiếu kín được phát, thu và kiểm trên hệ thống bỏ phiếu",
    BallotMethod.OPEN: "ý kiến của từng thành viên được ghi công khai trên hệ thống",
}


def _proceedings(facts: MinutesFacts) -> str:
    closed = facts.closed
    people = sum(item.subject.value == "individual" for item in closed)
    lines = [
        "III. Nội dung",
        f"Hội đồng xét các hồ sơ đề nghị của “{facts.meeting.campaign_name}”: {len(closed)} hồ sơ, gồm "
        f"{len(closed) - people} tập thể và {people} cá nhân.",
    ]
    lines.append(_how_voted(Counter(item.method for item in closed)))
    return "\n".join(lines)


def _how_voted(methods: Mapping[BallotMethod, int]) -> str:
    """Tell how the council voted: all files alike, or how many in which way."""
    used = [method for method in METHODS_VI if methods.get(method)]
    in_secret = BallotMethod.OPEN not in used
    act = "bỏ phiếu kín" if in_secret else "biểu quyết công khai" if len(used) == 1 else "biểu quyết"
    begin = f"Hội đồng nghe báo cáo tóm tắt thành tích, trao đổi, sau đó {act} đối với từng hồ sơ."
    end = "kết quả kiểm phiếu được lập thành biên bản riêng."
    if len(used) < 2:
        how = ALL_ALIKE_VI[used[0] if used else BallotMethod.ELECTRONIC]
        return f"{begin} {how[:1].upper()}{how[1:]}; {end}"
    parts = [f"đối với {methods[method]} hồ sơ, {METHODS_VI[method]}" for method in used]
    told = "; ".join(parts)
    return f"{begin} {told[:1].upper()}{told[1:]}; {end}"


def _named(item: ItemRow) -> str:
    return f"{item.nominee_name} ({award_name_vi(item.regime_id, item.award_code)})"


def _exceptions(closed: Sequence[ItemRow]) -> list[str]:
    lines = [f"- {_named(item)}: {_line(item.exception_reason)}." for item in closed if item.exception_reason]
    return ["\n".join(["Hồ sơ được xét theo diện ngoại lệ (chưa đủ điều kiện):", *lines])] if lines else []


def _excesses(facts: MinutesFacts) -> list[str]:
    """Tell the reasons for more than a ceiling allows, for the awards on which this meeting voted."""
    regimes = {item.award_code: item.regime_id for item in facts.closed}
    lines = [
        f"- {each.unit_name}, {award_name_vi(regimes[each.award_code], each.award_code)}: {_line(each.reason)}."
        for each in reversed(facts.excesses)
        if each.award_code in regimes
    ]
    return ["\n".join(["Đề nghị vượt mức trần, lý do:", *lines])] if lines else []


def _stepped_aside(facts: MinutesFacts) -> list[str]:
    names = {row.member_id: row.full_name for row in facts.attendance}
    lines = [
        f"- Ông/bà {names.get(aside.member_id, '')}, đối với {_named(item)}: {_ground_vi(aside)}."
        for item in facts.closed
        for aside in facts.asides.get(item.id, ())
    ]
    return ["\n".join(["Các thành viên không bỏ phiếu do có xung đột lợi ích:", *lines])] if lines else []


def _ground_vi(aside: Aside) -> str:
    if aside.is_derived:
        return GROUNDS_VI[DerivedGround(aside.ground)]
    said = _line(aside.ground)
    return f"{RELATIVE_VI} ({said})" if aside.kind is ConflictKind.RELATIVE else said


def voted_again(facts: MinutesFacts) -> list[str]:
    """Tell of each vote that was annulled and taken again, with its result and the reason."""
    lines = [
        f"- {_named(item)}: lần {earlier.round} {RESULTS_VI[earlier.result].lower()}; lý do bỏ phiếu lại: "
        f"{_line(earlier.reason)}."
        for item in facts.closed
        for earlier in facts.beside.earlier.get(item.id, ())
    ]
    return ["\n".join(["Hồ sơ được bỏ phiếu lại:", *lines])] if lines else []


def _lowered(facts: MinutesFacts) -> list[str]:
    """Tell of each award lowered by the council: from which, to which, why, and what came of it."""
    lines = []
    for item in facts.closed:
        lower = facts.beside.lowered.get(item.id)
        if lower is None:
            continue
        result = "thông qua" if lower.is_adopted else "không thông qua hoặc chưa bỏ phiếu"
        award = award_name_vi(item.regime_id, lower.award_code)
        lines.append(f"- {_named(item)}: đề nghị {award}; lý do: {_line(lower.reason)}; kết quả: {result}.")
    return ["\n".join(["Hồ sơ được Hội đồng đề nghị danh hiệu, hình thức thấp hơn:", *lines])] if lines else []


def _results(closed: Sequence[ItemRow]) -> str:
    adopted = sum(item.result is ItemResult.ADOPTED for item in closed)
    lines = [
        "IV. Kết quả bỏ phiếu",
        f"{adopted}/{len(closed)} hồ sơ đủ tỷ lệ phiếu đồng ý để đề nghị xét tặng (danh sách kèm theo).",
        *_by_award(closed),
    ]
    missed = [_named(item) for item in closed if item.result is ItemResult.NOT_ADOPTED]
    if missed:
        lines.append(f"Không đủ tỷ lệ: {', '.join(missed)}.")
    again = [_named(item) for item in closed if item.result is ItemResult.NO_QUORUM]
    if again:
        lines.append(f"Chưa đủ thành viên để bỏ phiếu, chuyển phiên họp sau: {', '.join(again)}.")
    return "\n".join(lines)


def _by_award(closed: Sequence[ItemRow]) -> list[str]:
    found: dict[str, list[ItemRow]] = {}
    for item in closed:
        found.setdefault(award_name_vi(item.regime_id, item.award_code), []).append(item)
    if len(found) < 2:
        return []
    return [
        f"- {award}: {sum(item.result is ItemResult.ADOPTED for item in items)}/{len(items)} hồ sơ."
        for award, items in found.items()
    ]


def _ending(facts: MinutesFacts) -> str:
    closed_at = facts.meeting.closed_at
    if closed_at is None:
        return ""
    return f"V. Kết thúc\nPhiên họp kết thúc lúc {moment_vi(closed_at)}. Biên bản được thông qua tại phiên họp."


def moment_vi(moment: datetime) -> str:
    """Write a moment as papers do: "8 giờ 30, ngày 05 tháng 12 năm 2018"."""
    here = moment.astimezone(HERE)
    return f"{here.hour} giờ {here.minute:02}, {long_date_vi(here.date())}"


def _line(reason: str | None) -> str:
    """Return a reason as one line: a line of its own could look like a heading of the minutes."""
    return " ".join((reason or "").split()).rstrip(".")
