"""A thematic campaign before the council today: what the council did last week, and its meeting in session.

The first meeting lowered an award, took a vote again and voted once by name; its minutes wait for the chair. In the
second a member has written, a substitute sits, and the files stand in every way of voting.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.core.clock import local_day, now
from app.council.enums import Choice, ConflictKind, VotingWay
from app.council.queries import AgendaItem
from app.council.services import counting, lowering, meetings, opinions, revotes, voting
from app.council.services.notes import write_note
from app.council.services.opinions import OpinionReply
from app.council.services.paper_counting import Found, enter_counts
from app.council.services.voting import Opening
from app.demo.acts import Round, actor, calendar, move_on, nominee, plan_round, session, submitted, verify
from app.demo.department import Department
from app.demo.scans import opinion_paper
from app.demo.sittings import COUNCIL, SUBSTITUTE, call_meeting, items_of, seat_of, vote, write_minutes
from app.documents.uploads import current_store
from app.nominations.services.lowering import LowerPlan

DIGITAL: Final = "Có giải pháp chuyển đổi số được áp dụng, giảm thời gian xử lý hồ sơ."
LOWERED: Final = "Thành tích có tác dụng trong Sở, chưa nêu gương trong thành phố; Hội đồng đề nghị Giấy khen."
AGAIN: Final = "Phiếu phát trước khi Hội đồng nghe báo cáo bổ sung của đơn vị."
NOTE: Final = "Hỏi thêm về số liệu tiết kiệm thời gian nêu ở phần 2."
RELATIVE: Final = "Vợ của người được đề nghị."
WRITER: Final = "council7"
AWAY: Final = ("council6", WRITER)
"""A substitute sits for the first of them, the other one has written."""


def play(department: Department, council_id: UUID, this_day: date) -> None:
    """Endorsed, not endorsed, lowered, in the vote, on the agenda, verified for a later meeting."""
    digital = plan_round(
        department,
        f"Phong trào chuyển đổi số năm {this_day.year}",
        CampaignKind.THEMATIC,
        this_day.year,
        ["GK_CN", "GK_TT", "BKT_TT"],
        calendar(this_day, -34, -20, -12, 8, 40),
    )
    people, unit, upward = _verified(department, digital)
    _last_week(council_id, digital, people[:4], upward[0])
    _today(council_id, digital, people[4:20], unit, upward[1])


def _verified(department: Department, digital: Round) -> tuple[list[UUID], UUID, list[UUID]]:
    """Return twenty people, a unit for the certificate of the department, and two for that of the city."""
    met, staff = digital.days[Phase.OPEN] + timedelta(days=2), department.staff
    people = [
        nomination_id
        for code in ("CNSH", "QLCN", "TDC-TC", "QLKH", "VUOM")
        for nomination_id in submitted(
            department, digital, code, ["GK_CN"], people=staff[code][1:5], summary=DIGITAL, met_on=met
        )
    ]
    [unit] = submitted(department, digital, "CNSH", ["GK_TT"], people=[], collective=True, summary=DIGITAL, met_on=met)
    upward = [
        nomination_id
        for code in ("QLCN", "TDC")
        for nomination_id in submitted(
            department, digital, code, ["BKT_TT"], people=[], collective=True, summary=DIGITAL, met_on=met
        )
    ]
    move_on(digital, CampaignStatus.VERIFYING, at=digital.at(Phase.VERIFYING))
    verify([*people, unit, *upward], at=digital.at(Phase.VERIFYING, 2))
    move_on(digital, CampaignStatus.DELIBERATING, at=digital.at(Phase.DELIBERATING, hour=7))
    return people, unit, upward


def _last_week(council_id: UUID, digital: Round, people: Sequence[UUID], upward: UUID) -> None:
    """One name not adopted, one voted on again, one unit lowered from the city's certificate to the department's."""
    at, hr, present = digital.at(Phase.DELIBERATING, 3), actor("hr"), COUNCIL[:6]
    name = "Phiên họp thứ nhất, phong trào chuyển đổi số"
    meeting_id, items = call_meeting(council_id, digital, name, [*people, upward], at=at, absent=COUNCIL[6:])
    [refused], [unit], [again] = (items_of(items, [each]) for each in (people[3], upward, people[0]))
    vote(meeting_id, items, at=at + timedelta(minutes=15), members=present, against={refused: 3, unit: 3})
    counting.close_items(meeting_id, items, actor=hr, at=at + timedelta(minutes=40))
    later = at + timedelta(minutes=50)
    lowered = lowering.lower_award(unit, LowerPlan("GK_TT", LOWERED), actor=hr, at=later)
    revotes.annul_vote(again, AGAIN, actor=hr, at=later)
    vote(meeting_id, [again, lowered], at=later, members=present)
    counting.close_items(meeting_id, [again, lowered], actor=hr, at=at + timedelta(minutes=70))
    meetings.close_meeting(meeting_id, actor=hr, at=at + timedelta(minutes=75))
    write_minutes(meeting_id, at=at + timedelta(hours=2), signers=1)


def _today(council_id: UUID, digital: Round, people: Sequence[UUID], unit: UUID, upward: UUID) -> None:
    """Leave a meeting open: some have voted, the others find their ballots waiting, a box is counted once."""
    at = now() - timedelta(hours=1)
    name = "Phiên họp thứ hai, phong trào chuyển đổi số"
    meeting_id, items = call_meeting(
        council_id, digital, name, [*people, unit, upward], at=at, absent=AWAY, standing_in=[SUBSTITUTE]
    )
    secret, [boxed], [by_name] = items_of(items, people[:8]), items_of(items, [unit]), items_of(items, [upward])
    _write_in(council_id, meeting_id, items_of(items, people))
    voted, opened = ("council4", "council5", SUBSTITUTE), at + timedelta(minutes=10)
    vote(meeting_id, [*secret, by_name], at=opened, members=voted, asides={secret[0]: "council5"})
    voting.open_items(meeting_id, [boxed], Opening(VotingWay.PAPER), actor=actor("hr"), at=opened)
    found = Found(in_favour=5, against=1, abstentions=0, invalid=0)
    enter_counts(meeting_id, {boxed: found}, actor=actor("hr"), at=at + timedelta(minutes=40))
    write_note(secret[1], NOTE, actor=actor("council1"))


def _write_in(council_id: UUID, meeting_id: UUID, items: Sequence[UUID]) -> None:
    """Keep the signed paper of the absent member, and enter what it says: agree with nearly all, step aside on one."""
    hr, at, against, aside = actor("hr"), now() - timedelta(minutes=55), items[2], items[3]
    member_id, day = seat_of(council_id, WRITER), local_day(at)
    lines = (
        "Tôi đồng ý với các hồ sơ cá nhân đề nghị tặng Giấy khen trong chương trình phiên họp, trừ hai hồ sơ sau:",
        f"- {_name_on(against)}: không đồng ý;",
        f"- {_name_on(aside)}: không tham gia ý kiến, vì là người thân.",
    )
    paper = opinion_paper(actor(WRITER).name, lines, on=day)
    said = {item: OpinionReply(Choice.FOR) for item in items}
    said |= {against: OpinionReply(Choice.AGAINST), aside: OpinionReply(ground=RELATIVE, kind=ConflictKind.RELATIVE)}
    opinions.receive_opinion(meeting_id, member_id, day, [paper], actor=hr, at=at, store=current_store())
    opinions.enter_opinion(meeting_id, member_id, said, actor=hr, at=at)


def _name_on(item_id: UUID) -> str:
    return nominee(session().get_one(AgendaItem, item_id).nomination_id)
