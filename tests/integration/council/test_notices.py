"""The convening notice: who writes it, who reads it, the paper and the calendar file."""

import io
import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Event
from app.core.clock import HERE, now
from app.core.errors import NotAllowed, RuleBroken, StaleVersion, TransitionError
from app.council.enums import MeetingStatus
from app.council.models import Meeting, MeetingNotice
from app.council.services.meetings import MeetingPlan, replan_meeting
from app.council.services.notices import MAX_TEXT, NoticePlan, save_notice
from tests.factories.council import Board, make_board

pytestmark = pytest.mark.both_engines

ENGLISH = {"Accept-Language": "en"}
PLAN = NoticePlan(
    "12/GM-HĐTĐKT",
    date(2026, 1, 5),
    "Trần Ủy Viên 1",
    "TM. Hội đồng\nChủ tịch",
    "Mang theo *tài liệu*; đọc trước, hỏi sau.",
)


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session, voters=3, files=2, status=MeetingStatus.PLANNED)


def base(board: Board) -> str:
    return f"/councils/meetings/{board.meeting.id}/notice"


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == status, path
    return answer.get_data(as_text=True)


def test_a_notice_is_written_and_changed(session: Session, board: Board):
    save_notice(board.meeting.id, PLAN, actor=board.hr, at=now(), version=0)
    save_notice(board.meeting.id, replace(PLAN, text="  Mới "), actor=board.hr, at=now(), version=1)

    notice = session.get_one(MeetingNotice, board.meeting.id)
    assert (notice.version, notice.text, notice.issued_on) == (2, "Mới", date(2026, 1, 5))
    changes = session.scalars(
        select(Event.changes).where(Event.kind == "meeting.notice_saved").order_by(Event.number)
    ).all()
    assert changes[0]["full_number"] == [None, "12/GM-HĐTĐKT"]
    assert changes[1] == {"text": [PLAN.text, "Mới"]}
    for version in (0, 1, 3):
        with pytest.raises(StaleVersion):
            save_notice(board.meeting.id, PLAN, actor=board.hr, at=now(), version=version)
    with pytest.raises(NotAllowed):
        save_notice(board.meeting.id, PLAN, actor=board.voters[1], at=now(), version=2)
    for wrong in (
        replace(PLAN, signer_name=" "),
        replace(PLAN, issued_on=None),
        replace(PLAN, text="x" * (MAX_TEXT + 1)),
    ):
        with pytest.raises(RuleBroken):
            save_notice(board.meeting.id, wrong, actor=board.hr, at=now(), version=2)


def test_the_notice_of_a_meeting_that_is_over_stands(session: Session):
    board = make_board(session, voters=3, files=1, status=MeetingStatus.CLOSED)
    with pytest.raises(TransitionError):
        save_notice(board.meeting.id, PLAN, actor=board.hr, at=now(), version=0)


def test_a_page_opened_before_somebody_else_saved_is_compared(board: Board, sign_in):
    hr = sign_in(board.hr_user)
    fields = {"issued_on": "05/01/2026", "signer_name": "Trần Văn A", "text": "Của tôi", "version": "0"}
    save_notice(board.meeting.id, PLAN, actor=board.hr, at=now(), version=0)
    answer = hr.post(base(board), data=fields, headers=ENGLISH)
    assert answer.status_code == 409
    compared = answer.get_data(as_text=True)
    assert "Của tôi" in compared
    assert "Mang theo *tài liệu*" in compared


def test_members_find_the_notice_and_their_desk_calls_them(app, board: Board, sign_in, counted):
    member = sign_in(board.users[1])
    assert "No notice has been written" in page(member, base(board))
    for part in ("paper", "calendar"):
        page(member, f"{base(board)}/{part}", 404)
    assert "files to read before" not in page(member, "/desk")

    hr = sign_in(board.hr_user, via=app.test_client())
    proposed = page(hr, base(board))
    assert "TM. HỘI ĐỒNG" in proposed
    assert 'value="Trần Ủy Viên 1"' in proposed
    fields = {"issued_on": "05/01/2026", "signer_name": "Trần Ủy Viên 1", "signer_line": "CHỦ TỊCH", "version": "0"}
    assert hr.post(base(board), data={**fields, "issued_on": "32/01/2026"}, headers=ENGLISH).status_code == 422
    assert hr.post(base(board), data=fields, headers=ENGLISH).status_code == 302

    desk = page(member, "/desk")
    assert "2 files to read before Phiên họp thứ nhất" in desk
    assert f'href="/councils/meetings/{board.meeting.id}/files"' in desk
    with counted() as queries:
        shown = page(member, base(board))
    assert len(queries) <= 8
    assert "Ông/bà Trần Ủy Viên 2, Trưởng phòng - Ủy viên" in shown
    assert "Save the notice" not in shown
    for said in ("05/01/2026", "<dd>Trần Ủy Viên 1</dd>"):
        assert said in shown
    assert member.post(base(board), data=fields).status_code == 403


def test_the_paper_says_who_when_where_and_what(session: Session, board: Board, sign_in):
    board.meeting.held_at = datetime(2026, 1, 8, 8, 30, tzinfo=HERE)
    session.commit()
    save_notice(board.meeting.id, PLAN, actor=board.hr, at=now(), version=0)
    answer = sign_in(board.users[0]).get(f"{base(board)}/paper")

    assert answer.mimetype == "application/pdf"
    assert "giay-moi-hop-2026-01-08.pdf" in answer.headers["Content-Disposition"]
    reader = PdfReader(io.BytesIO(answer.data))
    said = re.sub(r"\s+", " ", " ".join(each.extract_text() for each in reader.pages))
    for text in (
        "Số: 12/GM-HĐTĐKT",
        "Ngày 05 tháng 01 năm 2026",
        "GIẤY MỜI Phiên họp thứ nhất",
        "trân trọng kính mời:",
        "Ông/bà Trần Ủy Viên 3, Trưởng phòng - Ủy viên;",
        "Chủ trì: ông/bà Trần Ủy Viên 1.",
        "Thời gian: 8 giờ 30, ngày 08 tháng 01 năm 2026.",
        "Địa điểm: Phòng họp số 1.",
        "gồm 2 hồ sơ:",
        "Mang theo *tài liệu*; đọc trước, hỏi sau./.",
        "TM. HỘI ĐỒNG CHỦ TỊCH Trần Ủy Viên 1",
    ):
        assert text in said


def test_the_calendar_file_follows_the_meeting(session: Session, board: Board, sign_in):
    save_notice(board.meeting.id, PLAN, actor=board.hr, at=now(), version=0)
    member = sign_in(board.users[0])
    first = member.get(f"{base(board)}/calendar")
    assert first.headers["Content-Type"].startswith("text/calendar")
    assert f"UID:meeting-{board.meeting.id}@vinhdanh\r\n".encode() in first.data
    before = int(re.search(rb"SEQUENCE:(\d+)", first.data)[1])

    meeting = session.get_one(Meeting, board.meeting.id)
    later = meeting.held_at + timedelta(days=1)
    replan_meeting(meeting.id, MeetingPlan("Phiên họp thứ nhất", later, "Hội trường"), actor=board.hr, at=now())

    second = member.get(f"{base(board)}/calendar")
    assert int(re.search(rb"SEQUENCE:(\d+)", second.data)[1]) > before
    assert "LOCATION:Hội trường\r\n".encode() in second.data
    assert f"UID:meeting-{board.meeting.id}@vinhdanh\r\n".encode() in second.data
