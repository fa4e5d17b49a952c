"""Pages of written opinions: entered by those who run the meeting, read by few before the count."""

import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.access import Role
from app.core.clock import now
from app.council import services
from app.council.enums import Choice, Presence
from app.council.models import ConflictAnswer, WrittenOpinion, WrittenVote
from app.documents.models import Attachment
from tests.conftest import SignIn
from tests.factories.actors import make_account
from tests.factories.council import Board, make_board
from tests.integration.council.acts import open_all, vote_all
from tests.integration.council.paper_acts import PDF, write

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session, voters=5, absent=1)


@pytest.fixture
def hr(board: Board, sign_in: SignIn) -> FlaskClient:
    return sign_in(board.hr_user)


def base(board: Board) -> str:
    return f"/councils/meetings/{board.meeting.id}/opinions"


def paper(board: Board) -> str:
    return f"{base(board)}/{board.members[4].id}"


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    response = client.get(path, headers=ENGLISH)
    assert response.status_code == status
    return response.get_data(as_text=True)


def post(client: FlaskClient, path: str, status: int = 302, **fields: object) -> str:
    response = client.post(path, data=fields, headers=ENGLISH)
    assert response.status_code == status, response.get_data(as_text=True)[:3000]
    return response.get_data(as_text=True)


def a_scan(name: str = "ý kiến.pdf", data: bytes = PDF) -> tuple[io.BytesIO, str]:
    return io.BytesIO(data), name


def today_text() -> str:
    return f"{now().date():%d/%m/%Y}"


def test_the_paper_comes_first_and_then_what_it_says(session: Session, board: Board, hr: FlaskClient):
    assert "Trần Ủy Viên 5" in page(hr, base(board))
    assert "What it says" not in page(hr, paper(board))

    post(hr, paper(board), received_on=today_text(), files=a_scan())
    shown = page(hr, paper(board))
    assert "ý kiến.pdf" in shown
    assert "What it says" in shown
    first, second = board.item_ids
    fields = {f"reply-{first}": "against", f"reply-{second}": "relative", f"ground-{second}": "Em gái"}
    post(hr, f"{paper(board)}/votes", **fields)

    assert session.scalars(select(WrittenVote.choice)).all() == [Choice.AGAINST]
    answer = session.get_one(ConflictAnswer, (second, board.members[4].id))
    assert (answer.has_conflict, answer.ground) == (True, "Em gái")
    assert "opinion on 1 file" in page(hr, base(board))
    assert 'value="against" selected' in page(hr, paper(board))


def test_what_is_wrong_comes_back_filled_in(session: Session, board: Board, hr: FlaskClient):
    for fields in (
        {"received_on": today_text()},
        {"received_on": "31/02/2026", "files": a_scan()},
        {"received_on": "01/01/2999", "files": a_scan()},
        {"received_on": today_text(), "files": a_scan("ý kiến.exe", b"MZ\0")},
    ):
        assert str(fields["received_on"]) in post(hr, paper(board), 422, **fields)
    assert session.scalars(select(WrittenOpinion)).all() == []

    write(board, 4, Choice.FOR, at=now())
    first = board.item_ids[0]
    answer = post(hr, f"{paper(board)}/votes", 422, **{f"reply-{first}": "other", f"ground-{first}": "  "})
    assert "Say what the conflict is." in answer
    assert "At most 500 characters" in post(
        hr, f"{paper(board)}/votes", 422, **{f"reply-{first}": "other", f"ground-{first}": "x" * 10_000}
    )
    assert post(hr, f"{paper(board)}/votes", 422, **{"reply-forged": "for"})
    assert session.scalars(select(WrittenVote.choice)).all() == [Choice.FOR] * 2


def test_all_files_shown_are_marked_alike_and_only_then_saved(session: Session, board: Board, hr: FlaskClient):
    write(board, 4, Choice.FOR, at=now())
    first, second = board.item_ids
    fields = {f"reply-{first}": "other", f"ground-{first}": "Bạn học", f"reply-{second}": ""}

    answer = post(hr, f"{paper(board)}/votes", 200, fill="abstain", **fields)

    assert answer.count('value="abstain" selected') == 1
    assert "Bạn học" in answer
    assert session.scalars(select(WrittenVote.choice)).all() == [Choice.FOR] * 2


def test_before_the_meeting_is_closed_few_read_what_it_says(session: Session, board: Board, sign_in: SignIn):
    write(board, 4, Choice.FOR, at=now())
    scan = f"/documents/{session.scalars(select(Attachment.id)).one()}"
    auditor = sign_in(make_account(session, Role.AUDITOR, board.body))
    assert "Trần Ủy Viên 5" in page(auditor, base(board)), "that somebody wrote is no secret"
    assert "opinion on" not in page(auditor, base(board))
    page(auditor, paper(board), 403)
    page(auditor, scan, 404)
    post(auditor, f"{paper(board)}/votes", 403, **{f"reply-{board.item_ids[0]}": "for"})

    other = sign_in(board.users[0])
    page(other, paper(board), 403)
    page(other, scan, 404)
    author = sign_in(board.users[4])
    assert "Agree" in page(author, paper(board))
    assert author.get(scan).status_code == 200

    services.close_meeting(board.meeting.id, actor=board.hr, at=now())
    auditor = sign_in(make_account(session, Role.AUDITOR, board.body))
    page(auditor, paper(board))
    assert auditor.get(scan).status_code == 200


def test_one_who_comes_is_told_so(board: Board, hr: FlaskClient):
    write(board, 4, Choice.FOR, at=now())
    services.record_attendance(board.meeting.id, {board.members[4].id: Presence.PRESENT}, actor=board.hr, at=now())

    assert "Came, votes in person" in page(hr, base(board))
    assert "came and votes in person" in page(hr, paper(board))
    assert post(hr, f"{paper(board)}/votes", 422, **{f"reply-{board.item_ids[0]}": "for"})
    page(hr, f"{base(board)}/{board.members[0].id}", 404)


def test_an_opinion_is_taken_out_with_its_scans(session: Session, board: Board, hr: FlaskClient):
    write(board, 4, Choice.FOR, at=now())
    [scan] = session.scalars(select(Attachment)).all()
    assert post(hr, f"{paper(board)}/scans/{scan.id}/removal", 422)

    post(hr, f"{paper(board)}/removal")

    assert session.scalars(select(WrittenOpinion)).all() == []
    history = page(hr, f"/councils/meetings/{board.meeting.id}/history")
    assert "Written opinion taken out" in history


def test_the_agenda_counts_written_opinions_with_the_ballots_as_the_share_does(board: Board, hr: FlaskClient):
    write(board, 4, Choice.AGAINST, at=now())
    open_all(board)
    for voter in board.voters[:4]:
        vote_all(board, voter, Choice.FOR)
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())

    shown = page(hr, f"/councils/meetings/{board.meeting.id}")

    assert '<td class="num" data-label="Agree">4</td><td class="num" data-label="Disagree">1</td>' in shown
    assert '<td class="num" data-label="Share">80%</td>' in shown
