"""Pages of bonus money: the budget on the decision, the list and its acts, the fund, the files."""

from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from app.bonuses import services
from app.bonuses.enums import ListStatus
from app.bonuses.models import BonusList
from app.core.access import Role
from app.core.clock import now, today
from tests.conftest import SignIn
from tests.factories.bonuses import list_version, rows
from tests.factories.changes import draft_revocation
from tests.factories.decisions import Office
from tests.factories.paper_pages import enter, text
from tests.factories.papers import draft, sign


def signed(office: Office, count: int = 2, code: str = "CSTDCS", number: int = 5):
    """Sign a decision today and return it with its nominations."""
    ids = office.people(count, code)
    decision_id = draft(office, ids, at=now())
    sign(office, decision_id, number, signed_on=today(), at=now())
    return decision_id, ids


def listed(office: Office, decision_id):
    return services.make_list(decision_id, actor=office.hr, at=now())


def version(office: Office, list_id) -> dict[str, str]:
    return {"version": str(list_version(office, list_id))}


def test_the_draft_decision_says_what_it_costs(sign_in: SignIn, office: Office):
    decision_id = draft(office, office.people(2), at=now())
    client = enter(sign_in, office, Role.HEAD_OF_BODY)
    page = text(client.get(f"/decisions/{decision_id}"))
    assert "If signed today" in page
    budget = text(client.get(f"/bonuses/decisions/{decision_id}/budget"))
    assert "What the decision costs" in budget
    assert "base salary since" in budget
    assert "Make the bonus list" not in budget


def test_the_list_is_made_from_the_signed_decision_once(sign_in: SignIn, office: Office):
    decision_id, _ids = signed(office)
    client = enter(sign_in, office, Role.HR_OFFICER)
    assert "Make the bonus list" in text(client.get(f"/decisions/{decision_id}"))
    answer = client.post(f"/bonuses/decisions/{decision_id}/list")
    (made,) = office.session.query(BonusList).all()
    assert answer.location.endswith(f"/bonuses/lists/{made.id}")
    again = client.post(f"/bonuses/decisions/{decision_id}/list", follow_redirects=True)
    assert "was already made by" in text(again)
    assert "Open the bonus list" in text(client.get(f"/decisions/{decision_id}"))


def test_a_draft_decision_gets_no_list(sign_in: SignIn, office: Office):
    decision_id = draft(office, office.people(1), at=now())
    client = enter(sign_in, office, Role.HR_OFFICER)
    answer = client.post(f"/bonuses/decisions/{decision_id}/list", follow_redirects=True)
    assert "made from a signed decision" in text(answer)


def test_a_list_goes_from_draft_to_paid(sign_in: SignIn, office: Office):
    decision_id, _ids = signed(office)
    list_id = listed(office, decision_id)
    head = enter(sign_in, office, Role.HEAD_OF_BODY)
    head.post(f"/bonuses/lists/{list_id}/approval", data=version(office, list_id))
    hr = enter(sign_in, office, Role.HR_OFFICER)
    assert "Record the payment" in text(hr.get(f"/bonuses/lists/{list_id}"))
    late = hr.post(f"/bonuses/lists/{list_id}/payment", data={**version(office, list_id), "paid_on": "01/01/2018"})
    assert late.status_code == 422
    assert "when the list was approved" in text(late)
    paid_on = f"{today():%d/%m/%Y}"
    hr.post(f"/bonuses/lists/{list_id}/payment", data={**version(office, list_id), "paid_on": paid_on})
    office.session.expire_all()
    assert office.session.get_one(BonusList, list_id).status is ListStatus.PAID


def test_a_stale_approval_is_refused(sign_in: SignIn, office: Office):
    list_id = listed(office, signed(office)[0])
    stale = version(office, list_id)
    services.renew_list(list_id, version=list_version(office, list_id), actor=office.hr, at=now())
    head = enter(sign_in, office, Role.HEAD_OF_BODY)
    assert head.post(f"/bonuses/lists/{list_id}/approval", data=stale).status_code == 409


def test_an_approved_list_is_taken_back_with_a_reason(sign_in: SignIn, office: Office):
    list_id = listed(office, signed(office)[0])
    head = enter(sign_in, office, Role.HEAD_OF_BODY)
    head.post(f"/bonuses/lists/{list_id}/approval", data=version(office, list_id))
    empty = head.post(f"/bonuses/lists/{list_id}/reopening", data={**version(office, list_id), "reason": " "})
    assert empty.status_code == 422
    head.post(f"/bonuses/lists/{list_id}/reopening", data={**version(office, list_id), "reason": "Tính lại"})
    page = text(head.get(f"/bonuses/lists/{list_id}"))
    assert "Draft list" in page
    assert "Tính lại" in page


def test_money_of_a_revoked_award_is_shown_and_recorded_as_recovered(sign_in: SignIn, office: Office):
    decision_id, ids = signed(office)
    list_id = listed(office, decision_id)
    services.approve_list(list_id, version=list_version(office, list_id), actor=office.head, at=now())
    services.pay_list(list_id, paid_on=today(), version=list_version(office, list_id), actor=office.hr, at=now())
    revocation = draft_revocation(office, decision_id, ids[:1], at=now())
    sign(office, revocation, 6, signed_on=today(), at=now())
    client = enter(sign_in, office, Role.HR_OFFICER)
    assert "To be recovered" in text(client.get(f"/decisions/{decision_id}"))
    assert "The award was revoked by decision 06/QĐ-SKHCN." in text(client.get(f"/bonuses/lists/{list_id}"))
    line = next(each for each in rows(office, list_id) if each.nomination_id == ids[0])
    said = {**version(office, list_id), "recovered_on": f"{today():%d/%m/%Y}", "note": "Phiếu thu 12"}
    nobody = client.post(f"/bonuses/lists/{list_id}/recoveries", data=said)
    assert nobody.status_code == 422
    assert "Phiếu thu 12" in text(nobody)
    client.post(f"/bonuses/lists/{list_id}/recoveries", data={**said, "line_ids": str(line.id)})
    page = text(client.get(f"/bonuses/lists/{list_id}"))
    assert "Phiếu thu 12" in page
    assert "Record what came back" not in page


def test_the_fund_of_a_year_adds_up(sign_in: SignIn, office: Office, counted: Any):
    listed(office, signed(office)[0])
    signed(office, 1, "LDTT", 6)
    draft(office, office.people(1), at=now())
    client = enter(sign_in, office, Role.AUDITOR)
    with counted() as queries:
        page = text(client.get(f"/bonuses?year={today().year}"))
    assert len(queries) <= 10
    assert "Decisions without a bonus list" in page
    assert "Make the bonus list" not in page
    assert "05/QĐ-SKHCN" in page


def test_the_files_carry_real_numbers(sign_in: SignIn, office: Office):
    list_id = listed(office, signed(office)[0])
    client = enter(sign_in, office, Role.AUDITOR)
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"/bonuses/lists/{list_id}/list.xlsx").data))
    assert book.sheet_names == ["Danh sách ký nhận", "Cách tính"]
    cells = [row for row in book.get_sheet_by_name("Danh sách ký nhận").to_python() if row[4] == 1.0]
    assert [row[6] for row in cells] == [2_530_000.0, 2_530_000.0]
    paper = client.get(f"/bonuses/lists/{list_id}/list.pdf").data
    assert paper.startswith(b"%PDF")
    fund = client.get(f"/bonuses/fund.xlsx?year={today().year}").data
    assert CalamineWorkbook.from_filelike(BytesIO(fund)).sheet_names == ["Theo quyết định", "Theo danh hiệu"]


def test_the_page_of_a_decision_costs_a_fixed_number_of_queries(sign_in: SignIn, office: Office, counted: Any):
    counts = []
    for number, names in ((5, 1), (6, 3)):
        decision_id, _ids = signed(office, names, "GK_CN", number)
        listed(office, decision_id)
        client = enter(sign_in, office, Role.HR_OFFICER)
        client.get(f"/decisions/{decision_id}")
        with counted() as queries:
            client.get(f"/decisions/{decision_id}")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 9


def test_lists_wait_on_the_desks_of_the_head_and_of_hr(sign_in: SignIn, office: Office):
    list_id = listed(office, signed(office)[0])
    assert "1 bonus list to approve" in text(enter(sign_in, office, Role.HEAD_OF_BODY).get("/desk"))
    services.approve_list(list_id, version=list_version(office, list_id), actor=office.head, at=now())
    assert "1 approved bonus list to pay" in text(enter(sign_in, office, Role.HR_OFFICER).get("/desk"))


def test_what_the_list_asks_is_answered_on_its_page(sign_in: SignIn, office: Office):
    person = office.person("Trần Thị Bình")
    ids = [office.endorse(person, code).id for code in ("LDTT", "GK_CN")]
    decision_id = draft(office, ids, at=now())
    sign(office, decision_id, 5, signed_on=today(), at=now())
    list_id = listed(office, decision_id)
    (form,) = [each for each in rows(office, list_id) if each.asks]
    client = enter(sign_in, office, Role.HR_OFFICER)
    assert "Paid beside another award?" in text(client.get(f"/bonuses/lists/{list_id}"))
    address = f"/bonuses/lists/{list_id}/answers"
    nobody = client.post(address, data={**version(office, list_id), "is_paid": "yes"})
    assert nobody.status_code == 422
    assert "Tick at least one line that waits for an answer." in text(nobody)
    client.post(address, data={**version(office, list_id), "is_paid": "no", "line_ids": str(form.id)})
    assert "Denied by" in text(client.get(f"/bonuses/lists/{list_id}"))
