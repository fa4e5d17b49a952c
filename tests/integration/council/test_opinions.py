"""Written opinions of absent members: entered with their scan, dropped when the member comes, read by few."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.core.access import Role
from app.core.errors import NotAllowed, NotFound, RuleBroken, TransitionError
from app.council import services
from app.council.enums import Choice, ConflictKind, MeetingStatus, Presence
from app.council.models import AgendaItem, ConflictAnswer, WrittenOpinion, WrittenVote
from app.council.queries.opinions import may_see_scan, opinion_items, writers_of
from app.council.queries.papers import written_votes
from app.council.rules import Seat
from app.council.services import OpinionReply
from app.documents.queries import attachments_of
from app.documents.services import Upload
from app.documents.uploads import current_store
from tests.factories.actors import make_actor
from tests.factories.council import Board, make_board
from tests.integration.council.acts import open_all
from tests.integration.council.paper_acts import PDF, enter, receive, scan, write

pytestmark = pytest.mark.both_engines
AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def board(session: Session) -> Board:
    """Seven members, the last two absent; two files."""
    return make_board(session, voters=7, absent=2, at=AT)


def record(board: Board, number: int, presence: Presence) -> None:
    services.record_attendance(board.meeting.id, {board.members[number].id: presence}, actor=board.hr, at=AT)


def word() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return target.getvalue()


def test_the_paper_of_an_absent_member_is_kept_with_its_scan(session: Session, board: Board):
    opinion_id = write(board, 6, Choice.FOR, at=AT)

    opinion = session.get_one(WrittenOpinion, opinion_id)
    assert (opinion.received_on, opinion.entered_by_name) == (date(2026, 3, 2), board.hr.name)
    assert [file.file_name for file in attachments_of(session, opinion_id)] == ["Ý kiến bằng văn bản.pdf"]
    assert written_votes(session, board.item_ids) == {item_id: [Choice.FOR] for item_id in board.item_ids}
    answers = session.scalars(select(ConflictAnswer).where(ConflictAnswer.member_id == board.members[6].id)).all()
    assert [answer.has_conflict for answer in answers] == [False, False]
    assert [(row.full_name, row.votes_count) for row in writers_of(session, board.meeting.id)] == [
        (board.people[5].full_name, 0),
        (board.people[6].full_name, 2),
    ]


def test_the_trail_says_who_wrote_about_what_and_never_which_way(session: Session, board: Board):
    write(board, 6, Choice.AGAINST, at=AT)
    enter(board, 6, {board.item_ids[0]: None, board.item_ids[1]: Choice.FOR}, at=AT)

    told = [event for event in events_of(session, board.meeting.id) if "opinion" in event.kind]
    assert [event.kind for event in told] == [
        "meeting.opinion_received",
        "meeting.opinion_entered",
        "meeting.opinion_entered",
    ]
    first, second = (str(item_id) for item_id in board.item_ids)
    assert told[1].changes == {"member": [None, str(board.members[6].id)], "opinions": [[], [first, second]]}
    assert told[2].changes["opinions"] == [[first, second], [second]]
    assert not {"for", "against", "abstain"} & set(str([event.changes for event in told]).replace("'", " ").split())


def test_without_a_scan_there_is_no_opinion(session: Session, board: Board):
    member_id, store = board.members[6].id, current_store()
    for scans in ((), (Upload("ý kiến.docx", io.BytesIO(word())),), (scan(data=b"MZ" + b"\0" * 99),)):
        with pytest.raises(RuleBroken):
            services.receive_opinion(board.meeting.id, member_id, AT.date(), scans, actor=board.hr, at=AT, store=store)
    with pytest.raises(RuleBroken):
        receive(board, 6, on=date(2026, 3, 3), at=AT)
    assert session.scalars(select(WrittenOpinion)).all() == []
    with pytest.raises(NotFound):
        enter(board, 6, {board.item_ids[0]: Choice.FOR}, at=AT)


def test_only_an_absent_member_with_a_vote_writes(session: Session, board: Board):
    with pytest.raises(RuleBroken):
        receive(board, 0, at=AT)
    board.members[5].has_vote = False
    session.commit()
    with pytest.raises(RuleBroken):
        receive(board, 5, at=AT)


def test_one_who_steps_aside_on_paper_has_no_opinion_there(session: Session, board: Board):
    receive(board, 6, at=AT)
    first, second = board.item_ids
    member_id = board.members[6].id

    replies = {first: OpinionReply(ground="Con dâu"), second: OpinionReply(Choice.ABSTAIN)}
    services.enter_opinion(board.meeting.id, member_id, replies, actor=board.hr, at=AT)

    answer = session.get_one(ConflictAnswer, (first, member_id))
    assert (answer.has_conflict, answer.ground, answer.kind) == (True, "Con dâu", ConflictKind.OTHER)
    assert written_votes(session, board.item_ids) == {first: [], second: [Choice.ABSTAIN]}
    with pytest.raises(RuleBroken):
        services.enter_opinion(board.meeting.id, member_id, {second: OpinionReply(ground=" ")}, actor=board.hr, at=AT)
    open_all(board, at=AT)
    with pytest.raises(RuleBroken):
        enter(board, 6, {first: Choice.FOR}, at=AT)


def test_a_derived_conflict_leaves_no_opinion(session: Session, board: Board):
    board.nominations[0].person_id = board.people[6].id
    session.commit()
    receive(board, 6, at=AT)
    open_all(board, at=AT)

    with pytest.raises(RuleBroken):
        enter(board, 6, {board.item_ids[0]: Choice.FOR}, at=AT)


def test_an_opinion_changes_until_the_file_is_closed(session: Session, board: Board):
    write(board, 6, Choice.FOR, at=AT)
    first, second = board.item_ids
    services.open_items(board.meeting.id, [first], actor=board.hr, at=AT)
    enter(board, 6, {first: Choice.AGAINST}, at=AT)
    services.close_items(board.meeting.id, [first], actor=board.hr, at=AT)

    with pytest.raises(RuleBroken):
        enter(board, 6, {first: Choice.FOR, second: Choice.AGAINST}, at=AT)
    assert written_votes(session, board.item_ids) == {first: [Choice.AGAINST], second: [Choice.FOR]}
    with pytest.raises(RuleBroken):
        services.withdraw_opinion(board.meeting.id, board.members[6].id, actor=board.hr, at=AT)


def test_a_member_who_comes_votes_in_person(session: Session, board: Board):
    write(board, 6, Choice.FOR, at=AT)
    first, second = board.item_ids
    services.open_items(board.meeting.id, [first], actor=board.hr, at=AT)
    services.close_items(board.meeting.id, [first], actor=board.hr, at=AT)

    record(board, 6, Presence.PRESENT)

    assert written_votes(session, board.item_ids) == {first: [Choice.FOR], second: []}
    dropped = events_of(session, board.meeting.id)[-1]
    assert (dropped.kind, dropped.changes["opinions"]) == ("meeting.opinion_dropped", [[str(second)], []])
    with pytest.raises(RuleBroken):
        enter(board, 6, {second: Choice.FOR}, at=AT)


def test_what_one_wrote_counts_where_the_vote_was_open_before_they_came(session: Session, board: Board):
    write(board, 6, Choice.FOR, at=AT)
    first, second = board.item_ids
    services.open_items(board.meeting.id, [first], actor=board.hr, at=AT)

    record(board, 6, Presence.PRESENT)

    assert written_votes(session, board.item_ids) == {first: [Choice.FOR], second: []}
    with pytest.raises(RuleBroken):
        enter(board, 6, {first: Choice.AGAINST}, at=AT)
    (done,) = services.close_items(board.meeting.id, [first], actor=board.hr, at=AT)
    assert (done.room.present, done.written.in_favour) == (5, 1)


def test_who_came_meanwhile_votes_in_person_when_the_vote_is_taken_again(session: Session, board: Board):
    write(board, 6, Choice.FOR, at=AT)
    first = board.item_ids[0]
    services.open_items(board.meeting.id, [first], actor=board.hr, at=AT)
    record(board, 6, Presence.PRESENT)
    services.close_items(board.meeting.id, [first], actor=board.hr, at=AT)

    services.annul_vote(first, "Đếm lại", actor=board.hr, at=AT)

    assert written_votes(session, [first]) == {first: []}
    services.open_items(board.meeting.id, [first], actor=board.hr, at=AT)
    (done,) = services.close_items(board.meeting.id, [first], actor=board.hr, at=AT)
    assert (done.room.present, done.written.total, done.votes.issued) == (6, 0, 6)


def test_one_who_voted_and_left_writes_only_about_the_rest(session: Session, board: Board):
    first, second = board.item_ids
    services.open_items(board.meeting.id, [first], actor=board.hr, at=AT)
    services.answer_conflict(first, False, actor=board.voters[0], at=AT)
    services.cast_ballots(board.meeting.id, {first: Choice.FOR}, actor=board.voters[0], at=AT)
    record(board, 0, Presence.ABSENT)
    receive(board, 0, at=AT)

    with pytest.raises(RuleBroken):
        enter(board, 0, {first: Choice.FOR}, at=AT)
    enter(board, 0, {second: Choice.FOR}, at=AT)

    assert [row.is_elector for row in opinion_items(session, board.meeting.id, board.members[0].id)] == [True, False]


def test_an_opinion_entered_by_mistake_is_taken_out(session: Session, board: Board):
    opinion_id = write(board, 6, Choice.FOR, at=AT)

    services.withdraw_opinion(board.meeting.id, board.members[6].id, actor=board.hr, at=AT)

    assert session.scalars(select(WrittenVote)).all() == []
    assert attachments_of(session, opinion_id) == []
    assert session.scalars(select(WrittenOpinion)).all() == []


def test_the_wrong_scan_goes_once_the_right_one_is_there(session: Session, board: Board):
    opinion_id = receive(board, 6, at=AT)
    [wrong] = attachments_of(session, opinion_id)
    with pytest.raises(RuleBroken):
        services.remove_scan(board.meeting.id, board.members[6].id, wrong.id, actor=board.hr, at=AT)
    receive(board, 6, scan("đúng.pdf", PDF + b"\n"), at=AT + timedelta(minutes=1))

    services.remove_scan(board.meeting.id, board.members[6].id, wrong.id, actor=board.hr, at=AT)

    assert [file.file_name for file in attachments_of(session, opinion_id)] == ["đúng.pdf"]


def test_files_with_opinions_can_be_taken_off_the_agenda(session: Session, board: Board):
    write(board, 6, Choice.FOR, at=AT)

    services.remove_item(board.item_ids[0], actor=board.hr, at=AT)
    services.close_meeting(board.meeting.id, actor=board.hr, at=AT)

    assert session.scalars(select(WrittenVote)).all() == []
    assert session.scalars(select(AgendaItem)).all() == []
    with pytest.raises(TransitionError):
        receive(board, 6, at=AT)


def test_a_member_who_leaves_the_council_leaves_no_vote_behind(session: Session):
    board = make_board(session, voters=5, status=MeetingStatus.PLANNED, at=AT)
    write(board, 4, Choice.FOR, at=AT)
    seats = [Seat(person.id, member.role) for person, member in zip(board.people, board.members, strict=True)]

    services.change_members(board.council.id, seats[:4], actor=board.hr, at=AT)

    assert session.scalars(select(WrittenVote)).all() == []


def test_only_those_who_run_the_meeting_enter(session: Session, board: Board):
    opinion_id = receive(board, 6, at=AT)
    strangers = [board.voters[6], make_actor(session, Role.AUDITOR, board.body)]
    for actor in strangers:
        with pytest.raises(NotAllowed):
            services.enter_opinion(
                board.meeting.id,
                board.members[6].id,
                {board.item_ids[0]: OpinionReply(Choice.FOR)},
                actor=actor,
                at=AT,
            )
    with pytest.raises(NotFound):
        services.withdraw_opinion(board.meeting.id, board.members[6].id, actor=make_actor(session), at=AT)
    assert session.get(WrittenOpinion, opinion_id) is not None


def test_who_may_read_the_scan(session: Session, board: Board):
    opinion_id = write(board, 6, Choice.FOR, at=AT)
    auditor, director = (make_actor(session, role, board.body) for role in (Role.AUDITOR, Role.HEAD_OF_BODY))
    stranger = replace(make_actor(session), council_ids=frozenset())

    def readers() -> list[bool]:
        actors = (board.hr, board.voters[6], auditor, director, board.voters[0], stranger)
        return [may_see_scan(session, actor, opinion_id) for actor in actors]

    assert readers() == [True, True, False, False, False, False]
    services.close_meeting(board.meeting.id, actor=board.hr, at=AT)
    assert readers() == [True, True, True, True, False, False]
