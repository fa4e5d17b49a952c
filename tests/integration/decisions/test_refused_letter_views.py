"""A letter that waits at its addressee is refused there as a whole, with a reason."""

from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.campaigns.enums import CampaignStatus
from app.core.access import Role
from app.core.clock import today
from app.decisions.enums import LetterStatus, Outcome
from app.decisions.models import ProposalItem, ProposalLetter
from app.nominations.enums import Status
from app.nominations.models import Nomination
from tests.conftest import SignIn
from tests.factories.actors import make_account
from tests.factories.paper_pages import enter, sent_letter, text
from tests.factories.upward import make_province


def test_every_waiting_name_is_declined_with_the_reason(session: Session, sign_in: SignIn):
    province = make_province(session, on=today())
    province.in_phase(CampaignStatus.VERIFYING, on=today())
    letter_id, ids = sent_letter(province.office, 2)
    city, path = province.office.city, f"/decisions/letters/{letter_id}/refusal"
    below = enter(sign_in, province.office, Role.HR_OFFICER)
    assert below.post(path, data={"reason": "Sai mẫu"}).status_code == 404
    client = sign_in(make_account(session, Role.HR_OFFICER, city))
    with client.session_transaction() as cookie:
        cookie["workplace"] = {"body_id": str(city.id), "name": city.name, "path": city.path, "year": 2018}
        cookie["language"] = "en"

    for wrong in ("", "x" * 501):
        assert client.post(path, data={"reason": wrong}).status_code == 422
    assert client.post(path, data={"reason": "Gửi sau hạn nhận hồ sơ"}).status_code == 302

    session.expire_all()
    for each in ids:
        item = session.get_one(ProposalItem, (letter_id, each))
        assert (item.outcome, item.note) == (Outcome.DECLINED, "Gửi sau hạn nhận hồ sơ")
        assert session.get_one(Nomination, each).status is Status.DECLINED
    assert session.get_one(ProposalLetter, letter_id).status is LetterStatus.ANSWERED
    assert events_of(session, letter_id)[-1].kind == "letter.refused_above"  # type: ignore[arg-type]  # an id
    assert client.post(path, data={"reason": "Lần hai"}).status_code == 409
    assert "No letter waits" in text(client.get("/decisions/incoming"))
