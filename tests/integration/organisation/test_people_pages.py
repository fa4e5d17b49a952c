import unicodedata
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.core.access import Role
from app.core.clock import today
from app.core.database import new_id
from app.organisation.enums import StaffGroup
from app.organisation.models import Membership, Person
from tests.factories.actors import make_account
from tests.factories.organisation import make_membership, make_person, make_unit


@pytest.fixture
def browser(session: Session, sign_in, department) -> FlaskClient:
    return sign_in(make_account(session, Role.HR_OFFICER, department))


def page(browser: FlaskClient, address: str) -> str:
    return browser.get(address).get_data(as_text=True)


def typed(unit, **changes) -> dict[str, str]:
    return {
        "full_name": "Trần Thị An",
        "gender": "female",
        "birth_on": "17/05/1980",
        "identity_number": "012 345 678 901",
        "unit_id": str(unit.id),
        "staff_group": "civil_servant",
        "post": "Chuyên viên",
        "started_on": "01/01/2010",
        "version": "0",
        **changes,
    }


def names(browser: FlaskClient, **query: str) -> list[str]:
    rows = browser.get("/organisation/people", query_string=query).get_data(as_text=True).split('class="row-link"')[1:]
    return [row.split(">")[1].split("<")[0] for row in rows]


def test_the_list_is_in_the_order_of_given_names(session, browser, department, office):
    for name, unit in (("Nguyễn Văn Đông", office), ("Lê Thị Dung", department), ("Trần Ánh", office)):
        make_person(session, name, unit)

    assert names(browser) == ["Trần Ánh", "Lê Thị Dung", "Nguyễn Văn Đông"]


def test_people_of_another_body_are_not_listed_found_or_opened(session, browser, office, neighbour):
    stranger = make_person(session, "Nguyễn Văn Lạ", neighbour, identity_number="111111111")

    assert names(browser) == []
    assert names(browser, q="la") == []
    assert names(browser, q="111111111") == []
    assert names(browser, unit=str(neighbour.id)) == []
    assert browser.get("/organisation/people/picker?q=nguyen").json == []
    assert browser.get(f"/organisation/people/picker?q=nguyen&unit={neighbour.id}").json == []
    for act in ("", "/edit", "/transfer", "/memberships/new"):
        assert browser.get(f"/organisation/people/{stranger.id}{act}").status_code == 404
    [membership] = session.query(Membership).all()
    for act in ("edit", "end"):
        assert browser.get(f"/organisation/memberships/{membership.id}/{act}").status_code == 404
        assert browser.get(f"/organisation/memberships/{new_id()}/{act}").status_code == 404


def test_a_person_who_left_for_another_body_stays_visible_but_unchangeable(session, browser, office, neighbour):
    person = make_person(session, "Trần Thị An", office, ended_on=date(2015, 12, 31))
    make_membership(session, person, neighbour, started_on=date(2016, 1, 1))

    assert names(browser) == []
    assert names(browser, presence="former") == ["Trần Thị An"]
    assert names(browser, presence="all") == ["Trần Thị An"]
    assert names(browser, on="31/12/2015") == ["Trần Thị An"]
    assert browser.get(f"/organisation/people/{person.id}").status_code == 200
    assert browser.get(f"/organisation/people/{person.id}/edit").status_code == 403


@pytest.mark.parametrize(
    "text", ["dang anh", "Đặng", "ĐẶNG THỊ NGỌC ÁNH", unicodedata.normalize("NFD", "Ngọc Ánh"), "ng da"]
)
def test_a_search_needs_no_accents_and_no_order(session, browser, office, text):
    make_person(session, "Đặng Thị Ngọc Ánh", office)
    make_person(session, "Lê Văn Bình", office)

    assert names(browser, q=text) == ["Đặng Thị Ngọc Ánh"]


@pytest.mark.parametrize("text", ["%", "_", "/", "'", '"', "\\", "%%%", "x" * 10_000, "a " * 500])
def test_a_search_for_signs_finds_nobody_and_breaks_nothing(session, browser, office, text):
    make_person(session, "Lê Văn Bình", office)

    assert browser.get("/organisation/people", query_string={"q": text}).status_code == 200
    assert browser.get("/organisation/people/picker", query_string={"q": text}).json == []


def test_filters_narrow_the_list(session, browser, department, office):
    make_person(session, "Trần Thị An", office, staff_group=StaffGroup.LEADER)
    make_person(session, "Lê Văn Bình", office)
    make_person(session, "Phạm Văn Chi", department, staff_group=StaffGroup.LEADER)

    assert names(browser, unit=str(office.id)) == ["Trần Thị An", "Lê Văn Bình"]
    assert names(browser, group="leader") == ["Trần Thị An", "Phạm Văn Chi"]
    assert names(browser, unit=str(office.id), group="leader") == ["Trần Thị An"]


def test_forged_filters_filter_nothing(session, browser, office):
    make_person(session, "Trần Thị An", office)

    for forged in ({"unit": "x"}, {"group": "x"}, {"presence": "x"}, {"on": "x"}, {"at": "x"}, {"unit": str(new_id())}):
        assert names(browser, **forged) == ["Trần Thị An"]


def test_pages_follow_each_other_without_a_gap(session, browser, office):
    for number in range(60):
        make_person(session, f"Trần Thị A{chr(97 + number // 26)}{chr(97 + number % 26)}", office)

    first = page(browser, "/organisation/people")
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = page(browser, following)

    assert first.count('class="row-link"') == 50
    assert second.count('class="row-link"') == 10
    assert 'rel="prev"' in second
    assert "60" in first


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_the_database_a_fixed_number_of_times(session, browser, counted, department, office, rows):
    for number in range(rows):
        person = make_person(session, f"Trần Thị {number}x", office, ended_on=date(2015, 12, 31))
        make_membership(session, person, department, started_on=date(2016, 1, 1))
    pages = {
        "/organisation/people": 6,
        "/organisation/people?q=tran": 6,
        "/organisation/people/picker?q=tran": 4,
        f"/organisation/people/{person.id}": 4,
    }

    for address, expected in pages.items():
        with counted() as queries:
            browser.get(address)
        assert len(queries) == expected, address


def test_the_identity_number_is_whole_for_hr_only(session, browser, sign_in, app, department, office):
    person = make_person(session, "Trần Thị An", office, identity_number="012345678901")
    address = f"/organisation/people/{person.id}"

    assert "012345678901" in page(browser, address)
    for role in (Role.AUDITOR, Role.HEAD_OF_BODY, Role.UNIT_HEAD, Role.UNIT_OFFICER):
        reader = sign_in(make_account(session, role, department), via=app.test_client())
        text = page(reader, address)
        assert "012345678901" not in text
        assert "•••••••••901" in text
        assert names(reader, q="012345678901") == []
    assert names(browser, q="012345678901") == ["Trần Thị An"]


def test_people_see_their_own_record_and_nobody_elses(session, sign_in, office):
    person, other = make_person(session, "Trần Thị An", office), make_person(session, "Lê Văn Bình", office)
    browser = sign_in(make_account(session, person=person))

    assert "Trần Thị An" in page(browser, "/organisation/people/me")
    assert browser.get(f"/organisation/people/{person.id}").status_code == 200
    assert browser.get(f"/organisation/people/{other.id}").status_code == 404
    assert browser.get("/organisation/people").status_code == 403
    assert browser.get("/organisation/people/picker?q=le").status_code == 403


def test_an_account_without_a_person_is_told_so(session, sign_in):
    assert sign_in(make_account(session)).get("/organisation/people/me").status_code == 200


def test_a_person_is_added_through_the_form(session, browser, office):
    answer = browser.post("/organisation/people/new", data=typed(office))

    [person] = session.query(Person).all()
    assert answer.location == f"/organisation/people/{person.id}"
    assert (person.full_name, person.identity_number, person.birth_on) == (
        "Trần Thị An",
        "012345678901",
        date(1980, 5, 17),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"full_name": ""},
        {"full_name": "x" * 10_000},
        {"full_name": "123"},
        {"identity_number": "12345"},
        {"identity_number": "1" * 10_000},
        {"birth_on": "31/02/1980"},
        {"birth_on": "01/01/2999"},
        {"birth_on": "x" * 10_000},
        {"gender": "forged"},
        {"staff_group": ""},
        {"staff_group": "forged"},
        {"unit_id": ""},
        {"unit_id": "forged"},
        {"post": "x" * 10_000},
        {"started_on": ""},
        {"started_on": "01/01/1970"},
    ],
)
def test_bad_input_comes_back_in_words(session, browser, office, changes):
    answer = browser.post("/organisation/people/new", data=typed(office, **changes))

    assert answer.status_code == 422
    assert session.query(Person).count() == 0


def test_nobody_is_added_to_another_body_by_a_forged_id(session, browser, office, neighbour):
    assert browser.post("/organisation/people/new", data=typed(neighbour)).status_code == 422
    assert session.query(Person).count() == 0


def test_a_namesake_is_added_after_a_tick(session, browser, office):
    make_person(session, "Trần Thị An", office, birth_on=date(1980, 5, 17))

    asked = browser.post("/organisation/people/new", data=typed(office))
    assert asked.status_code == 422
    assert "namesake_confirmed" in asked.get_data(as_text=True)

    assert browser.post("/organisation/people/new", data=typed(office, namesake_confirmed="y")).status_code == 302


def test_a_stale_form_gets_both_texts(session, browser, office):
    person = make_person(session, "Trần Thị An", office)
    address, version = f"/organisation/people/{person.id}/edit", person.version
    browser.post(address, data=typed(office, full_name="Trần Của Họ", version=version))

    answer = browser.post(address, data=typed(office, full_name="Trần Của Tôi", version=version))

    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Trần Của Họ" in text
    assert "Trần Của Tôi" in text


def test_a_person_is_transferred_through_the_form(session, browser, department, office):
    person = make_person(session, "Trần Thị An", office)
    answer = browser.post(
        f"/organisation/people/{person.id}/transfer",
        data={"unit_id": str(department.id), "staff_group": "leader", "is_head": "y", "started_on": "01/07/2018"},
    )

    assert answer.status_code == 302
    assert names(browser, unit=str(office.id), on="30/06/2018") == ["Trần Thị An"]
    assert names(browser, unit=str(office.id), on="01/07/2018") == []
    assert names(browser, group="leader") == ["Trần Thị An"]


def test_a_place_is_corrected_and_ended_through_the_forms(session, browser, office):
    person = make_person(session, "Trần Thị An", office)
    [membership] = session.query(Membership).all()
    address = f"/organisation/memberships/{membership.id}"

    corrected = browser.post(
        f"{address}/edit",
        data={
            "unit_id": str(office.id),
            "staff_group": "contract",
            "started_on": "01/01/2012",
            "version": membership.version,
        },
    )
    assert corrected.status_code == 302
    session.refresh(membership)
    assert (membership.started_on, membership.staff_group) == (date(2012, 1, 1), StaffGroup.CONTRACT)

    stale = browser.post(f"{address}/end", data={"on": "31/12/2018", "version": "1"})
    assert stale.status_code == 409
    ended = browser.post(
        f"{address}/end", data={"on": "31/12/2018", "reason": "Nghỉ hưu", "version": membership.version}
    )
    assert ended.status_code == 302
    text = page(browser, f"/organisation/people/{person.id}")
    assert "Nghỉ hưu" in text
    assert "31/12/2018" in text


def test_an_earlier_place_is_added(session, browser, department, office):
    person = make_person(session, "Trần Thị An", office, started_on=date(2010, 1, 1))
    data = {"unit_id": str(department.id), "staff_group": "contract", "started_on": "01/01/2005"}
    address = f"/organisation/people/{person.id}/memberships/new"

    assert browser.post(address, data=data).status_code == 422
    assert browser.post(address, data={**data, "ended_on": "31/12/2009"}).status_code == 302


def test_the_picker_tells_namesakes_apart(session, browser, department, office):
    people = [
        make_person(session, "Trần Thị An", unit, post="Chuyên viên", birth_on=date(year, 1, 1))
        for unit, year in ((office, 1980), (department, 1990))
    ]

    found = browser.get("/organisation/people/picker?q=an%20tran").json

    assert {row["id"] for row in found} == {str(person.id) for person in people}
    assert {row["detail"] for row in found} == {
        "Chuyên viên, Văn phòng, sinh năm 1980",
        "Chuyên viên, Sở Khoa học và Công nghệ, sinh năm 1990",
    }
    assert len(browser.get(f"/organisation/people/picker?q=an&unit={office.id}").json) == 1
    assert browser.get("/organisation/people/picker?q=a").json == []
    assert browser.get("/organisation/people/picker").json == []


def test_the_picker_offers_twenty_at_most(session, browser, office):
    for number in range(25):
        make_person(session, f"Trần Thị A{chr(97 + number)}", office)

    assert len(browser.get("/organisation/people/picker?q=tran").json) == 20


def test_a_year_of_the_past_shows_who_was_there(session, browser, department, office):
    make_person(session, "Trần Thị Cũ", office, ended_on=date(2018, 12, 31))
    make_person(session, "Lê Văn Mới", office, started_on=date(2019, 1, 1))
    browser.post("/preferences/workplace", data={"body_id": str(department.id), "year": "2018"})

    assert names(browser) == ["Trần Thị Cũ"]
    assert today().year > 2018


def test_units_of_a_wide_reach_are_offered_as_bodies(session, sign_in, city, neighbour, department):
    for number in range(405):
        make_unit(session, f"P{number}", f"Phòng {number}", parent=neighbour)
    browser = sign_in(make_account(session, Role.HR_OFFICER, city))

    text = page(browser, "/organisation/people/new")

    assert "Sở Xây dựng" in text
    assert "Phòng 7" not in text
