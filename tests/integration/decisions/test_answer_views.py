"""The pages of letters, their answers, and deviations."""

import pytest
from sqlalchemy import select

from app.core.access import Role
from app.core.clock import now, today
from app.core.text import short_date
from app.decisions.enums import LetterStatus, Outcome
from app.decisions.models import ProposalItem, ProposalLetter
from app.nominations.enums import Status
from app.nominations.models import Nomination
from tests.conftest import SignIn
from tests.factories.decisions import Office, make_office
from tests.factories.paper_pages import enter, paper, sent_letter, signature, text
from tests.factories.papers import draft_upward


def test_the_head_sends_a_letter(sign_in: SignIn, office: Office):
    letter_id = draft_upward(office, office.people(2, "BKT_CN", upward=True), at=now())
    client = enter(sign_in, office, Role.HEAD_OF_BODY)
    assert "Sign and send" in text(client.get(f"/decisions/letters/{letter_id}"))

    answer = client.post(f"/decisions/letters/{letter_id}/sending", data=signature(office, letter_id, number="45"))

    assert answer.status_code == 302
    found = paper(office, ProposalLetter, letter_id)
    assert (found.status, found.full_number) == (LetterStatus.SENT, "45/TTr-SKHCN")


def test_one_answer_for_all_ticked_names(sign_in: SignIn, office: Office):
    letter_id, ids = sent_letter(office, 3)
    client = enter(sign_in, office, Role.HR_OFFICER)
    assert client.get(f"/decisions/letters/{letter_id}/outcomes").status_code == 200

    answer = client.post(
        f"/decisions/letters/{letter_id}/outcomes",
        data={
            "all_outcome": "conferred",
            "all_number": "812/QĐ-UBND",
            "all_on": short_date(today()),
            "ticked": [str(ids[0]), str(ids[1])],
            f"outcome-{ids[1]}": "declined",
            f"note-{ids[1]}": "Hết chỉ tiêu",
        },
    )

    page = text(client.get(answer.location))
    assert "The answer for 2 names is recorded. 1 name still waits." in page
    office.session.expire_all()
    items = {item.nomination_id: item for item in office.session.scalars(select(ProposalItem))}
    assert [items[each].outcome for each in ids] == [Outcome.CONFERRED, Outcome.DECLINED, Outcome.PENDING]
    assert items[ids[0]].decision_number == "812/QĐ-UBND"
    assert "812/QĐ-UBND of" in page


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"outcome": "conferred"}, "Give the number of the decision that confers the award."),
        ({"outcome": "conferred", "decision_number": "1", "decision_on": "01/01/1999"}, "lies before the letter"),
        ({"outcome": "conferred", "decision_number": "x" * 10_000, "decision_on": "today"}, "Shorten this by 9920"),
        ({"decision_number": "812/QĐ-UBND"}, "Choose conferred or declined."),
        ({"outcome": "pending"}, "Choose from the list."),
        ({}, "Choose the outcome of at least one name."),
    ],
)
def test_a_bad_answer_comes_back_filled_in(sign_in: SignIn, office: Office, row: dict[str, str], said: str):
    letter_id, (nomination_id,) = sent_letter(office, 1)
    data = {f"{name}-{nomination_id}": value for name, value in row.items()}

    answer = enter(sign_in, office, Role.HR_OFFICER).post(f"/decisions/letters/{letter_id}/outcomes", data=data)

    assert answer.status_code == 422
    assert said in text(answer)
    assert paper(office, ProposalLetter, letter_id).status is LetterStatus.SENT


def test_ticked_names_need_the_common_outcome(sign_in: SignIn, office: Office):
    letter_id, ids = sent_letter(office)

    answer = enter(sign_in, office, Role.HR_OFFICER).post(
        f"/decisions/letters/{letter_id}/outcomes", data={"ticked": [str(each) for each in ids]}
    )

    assert answer.status_code == 422
    assert "Choose conferred or declined." in text(answer)


def test_an_answered_letter_waits_for_nothing(sign_in: SignIn, office: Office):
    letter_id, (nomination_id,) = sent_letter(office, 1)
    client = enter(sign_in, office, Role.HR_OFFICER)
    data = {f"outcome-{nomination_id}": "declined"}

    answer = client.post(f"/decisions/letters/{letter_id}/outcomes", data=data)

    assert "The letter is answered in full." in text(client.get(answer.location))
    assert client.post(f"/decisions/letters/{letter_id}/outcomes", data=data).status_code == 409


def test_the_head_does_not_approve_with_a_reason(sign_in: SignIn, office: Office):
    (nomination_id,) = office.people(1)
    client = enter(sign_in, office, Role.HEAD_OF_BODY)
    assert "Do not approve" in text(client.get("/decisions/deviations"))

    empty = client.post(f"/decisions/deviations/{nomination_id}", data={"reason": "  "})
    done = client.post(f"/decisions/deviations/{nomination_id}", data={"reason": "Đang có đơn tố cáo"})

    assert (empty.status_code, done.status_code) == (422, 302)
    assert paper(office, Nomination, nomination_id).status is Status.NOT_APPROVED
    assert "Đang có đơn tố cáo" in text(client.get("/decisions/deviations"))
    assert client.get(f"/decisions/deviations/{nomination_id}").status_code == 409


def test_a_name_of_another_body_is_not_found(sign_in: SignIn, office: Office):
    other = make_office(office.session, "SGTVT", "Sở Giao thông Vận tải", on=today())
    (foreign,) = other.people(1)
    client = enter(sign_in, office, Role.HEAD_OF_BODY)

    assert client.get(f"/decisions/deviations/{foreign}").status_code == 404
    assert client.post(f"/decisions/deviations/{foreign}", data={"reason": "Lý do"}).status_code == 404
