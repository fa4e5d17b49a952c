"""Open votes: where the rule leaves the vote open, each member's name stands beside what they said, once counted."""

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.core.errors import NotAllowed, RuleBroken
from app.council import services
from app.council.enums import BallotMethod, Choice, ItemResult, Presence, VotingWay
from app.council.models import AgendaItem, Ballot, EarlierVote, NamedVote
from app.council.queries.named import Said, said_in, said_on
from app.council.queries.turnout import turnout_by_item
from app.council.rules import AlreadyVoted
from app.council.services.voting import Opening
from app.local_rules.enums import RuleKind
from app.organisation.models import Unit
from tests.factories.council import Board, make_board
from tests.factories.local_rules import make_rule
from tests.integration.council.acts import clear, open_all, papers, vote, vote_all, voted
from tests.integration.council.paper_acts import write
from tests.integration.council.test_views import page, post

pytestmark = pytest.mark.both_engines
FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def leave_open(session: Session, board: Board, award: str = "*") -> None:
    """Let the body's own rule leave the vote on an award open; "*": on all whose secrecy the law does not fix."""
    make_rule(session, session.get_one(Unit, board.body.id), RuleKind.VOTE, award, {"secret": False})


@pytest.fixture
def board(session: Session) -> Board:
    """Seven members, the last one absent; two files; the rule of the body leaves their vote open."""
    made = make_board(session, voters=7, absent=1, at=AT)
    leave_open(session, made)
    return made


def methods(session: Session, board: Board) -> list[BallotMethod]:
    return [session.get_one(AgendaItem, item_id).method for item_id in board.item_ids]


def count(session: Session, model: type[Ballot] | type[NamedVote]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_files_are_voted_on_as_their_rules_say(session: Session, board: Board):
    assert services.open_items(board.meeting.id, board.item_ids, actor=board.hr, at=AT) == [BallotMethod.OPEN] * 2
    assert [item.is_secret for item in board.items] == [False, False]
    told = next(event for event in events_of(session, board.item_ids[0]) if event.kind == "agenda_item.opened")
    assert told.changes["method"] == [None, "open"]


def test_where_the_body_has_no_rule_of_its_own_every_vote_is_secret(session: Session):
    board = make_board(session, at=AT)

    open_all(board, at=AT)

    assert methods(session, board) == [BallotMethod.ELECTRONIC] * 2


def test_a_vote_that_a_decree_wants_in_secret_stays_secret_whatever_the_body_says(session: Session, board: Board):
    board.nominations[0].award_code = "CSTDT"
    session.commit()

    open_all(board, at=AT)

    assert methods(session, board) == [BallotMethod.ELECTRONIC, BallotMethod.OPEN]


@pytest.mark.parametrize(
    ("way", "method"), [(VotingWay.SECRET, BallotMethod.ELECTRONIC), (VotingWay.PAPER, BallotMethod.PAPER)]
)
def test_the_chair_may_vote_in_secret_all_the_same(
    session: Session, board: Board, way: VotingWay, method: BallotMethod
):
    services.open_items(board.meeting.id, board.item_ids, Opening(way), actor=board.hr, at=AT)

    assert methods(session, board) == [method, method]


def test_names_stand_beside_the_choices_once_counted_and_not_before(session: Session, board: Board):
    first, second = board.item_ids
    open_all(board, at=AT)
    for voter, choice in zip(board.voters, (FOR, FOR, FOR, FOR, AGAINST, ABSTAIN), strict=False):
        vote_all(board, voter, choice, at=AT)

    assert (count(session, Ballot), count(session, NamedVote)) == (0, 12)
    assert (said_on(session, first), said_in(session, board.meeting.id)) == ([], {})
    assert turnout_by_item(session, board.meeting.id)[first].voted == 6
    done = services.close_items(board.meeting.id, [first], actor=board.hr, at=AT, result_only=True)

    assert [(each.votes.in_favour, each.votes.against, each.votes.abstentions) for each in done] == [(4, 1, 1)]
    names = [person.full_name for person in board.people]
    expected = [Said(name, choice, False) for name, choice in zip(names, (FOR,) * 4 + (AGAINST, ABSTAIN), strict=False)]
    assert list(said_on(session, first)) == expected
    assert set(said_in(session, board.meeting.id)) == {first}
    closed = session.get_one(AgendaItem, first)
    assert (closed.is_result_only, closed.result) == (False, ItemResult.NOT_ADOPTED), "4 of 7 is less than 70 %"
    with pytest.raises(RuleBroken):
        services.publish_result_only(first, True, actor=board.hr, at=AT)
    assert said_on(session, second) == []


def test_secret_and_open_files_are_cast_in_one_act(session: Session, board: Board):
    board.nominations[0].award_code = "CSTDT"
    session.commit()
    secret, free = board.item_ids
    open_all(board, at=AT)
    clear(board, board.voters[0], at=AT)

    vote(board, board.voters[0], {secret: AGAINST, free: FOR}, at=AT)

    assert (papers(session, secret), papers(session, free)) == ([AGAINST], [])
    said = [(vote.item_id, vote.member_id, vote.choice) for vote in session.scalars(select(NamedVote))]
    assert said == [(free, board.members[0].id, FOR)]
    assert [voted(session, item_id) for item_id in board.item_ids] == [1, 1]
    with pytest.raises(AlreadyVoted):
        vote(board, board.voters[0], {free: AGAINST}, at=AT)


def test_only_those_with_a_vote_on_the_file_say_anything(session: Session, board: Board):
    open_all(board, at=AT)
    with pytest.raises(NotAllowed):
        vote_all(board, board.voters[6], at=AT)
    with pytest.raises(RuleBroken):
        vote(board, board.voters[0], {board.item_ids[0]: FOR}, at=AT)
    assert count(session, NamedVote) == 0


def test_a_written_opinion_stands_among_the_names(session: Session, board: Board):
    write(board, 6, AGAINST, at=AT)
    open_all(board, at=AT)
    for voter in board.voters[:6]:
        vote_all(board, voter, at=AT)

    done = services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=AT)

    assert {(each.in_favour, each.base_count, each.result) for each in done} == {(6, 7, ItemResult.ADOPTED)}
    said = said_on(session, board.item_ids[0])
    assert [each for each in said if each.in_writing] == [Said(board.people[6].full_name, AGAINST, True)]


def test_a_vote_taken_again_forgets_what_was_said_the_first_time(session: Session, board: Board):
    first = board.item_ids[0]
    open_all(board, at=AT)
    for voter in board.voters[:6]:
        vote_all(board, voter, AGAINST, at=AT)
    services.close_items(board.meeting.id, [first], actor=board.hr, at=AT)

    services.annul_vote(first, "Biểu quyết nhầm hồ sơ", actor=board.hr, at=AT)

    assert session.scalars(select(NamedVote).where(NamedVote.item_id == first)).all() == []
    assert session.get_one(EarlierVote, (first, 1)).facts["method"] == "open"
    again = Opening(VotingWay.SECRET)
    assert services.open_items(board.meeting.id, [first], again, actor=board.hr, at=AT) == [BallotMethod.ELECTRONIC]
    assert said_on(session, first) == []


def test_who_leaves_before_speaking_has_no_vote_and_who_spoke_keeps_it(session: Session, board: Board):
    first = board.item_ids[0]
    open_all(board, at=AT)
    vote_all(board, board.voters[0], at=AT)
    leaving = {board.members[number].id: Presence.ABSENT for number in (0, 1)}

    services.record_attendance(board.meeting.id, leaving, actor=board.hr, at=AT)

    item = session.get_one(AgendaItem, first, populate_existing=True)
    assert (item.ballots_issued, item.present_count, voted(session, first)) == (5, 5, 1)


# The screens, with the clock of today.


@pytest.fixture
def today(session: Session) -> Board:
    made = make_board(session, voters=7, absent=1)
    leave_open(session, made)
    return made


def test_the_pages_say_who_said_what_only_after_the_count(today: Board, sign_in):
    hr: FlaskClient = sign_in(today.hr_user)
    meeting = f"/councils/meetings/{today.meeting.id}"
    first = f"/councils/items/{today.item_ids[0]}"
    assert "On screens, as the rules say" in page(hr, meeting)
    post(hr, f"{meeting}/voting", item_ids=[str(item_id) for item_id in today.item_ids], way="as_ruled")
    assert "2 of them are voted on by name, as their rules say." in page(hr, meeting)
    for voter in today.voters[:5]:
        clear(today, voter)
    member: FlaskClient = sign_in(today.users[0])

    ballots = page(member, f"{meeting}/vote")
    assert "This vote is open, as the rule says" in ballots
    assert ballots.count(">Open ballot<") == 2
    assert "What secrecy means here" not in ballots
    chosen = {f"choice-{item_id}": "against" for item_id in today.item_ids}
    assert "your name stands beside your choice" in post(member, f"{meeting}/vote", 200, check="1", **chosen)
    member.post(f"{meeting}/ballots", data=chosen)
    assert "nobody sees it before" in page(member, f"{meeting}/vote/done")
    for voter in today.voters[1:5]:
        vote(today, voter, dict.fromkeys(today.item_ids, FOR))
    before = page(hr, first)
    assert "Who said what" not in before
    assert "The rule leaves the vote open" in before

    services.close_items(today.meeting.id, today.item_ids, actor=today.hr, at=datetime.now(UTC))

    after = page(hr, first)
    names = [person.full_name for person in today.people[:5]]
    assert "Who said what" in after
    assert f"<dt>Agree</dt><dd>{', '.join(names[1:])}</dd>" in after
    assert f"<dt>Disagree</dt><dd>{names[0]}</dd>" in after
    assert "Publish the result only" not in after


def test_where_every_rule_wants_secrecy_the_chair_is_not_asked_about_names(session: Session, sign_in):
    board = make_board(session)

    shown = page(sign_in(board.hr_user), f"/councils/meetings/{board.meeting.id}")

    assert "On screens, as the rules say" not in shown
    assert 'value="as_ruled"' in shown
    assert 'value="paper"' in shown


def test_the_papers_of_the_meeting_tell_the_names(today: Board, sign_in):
    open_all(today)
    for voter in today.voters[:6]:
        vote_all(today, voter)
    services.close_items(today.meeting.id, today.item_ids, actor=today.hr, at=datetime.now(UTC))
    services.close_meeting(today.meeting.id, actor=today.hr, at=datetime.now(UTC))
    hr: FlaskClient = sign_in(today.hr_user)

    counted = page(hr, f"/councils/meetings/{today.meeting.id}/ballot-count/paper")
    minutes = page(hr, f"/councils/meetings/{today.meeting.id}/minutes/paper")

    names = ", ".join(person.full_name for person in today.people[:6])
    assert f"- {today.nominations[0].nominee_name}: đồng ý: {names}." in counted
    assert "biểu quyết công khai đối với từng hồ sơ. Ý kiến của từng thành viên được ghi trên hệ thống;" in minutes
    assert "bỏ phiếu kín" not in minutes
