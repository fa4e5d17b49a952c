"""Voting again, votes open for a time, and results told without their count."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.access import Role
from app.core.clock import HERE, now
from app.core.errors import NotAllowed, NotFound, RuleBroken, TransitionError
from app.council import services
from app.council.enums import Choice, ItemResult, ItemStatus, MeetingStatus
from app.council.models import AgendaItem, Ballot, ConflictAnswer, EarlierVote, Elector
from app.council.rules import KeptVote, VoteEnded
from app.council.services import Opening
from app.nominations.enums import Status
from tests.conftest import SignIn
from tests.factories.actors import make_account, make_actor
from tests.factories.council import Board, make_board
from tests.integration.council.acts import clear, open_all, vote, vote_all

pytestmark = pytest.mark.both_engines
FOR, AGAINST = Choice.FOR, Choice.AGAINST
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session, voters=6)


def close(board: Board, *, result_only: bool = False) -> list[ItemResult]:
    done = services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now(), result_only=result_only)
    return [each.result for each in done]


def counted(board: Board, *, against: int = 0, result_only: bool = False) -> None:
    open_all(board)
    for number, voter in enumerate(board.voters):
        vote_all(board, voter, AGAINST if number < against else FOR)
    close(board, result_only=result_only)


def item_of(session: Session, board: Board, place: int = 0) -> AgendaItem:
    return session.get_one(AgendaItem, board.item_ids[place], populate_existing=True)


def annul(board: Board, reason: str = "Phát nhầm phiếu") -> None:
    services.annul_vote(board.item_ids[0], reason, actor=board.hr, at=now())


def test_a_vote_is_annulled_kept_and_taken_again(session: Session, board: Board):
    counted(board, against=3)
    before = KeptVote.of(item_of(session, board))

    annul(board)

    item = item_of(session, board)
    assert (item.status, item.round, item.result, item.votes_for, item.threshold_percent) == (
        ItemStatus.PENDING,
        2,
        None,
        None,
        None,
    )
    kept = session.scalars(select(EarlierVote)).one()
    assert (kept.round, kept.result, kept.reason) == (1, ItemResult.NOT_ADOPTED, "Phát nhầm phiếu")
    assert KeptVote.from_json(kept.facts) == before
    for model in (Ballot, Elector):
        assert session.scalar(select(func.count()).select_from(model).where(model.item_id == item.id)) == 0
    assert session.scalar(select(func.count()).select_from(ConflictAnswer)) == 12
    session.refresh(board.nominations[0])
    assert board.nominations[0].status is Status.TABLED

    services.open_items(board.meeting.id, [item.id], actor=board.hr, at=now())
    for voter in board.voters:
        vote(board, voter, {item.id: FOR})
    services.close_items(board.meeting.id, [item.id], actor=board.hr, at=now())
    session.refresh(board.nominations[0])
    assert board.nominations[0].status is Status.ENDORSED
    assert item_of(session, board).votes_for == 6


def test_who_stepped_aside_may_answer_anew_before_the_next_vote(session: Session, board: Board):
    services.answer_conflict(board.item_ids[0], True, "Người thân", actor=board.voters[0], at=now())
    open_all(board)
    for voter in board.voters[1:]:
        vote_all(board, voter)
    close(board)
    annul(board)

    clear(board, board.voters[0], [board.item_ids[0]])
    services.open_items(board.meeting.id, [board.item_ids[0]], actor=board.hr, at=now())

    assert item_of(session, board).ballots_issued == 6


def test_a_vote_is_annulled_with_a_reason_by_those_who_run_the_meeting_while_it_lasts(session: Session, board: Board):
    with pytest.raises(TransitionError):
        annul(board)
    counted(board)
    for reason in ("", "  ", "x" * 2_001):
        with pytest.raises(RuleBroken):
            annul(board, reason)
    with pytest.raises(NotAllowed):
        services.annul_vote(board.item_ids[0], "x", actor=board.voters[0], at=now())
    with pytest.raises(NotFound):
        services.annul_vote(board.item_ids[0], "x", actor=make_actor(session), at=now())
    services.close_meeting(board.meeting.id, actor=board.hr, at=now())
    with pytest.raises(TransitionError):
        annul(board)


def test_a_file_that_went_further_is_not_voted_on_again(session: Session, board: Board):
    counted(board)
    board.nominations[0].status = Status.FORWARDED
    session.commit()

    with pytest.raises(RuleBroken):
        annul(board)

    assert item_of(session, board).status is ItemStatus.CLOSED


def test_an_annulled_vote_stays_in_the_record_of_the_meeting(session: Session, board: Board):
    counted(board)
    annul(board)

    with pytest.raises(RuleBroken):
        services.remove_item(board.item_ids[0], actor=board.hr, at=now())
    with pytest.raises(RuleBroken):
        services.close_meeting(board.meeting.id, actor=board.hr, at=now())


def test_earlier_votes_and_the_reason_are_told(session: Session, board: Board, sign_in: SignIn):
    counted(board, against=3)
    hr = sign_in(board.hr_user)
    path = f"/councils/items/{board.item_ids[0]}"
    assert f"{path}/revote" in read(hr, path)
    assert hr.post(f"{path}/revote", data={"reason": ""}, headers=ENGLISH).status_code == 422

    assert hr.post(f"{path}/revote", data={"reason": "Phát nhầm phiếu"}).status_code == 302

    page = read(hr, path)
    assert "Phát nhầm phiếu" in page
    assert "Vote no. 1, annulled" in page
    assert "3 × 100 = 300 &lt; 420 = 70 × 6" in page


def test_the_ballot_count_gives_the_reason_of_a_vote_taken_again(session: Session, board: Board, sign_in: SignIn):
    counted(board, against=3)
    annul(board, "Phát nhầm phiếu")
    first = [board.item_ids[0]]
    services.open_items(board.meeting.id, first, actor=board.hr, at=now())
    services.close_items(board.meeting.id, first, actor=board.hr, at=now())
    services.close_meeting(board.meeting.id, actor=board.hr, at=now())

    paper = read(sign_in(board.hr_user), f"/councils/meetings/{board.meeting.id}/ballot-count/paper")

    assert "lần 1 không đủ điều kiện; lý do bỏ phiếu lại: Phát nhầm phiếu." in paper


def read(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


# Votes open for a time


def test_no_ballot_is_taken_after_the_end(session: Session, board: Board):
    at = now()
    until = at + timedelta(minutes=10)
    services.open_items(board.meeting.id, board.item_ids, Opening(until=until), actor=board.hr, at=at)
    for voter in board.voters:
        clear(board, voter, at=at)
    choices = dict.fromkeys(board.item_ids, FOR)

    vote(board, board.voters[0], choices, at=until)
    with pytest.raises(VoteEnded):
        vote(board, board.voters[1], choices, at=until + timedelta(seconds=1))

    close(board)
    assert item_of(session, board).votes_for == 1


def test_a_vote_that_would_be_over_is_not_opened(session: Session, board: Board):
    with pytest.raises(RuleBroken):
        services.open_items(board.meeting.id, board.item_ids, Opening(until=now()), actor=board.hr, at=now())
    assert item_of(session, board).status is ItemStatus.PENDING


def test_the_end_is_typed_shown_and_explained(session: Session, board: Board, sign_in: SignIn):
    hr, path = sign_in(board.hr_user), f"/councils/meetings/{board.meeting.id}"
    ids = [str(item_id) for item_id in board.item_ids]
    for wrong in ("25:00", "abc"):
        answer = hr.post(f"{path}/voting", data={"item_ids": ids, "until": wrong}, headers=ENGLISH)
        assert answer.status_code == 422
        assert wrong in answer.get_data(as_text=True)

    hr.post(f"{path}/voting", data={"item_ids": ids, "until": "23:59"})

    item = item_of(session, board)
    assert item.voting_until is not None
    assert f"{item.voting_until.astimezone(HERE):%H:%M}" == "23:59"
    assert "until 23:59" in read(hr, path)
    assert "23:59" in read(hr, f"/councils/items/{item.id}")
    clear(board, board.voters[0])
    member = sign_in(board.users[0])
    assert "You can vote until 23:59" in read(member, f"{path}/vote")
    item.voting_until = now() - timedelta(minutes=1)
    session.commit()
    late = member.post(f"{path}/ballots", data={f"choice-{item.id}": "for"}, headers=ENGLISH)
    assert late.status_code == 409
    assert "The time for voting" in late.get_data(as_text=True)


# The result without its count


def test_only_counts_that_tell_how_members_voted_are_kept_back(session: Session, board: Board):
    open_all(board)
    first, second = board.item_ids
    for number, voter in enumerate(board.voters):
        clear(board, voter)
        vote(board, voter, {first: FOR, second: AGAINST if number < 2 else FOR})

    close(board, result_only=True)

    assert [item_of(session, board, place).is_result_only for place in (0, 1)] == [True, False]


def test_publication_changes_until_the_minutes_are_fixed(session: Session, board: Board):
    counted(board)
    item_id = board.item_ids[0]

    services.publish_result_only(item_id, True, actor=board.hr, at=now())
    assert item_of(session, board).is_result_only
    services.publish_result_only(item_id, False, actor=board.hr, at=now())
    assert not item_of(session, board).is_result_only
    with pytest.raises(NotAllowed):
        services.publish_result_only(item_id, True, actor=board.voters[0], at=now())
    board.meeting.status, board.meeting.closed_at = MeetingStatus.MINUTED, now()
    session.commit()
    with pytest.raises(TransitionError):
        services.publish_result_only(item_id, True, actor=board.hr, at=now())


@pytest.mark.parametrize("said", [{}, {"publish": ""}, {"publish": "all"}])
def test_a_post_that_says_neither_publishes_no_figure(
    session: Session, board: Board, sign_in: SignIn, said: dict[str, str]
):
    counted(board, result_only=True)

    answer = sign_in(board.hr_user).post(f"/councils/items/{board.item_ids[0]}/publication", data=said)

    assert answer.status_code == 409
    assert item_of(session, board).is_result_only


def test_a_count_that_tells_nothing_is_published(session: Session, board: Board):
    counted(board, against=2)

    with pytest.raises(RuleBroken):
        services.publish_result_only(board.item_ids[0], True, actor=board.hr, at=now())


def test_members_and_readers_see_the_result_and_no_figure(session: Session, sign_in: SignIn):
    """The same meeting twice, five and one, and six and none: a member sees no difference on any page."""
    seen = []
    for code, against in (("A", 0), ("B", 1)):
        board = make_board(session, voters=6, files=1, code=code)
        counted(board, against=against, result_only=True)
        services.close_meeting(board.meeting.id, actor=board.hr, at=now())
        item, meeting = board.item_ids[0], board.meeting.id
        paths = [
            f"/councils/items/{item}",
            f"/councils/meetings/{meeting}",
            f"/councils/meetings/{meeting}/minutes",
            f"/councils/meetings/{meeting}/minutes/paper",
            f"/councils/meetings/{meeting}/history",
        ]
        member = sign_in(board.users[3])
        pages = "".join(read(member, path) for path in paths)
        seen.append(pages)
        assert "600 ≥" not in pages
        assert "500 ≥" not in pages
        assert "100%" not in pages
        assert ">None<" not in pages
        assert "83.33" not in pages
        assert "83,33" not in pages
        assert member.get(f"/councils/meetings/{meeting}/ballot-count/paper").status_code == 403
        head = sign_in(make_account(session, Role.HEAD_OF_BODY, board.body))
        assert f"{6 - against} × 100" in read(head, paths[0])
        auditor = sign_in(make_account(session, Role.AUDITOR, board.body))
        assert f"{6 - against} × 100" in read(auditor, paths[0])
        assert f"{6 - against} × 100" in read(sign_in(board.hr_user), paths[0])
    assert "Only the result is published" in seen[0]
