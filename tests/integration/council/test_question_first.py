"""The question about conflicts comes before a file opens, whichever door a member with a vote takes."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.core.access import Role
from app.core.clock import now
from app.council import services
from app.council.enums import CouncilRole, MeetingStatus, VotingWay
from app.council.models import ConflictAnswer, Substitute
from app.council.queries.voting import PAPERS_SHOWN
from app.council.services import Opening
from app.documents.models import Attachment
from app.documents.uploads import current_store
from tests.factories.actors import make_account
from tests.factories.council import Board, make_board, make_item, make_meeting, make_seat
from tests.factories.organisation import make_person
from tests.integration.council.acts import clear, open_all, vote_all

pytestmark = pytest.mark.both_engines

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session, voters=3, files=2, status=MeetingStatus.PLANNED)


def attach(session: Session, nomination_id: UUID) -> UUID:
    stored = current_store().save(BytesIO(b"%PDF-1.7"), limit=100)
    paper = Attachment(
        owner="nomination",
        owner_id=nomination_id,
        file_name="bao-cao.pdf",
        media_type="application/pdf",
        size_bytes=stored.size,
        sha256=stored.sha256,
        uploaded_at=now(),
    )
    session.add(paper)
    session.commit()
    return paper.id


def doors(session: Session, board: Board) -> list[str]:
    """Every address behind which the first file can be read, outside the reading flow."""
    file_id = board.nominations[0].id
    return [
        f"/nominations/{file_id}",
        f"/nominations/{file_id}/print",
        f"/nominations/{file_id}/conditions",
        f"/documents/{attach(session, file_id)}",
    ]


def is_open(client: FlaskClient, path: str) -> bool:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code in {200, 302}, path
    return answer.status_code == 200


def question(client: FlaskClient, path: str) -> str:
    """The question as it is asked in place of the page."""
    shown = client.get(path, headers=ENGLISH, follow_redirects=True).get_data(as_text=True)
    assert "Before the files open" in shown
    return shown


def test_every_door_leads_to_the_question_and_from_there_to_the_file(session: Session, board: Board, sign_in):
    member, meeting_id = sign_in(board.users[0]), board.meeting.id
    wanted = f"/nominations/{board.nominations[0].id}"
    for path in doors(session, board):
        assert not is_open(member, path), path
        asked = question(member, path)
        assert f'name="next" value="{wanted}"' in asked
        assert "report" not in asked.lower()

    fields = {f"asked-{item_id}": "1" for item_id in board.item_ids} | {"next": wanted}
    answer = member.post(f"/councils/meetings/{meeting_id}/conflicts", data=fields)

    assert answer.headers["Location"] == wanted
    assert all(is_open(member, path) for path in doors(session, board))


def test_the_page_of_an_item_and_the_booklet_ask_first(board: Board, sign_in):
    member = sign_in(board.users[0])
    item, booklet = f"/councils/items/{board.item_ids[0]}", f"/councils/meetings/{board.meeting.id}/booklet"
    assert f'name="next" value="{item}"' in question(member, item)
    assert f'name="next" value="/councils/meetings/{board.meeting.id}/files"' in question(member, booklet)

    clear(board, board.voters[0])

    assert "Before the files open" not in member.get(item, headers=ENGLISH).get_data(as_text=True)
    assert member.get(booklet).mimetype == "application/pdf"


def test_a_file_on_a_later_agenda_is_asked_about_alone(session: Session, board: Board, sign_in):
    clear(board, board.voters[0], board.item_ids[:1])
    member = sign_in(board.users[0])
    assert is_open(member, f"/nominations/{board.nominations[0].id}")
    asked = question(member, f"/nominations/{board.nominations[1].id}")
    assert asked.count('name="asked-') == 1


def test_who_does_not_vote_is_never_asked(session: Session, board: Board, sign_in):
    secretary = make_person(session, "Phạm Thư Ký", board.units[0])
    make_seat(session, board.council, secretary, CouncilRole.SECRETARY, has_vote=False, position=9)
    left = make_person(session, "Vũ Đã Thôi", board.units[0])
    make_seat(session, board.council, left, position=10).left_on = now().date()
    head = make_account(session, Role.HEAD_OF_BODY, board.body, person=left)
    session.commit()
    paths = doors(session, board)
    for user in (board.hr_user, make_account(session, person=secretary), head):
        client = sign_in(user)
        assert all(is_open(client, path) for path in paths), user.username


def test_an_officer_who_also_sits_in_the_council_is_asked(session: Session, board: Board, sign_in):
    officer = make_person(session, "Phạm Vừa Là", board.units[0])
    make_seat(session, board.council, officer, position=9)
    client = sign_in(make_account(session, Role.HR_OFFICER, board.body, person=officer))
    assert not any(is_open(client, path) for path in doors(session, board))


def test_a_substitute_is_asked_like_the_member(session: Session, board: Board, sign_in):
    person = make_person(session, "Đỗ Dự Khuyết", board.units[0])
    seat = make_seat(session, board.council, person, position=9)
    session.add(Substitute(member_id=seat.id, stands_in_for_id=board.members[2].id))
    session.commit()
    client = sign_in(make_account(session, person=person))
    assert not any(is_open(client, path) for path in doors(session, board))


def test_nothing_is_asked_once_the_vote_is_closed_or_the_ballots_are_printed(session: Session, sign_in):
    board = make_board(session, voters=3, files=2)
    services.open_items(board.meeting.id, board.item_ids[:1], Opening(VotingWay.PAPER), actor=board.hr, at=now())
    member = sign_in(board.users[0])
    assert is_open(member, f"/nominations/{board.nominations[0].id}")

    services.open_items(board.meeting.id, board.item_ids[1:], actor=board.hr, at=now())
    assert not is_open(member, f"/nominations/{board.nominations[1].id}")
    for voter in board.voters[1:]:
        replies = {board.item_ids[1]: services.ConflictReply(has_conflict=False)}
        services.answer_conflicts(board.meeting.id, replies, actor=voter, at=now())
    services.close_items(board.meeting.id, board.item_ids[1:], actor=board.hr, at=now())
    assert is_open(member, f"/nominations/{board.nominations[1].id}")
    assert is_open(member, f"/councils/items/{board.item_ids[1]}")


def test_a_file_that_comes_back_is_asked_about_before_the_next_meeting(session: Session, board: Board, sign_in):
    """An answer belongs to one meeting: what changed since is asked anew."""
    clear(board, board.voters[0])
    later = make_meeting(session, board.council, board.campaign, name="Phiên 2", held_at=now() + timedelta(days=7))
    make_item(session, later, board.nominations[0])
    member = sign_in(board.users[0])
    answer = member.get(f"/nominations/{board.nominations[0].id}")
    assert f"/councils/meetings/{later.id}/conflicts" in answer.headers["Location"]


def test_a_file_behind_a_page_full_of_papers_of_others_is_asked_about(session: Session, sign_in):
    """A member who came late has no ballot on a hundred files now voted on; the question about one more is asked."""
    board = make_board(session, voters=3, files=PAPERS_SHOWN + 1, absent=1)
    services.open_items(board.meeting.id, board.item_ids[:-1], actor=board.hr, at=now())
    asked = question(sign_in(board.users[2]), f"/nominations/{board.nominations[-1].id}")
    assert asked.count('name="asked-') == 1


def test_an_address_elsewhere_is_not_gone_to(session: Session, board: Board, sign_in):
    member, here = sign_in(board.users[0]), f"/councils/meetings/{board.meeting.id}/conflicts"
    fields = {f"asked-{item_id}": "1" for item_id in board.item_ids}
    for away in ("https://evil.example/", "//evil.example", "/\\evil.example", ""):
        answer = member.post(here, data=fields | {"next": away})
        assert answer.headers["Location"].endswith(f"/councils/meetings/{board.meeting.id}/vote"), away
    assert session.query(ConflictAnswer).count() == 2
    assert member.get(f"{here}?next=//evil.example").status_code == 200
    onward = member.get(f"{here}?next=/nominations")
    assert onward.headers["Location"] == "/nominations", "all is answered: the page opens at once"


def test_the_question_costs_one_query_and_nothing_without_a_seat(session: Session, sign_in, counted):
    board = make_board(session, voters=3, files=1)
    open_all(board)
    for voter in board.voters:
        vote_all(board, voter)
    path = f"/nominations/{board.nominations[0].id}"
    for user, asked in ((board.users[0], 1), (board.hr_user, 0)):
        client = sign_in(user)
        with counted() as queries:
            assert is_open(client, path)
        assert sum("council_member" in query and "conflict_answer" in query for query in queries) == asked
        assert len(queries) <= 8, queries
