"""Establishing councils and changing their members."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.core.access import Role
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion
from app.council import services
from app.council.enums import Choice, CouncilKind, CouncilRole, MeetingStatus, Presence
from app.council.models import AgendaItem, Attendance, Council, Elector, WrittenVote
from app.council.queries import council_of
from app.council.queries.acts import voters_of
from app.council.queries.councils import councils_listed, latest_council_id, seats_of, stand_ins
from app.council.rules import Seat
from app.council.services import CouncilPlan, MeetingPlan
from app.documents.uploads import current_store
from app.organisation.enums import Authority
from tests.factories.actors import make_actor
from tests.factories.council import Board, make_board
from tests.factories.organisation import make_person, make_unit
from tests.integration.council.paper_acts import receive, scan, write

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


def with_substitute(board: Board) -> list[Seat]:
    """Five seats: the last person stands in for the second."""
    members = seats(board, 0, 1, 2, 3)
    return [*members, Seat(board.people[4].id, stands_in_for=board.people[1].id)]


def test_a_substitute_has_the_seat_of_another_and_no_vote_of_their_own(session: Session, board: Board):
    members = with_substitute(board)
    members[1] = Seat(board.people[1].id, has_vote=False)

    council_id = services.establish_council(plan(board, members=members), actor=board.hr, at=AT)

    kept = {seat.person_id: seat for seat in seats_of(session, council_id)}
    substitute = kept[board.people[4].id]
    assert (substitute.stands_in_for, substitute.stands_in_for_name) == (board.people[1].id, "Trần Ủy Viên 2")
    assert not substitute.has_vote, "the vote is that of the member"
    [row] = [row for row in councils_listed(session, board.hr, body_id=board.body.id) if row.id == council_id]
    assert (row.members_count, row.votes_count) == (5, 3)


@pytest.mark.parametrize("case", ["of_nobody", "of_a_substitute", "two_for_one", "chair"])
def test_substitutes_that_make_no_sense_are_refused(session: Session, board: Board, case: str):
    first, second, third, fourth = (person.id for person in board.people[:4])
    chair = Seat(first, CouncilRole.CHAIR)
    members = {
        "of_nobody": [chair, Seat(second), Seat(third, stands_in_for=fourth)],
        "of_a_substitute": [chair, Seat(second, stands_in_for=first), Seat(third, stands_in_for=second)],
        "two_for_one": [chair, Seat(second), Seat(third, stands_in_for=second), Seat(fourth, stands_in_for=second)],
        "chair": [Seat(first, CouncilRole.CHAIR, stands_in_for=second), Seat(second)],
    }[case]

    with pytest.raises(RuleBroken):
        services.establish_council(plan(board, members=members), actor=board.hr, at=AT)


def test_substitutes_change_with_the_members(session: Session, board: Board):
    services.change_members(board.council.id, with_substitute(board), actor=board.hr, at=AT)
    again = [*seats(board, 0, 1, 2, 3), Seat(board.people[4].id, stands_in_for=board.people[2].id)]

    services.change_members(board.council.id, again, actor=board.hr, at=AT)
    assert stand_ins(session, board.council.id) == {board.people[4].id: board.people[2].id}

    services.change_members(board.council.id, seats(board, 0, 1, 2, 3, 4), actor=board.hr, at=AT)
    assert stand_ins(session, board.council.id) == {}
    assert [event.kind for event in events_of(session, board.council.id)] == ["council.members_changed"] * 3


def test_the_pair_has_one_seat_and_one_vote(session: Session, board: Board):
    services.change_members(board.council.id, with_substitute(board), actor=board.hr, at=AT)
    ids = [member.id for member in board.members]
    present, absent = Presence.PRESENT, Presence.ABSENT

    with pytest.raises(RuleBroken):
        services.record_attendance(board.meeting.id, dict.fromkeys(ids, present), actor=board.hr, at=AT)
    came = dict.fromkeys(ids, present) | {ids[1]: absent}
    services.record_attendance(board.meeting.id, came, actor=board.hr, at=AT)

    assert voters_of(session, board.meeting.id, board.council.id) == dict.fromkeys(
        [ids[0], ids[4], ids[2], ids[3]], True
    )
    services.open_meeting(board.meeting.id, actor=board.hr, at=AT)
    services.open_items(board.meeting.id, board.item_ids, actor=board.hr, at=AT)
    item = session.get_one(AgendaItem, board.item_ids[0])
    assert (item.members_count, item.present_count, item.ballots_issued) == (4, 4, 4)
    electors = set(session.scalars(select(Elector.member_id).where(Elector.item_id == item.id)))
    assert electors == {ids[0], ids[4], ids[2], ids[3]}
    services.answer_conflict(item.id, False, actor=board.voters[4], at=AT)
    services.cast_ballots(board.meeting.id, {item.id: Choice.FOR}, actor=board.voters[4], at=AT)
    with pytest.raises(RuleBroken):
        services.record_attendance(board.meeting.id, {ids[1]: present}, actor=board.hr, at=AT)


def test_a_member_in_whose_seat_somebody_sits_writes_no_opinion(session: Session, board: Board):
    services.change_members(board.council.id, with_substitute(board), actor=board.hr, at=AT)
    write(board, 1, Choice.FOR, at=AT)
    ids = [member.id for member in board.members]
    with pytest.raises(RuleBroken):
        receive(board, 4, at=AT)

    came = {ids[0]: Presence.PRESENT, ids[1]: Presence.ABSENT, ids[4]: Presence.PRESENT}
    services.record_attendance(board.meeting.id, came, actor=board.hr, at=AT)

    assert session.scalars(select(WrittenVote)).all() == []
    with pytest.raises(RuleBroken):
        receive(board, 1, at=AT)


def test_a_council_meets_in_its_period_of_office(session: Session, board: Board):
    council_id = services.establish_council(
        plan(board, year=2026, valid_from=date(2026, 2, 1), valid_to=date(2026, 6, 30)), actor=board.hr, at=AT
    )

    def meet(at: datetime) -> object:
        return services.plan_meeting(council_id, board.campaign.id, "Phiên họp", at, actor=board.hr, at=AT)

    with pytest.raises(RuleBroken):
        meet(datetime(2026, 1, 31, 8, tzinfo=UTC))
    with pytest.raises(RuleBroken):
        meet(datetime(2026, 6, 30, 18, tzinfo=UTC))  # One o'clock of the next day in Việt Nam.
    meeting_id = meet(datetime(2026, 6, 30, 8, tzinfo=UTC))
    late = MeetingPlan("Phiên họp", datetime(2026, 7, 1, 8, tzinfo=UTC))
    with pytest.raises(RuleBroken):
        services.replan_meeting(meeting_id, late, actor=board.hr, at=AT)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken):
        services.amend_council(
            council_id,
            name="Hội đồng",
            decision_number="",
            decision_on=None,
            valid_to=date(2026, 5, 1),
            actor=board.hr,
            at=AT,
        )
    with pytest.raises(RuleBroken):
        services.establish_council(
            plan(board, valid_from=date(2026, 2, 2), valid_to=date(2026, 2, 1)), actor=board.hr, at=AT
        )


def test_of_several_councils_the_one_in_office_is_found(session: Session, board: Board):
    first, second, initiatives = (
        services.establish_council(plan(board, **changes), actor=board.hr, at=AT)
        for changes in (
            {"valid_to": date(2027, 6, 30)},
            {"valid_from": date(2027, 7, 1), "decision_on": date(2027, 6, 20)},
            {"kind": CouncilKind.INITIATIVE, "decision_on": date(2027, 8, 1)},
        )
    )

    def found(on: date | None) -> object:
        council = council_of(session, board.body.id, 2027, on=on)
        return council.id if council else None

    assert [found(date(2027, 6, 30)), found(date(2027, 7, 1)), found(None)] == [first, second, second]
    with pytest.raises(RuleBroken):
        services.plan_meeting(initiatives, board.campaign.id, "Phiên họp", AT, actor=board.hr, at=AT)


def test_the_establishing_decision_is_kept_as_a_file(session: Session, board: Board):
    [kept] = services.attach_decision(board.council.id, [scan("qd.pdf")], actor=board.hr, at=AT, store=current_store())
    with pytest.raises(NotAllowed):
        services.detach_decision(board.council.id, kept, actor=board.voters[0], at=AT)

    services.detach_decision(board.council.id, kept, actor=board.hr, at=AT)

    kinds = [event.kind for event in events_of(session, board.council.id)]
    assert kinds == ["council.attached", "council.detached"]


def test_members_are_taken_over_from_a_council_for_awards(session: Session, board: Board):
    initiative = plan(board, name="Hội đồng sáng kiến", year=2027, kind=CouncilKind.INITIATIVE)
    services.establish_council(initiative, actor=board.hr, at=AT)

    assert latest_council_id(session, board.body.id) == board.council.id
