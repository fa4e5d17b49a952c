"""Certificates from issue to revocation, on both databases."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.audit.queries import events_of
from app.certificates import queries, rules, services
from app.certificates.enums import Border, CertificateState, ReissueReason
from app.certificates.models import Certificate
from app.core.access import Role
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion
from app.decisions.queries import names_on_decision
from app.decisions.rules import PrintedName
from app.eligibility.enums import Subject
from app.records.queries.neighbours import lines_of
from tests.factories.actors import make_actor
from tests.factories.certificates import certificates, issue, plan, reissue, signed_names
from tests.factories.changes import draft_amendment, draft_revocation
from tests.factories.decisions import NOW, TODAY, Office, make_office
from tests.factories.papers import draft, sign

pytestmark = pytest.mark.both_engines


def register(office: Office, **asked: object) -> list[queries.CertificateRow]:
    wanted = queries.RegisterFilter(office.body.id, 2019, **asked)  # type: ignore[arg-type]
    found = list(queries.all_in_register(office.session, wanted))
    assert queries.count_in_register(office.session, wanted) == len(found)
    return found


def test_all_names_get_their_number_in_the_officers_order(office: Office):
    decision_id, _ids = signed_names(office)
    assert issue(office, decision_id, 7, golden=101) == 3
    order = [name.nominee_name for name in names_on_decision(office.session, decision_id)]
    found = certificates(office)
    assert [each.name for each in found] == order
    assert [(each.number, each.golden_number) for each in found] == [(7, 101), (8, 102), (9, 103)]
    assert {(each.decision_number, each.authority_line) for each in found} == {
        ("05/QĐ-SKHCN", "GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    }
    assert {(each.signer_post, each.signer_name) for each in found} == {("Giám đốc", "Lê Thị Giám Đốc")}
    assert events_of(office.session, decision_id)[-1].kind == "decision.certificates_issued"
    assert queries.next_numbers(office.session, office.body.id, 2019) == (10, 104)


def test_what_comes_without_a_certificate_gets_none(office: Office):
    person = office.person("Trần Thị Bình")
    ids = [office.endorse(person, code).id for code in ("LDTT", "CSTDCS")]
    decision_id = draft(office, ids)
    sign(office, decision_id)
    assert issue(office, decision_id) == 1
    (only,) = certificates(office)
    assert only.award_code == "CSTDCS"
    plain = draft(office, office.people(1, "LDTT"))
    sign(office, plain, 6)
    with pytest.raises(RuleBroken) as refused:
        issue(office, plain, 20)
    assert str(refused.value) == str(rules.NOTHING_TO_ISSUE)


def test_a_decision_is_certified_once(office: Office):
    decision_id, _ids = signed_names(office)
    issue(office, decision_id)
    with pytest.raises(RuleBroken) as refused:
        issue(office, decision_id, 20)
    assert str(refused.value) == str(rules.ALL_ISSUED)


def test_a_draft_has_no_certificates(office: Office):
    decision_id = draft(office, office.people(1, "GK_CN"))
    with pytest.raises(RuleBroken):
        issue(office, decision_id)


def test_numbers_are_unique_in_a_year_and_gaps_stay_visible(office: Office):
    first, _ids = signed_names(office)
    second, _ids = signed_names(office, number=6)
    issue(office, first, 2)
    for number in (1, 3, 4):
        with pytest.raises(RuleBroken) as refused:
            issue(office, second, number)
        assert [problem.field for problem in refused.value.problems] == ["number"]
    issue(office, second, 8)
    assert queries.numbers_of_year(office.session, office.body.id, 2019) == [2, 3, 4, 8, 9, 10]


def test_days_are_checked(office: Office):
    decision_id, _ids = signed_names(office)
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=3)):
        with pytest.raises(RuleBroken):
            issue(office, decision_id, on=day)


def test_rights_are_those_of_decisions(office: Office):
    decision_id, _ids = signed_names(office)
    for actor in (office.auditor, office.head):
        with pytest.raises(NotAllowed):
            issue(office, decision_id, actor=actor)
    stranger = make_office(office.session, "SXD", "Sở Xây dựng").hr
    employee = make_actor(office.session, Role.UNIT_OFFICER, office.division)
    for actor in (stranger, employee):
        with pytest.raises(NotFound):
            issue(office, decision_id, actor=actor)
    issue(office, decision_id)
    old = certificates(office)[0]
    with pytest.raises(NotFound):
        reissue(office, old, actor=stranger)
    with pytest.raises(NotFound):
        services.issue_certificates(UUID(int=1), plan(), actor=office.hr, at=NOW)


def test_a_reissued_certificate_leaves_the_old_one_in_the_register(office: Office):
    decision_id, _ids = signed_names(office)
    issue(office, decision_id)
    old = certificates(office)[0]
    new_id = reissue(office, old)
    row = queries.certificate_row(office.session, new_id)
    assert (row.number, row.replaces_number, row.state) == (50, 1, CertificateState.REISSUED)
    before = queries.certificate_row(office.session, old.id)
    assert (before.state, before.later_number) == (CertificateState.REPLACED, 50)
    chain = queries.certificate_chain(office.session, row.conferral_id)
    assert [each.number for each in chain] == [1, 50]
    with pytest.raises(StaleVersion):
        reissue(office, old, number=51, version=1)
    with pytest.raises(RuleBroken) as refused:
        reissue(office, certificates(office)[0], number=51)
    assert str(refused.value) == str(rules.NOT_STANDING)
    assert [event.kind for event in events_of(office.session, old.id)] == ["certificate.replaced"]


def test_a_reissue_takes_a_free_number_and_says_a_name(office: Office):
    decision_id, _ids = signed_names(office)
    issue(office, decision_id)
    old = certificates(office)[0]
    for changes, field in (({"number": 2}, "number"), ({"name": "  "}, "name"), ({"note": "x" * 501}, "note")):
        with pytest.raises(RuleBroken) as refused:
            reissue(office, old, **changes)
        assert [problem.field for problem in refused.value.problems] == [field]


def test_a_revoked_award_takes_its_certificates_along(office: Office):
    decision_id, _ids = signed_names(office)
    issue(office, decision_id)
    reissue(office, certificates(office)[0])
    first = names_on_decision(office.session, decision_id)[0].nomination_id
    sign(office, draft_revocation(office, decision_id, [first]), 6)
    states = {row.number: row.state for row in register(office)}
    assert states == {
        1: CertificateState.REVOKED,
        2: CertificateState.ISSUED,
        3: CertificateState.ISSUED,
        50: CertificateState.REVOKED,
    }
    gone = next(row for row in register(office) if row.number == 50)
    assert gone.revoking_number == "06/QĐ-SKHCN"
    with pytest.raises(RuleBroken) as refused:
        reissue(office, next(each for each in certificates(office) if each.number == 50), number=51)
    assert str(refused.value) == str(rules.REVOKED)
    assert [row.number for row in queries.certificates_of_decision(office.session, decision_id)] == [2, 3]


def test_a_revoked_name_gets_no_certificate(office: Office):
    decision_id, ids = signed_names(office)
    sign(office, draft_revocation(office, decision_id, ids[:1]), 6)
    assert issue(office, decision_id) == 2


def test_an_amended_name_is_to_be_reissued(office: Office):
    decision_id, ids = signed_names(office, 1)
    issue(office, decision_id)
    printed = {ids[0]: PrintedName("Trần Thị Bính", "Kế toán", "Văn phòng Sở")}
    sign(office, draft_amendment(office, decision_id, printed), 6)

    def proposed() -> list[bool]:
        names = names_on_decision(office.session, decision_id)
        found = queries.names_with_certificates(office.session, decision_id, names)
        return [each.is_printed_otherwise for each in found]

    assert proposed() == [True]
    changes = {"name": "Trần Thị Bính", "post": "Kế toán", "unit_name": "Văn phòng Sở"}
    reissue(office, certificates(office)[0], reason=ReissueReason.WRONG_TEXT, **changes)
    assert proposed() == [False]


def test_the_register_is_searched_without_diacritics(office: Office):
    decision_id = draft(office, [office.endorse(office.person("Đặng Thị Ánh"), "GK_CN").id, *office.people(2, "GK_CN")])
    sign(office, decision_id)
    issue(office, decision_id)
    assert [row.name for row in register(office, text="dang anh")] == ["Đặng Thị Ánh"]
    assert len(register(office, text="05/QĐ")) == 3
    assert register(office, text="%") == []
    assert len(register(office, award_code="GK_CN", state=CertificateState.ISSUED)) == 3
    assert register(office, state=CertificateState.REVOKED) == []


def test_pages_of_the_register_follow_each_other(office: Office):
    decision_id, _ids = signed_names(office, 5)
    issue(office, decision_id)
    asked = queries.RegisterFilter(office.body.id, 2019)
    first = queries.register_page(office.session, asked, cursor=None, total=5, size=2)
    second = queries.register_page(office.session, asked, cursor=first.next_cursor, total=5, size=2)
    assert [[row.number for row in page.items] for page in (first, second)] == [[1, 2], [3, 4]]


def test_the_timeline_of_a_person_tells_the_number(office: Office):
    person = office.person("Trần Thị Bình")
    decision_id = draft(office, [office.endorse(person, "GK_CN").id])
    sign(office, decision_id)
    issue(office, decision_id, 4, golden=9)
    told = [line for line in lines_of(office.session, Subject.INDIVIDUAL, person.id) if "04" in str(line.detail)]
    assert len(told) == 1
    assert "9" in str(told[0].detail)


def test_the_layout_of_a_body_has_defaults_and_is_set_once_at_a_time(office: Office):
    before = queries.layout_of(office.session, office.body.id)
    assert (before.version, before.width_mm, before.height_mm) == (0, 297, 210)
    wanted = services.LayoutPlan(400, 300, Border.ON_PAPER, "  GIÁM ĐỐC  SỞ ", "Giám đốc", "", "Đà Nẵng")
    services.set_layout(office.body.id, wanted, version=0, actor=office.hr, at=NOW)
    kept = queries.layout_of(office.session, office.body.id)
    assert (kept.version, kept.width_mm, kept.authority_line) == (1, 400, "GIÁM ĐỐC SỞ")
    with pytest.raises(StaleVersion):
        services.set_layout(office.body.id, wanted, version=0, actor=office.hr, at=NOW)
    with pytest.raises(NotAllowed):
        services.set_layout(office.body.id, wanted, version=1, actor=office.auditor, at=NOW)
    with pytest.raises(NotFound):
        services.set_layout(office.division.id, wanted, version=1, actor=office.hr, at=NOW)
    tall = services.LayoutPlan(200, 300, Border.DRAWN, "GIÁM ĐỐC", "Giám đốc", "", "")
    with pytest.raises(RuleBroken):
        services.set_layout(office.body.id, tall, version=1, actor=office.hr, at=NOW)


def test_the_database_keeps_one_standing_certificate_for_an_award(office: Office):
    decision_id, _ids = signed_names(office, 2)
    issue(office, decision_id)
    first, second = certificates(office)
    session = office.session
    for values in ({"conferral_id": first.conferral_id}, {"number": first.number}, {"number": 0}):
        statement = update(Certificate).where(Certificate.id == second.id).values(**values)
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(statement)
