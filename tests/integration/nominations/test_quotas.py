"""Ceilings: the numbers of a campaign, meters of body and unit, and going over only with a reason on record."""

import io

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.audit.queries import events_of
from app.core.errors import NotAllowed, NotFound, RuleBroken
from app.eligibility.enums import Outcome
from app.local_rules.enums import RuleKind
from app.nominations import rules
from app.nominations.enums import Status, VerdictMoment
from app.nominations.models import Nomination, NominationVerdict, QuotaExcess
from app.nominations.queries import IN_ROUND, campaign_tally
from app.nominations.services.quotas import explain_excess, standings, told_within
from app.nominations.services.submission import submit_nominations
from tests.factories.actors import make_actor
from tests.factories.local_rules import make_rule
from tests.factories.nominations import make_nomination
from tests.factories.organisation import make_person
from tests.integration.nominations.conftest import Department
from tests.integration.nominations.test_races import at_once

pytestmark = pytest.mark.both_engines
REASON = "Cả ba đều chủ trì đề tài cấp thành phố"


def fill(
    department: Department, code: str, number: int, status: Status = Status.SUBMITTED, unit=None
) -> list[Nomination]:
    unit = unit or department.unit
    people = [make_person(department.session, f"Người {code} {each}", unit=unit) for each in range(number)]
    return [
        make_nomination(department.session, department.campaign, unit, person, code, status=status) for person in people
    ]


def limit_certificates(department: Department, most: int) -> None:
    make_rule(department.session, department.body, key="GK_CN", value={"count": most})


def meters(department: Department, root: str = "") -> dict:
    known = standings(
        department.session,
        department.campaign.id,
        department.body.id,
        on=department.at.date(),
        root=root,
    )
    return {each.code: each for each in known}


def give_reason(department: Department, actor=None, unit=None, code="GK_CN", reason=REASON) -> None:
    explain_excess(
        department.campaign.id,
        (unit or department.unit).id,
        code,
        reason,
        actor=actor or department.head,
        at=department.at,
    )


def drafts(department: Department, number: int = 1, unit=None) -> list:
    return [record.id for record in fill(department, "GK_CN", number, Status.DRAFT, unit)]


def submit(department: Department, ids, actor=None) -> None:
    submit_nominations(ids, actor=actor or department.head, at=department.at)


def states(department: Department, ids) -> set[Status]:
    department.session.expire_all()
    return {department.session.get_one(Nomination, each).status for each in ids}


def test_what_stands_is_what_the_verdicts_count_as_proposed():
    assert set(IN_ROUND) == rules.LIVE


def test_one_query_counts_body_and_unit(department, counted):
    fill(department, "LDTT", 3)
    fill(department, "LDTT", 2, Status.DRAFT, department.sub_unit)
    fill(department, "LDTT", 4, Status.SUBMITTED, department.beside)
    fill(department, "LDTT", 1, Status.WITHDRAWN)
    campaign_id, root = department.campaign.id, department.unit.path
    with counted() as queries:
        tally = campaign_tally(department.session, campaign_id, root=root)
    assert len(queries) == 1
    assert tally.regime_id == department.campaign.regime_id
    assert tally.body["LDTT", Status.SUBMITTED] == 7
    assert tally.inside["LDTT", Status.SUBMITTED] == 3
    assert tally.inside["LDTT", Status.DRAFT] == 2
    assert rules.quota_counts(tally.body, tally.codes).proposed["LDTT"] == 9


def test_the_base_is_provisional_until_nothing_is_in_hand(department):
    first = fill(department, "LDTT", 8, Status.CONFERRED)
    fill(department, "LDTT", 6, Status.SUBMITTED)
    fill(department, "CSTDCS", 2, Status.SUBMITTED)
    make_rule(department.session, department.body, value={"of": "LDTT", "pct": 15})
    meter = meters(department)["CSTDCS"].body
    assert (meter.used, meter.ceiling, meter.base, meter.is_provisional) == (2, 2, 14, True)
    for record in department.session.scalars(select(Nomination).where(Nomination.status == Status.SUBMITTED)):
        if record.award_code == "LDTT":
            record.status = Status.NOT_ENDORSED
    department.session.commit()
    meter = meters(department)["CSTDCS"].body
    assert (len(first), meter.used, meter.ceiling, meter.base) == (8, 2, 1, 8)
    assert (meter.is_provisional, meter.over_by) == (False, 1)


def test_unit_and_body_have_each_their_meter(department):
    fill(department, "LDTT", 14, Status.SUBMITTED, department.beside)
    fill(department, "LDTT", 6)
    fill(department, "CSTDCS", 1)
    make_rule(department.session, department.body, value={"of": "LDTT", "pct": 15})
    standing = meters(department, department.unit.path)["CSTDCS"]
    assert (standing.body.used, standing.body.ceiling, standing.body.base) == (1, 3, 20)
    assert (standing.unit.used, standing.unit.ceiling, standing.unit.base) == (1, 0, 6)
    assert not standing.needs_reason


def test_the_sentence_is_that_of_the_rulebook(department):
    fill(department, "LDTT", 84, Status.CONFERRED)
    fill(department, "CSTDCS", 11)
    make_rule(department.session, department.body, value={"of": "LDTT", "pct": 15}, legal_basis="NĐ 91/2017 Điều 9.3")
    text = meters(department)["CSTDCS"].body.text.vi
    assert text == "CSTĐCS 11 trên tối đa 12, 15 % của 84 LĐTT, NĐ 91/2017 Điều 9.3"


def test_what_fits_is_submitted_and_what_is_too_much_is_not(department):
    limit_certificates(department, 2)
    fill(department, "GK_CN", 1)
    fill(department, "GK_CN", 3, Status.DRAFT, department.beside)  # Drafts of others take no place.
    [fits] = drafts(department)
    submit(department, [fits])
    assert states(department, [fits]) == {Status.SUBMITTED}
    more = drafts(department, 2)
    with pytest.raises(RuleBroken) as refusal:
        submit(department, more)
    [problem] = refusal.value.problems
    assert problem.field is None
    assert "GK 4 trên tối đa 2, vượt 2" in str(problem.message)
    assert states(department, more) == {Status.DRAFT}


def test_a_reason_of_the_unit_lets_it_pass(department):
    limit_certificates(department, 0)
    ids = drafts(department)
    give_reason(department)
    submit(department, ids)
    assert states(department, ids) == {Status.SUBMITTED}
    kept = department.session.scalars(select(QuotaExcess)).one()
    assert (kept.award_code, kept.unit_id, kept.reason) == ("GK_CN", department.unit.id, REASON)
    [event] = [e for e in events_of(department.session, department.campaign.id) if e.kind.startswith("nomination")]
    assert (event.kind, event.subject, event.reason) == ("nomination.excess_explained", "campaign", REASON)
    assert event.changes == {"award": [None, "GK_CN"], "unit": [None, department.unit.name]}


def test_the_same_reason_is_recorded_once(department):
    limit_certificates(department, 0)
    give_reason(department)
    give_reason(department)
    give_reason(department, reason="Thêm một lý do")
    give_reason(department)
    told = [e.reason for e in events_of(department.session, department.campaign.id) if e.kind.startswith("nomination")]
    assert told == [REASON, "Thêm một lý do", REASON]
    assert len(department.session.scalars(select(QuotaExcess)).all()) == 3


def test_a_reason_counts_for_its_award_its_unit_and_those_below(department):
    limit_certificates(department, 0)
    below = drafts(department, unit=department.sub_unit)
    give_reason(department, actor=department.hr, unit=department.beside)
    with pytest.raises(RuleBroken):
        submit(department, below)
    department.session.rollback()
    give_reason(department)
    submit(department, below)
    assert states(department, below) == {Status.SUBMITTED}


def test_a_provisional_base_only_warns(department):
    make_rule(department.session, department.body, value={"of": "LDTT", "pct": 15})
    fill(department, "LDTT", 3)
    ids = [record.id for record in fill(department, "CSTDCS", 2, Status.DRAFT)]
    assert meters(department)["CSTDCS"].body.over_by == 2
    submit(department, ids)
    assert states(department, ids) == {Status.SUBMITTED}


def test_proposed_as_the_base_binds_at_once(department):
    make_rule(department.session, department.body, value={"of": "LDTT", "pct": 15})
    make_rule(
        department.session,
        department.body,
        RuleKind.READING,
        "quota_base_count",
        {"option": "proposed"},
    )
    fill(department, "LDTT", 6)
    ids = [record.id for record in fill(department, "CSTDCS", 1, Status.DRAFT)]
    with pytest.raises(RuleBroken) as refusal:
        submit(department, ids)
    assert "CSTĐCS 1 trên tối đa 0" in str(refusal.value)


def test_a_file_that_comes_back_was_counted_before(department):
    limit_certificates(department, 1)
    fill(department, "GK_CN", 1, Status.SUBMITTED, department.beside)
    back = [record.id for record in fill(department, "GK_CN", 1, Status.RETURNED)]
    submit(department, back)
    assert states(department, back) == {Status.SUBMITTED}


def test_who_may_give_the_reason(department):
    limit_certificates(department, 0)
    give_reason(department)
    give_reason(department, actor=department.hr, unit=department.body)
    with pytest.raises(NotAllowed):
        give_reason(department, actor=department.officer)
    with pytest.raises(NotAllowed):
        give_reason(department, unit=department.beside)
    with pytest.raises(NotFound):
        give_reason(department, actor=department.other_hr)
    with pytest.raises(NotFound):
        give_reason(department, actor=department.hr, unit=department.other_body)
    for award, reason in (("GK_CN", "  "), ("GK_CN", "x" * 2001), ("LDTT", REASON), ("KHONG", REASON)):
        with pytest.raises(RuleBroken):
            give_reason(department, code=award, reason=reason)
        department.session.rollback()


def test_reasons_of_other_units_are_not_told(department):
    limit_certificates(department, 0)
    give_reason(department)
    give_reason(department, actor=department.hr, unit=department.beside, reason="Lý do của Thanh tra")
    known = list(meters(department).values())
    [own] = [each for each in told_within(known, [department.unit.path]) if each.code == "GK_CN"]
    assert [each.reason for each in own.excesses] == [REASON]
    assert len(next(each for each in known if each.code == "GK_CN").excesses) == 2


class TestPages:
    def test_the_nominating_page_shows_body_and_unit(self, department, browse):
        make_rule(department.session, department.body, value={"of": "LDTT", "pct": 15})
        fill(department, "LDTT", 7)
        page = browse("officer").get("/nominations/new", headers={"Accept-Language": "vi"}).text
        assert "CSTĐCS 0 trên tối đa 1, 15 % của 7 LĐTT, tạm tính trên số đề nghị, Quy chế số 1/QC-SKHCN" in page
        assert 'data-quota="CSTDCS" data-used="0" data-ceiling="1" data-pct="15" data-base="7" data-of="LDTT"' in page
        assert "js/quota" in page

    def test_the_batch_page_refuses_and_leads_to_the_reason(self, department, browse):
        limit_certificates(department, 0)
        [draft] = drafts(department)
        client = browse("head")
        page = client.get(f"/nominations/{draft}/batch").text
        link = f"/nominations/excess/{department.campaign.id}?award=GK_CN&amp;unit={department.unit.id}"
        assert link in page
        refused = client.post(f"/nominations/{draft}/batch", data={"then": "submit"})
        assert refused.status_code == 422
        assert "GK 1 trên tối đa 0, vượt 1" in refused.text
        form = client.get(link.replace("&amp;", "&")).text
        assert f'<option selected value="{department.unit.id}">' in form
        assert '<option selected value="GK_CN">' in form
        empty = client.post(f"/nominations/excess/{department.campaign.id}", data={"award_code": "GK_CN", "reason": ""})
        assert empty.status_code == 422
        answer = client.post(
            f"/nominations/excess/{department.campaign.id}",
            data={"unit_id": str(department.unit.id), "award_code": "GK_CN", "reason": REASON},
        )
        assert answer.status_code == 302
        assert REASON in client.get(f"/nominations/{draft}/batch").text
        assert client.post(f"/nominations/{draft}/batch", data={"then": "submit"}).status_code == 302

    def test_a_forged_unit_and_award_are_refused(self, department, browse):
        limit_certificates(department, 0)
        client, path = browse("head"), f"/nominations/excess/{department.campaign.id}"
        for unit, award in ((department.beside.id, "GK_CN"), (department.unit.id, "LDTT"), ("x", "x" * 9000)):
            answer = client.post(path, data={"unit_id": str(unit), "award_code": award, "reason": REASON})
            assert answer.status_code == 422
        assert department.session.scalars(select(QuotaExcess)).all() == []

    def test_the_campaign_page_tells_each_what_is_theirs(self, department, browse):
        limit_certificates(department, 0)
        drafts(department)
        give_reason(department)
        give_reason(department, actor=department.hr, unit=department.beside, reason="Lý do của Thanh tra")
        path = f"/campaigns/{department.campaign.id}"
        hr = browse("hr").get(path).text
        assert REASON in hr
        assert "Lý do của Thanh tra" in hr
        officer = browse("officer").get(path).text
        assert REASON in officer
        assert "Lý do của Thanh tra" not in officer
        employee = browse("employee").get(path).text
        assert REASON not in employee
        assert "GK 1" not in employee


def test_of_two_units_that_submit_at_once_one_takes_the_last_place(fresh_database):
    from app.core.database import db
    from tests.integration.nominations.conftest import build_department

    with fresh_database.app_context():
        department = build_department(db.session())
        limit_certificates(department, 2)
        fill(department, "GK_CN", 1)
        other_head = make_actor(db.session(), "unit_head", department.beside)
        mine, theirs = drafts(department), drafts(department, unit=department.beside)
        head, at = department.head, department.at
        db.session.commit()
        db.session.remove()

    outcomes = at_once(
        fresh_database,
        lambda: submit_nominations(mine, actor=head, at=at),
        lambda: submit_nominations(theirs, actor=other_head, at=at),
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "RuleBroken"], outcomes
    with fresh_database.app_context():
        found = db.session.scalars(select(Nomination.status).where(Nomination.id.in_([*mine, *theirs]))).all()
        assert sorted(found) == [Status.DRAFT, Status.SUBMITTED]


def test_an_exception_is_marked_in_list_and_workbook(department, browse):
    marked, plain = (record for record in fill(department, "LDTT", 2))
    marked.exception_reason = plain.exception_reason = REASON
    department.session.add_all(
        NominationVerdict(
            nomination_id=record.id,
            moment=VerdictMoment.SUBMISSION,
            regime_id=record.regime_id,
            overall=overall,
            verdict={},
            facts={},
            choices={},
            exception_reason=reason,
            assessed_by_name="An",
            assessed_at=department.at,
        )
        for record, overall, reason in ((marked, Outcome.NOT_MET, REASON), (plain, Outcome.MET, ""))
    )
    department.session.commit()
    client = browse("hr")
    for path in ("/nominations", "/nominations?sort=nominee", "/nominations?award=LDTT", "/nominations?q=Nguoi"):
        page = client.get(path, headers={"Accept-Language": "en"}).text
        assert page.count('<span class="tag tag--amber">Exception</span>') == 1, path
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/nominations/list.xlsx").data))
    notes = [
        row[4]
        for row in book.get_sheet_by_name("Tổng hợp").to_python()
        if str(row[0]).isdigit() or row[0] in (1.0, 2.0)
    ]
    assert [note for note in notes if "Ngoại lệ" in str(note)] == [f"Đã trình; Ngoại lệ: {REASON}"]
