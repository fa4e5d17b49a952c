"""Hạ danh hiệu: a lower award in the place of one not adopted, as a nomination of its own in the same meeting."""

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.audit.trail import first_broken_event
from app.core.clock import now, today
from app.core.errors import NotAllowed, RuleBroken, TransitionError
from app.council import services
from app.council.enums import Choice, ItemStatus
from app.council.models import AgendaItem
from app.council.presenters.minutes_text import drafted
from app.council.queries.meetings import meeting_file
from app.council.queries.minutes import minutes_facts
from app.documents.models import Attachment
from app.eligibility.enums import Outcome
from app.local_rules.enums import RuleKind
from app.nominations.enums import LinkKind, Status, VerdictMoment
from app.nominations.models import (
    Nomination,
    NominationInitiative,
    NominationLink,
    NominationTick,
    NominationVerdict,
    QuotaExcess,
)
from app.nominations.queries.links import links_of
from app.nominations.services.lowering import LowerPlan
from app.organisation.models import Unit
from app.reports.queries import year_end_figures
from tests.factories.council import Board, make_board
from tests.factories.local_rules import make_rule
from tests.factories.nominations import make_nomination
from tests.factories.records import make_discipline, make_initiative
from tests.integration.council.acts import open_all

pytestmark = pytest.mark.both_engines

REASON = "Thành tích chưa đủ mức cơ sở,\nxứng đáng lao động tiên tiến"


@pytest.fixture
def board(session: Session) -> Board:
    """A meeting in session; one CSTĐCS was not adopted, another one was."""
    board = make_board(session, files=2)
    for nomination in board.nominations:
        session.get_one(Nomination, nomination.id).award_code = "CSTDCS"
    session.commit()
    open_all(board)
    first, second = board.item_ids
    for voter in board.voters:
        services.answer_conflicts(
            board.meeting.id,
            dict.fromkeys(board.item_ids, services.ConflictReply(has_conflict=False)),
            actor=voter,
            at=now(),
        )
        choices = {first: Choice.AGAINST, second: Choice.FOR}
        services.cast_ballots(board.meeting.id, choices, actor=voter, at=now())
    services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now())
    return board


def lower(board: Board, code: str = "LDTT", reason: str = REASON, **more: str) -> UUID:
    return services.lower_award(board.item_ids[0], LowerPlan(code, reason, **more), actor=board.hr, at=now())


def lowered(session: Session, board: Board) -> Nomination:
    session.expire_all()
    [link] = session.scalars(select(NominationLink))
    assert (link.from_id, link.kind) == (board.nominations[0].id, LinkKind.LOWERED)
    return session.get_one(Nomination, link.nomination_id)


def statuses(session: Session) -> dict[Status, int]:
    query = select(Nomination.status, func.count()).group_by(Nomination.status)
    return {row[0]: row[1] for row in session.execute(query)}


def test_the_lower_award_is_a_verified_file_of_its_own_on_the_same_agenda(session: Session, board: Board):
    first = board.nominations[0]
    new_item = lower(board)

    file = lowered(session, board)
    assert (file.award_code, file.number, file.status) == ("LDTT", 3, Status.TABLED)
    assert (file.person_id, file.unit_id, file.summary, file.unit_votes_for) == (
        first.person_id,
        first.unit_id,
        first.summary,
        first.unit_votes_for,
    )
    item = session.get_one(AgendaItem, new_item)
    assert (item.meeting_id, item.status, item.position) == (board.meeting.id, ItemStatus.PENDING, 3)
    assert session.get_one(Nomination, first.id).status is Status.NOT_ENDORSED
    assert " ldtt " in f"{file.search_text} "


def test_every_move_says_that_the_council_proposed_it(session: Session, board: Board):
    lower(board)

    file = lowered(session, board)
    told = events_of(session, file.id)
    assert [event.kind for event in told] == [
        "nomination.drafted",
        "nomination.submitted",
        "nomination.verified",
        "nomination.tabled",
    ]
    assert {event.reason for event in told[:3]} == {f"Hội đồng đề nghị danh hiệu thấp hơn: {REASON}"}
    assert events_of(session, board.nominations[0].id)[-1].kind == "nomination.lowered"
    assert first_broken_event(session) is None


def test_it_is_judged_anew_and_the_verdict_is_kept_at_both_moments(session: Session, board: Board):
    lower(board)

    file = lowered(session, board)
    kept = session.scalars(select(NominationVerdict).where(NominationVerdict.nomination_id == file.id)).all()
    assert sorted(each.moment for each in kept) == sorted([VerdictMoment.SUBMISSION, VerdictMoment.VERIFICATION])
    assert {each.assessed_by_name for each in kept} == {board.hr.name}


def test_the_file_takes_its_papers_initiatives_and_answers_along(session: Session, board: Board):
    first = board.nominations[0]
    person = session.get_one(type(board.people[0]), first.person_id)
    initiative = make_initiative(session, board.units[0], (person, 100))
    session.add(NominationInitiative(nomination_id=first.id, initiative_id=initiative.id))
    session.add(
        NominationTick(
            nomination_id=first.id, key="qualitative", is_confirmed=True, ticked_by_name="HR", ticked_at=now()
        )
    )
    scan = {"file_name": "biên bản.pdf", "media_type": "application/pdf", "size_bytes": 3, "sha256": "0" * 64}
    session.add(Attachment(owner="nomination", owner_id=first.id, uploaded_at=now(), paper="minutes", **scan))
    session.commit()

    lower(board)

    file = lowered(session, board)
    attached = session.scalars(select(Attachment).where(Attachment.owner_id == file.id)).one()
    assert (attached.sha256, attached.paper) == ("0" * 64, "minutes")
    assert session.get(NominationInitiative, (file.id, initiative.id)) is not None
    assert session.get_one(NominationTick, (file.id, "qualitative")).is_confirmed


def test_adopted_for_the_lower_award_each_file_counts_once_as_what_it_is(session: Session, board: Board):
    file = adopted_below(session, board)
    assert statuses(session) == {Status.NOT_ENDORSED: 1, Status.ENDORSED: 2}
    links = links_of(session, board.nominations[0].id)
    assert links.lowered_to is not None
    assert (links.lowered_to.nomination_id, links.lowered_to.is_adopted) == (file.id, True)
    back = links_of(session, file.id)
    assert back.came_from is not None
    assert (back.came_from.number, back.lowered_to) == (1, None)
    body = session.get_one(Unit, board.body.id)
    awards = {each.kind.code: each for each in year_end_figures(session, None, body, 2026).awards}
    assert (awards["CSTDCS"].nominated, awards["CSTDCS"].endorsed) == (2, 1)
    assert (awards["LDTT"].nominated, awards["LDTT"].endorsed) == (1, 1)


def adopted_below(session: Session, board: Board) -> Nomination:
    """Let the council adopt the lower award, and close the meeting."""
    new_item = lower(board)
    services.open_items(board.meeting.id, [new_item], actor=board.hr, at=now())
    for voter in board.voters:
        services.answer_conflict(new_item, False, actor=voter, at=now())
        services.cast_ballots(board.meeting.id, {new_item: Choice.FOR}, actor=voter, at=now())
    services.close_items(board.meeting.id, [new_item], actor=board.hr, at=now())
    services.close_meeting(board.meeting.id, actor=board.hr, at=now())
    return lowered(session, board)


def test_the_minutes_and_the_lists_tell_both_ends(session: Session, board: Board, sign_in):
    adopted_below(session, board)
    hr = sign_in(board.hr_user)

    place = meeting_file(session, board.meeting.id, board.hr)
    assert (
        "Hồ sơ được Hội đồng đề nghị danh hiệu, hình thức thấp hơn:\n"
        "- Lê Đề Nghị 01 (Chiến sĩ thi đua cơ sở): đề nghị Lao động tiên tiến; lý do: Thành tích chưa đủ mức cơ sở, "
        "xứng đáng lao động tiên tiến; kết quả: thông qua."
    ) in drafted(minutes_facts(session, place))
    paper = hr.get(f"/councils/meetings/{board.meeting.id}/minutes/paper").get_data(as_text=True)
    assert "đã thông qua mức thấp hơn: LĐTT" in paper
    assert "thay cho CSTĐCS" in paper
    minutes = hr.get(f"/councils/meetings/{board.meeting.id}/minutes").get_data(as_text=True)
    assert "Thông qua danh hiệu thấp hơn: LĐTT" in minutes
    book = CalamineWorkbook.from_filelike(BytesIO(hr.get("/nominations/list.xlsx?year=2026").data))
    notes = [row[4] for row in book.get_sheet_by_name("Tổng hợp").to_python()]
    assert "Hội đồng không thông qua; Thông qua danh hiệu thấp hơn: LĐTT" in notes


@pytest.mark.parametrize(
    ("code", "reason", "field"),
    [
        ("LDTT", "  ", "reason"),
        ("LDTT", "x" * 2_001, "reason"),
        ("CSTDT", REASON, "award_code"),
        ("GK_CN", REASON, "award_code"),
    ],
)
def test_what_is_no_lower_award_or_has_no_reason_is_refused(
    session: Session, board: Board, code: str, reason: str, field: str
):
    with pytest.raises(RuleBroken) as refusal:
        lower(board, code, reason)

    assert [problem.field for problem in refusal.value.problems] == [field]
    assert session.scalars(select(NominationLink)).all() == []


def test_somebody_who_stands_for_the_lower_award_already_stands_once(session: Session, board: Board):
    first = board.nominations[0]
    person = session.get_one(type(board.people[0]), first.person_id)
    make_nomination(session, board.campaign, board.units[0], person, "LDTT", status=Status.VERIFIED)

    with pytest.raises(RuleBroken, match="số 3"):
        lower(board)


def test_one_lower_award_at_a_time(session: Session, board: Board):
    lower(board)

    with pytest.raises(RuleBroken, match="LĐTT"):
        lower(board)


def test_what_the_law_refuses_needs_a_body_that_allows_exceptions(session: Session, board: Board):
    person = session.get_one(type(board.people[0]), board.nominations[0].person_id)
    make_discipline(session, person, date(2026, 2, 1))
    session.commit()

    with pytest.raises(RuleBroken) as refusal:
        lower(board, exception_reason="Đã khắc phục")
    assert [problem.field for problem in refusal.value.problems] == ["award_code"]
    assert session.scalars(select(Nomination).where(Nomination.award_code == "LDTT")).all() == []

    body = session.get_one(Unit, board.body.id)
    make_rule(session, body, RuleKind.EXCEPTION, "*", {"allowed": True}, valid_from=today())
    with pytest.raises(RuleBroken) as refusal:
        lower(board)
    assert [problem.field for problem in refusal.value.problems] == ["exception_reason"]
    lower(board, exception_reason="Đã khắc phục")

    file = lowered(session, board)
    kept = session.scalars(select(NominationVerdict).where(NominationVerdict.nomination_id == file.id)).all()
    assert {(each.overall, each.exception_reason) for each in kept} == {(Outcome.NOT_MET, "Đã khắc phục")}


def test_over_the_ceiling_only_with_a_reason_that_the_council_sees(session: Session, board: Board):
    body = session.get_one(Unit, board.body.id)
    make_rule(session, body, key="LDTT", value={"count": 0}, valid_from=today())

    with pytest.raises(RuleBroken) as refusal:
        lower(board)
    assert [problem.field for problem in refusal.value.problems] == ["excess_reason"]
    lower(board, excess_reason="Hội đồng thống nhất")

    assert [each.reason for each in session.scalars(select(QuotaExcess))] == ["Hội đồng thống nhất"]


def test_only_who_runs_a_meeting_in_session_lowers_a_file_that_was_not_adopted(session: Session, board: Board):
    plan = LowerPlan("LDTT", REASON)
    with pytest.raises(NotAllowed):
        services.lower_award(board.item_ids[0], plan, actor=board.voters[0], at=now())
    with pytest.raises(TransitionError):
        services.lower_award(board.item_ids[1], plan, actor=board.hr, at=now())
    services.close_meeting(board.meeting.id, actor=board.hr, at=now())
    with pytest.raises(TransitionError):
        lower(board)


def test_it_stands_behind_the_others_for_its_award(session: Session, board: Board):
    later = make_nomination(session, board.campaign, board.units[1], board.people[4], "LDTT", status=Status.VERIFIED)
    [waiting] = services.table_nominations(board.meeting.id, [later.id], actor=board.hr, at=now())

    new_item = lower(board)

    positions = {key: session.get_one(AgendaItem, key, populate_existing=True).position for key in (waiting, new_item)}
    assert positions == {waiting: 3, new_item: 4}


def test_the_pages_say_it(session: Session, board: Board, sign_in):
    english = {"Accept-Language": "en"}
    hr = sign_in(board.hr_user)
    first, item = board.nominations[0], f"/councils/items/{board.item_ids[0]}"
    assert "Propose a lower award" in hr.get(item, headers=english).get_data(as_text=True)
    assert "Propose a lower award" not in sign_in(board.users[0]).get(item, headers=english).get_data(as_text=True)
    hr = sign_in(board.hr_user)
    form = hr.get(f"{item}/lower-award", headers=english).get_data(as_text=True)
    assert "LĐTT: Advanced Worker" in form
    assert "The standard of the higher award names it." in form
    refused = hr.post(f"{item}/lower-award", data={"award_code": "LDTT", "reason": ""}, headers=english)
    assert refused.status_code == 422

    done = hr.post(f"{item}/lower-award", data={"award_code": "LDTT", "reason": REASON}, headers=english)
    assert done.status_code == 302

    file = lowered(session, board)
    assert "A lower award is proposed: LĐTT, no. 3." in hr.get(item, headers=english).get_data(as_text=True)
    assert "in the place of CSTĐCS, no. 1." in hr.get(done.location, headers=english).get_data(as_text=True)
    new_page = hr.get(f"/nominations/{file.id}", headers=english).get_data(as_text=True)
    assert "in the place of CSTĐCS, no. 1." in new_page
    assert hr.get(f"{item}/lower-award", headers=english).status_code == 200
    session.get_one(Nomination, file.id).status = Status.ENDORSED
    session.commit()
    old_page = hr.get(f"/nominations/{first.id}", headers=english).get_data(as_text=True)
    assert "Adopted for a lower award: LĐTT, no. 3." in old_page
    listed = hr.get("/nominations?year=2026", headers=english).get_data(as_text=True)
    assert "Adopted for a lower award: LĐTT" in listed
