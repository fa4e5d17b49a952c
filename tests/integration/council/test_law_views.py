"""What the council sees of the law: the verdict kept with a file, exceptions, ceilings and reasons for more."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.core.clock import now
from app.council import services
from app.council.presenters.minutes_text import drafted
from app.council.queries import meetings
from app.council.queries.minutes import minutes_facts
from app.eligibility.engine import assess
from app.eligibility.enums import Outcome, Subject
from app.eligibility.facts import NomineeFacts
from app.eligibility.verdict_json import verdict_to_json
from app.nominations.enums import VerdictMoment
from app.nominations.models import Nomination, NominationVerdict, QuotaExcess
from tests.factories.council import Board, make_board
from tests.factories.local_rules import make_rule
from tests.integration.council.acts import clear, open_all, vote_all
from tests.integration.council.test_views import page

pytestmark = pytest.mark.both_engines

REASON = "Đang khiếu nại kết quả xếp loại"
EXCESS = "Cả ba đều chủ trì đề tài cấp thành phố"


def keep_verdict(
    session: Session, nomination: Nomination, overall: Outcome, reason: str = "", minutes: int = 0
) -> None:
    """Keep a verdict as a submission does; the findings are those of somebody of whom nothing is known."""
    facts = NomineeFacts(subject=Subject.INDIVIDUAL, year=nomination.year)
    found = verdict_to_json(assess(facts, nomination.regime_id, nomination.award_code))
    nomination.exception_reason = nomination.exception_reason or reason or None
    session.add(
        NominationVerdict(
            nomination_id=nomination.id,
            moment=VerdictMoment.SUBMISSION,
            regime_id=nomination.regime_id,
            overall=overall,
            verdict={**found, "overall": overall.value},
            facts={},
            choices={},
            exception_reason=reason,
            assessed_by_name="Trần Thẩm Định",
            assessed_at=now() + timedelta(minutes=minutes),
        )
    )
    session.commit()


def explain(session: Session, board: Board, code: str = "LDTT", reason: str = EXCESS) -> None:
    session.add(
        QuotaExcess(
            campaign_id=board.campaign.id,
            unit_id=board.units[0].id,
            award_code=code,
            reason=reason,
            given_by_name="Ngô Trưởng Phòng",
            given_at=now(),
        )
    )
    session.commit()


@pytest.fixture
def board(session: Session) -> Board:
    """Three files: one meets everything, one passed as an exception, one was handed over before verdicts were kept."""
    made = make_board(session, files=3)
    keep_verdict(session, made.nominations[0], Outcome.MET)
    keep_verdict(session, made.nominations[1], Outcome.NOT_MET, REASON)
    return made


@pytest.fixture
def member(board: Board, sign_in) -> FlaskClient:
    """A member who has answered about conflicts, so that the files open."""
    clear(board, board.voters[0])
    return sign_in(board.users[0])


def test_the_item_page_tells_condition_by_condition(board: Board, member: FlaskClient):
    plain = page(member, f"/councils/items/{board.item_ids[0]}")
    assert 'id="law"' in plain
    assert "Trần Thẩm Định" in plain
    assert "Condition by condition" in plain
    assert 'class="finding finding--' in plain
    assert REASON not in plain

    exception = page(member, f"/councils/items/{board.item_ids[1]}")
    assert "Passed as an exception:" in exception
    assert REASON in exception
    assert '<a href="#law"><span class="tag tag--amber">Exception</span></a>' in exception

    assert "No verdict was kept with this file." in page(member, f"/councils/items/{board.item_ids[2]}")


def test_the_ballot_carries_the_verdict_in_a_word(board: Board, member: FlaskClient):
    open_all(board)
    ballots = page(member, f"/councils/meetings/{board.meeting.id}/vote")
    assert ballots.count('class="ballot__law"') == 2
    assert ballots.count('<span class="tag tag--green">Met</span>') == 1
    assert ballots.count('<span class="tag tag--red">Not met</span>') == 1
    assert f'<a href="/councils/items/{board.item_ids[1]}#law">' in ballots
    assert f'<span class="tag tag--amber">Exception</span> {REASON}' in ballots


def test_what_was_mended_is_no_exception_any_more(session: Session, board: Board, member: FlaskClient):
    keep_verdict(session, board.nominations[1], Outcome.MET, minutes=5)
    for path in (f"/councils/items/{board.item_ids[1]}", f"/councils/meetings/{board.meeting.id}"):
        assert REASON not in page(member, path)


def test_the_agenda_marks_the_exception_and_shows_the_ceilings(session: Session, board: Board, member: FlaskClient):
    make_rule(session, board.body, key="LDTT", value={"count": 2})
    explain(session, board)
    agenda = page(member, f"/councils/meetings/{board.meeting.id}")
    assert f'<span class="tag tag--amber">Exception</span> {REASON}' in agenda
    assert "LĐTT 3 of at most 2, 1 too many, Quy chế số 1/QC-SKHCN" in agenda
    assert EXCESS in agenda
    assert "Over the ceiling, with a reason" in agenda


def test_reasons_from_outside_are_text(session: Session, board: Board, member: FlaskClient):
    make_rule(session, board.body, key="LDTT", value={"count": 2})
    explain(session, board, reason="<script>alert(1)</script>")
    keep_verdict(session, board.nominations[2], Outcome.NOT_MET, "<b>đậm</b>" + "x" * 1000)
    agenda = page(member, f"/councils/meetings/{board.meeting.id}")
    assert "<script>alert" not in agenda
    assert "<b>đậm" not in agenda
    assert "&lt;b&gt;đậm" in agenda
    assert "x" * 300 not in agenda, "a long reason stands in full on the page of the item"


def test_the_minutes_name_exceptions_and_excesses(session: Session, board: Board):
    explain(session, board, reason=f"{EXCESS}.\nIV. Không phải tiêu đề")
    explain(session, board, "CSTDCS", "Không thuộc phiên họp này")
    open_all(board)
    for voter in board.voters:
        vote_all(board, voter)
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())
    session.expire_all()
    place = meetings.meeting_file(session, board.meeting.id, board.hr)
    text = drafted(minutes_facts(session, place))
    assert f"- {board.nominations[1].nominee_name} (Lao động tiên tiến): {REASON}." in text
    assert f"- Phòng số 1, Lao động tiên tiến: {EXCESS}. IV. Không phải tiêu đề." in text
    assert "\nIV. Không phải" not in text
    assert "Không thuộc phiên họp này" not in text


def test_a_meeting_in_every_state_at_once_keeps_to_eight_queries(session: Session, board: Board, sign_in, counted):
    services.open_items(board.meeting.id, board.item_ids[:2], actor=board.hr, at=now())
    path = f"/councils/meetings/{board.meeting.id}"
    client = sign_in(board.hr_user)
    with counted() as queries:
        page(client, path)
    # One of them asks whether this is a demo: once per process elsewhere.
    assert len(queries) - 1 <= 8
    item_path = f"/councils/items/{board.item_ids[0]}"
    with counted() as of_item:
        page(client, item_path)
    assert len(of_item) - 1 <= 8
