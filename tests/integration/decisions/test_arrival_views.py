"""The pages of two bodies of one installation: what arrives, what waits, what each may read."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.campaigns.enums import CampaignStatus
from app.core.access import Role
from app.core.clock import today
from app.organisation.models import Unit
from tests.conftest import SignIn
from tests.factories.actors import make_account
from tests.factories.paper_pages import enter, sent_letter, text
from tests.factories.upward import Province, make_province


@pytest.fixture
def province(session: Session) -> Province:
    return make_province(session, on=today())


def enter_above(sign_in: SignIn, province: Province, role: Role) -> FlaskClient:
    city: Unit = province.office.city
    client = sign_in(make_account(province.session, role, city))
    with client.session_transaction() as cookie:
        cookie["workplace"] = {"body_id": str(city.id), "name": city.name, "path": city.path, "year": 2018}
        cookie["language"] = "en"
    return client


def test_the_body_below_finds_no_page_of_the_file_above(sign_in: SignIn, province: Province):
    letter_id, [first_id] = sent_letter(province.office, 1)
    there = province.arrived(first_id)
    for role in (Role.HR_OFFICER, Role.HEAD_OF_BODY, Role.AUDITOR):
        client = enter(sign_in, province.office, role)
        assert client.get(f"/nominations/{first_id}").status_code == 200
        for path in ("", "/conditions", "/print"):
            assert client.get(f"/nominations/{there.id}{path}").status_code == 404
        assert str(there.id) not in text(client.get("/nominations"))
        assert str(there.id) not in text(client.get(f"/search?q={there.nominee_name}"))
        page = text(client.get(f"/decisions/letters/{letter_id}"))
        assert "the outcome comes back by itself" in page
        assert str(there.id) not in page
        assert "Record the answer" not in page
    above = enter_above(sign_in, province, Role.HR_OFFICER)
    assert above.get(f"/nominations/{there.id}").status_code == 200


def test_hr_of_the_addressee_takes_a_letter_in(sign_in: SignIn, province: Province):
    province.in_phase(CampaignStatus.VERIFYING, on=today())
    letter_id, [first_id] = sent_letter(province.office, 1)
    client = enter_above(sign_in, province, Role.HR_OFFICER)
    assert "1 letter of a body below waits" in text(client.get("/decisions"))
    page = text(client.get("/decisions/incoming"))
    assert "45/TTr-SKHCN" in page
    assert str(province.campaign.id) in page

    path = f"/decisions/letters/{letter_id}/arrival"
    assert client.post(path, data={"campaign_id": "x"}).status_code == 404
    assert client.post(path, data={"campaign_id": str(province.office.campaign.id)}).status_code == 404
    assert client.post(path, data={"campaign_id": str(province.campaign.id)}).status_code == 302
    assert client.post(path, data={"campaign_id": str(province.campaign.id)}).status_code == 409

    there = province.arrived(first_id)
    assert client.get(f"/nominations/{there.id}").status_code == 200
    assert "No letter waits" in text(client.get("/decisions/incoming"))


def test_what_stands_against_taking_in_is_said(sign_in: SignIn, province: Province):
    province.in_phase(CampaignStatus.DELIBERATING, on=today())
    letter_id, _ids = sent_letter(province.office, 1)
    client = enter_above(sign_in, province, Role.HR_OFFICER)

    answer = client.post(f"/decisions/letters/{letter_id}/arrival", data={"campaign_id": str(province.campaign.id)})

    assert answer.status_code == 422
    assert "Thi đua cấp tỉnh năm 2018" in text(answer)
