"""Bonus lists from signing to recovery, on both databases, with exact sums."""

from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.audit.queries import events_of
from app.bonuses import queries, rules, services
from app.bonuses.enums import LineState, ListStatus
from app.bonuses.models import BonusLine, BonusList
from app.core.access import Role
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.decisions.queries import decision_sheet, names_on_decision
from app.decisions.rules import PrintedName
from app.reports.queries import year_end_figures
from tests.factories.actors import make_actor
from tests.factories.bonuses import act, approve, list_version, make, pay, rows
from tests.factories.changes import draft_amendment, draft_revocation
from tests.factories.decisions import NOW, TODAY, Office, make_office
from tests.factories.papers import SIGNED_ON, draft, sign

pytestmark = pytest.mark.both_engines


def signed_list(office: Office, ids: list[UUID], number: int = 5) -> tuple[UUID, UUID]:
    """Sign a decision for these names and make its list."""
    decision_id = draft(office, ids)
    sign(office, decision_id, number)
    return decision_id, make(office, decision_id)


def total(office: Office, list_id: UUID) -> int:
    return sum(line.amount or 0 for line in rows(office, list_id) if line.state is LineState.COUNTED)


def fund(office: Office) -> queries.FundList:
    (only,) = queries.lists_of_year(office.session, office.body.id, 2019)
    return only


def test_a_draft_says_what_it_costs_before_it_is_signed(office: Office):
    ids = office.people(3, "CSTDCS")
    ids.append(office.endorse(office.division, "TTLDTT").id)
    decision_id = draft(office, ids)
    session = office.session
    plan = queries.plan_of(
        session, decision_sheet(session, decision_id), names_on_decision(session, decision_id), TODAY
    )
    assert (plan.total, plan.unknown, plan.asked) == (3 * 1_390_000 + 1_120_000, 0, 0)
    assert queries.awards_of_drafts(session, office.body.id, TODAY) == {decision_id: (plan.total, 0)}
    assert queries.list_of_decision(session, decision_id) is None


def test_the_list_keeps_what_it_follows_from(office: Office):
    _decision_id, list_id = signed_list(office, office.people(1, "LDTT"))
    (line,) = rows(office, list_id)
    assert (line.multiplier, line.base_salary, line.amount) == ("0.3", 1_390_000, 420_000)
    assert line.arithmetic_vi.startswith("LĐTT: 0,3 × 1.390.000 = 417.000 đồng, làm tròn lên hàng 10.000 đồng")
    assert (line.state, line.reason_vi, line.award_name) == (LineState.COUNTED, "được chi", "Lao động tiên tiến")
    sheet = queries.list_sheet(office.session, list_id)
    assert (sheet.status, sheet.year, sheet.decided_on) == (ListStatus.DRAFT, 2019, SIGNED_ON)
    assert [event.kind for event in events_of(office.session, list_id)] == ["bonus_list.made"]


def test_a_person_with_two_titles_is_paid_the_higher_one(office: Office):
    person = office.person("Trần Thị Bình")
    ids = [office.endorse(person, code).id for code in ("LDTT", "CSTDCS")]
    _decision_id, list_id = signed_list(office, ids)
    states = {line.award_code: line.state for line in rows(office, list_id)}
    assert states == {"LDTT": LineState.LEFT_OUT, "CSTDCS": LineState.COUNTED}
    assert total(office, list_id) == 1_390_000


def test_a_title_on_another_decision_of_the_day_is_weighed(office: Office):
    person = office.person("Trần Thị Bình")
    first = draft(office, [office.endorse(person, "CSTDCS").id])
    second = draft(office, [office.endorse(person, "LDTT").id])
    sign(office, first, 5)
    sign(office, second, 6)
    assert total(office, make(office, second)) == 0
    assert total(office, make(office, first)) == 1_390_000


def test_only_a_signed_decision_that_confers_gets_one_list(office: Office):
    ids = office.people(2)
    decision_id = draft(office, ids)
    with pytest.raises(RuleBroken):
        make(office, decision_id)
    sign(office, decision_id)
    make(office, decision_id)
    with pytest.raises(RuleBroken) as refused:
        make(office, decision_id)
    assert str(refused.value) == str(rules.made_already(office.hr.name, TODAY).message)
    change_id = draft_revocation(office, decision_id, ids[:1])
    sign(office, change_id, 6)
    with pytest.raises(RuleBroken):
        make(office, change_id)


def test_rights_are_those_of_decisions(office: Office):
    decision_id = draft(office, office.people(1))
    sign(office, decision_id)
    for actor in (office.auditor, office.head):
        with pytest.raises(NotAllowed):
            services.make_list(decision_id, actor=actor, at=NOW)
    stranger = make_office(office.session, "SXD", "Sở Xây dựng").hr
    employee = make_actor(office.session, Role.UNIT_OFFICER, office.division)
    for actor in (stranger, employee):
        with pytest.raises(NotFound):
            services.make_list(decision_id, actor=actor, at=NOW)
    list_id = make(office, decision_id)
    with pytest.raises(NotAllowed):
        act(office, services.approve_list, list_id, by=office.hr)
    with pytest.raises(NotFound):
        act(office, services.approve_list, list_id, by=stranger)
    with pytest.raises(StaleVersion):
        act(office, services.approve_list, list_id, by=office.head, version=99)


def test_what_is_asked_is_answered_before_the_approval(office: Office):
    person = office.person("Trần Thị Bình")
    ids = [office.endorse(person, code).id for code in ("LDTT", "GK_CN")]
    _decision_id, list_id = signed_list(office, ids)
    form = next(line for line in rows(office, list_id) if line.award_code == "GK_CN")
    assert (form.asks, form.answer, total(office, list_id)) == (True, None, 840_000)
    with pytest.raises(RuleBroken):
        approve(office, list_id)
    act(office, services.answer_lines, list_id, [form.id], is_paid=False)
    form = next(line for line in rows(office, list_id) if line.award_code == "GK_CN")
    assert (form.answer, form.answered_by_name, form.answered_on) == (False, office.hr.name, TODAY)
    assert total(office, list_id) == 420_000
    act(office, services.answer_lines, list_id, [form.id], is_paid=True)
    assert total(office, list_id) == 840_000
    approve(office, list_id)
    other = next(line for line in rows(office, list_id) if line.award_code == "LDTT")
    with pytest.raises(TransitionError):
        act(office, services.answer_lines, list_id, [other.id], is_paid=False)


def test_only_lines_that_ask_take_an_answer(office: Office):
    _decision_id, list_id = signed_list(office, office.people(1))
    (line,) = rows(office, list_id)
    for ids in ([], [line.id], [UUID(int=1)]):
        with pytest.raises(RuleBroken):
            act(office, services.answer_lines, list_id, ids, is_paid=True)


def test_an_approved_list_is_never_computed_again(office: Office):
    _decision_id, list_id = signed_list(office, office.people(2, "LDTT"))
    line = rows(office, list_id)[0]
    line.amount = 417_000
    office.session.commit()
    approve(office, list_id)
    with pytest.raises(TransitionError):
        act(office, services.renew_list, list_id)
    pay(office, list_id)
    assert (total(office, list_id), fund(office).paid) == (837_000, 837_000)
    for service, facts in ((services.reopen_list, {"reason": "Nhầm"}), (services.approve_list, {})):
        with pytest.raises(TransitionError):
            act(office, service, list_id, by=office.head, **facts)


def test_an_approved_list_is_taken_back_and_computed_anew(office: Office):
    _decision_id, list_id = signed_list(office, office.people(1, "LDTT"))
    rows(office, list_id)[0].amount = 417_000
    office.session.commit()
    approve(office, list_id)
    act(office, services.reopen_list, list_id, by=office.head, reason="Làm tròn lại theo quy định.")
    act(office, services.renew_list, list_id)
    assert total(office, list_id) == 420_000
    kinds = [event.kind for event in events_of(office.session, list_id)]
    assert kinds == ["bonus_list.made", "bonus_list.approved", "bonus_list.reopened", "bonus_list.renewed"]


def test_a_list_is_paid_after_its_approval_and_not_in_the_future(office: Office):
    _decision_id, list_id = signed_list(office, office.people(1))
    with pytest.raises(TransitionError):
        pay(office, list_id)
    approve(office, list_id)
    for day in (SIGNED_ON, TODAY.replace(day=20)):
        with pytest.raises(RuleBroken):
            act(office, services.pay_list, list_id, paid_on=day)
    pay(office, list_id)
    sheet = queries.list_sheet(office.session, list_id)
    assert (sheet.status, sheet.paid_on, sheet.paid_by_name) == (ListStatus.PAID, TODAY, office.hr.name)


def test_an_award_revoked_before_payment_is_not_paid_out(office: Office):
    ids = office.people(3)
    decision_id, list_id = signed_list(office, ids)
    approve(office, list_id)
    sign(office, draft_revocation(office, decision_id, ids[:1]), 6)
    assert (fund(office).listed, fund(office).to_recover) == (2 * 1_390_000, 0)
    pay(office, list_id)
    gone = next(line for line in rows(office, list_id) if line.nomination_id == ids[0])
    assert (gone.state, gone.reason_vi) == (LineState.LEFT_OUT, "đã hủy bỏ theo 06/QĐ-SKHCN trước khi chi")
    assert (fund(office).paid, fund(office).to_recover) == (2 * 1_390_000, 0)


def test_reports_the_list_and_the_fund_follow_a_revocation_at_once(office: Office):
    ids = office.people(3)
    decision_id, list_id = signed_list(office, ids)
    approve(office, list_id)
    pay(office, list_id)
    report = year_end_figures(office.session, None, office.body, 2018)
    assert sum(figure.conferred for figure in report.awards) == 3
    sign(office, draft_revocation(office, decision_id, ids[:1]), 6)
    report = year_end_figures(office.session, None, office.body, 2018)
    assert sum(figure.conferred for figure in report.awards) == 2
    found = fund(office)
    assert (found.paid, found.to_recover, found.recovered) == (4_170_000, 1_390_000, 0)
    line = next(each for each in queries.lines_of(office.session, list_id) if each.nomination_id == ids[0])
    assert (line.revoking_number, line.to_recover(is_paid=True)) == ("06/QĐ-SKHCN", 1_390_000)
    (award,) = queries.award_sums(office.session, office.body.id, 2019)
    assert (award.award_code, award.paid, award.to_recover) == ("CSTDCS", 4_170_000, 1_390_000)
    act(office, services.record_recovery, list_id, [line.id], recovered_on=TODAY, note="Phiếu thu 12")
    assert (fund(office).to_recover, fund(office).recovered, fund(office).paid) == (0, 1_390_000, 4_170_000)
    with pytest.raises(RuleBroken):
        act(office, services.record_recovery, list_id, [line.id], recovered_on=TODAY, note="")


def test_money_comes_back_only_for_what_was_revoked_after_payment(office: Office):
    _decision_id, list_id = signed_list(office, office.people(2))
    line = rows(office, list_id)[0]
    with pytest.raises(TransitionError):
        act(office, services.record_recovery, list_id, [line.id], recovered_on=TODAY, note="")
    approve(office, list_id)
    pay(office, list_id)
    for ids in ([line.id], [], [UUID(int=3)]):
        with pytest.raises(RuleBroken):
            act(office, services.record_recovery, list_id, ids, recovered_on=TODAY, note="")


def test_a_draft_computed_anew_takes_revocations_and_corrections_in(office: Office):
    person = office.person("Trần Thị Bình")
    ids = [office.endorse(person, code).id for code in ("LDTT", "CSTDCS")]
    decision_id, list_id = signed_list(office, ids)
    sign(
        office, draft_amendment(office, decision_id, {ids[0]: PrintedName("Trần Thị Bính", "Kế toán", "Văn phòng")}), 6
    )
    sign(office, draft_revocation(office, decision_id, ids[1:]), 7)
    act(office, services.renew_list, list_id)
    found = {line.award_code: line for line in rows(office, list_id)}
    assert (found["LDTT"].state, found["LDTT"].name) == (LineState.COUNTED, "Trần Thị Bính")
    assert found["CSTDCS"].state is LineState.LEFT_OUT
    assert total(office, list_id) == 420_000


def test_a_decision_without_a_list_waits_and_awards_of_the_city_are_not_ours(office: Office):
    decision_id = draft(office, office.people(2))
    (waiting,) = queries.pending_decisions(office.session, office.body.id, 2019)
    assert (waiting.id, waiting.names) == (decision_id, 2)
    sign(office, decision_id)
    assert [row.signed_on for row in queries.pending_decisions(office.session, office.body.id, 2019)] == [SIGNED_ON]
    make(office, decision_id)
    assert not queries.pending_decisions(office.session, office.body.id, 2019)
    assert queries.count_paid_by_others(office.session, office.body.id, 2019) == 0
    assert queries.fund_years(office.session, office.body.id) == [2019]


def test_the_database_keeps_money_and_state_together(office: Office):
    _decision_id, list_id = signed_list(office, office.people(1))
    for statement in (
        update(BonusList).values(status=ListStatus.PAID),
        update(BonusLine).values(amount=None),
        update(BonusLine).values(amount=-1),
        update(BonusLine).values(answer=True),
    ):
        with pytest.raises(IntegrityError), office.session.begin_nested():
            office.session.execute(statement)
    assert list_version(office, list_id) == 1
