"""A meeting planned by mistake is cancelled, as long as it has not begun."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Event
from app.audit.queries import events_of
from app.core.access import Role
from app.core.clock import now
from app.core.errors import NotAllowed, NotFound, RuleBroken, TransitionError
from app.council import services
from app.council.enums import Choice, CouncilRole, MeetingStatus, Presence
from app.council.models import AgendaItem, Attendance, ConflictAnswer, Meeting, MeetingNotice, MemberNote
from app.council.services.notes import write_note
from app.council.services.notices import NoticePlan, save_notice
from app.nominations.enums import Status
from app.nominations.models import Nomination
from tests.conftest import SignIn
from tests.factories.actors import make_account, make_actor
from tests.factories.council import Board, as_member, make_board, make_seat
from tests.factories.organisation import make_person
from tests.integration.council.acts import clear
from tests.integration.council.paper_acts import write

pytestmark = pytest.mark.both_engines
AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ENGLISH = {"Accept-Language": "en"}
WHY = "Lên lịch nhầm đợt"


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session, status=MeetingStatus.PLANNED, at=AT)


def cancel(board: Board, reason: str = WHY) -> None:
    services.cancel_meeting(board.meeting.id, reason, actor=board.hr, at=AT)


def rows(session: Session, *models: type) -> list[int]:
    return [session.scalar(select(func.count()).select_from(model)) or 0 for model in models]


def states(session: Session, ids: list[UUID]) -> set[Status]:
    return set(session.scalars(select(Nomination.status).where(Nomination.id.in_(ids))))


def read(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == status, path
    return answer.get_data(as_text=True)


def test_a_cancelled_meeting_leaves_nothing_but_its_trail(session: Session, board: Board):
    files = [nomination.id for nomination in board.nominations]
    clear(board, board.voters[0], at=AT)
    write_note(board.item_ids[0], "Hỏi thêm", actor=board.voters[1])
    notice = NoticePlan("12/GM", AT.date(), "Trần Ủy Viên 1", "", "")
    save_notice(board.meeting.id, notice, actor=board.hr, at=AT, version=0)
    services.record_attendance(
        board.meeting.id, {member.id: Presence.PRESENT for member in board.members}, actor=board.hr, at=AT
    )
    council_id, name = board.council.id, board.meeting.name

    cancel(board, "  Lên lịch nhầm đợt ")

    models = (Meeting, AgendaItem, ConflictAnswer, MemberNote, MeetingNotice, Attendance)
    assert rows(session, *models) == [0] * len(models)
    assert states(session, files) == {Status.VERIFIED}
    [event] = events_of(session, council_id)
    assert (event.kind, event.subject, event.reason) == ("council.meeting_cancelled", "council", WHY)
    assert event.changes == {
        "meeting": [name, None],
        "held_at": [AT.isoformat(), None],
        "tabled": [[str(nomination_id) for nomination_id in files], []],
    }


def test_its_files_go_before_another_meeting(session: Session, board: Board):
    files = [nomination.id for nomination in board.nominations]
    cancel(board)

    again = services.plan_meeting(board.council.id, board.campaign.id, "Phiên họp thứ nhất", AT, actor=board.hr, at=AT)
    services.table_nominations(again, files, actor=board.hr, at=AT)

    assert states(session, files) == {Status.TABLED}


def test_other_meetings_keep_what_they_have(session: Session, board: Board):
    other = make_board(session, status=MeetingStatus.PLANNED, at=AT, code="ELSE")
    services.record_attendance(other.meeting.id, {other.members[0].id: Presence.PRESENT}, actor=other.hr, at=AT)

    cancel(board)

    assert rows(session, Meeting, AgendaItem, Attendance) == [1, 2, 1]


def test_an_empty_meeting_is_cancelled_by_the_secretary(session: Session):
    board = make_board(session, status=MeetingStatus.PLANNED, at=AT, files=0)
    person = make_person(session, unit=board.units[0])
    make_seat(session, board.council, person, CouncilRole.SECRETARY, has_vote=False, position=9)
    secretary = as_member(make_account(session, person=person), board.council)

    services.cancel_meeting(board.meeting.id, WHY, actor=secretary, at=AT)

    assert rows(session, Meeting) == [0]


def test_only_those_who_run_it_cancel_and_they_say_why(session: Session, board: Board):
    with pytest.raises(NotAllowed):
        services.cancel_meeting(board.meeting.id, WHY, actor=board.voters[0], at=AT)
    with pytest.raises(NotAllowed):
        services.cancel_meeting(board.meeting.id, WHY, actor=make_actor(session, Role.AUDITOR, board.body), at=AT)
    with pytest.raises(NotFound):
        services.cancel_meeting(board.meeting.id, WHY, actor=make_actor(session), at=AT)
    for reason in ("", " \n ", "x" * 501):
        with pytest.raises(RuleBroken):
            cancel(board, reason)
    assert rows(session, Meeting, AgendaItem, Event) == [1, 2, 0]


@pytest.mark.parametrize("status", [MeetingStatus.OPEN, MeetingStatus.CLOSED, MeetingStatus.MINUTED])
def test_a_meeting_that_has_begun_stays(session: Session, status: MeetingStatus):
    board = make_board(session, status=status, at=AT)

    with pytest.raises(TransitionError):
        cancel(board)

    assert rows(session, Meeting, AgendaItem) == [1, 2]


def test_a_meeting_is_cancelled_once(session: Session, board: Board):
    meeting_id = board.meeting.id
    cancel(board)

    with pytest.raises(NotFound):
        services.cancel_meeting(meeting_id, WHY, actor=board.hr, at=AT)
    with pytest.raises(NotFound):
        services.open_meeting(meeting_id, actor=board.hr, at=AT)


def test_written_opinions_are_taken_out_first(session: Session, board: Board):
    write(board, 4, Choice.FOR, at=AT)

    with pytest.raises(RuleBroken):
        cancel(board)

    assert rows(session, Meeting, AgendaItem) == [1, 2]
    services.withdraw_opinion(board.meeting.id, board.members[4].id, actor=board.hr, at=AT)
    cancel(board)
    assert rows(session, Meeting, AgendaItem) == [0, 0]


def test_the_page_asks_why_and_comes_back_as_typed(session: Session, board: Board, sign_in: SignIn):
    hr, path = sign_in(board.hr_user), f"/councils/meetings/{board.meeting.id}"
    assert f"{path}/cancellation" in read(hr, path)
    assert f"{path}/cancellation" not in read(sign_in(board.users[0]), path)
    hr = sign_in(board.hr_user)
    assert "2 files leave the agenda" in read(hr, f"{path}/cancellation")

    for typed in ("", "x" * 501):
        answer = hr.post(f"{path}/cancellation", data={"reason": typed}, headers=ENGLISH)
        assert answer.status_code == 422
        assert typed in answer.get_data(as_text=True)
    assert rows(session, Meeting) == [1]


def test_after_the_act_every_page_of_the_meeting_is_gone(session: Session, board: Board, sign_in: SignIn):
    save_notice(board.meeting.id, NoticePlan("1", AT.date(), "A", "", ""), actor=board.hr, at=AT, version=0)
    hr, council = sign_in(board.hr_user), f"/councils/{board.council.id}"
    path, item = f"/councils/meetings/{board.meeting.id}", f"/councils/items/{board.item_ids[0]}"
    read(hr, f"{path}/notice/calendar")

    answer = hr.post(f"{path}/cancellation", data={"reason": WHY}, headers=ENGLISH)

    assert (answer.status_code, answer.location) == (302, council)
    page = read(hr, council)
    assert "Meeting cancelled: Phiên họp thứ nhất, 02/03/2026" in page
    assert WHY in page
    assert hr.post(f"{path}/cancellation", data={"reason": WHY}).status_code == 404
    for gone in (path, f"{path}/cancellation", f"{path}/notice/calendar", f"{path}/history", item):
        read(hr, gone, 404)


def test_the_page_refuses_what_the_act_refuses(session: Session, board: Board, sign_in: SignIn):
    path = f"/councils/meetings/{board.meeting.id}"
    write(board, 4, Choice.FOR, at=AT)
    hr = sign_in(board.hr_user)
    refused = hr.post(f"{path}/cancellation", data={"reason": WHY}, headers=ENGLISH)
    assert refused.status_code == 422
    assert "Take them out first" in refused.get_data(as_text=True)
    assert WHY in refused.get_data(as_text=True)
    assert sign_in(board.users[0]).post(f"{path}/cancellation", data={"reason": WHY}).status_code == 403

    board.meeting.status, board.meeting.opened_at = MeetingStatus.OPEN, now()
    session.commit()

    hr = sign_in(board.hr_user)
    assert f"{path}/cancellation" not in read(hr, path)
    assert hr.get(f"{path}/cancellation").status_code == 409
    assert hr.post(f"{path}/cancellation", data={"reason": WHY}).status_code == 409
