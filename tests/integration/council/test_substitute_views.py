"""Substitutes, kinds, periods and the establishing decision on the pages."""

import io
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import now
from app.council.enums import CouncilKind, MeetingStatus, Presence
from app.council.models import Attendance, Council, Meeting, StoodIn, Substitute
from app.council.queries.councils import stand_ins
from tests.factories.council import Board, make_board, make_seat
from tests.factories.organisation import make_person
from tests.integration.council.paper_acts import PDF
from tests.integration.council.test_reading import text_of
from tests.integration.council.test_views import page, post, seat_fields

pytestmark = pytest.mark.both_engines


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session, status=MeetingStatus.PLANNED)


@pytest.fixture
def hr(board: Board, sign_in) -> FlaskClient:
    return sign_in(board.hr_user)


def test_a_substitute_is_named_and_never_sits_beside_the_member(session: Session, board: Board, hr: FlaskClient):
    first, second = board.people[1].id, board.people[4].id
    fields = seat_fields(*board.people, chair=board.people[0]) | {f"standin-{second}": str(first)}
    post(hr, f"/councils/{board.council.id}/edit", name="Hội đồng", version="1", **fields)

    assert stand_ins(session, board.council.id) == {second: first}
    assert "stands in for Trần Ủy Viên 2" in page(hr, f"/councils/{board.council.id}")
    assert f'<option value="{first}" selected>' in page(hr, f"/councils/{board.council.id}/edit")
    booklet = text_of(hr.get(f"/councils/meetings/{board.meeting.id}/booklet").data)
    assert "dự thay khi ông/bà Trần Ủy Viên 2 vắng mặt" in booklet
    path = f"/councils/meetings/{board.meeting.id}/attendance"
    everybody = {f"presence-{member.id}": "present" for member in board.members}
    assert "sits only where" in post(hr, path, 422, **everybody)
    assert session.scalars(select(Attendance)).all() == []
    post(hr, path, 302, **everybody | {f"presence-{board.members[4].id}": "absent"})


def test_an_initiative_council_offers_no_meeting(session: Session, board: Board, hr: FlaskClient):
    facts = {"name": "Hội đồng sáng kiến", "year": "2027", "kind": "initiative", "valid_from": "01/02/2027"}
    assert "The last day lies before" in post(
        hr, "/councils/new", 422, valid_to="01/01/2027", **facts, **seat_fields(*board.people, chair=board.people[0])
    )
    post(hr, "/councils/new", **facts, **seat_fields(*board.people, chair=board.people[0]))

    council = session.scalars(select(Council).where(Council.kind == CouncilKind.INITIATIVE)).one()
    assert council.valid_from == date(2027, 2, 1)
    shown = page(hr, f"/councils/{council.id}")
    assert "Plan a meeting" not in shown
    assert "in office from 01/02/2027" in shown


def test_the_establishing_decision_is_attached(board: Board, hr: FlaskClient):
    path = f"/councils/{board.council.id}"
    assert "Choose a file first." in post(hr, f"{path}/attachments", 422)

    post(hr, f"{path}/attachments", files=(io.BytesIO(PDF), "quyết định.pdf"))

    assert "quyết định.pdf" in page(hr, path)


@pytest.fixture
def substituted(session: Session, sign_in) -> tuple[Board, FlaskClient]:
    """A meeting that is over: of five seats one is empty, and in another one sits its substitute."""
    board = make_board(session, voters=5)
    person = make_person(session, "Đỗ Dự Khuyết", board.units[0], "Phó Trưởng phòng")
    seat = make_seat(session, board.council, person, position=9, post="Phó Trưởng phòng")
    session.add(Substitute(member_id=seat.id, stands_in_for_id=board.members[3].id))
    session.add(StoodIn(meeting_id=board.meeting.id, member_id=seat.id, stands_in_for_id=board.members[3].id))
    session.add(Attendance(meeting_id=board.meeting.id, member_id=seat.id, presence=Presence.PRESENT))
    for member in board.members[3:]:
        session.get_one(Attendance, (board.meeting.id, member.id)).presence = Presence.ABSENT
    meeting = session.get_one(Meeting, board.meeting.id)
    meeting.status, meeting.closed_at = MeetingStatus.CLOSED, now()
    session.commit()
    return board, sign_in(board.hr_user)


def test_a_seat_counts_once_in_the_papers_of_a_meeting(substituted: tuple[Board, FlaskClient]):
    board, hr = substituted
    path = f"/councils/meetings/{board.meeting.id}"
    for text in (page(hr, f"{path}/minutes"), text_of(hr.get(f"{path}/minutes.pdf").data)):
        assert "Có mặt: 4/5 thành viên Hội đồng (1 người dự thay), trong đó 4/5 thành viên có quyền biểu quyết." in text
        assert "Ông/bà Đỗ Dự Khuyết, Phó Trưởng phòng (thay ông/bà Trần Ủy Viên 4 vắng mặt)" in text
        assert "Vắng mặt: 1 thành viên." in text
        assert "Ông/bà Trần Ủy Viên 5, Trưởng phòng - Ủy viên" in text
        assert "Ông/bà Trần Ủy Viên 4, Trưởng phòng" not in text
    assert "Số thành viên có quyền biểu quyết: 5; có mặt: 4." in text_of(hr.get(f"{path}/ballot-count.pdf").data)
    assert "4 of 5 members with a vote are present." in page(hr, f"{path}/attendance")


def test_a_pair_changed_later_changes_no_meeting_held(substituted: tuple[Board, FlaskClient]):
    """The substitute of one meeting goes, another comes for the next one, and the papers of the first say the same."""
    board, hr = substituted
    path = f"/councils/meetings/{board.meeting.id}"
    fields = seat_fields(*board.people, chair=board.people[0])
    fields |= {f"standin-{board.people[4].id}": str(board.people[3].id)}
    post(hr, f"/councils/{board.council.id}/edit", name="Hội đồng", version="1", **fields)

    minutes = text_of(hr.get(f"{path}/minutes.pdf").data)
    assert "Có mặt: 4/5 thành viên Hội đồng (1 người dự thay), trong đó 4/5 thành viên" in minutes
    assert "Ông/bà Đỗ Dự Khuyết, Phó Trưởng phòng (thay ông/bà Trần Ủy Viên 4 vắng mặt)" in minutes
    assert "biểu quyết: 5; có mặt: 4." in text_of(hr.get(f"{path}/ballot-count.pdf").data)


def test_the_pairs_of_a_meeting_are_fixed_when_it_begins(session: Session, board: Board, hr: FlaskClient):
    fields = seat_fields(*board.people, chair=board.people[0])
    fields |= {f"standin-{board.people[4].id}": str(board.people[1].id)}
    post(hr, f"/councils/{board.council.id}/edit", name="Hội đồng", version="1", **fields)
    here = {f"presence-{member.id}": "present" for member in board.members} | {
        f"presence-{board.members[1].id}": "absent"
    }
    post(hr, f"/councils/meetings/{board.meeting.id}/attendance", **here)

    post(hr, f"/councils/meetings/{board.meeting.id}/opening")

    kept = session.scalars(select(StoodIn)).one()
    assert (kept.member_id, kept.stands_in_for_id) == (board.members[4].id, board.members[1].id)
    assert "4 of 4 members with a vote are present." in page(hr, f"/councils/meetings/{board.meeting.id}/attendance")
