"""Establishing councils and changing their members."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.core.access import Role
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion
from app.council import services
from app.council.enums import CouncilRole, MeetingStatus, Presence
from app.council.models import Attendance, Council
from app.council.queries import council_of
from app.council.queries.councils import councils_listed, seats_of
from app.council.rules import Seat
from app.council.services import CouncilPlan
from app.organisation.enums import Authority
from tests.factories.actors import make_actor
from tests.factories.council import Board, make_board
from tests.factories.organisation import make_person, make_unit

pytestmark = pytest.mark.both_engines
AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session, status=MeetingStatus.PLANNED, at=AT)


def seats(board: Board, *numbers: int, chair: int = 0) -> list[Seat]:
    return [
        Seat(
            board.people[number].id,
            CouncilRole.CHAIR if number == chair else CouncilRole.MEMBER,
            post="Trưởng phòng",
        )
        for number in numbers
    ]


def plan(board: Board, **changes: object) -> CouncilPlan:
    facts: dict[str, object] = {
        "body_id": board.body.id,
        "year": 2027,
        "name": "Hội đồng Thi đua - Khen thưởng năm 2027",
        "decision_number": "05/QĐ-SKHCN",
        "decision_on": date(2027, 1, 10),
        "members": seats(board, 0, 1, 2),
    }
    return CouncilPlan(**{**facts, **changes})  # type: ignore[arg-type]


def test_a_council_is_established_with_its_members(session: Session, board: Board):
    council_id = services.establish_council(plan(board, name="  Hội đồng\u200b 2027 "), actor=board.hr, at=AT)

    council = session.get_one(Council, council_id)
    assert (council.name, council.year) == ("Hội đồng 2027", 2027)
    assert [(seat.person_id, seat.role) for seat in seats_of(session, council_id)] == [
        (board.people[0].id, CouncilRole.CHAIR),
        (board.people[1].id, CouncilRole.MEMBER),
        (board.people[2].id, CouncilRole.MEMBER),
    ]
    assert [event.kind for event in events_of(session, council_id)] == ["council.established"]
    assert council_of(session, board.body.id, 2027) is council
    assert council_of(session, board.body.id, 2020) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"name": "x" * 10_000},
        {"decision_number": "9" * 81},
        {"year": 1066},
        {"members": []},
    ],
)
def test_a_council_with_wrong_facts_is_refused(session: Session, board: Board, changes: dict[str, object]):
    with pytest.raises(RuleBroken):
        services.establish_council(plan(board, **changes), actor=board.hr, at=AT)


def test_members_work_in_the_body(session: Session, board: Board):
    elsewhere = make_unit(session, "ELSE", authority=Authority.GRASSROOTS)
    stranger = make_person(session, unit=elsewhere)

    for person in (stranger, make_person(session)):
        members = [*seats(board, 0, 1), Seat(person.id)]
        with pytest.raises(RuleBroken):
            services.establish_council(plan(board, members=members), actor=board.hr, at=AT)


def test_only_those_who_manage_the_body_establish(session: Session, board: Board):
    with pytest.raises(NotFound):
        services.establish_council(plan(board), actor=make_actor(session), at=AT)
    with pytest.raises(NotAllowed):
        services.establish_council(plan(board), actor=make_actor(session, Role.AUDITOR, board.body), at=AT)
    with pytest.raises(RuleBroken):
        services.establish_council(plan(board, body_id=board.units[0].id), actor=board.hr, at=AT)


def test_those_who_leave_keep_their_row(session: Session, board: Board):
    session.add(Attendance(meeting_id=board.meeting.id, member_id=board.members[4].id, presence=Presence.PRESENT))
    session.commit()

    services.change_members(board.council.id, seats(board, 1, 0, 2, 3, chair=1), actor=board.hr, at=AT)

    known = seats_of(session, board.council.id, in_force=False)
    assert [seat.member_id for seat in known] == [board.members[number].id for number in (1, 0, 2, 3, 4)]
    assert [seat.left_on for seat in known] == [None, None, None, None, date(2026, 3, 2)]
    assert session.scalars(select(Attendance.member_id)).all() == []

    services.change_members(board.council.id, seats(board, 1, 4, chair=1), actor=board.hr, at=AT)
    assert [seat.person_id for seat in seats_of(session, board.council.id)] == [board.people[1].id, board.people[4].id]


def test_members_do_not_change_while_a_meeting_is_in_session(session: Session):
    board = make_board(session, at=AT)

    with pytest.raises(RuleBroken):
        services.change_members(board.council.id, seats(board, 0, 1), actor=board.hr, at=AT)


def test_a_stale_list_of_members_is_refused(session: Session, board: Board):
    services.change_members(board.council.id, seats(board, 0, 1), actor=board.hr, at=AT, version=1)

    with pytest.raises(StaleVersion):
        services.change_members(board.council.id, seats(board, 0, 1, 2), actor=board.hr, at=AT, version=1)


def test_the_facts_of_a_council_can_be_corrected(session: Session, board: Board):
    services.amend_council(
        board.council.id, name="Hội đồng", decision_number="7/QĐ", decision_on=None, actor=board.hr, at=AT, version=1
    )

    assert (board.council.name, board.council.decision_on, board.council.version) == ("Hội đồng", None, 2)
    changes = events_of(session, board.council.id)[0].changes
    assert changes["decision_number"] == ["12/QĐ-SKHCN", "7/QĐ"]
    with pytest.raises(NotAllowed):
        services.amend_council(
            board.council.id, name="X", decision_number="", decision_on=None, actor=board.voters[0], at=AT
        )


def test_councils_are_listed_for_those_who_may_know(session: Session, board: Board):
    make_board(session, code="ELSE")

    def listed(actor: object) -> list[int]:
        rows = councils_listed(session, actor, body_id=board.body.id)  # type: ignore[arg-type]
        return [row.members_count for row in rows]

    assert listed(board.hr) == [5]
    assert listed(board.voters[0]) == [5]
    assert listed(make_actor(session, Role.UNIT_HEAD, board.units[0])) == []
