import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.core.access import Role
from app.core.clock import today
from app.core.database import new_id
from app.organisation.enums import Authority
from tests.factories.actors import make_account
from tests.factories.organisation import make_person, make_unit


@pytest.fixture
def city(session: Session):
    return make_unit(session, "UBND", "Ủy ban nhân dân", authority=Authority.PROVINCIAL, is_external=True)


@pytest.fixture
def bodies(session: Session, city):
    return [
        make_unit(session, f"S{name[-1]}", name, parent=city, authority=Authority.GRASSROOTS)
        for name in ("Sở Khoa học A", "Sở Xây dựng B")
    ]


def chosen(browser: FlaskClient) -> dict[str, object]:
    with browser.session_transaction() as cookie:
        return dict(cookie.get("workplace", {}))


def test_the_bodies_of_ones_rights_are_offered(session, sign_in, city, bodies):
    page = sign_in(make_account(session, Role.HR_OFFICER, bodies[0])).get("/preferences/workplace")
    assert "Sở Khoa học A" in page.get_data(as_text=True)
    assert "Sở Xây dựng B" not in page.get_data(as_text=True)


def test_a_role_over_the_city_offers_all_its_bodies(session, sign_in, city, bodies):
    browser = sign_in(make_account(session, Role.HR_OFFICER, city))

    page = browser.get("/preferences/workplace").get_data(as_text=True)
    found = browser.get("/preferences/workplace?q=xay dung").get_data(as_text=True)

    assert page.count('name="body_id"') == 2
    assert found.count('name="body_id"') == 1


def test_an_employee_is_offered_the_body_they_work_in(session, sign_in, bodies):
    office = make_unit(session, "VP", "Văn phòng", parent=bodies[1])
    person = make_person(session, "Trần Thị An", office)

    page = sign_in(make_account(session, person=person)).get("/preferences/workplace").get_data(as_text=True)

    assert "Sở Xây dựng B" in page
    assert "Sở Khoa học A" not in page


def test_roles_in_two_bodies_offer_both(session, sign_in, bodies):
    from app.accounts.models import RoleGrant
    from app.core.clock import now

    units = [make_unit(session, f"VP{index}", f"Văn phòng {index}", parent=body) for index, body in enumerate(bodies)]
    user = make_account(session, Role.UNIT_OFFICER, units[0])
    session.add(RoleGrant(user_id=user.id, role=Role.UNIT_OFFICER, unit_id=units[1].id, granted_at=now()))
    session.commit()
    browser = sign_in(user)
    browser.post("/preferences/workplace", data={"body_id": str(bodies[0].id), "year": "2018"})

    page = browser.get("/preferences/workplace").get_data(as_text=True)

    assert page.count('name="body_id"') == 2


def test_the_chosen_body_and_year_are_kept(session, sign_in, city, bodies):
    browser = sign_in(make_account(session, Role.HR_OFFICER, city))

    answer = browser.post(
        "/preferences/workplace", data={"body_id": str(bodies[1].id), "year": "2018", "next": "/organisation"}
    )

    assert answer.location == "/organisation"
    assert chosen(browser) == {
        "body_id": str(bodies[1].id),
        "name": "Sở Xây dựng B",
        "path": "UBND.SB.",
        "year": 2018,
    }


def test_a_body_out_of_reach_cannot_be_chosen(session, sign_in, city, bodies):
    browser = sign_in(make_account(session, Role.HR_OFFICER, bodies[0]))

    for forged in (str(bodies[1].id), str(city.id), str(new_id()), "x", "x" * 10_000):
        assert browser.post("/preferences/workplace", data={"body_id": forged, "year": "2018"}).status_code == 404
    assert chosen(browser) == {}


@pytest.mark.parametrize("year", ["1999", "9999", "x", "", "20188", "-2018"])
def test_a_year_that_cannot_be_leaves_the_year_as_it_was(session, sign_in, bodies, year):
    browser = sign_in(make_account(session, Role.HR_OFFICER, bodies[0]))

    browser.post("/preferences/workplace", data={"body_id": str(bodies[0].id), "year": year})

    assert chosen(browser)["year"] == today().year


def test_an_account_without_a_body_is_told_so(session, sign_in):
    browser = sign_in(make_account(session))

    assert browser.get("/preferences/workplace").status_code == 200
    assert browser.post("/preferences/workplace", data={"year": "2018"}).status_code == 404


def test_the_language_is_kept_for_visitors_and_accounts(session, client, sign_in):
    client.post("/preferences/language", data={"language": "en"})
    assert '<html lang="en"' in client.get("/accounts/sign-in").get_data(as_text=True)

    user = make_account(session)
    sign_in(user).post("/preferences/language", data={"language": "vi"})
    assert session.get_one(User, user.id).language == "vi"


def test_the_theme_is_kept_for_visitors_and_accounts(session, client, sign_in):
    client.post("/preferences/theme", data={"theme": "dark"})
    assert 'data-bs-theme="dark"' in client.get("/accounts/sign-in").get_data(as_text=True)

    user = make_account(session)
    sign_in(user).post("/preferences/theme", data={"theme": "light"})
    assert session.get_one(User, user.id).theme == "light"


@pytest.mark.parametrize("switch", ["language", "theme"])
@pytest.mark.parametrize("value", ["", "fr", "x" * 10_000, "<script>"])
def test_a_forged_choice_changes_nothing(client, switch, value):
    assert client.post(f"/preferences/{switch}", data={switch: value}).status_code == 302
    with client.session_transaction() as cookie:
        assert switch not in cookie


@pytest.mark.parametrize("switch", ["language", "theme"])
def test_a_switch_leads_back_inside_only(client, switch):
    back = client.post(f"/preferences/{switch}", data={"next": "/accounts/sign-in"})
    away = client.post(f"/preferences/{switch}", data={"next": "//evil.example"})

    assert back.location == "/accounts/sign-in"
    assert away.location == "/"


def test_a_hundred_and_fifty_bodies_cost_the_same_queries(session, sign_in, counted, city):
    for number in range(30):
        make_unit(session, f"B{number}", f"Sở {number}", parent=city, authority=Authority.GRASSROOTS)
    browser = sign_in(make_account(session, Role.HR_OFFICER, city))

    with counted() as queries:
        browser.get("/preferences/workplace")

    assert len(queries) == 2
