"""Open cases are told to HR, the head of the body and auditors: not to the unit, not to the person."""

from datetime import date

import pytest

from app.candidates.services import KEPT
from app.core.errors import RuleBroken
from app.eligibility.enums import ClassificationLevel, Outcome
from app.eligibility.verdict_json import facts_from_json
from app.nominations.enums import Status
from app.nominations.services.submission import submit_nominations
from app.nominations.services.verification import verify_nominations
from tests.factories.nominations import make_nomination
from tests.factories.records import make_case
from tests.integration.nominations.test_verdicts import fresh, kept, rate

pytestmark = pytest.mark.both_engines
OPEN = "có vụ việc chưa kết luận"
CONDITION = "vụ việc"


@pytest.fixture
def suspected(department):
    """A person who meets everything, were it not for an inspection."""
    KEPT.forget()
    rate(department, department.an, ClassificationLevel.HTTNV)
    make_case(department.session, department.an, date(department.campaign.year, 1, 4))
    return make_nomination(department.session, department.campaign, department.unit, department.an, "LDTT")


def test_the_screen_of_candidates_tells_hr_alone(department, suspected, client, accounts, sign_in):
    for who, told in (("hr", True), ("auditor", True), ("officer", False), ("head", False)):
        sign_in(accounts[who])
        page = client.get("/candidates?award=LDTT&q=nguyen+an").text
        assert department.an.full_name in page
        assert (CONDITION in page) is told, who
        sheet = client.get("/candidates?award=LDTT&standing=one_short").text
        assert (department.an.full_name in sheet) is told, who


def test_the_nominating_page_does_not_tell_the_unit(department, suspected, client, accounts, sign_in):
    address = f"/nominations/standing?campaign={department.campaign.id}&unit={department.unit.id}"
    sign_in(accounts["hr"])
    told = client.get(address).json[str(department.an.id)]["LDTT"]
    sign_in(accounts["head"])
    untold = client.get(address).json[str(department.an.id)]["LDTT"]
    assert told != untold


def test_the_conditions_of_a_file_say_nothing_to_the_unit_and_the_person(
    department, suspected, client, accounts, sign_in
):
    for who, told in (("hr", True), ("officer", False), ("head", False), ("employee", False)):
        sign_in(accounts[who])
        answer = client.get(f"/nominations/{suspected.id}/conditions")
        assert answer.status_code == 200
        assert (OPEN in answer.text) is told, who
        assert (CONDITION in answer.text) is told, who


def test_the_unit_submits_and_hr_is_told_when_verifying(department, suspected, client, accounts, sign_in):
    submit_nominations([suspected.id], actor=department.head, at=department.at)
    [verdict] = kept(department, suspected)
    assert verdict.overall is not Outcome.NOT_MET
    assert facts_from_json(verdict.facts).has_open_case is False

    with pytest.raises(RuleBroken) as refusal:
        verify_nominations([suspected.id], actor=department.hr, at=department.at)
    assert CONDITION in str(refusal.value.problems[0].message)
    department.session.rollback()
    assert fresh(department, suspected).status is Status.SUBMITTED

    sign_in(accounts["hr"])
    assert OPEN in client.get(f"/nominations/{suspected.id}/conditions").text
    sign_in(accounts["head"])
    assert CONDITION not in client.get(f"/nominations/{suspected.id}/conditions").text
