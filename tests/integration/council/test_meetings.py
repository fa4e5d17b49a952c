"""The course of a meeting, and its agenda."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.council import services
from app.council.enums import CouncilRole, ItemStatus, MeetingStatus, Presence
from app.council.models import AgendaItem, Attendance, ConflictAnswer, Meeting
from app.council.services import MeetingPlan
from app.nominations.enums import Status
from app.organisation.enums import Authority
from tests.factories.actors import make_account, make_actor
from tests.factories.campaigns import make_campaign
from tests.factories.council import Board, as_member, make_board, make_seat
from tests.factories.nominations import make_nomination
from tests.factories.organisation import make_person, make_unit
from tests.integration.council.acts import open_all

pytestmark = pytest.mark.both_engines
AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LATE = AT + timedelta(days=60)


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session, at=AT)


@pytest.fixture
def planned(session: Session) -> Board:
    return make_board(session, at=AT, status=MeetingStatus.PLANNED, files=0)


def test_a_meeting_is_planned_for_a_campaign_of_the_body(session: Session, board: Board):
    meeting_id = services.plan_meeting(
        board.council.id, board.campaign.id, " Phiên họp thứ hai ", AT, "Hội trường", actor=board.hr, at=AT
    )

    meeting = session.get_one(Meeting, meeting_id)
    assert (meeting.name, meeting.status) == ("Phiên họp thứ hai", MeetingStatus.PLANNED)
    other = make_campaign(session, make_unit(session, "ELSE", authority=Authority.GRASSROOTS))
    for campaign_id, name in ((other.id, "Phiên"), (board.campaign.id, ""), (board.campaign.id, "x" * 301)):
        with pytest.raises(RuleBroken):
            services.plan_meeting(board.council.id, campaign_id, name, AT, "", actor=board.hr, at=AT)


def test_a_planned_meeting_can_be_moved(session: Session, planned: Board):
    later = AT + timedelta(days=1)
    services.replan_meeting(
        planned.meeting.id, MeetingPlan("Phiên họp dời ngày", later, "Phòng 2"), actor=planned.hr, at=AT, version=1
    )

    assert (planned.meeting.name, planned.meeting.held_at) == ("Phiên họp dời ngày", later)
    with pytest.raises(StaleVersion):
        services.replan_meeting(planned.meeting.id, MeetingPlan("x", AT), actor=planned.hr, at=AT, version=1)


def test_the_secretary_of_the_council_runs_its_meetings(session: Session, planned: Board):
    person = make_person(session, unit=planned.units[0])
    make_seat(session, planned.council, person, CouncilRole.SECRETARY, has_vote=False, position=9)
    secretary = as_member(make_account(session, person=person), planned.council)
    everybody = {member.id: Presence.PRESENT for member in planned.members}

    services.record_attendance(planned.meeting.id, everybody, actor=secretary, at=AT)
    services.open_meeting(planned.meeting.id, actor=secretary, at=AT)

    assert planned.meeting.status is MeetingStatus.OPEN
    with pytest.raises(NotAllowed):
        services.record_attendance(planned.meeting.id, everybody, actor=planned.voters[1], at=AT)
    with pytest.raises(NotFound):
        services.open_meeting(planned.meeting.id, actor=make_actor(session), at=AT)


def test_a_meeting_opens_after_attendance_and_counts_the_others_as_absent(session: Session, planned: Board):
    with pytest.raises(RuleBroken):
        services.open_meeting(planned.meeting.id, actor=planned.hr, at=AT)
    services.record_attendance(planned.meeting.id, {planned.members[0].id: Presence.PRESENT}, actor=planned.hr, at=AT)
    with pytest.raises(RuleBroken):
        services.open_meeting(planned.meeting.id, actor=planned.hr, at=LATE)

    services.open_meeting(planned.meeting.id, actor=planned.hr, at=AT)

    presences = session.scalars(select(Attendance.presence).order_by(Attendance.presence)).all()
    assert presences == [Presence.ABSENT] * 4 + [Presence.PRESENT]
    assert [event.kind for event in events_of(session, planned.meeting.id)] == [
        "meeting.attendance_recorded",
        "meeting.opened",
    ]


def test_attendance_is_of_members(session: Session, planned: Board):
    other = make_board(session, at=AT, code="ELSE")

    with pytest.raises(NotFound):
        services.record_attendance(planned.meeting.id, {other.members[0].id: Presence.PRESENT}, actor=planned.hr, at=AT)


def test_the_agenda_is_ordered_by_award_unit_and_name(session: Session, planned: Board):
    def file(award: str, unit: int, name: str) -> object:
        person = make_person(session, name, planned.units[unit])
        return make_nomination(session, planned.campaign, planned.units[unit], person, award, status=Status.VERIFIED).id

    wanted = [
        file("LDTT", 0, "Trần Thị Đan"),
        file("LDTT", 0, "Võ Văn Dương"),
        file("LDTT", 1, "Phạm An"),
        file("CSTDCS", 0, "Lê Văn Đặng"),
        file("GK_CN", 0, "Bùi An"),
    ]
    services.table_nominations(planned.meeting.id, [wanted[4], wanted[0], wanted[3]], actor=planned.hr, at=AT)
    ids = services.table_nominations(planned.meeting.id, [wanted[2], wanted[1]], actor=planned.hr, at=AT)

    query = select(AgendaItem.nomination_id, AgendaItem.position).order_by(AgendaItem.position)
    rows = session.execute(query).all()
    assert [row.position for row in rows] == [1, 2, 3, 4, 5]
    assert [row.nomination_id for row in rows] == [wanted[1], wanted[0], wanted[2], wanted[3], wanted[4]]
    assert [session.get_one(AgendaItem, item_id).nomination_id for item_id in ids] == [wanted[1], wanted[2]]


def test_tabling_moves_the_file_and_derives_conflicts(session: Session, planned: Board):
    nomination = make_nomination(session, planned.campaign, planned.units[1], planned.people[1], status=Status.VERIFIED)

    (item_id,) = services.table_nominations(planned.meeting.id, [nomination.id], actor=planned.hr, at=AT)

    session.refresh(nomination)
    assert nomination.status is Status.TABLED
    answer = session.get_one(ConflictAnswer, (item_id, planned.members[1].id))
    assert (answer.has_conflict, answer.is_derived, answer.ground) == (True, True, "own_nomination")


def test_only_verified_files_of_the_campaign_are_tabled(session: Session, planned: Board):
    person = make_person(session, unit=planned.units[0])
    draft = make_nomination(session, planned.campaign, planned.units[0], person)
    other = make_board(session, at=AT, code="ELSE")
    foreign = make_nomination(
        session, other.campaign, other.units[0], make_person(session, unit=other.units[0]), status=Status.VERIFIED
    )

    for wanted in ([], [draft.id], [foreign.id], [planned.meeting.id]):
        with pytest.raises(RuleBroken):
            services.table_nominations(planned.meeting.id, wanted, actor=planned.hr, at=AT)
    with pytest.raises(RuleBroken):
        services.table_nominations(planned.meeting.id, [draft.id], actor=planned.hr, at=LATE)


def test_a_file_taken_off_is_a_verified_one_again(session: Session, board: Board):
    services.answer_conflict(board.item_ids[0], False, actor=board.voters[0], at=AT)

    services.remove_item(board.item_ids[0], actor=board.hr, at=AT)

    session.refresh(board.nominations[0])
    assert board.nominations[0].status is Status.VERIFIED
    assert session.get(AgendaItem, board.item_ids[0]) is None
    services.table_nominations(board.meeting.id, [board.nominations[0].id], actor=board.hr, at=AT)


def test_a_file_being_voted_on_stays_on_the_agenda(session: Session, board: Board):
    open_all(board, at=AT)

    with pytest.raises(TransitionError):
        services.remove_item(board.item_ids[0], actor=board.hr, at=AT)


def test_a_file_without_a_quorum_goes_before_the_next_meeting(session: Session, board: Board):
    open_all(board, at=AT)
    leaving = {member.id: Presence.ABSENT for member in board.members[:3]}
    services.record_attendance(board.meeting.id, leaving, actor=board.hr, at=AT)
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=AT)

    with pytest.raises(RuleBroken, match="Lê Đề Nghị 01"):
        services.table_nominations(board.meeting.id, [board.nominations[0].id], actor=board.hr, at=AT)

    again = services.plan_meeting(board.council.id, board.campaign.id, "Phiên hai", AT, "", actor=board.hr, at=AT)
    services.table_nominations(again, [board.nominations[0].id], actor=board.hr, at=AT)


def test_closing_waits_for_the_count_and_gives_back_what_was_not_voted_on(session: Session, board: Board):
    first, _second = board.item_ids
    services.open_items(board.meeting.id, [first], actor=board.hr, at=AT)
    with pytest.raises(RuleBroken):
        services.close_meeting(board.meeting.id, actor=board.hr, at=AT)
    services.close_items(board.meeting.id, [first], actor=board.hr, at=AT)

    services.close_meeting(board.meeting.id, actor=board.hr, at=AT)

    session.refresh(board.nominations[1])
    assert board.nominations[1].status is Status.VERIFIED
    assert session.scalars(select(AgendaItem.status)).all() == [ItemStatus.CLOSED]
    assert (board.meeting.status, board.meeting.closed_at) == (MeetingStatus.CLOSED, AT)
    with pytest.raises(TransitionError):
        services.record_attendance(board.meeting.id, {}, actor=board.hr, at=AT)


def test_a_meeting_of_the_past_is_run_at_its_own_time(session: Session):
    """The demo plays the meetings of 2018 with the clock of 2018."""
    then = datetime(2018, 12, 20, 2, 0, tzinfo=UTC)
    board = make_board(session, at=then, code="OLD")

    open_all(board, at=then)
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=then)
    services.close_meeting(board.meeting.id, actor=board.hr, at=then)

    assert board.meeting.closed_at is not None
    assert board.meeting.closed_at.date() == date(2018, 12, 20)
