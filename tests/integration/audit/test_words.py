"""The trail as people read it: words for fields and values, names instead of ids."""

import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.audit import trail, words
from app.audit.queries import EventRow
from app.core.access import Actor, Grant, Role
from app.core.clock import now
from app.council import services
from tests.conftest import SignIn
from tests.factories.actors import make_account
from tests.factories.council import Board, make_board
from tests.integration.council.acts import open_all, vote_all

SOME_ID = UUID("01a20a3e-0000-7000-8000-000000000001")


def event(kind: str, changes: dict[str, object], subject: str = "") -> EventRow:
    at = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    return EventRow(1, at, kind, subject or kind.split(".")[0], uuid4(), "Cán bộ", None, changes)


def told(kind: str, changes: dict[str, object], names: words.Names | None = None) -> list[tuple[str, str, str]]:
    found = words.changes(event(kind, changes), names or {}, most=None)
    return [(each.label, each.before, each.after) for each in found]


SEATS = [[str(SOME_ID), "chair", True, "Giám đốc"]]
PHASES = [["2026-11-01", "2026-12-06"], ["2026-11-01", "2026-12-10"]]


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    ("kind", "changes", "expected"),
    [
        ("nomination.submitted", {"status": ["draft", "submitted"]}, ("State", "Draft", "Submitted")),
        ("nomination.drafted", {"award": [None, "LDTT"]}, ("Award", "", "LĐTT")),
        ("campaign.extended", {"open": PHASES}, ("Nominations", "01/11/2026, 06/12/2026", "01/11/2026, 10/12/2026")),
        ("meeting.planned", {"held_at": [None, "2026-11-24T02:00:00+00:00"]}, ("Day and time", "", "09:00 24/11/2026")),
        ("unit.added", {"is_external": [None, False], "symbol": [None, ""]}, ("Outside body", "", "no")),
        ("user.role_granted", {"role": "hr_officer", "unit": None}, ("Role", "", "HR officer")),
        ("meeting.attendance_recorded", {str(SOME_ID): [None, "absent"]}, ("Trần Văn An", "", "Absent")),
        ("meeting.files_tabled", {"tabled": [None, [str(SOME_ID)]]}, ("Files on the agenda", "", "Trần Văn An")),
        ("council.members_changed", {"members": [[], SEATS]}, ("Members", "", "Trần Văn An, Chair, Giám đốc")),
        ("invented.done", {"some_field": [1, 2]}, ("some field", "1", "2")),
    ],
)
def test_fields_and_values_are_told_in_words(
    kind: str, changes: dict[str, object], expected: tuple[str, str, str], english: None
) -> None:
    assert told(kind, changes, {SOME_ID: "Trần Văn An"}) == [expected]


def test_an_id_without_a_name_is_said_to_be_gone_and_a_long_text_is_cut(session: Session, english: None) -> None:
    assert told("meeting.files_tabled", {"tabled": [str(SOME_ID), None]}) == [
        ("Files on the agenda", "a record that is gone", "–")
    ]
    [(_label, _before, after)] = told("nomination.edited", {"summary": ["", "dài " * 100]})
    assert len(after) <= words.EXCERPT + 1
    assert after.endswith("…")


@pytest.fixture
def english(app, session: Session):  # the language is that of the request
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


@pytest.fixture
def board(session: Session) -> Board:
    return make_board(session)


def auditor(session: Session, board: Board, sign_in: SignIn) -> FlaskClient:
    return sign_in(make_account(session, Role.AUDITOR, board.body))


def attendance(session: Session, board: Board, count: int) -> None:
    changes = {str(uuid4()): [None, "present"] for _ in range(count)}
    trail.record(session, "meeting.attendance_recorded", board.meeting.id, actor=board.hr, at=now(), changes=changes)
    session.commit()


def test_an_entry_names_its_record_and_leads_there(session: Session, board: Board, sign_in: SignIn) -> None:
    attendance(session, board, 3)
    page = auditor(session, board, sign_in).get("/trail?subject=meeting").text
    assert f'<a href="/councils/meetings/{board.meeting.id}">{board.meeting.name}</a>' in page


def test_whoever_may_not_open_the_record_gets_no_link(session: Session, board: Board, sign_in: SignIn) -> None:
    attendance(session, board, 3)
    page = sign_in(make_account(session, Role.ADMIN, board.body)).get("/trail?subject=meeting").text
    assert board.meeting.name in page
    assert f"/councils/meetings/{board.meeting.id}" not in page


def test_a_list_shows_a_few_changes_and_the_entry_all(session: Session, board: Board, sign_in: SignIn) -> None:
    attendance(session, board, 20)
    client = auditor(session, board, sign_in)
    page = client.get("/trail?subject=meeting", headers={"Accept-Language": "en"}).text
    assert "and 12 more" in page
    number = page.split('href="/trail/')[2].split('"')[0]
    assert client.get(f"/trail/{number}").text.count("changes__row") == 20


def test_an_entry_of_another_body_is_not_found(session: Session, board: Board, sign_in: SignIn) -> None:
    attendance(session, board, 1)
    stranger = auditor(session, make_board(session, code="ELSE"), sign_in)
    assert stranger.get("/trail/1").status_code == 404
    assert stranger.get("/trail/999999999999999999999999").status_code == 404


def test_the_list_costs_the_same_few_queries_however_much_it_tells(
    session: Session, board: Board, sign_in: SignIn, counted
) -> None:
    client = auditor(session, board, sign_in)
    client.get("/trail")
    for _ in range(10):
        attendance(session, board, 20)
    with counted() as queries:
        client.get("/trail")
    assert len(queries) <= 8


def test_the_figures_of_a_count_are_told_to_the_auditor_and_not_to_who_looks_after_the_system(
    session: Session, board: Board, sign_in: SignIn
) -> None:
    """The count was published first and then held back: the act is on the trail, its numbers for the auditor alone."""
    open_all(board)
    for voter in board.voters:
        vote_all(board, voter)
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())
    services.publish_result_only(board.item_ids[0], True, actor=board.hr, at=now())
    session.commit()

    def read(client: FlaskClient) -> str:
        listed = client.get("/trail?subject=agenda_item", headers={"Accept-Language": "en"}).text
        numbers = dict.fromkeys(re.findall(r'href="/trail/(\d+)"', listed))
        return listed + "".join(
            client.get(f"/trail/{each}", headers={"Accept-Language": "en"}).text for each in numbers
        )

    audited = read(auditor(session, board, sign_in))
    assert audited.count(">Agree<") + audited.count("Agree:") >= 2
    administered = read(sign_in(make_account(session, Role.ADMIN, board.body)))
    for figure in ("Agree", "Disagree", "Abstain"):
        assert figure not in administered, figure
    assert "Only the result is published" in administered
    assert "Adopted" in administered


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    ("grants", "is_told"),
    [
        (((Role.AUDITOR, "A."),), True),
        (((Role.ADMIN, "A."),), False),
        (((Role.ADMIN, "A.B."), (Role.AUDITOR, "A.")), True),
        (((Role.ADMIN, "A."), (Role.AUDITOR, "A.B.")), False),
        (((Role.ADMIN, "C."), (Role.AUDITOR, "A.")), False),
    ],
)
def test_a_right_to_fields_is_asked_for_wherever_the_trail_is_read(grants, is_told: bool) -> None:
    actor = Actor(uuid4(), "Người đọc", grants=tuple(Grant(role, uuid4(), path) for role, path in grants))
    closed = event("agenda_item.closed", {"result": [None, "adopted"], "for": [None, 5]})
    assert ("for" in words.told_to(closed, actor).changes) is is_told
    assert "result" in words.told_to(closed, actor).changes
