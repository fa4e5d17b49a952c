"""The minutes and the ballot count as papers, one shape for print and file: Vietnamese on every screen."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from app.core.clock import HERE
from app.core.text import long_date_vi
from app.council.enums import ApprovalCapacity, BallotMethod, CouncilKind, MeetingStatus
from app.council.labels import RESULTS_VI
from app.council.presenters.minutes_text import drafted, presiding, secretary, voted_again
from app.council.presenters.named import voices_vi
from app.council.presenters.words import nominee_detail, percent_in
from app.council.queries.approvals import MinutesApproval
from app.council.queries.attendance import present_seats
from app.council.queries.meetings import ItemRow
from app.council.queries.minutes import MinutesFacts
from app.council.rules import KeptVote, redone, rule_of, votes_of, written_of
from app.nominations.labels import award_abbreviation, award_name_vi
from app.organisation.queries import Unit


@dataclass(frozen=True, slots=True)
class CountRow:
    """One name of the ballot count; texts, so that a figure that is not said stays empty."""

    number: str
    name: str
    detail: str
    issued: str
    returned: str
    valid: str
    invalid: str
    in_favour: str
    against: str
    abstentions: str
    written: str
    """Agree / disagree / abstain in writing; empty where nobody wrote."""
    agree: str
    against_all: str
    """As ``agree``: in the room and in writing."""
    base: str
    share: str
    result: str
    remark: str


@dataclass(frozen=True, slots=True)
class CountGroup:
    """The ballot count of one award and rule."""

    award: str
    rule: str
    rows: Sequence[CountRow]


@dataclass(frozen=True, slots=True)
class Paper:
    """What the minutes and the ballot count have in common, ready to print."""

    title: str
    kind: str
    agency: str
    issuer: str
    number: str
    place_date: str
    about: tuple[str, str]
    chair: str
    secretary: str
    is_draft: bool
    groups: Sequence[CountGroup]
    sections: Sequence[tuple[str, Sequence[str]]]

    def data(self) -> Mapping[str, Any]:  # Any: JSON values
        """Return the paper as the template of the file reads it."""
        return asdict(self)


ISSUERS: Final = {
    CouncilKind.EMULATION: ("Hội đồng Thi\u00a0đua\u00a0-\u00a0Khen\u00a0thưởng", "HĐTĐKT"),
    CouncilKind.INITIATIVE: ("Hội đồng Sáng kiến", "HĐSK"),
}
"""A council as papers name it, and its letters in their numbers."""


def minutes_of(facts: MinutesFacts, body: Unit, approvals: Sequence[MinutesApproval]) -> Paper:
    """Return the minutes: the text, and the results by award and name, without the figures of result-only items."""
    text = facts.meeting.minutes or drafted(facts)
    return _paper("Biên bản", facts, body, approvals, counted(facts, with_hidden=False), sections(text))


def count_of(facts: MinutesFacts, body: Unit, approvals: Sequence[MinutesApproval]) -> Paper:
    """Return the ballot count with every figure; only for those who may see them."""
    return _paper("Biên bản kiểm phiếu", facts, body, approvals, counted(facts, with_hidden=True), _board(facts))


def _paper(
    kind: str,
    facts: MinutesFacts,
    body: Unit,
    approvals: Sequence[MinutesApproval],
    groups: Sequence[CountGroup],
    parts: Sequence[tuple[str, Sequence[str]]],
) -> Paper:
    meeting = facts.meeting
    issuer, letters = ISSUERS[facts.beside.kind]
    symbol = f"{letters}-{body.symbol}" if body.symbol else letters
    day = long_date_vi((meeting.closed_at or meeting.held_at).astimezone(HERE).date())
    signed = {each.capacity: each.name for each in approvals}
    return Paper(
        title=f"{kind} · {meeting.name}",
        kind=kind,
        agency=body.name,
        issuer=issuer,
        number=f"Số: .../BB-{symbol}",
        place_date=f"{body.place}, {day}" if body.place else day[:1].upper() + day[1:],
        about=(meeting.name, meeting.council_name.replace(" - ", "\u00a0- ")),
        chair=signed.get(ApprovalCapacity.CHAIR) or presiding(facts.attendance),
        secretary=signed.get(ApprovalCapacity.SECRETARY) or secretary(facts.attendance),
        is_draft=meeting.status is not MeetingStatus.MINUTED,
        groups=groups,
        sections=parts,
    )


def _board(facts: MinutesFacts) -> list[tuple[str, Sequence[str]]]:
    """Say who counted and how many there were, above the tables of the ballot count."""
    voters, votes = present_seats(facts.attendance)
    lines = [f"Số thành viên có quyền biểu quyết: {votes}; có mặt: {voters}."]
    if facts.beside.opinions:
        names = ", ".join(f"ông/bà {each.name}" for each in facts.beside.opinions)
        lines.append(f"Ý kiến bằng văn bản của thành viên vắng mặt: {len(facts.beside.opinions)} ({names}).")
    methods = {item.method for item in facts.closed}
    board = sorted({name for item in facts.closed for name in facts.beside.counters.get(item.id, ())})
    if BallotMethod.PAPER in methods:
        lines.append(f"Ban kiểm phiếu: {', '.join(f'ông/bà {name}' for name in board)}.")
        lines.append("Phiếu in được hai người kiểm phiếu đếm độc lập; kết quả dưới đây là kết quả trùng khớp.")
    if BallotMethod.ELECTRONIC in methods:
        lines.append("Phiếu điện tử được phát, thu và kiểm trên hệ thống bỏ phiếu kín.")
    if BallotMethod.OPEN in methods:
        lines.append("Hồ sơ được biểu quyết công khai trên hệ thống; ý kiến của từng thành viên như sau:")
        lines += voices_vi(facts.closed, facts.said)
    lines.append("Thành viên có xung đột lợi ích không được phát phiếu đối với hồ sơ liên quan.")
    lines += [line for part in voted_again(facts) for line in part.splitlines()]
    return [("", lines)]


def counted(facts: MinutesFacts, *, with_hidden: bool) -> list[CountGroup]:
    """Return the count of the closed items by award and rule, numbered within each.

    ``with_hidden`` says the figures of items of which only the result is told.
    """
    found: dict[tuple[str, str], list[CountRow]] = {}
    for item in facts.closed:
        rows = found.setdefault((award_name_vi(item.regime_id, item.award_code), _rule_vi(item)), [])
        rows.append(_row(len(rows) + 1, item, facts, with_hidden=with_hidden))
    return [CountGroup(award, rule, rows) for (award, rule), rows in found.items()]


def _row(number: int, item: ItemRow, facts: MinutesFacts, *, with_hidden: bool) -> CountRow:
    told = with_hidden or not item.is_result_only
    figures = _figures(item)
    said = figures if told else dict.fromkeys(figures, "")
    assert item.result is not None
    return CountRow(
        number=str(number),
        name=item.nominee_name,
        detail=_detail(item),
        result=RESULTS_VI[item.result],
        remark=_remark(item, facts, told=told),
        **said,
    )


def _figures(item: ItemRow) -> dict[str, str]:
    """Return the numbers as counted, and what the frozen rule makes of them."""
    vote = KeptVote.of(item)
    votes, written, done, rule = votes_of(vote), written_of(vote), redone(vote), rule_of(vote)
    adds = rule is not None and rule.counts_written
    return {
        "issued": str(votes.issued),
        "returned": str(votes.returned),
        "valid": str(votes.returned - votes.invalid),
        "invalid": str(votes.invalid),
        "in_favour": str(votes.in_favour),
        "against": str(votes.against),
        "abstentions": str(votes.abstentions),
        "written": f"{written.in_favour}/{written.against}/{written.abstentions}" if written.total else "",
        "agree": str(done.in_favour if done else 0),
        "against_all": str(votes.against + (written.against if adds else 0)),
        "base": str(max(done.base_count, 0) if done else 0),
        "share": percent_in(done.hundredths_in_favour if done else 0, vietnamese=True),
    }


def _remark(item: ItemRow, facts: MinutesFacts, *, told: bool) -> str:
    counters = facts.beside.counters.get(item.id, ())
    lower = facts.beside.lowered.get(item.id)
    origin = _origin(item, facts)
    parts = [
        f"đã thông qua mức thấp hơn: {award_abbreviation(item.regime_id, lower.award_code)}"
        if lower and lower.is_adopted
        else "",
        f"thay cho {award_abbreviation(origin.regime_id, origin.award_code)}" if origin else "",
        "" if told else "chỉ công bố kết quả",
        f"bỏ phiếu lần {item.round}" if item.round > 1 else "",
        "biểu quyết công khai" if item.method is BallotMethod.OPEN else "",
        f"phiếu in; kiểm: {', '.join(counters)}" if counters else "",
    ]
    return "; ".join(part for part in parts if part)


def _origin(item: ItemRow, facts: MinutesFacts) -> ItemRow | None:
    """Return the item in whose place this one was proposed in the same meeting."""
    froms = [item_id for item_id, lower in facts.beside.lowered.items() if lower.nomination_id == item.nomination_id]
    return next((each for each in facts.closed if each.id in froms), None)


def _detail(item: ItemRow) -> str:
    place = nominee_detail(item.nominee_name, item.nominee_post, item.nominee_unit_name)
    return "; ".join(part for part in (place, "ngoại lệ" if item.exception_reason else "") if part)


def _rule_vi(item: ItemRow) -> str:
    whole = "tổng số thành viên có quyền biểu quyết"
    of_whom = whole if item.base is not None and item.base.value == "all_members" else "số thành viên có mặt"
    return f"Tỷ lệ đồng ý từ {item.threshold_percent}% trở lên, tính trên {of_whom}"


def sections(text: str) -> list[tuple[str, Sequence[str]]]:
    """Split the minutes into headed sections: a heading is a line that begins "I. ", "II. "."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        head = line.split(".", 1)[0]
        if head and set(head) <= set("IVX") and line.startswith(f"{head}. "):
            found.append((line, []))
        elif line.strip():
            if not found:
                found.append(("", []))
            found[-1][1].append(line)
    return [(heading, lines) for heading, lines in found]
