"""The minutes and the ballot count as PDF: the words that an officer reads, from the same shape as the print."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy.orm import Session

from app.core.access import Role
from app.council import services
from app.council.enums import ApprovalCapacity, BallotMethod, Choice, CouncilKind, ItemResult
from app.council.models import AgendaItem, Council, EarlierVote, PaperCount, WrittenOpinion
from tests.factories.actors import make_account
from tests.factories.council import Board, make_board
from tests.integration.council.acts import open_all, vote_all

AT = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)


@pytest.fixture
def board(session: Session) -> Board:
    """A meeting of five, one absent; everybody agrees on the first file, two disagree on the second."""
    board = make_board(session, at=AT, absent=1)
    open_all(board, at=AT)
    for number, voter in enumerate(board.voters[:4]):
        vote_all(board, voter, Choice.FOR if number < 2 else Choice.AGAINST, at=AT)
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=AT)
    services.close_meeting(board.meeting.id, actor=board.hr, at=AT)
    return board


@pytest.fixture
def hr(board: Board, sign_in) -> FlaskClient:
    return sign_in(board.hr_user)


def words(client: FlaskClient, board: Board, paper: str) -> str:
    answer = client.get(f"/councils/meetings/{board.meeting.id}/{paper}.pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(BytesIO(answer.data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def change(session: Session, board: Board, **facts: object) -> None:
    item = session.get_one(AgendaItem, board.item_ids[0])
    for name, value in facts.items():
        setattr(item, name, value)
    session.commit()


def test_the_minutes_say_when_who_what_and_the_result_of_each_name(hr: FlaskClient, board: Board):
    told = words(hr, board, "minutes")

    for part in (
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: .../BB-HĐTĐKT-SKHCN",
        "BIÊN BẢN Phiên họp thứ nhất",
        "Phiên họp bắt đầu lúc 8 giờ 30, ngày 05 tháng 3 năm 2026. Địa điểm: Phòng họp số 1.",
        "Có mặt: 4/5 thành viên Hội đồng, trong đó 4/5 thành viên có quyền biểu quyết.",
        "- Ông/bà Trần Ủy Viên 1, Trưởng phòng - Chủ tịch Hội đồng",
        "Vắng mặt: 1 thành viên. - Ông/bà Trần Ủy Viên 5, Trưởng phòng - Ủy viên",
        "Chủ trì: ông/bà Trần Ủy Viên 1.",
        "0/2 hồ sơ đủ tỷ lệ phiếu đồng ý để đề nghị xét tặng",
        "Phiên họp kết thúc lúc 8 giờ 30, ngày 05 tháng 3 năm 2026.",
        "THƯ KÝ CHỦ TỌA",
    ):
        assert part in told, part
    assert "1 Lê Đề Nghị 01 Chuyên viên, Phòng số 1 2 2 5 40 Không đủ điều kiện" in told


def test_the_count_says_every_figure_and_the_rule(hr: FlaskClient, board: Board):
    told = words(hr, board, "ballot-count")

    assert "BIÊN BẢN KIỂM PHIẾU" in told
    assert "Số thành viên có quyền biểu quyết: 5; có mặt: 4." in told
    assert "tính trên tổng số thành viên có quyền biểu quyết." in told
    assert "1 Lê Đề Nghị 01 Chuyên viên, Phòng số 1 4 4 4 0 2 2 0 2/5 40 Không đủ điều kiện" in told


def test_signers_are_those_who_approved(session: Session, hr: FlaskClient, board: Board):
    services.save_minutes(board.meeting.id, "I. Mở đầu\nĐã họp.", actor=board.hr, at=AT)
    services.approve_minutes(board.meeting.id, ApprovalCapacity.SECRETARY, actor=board.hr, at=AT)

    told = words(hr, board, "minutes")

    assert "I. Mở đầu Đã họp." in told
    assert f"THƯ KÝ {board.hr.name} CHỦ TỌA Trần Ủy Viên 1" in told


def test_what_was_said_on_paper_stands_beside_the_ballots(session: Session, hr: FlaskClient, board: Board):
    first = board.item_ids[0]
    session.add(
        WrittenOpinion(
            meeting_id=board.meeting.id,
            member_id=board.members[4].id,
            received_on=date(2026, 3, 4),
            entered_by_name="HR",
            entered_at=AT,
        )
    )
    for counter, user in enumerate(board.users[:2], 1):
        session.add(
            PaperCount(
                item_id=first,
                counter=counter,
                counted_by=user.id,
                counted_by_name=f"Người đếm {counter}",
                votes_for=2,
                votes_against=1,
                abstentions=0,
                invalid=1,
                counted_at=AT,
            )
        )
    change(session, board, method=BallotMethod.PAPER, votes_against=1, votes_invalid=1, written_for=1)

    count, minutes = words(hr, board, "ballot-count"), words(hr, board, "minutes")

    assert "4 4 3 1 2 1 0 1/0/0 3/5 60 Không đủ điều kiện" in count
    assert "Ý kiến bằng văn bản của thành viên vắng mặt: 1 (ông/bà Trần Ủy Viên 5)." in count
    assert "Ban kiểm phiếu: ông/bà Người đếm 1, ông/bà Người đếm 2." in count
    assert "phiếu in; kiểm: Người đếm 1, Người đếm 2" in count
    assert (
        "Có ý kiến bằng văn bản: 1 thành viên vắng mặt. - Ông/bà Trần Ủy Viên 5, văn bản nhận ngày 04/03/2026"
        in minutes
    )
    assert "Đối với 1 hồ sơ, Hội đồng bỏ phiếu in, hai người kiểm phiếu đếm độc lập" in minutes
    assert "3 1 5 60 Không đủ điều kiện" in minutes


def test_a_vote_taken_again_is_told_with_its_reason(session: Session, hr: FlaskClient, board: Board):
    earlier = EarlierVote(
        item_id=board.item_ids[0],
        round=1,
        result=ItemResult.NO_QUORUM,
        facts={},
        closed_at=AT,
        reason="Phát nhầm phiếu\ncho một thành viên.",
        annulled_by_name="HR",
        annulled_at=AT,
    )
    session.add(earlier)
    change(session, board, round=2)

    told = words(hr, board, "minutes")

    assert (
        "Hồ sơ được bỏ phiếu lại: - Lê Đề Nghị 01 (Lao động tiên tiến): lần 1 chưa đủ thành viên để bỏ phiếu; "
        "lý do bỏ phiếu lại: Phát nhầm phiếu cho một thành viên." in told
    )
    assert "bỏ phiếu lần 2" in told


def test_figures_that_would_reveal_votes_stay_out_of_the_minutes(session: Session, hr: FlaskClient, board: Board):
    change(session, board, is_result_only=True)

    told = words(hr, board, "minutes")

    assert "1 Lê Đề Nghị 01 Chuyên viên, Phòng số 1 Không đủ điều kiện (chỉ công bố kết quả)" in told
    assert "2 Lê Đề Nghị 02 Chuyên viên, Phòng số 2 2 2 5 40 Không đủ điều kiện" in told
    printed = hr.get(f"/councils/meetings/{board.meeting.id}/minutes/paper").get_data(as_text=True)
    assert "chỉ công bố kết quả" in printed
    assert "4 4 4 0 2 2 0 2/5 40" in words(hr, board, "ballot-count"), "who runs the meeting counts it"


def test_the_count_of_a_result_without_figures_is_not_for_everybody(session: Session, board: Board, sign_in):
    base = f"/councils/meetings/{board.meeting.id}"
    member = sign_in(board.users[1])
    assert member.get(f"{base}/ballot-count/paper").status_code == 200
    change(session, board, is_result_only=True)

    page = member.get(f"{base}/minutes").get_data(as_text=True)
    assert page.count("40%") == 1, "the second file tells its share"
    assert "ballot-count" not in page
    assert member.get(f"{base}/ballot-count/paper").status_code == 403
    assert member.get(f"{base}/ballot-count.pdf").status_code == 403
    auditor = sign_in(make_account(session, Role.AUDITOR, board.body))
    assert auditor.get(f"{base}/ballot-count.pdf").status_code == 200


def test_an_initiative_council_signs_under_its_own_name(session: Session, hr: FlaskClient, board: Board):
    session.get_one(Council, board.council.id).kind = CouncilKind.INITIATIVE
    session.commit()

    assert "Số: .../BB-HĐSK-SKHCN" in words(hr, board, "minutes")
