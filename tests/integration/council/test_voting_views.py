"""The member's side of a vote: the conflict question, choosing, checking, casting, and every way to do it wrong."""

import logging
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.core.clock import now
from app.council import services
from app.council.enums import Choice, MeetingStatus
from app.council.models import ConflictAnswer
from app.organisation.models import Unit
from tests.factories.actors import make_account
from tests.factories.council import Board, make_board, make_seat
from tests.factories.organisation import make_person
from tests.integration.council.acts import clear, open_all, papers, vote_all, voted
from tests.integration.council.test_views import page, post

FOR, AGAINST = Choice.FOR, Choice.AGAINST


@pytest.fixture
def board(session: Session) -> Board:
    made = make_board(session, files=3)
    open_all(made)
    return made


@pytest.fixture
def member(board: Board, sign_in) -> FlaskClient:
    return sign_in(board.users[0])


def base(board: Board) -> str:
    return f"/councils/meetings/{board.meeting.id}"


def asked(board: Board) -> dict[str, str]:
    return {f"asked-{item_id}": "1" for item_id in board.item_ids}


def chosen(board: Board, *choices: str) -> dict[str, str]:
    return {f"choice-{item_id}": choice for item_id, choice in zip(board.item_ids, choices, strict=False)}


def test_a_member_votes_from_the_question_to_the_urn(session: Session, board: Board, member: FlaskClient):
    first, second, third = board.item_ids
    question = page(member, f"{base(board)}/vote")
    assert "Before you vote: step 1 of 2" in question
    answers = {**asked(board), f"conflict-{third}": "1", f"ground-{third}": "Em ruột"}
    post(member, f"{base(board)}/conflicts", **answers)
    assert session.get_one(ConflictAnswer, (third, board.members[0].id)).ground == "Em ruột"
    assert session.get_one(ConflictAnswer, (first, board.members[0].id)).has_conflict is False

    ballots = page(member, f"{base(board)}/vote")
    assert "2 files to vote on" in ballots
    assert f"choice-{third}" not in ballots
    assert "You step aside on" in ballots
    check = post(member, f"{base(board)}/vote", 200, check="1", **chosen(board, "for", "against"))
    assert "Once cast, a ballot cannot be changed" in check
    assert f'name="choice-{second}" value="against"' in check
    assert papers(session, first) == [], "checking casts nothing"

    changing = post(member, f"{base(board)}/vote", 200, change="1", **chosen(board, "for", "against"))
    assert changing.count(" checked") == 2
    answer = member.post(f"{base(board)}/ballots", data=chosen(board, "for", "against"))

    assert answer.headers["Location"].endswith("/vote/done")
    done = page(member, f"{base(board)}/vote/done")
    assert "You have voted on 2 files now open." in done
    assert [papers(session, item_id) for item_id in board.item_ids] == [[FOR], [AGAINST], []]
    assert "Nothing else waits for you" in page(member, f"{base(board)}/vote")


def test_all_files_shown_can_be_marked_alike_and_changed_one_by_one(board: Board, member: FlaskClient):
    clear(board, board.voters[0])

    answer = post(member, f"{base(board)}/vote", 200, fill="for", **chosen(board, "against"))

    for item in board.items:
        assert f'<span class="agenda__number">{item.position}.</span> <span class="ballot__name">' in answer
    assert answer.count(" checked") == 3
    assert 'value="against" checked' not in answer


def test_a_part_of_the_files_can_be_cast(session: Session, board: Board, member: FlaskClient):
    clear(board, board.voters[0])
    check = post(member, f"{base(board)}/vote", 200, check="1", **chosen(board, "abstain"))
    assert "2 files are left without a choice" in check

    post(member, f"{base(board)}/ballots", **chosen(board, "abstain"))

    assert "2 files still wait for you." in page(member, f"{base(board)}/vote/done")


def test_nothing_chosen_is_told_so(board: Board, member: FlaskClient):
    clear(board, board.voters[0])
    for fields in ({}, chosen(board, "perhaps"), {f"choice-{uuid4()}": "for"}, {"choice-forged": "for"}):
        answer = post(member, f"{base(board)}/vote", 422, check="1", **fields)
        assert "Choose agree, disagree or abstain" in answer
    for fields in ({}, {"choice-forged": "for"}, chosen(board, "perhaps")):
        post(member, f"{base(board)}/ballots", 422, **fields)


def test_a_second_vote_gets_a_clear_page(session: Session, board: Board, member: FlaskClient):
    vote_all(board, board.voters[0])

    answer = post(member, f"{base(board)}/ballots", 409, **chosen(board, "against"))

    assert "You have already voted" in answer
    assert papers(session, board.item_ids[0]) == [FOR]


def test_a_vote_after_closing_gets_a_clear_page(session: Session, board: Board, member: FlaskClient):
    clear(board, board.voters[0])
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())

    assert "closed, or not open yet" in post(member, f"{base(board)}/ballots", 409, **chosen(board, "for"))
    assert papers(session, board.item_ids[0]) == []
    assert "no longer" not in page(member, f"{base(board)}/vote")


def test_a_vote_before_the_question_is_answered_is_refused(session: Session, board: Board, member: FlaskClient):
    answer = post(member, f"{base(board)}/ballots", 422, **chosen(board, "for"))

    assert "Answer first whether you have a conflict" in answer
    assert voted(session, board.item_ids[0]) == 0


def test_forged_items_are_not_found(session: Session, board: Board, member: FlaskClient):
    clear(board, board.voters[0])
    other = make_board(session, code="ELSE")
    open_all(other)

    for forged in (uuid4(), other.item_ids[0]):
        post(member, f"{base(board)}/ballots", 404, **chosen(board, "for"), **{f"choice-{forged}": "for"})
    assert papers(session, board.item_ids[0]) == []
    for path in ("vote", "conflicts", "vote/done"):
        page(member, f"{base(other)}/{path}", 404)


def test_who_has_no_ballot_is_told_so(session: Session, sign_in):
    board = make_board(session, voters=5, absent=1)
    open_all(board)
    absent = sign_in(board.users[4])
    assert "recorded as absent" in page(absent, f"{base(board)}/vote")

    answer = post(absent, f"{base(board)}/ballots", 403, **chosen(board, "for"))

    assert "You are not among the voters" in answer


def test_those_without_a_vote_do_not_vote(session: Session, board: Board, sign_in):
    person = make_person(session, unit=board.units[0])
    make_seat(session, board.council, person, has_vote=False, position=9)
    observer = sign_in(make_account(session, person=person))

    page(observer, f"{base(board)}/vote", 403)
    post(observer, f"{base(board)}/ballots", 403, **chosen(board, "for"))
    page(sign_in(board.hr_user), f"{base(board)}/vote", 403)


def test_a_conflict_without_a_ground_comes_back(session: Session, board: Board, member: FlaskClient):
    first, second, _third = board.item_ids
    typed = {**asked(board), f"conflict-{first}": "1", f"conflict-{second}": "1", f"ground-{second}": "x" * 10_000}

    answer = post(member, f"{base(board)}/conflicts", 422, **typed)

    assert "Say what the conflict is." in answer
    assert "At most 500 characters fit here." in answer
    assert session.get(ConflictAnswer, (first, board.members[0].id)) is None


def test_answers_can_be_changed_until_the_ballot_is_cast(session: Session, board: Board, member: FlaskClient):
    clear(board, board.voters[0])
    first = board.item_ids[0]
    assert page(member, f"{base(board)}/conflicts").count("asked-") == 3
    typed = {**asked(board), "change": "1", f"conflict-{first}": "1", f"ground-{first}": "Vợ"}
    post(member, f"{base(board)}/conflicts", **typed)

    back = post(member, f"{base(board)}/conflicts", 302, **{f"asked-{first}": "1"}, change="1")

    assert back
    assert session.get_one(ConflictAnswer, (first, board.members[0].id)).has_conflict is True
    vote = post(member, f"{base(board)}/ballots", 403, **chosen(board, "for"))
    assert "You are not among the voters" in vote


def test_derived_conflicts_are_told(session: Session, sign_in):
    board = make_board(session, files=2)
    board.nominations[0].person_id = board.people[0].id
    session.commit()
    open_all(board)
    member = sign_in(board.users[0])

    assert "1 file concerns you or your unit" in page(member, f"{base(board)}/vote")
    clear(board, board.voters[0], board.item_ids[1:])
    assert "Is the nominee" in page(member, f"{base(board)}/vote")


def test_the_question_can_be_answered_before_the_meeting(session: Session, sign_in):
    board = make_board(session, status=MeetingStatus.PLANNED)
    member = sign_in(board.users[0])
    assert "On 2 files you are asked about conflicts" in page(member, base(board))
    post(member, f"{base(board)}/conflicts", **asked(board))

    assert "Come back here when the secretary opens the vote" in page(member, f"{base(board)}/vote")


def test_an_officer_who_sits_in_the_council_votes_as_a_member(session: Session, board: Board, sign_in):
    board.hr_user.person_id = make_person(session, "Cán bộ Tổ chức", board.units[0]).id
    session.commit()
    make_seat(session, board.council, session.get_one(type(board.people[0]), board.hr_user.person_id), position=9)
    session.commit()
    officer = sign_in(board.hr_user)

    answer = page(officer, base(board))

    assert "Close and count the chosen" in answer
    page(officer, f"{base(board)}/vote")


def test_casting_leaves_no_trace_in_session_flash_or_log(
    board: Board, member: FlaskClient, caplog: pytest.LogCaptureFixture
):
    clear(board, board.voters[0])
    page(member, f"{base(board)}/vote")
    with member.session_transaction() as cookie:
        before = dict(cookie)
    caplog.set_level(logging.DEBUG)

    post(member, f"{base(board)}/vote", 200, check="1", **chosen(board, "for", "against", "abstain"))
    post(member, f"{base(board)}/ballots", **chosen(board, "for", "against", "abstain"))

    with member.session_transaction() as cookie:
        assert dict(cookie) == before
    assert caplog.messages == []


def test_names_are_written_as_text(session: Session, sign_in):
    board = make_board(session, files=1)
    board.nominations[0].nominee_name = "<script>alert(1)</script>"
    session.get_one(Unit, board.body.id).name = "A & B"
    session.commit()
    open_all(board)
    clear(board, board.voters[0])

    answer = page(sign_in(board.users[0]), f"{base(board)}/vote")

    assert "<script>alert" not in answer
    assert "&lt;script&gt;alert(1)" in answer


def test_a_flood_of_ids_is_refused_in_words(session: Session, board: Board, member: FlaskClient, sign_in):
    clear(board, board.voters[0])
    flood = [str(uuid4()) for _ in range(40_000)]

    post(member, f"{base(board)}/ballots", 422, **{f"choice-{each}": "for" for each in flood})
    hr = sign_in(board.hr_user)
    for act in ("voting", "counting"):
        assert "at most 2000 files" in post(hr, f"{base(board)}/{act}", 422, item_ids=flood)
    assert "at most 2000 files" in post(hr, f"{base(board)}/agenda", 422, nomination_ids=flood)
    post(hr, "/councils/new", 422, name="X", year="2027", members=flood, new_member_ids=flood)


def test_what_is_to_be_cast_comes_before_what_waits(session: Session, sign_in):
    board = make_board(session, files=3)
    last = board.item_ids[2]
    services.open_items(board.meeting.id, [last], actor=board.hr, at=now())
    clear(board, board.voters[0])

    answer = page(sign_in(board.users[0]), f"{base(board)}/vote")

    assert "1 file to vote on" in answer
    assert f"choice-{last}" in answer
