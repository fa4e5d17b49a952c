"""The list of papers, drafting a decision and signing it, page by page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.core.access import Role
from app.core.clock import now, today
from app.core.text import short_date
from app.decisions import services
from app.decisions.enums import DecisionStatus
from app.decisions.models import Decision, ProposalLetter
from app.decisions.queries import names_on_decision
from app.records.models import Conferral
from tests.conftest import SignIn
from tests.factories.decisions import Office, make_office
from tests.factories.paper_pages import enter, paper, signature, text
from tests.factories.papers import draft, sign


def test_the_list_shows_who_waits_and_offers_the_paper(sign_in: SignIn, office: Office):
    office.endorse(office.person("Nguyễn Văn An"), "CSTDCS")
    office.endorse(office.person("Trần Thị Bình"), "BKT_CN", upward=True)

    page = text(enter(sign_in, office, Role.HR_OFFICER).get("/decisions"))

    assert "2 endorsed names wait for a paper." in page
    assert "Draft decision for ticked names" in page
    assert f"Draft letter to {office.city.name}" in page
    assert "Nguyễn Văn An" in page
    assert "7/9" in page


def test_those_who_do_not_draft_see_no_boxes(sign_in: SignIn, office: Office):
    office.people(1)

    page = text(enter(sign_in, office, Role.AUDITOR).get("/decisions"))

    assert "Draft decision" not in page
    assert 'type="checkbox"' not in page


def test_ticked_names_become_a_decision_in_one_click(sign_in: SignIn, office: Office):
    ids = [*office.people(2), *office.people(1, "LDTT")]
    client = enter(sign_in, office, Role.HR_OFFICER)

    answer = client.post(
        "/decisions/drafts",
        data={
            "campaign_id": office.campaign.id,
            "nomination_ids-0-0": [str(each) for each in ids[:2]],
            "nomination_ids-0-1": str(ids[2]),
        },
    )

    decision = office.session.scalars(select(Decision)).one()
    assert answer.location.endswith(f"/decisions/{decision.id}")
    assert decision.title == "Về việc công nhận các danh hiệu thi đua năm 2018"
    assert len(names_on_decision(office.session, decision.id)) == 3
    assert "The decision is drafted" in text(client.get(answer.location))


def test_ticked_names_become_a_letter(sign_in: SignIn, office: Office):
    ids = office.people(2, "BKT_CN", upward=True)
    client = enter(sign_in, office, Role.HR_OFFICER)

    client.post(
        "/decisions/letters/drafts",
        data={
            "campaign_id": office.campaign.id,
            "to_unit_id": office.city.id,
            "nomination_ids-0-0": [str(each) for each in ids],
        },
    )

    letter = office.session.scalars(select(ProposalLetter)).one()
    assert letter.title == f"Về việc đề nghị tặng Bằng khen của Chủ tịch {office.city.name} năm 2018"


def test_a_refused_draft_keeps_the_ticks(sign_in: SignIn, office: Office):
    first, second = office.people(2)
    draft(office, [first], at=now())

    answer = enter(sign_in, office, Role.HR_OFFICER).post(
        "/decisions/drafts",
        data={"campaign_id": office.campaign.id, "nomination_ids-0-0": [str(first), str(second)]},
    )

    assert answer.status_code == 422
    assert "1 of the ticked names are on another paper already" in text(answer)
    assert f'value="{second}" data-check checked' in text(answer)


@pytest.mark.parametrize("forged", ["other body", "unknown", "no id"])
def test_forged_names_are_refused(sign_in: SignIn, office: Office, forged: str):
    other = make_office(office.session, "SGTVT", "Sở Giao thông Vận tải", on=today())
    value = {"other body": str(other.people(1)[0]), "unknown": str(uuid4()), "no id": "x' OR 1=1"}[forged]

    answer = enter(sign_in, office, Role.HR_OFFICER).post(
        "/decisions/drafts", data={"campaign_id": office.campaign.id, "nomination_ids": value}
    )

    assert answer.status_code == 422
    assert office.session.scalars(select(Decision)).all() == []


@pytest.mark.parametrize("campaign", ["", "not-an-id"])
def test_a_forged_campaign_is_refused(sign_in: SignIn, office: Office, campaign: str):
    answer = enter(sign_in, office, Role.HR_OFFICER).post(
        "/decisions/drafts", data={"campaign_id": campaign, "nomination_ids": str(office.people(1)[0])}
    )

    assert answer.status_code == 422


def test_names_go_and_come_on_the_page_of_a_draft(sign_in: SignIn, office: Office):
    first, second, third = office.people(3)
    decision_id = draft(office, [first, second], at=now())
    client = enter(sign_in, office, Role.HR_OFFICER)

    client.post(
        f"/decisions/{decision_id}/recipients/removal",
        data={"version": 1, "nomination_ids-0": str(first)},
    )
    client.post(f"/decisions/{decision_id}/recipients", data={"version": 2, "nomination_ids-more-0": str(third)})

    office.session.expire_all()
    assert {each.nomination_id for each in names_on_decision(office.session, decision_id)} == {second, third}
    stale = client.post(f"/decisions/{decision_id}/recipients", data={"version": 2, "nomination_ids": str(first)})
    assert stale.status_code == 409
    none = client.post(f"/decisions/{decision_id}/recipients/removal", data={"version": 3})
    assert none.status_code == 422
    assert "Tick at least one name." in text(none)


def test_a_stale_subject_is_shown_beside_the_other_one(sign_in: SignIn, office: Office):
    decision_id = draft(office, office.people(1), at=now())
    services.edit_decision(decision_id, title="Về việc A", version=1, actor=office.hr, at=now())

    answer = enter(sign_in, office, Role.HR_OFFICER).post(
        f"/decisions/{decision_id}/edit", data={"version": 1, "title": "Về việc B"}
    )

    assert answer.status_code == 409
    assert "Về việc A" in text(answer)
    assert "Về việc B" in text(answer)


@pytest.mark.parametrize("title", ["", "x" * 10_000])
def test_a_subject_that_does_not_fit_comes_back(sign_in: SignIn, office: Office, title: str):
    decision_id = draft(office, office.people(1), at=now())

    answer = enter(sign_in, office, Role.HR_OFFICER).post(
        f"/decisions/{decision_id}/edit", data={"version": 1, "title": title}
    )

    assert answer.status_code == 422
    assert title in text(answer)


def test_a_draft_is_deleted_in_its_present_version(sign_in: SignIn, office: Office):
    decision_id = draft(office, office.people(1), at=now())
    client = enter(sign_in, office, Role.HR_OFFICER)

    assert client.post(f"/decisions/{decision_id}/deletion", data={"version": 7}).status_code == 409
    assert client.post(f"/decisions/{decision_id}/deletion", data={"version": 1}).status_code == 302
    assert client.get(f"/decisions/{decision_id}").status_code == 404


def test_the_head_signs(sign_in: SignIn, office: Office):
    decision_id = draft(office, office.people(2), at=now())
    client = enter(sign_in, office, Role.HEAD_OF_BODY)
    page = text(client.get(f"/decisions/{decision_id}"))
    assert 'value="1"' in page
    assert "Lê Thị Giám Đốc" in page

    answer = client.post(f"/decisions/{decision_id}/signature", data=signature(office, decision_id))

    assert answer.status_code == 302
    signed = paper(office, Decision, decision_id)
    assert (signed.status, signed.full_number) == (DecisionStatus.SIGNED, "05/QĐ-SKHCN")
    assert len(office.session.scalars(select(Conferral)).all()) == 2
    page = text(client.get(answer.location))
    assert "Decision 05/QĐ-SKHCN" in page
    assert "Sign and confer" not in page


def test_hr_sees_no_form_of_signing(sign_in: SignIn, office: Office):
    decision_id = draft(office, office.people(1), at=now())
    client = enter(sign_in, office, Role.HR_OFFICER)

    assert "Sign and confer" not in text(client.get(f"/decisions/{decision_id}"))
    assert client.post(f"/decisions/{decision_id}/signature", data=signature(office, decision_id)).status_code == 403


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": ""}, "Fill this in."),
        ({"number": "0"}, "Type a number from 1 to 99999."),
        ({"number": "năm"}, "Type a whole number."),
        ({"number": "9" * 10_000}, "Type a whole number."),
        ({"signed_on": short_date(today() + timedelta(days=1))}, "This day lies in the future"),
        ({"signed_on": "31/02/2019"}, "Type the date as day/month/year"),
        ({"signed_on": "01/01/2000"}, "when the council finished with these names"),
        ({"signer_name": "Đ" * 10_000}, "Shorten this by 9880 characters"),
        ({"signer_post": " \u200b "}, "Fill this in."),
        ({"capacity": "emperor"}, "Choose from the list."),
    ],
)
def test_a_bad_signature_comes_back_filled_in(sign_in: SignIn, office: Office, changes: dict[str, str], said: str):
    decision_id = draft(office, office.people(1), at=now())
    data = signature(office, decision_id, **changes)

    answer = enter(sign_in, office, Role.HEAD_OF_BODY).post(f"/decisions/{decision_id}/signature", data=data)

    assert answer.status_code == 422
    assert said in text(answer)
    assert str(data["number"]) in text(answer)
    assert paper(office, Decision, decision_id).status is DecisionStatus.DRAFT


def test_a_taken_number_is_said_beside_the_field(sign_in: SignIn, office: Office):
    first, second = office.people(2)
    sign(office, draft(office, [first], at=now()), number=5, signed_on=today(), at=now())
    decision_id = draft(office, [second], at=now())

    answer = enter(sign_in, office, Role.HEAD_OF_BODY).post(
        f"/decisions/{decision_id}/signature", data=signature(office, decision_id)
    )

    assert answer.status_code == 422
    assert "Number 05/QĐ-SKHCN is already taken by another paper of this year" in text(answer)


@pytest.mark.parametrize("version", ["0", "99", "x", ""])
def test_a_stale_signature_changes_nothing(sign_in: SignIn, office: Office, version: str):
    decision_id = draft(office, office.people(1), at=now())

    answer = enter(sign_in, office, Role.HEAD_OF_BODY).post(
        f"/decisions/{decision_id}/signature", data=signature(office, decision_id, version=version)
    )

    assert answer.status_code == 409
    assert paper(office, Decision, decision_id).status is DecisionStatus.DRAFT


def test_a_second_signing_is_told_that_it_is_done(sign_in: SignIn, office: Office):
    decision_id = draft(office, office.people(1), at=now())
    data = signature(office, decision_id)
    client = enter(sign_in, office, Role.HEAD_OF_BODY)
    client.post(f"/decisions/{decision_id}/signature", data=data)

    assert client.post(f"/decisions/{decision_id}/signature", data={**data, "number": "6"}).status_code == 409
    assert len(office.session.scalars(select(Conferral)).all()) == 1
