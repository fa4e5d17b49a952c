"""The desk: what waits for whom, and nothing of anybody else's."""

import pytest
from sqlalchemy.orm import Session

from app.campaigns.models import Campaign
from app.core.access import Role
from app.core.clock import today
from app.nominations.enums import Status
from app.organisation.enums import Authority
from app.organisation.models import Unit
from tests.conftest import SignIn
from tests.factories.actors import make_account
from tests.factories.campaigns import make_campaign
from tests.factories.nominations import make_nomination
from tests.factories.organisation import make_person, make_unit

FILES = {Status.DRAFT: 1, Status.RETURNED: 2, Status.SUBMITTED: 3, Status.VERIFIED: 4, Status.ENDORSED: 5}


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, "DEPT", "Sở Thử nghiệm", authority=Authority.GRASSROOTS)


@pytest.fixture
def division(session: Session, body: Unit) -> Unit:
    """A division with files in the states that somebody has to work on; others have some too."""
    campaign = make_campaign(session, body, year=today().year, award_codes=["LDTT"])
    division, beside = make_unit(session, "P1", "Phòng Một", body), make_unit(session, "P2", "Phòng Hai", body)
    for status, count in FILES.items():
        for _ in range(count):
            nominate(session, campaign, division, status)
    nominate(session, campaign, beside, Status.SUBMITTED)
    far = make_unit(session, "FAR", "Sở Khác", authority=Authority.GRASSROOTS)
    nominate(session, make_campaign(session, far, year=today().year, award_codes=["LDTT"]), far, Status.SUBMITTED)
    return division


def nominate(session: Session, campaign: Campaign, unit: Unit, status: Status) -> None:
    make_nomination(session, campaign, unit, make_person(session, unit=unit), "LDTT", status=status)


@pytest.mark.parametrize(
    ("role", "waiting", "not_waiting"),
    [
        (Role.UNIT_OFFICER, ["2 hồ sơ bị trả lại", "1 dự thảo cần hoàn thiện"], ["thẩm định</a>", "chờ xem và trình"]),
        (Role.UNIT_HEAD, ["2 hồ sơ bị trả lại", "1 dự thảo chờ xem và trình"], ["cần hoàn thiện"]),
    ],
)
def test_a_unit_finds_its_own_work(
    session: Session, division: Unit, sign_in: SignIn, role: Role, waiting: list[str], not_waiting: list[str]
) -> None:
    page = sign_in(make_account(session, role, division)).get("/desk").text
    assert [text for text in waiting if text not in page] == []
    assert [text for text in not_waiting if text in page] == []


def test_the_hr_officer_finds_the_work_of_the_whole_body(
    session: Session, body: Unit, division: Unit, sign_in: SignIn
) -> None:
    page = sign_in(make_account(session, Role.HR_OFFICER, body)).get("/desk").text
    for text in ("4 hồ sơ chờ thẩm định", "4 hồ sơ đã thẩm định", "5 hồ sơ hội đồng đã thông qua, chưa có văn bản"):
        assert text in page


def test_who_has_no_right_over_files_is_told_that_nothing_waits(
    session: Session, body: Unit, division: Unit, sign_in: SignIn
) -> None:
    page = sign_in(make_account(session, Role.ADMIN, body)).get("/desk").text
    assert "Không có việc đang chờ" in page
    assert "/nominations?status" not in page


def test_an_account_without_role_or_unit_is_told_whom_to_ask(session: Session, sign_in: SignIn) -> None:
    page = sign_in(make_account(session)).get("/desk")
    assert page.status_code == 200
    assert "quản trị viên" in page.text


def test_a_role_over_an_authority_outside_is_led_to_the_bodies_below_it(session: Session, sign_in: SignIn) -> None:
    city = make_unit(session, "CITY", "UBND thành phố", authority=Authority.PROVINCIAL, is_external=True)
    make_unit(session, "ONE", "Sở Một", city, Authority.GRASSROOTS)
    client = sign_in(make_account(session, Role.AUDITOR, city))
    assert 'href="/preferences/workplace"' in client.get("/desk").text.split("<main")[1]
    assert "Sở Một" in client.get("/preferences/workplace").text


def test_the_desk_asks_as_much_for_many_as_for_none(
    session: Session, body: Unit, sign_in: SignIn, counted: object
) -> None:
    client = sign_in(make_account(session, Role.HR_OFFICER, body))
    client.get("/desk")
    with counted() as few:  # type: ignore[operator]
        client.get("/desk")
    campaign = make_campaign(session, body, year=today().year, award_codes=["LDTT"])
    for _ in range(3):
        nominate(session, campaign, body, Status.SUBMITTED)
    with counted() as many:  # type: ignore[operator]
        client.get("/desk")
    assert len(few) == len(many) <= 8
