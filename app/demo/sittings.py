"""The council of the demo at work: established, called together, voting, counting, writing its minutes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.core.access import Actor
from app.core.clock import local_day
from app.council.enums import ApprovalCapacity, Choice, ConflictKind, CouncilKind, CouncilRole, Presence
from app.council.presenters.minutes_text import drafted
from app.council.presenters.notices import USUAL_LINE, USUAL_TEXT
from app.council.queries import AgendaItem, CouncilMember, Elector
from app.council.queries.meetings import meeting_file
from app.council.queries.minutes import minutes_facts
from app.council.rules import Seat
from app.council.services import agenda, approvals, attendance, conflicts, councils, counting, meetings, voting
from app.council.services.notices import NoticePlan, save_notice
from app.council.services.voting import Opening
from app.demo.acts import Round, actor, moment, session
from app.demo.department import Department

COUNCIL: Final = ("council1", "council2", "council3", "council4", "council5", "council6", "council7")
PLACES: Final = (("SKHCN", 1), ("SKHCN", 2), ("VP", 0), ("TTRA", 0), ("KHTC", 0), ("TDC", 0), ("QLCN", 0))
"""Where the members work, by unit and rank there."""
POSTS: Final = (
    "Phó Giám đốc Sở, được Giám đốc ủy quyền",
    "Phó Giám đốc Sở",
    "Chánh Văn phòng Sở",
    "Chánh Thanh tra Sở",
    "Trưởng phòng Kế hoạch - Tài chính",
    "Chi cục trưởng Chi cục Tiêu chuẩn Đo lường Chất lượng",
    "Trưởng phòng Quản lý Công nghệ và Thị trường công nghệ",
)
ROLES: Final = (CouncilRole.CHAIR, CouncilRole.VICE_CHAIR, *[CouncilRole.MEMBER] * 5)
SUBSTITUTE: Final = "head.ttkt"
"""Who sits for council6 where the council has a substitute: the head of a centre below the same sub-department."""


def establish(department: Department, year: int, *, decision_on: date, has_substitute: bool = False) -> UUID:
    """Establish the council of a year: seven members with a vote, the HR officer as secretary without one."""
    staff = department.staff
    seats = [
        Seat(staff[code][rank], role, True, post) for (code, rank), role, post in zip(PLACES, ROLES, POSTS, strict=True)
    ]
    seats.append(Seat(staff["VP"][3], CouncilRole.SECRETARY, False, "Chuyên viên Văn phòng Sở, thư ký"))
    if has_substitute:
        post = "Giám đốc Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng, dự khuyết"
        seats.append(Seat(staff["TTKT"][0], CouncilRole.MEMBER, True, post, stands_in_for=staff["TDC"][0]))
    plan = councils.CouncilPlan(
        body_id=department.body_id,
        year=year,
        name=f"Hội đồng Thi đua - Khen thưởng Sở Khoa học và Công nghệ năm {year}",
        decision_number=f"{decision_on.month + 10}/QĐ-SKHCN",
        decision_on=decision_on,
        members=seats,
    )
    return councils.establish_council(plan, actor=actor("hr"), at=moment(decision_on))


def establish_initiatives(department: Department, year: int, *, decision_on: date) -> UUID:
    """Establish the council that recognises initiatives; it has no meetings about awards."""
    staff = department.staff
    seats = [
        Seat(staff["SKHCN"][2], CouncilRole.CHAIR, True, "Phó Giám đốc Sở"),
        Seat(staff["QLKH"][0], CouncilRole.VICE_CHAIR, True, "Trưởng phòng Quản lý Khoa học"),
        Seat(staff["SHTT"][0], CouncilRole.MEMBER, True, "Trưởng phòng Sở hữu trí tuệ"),
        Seat(staff["QLKH"][2], CouncilRole.SECRETARY, True, "Chuyên viên Phòng Quản lý Khoa học"),
    ]
    plan = councils.CouncilPlan(
        body_id=department.body_id,
        year=year,
        name=f"Hội đồng Sáng kiến Sở Khoa học và Công nghệ năm {year}",
        decision_number=f"{decision_on.month + 20}/QĐ-SKHCN",
        decision_on=decision_on,
        members=seats,
        kind=CouncilKind.INITIATIVE,
    )
    return councils.establish_council(plan, actor=actor("hr"), at=moment(decision_on))


def call_meeting(
    council_id: UUID,
    this: Round,
    name: str,
    ids: Collection[UUID],
    *,
    at: datetime,
    absent: Collection[str] = (),
    standing_in: Collection[str] = (),
) -> tuple[UUID, Sequence[UUID]]:
    """Plan a meeting, table files, note who came, and open it; a substitute sits where the member is absent."""
    hr = actor("hr")
    meeting_id = meetings.plan_meeting(
        council_id, this.campaign_id, name, at, "Phòng họp số 1, trụ sở Sở", actor=hr, at=at - timedelta(hours=20)
    )
    _invite(meeting_id, at=at - timedelta(hours=18))
    items = agenda.table_nominations(meeting_id, ids, actor=hr, at=at - timedelta(hours=1))
    came = {person_id for person_id in map(person_of, (*COUNCIL, "hr", *standing_in)) if person_id is not None}
    came -= {person_of(username) for username in absent}
    query = select(CouncilMember.id, CouncilMember.person_id).where(CouncilMember.council_id == council_id)
    presences = {
        row.id: Presence.PRESENT if row.person_id in came else Presence.ABSENT for row in session().execute(query)
    }
    attendance.record_attendance(meeting_id, presences, actor=hr, at=at)
    meetings.open_meeting(meeting_id, actor=hr, at=at)
    return meeting_id, items


def person_of(username: str) -> UUID | None:
    """Return the person behind an account of the demo."""
    return actor(username).person_id


def seat_of(council_id: UUID, username: str) -> UUID:
    """Return the seat of a member of a council."""
    query = select(CouncilMember.id).where(CouncilMember.council_id == council_id)
    return session().scalars(query.where(CouncilMember.person_id == person_of(username))).one()


def _invite(meeting_id: UUID, *, at: datetime) -> None:
    """Write the convening notice, signed by the chair."""
    chair = actor("council1").name
    plan = NoticePlan("", local_day(at), chair, USUAL_LINE, USUAL_TEXT)
    save_notice(meeting_id, plan, actor=actor("hr"), at=at, version=0)


def vote(
    meeting_id: UUID,
    items: Sequence[UUID],
    *,
    at: datetime,
    members: Sequence[str] = COUNCIL,
    against: Mapping[UUID, int] | None = None,
    opening: Opening | None = None,
    asides: Mapping[UUID, str] | None = None,
) -> None:
    """Open items, let members answer for conflicts and cast; ``against``: how many vote no on an item."""
    voting.open_items(meeting_id, items, opening, actor=actor("hr"), at=at)
    noes, relatives = dict(against or {}), dict(asides or {})
    for username in members:
        who = actor(username)
        mine = _electoral_items(items, who)
        if mine:
            _answer_and_cast(meeting_id, mine, noes, relatives, who=who, username=username, at=at)


def _answer_and_cast(
    meeting_id: UUID,
    mine: Sequence[UUID],
    noes: dict[UUID, int],
    relatives: Mapping[UUID, str],
    *,
    who: Actor,
    username: str,
    at: datetime,
) -> None:
    replies = {
        item: conflicts.ConflictReply(True, "Em ruột của người được đề nghị.", ConflictKind.RELATIVE)
        if relatives.get(item) == username
        else conflicts.ConflictReply(has_conflict=False)
        for item in mine
    }
    conflicts.answer_conflicts(meeting_id, replies, actor=who, at=at)
    choices = {item: _choice(noes, item) for item in mine if not replies[item].has_conflict}
    voting.cast_ballots(meeting_id, choices, actor=who, at=at)


def _choice(noes: dict[UUID, int], item: UUID) -> Choice:
    if noes.get(item, 0) > 0:
        noes[item] -= 1
        return Choice.AGAINST
    return Choice.FOR


def _electoral_items(items: Sequence[UUID], who: Actor) -> list[UUID]:
    query = (
        select(Elector.item_id)
        .join(CouncilMember, CouncilMember.id == Elector.member_id)
        .where(CouncilMember.person_id == who.person_id, Elector.item_id.in_(items))
    )
    mine = set(session().scalars(query))
    return [item for item in items if item in mine]


def finish(meeting_id: UUID, items: Sequence[UUID], *, at: datetime) -> None:
    """Close the items and the meeting."""
    counting.close_items(meeting_id, items, actor=actor("hr"), at=at)
    meetings.close_meeting(meeting_id, actor=actor("hr"), at=at)


SIGNERS: Final = (
    (ApprovalCapacity.SECRETARY, "hr"),
    (ApprovalCapacity.CHAIR, "council1"),
    (ApprovalCapacity.HEAD, "director"),
)


def write_minutes(meeting_id: UUID, *, at: datetime, signers: int = len(SIGNERS)) -> None:
    """Keep the minutes as they are drafted; secretary, chair and director approve, the first so many of them."""
    facts = minutes_facts(session(), meeting_file(session(), meeting_id, actor("hr")))
    approvals.save_minutes(meeting_id, drafted(facts), actor=actor("hr"), at=at)
    for hours, (capacity, username) in enumerate(SIGNERS[:signers], 1):
        later = at + timedelta(hours=hours)
        approvals.approve_minutes(meeting_id, capacity, actor=actor(username), at=later)


def items_of(items: Sequence[UUID], nomination_ids: Collection[UUID]) -> list[UUID]:
    """Return the items of an agenda that are about these nominations, in agenda order."""
    wanted = select(AgendaItem.id).where(AgendaItem.id.in_(items), AgendaItem.nomination_id.in_(nomination_ids))
    return list(session().scalars(wanted.order_by(AgendaItem.position)))
