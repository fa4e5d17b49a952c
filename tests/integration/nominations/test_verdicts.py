"""The law on a file: it stops what is not met, is answered with name and day, and is kept for a replay."""

from datetime import date

import pytest
from sqlalchemy import select

from app.audit.queries import events_of
from app.classification.enums import ClassificationStatus
from app.classification.models import Classification
from app.core.clock import now
from app.core.database import new_id
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.eligibility.engine import assess
from app.eligibility.enums import ClassificationLevel, InitiativeKind, InitiativeLevel, Outcome
from app.eligibility.verdict_json import choices_from_json, facts_from_json, verdict_to_json
from app.local_rules.enums import RuleKind
from app.local_rules.models import LocalRule
from app.nominations.enums import Status, VerdictMoment
from app.nominations.models import Nomination, NominationInitiative, NominationTick, NominationVerdict
from app.nominations.services.conditions import Replies, Reply, answer_conditions
from app.nominations.services.submission import submit_nominations
from app.nominations.services.verification import verify_nominations
from app.organisation.enums import StaffGroup
from app.records.models import Initiative, InitiativeAuthor
from tests.factories.nominations import make_nomination

pytestmark = pytest.mark.both_engines
YES = Reply(True, "Biên bản họp đơn vị")


def rate(department, person, level, year=None):
    department.session.add(
        Classification(
            year=year or department.campaign.year,
            unit_id=department.unit.id,
            person_id=person.id,
            staff_group=StaffGroup.CIVIL_SERVANT,
            level=level,
            status=ClassificationStatus.DECIDED,
            decided_on=department.at.date(),
        )
    )
    department.session.commit()


def make_initiative(department, person, year=None, level=InitiativeLevel.GRASSROOTS):
    initiative = Initiative(
        id=new_id(),
        unit_id=department.unit.id,
        year=year or department.campaign.year,
        title="Rút ngắn thời gian giải quyết thủ tục",
        kind=InitiativeKind.INITIATIVE,
        level=level,
        decision_number="12/QĐ-SKHCN",
    )
    department.session.add(initiative)
    department.session.flush()
    department.session.add(InitiativeAuthor(initiative_id=initiative.id, person_id=person.id, position=1))
    department.session.commit()
    return initiative


def allow_exceptions(department):
    rule = LocalRule(
        body_id=department.body.id,
        kind=RuleKind.EXCEPTION,
        key="exceptions",
        value={"allowed": True},
        legal_basis="Quy chế thi đua, khen thưởng của cơ quan",
        valid_from=date(2020, 1, 1),
        created_at=now(),
    )
    department.session.add(rule)
    department.session.commit()


def kept(department, record):
    query = select(NominationVerdict).where(NominationVerdict.nomination_id == record.id)
    return list(department.session.scalars(query.order_by(NominationVerdict.assessed_at)))


def fresh(department, record):
    department.session.expire_all()
    return department.session.get_one(Nomination, record.id)


def test_a_submission_keeps_a_verdict_that_can_be_replayed(department):
    rate(department, department.an, ClassificationLevel.HTTNV)
    record = make_nomination(department.session, department.campaign, department.unit, department.an, "LDTT")
    submit_nominations([record.id], actor=department.head, at=department.at)
    [verdict] = kept(department, record)
    assert (verdict.moment, verdict.overall) == (VerdictMoment.SUBMISSION, Outcome.NEEDS_CONFIRMATION)
    replayed = assess(
        facts_from_json(verdict.facts),
        verdict.regime_id,
        record.award_code,
        choices=choices_from_json(verdict.choices),
    )
    assert verdict_to_json(replayed) == verdict.verdict


def test_a_file_that_the_law_refuses_is_not_submitted(department):
    rate(department, department.an, ClassificationLevel.HTNV)
    record = make_nomination(department.session, department.campaign, department.unit, department.an, "LDTT")
    with pytest.raises(RuleBroken) as refusal:
        submit_nominations([record.id], actor=department.head, at=department.at)
    [problem] = refusal.value.problems
    assert problem.field == f"file-{record.id}"
    assert "hoàn thành tốt nhiệm vụ" in str(problem.message)
    assert fresh(department, record).status is Status.DRAFT
    assert kept(department, record) == []


def test_an_exception_needs_the_rule_of_the_body_and_a_reason(department):
    rate(department, department.an, ClassificationLevel.HTNV)
    record = make_nomination(department.session, department.campaign, department.unit, department.an, "LDTT")
    replies = Replies(ticks={}, exception_reason="Đang khiếu nại kết quả xếp loại")
    with pytest.raises(RuleBroken):
        answer_conditions(record.id, replies, version=record.version, actor=department.officer, at=department.at)
    department.session.rollback()
    allow_exceptions(department)
    with pytest.raises(RuleBroken):
        submit_nominations([record.id], actor=department.head, at=department.at)
    department.session.rollback()
    record = fresh(department, record)
    answer_conditions(record.id, replies, version=record.version, actor=department.officer, at=department.at)
    submit_nominations([record.id], actor=department.head, at=department.at)
    [verdict] = kept(department, record)
    assert (verdict.overall, verdict.exception_reason) == (Outcome.NOT_MET, "Đang khiếu nại kết quả xếp loại")


def test_ticks_carry_name_and_day_and_settle_the_verdict_at_verification(department):
    rate(department, department.an, ClassificationLevel.HTTNV)
    record = make_nomination(department.session, department.campaign, department.unit, department.an, "LDTT")
    submit_nominations([record.id], actor=department.head, at=department.at)
    record = fresh(department, record)
    ticks = {"qualitative": YES, "ministry_or_province_detail": YES, "registered_for_emulation": YES}
    replies = Replies(ticks=ticks)
    answer_conditions(record.id, replies, version=record.version, actor=department.hr, at=department.at)
    tick = department.session.get_one(NominationTick, (record.id, "qualitative"))
    assert (tick.is_confirmed, tick.note, tick.ticked_by_name) == (True, YES.note, department.hr.name)
    verify_nominations([record.id], actor=department.hr, at=department.at)
    outcomes = {verdict.moment: verdict.overall for verdict in kept(department, record)}
    assert outcomes == {
        VerdictMoment.SUBMISSION: Outcome.NEEDS_CONFIRMATION,
        VerdictMoment.VERIFICATION: Outcome.NEEDS_CONFIRMATION if _unsettled(department, record) else Outcome.MET,
    }


def _unsettled(department, record):
    verdict = kept(department, record)[-1].verdict
    return any(finding["outcome"] == "needs_confirmation" for finding in verdict["findings"])


def test_a_tick_is_taken_back_and_the_trail_tells(department):
    record = make_nomination(department.session, department.campaign, department.unit, department.an, "LDTT")
    act = {"actor": department.officer, "at": department.at}
    answer_conditions(record.id, Replies(ticks={"qualitative": YES}), version=record.version, **act)
    record = fresh(department, record)
    answer_conditions(record.id, Replies(ticks={"qualitative": Reply(None)}), version=record.version, **act)
    assert department.session.get(NominationTick, (record.id, "qualitative")) is None
    changes = [e.changes for e in events_of(department.session, record.id) if e.kind == "nomination.conditions"]
    assert changes == [{"qualitative": [None, True]}, {"qualitative": [True, None]}]


def test_a_page_out_of_date_does_not_overwrite_an_answer(department):
    record = make_nomination(department.session, department.campaign, department.unit, department.an, "LDTT")
    version = record.version
    act = {"version": version, "actor": department.officer, "at": department.at}
    answer_conditions(record.id, Replies(ticks={"qualitative": YES}), **act)
    with pytest.raises(StaleVersion):
        answer_conditions(record.id, Replies(ticks={"qualitative": Reply(False)}), **act)


def test_initiatives_named_are_those_of_the_nominee(department):
    record = make_nomination(department.session, department.campaign, department.unit, department.an, "CSTDCS")
    mine = make_initiative(department, department.an)
    other = make_initiative(department, department.stranger)
    act = {"version": record.version, "actor": department.officer, "at": department.at}
    with pytest.raises(RuleBroken):
        answer_conditions(record.id, Replies(ticks={}, initiative_ids=[other.id]), **act)
    department.session.rollback()
    answer_conditions(record.id, Replies(ticks={}, initiative_ids=[mine.id]), **act)
    assert department.session.get(NominationInitiative, (record.id, mine.id)) is not None


def test_who_neither_writes_nor_verifies_answers_nothing(department):
    record = make_nomination(department.session, department.campaign, department.unit, department.an, "LDTT")
    replies = Replies(ticks={"qualitative": YES})
    with pytest.raises(NotFound):
        answer_conditions(record.id, replies, version=1, actor=department.other_hr, at=department.at)
    submitted = make_nomination(
        department.session,
        department.campaign,
        department.unit,
        department.people[1],
        "LDTT",
        status=Status.SUBMITTED,
    )
    with pytest.raises(NotAllowed):
        answer_conditions(submitted.id, replies, version=1, actor=department.head, at=department.at)
    verified = make_nomination(
        department.session, department.campaign, department.unit, department.people[2], "LDTT", status=Status.VERIFIED
    )
    with pytest.raises(TransitionError):
        answer_conditions(verified.id, replies, version=1, actor=department.hr, at=department.at)


def test_the_page_asks_and_keeps_the_answers(department, client, accounts, sign_in):
    record = make_nomination(department.session, department.campaign, department.unit, department.an, "CSTDCS")
    initiative = make_initiative(department, department.an)
    sign_in(accounts["officer"])
    page = client.get(f"/nominations/{record.id}/conditions").text
    assert 'name="tick-qualitative"' in page
    assert initiative.title in page
    answer = client.post(
        f"/nominations/{record.id}/conditions",
        data={
            "version": record.version,
            "tick-qualitative": "yes",
            "note-qualitative": "Đã họp",
            "initiative_ids": [str(initiative.id)],
        },
    )
    assert answer.status_code == 302
    again = client.get(f"/nominations/{record.id}/conditions").text
    assert "Đã họp" in again
    stale = client.post(
        f"/nominations/{record.id}/conditions", data={"version": 1, "tick-qualitative": "no", "note-qualitative": "x"}
    )
    assert stale.status_code == 409
    long = client.post(
        f"/nominations/{record.id}/conditions",
        data={"version": fresh(department, record).version, "tick-qualitative": "no", "note-qualitative": "x" * 900},
    )
    assert long.status_code == 422
    assert "x" * 900 in long.text


def test_a_form_that_comes_back_is_judged_once(department, client, accounts, sign_in, counted):
    record = make_nomination(department.session, department.campaign, department.unit, department.an, "CSTDCS")
    sign_in(accounts["officer"])
    path, gathered = f"/nominations/{record.id}/conditions", "disciplinary_action"
    with counted() as shown:
        client.get(path)
    with counted() as refused:
        answer = client.post(path, data={"version": 1, "tick-qualitative": "no", "note-qualitative": "x" * 900})
    assert answer.status_code == 422
    asked = [sum(gathered in query for query in queries) for queries in (shown, refused)]
    assert asked[0] > 0
    assert asked[1] == asked[0]


def test_the_page_only_tells_those_who_may_not_answer(department, client, accounts, sign_in):
    record = make_nomination(department.session, department.campaign, department.unit, department.an, "LDTT")
    sign_in(accounts["auditor"])
    page = client.get(f"/nominations/{record.id}/conditions").text
    assert "hoàn thành tốt nhiệm vụ" in page
    assert "tick-qualitative" not in page
    assert client.post(f"/nominations/{record.id}/conditions", data={"version": 1}).status_code == 403
