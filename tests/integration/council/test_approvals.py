"""Minutes are fixed by two people, each for themselves; the head of the body approves the result beside it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.audit.queries import events_of
from app.core.access import Actor, Role
from app.core.clock import now, today
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.council import services
from app.council.enums import ApprovalCapacity, CouncilRole, MeetingStatus, Presence
from app.council.models import Attendance, CouncilMember, Meeting, MinutesApproval
from app.council.services import PaperSignature
from tests.factories.actors import make_account, make_actor
from tests.factories.council import Board, as_member, make_board, make_seat
from tests.factories.organisation import make_person
from tests.integration.council.acts import open_all, vote_all

pytestmark = pytest.mark.both_engines

AT = now()
ENGLISH = {"Accept-Language": "en"}
CHAIR, SECRETARY, HEAD = ApprovalCapacity.CHAIR, ApprovalCapacity.SECRETARY, ApprovalCapacity.HEAD


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session, at=AT)


@pytest.fixture
def clerk(session: Session, board: Board) -> User:
    """A secretary with an account, who came."""
    person = make_person(session, "Võ Thư Ký", board.units[0], "Chuyên viên")
    seat = make_seat(
        session, board.council, person, CouncilRole.SECRETARY, has_vote=False, position=9, post="Chuyên viên"
    )
    session.add(Attendance(meeting_id=board.meeting.id, member_id=seat.id, presence=Presence.PRESENT))
    session.commit()
    return make_account(session, person=person)


@pytest.fixture
def secretary(board: Board, clerk: User) -> Actor:
    return as_member(clerk, board.council)


def closed(board: Board, text: str = "Biên bản") -> None:
    services.close_meeting(board.meeting.id, actor=board.hr, at=AT)
    if text:
        services.save_minutes(board.meeting.id, text, actor=board.hr, at=AT)


def approve(board: Board, capacity: ApprovalCapacity, actor: Actor, **more: int) -> None:
    services.approve_minutes(board.meeting.id, capacity, actor=actor, at=AT, **more)


def status(session: Session, board: Board) -> MeetingStatus:
    return session.get_one(Meeting, board.meeting.id, populate_existing=True).status


def standing(session: Session, board: Board) -> dict[ApprovalCapacity, str]:
    query = select(MinutesApproval).where(MinutesApproval.meeting_id == board.meeting.id)
    return {each.capacity: each.name for each in session.scalars(query)}


def on_paper(capacity: ApprovalCapacity, name: str, day: date | None = None, note: str = "Bản ký lưu tại Văn phòng"):
    return PaperSignature(capacity, name, day or AT.date(), note)


@pytest.mark.parametrize("first", [CHAIR, SECRETARY])
def test_the_second_approval_fixes_the_minutes(
    session: Session, board: Board, secretary: Actor, first: ApprovalCapacity
):
    closed(board)
    signers = {CHAIR: board.voters[0], SECRETARY: secretary}
    second = SECRETARY if first is CHAIR else CHAIR

    approve(board, first, signers[first])
    assert status(session, board) is MeetingStatus.CLOSED
    approve(board, second, signers[second])

    assert status(session, board) is MeetingStatus.MINUTED
    assert standing(session, board) == {CHAIR: "Trần Ủy Viên 1", SECRETARY: "Võ Thư Ký"}
    kinds = [event.kind for event in events_of(session, board.meeting.id)]
    assert kinds[-3:] == ["meeting.minutes_approved", "meeting.minutes_approved", "meeting.minuted"]
    with pytest.raises(TransitionError):
        services.save_minutes(board.meeting.id, "Khác", actor=board.hr, at=AT)
    with pytest.raises(TransitionError):
        services.take_back_approval(board.meeting.id, CHAIR, actor=board.voters[0], at=AT)


def test_nobody_approves_for_another(session: Session, board: Board, secretary: Actor):
    closed(board)
    for capacity, stranger in (
        (CHAIR, secretary),
        (CHAIR, board.hr),
        (CHAIR, board.voters[1]),
        (SECRETARY, board.hr),
        (SECRETARY, board.voters[0]),
        (HEAD, board.voters[0]),
    ):
        with pytest.raises(NotAllowed):
            approve(board, capacity, stranger)
    other = make_board(session, code="ELSE")
    with pytest.raises(NotFound):
        approve(board, CHAIR, other.voters[0])
    assert standing(session, board) == {}


def test_another_text_takes_the_approvals_back(session: Session, board: Board, secretary: Actor):
    closed(board)
    approve(board, CHAIR, board.voters[0])

    services.save_minutes(board.meeting.id, "Biên bản", actor=board.hr, at=AT)
    assert standing(session, board) == {CHAIR: "Trần Ủy Viên 1"}
    services.save_minutes(board.meeting.id, "Biên bản đã sửa", actor=board.hr, at=AT)

    assert standing(session, board) == {}
    approve(board, SECRETARY, secretary)
    assert status(session, board) is MeetingStatus.CLOSED
    [told] = [each for each in events_of(session, board.meeting.id) if each.kind == "meeting.approval_taken_back"]
    assert told.changes == {"chair": ["Trần Ủy Viên 1", None]}


def test_an_approval_is_of_the_text_that_was_read(session: Session, board: Board):
    closed(board)
    read = session.get_one(Meeting, board.meeting.id, populate_existing=True).version
    services.save_minutes(board.meeting.id, "Khác", actor=board.hr, at=AT)

    with pytest.raises(StaleVersion):
        approve(board, CHAIR, board.voters[0], version=read)


def test_a_draft_that_nobody_saved_cannot_be_approved(session: Session, board: Board):
    with pytest.raises(TransitionError):
        approve(board, CHAIR, board.voters[0])
    closed(board, text="")
    with pytest.raises(RuleBroken, match="chưa được ghi"):
        approve(board, CHAIR, board.voters[0])
    closed_at = session.get_one(Meeting, board.meeting.id).closed_at
    assert closed_at == AT


def test_a_council_without_a_secretary_has_its_minutes_signed_by_the_officer(session: Session, board: Board):
    closed(board)
    approve(board, SECRETARY, board.hr)
    approve(board, CHAIR, board.voters[0])

    assert status(session, board) is MeetingStatus.MINUTED


def test_one_person_does_not_sign_for_both(session: Session, board: Board):
    """The chair of a council without a secretary is the HR officer as well."""
    closed(board)
    both = replace(board.hr, person_id=board.voters[0].person_id, council_ids=board.voters[0].council_ids)
    approve(board, SECRETARY, both)

    with pytest.raises(RuleBroken, match="hai người"):
        approve(board, CHAIR, both)


@pytest.mark.parametrize("why", ["absent", "left"])
def test_a_vice_chair_who_came_stands_for_the_chair(session: Session, board: Board, secretary: Actor, why: str):
    vice, chair = board.members[1], board.members[0]
    vice.role = CouncilRole.VICE_CHAIR
    session.commit()
    closed(board)
    with pytest.raises(NotAllowed):
        approve(board, CHAIR, board.voters[1])
    if why == "left":
        session.get_one(CouncilMember, chair.id).left_on = AT.date()
    else:
        session.get_one(Attendance, (board.meeting.id, chair.id)).presence = Presence.ABSENT
    session.commit()

    approve(board, CHAIR, board.voters[1])

    assert standing(session, board) == {CHAIR: "Trần Ủy Viên 2"}
    if why == "absent":
        with pytest.raises(TransitionError):
            approve(board, CHAIR, board.voters[1])


def test_signatures_on_paper_are_entered_by_who_runs_the_meeting(session: Session, board: Board, secretary: Actor):
    closed(board)
    meeting_id = board.meeting.id
    for wrong in (
        on_paper(CHAIR, " "),
        on_paper(CHAIR, "Trần Ủy Viên 1", note=""),
        on_paper(CHAIR, "x" * 121),
        on_paper(CHAIR, "Trần Ủy Viên 1", AT.date() - timedelta(days=3)),
        on_paper(CHAIR, "Trần Ủy Viên 1", AT.date() + timedelta(days=2)),
    ):
        with pytest.raises(RuleBroken):
            services.record_signature(meeting_id, wrong, actor=board.hr, at=AT)
    with pytest.raises(NotAllowed):
        services.record_signature(meeting_id, on_paper(CHAIR, "Ai đó"), actor=board.voters[0], at=AT)

    services.record_signature(meeting_id, on_paper(CHAIR, "Trần Ủy Viên 1"), actor=secretary, at=AT)
    with pytest.raises(RuleBroken, match="hai người"):
        services.record_signature(meeting_id, on_paper(SECRETARY, "trần ủy viên 1"), actor=secretary, at=AT)
    services.record_signature(meeting_id, on_paper(SECRETARY, "Võ Thư Ký"), actor=board.hr, at=AT)

    assert status(session, board) is MeetingStatus.MINUTED
    kept = session.get_one(MinutesApproval, (meeting_id, CHAIR))
    assert (kept.is_on_paper, kept.note, kept.recorded_by) == (True, "Bản ký lưu tại Văn phòng", secretary.user_id)


def test_a_mistaken_approval_is_taken_back_by_who_gave_or_entered_it(session: Session, board: Board, secretary: Actor):
    closed(board)
    meeting_id = board.meeting.id
    approve(board, CHAIR, board.voters[0])
    with pytest.raises(NotAllowed):
        services.take_back_approval(meeting_id, CHAIR, actor=board.hr, at=AT)
    services.take_back_approval(meeting_id, CHAIR, actor=board.voters[0], at=AT)
    services.record_signature(meeting_id, on_paper(CHAIR, "Trần Ủy Viên 1"), actor=board.hr, at=AT)
    with pytest.raises(NotAllowed):
        services.take_back_approval(meeting_id, CHAIR, actor=board.voters[0], at=AT)
    services.take_back_approval(meeting_id, CHAIR, actor=secretary, at=AT)
    with pytest.raises(TransitionError):
        services.take_back_approval(meeting_id, CHAIR, actor=secretary, at=AT)

    assert standing(session, board) == {}


def test_the_head_approves_the_result_of_fixed_minutes(session: Session, board: Board, secretary: Actor):
    director = make_actor(session, Role.HEAD_OF_BODY, board.body)
    closed(board)
    with pytest.raises(TransitionError):
        approve(board, HEAD, director)
    approve(board, SECRETARY, secretary)
    approve(board, CHAIR, board.voters[0])

    approve(board, HEAD, director)

    assert standing(session, board)[HEAD] == director.name
    assert events_of(session, board.meeting.id)[-1].kind == "meeting.result_approved"
    with pytest.raises(TransitionError):
        approve(board, HEAD, director)
    services.take_back_approval(board.meeting.id, HEAD, actor=director, at=AT)
    assert HEAD not in standing(session, board)


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_the_page_leads_each_to_their_approval(session: Session, board: Board, clerk: User, sign_in, counted):
    open_all(board)
    for voter in board.voters:
        vote_all(board, voter)
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=AT)
    closed(board, text="")
    base = f"/councils/meetings/{board.meeting.id}"
    hr = sign_in(board.hr_user)
    unsaved = page(hr, f"{base}/minutes")
    assert "draft that nobody has saved" in unsaved
    assert "Enter a signature" not in unsaved
    version = str(session.get_one(Meeting, board.meeting.id).version)
    saved = {"text": "I. Mở đầu\nĐã họp.", "version": version}
    assert hr.post(f"{base}/minutes", data=saved, headers=ENGLISH).status_code == 302

    waiting = page(hr, f"{base}/minutes")
    assert "Waits for Võ Thư Ký." in waiting
    assert "2 of 2 adopted" in waiting
    assert "Approve as" not in waiting

    version = str(session.get_one(Meeting, board.meeting.id, populate_existing=True).version)
    for user, capacity, label in (
        (clerk, "secretary", "Approve as secretary"),
        (board.users[0], "chair", "Approve as chair"),
    ):
        client = sign_in(user)
        with counted() as queries:
            shown = page(client, f"{base}/minutes")
        assert label in shown
        assert len(queries) <= 8
        answer = client.post(f"{base}/approval", data={"capacity": capacity, "version": version}, headers=ENGLISH)
        assert answer.status_code == 302
    assert "they are fixed" in page(client, f"{base}/minutes")
    assert client.post(f"{base}/approval", data={"capacity": "nobody", "version": version}).status_code == 409

    director = sign_in(make_account(session, Role.HEAD_OF_BODY, board.body))
    assert "Approve the result" in page(director, f"{base}/minutes")
    fresh = str(session.get_one(Meeting, board.meeting.id, populate_existing=True).version)
    assert director.post(f"{base}/approval", data={"capacity": "head", "version": fresh}).status_code == 302
    shown = page(director, f"{base}/minutes")
    assert "Approved here by the head on" in shown
    assert ">Approved by the head<" in shown
    assert "Take the approval of the result back" in shown


def test_a_paper_signature_is_entered_on_a_form_that_knows_who_is_asked(
    session: Session, board: Board, clerk: User, sign_in
):
    closed(board)
    base = f"/councils/meetings/{board.meeting.id}"
    hr = sign_in(board.hr_user)
    form = page(hr, f"{base}/approval/paper")
    assert 'value="Võ Thư Ký"' not in form  # two are asked: whose post it is would be a guess
    version = str(session.get_one(Meeting, board.meeting.id).version)
    fields = {"capacity": "chair", "name": "Trần Ủy Viên 1", "signed_on": "31/02/2020", "note": "x", "version": version}
    refused = hr.post(f"{base}/approval/paper", data=fields)
    assert refused.status_code == 422
    assert "Trần Ủy Viên 1" in refused.get_data(as_text=True)

    fields["signed_on"] = today().strftime("%d/%m/%Y")
    assert hr.post(f"{base}/approval/paper", data=fields).status_code == 302
    assert 'value="Võ Thư Ký"' in page(hr, f"{base}/approval/paper")

    shown = page(hr, f"{base}/minutes")
    assert "Signed on paper on" in shown
    assert "takes back the approval of Trần Ủy Viên 1" in shown
    assert hr.post(f"{base}/approval/taking-back", data={"capacity": "chair", "version": "0"}).status_code == 302
    assert "Signed on paper on" not in page(hr, f"{base}/minutes")


def test_the_desk_tells_each_what_waits(session: Session, board: Board, clerk: User, secretary: Actor, sign_in):
    director = make_account(session, Role.HEAD_OF_BODY, board.body)
    task, result = "Approve the minutes of Phiên họp thứ nhất", "Approve the result of Phiên họp thứ nhất"

    def told() -> list[bool]:
        desks = [page(sign_in(user), "/desk") for user in (clerk, board.users[0], board.users[1], director)]
        return [*(task in desk for desk in desks[:3]), result in desks[3]]

    closed(board, text="")
    assert told() == [False, False, False, False]
    services.save_minutes(board.meeting.id, "Biên bản", actor=board.hr, at=AT)
    assert told() == [True, True, False, False]
    approve(board, SECRETARY, secretary)
    assert told() == [False, True, False, False]
    approve(board, CHAIR, board.voters[0])
    assert told() == [False, False, False, True]
    approve(board, HEAD, make_actor(session, Role.HEAD_OF_BODY, board.body))
    assert told() == [False, False, False, False]


def test_the_desk_of_a_vice_chair_who_presided(session: Session, board: Board, sign_in):
    session.get_one(CouncilMember, board.members[1].id).role = CouncilRole.VICE_CHAIR
    session.commit()
    closed(board)
    task = "Approve the minutes of"
    assert task not in page(sign_in(board.users[1]), "/desk")
    session.get_one(Attendance, (board.meeting.id, board.members[0].id)).presence = Presence.ABSENT
    session.commit()

    assert task in page(sign_in(board.users[1]), "/desk")
