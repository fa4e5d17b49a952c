"""The pages about nominations: what they show, what they cost, and what they do with bad input."""

import pytest

from app.core.access import Role
from app.nominations.enums import Status
from tests.factories.actors import make_account
from tests.factories.nominations import make_nomination


@pytest.fixture
def accounts(department):
    session = department.session
    return {
        "officer": make_account(session, Role.UNIT_OFFICER, department.unit),
        "head": make_account(session, Role.UNIT_HEAD, department.unit),
        "hr": make_account(session, Role.HR_OFFICER, department.body),
        "auditor": make_account(session, Role.AUDITOR, department.body),
        "beside": make_account(session, Role.UNIT_OFFICER, department.beside),
        "other_hr": make_account(session, Role.HR_OFFICER, department.other_body),
        "employee": make_account(session, person=department.an),
    }


@pytest.fixture
def browse(sign_in, accounts):
    """Return a function that signs a role in and returns its browser."""
    return lambda who: sign_in(accounts[who])


def nominate(department, person=None, code=None, **changes):
    return make_nomination(
        department.session, department.campaign, department.unit, person or department.an, code, **changes
    )


def test_every_page_opens(department, browse):
    draft = nominate(department)
    submitted = nominate(department, department.people[1], status=Status.SUBMITTED)
    pages = {
        "officer": [
            "/nominations",
            "/nominations/new",
            f"/nominations/{draft.id}",
            f"/nominations/{draft.id}/edit",
            f"/nominations/{draft.id}/batch",
            f"/nominations/{draft.id}/print",
            f"/nominations/{draft.id}/withdrawal",
            f"/nominations/{submitted.id}",
        ],
        "hr": [f"/nominations/{submitted.id}/return", f"/nominations/{submitted.id}/refusal", "/nominations/list.xlsx"],
        "employee": [f"/nominations/{draft.id}", f"/nominations/{draft.id}/report", "/nominations?year=2018"],
    }
    for who, paths in pages.items():
        client = browse(who)
        for path in paths:
            answer = client.get(path)
            assert answer.status_code == 200, (who, path)
