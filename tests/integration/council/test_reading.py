"""Reading the files of a meeting one after the other, the question before they open, and the private note."""

import io
import re

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Event
from app.core.clock import now
from app.core.errors import NotAllowed, NotFound, RuleBroken
from app.council import services
from app.council.enums import ConflictKind, MeetingStatus, Presence
from app.council.models import AgendaItem, Attendance, ConflictAnswer, Elector, Meeting, MemberNote
from app.council.queries.voting import PAPERS_SHOWN
from app.council.services import ConflictReply
from app.council.services.notes import MAX_NOTE, write_note
from app.council.services.order import move_award, move_file
from app.documents.tables import Limits, read_table
from app.nominations.models import Nomination, NominationInitiative, QuotaExcess
from app.organisation.models import Person
from tests.factories.council import Board, make_board
from tests.factories.records import make_conferral, make_initiative
from tests.integration.council.acts import clear, open_all, vote_all

pytestmark = pytest.mark.both_engines

ENGLISH = {"Accept-Language": "en"}
SECRET = "Cần hỏi thêm về số liệu xyzzy"


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == status, path
    return answer.get_data(as_text=True)


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session, voters=3, files=3, status=MeetingStatus.PLANNED)


def test_the_question_comes_before_the_file_opens(session: Session, board: Board, sign_in):
    member = sign_in(board.users[0])
    wanted = board.item_ids[1]

    asked = page(member, f"/councils/items/{wanted}/reading")
    assert "Before the files open" in asked
    assert board.nominations[0].nominee_name in asked
    assert "Summary of achievements" not in asked
    fields = {f"asked-{item_id}": "1" for item_id in board.item_ids} | {"next": f"/councils/items/{wanted}/reading"}
    answer = member.post(f"/councils/meetings/{board.meeting.id}/conflicts", headers=ENGLISH, data=fields)

    assert answer.headers["Location"].endswith(f"/councils/items/{wanted}/reading")
    opened = page(member, f"/councils/items/{wanted}/reading")
    assert "2 of 3" in opened
    assert "Summary of achievements" in opened
    assert f'rel="next" href="/councils/items/{board.item_ids[2]}/reading"' in opened
    assert f'rel="prev" href="/councils/items/{board.item_ids[0]}/reading"' in opened
    stored = session.scalars(select(ConflictAnswer.has_conflict).where(ConflictAnswer.member_id == board.members[0].id))
    assert list(stored) == [False, False, False]


def test_a_file_far_down_a_long_agenda_opens_after_its_own_question(session: Session, sign_in):
    """More papers wait for the vote than a page of them holds; the question is about the file all the same."""
    board = make_board(session, voters=3, files=PAPERS_SHOWN + 5)
    now_voted, last = board.item_ids[:-2], board.item_ids[-1]
    services.open_items(board.meeting.id, now_voted, actor=board.hr, at=now())
    clear(board, board.voters[0], now_voted)
    member = sign_in(board.users[0])

    asked = page(member, f"/councils/items/{last}/reading")

    assert asked.count('name="asked-') == 2
    fields = {f"asked-{item_id}": "1" for item_id in board.item_ids[-2:]} | {"next": f"/councils/items/{last}/reading"}
    member.post(f"/councils/meetings/{board.meeting.id}/conflicts", data=fields)
    assert f"{PAPERS_SHOWN + 5} of {PAPERS_SHOWN + 5}" in page(member, f"/councils/items/{last}/reading")


def test_who_has_no_vote_reads_without_the_question(board: Board, sign_in):
    opened = page(sign_in(board.hr_user), f"/councils/items/{board.item_ids[0]}/reading")
    assert "1 of 3" in opened
    assert "First file" in opened
    assert "My note" not in opened


def test_a_member_who_steps_aside_reads_and_is_told(board: Board, sign_in):
    first, *others = board.item_ids
    clear(board, board.voters[0], others)
    reply = ConflictReply(True, "em ruột", ConflictKind.RELATIVE)
    services.answer_conflicts(board.meeting.id, {first: reply}, actor=board.voters[0], at=now())

    opened = page(sign_in(board.users[0]), f"/councils/items/{first}/reading")

    assert "You step aside on this file and do not vote on it: Relative of the nominee: em ruột" in opened


def test_the_kind_of_interest_is_asked_for(session: Session, board: Board, sign_in):
    member, first = sign_in(board.users[0]), board.item_ids[0]
    fields = {f"asked-{first}": "1", f"conflict-{first}": "1", f"ground-{first}": "em ruột", f"kind-{first}": ""}
    answer = member.post(f"/councils/meetings/{board.meeting.id}/conflicts", headers=ENGLISH, data=fields)
    assert answer.status_code == 422
    assert "Say of which kind your interest is." in answer.get_data(as_text=True)
    for forged in ("own_unit", "perhaps"):
        again = member.post(
            f"/councils/meetings/{board.meeting.id}/conflicts", headers=ENGLISH, data=fields | {f"kind-{first}": forged}
        )
        assert again.status_code == 422
    member.post(
        f"/councils/meetings/{board.meeting.id}/conflicts", headers=ENGLISH, data=fields | {f"kind-{first}": "relative"}
    )

    answer = session.get_one(ConflictAnswer, (first, board.members[0].id))
    assert (answer.has_conflict, answer.kind, answer.ground) == (True, ConflictKind.RELATIVE, "em ruột")


def test_a_co_author_steps_aside(session: Session):
    board = make_board(session, voters=3, files=3)
    author, nominee = board.people[1], board.nominations[1]
    initiative = make_initiative(session, board.units[1], (author, 40))
    elsewhere = make_initiative(session, board.units[2], (author, 100))
    session.add(NominationInitiative(nomination_id=nominee.id, initiative_id=initiative.id))
    session.commit()
    assert elsewhere.id != initiative.id

    open_all(board)

    answer = session.get_one(ConflictAnswer, (board.item_ids[1], board.members[1].id))
    assert (answer.has_conflict, answer.is_derived, answer.kind) == (True, True, ConflictKind.CO_AUTHOR)
    assert session.scalar(select(func.count()).select_from(ConflictAnswer)) == 1
    electors = select(func.count()).select_from(Elector).where(Elector.member_id == board.members[1].id)
    assert session.scalar(electors) == 2, "the co-author is an elector of the other two files only"


def test_a_note_is_kept_changed_and_removed(session: Session, board: Board):
    item = board.item_ids[0]
    write_note(item, "Một", actor=board.voters[0])
    write_note(item, "Hai\n\n\n\nba ", actor=board.voters[0])
    write_note(item, "Của người khác", actor=board.voters[1])
    kept = session.execute(select(MemberNote.member_id, MemberNote.text)).all()
    assert set(kept) == {(board.members[0].id, "Hai\n\nba"), (board.members[1].id, "Của người khác")}

    write_note(item, "  ", actor=board.voters[0])

    assert session.scalars(select(MemberNote.text)).all() == ["Của người khác"]
    for item_id, actor, error in ((item, board.hr, NotAllowed), (board.meeting.id, board.voters[0], NotFound)):
        with pytest.raises(error):
            write_note(item_id, "x", actor=actor)
    with pytest.raises(RuleBroken):
        write_note(item, "x" * (MAX_NOTE + 1), actor=board.voters[0])


def test_a_note_goes_with_the_item(session: Session, board: Board):
    for item_id in board.item_ids:
        write_note(item_id, SECRET, actor=board.voters[0])

    services.remove_item(board.item_ids[0], actor=board.hr, at=now())

    assert session.scalar(select(func.count()).select_from(MemberNote)) == 2


def test_only_its_writer_finds_a_note(app, session: Session, board: Board, sign_in):
    for user in board.voters:
        clear(board, user)
    before = session.scalar(select(func.count()).select_from(Event))
    member = sign_in(board.users[0])
    here = f"/councils/items/{board.item_ids[0]}"
    sent = member.post(f"{here}/note", headers=ENGLISH, data={"text": SECRET})
    assert sent.status_code == 302
    assert SECRET in page(member, f"{here}/reading")
    assert "Your note" in page(member, f"/councils/meetings/{board.meeting.id}/files")
    assert session.scalar(select(func.count()).select_from(Event)) == before, "no event tells of a note"

    for user in (board.users[1], board.hr_user):
        other = sign_in(user, via=app.test_client())
        for path in (
            f"{here}/reading",
            here,
            f"/councils/meetings/{board.meeting.id}",
            f"/councils/meetings/{board.meeting.id}/files",
            f"/councils/meetings/{board.meeting.id}/history",
            f"/nominations/{board.nominations[0].id}",
            "/search?q=xyzzy",
        ):
            shown = other.get(path).get_data(as_text=True)
            assert SECRET not in shown
            assert "Your note" not in shown
        for path in ("booklet", "summary-sheet"):
            content = other.get(f"/councils/meetings/{board.meeting.id}/{path}").data
            assert "xyzzy" not in "".join(each.extract_text() for each in PdfReader(io.BytesIO(content)).pages)


def test_a_note_too_long_comes_back_filled_in(board: Board, sign_in):
    clear(board, board.voters[0])
    member = sign_in(board.users[0])
    answer = member.post(f"/councils/items/{board.item_ids[0]}/note", headers=ENGLISH, data={"text": "ab" * MAX_NOTE})
    assert answer.status_code == 422
    assert "abab" in answer.get_data(as_text=True)


def test_keeping_a_note_can_lead_on(board: Board, sign_in):
    clear(board, board.voters[0])
    member = sign_in(board.users[0])
    answer = member.post(
        f"/councils/items/{board.item_ids[0]}/note", headers=ENGLISH, data={"text": "Đã đọc", "onward": "1"}
    )
    assert answer.headers["Location"].endswith(f"/councils/items/{board.item_ids[1]}/reading")
    last = member.post(f"/councils/items/{board.item_ids[2]}/note", headers=ENGLISH, data={"text": "", "onward": "1"})
    assert last.headers["Location"].endswith(f"/councils/items/{board.item_ids[2]}/reading")


def placed(session: Session, board: Board) -> list[object]:
    query = select(AgendaItem.id).where(AgendaItem.meeting_id == board.meeting.id).order_by(AgendaItem.position)
    return list(session.scalars(query))


def test_files_change_places_and_awards_do(session: Session, board: Board):
    first, second, third = board.item_ids
    board.nominations[2].award_code = "CSTDCS"
    session.commit()
    for item_id, up, expected in (
        (second, True, [second, first, third]),
        (second, True, [second, first, third]),  # Already the first.
        (first, False, [second, first, third]),  # The next one is for another award.
    ):
        move_file(board.meeting.id, item_id, up=up, actor=board.hr, at=now())
        assert placed(session, board) == expected

    move_award(board.meeting.id, "CSTDCS", up=True, actor=board.hr, at=now())

    assert placed(session, board) == [third, second, first]
    assert list(session.scalars(select(AgendaItem.position).order_by(AgendaItem.position))) == [1, 2, 3]
    kinds = session.scalars(select(Event.kind).where(Event.kind == "meeting.order_changed")).all()
    assert len(kinds) == 2, "what stays in its place is no event"
    for actor in (board.voters[1],):
        with pytest.raises(NotAllowed):
            move_file(board.meeting.id, second, up=False, actor=actor, at=now())
    with pytest.raises(NotFound):
        move_award(board.meeting.id, "XXX", up=False, actor=board.hr, at=now())


def test_a_new_file_keeps_the_order_made_by_hand(session: Session, board: Board):
    first, second, third = board.item_ids
    services.remove_item(third, actor=board.hr, at=now())
    move_file(board.meeting.id, second, up=True, actor=board.hr, at=now())

    (again,) = services.table_nominations(board.meeting.id, [board.nominations[2].id], actor=board.hr, at=now())

    assert placed(session, board)[-1] == again
    assert placed(session, board)[:2] == [second, first]


def test_the_runner_moves_files_on_the_page(session: Session, board: Board, sign_in):
    first, second, third = board.item_ids
    hr = sign_in(board.hr_user)
    here = f"/councils/meetings/{board.meeting.id}"
    shown = page(hr, f"{here}/files")
    ways = re.findall(r'name="(up|down)" value="([^"]+)"', shown)
    assert ways == [("down", str(first)), ("up", str(second)), ("down", str(second)), ("up", str(third))]
    assert "award-up" not in shown, "there is one award"

    answer = hr.post(f"{here}/order", headers=ENGLISH, data={"down": str(first)})

    assert answer.headers["Location"].endswith(f"/files#file-{first}")
    assert placed(session, board)[:2] == [second, first]
    for forged in ({"down": "x"}, {}, {"up": ""}):
        assert hr.post(f"{here}/order", headers=ENGLISH, data=forged).status_code == 302
    member = sign_in(board.users[0])
    assert member.post(f"{here}/order", headers=ENGLISH, data={"down": str(first)}).status_code == 403
    assert 'name="down"' not in page(member, f"{here}/files")


def test_a_file_is_read_with_few_queries(board: Board, sign_in, counted):
    clear(board, board.voters[0])
    member = sign_in(board.users[0])
    for path in (f"/councils/items/{board.item_ids[0]}/reading", f"/councils/meetings/{board.meeting.id}/files"):
        with counted() as queries:
            page(member, path)
        assert len(queries) <= 8, queries


def text_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(each.extract_text() for each in PdfReader(io.BytesIO(content)).pages))


def test_the_papers_of_the_meeting_say_what_the_council_has_to_know(session: Session, board: Board, sign_in, counted):
    nomination = board.nominations[0]
    nomination.summary, nomination.report = "Hoàn thành *xuất sắc* nhiệm vụ.", "Báo cáo rất dài."
    nomination.unit_votes_for, nomination.unit_votes_total = 9, 10
    session.commit()
    clear(board, board.voters[0])
    member = sign_in(board.users[0])

    with counted() as queries:
        booklet = member.get(f"/councils/meetings/{board.meeting.id}/booklet")
    assert len(queries) <= 10
    assert booklet.mimetype == "application/pdf"
    said = text_of(booklet.data)
    for text in (
        "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG NĂM 2026",
        "MỤC LỤC",
        "Thành viên Hội đồng",
        "Chủ tịch Hội đồng",
        f"1. {nomination.nominee_name}",
        "Hoàn thành *xuất sắc* nhiệm vụ.",
        "Báo cáo rất dài.",
        "Kết quả biểu quyết tại đơn vị: 9/10 (90%)",
        "Tổng cộng: 3 hồ sơ.",
    ):
        assert text in said
    sheet = text_of(member.get(f"/councils/meetings/{board.meeting.id}/summary-sheet").data)
    assert "BẢNG TỔNG HỢP HỒ SƠ TRÌNH HỘI ĐỒNG" in sheet
    assert "9/10 (90%)" in sheet
    assert nomination.nominee_name in sheet
    workbook = member.get(f"/councils/meetings/{board.meeting.id}/council-sheet")
    assert workbook.status_code == 200
    assert "danh-sach-hoi-dong-" in workbook.headers["Content-Disposition"]


def test_a_file_shows_what_the_nominee_holds_and_why_a_ceiling_is_passed(session: Session, board: Board, sign_in):
    file, person = board.nominations[0], session.get_one(Person, board.nominations[0].person_id)
    make_conferral(session, person, "CSTDCS", file.year - 1, number="215/QĐ-CŨ")
    make_conferral(session, person, "LDTT", file.year + 1, number="999/QĐ-SAU")
    for unit, reason in ((board.body, "Năm có nhiều thành tích"), (board.units[1], "Lý do của phòng khác")):
        session.add(
            QuotaExcess(
                campaign_id=board.campaign.id,
                unit_id=unit.id,
                award_code=file.award_code,
                reason=reason,
                given_by_name="Trưởng phòng",
                given_at=now(),
            )
        )
    session.commit()
    clear(board, board.voters[0])
    member = sign_in(board.users[0])

    shown = page(member, f"/councils/items/{board.item_ids[0]}/reading")

    assert "215/QĐ-CŨ" in shown
    assert "999/QĐ-SAU" not in shown
    assert "Sở Khoa học và Công nghệ: Năm có nhiều thành tích" in shown
    assert "Lý do của phòng khác" not in shown
    booklet = text_of(member.get(f"/councils/meetings/{board.meeting.id}/booklet").data)
    assert "Chiến sĩ thi đua cơ sở (215/QĐ-CŨ)" in booklet
    assert "999/QĐ-SAU" not in booklet
    assert booklet.count("Năm có nhiều thành tích") == 3
    sheet = text_of(member.get(f"/councils/meetings/{board.meeting.id}/summary-sheet").data)
    assert sheet.count("Lý do của phòng khác") == 1


def sheet_rows(client: FlaskClient, board: Board) -> dict[str, list[object]]:
    content = client.get(f"/councils/meetings/{board.meeting.id}/council-sheet").data
    (sheet,) = read_table("a.xlsx", io.BytesIO(content), Limits(bytes=10**7, rows=100))
    return {str(row[1]): list(row) for row in sheet.rows if row and isinstance(row[0], int)}


def test_the_council_sheet_shows_no_count_that_the_pages_keep_to_themselves(app, session: Session, sign_in):
    board = make_board(session, voters=3, files=2)
    open_all(board)
    for voter in board.voters:
        vote_all(board, voter)
    people = [session.get_one(Person, file.person_id) for file in board.nominations]
    people[0].identity_number = "001099000111"
    session.commit()
    hr = sign_in(board.hr_user)
    before = sheet_rows(hr, board)
    assert [row[8] for row in before.values()] == ["", ""], "no count before the vote closes"
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())
    session.get_one(AgendaItem, board.item_ids[1]).is_result_only = True
    session.commit()

    rows = sheet_rows(hr, board)

    first, second = (rows[file.nominee_name] for file in board.nominations)
    assert first[2] == "001099000111"
    assert (first[8], first[9]) == (3, "Đủ điều kiện")
    assert (second[8], second[9]) == ("", "Đủ điều kiện")
    member = sign_in(board.users[0], via=app.test_client())
    assert sheet_rows(member, board)[board.nominations[0].nominee_name][2] == ""


def test_an_award_moves_where_there_is_another_one_beside_it(session: Session, board: Board, sign_in):
    for nomination, code in zip(board.nominations, ("CSTDCS", "LDTT", "LDTT"), strict=True):
        session.get_one(Nomination, nomination.id).award_code = code
    session.commit()
    hr, here = sign_in(board.hr_user), f"/councils/meetings/{board.meeting.id}/files"
    first, second, third = map(str, board.item_ids)

    shown = page(hr, here)
    assert re.findall(r'name="award-(up|down)" value="([^"]+)"', shown) == [("down", "CSTDCS"), ("up", "LDTT")]
    assert re.findall(r'name="(up|down)" value="([^"]+)"', shown) == [("down", second), ("up", third)]

    session.get_one(Meeting, board.meeting.id).status = MeetingStatus.OPEN
    session.get_one(Meeting, board.meeting.id).opened_at = now()
    for member in board.members:
        session.add(Attendance(meeting_id=board.meeting.id, member_id=member.id, presence=Presence.PRESENT))
    session.commit()
    services.open_items(board.meeting.id, [board.item_ids[0]], actor=board.hr, at=now())
    assert not re.findall(r'name="award-', page(hr, here)), "one award stands; the other is being voted on"
    assert f'value="{first}"' not in page(hr, here)
