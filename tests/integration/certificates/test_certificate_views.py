"""Pages of certificates: issuing from the decision, the register, a reissue, the layout, the sheets."""

from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.certificates.models import Certificate, CertificateLayout
from app.core.access import Role
from app.core.clock import now, today
from app.decisions.rules import PrintedName
from tests.conftest import SignIn
from tests.factories.certificates import certificates, issue
from tests.factories.changes import draft_amendment, draft_revocation
from tests.factories.decisions import Office
from tests.factories.paper_pages import enter, text
from tests.factories.papers import draft, sign

TODAY = f"{today():%d/%m/%Y}"


def signed(office: Office, count: int = 3, number: int = 5) -> tuple[Any, list[Any]]:
    """Sign a decision today."""
    ids = office.people(count, "GK_CN")
    decision_id = draft(office, ids, at=now())
    sign(office, decision_id, number, signed_on=today(), at=now())
    return decision_id, ids


def issued(office: Office, count: int = 3) -> tuple[Any, list[Any]]:
    """Sign a decision and issue its certificates today."""
    decision_id, ids = signed(office, count)
    issue(office, decision_id, 2, golden=None, on=today(), at=now())
    return decision_id, ids


def test_certificates_are_issued_from_the_decision(sign_in: SignIn, office: Office):
    decision_id, _ids = signed(office)
    client = enter(sign_in, office, Role.HR_OFFICER)
    assert "Open the certificates" in text(client.get(f"/decisions/{decision_id}"))
    page = text(client.get(f"/certificates/decisions/{decision_id}"))
    assert "3 names wait" in page
    fields = {"number": "1", "golden_number": "", "issued_on": TODAY, "achievement": "Có thành tích"}
    answer = client.post(f"/certificates/decisions/{decision_id}/issue", data=fields)
    assert answer.location.endswith(f"/certificates/decisions/{decision_id}")
    assert [each.number for each in certificates(office)] == [1, 2, 3]
    assert "No name of this decision waits" in text(client.get(f"/certificates/decisions/{decision_id}"))
    again = client.post(f"/certificates/decisions/{decision_id}/issue", data={**fields, "number": "9"})
    assert again.status_code == 422
    assert "has its certificate already" in text(again)


def test_bad_numbers_come_back_filled_in(sign_in: SignIn, office: Office):
    decision_id, _ids = signed(office)
    client = enter(sign_in, office, Role.HR_OFFICER)
    for fields in (
        {"number": "abc", "issued_on": TODAY, "achievement": "Thành tích ở lại"},
        {"number": "1", "issued_on": "32/13/2019", "achievement": "Thành tích ở lại"},
        {"number": "1", "issued_on": TODAY, "achievement": "Thành tích ở lại" + "a" * 10_000},
        {"number": "999999", "issued_on": TODAY, "achievement": "Thành tích ở lại"},
    ):
        answer = client.post(f"/certificates/decisions/{decision_id}/issue", data=fields)
        assert answer.status_code == 422
        assert "Thành tích ở lại" in text(answer)
    assert not certificates(office)


def test_those_who_read_see_no_form(sign_in: SignIn, office: Office):
    decision_id, _ids = signed(office)
    page = text(enter(sign_in, office, Role.AUDITOR).get(f"/certificates/decisions/{decision_id}"))
    assert "Issue the certificates" not in page
    assert "Still to be issued" in page


def test_the_register_shows_gaps_states_and_what_is_asked(sign_in: SignIn, office: Office, counted: Any):
    decision_id, ids = issued(office)
    sign(office, draft_revocation(office, decision_id, ids[:1], at=now()), 6, signed_on=today(), at=now())
    client = enter(sign_in, office, Role.AUDITOR)
    with counted() as queries:
        page = text(client.get(f"/certificates?year={today().year}"))
    assert len(queries) <= 8
    assert "Not used here" in page
    assert "Void: award revoked" in page
    assert "by decision 06/QĐ-SKHCN" in page
    narrowed = text(client.get(f"/certificates?year={today().year}&state=revoked&q=%27%3B--&award=forged"))
    assert "No certificate fits these filters." in narrowed
    assert "1 certificate" in text(client.get(f"/certificates?year={today().year}&state=revoked"))


def test_the_register_is_a_workbook(sign_in: SignIn, office: Office):
    issued(office)
    client = enter(sign_in, office, Role.AUDITOR)
    content = client.get(f"/certificates/register.xlsx?year={today().year}").data
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows if isinstance(row[0], float)] == [2.0, 3.0, 4.0]


def test_an_amended_name_is_proposed_and_reissued(sign_in: SignIn, office: Office):
    decision_id, ids = issued(office, 1)
    printed = {ids[0]: PrintedName("Trần Thị Bính", "Kế toán", "Văn phòng Sở")}
    sign(office, draft_amendment(office, decision_id, printed, at=now()), 6, signed_on=today(), at=now())
    client = enter(sign_in, office, Role.HR_OFFICER)
    assert "reissue it with the new text" in text(client.get(f"/certificates/decisions/{decision_id}"))
    old = certificates(office)[0]
    form = text(client.get(f"/certificates/{old.id}/reissue"))
    assert "Trần Thị Bính" in form
    fields = {
        "version": "1",
        "reason": "wrong_text",
        "name": "Trần Thị Bính",
        "post": "Kế toán",
        "unit_name": "Văn phòng Sở",
        "number": "3",
        "issued_on": TODAY,
    }
    refused = client.post(f"/certificates/{old.id}/reissue", data={**fields, "name": ""})
    assert refused.status_code == 422
    client.post(f"/certificates/{old.id}/reissue", data=fields)
    new = certificates(office)[-1]
    page = text(client.get(f"/certificates/{new.id}"))
    assert "Issued again" in page
    assert "Replaced" in page
    assert client.get(f"/certificates/{old.id}/reissue").status_code == 409
    assert client.get(f"/certificates/{old.id}/certificate.pdf").status_code == 409


def test_certificates_are_printed_one_by_one_and_together(sign_in: SignIn, office: Office):
    decision_id, _ids = issued(office)
    client = enter(sign_in, office, Role.HR_OFFICER)
    ids = [each.id for each in certificates(office)]
    for address in (
        f"/certificates/decisions/{decision_id}/certificates.pdf",
        f"/certificates/{ids[0]}/certificate.pdf",
        f"/certificates/certificates.pdf?certificate_ids={ids[0]}&certificate_ids={ids[1]}&certificate_ids=forged",
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.data.startswith(b"%PDF")
    assert client.get("/certificates/certificates.pdf").status_code == 404


def test_the_layout_is_kept_and_a_stale_form_shows_both(sign_in: SignIn, office: Office):
    client = enter(sign_in, office, Role.HR_OFFICER)
    assert "GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ" in text(client.get("/certificates/layout"))
    fields = {
        "version": "0",
        "width_mm": "360",
        "height_mm": "270",
        "border": "on_paper",
        "authority_line": "GIÁM ĐỐC SỞ",
        "signer_post": "Giám đốc",
    }
    assert client.post("/certificates/layout", data={**fields, "height_mm": "9000"}).status_code == 422
    client.post("/certificates/layout", data=fields)
    kept = office.session.scalars(select(CertificateLayout)).one()
    assert (kept.width_mm, kept.height_mm) == (360, 270)
    assert client.post("/certificates/layout", data={**fields, "width_mm": "400"}).status_code == 409


def test_a_forged_certificate_is_not_found(sign_in: SignIn, office: Office):
    client = enter(sign_in, office, Role.HR_OFFICER)
    assert client.get("/certificates/00000000-0000-0000-0000-000000000001").status_code == 404
    assert office.session.scalars(select(Certificate)).first() is None
