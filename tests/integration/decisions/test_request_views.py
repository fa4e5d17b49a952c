"""The pages on which additional requests are recorded and answered."""

from datetime import timedelta

from app.core.access import Role
from app.core.clock import today
from app.core.text import short_date
from app.decisions.queries import requests_of
from tests.conftest import SignIn
from tests.factories.decisions import Office
from tests.factories.paper_pages import enter, sent_letter, text


def test_a_request_is_recorded_shown_and_answered(sign_in: SignIn, office: Office):
    letter_id, [nomination_id] = sent_letter(office, 1)
    client = enter(sign_in, office, Role.HR_OFFICER)
    path = f"/decisions/letters/{letter_id}"
    asked = {"nomination_id": str(nomination_id), "asked_on": short_date(today()), "text": "Bổ sung xác nhận thuế"}

    empty = client.post(f"{path}/requests", data={**asked, "text": ""})
    assert empty.status_code == 422
    forged = client.post(f"{path}/requests", data={**asked, "nomination_id": str(letter_id)})
    assert forged.status_code == 422
    due = short_date(today() + timedelta(days=3))
    assert client.post(f"{path}/requests", data={**asked, "due_on": due}).status_code == 302
    page = text(client.get(path))
    assert "Bổ sung xác nhận thuế" in page
    assert f"By {due}" in page

    [row] = requests_of(office.session, letter_id)
    reply = {"answer": "Đã gửi công văn 12", "answered_on": short_date(today()), "version": "1"}
    assert client.post(f"/decisions/requests/{row.id}/answer", data={**reply, "answer": ""}).status_code == 422
    assert client.post(f"/decisions/requests/{row.id}/answer", data=reply).status_code == 302
    assert "Đã gửi công văn 12" in text(client.get(path))
    assert client.get(f"/decisions/requests/{row.id}/answer").status_code == 409
