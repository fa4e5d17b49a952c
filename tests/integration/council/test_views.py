"""Pages of councils and meetings: what they show, whom they let act, and what bad input does."""

import re
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.campaigns.enums import CampaignStatus
from app.core.access import Role
from app.core.clock import now
from app.council import services
from app.council.enums import ApprovalCapacity, Choice, ItemStatus, MeetingStatus, Presence
from app.council.models import AgendaItem, Attendance, Ballot, Council, Meeting
from app.council.queries.councils import seats_of
from app.nominations.enums import Status
from tests.conftest import SignIn
from tests.factories.actors import make_account
from tests.factories.council import Board, make_board
from tests.factories.nominations import make_nomination
from tests.factories.organisation import make_person
from tests.integration.council.acts import open_all, vote_all

TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session)


@pytest.fixture
def planned(session: Session) -> Board:
    return make_board(session, status=MeetingStatus.PLANNED, files=0)


@pytest.fixture
def hr(board: Board, sign_in) -> FlaskClient:
    return sign_in(board.hr_user)


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    response = client.get(path, headers=ENGLISH)
    assert response.status_code == status
    return response.get_data(as_text=True)


def post(client: FlaskClient, path: str, status: int = 302, **fields: object) -> str:
    response = client.post(path, data=fields, headers=ENGLISH)
    assert response.status_code == status, response.get_data(as_text=True)[:3000]
    return response.get_data(as_text=True)


def seat_fields(*people: object, chair: object) -> dict[str, object]:
    ids = [str(person.id) for person in people]  # type: ignore[attr-defined]
    fields: dict[str, object] = {"members": ids}
    for each in ids:
        fields |= {f"role-{each}": "chair" if each == str(chair.id) else "member", f"vote-{each}": "1"}  # type: ignore[attr-defined]
    return fields


def test_a_council_is_established_on_one_page(session: Session, board: Board, hr: FlaskClient):
    assert "Trần Ủy Viên 3" in page(hr, "/councils/new"), "the members of the last council are proposed"

    post(
        hr,
        "/councils/new",
        name="Hội đồng năm sau",
        year="2027",
        decision_number="9/QĐ",
        decision_on="05/01/2027",
        **seat_fields(*board.people[:3], chair=board.people[1]),
    )

    council = session.scalars(select(Council).where(Council.year == 2027)).one()
    assert [seat.person_id for seat in seats_of(session, council.id)] == [
        board.people[1].id,
        board.people[0].id,
        board.people[2].id,
    ]
    assert "Hội đồng năm sau" in page(hr, "/councils")
    assert "Decision no. 9/QĐ of 05/01/2027" in page(hr, f"/councils/{council.id}")


def test_the_list_leads_who_runs_a_meeting_to_its_agenda_and_a_member_to_the_meeting(
    session: Session, board: Board, hr: FlaskClient, sign_in: SignIn
):
    agenda = f"/councils/meetings/{board.meeting.id}/agenda"
    assert f'href="{agenda}"' in page(hr, "/councils")
    member = page(sign_in(board.users[0]), "/councils")
    assert f'href="/councils/meetings/{board.meeting.id}"' in member
    assert agenda not in member


def test_members_are_picked_and_dropped_without_javascript(session: Session, board: Board, hr: FlaskClient):
    newcomer = make_person(session, "Ngô Thị Mới", board.units[0], "Phó phòng")
    typed = {"name": "X", "year": "2027", **seat_fields(*board.people[:2], chair=board.people[0])}

    found = post(hr, "/councils/new", 200, **typed, find="new_member_ids", new_member_ids_q="ngo thi")
    assert "Ngô Thị Mới" in found
    added = post(hr, "/councils/new", 200, **typed, add="1", new_member_ids=str(newcomer.id))
    assert f'name="post-{newcomer.id}" value="Phó phòng"' in added
    dropped = post(hr, "/councils/new", 200, **typed, drop=str(board.people[1].id))
    assert "Trần Ủy Viên 2" not in dropped
    assert "Trần Ủy Viên 1" in dropped


def test_the_picker_offers_people_of_the_body(session: Session, board: Board, hr: FlaskClient):
    other = make_board(session, code="ELSE")
    answer = hr.get("/councils/people?q=tran").get_json()
    assert len(answer) == 5
    assert answer[0]["label"] == "Trần Ủy Viên 1"
    assert hr.get("/councils/people?q=t").get_json() == []
    assert hr.get(f"/councils/{other.council.id}/people?q=tran").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 10_000},
        {"year": "1066"},
        {"year": "next"},
        {"decision_on": "32/13/2027"},
        {"members": []},
        {"members": ["not-an-id", str(uuid4())]},
    ],
)
def test_a_council_with_bad_input_comes_back_filled_in(board: Board, hr: FlaskClient, changes: dict[str, object]):
    fields = {"name": "Hội đồng", "year": "2027", **seat_fields(*board.people[:2], chair=board.people[0])}

    answer = post(hr, "/councils/new", 422, **{**fields, **changes})

    assert "Nothing has been saved yet" in answer


def test_a_stale_council_shows_both_texts(session: Session, board: Board, hr: FlaskClient):
    services.close_meeting(board.meeting.id, actor=board.hr, at=now())
    path = f"/councils/{board.council.id}/edit"
    fields = {"name": "Của tôi", **seat_fields(*board.people, chair=board.people[0])}
    post(hr, path, version="1", **{**fields, "name": "Của họ"})

    answer = post(hr, path, 409, version="1", **fields)

    assert "Của tôi" in answer
    assert "Của họ" in answer


def test_a_meeting_is_planned_and_moved(session: Session, board: Board, hr: FlaskClient):
    fields = {"campaign_id": str(board.campaign.id), "name": "Phiên họp", "place": "Phòng A"}
    path = f"/councils/{board.council.id}/meetings/new"
    for held_on, held_time in (("", "08:30"), ("28/12/2026", "25:00"), ("28/12/2026", "sáng")):
        post(hr, path, 422, **fields, held_on=held_on, held_time=held_time)
    for held_on, held_time in (("01/01/0001", "00:30"), ("31/12/9999", "23:59"), ("28/12/2962", "8:30")):
        post(hr, path, 422, **fields, held_on=held_on, held_time=held_time)
    post(hr, path, 422, **{**fields, "campaign_id": str(uuid4())}, held_on="28/12/2026", held_time="8:30")

    post(hr, path, **fields, held_on="28/12/2026", held_time="8h30".replace("h", ":"))

    meeting = session.scalars(select(Meeting).where(Meeting.name == "Phiên họp")).one()
    assert meeting.held_at.isoformat() == "2026-12-28T01:30:00+00:00"
    page(hr, f"/councils/meetings/{meeting.id}/edit")
    post(
        hr,
        f"/councils/meetings/{meeting.id}/edit",
        name="Phiên họp",
        held_on="29/12/2026",
        held_time="14:00",
        version=str(meeting.version),
    )
    assert "14:00, 29/12/2026" in page(hr, f"/councils/meetings/{meeting.id}")
    assert "29/12/2026" in post(
        hr, f"/councils/meetings/{meeting.id}/edit", 409, name="Cũ", held_on="30/12/2026", held_time="9:00", version="1"
    )


def test_verified_files_are_ticked_for_the_agenda(session: Session, planned: Board, sign_in):
    hr = sign_in(planned.hr_user)
    people = [make_person(session, name, planned.units[0]) for name in ("Lê Nhất", "Phạm Nhì", "Bùi Ba")]
    files = [
        make_nomination(session, planned.campaign, planned.units[0], person, code, status=Status.VERIFIED)
        for person, code in zip(people, ("LDTT", "LDTT", "CSTDCS"), strict=True)
    ]
    draft = make_nomination(session, planned.campaign, planned.units[0], people[0], "CSTDCS")
    path = f"/councils/meetings/{planned.meeting.id}/agenda"

    everything = page(hr, path)
    assert all(person.full_name in everything for person in people)
    assert "Go to the campaign" not in everything
    planned.campaign.status = CampaignStatus.VERIFYING
    session.commit()
    early = page(hr, path)
    assert "This can be done in the phase" in early
    assert f'<a href="/campaigns/{planned.campaign.id}">Go to the campaign</a>' in early
    planned.campaign.status = CampaignStatus.DELIBERATING
    session.commit()
    narrowed = page(hr, f"{path}?award=CSTDCS")
    assert "Bùi Ba" in narrowed
    assert "Lê Nhất" not in narrowed
    assert "Phạm Nhì" in page(hr, f"{path}?q=pham+nhi&subject=individual")
    assert "No verified file fits" in page(hr, f"{path}?subject=collective")
    page(hr, f"{path}?award=NO_SUCH&subject=alien&q={'x' * 5000}")

    for wanted in ([], [str(draft.id)], [str(uuid4())], ["forged"]):
        assert "Nothing has been saved yet" in post(hr, path, 422, nomination_ids=wanted)
    post(hr, path, nomination_ids=[str(file.id) for file in files])

    meeting = page(hr, f"/councils/meetings/{planned.meeting.id}")
    assert meeting.index("Lê Nhất") < meeting.index("Bùi Ba")
    item = session.scalars(select(AgendaItem)).first()
    assert item is not None
    post(hr, f"/councils/items/{item.id}/removal")
    assert len(session.scalars(select(AgendaItem)).all()) == 2


def test_attendance_and_opening(session: Session, planned: Board, sign_in):
    hr = sign_in(planned.hr_user)
    base = f"/councils/meetings/{planned.meeting.id}"
    assert "Record the attendance" in post(hr, f"{base}/opening", 422)
    assert post(hr, f"{base}/attendance", 200, everybody="1").count(" checked") == 5

    typed = {f"presence-{member.id}": "present" for member in planned.members[:4]}
    post(hr, f"{base}/attendance", **typed, **{f"presence-{planned.members[4].id}": "asleep"})

    assert session.scalars(select(Attendance.presence)).all() == [Presence.PRESENT] * 4
    post(hr, f"{base}/opening")
    assert "In session" in page(hr, base)
    assert post(hr, f"{base}/opening", 409)


def test_items_are_opened_and_counted_in_batches(session: Session, board: Board, hr: FlaskClient):
    base = f"/councils/meetings/{board.meeting.id}"
    first, second = board.item_ids
    assert "Tick at least one file" in post(hr, f"{base}/voting", 422)
    post(hr, f"{base}/voting", item_ids=[str(first)])
    session.expire_all()
    assert [item.status for item in board.items] == [ItemStatus.VOTING, ItemStatus.PENDING]
    post(hr, f"{base}/voting", 409, item_ids=[str(first)])
    post(hr, f"{base}/voting", 404, item_ids=[str(uuid4())])
    post(hr, f"{base}/voting", item_ids=[str(second)])
    for voter in board.voters[:4]:
        vote_all(board, voter, Choice.FOR)

    watching = page(hr, base)
    assert "4 of 5" in watching
    assert "0 of 2" in watching, "the member who has not voted is named"
    assert "80%" not in watching

    post(hr, f"{base}/counting", item_ids=[str(first), str(second)])
    counted = page(hr, base)
    assert "80%" in counted
    assert "Adopted" in counted
    post(hr, f"{base}/closing")
    post(hr, f"{base}/closing", 409)


def test_without_a_quorum_the_numbers_are_named(session: Session, sign_in):
    board = make_board(session, voters=6, absent=3)
    hr = sign_in(board.hr_user)

    answer = post(hr, f"/councils/meetings/{board.meeting.id}/voting", 422, item_ids=[str(board.item_ids[0])])

    assert "No quorum: 3 of 6 members with a vote are present; at least 2/3 must be." in answer


def test_the_result_page_spells_out_the_arithmetic(session: Session, board: Board, hr: FlaskClient):
    open_all(board)
    for voter in board.voters[:3]:
        vote_all(board, voter)
    path = f"/councils/items/{board.item_ids[0]}"
    before = page(hr, path)
    assert "3 of 5 voters have voted." in before
    assert "Arithmetic" not in before
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())

    after = page(hr, path)

    for line in (
        "5 × 3 = 15 ≥ 10 = 5 × 2",
        "3 × 100 = 300 &lt; 350 = 70 × 5",
        "No, 60%. At least 4 are needed.",
        "Not adopted",
        "If all vote alike",
    ):
        assert line in after


def test_no_page_shows_a_count_before_the_vote_closes(session: Session, board: Board, sign_in):
    """Every page is the same whatever lies in the urns."""
    open_all(board)
    for voter, choice in zip(board.voters, [Choice.FOR, Choice.FOR, Choice.AGAINST, Choice.ABSTAIN], strict=False):
        vote_all(board, voter, choice)
    readers = (board.hr_user, board.users[4], make_account(session, Role.AUDITOR, board.body))
    paths = [
        f"/councils/meetings/{board.meeting.id}",
        f"/councils/items/{board.item_ids[0]}",
        f"/councils/meetings/{board.meeting.id}/attendance",
        f"/councils/{board.council.id}",
        "/councils",
    ]

    def all_pages() -> list[str]:
        return [TOKEN.sub("", page(sign_in(reader), path)) for reader in readers for path in paths]

    before = all_pages()
    session.execute(update(Ballot).values(choice=Choice.AGAINST))
    session.commit()

    assert all_pages() == before


def test_minutes_are_drafted_saved_approved_and_printed(session: Session, board: Board, hr: FlaskClient):
    base = f"/councils/meetings/{board.meeting.id}"
    open_all(board)
    for voter in board.voters:
        vote_all(board, voter)
    assert hr.get(f"{base}/minutes/paper").status_code == 302
    post(hr, f"{base}/minutes", 409, text="Sớm quá")
    post(hr, f"{base}/counting", item_ids=[str(item_id) for item_id in board.item_ids])
    post(hr, f"{base}/closing")

    drafted = page(hr, f"{base}/minutes")
    assert "Có mặt: 5/5 thành viên Hội đồng" in drafted
    assert "2/2 hồ sơ đủ tỷ lệ phiếu đồng ý" in drafted
    version = str(session.get_one(Meeting, board.meeting.id).version)
    post(hr, f"{base}/minutes", 422, text="", save="1", version=version)
    post(hr, f"{base}/minutes", 422, text="x" * 70_000, save="1", version=version)
    post(hr, f"{base}/minutes", text="I. Mở đầu\nĐã họp.", save="1", version=version)
    stale = post(hr, f"{base}/minutes", 409, text="Của tôi", save="1", version=version)
    assert "Đã họp." in stale
    assert "Của tôi" in stale
    fresh = str(session.get_one(Meeting, board.meeting.id).version)
    post(hr, f"{base}/minutes", text="I. Mở đầu\nĐã họp xong.", save="1", version=fresh)
    for capacity, actor in ((ApprovalCapacity.SECRETARY, board.hr), (ApprovalCapacity.CHAIR, board.voters[0])):
        services.approve_minutes(board.meeting.id, capacity, actor=actor, at=now())
    post(hr, f"{base}/minutes", 409, text="Muộn", save="1", version=fresh)

    assert "Đã họp xong." in page(hr, f"{base}/minutes")
    paper = page(hr, f"{base}/minutes/paper")
    assert "Đã họp xong." in paper
    assert "Danh sách kèm theo" in paper
    count = page(hr, f"{base}/ballot-count/paper")
    assert "Biên bản kiểm phiếu" in count
    assert "5/5" in count
    assert "Lê Đề Nghị 01" in count


def test_readers_read_and_do_not_act(session: Session, board: Board, sign_in):
    open_all(board)
    base = f"/councils/meetings/{board.meeting.id}"
    for user in (
        make_account(session, Role.AUDITOR, board.body),
        make_account(session, Role.HEAD_OF_BODY, board.body),
        board.users[0],
    ):
        client = sign_in(user)
        assert "Close and count" not in page(client, base)
        for path in (f"{base}/counting", f"{base}/voting", f"{base}/closing", f"{base}/attendance"):
            post(client, path, 403, item_ids=[str(board.item_ids[0])])
        post(client, f"/councils/items/{board.item_ids[0]}/removal", 403)
        page(client, f"{base}/agenda", 403)
        page(client, f"/councils/{board.council.id}/edit", 403)


def test_strangers_find_nothing(session: Session, board: Board, sign_in):
    other = make_board(session, code="ELSE")
    for user in (other.users[0], other.hr_user):
        client = sign_in(user)
        for path in (
            f"/councils/{board.council.id}",
            f"/councils/meetings/{board.meeting.id}",
            f"/councils/meetings/{board.meeting.id}/attendance",
            f"/councils/items/{board.item_ids[0]}",
        ):
            page(client, path, 404)
        post(client, f"/councils/meetings/{board.meeting.id}/counting", 404)


@pytest.mark.parametrize("files", [1, 30])
def test_the_pages_of_a_meeting_ask_a_fixed_number_of_questions(
    session: Session, client: FlaskClient, sign_in, counted, files: int
):
    board = make_board(session, files=files)
    open_all(board)
    for voter in board.voters[1:]:
        vote_all(board, voter)
    meeting_path, item_path = f"/councils/meetings/{board.meeting.id}", f"/councils/items/{board.item_ids[0]}"
    vote_path = f"{meeting_path}/vote"
    asked = {}
    for user, path in ((board.hr_user, meeting_path), (board.hr_user, item_path), (board.users[0], vote_path)):
        sign_in(user)
        with counted() as queries:
            page(client, path)
        asked[path] = len(queries)

    # One of each is the account of the reader.
    assert asked == {meeting_path: 6, item_path: 6, vote_path: 3}
