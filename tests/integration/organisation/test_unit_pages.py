import unicodedata
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.core.access import Role
from app.core.clock import today
from app.core.database import new_id
from app.organisation.enums import Authority, StaffGroup
from app.organisation.models import Unit
from tests.factories.actors import make_account
from tests.factories.organisation import make_person, make_unit


@pytest.fixture
def browser(session: Session, sign_in, department) -> FlaskClient:
    return sign_in(make_account(session, Role.HR_OFFICER, department))


def typed(**changes) -> dict[str, str]:
    return {
        "name": "Phòng Tổ chức",
        "code": "PTC",
        "kind": "division",
        "authority": "none",
        "position": "0",
        "valid_from": "01/01/2000",
        "version": "1",
        **changes,
    }


def unit_called(session: Session, code: str) -> Unit:
    return session.query(Unit).filter_by(code=code).one()


def test_the_tree_shows_the_units_of_the_body_with_their_people(session, browser, department, office):
    make_person(session, "Trần Thị An", office, is_head=True)

    page = browser.get("/organisation").get_data(as_text=True)

    assert "Văn phòng" in page
    assert "Trần Thị An" in page
    assert "level--1" in page


def test_the_tree_of_another_day_shows_its_units(session, browser, department):
    make_unit(session, "CU", "Phòng cũ", parent=department, valid_to=date(2015, 12, 31))

    assert "Phòng cũ" not in browser.get("/organisation").get_data(as_text=True)
    assert "Phòng cũ" in browser.get("/organisation?on=31/12/2015").get_data(as_text=True)
    assert browser.get("/organisation?on=99/99/9999").status_code == 200
    assert browser.get("/organisation?on=01/01/0001").status_code == 200


def test_a_large_tree_is_opened_level_by_level(session, sign_in, city):
    body = make_unit(session, "LON", "Sở lớn", parent=city, authority=Authority.GRASSROOTS)
    units = [make_unit(session, f"P{number}", f"Phòng {number}", parent=body) for number in range(30)]
    for number in range(280):
        make_unit(session, f"T{number}", f"Tổ {number}", parent=units[number % 30])
    browser = sign_in(make_account(session, Role.HR_OFFICER, body))

    page = browser.get("/organisation").get_data(as_text=True)
    below = browser.get(f"/organisation?root={units[0].id}").get_data(as_text=True)

    assert "Phòng 29" in page
    assert "Tổ 0" not in page
    assert "Tổ 0" in below


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_the_database_a_fixed_number_of_times(session, browser, counted, department, office, rows):
    for number in range(rows):
        unit = make_unit(session, f"P{number}", f"Phòng {number}", parent=office)
        make_person(session, f"Trần Thị {number}x", office, is_head=number == 0)
        make_person(session, f"Lê Văn {number}x", unit)

    pages = {"/organisation": 7, f"/organisation/units/{office.id}": 6}

    for address, expected in pages.items():
        with counted() as queries:
            browser.get(address)
        assert len(queries) == expected, address


def test_the_page_of_a_unit_shows_people_units_and_history(session, browser, department, office):
    make_person(session, "Trần Thị An", office, post="Chánh Văn phòng", staff_group=StaffGroup.LEADER)
    make_unit(session, "TO1", "Tổ một", parent=office)
    browser.post(
        f"/organisation/units/{office.id}/edit", data=typed(name="Văn phòng Sở", code="VP", version=office.version)
    )

    page = browser.get(f"/organisation/units/{office.id}").get_data(as_text=True)

    for expected in ("Trần Thị An", "Chánh Văn phòng", "Tổ một", "Văn phòng Sở", "<del>Văn phòng</del>"):
        assert expected in page


def test_units_out_of_reach_are_not_found(browser, neighbour, city):
    assert browser.get(f"/organisation/units/{neighbour.id}").status_code == 404
    assert browser.get(f"/organisation?root={neighbour.id}").status_code == 404
    assert browser.get(f"/organisation/units/{new_id()}").status_code == 404
    assert browser.get("/organisation?root=forged").status_code == 404
    for act in ("edit", "move", "end", "sub-units/new"):
        assert browser.get(f"/organisation/units/{neighbour.id}/{act}").status_code == 404


def test_a_body_outside_is_shown_but_not_changed(browser, city):
    assert browser.get(f"/organisation/units/{city.id}").status_code == 200
    assert browser.get(f"/organisation/units/{city.id}/edit").status_code == 403
    assert browser.post(f"/organisation/units/{city.id}/edit", data=typed()).status_code == 403


def test_a_unit_is_added_through_the_form(session, browser, department):
    answer = browser.post(f"/organisation/units/{department.id}/sub-units/new", data=typed())

    unit = unit_called(session, "PTC")
    assert answer.location == f"/organisation/units/{unit.id}"
    assert unit.path == "UBND.SKHCN.PTC."
    assert "Phòng Tổ chức" in browser.get(answer.location).get_data(as_text=True)


def test_a_form_comes_back_filled_in_with_every_error(session, browser, department):
    answer = browser.post(
        f"/organisation/units/{department.id}/sub-units/new",
        data=typed(name="", code="phòng", kind="palace", valid_from="31/02/2010"),
    )

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="phòng"' in page
    assert 'value="31/02/2010"' in page
    assert 'href="#name"' in page


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "x" * 10_000},
        {"code": "X" * 10_000},
        {"symbol": "x" * 41},
        {"position": "9" * 30},
        {"position": "-1"},
        {"valid_from": "x" * 10_000},
        {"kind": "x" * 10_000},
        {"authority": ""},
        {"name": "\u200b \u3000"},
        {"code": "UBND"},
    ],
)
def test_bad_input_is_refused_in_words(session, browser, department, changes):
    answer = browser.post(f"/organisation/units/{department.id}/sub-units/new", data=typed(**changes))

    assert answer.status_code == 422
    assert session.query(Unit).filter_by(code="PTC").count() == 0


def test_decomposed_text_is_stored_composed(session, browser, department):
    name = unicodedata.normalize("NFD", "Phòng Tổ chức")
    browser.post(f"/organisation/units/{department.id}/sub-units/new", data=typed(name=name))

    assert unit_called(session, "PTC").name == "Phòng Tổ chức"


def test_a_stale_form_gets_both_texts(session, browser, office):
    browser.post(f"/organisation/units/{office.id}/edit", data=typed(name="Của họ", code="VP", version=office.version))

    answer = browser.post(f"/organisation/units/{office.id}/edit", data=typed(name="Của tôi", code="VP", version="1"))

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Của họ" in page
    assert "Của tôi" in page


def test_a_unit_is_moved_through_the_form(session, browser, department, office):
    branch = make_unit(session, "CC", "Chi cục", parent=department)

    answer = browser.post(
        f"/organisation/units/{office.id}/move", data={"to_id": str(branch.id), "version": office.version}
    )

    assert answer.status_code == 302
    assert unit_called(session, "VP").path == "UBND.SKHCN.CC.VP."


def test_a_unit_is_not_moved_to_another_body_by_a_forged_id(session, browser, office, neighbour):
    for forged in (str(neighbour.id), "x", "", str(new_id())):
        answer = browser.post(
            f"/organisation/units/{office.id}/move", data={"to_id": forged, "version": office.version}
        )
        assert answer.status_code == 422
    assert unit_called(session, "VP").path == "UBND.SKHCN.VP."


def test_a_unit_is_ended_and_resumed(session, browser, office):
    day = today().strftime("%d/%m/%Y")
    answer = browser.post(f"/organisation/units/{office.id}/end", data={"on": day, "version": office.version})
    assert answer.status_code == 302
    ended = unit_called(session, "VP")
    assert ended.valid_to == today()

    browser.post(f"/organisation/units/{office.id}/resumption", data={"version": ended.version})
    assert unit_called(session, "VP").valid_to is None


def test_a_unit_with_people_does_not_end(session, browser, office):
    make_person(session, "Trần Thị An", office)

    answer = browser.post(f"/organisation/units/{office.id}/end", data={"on": "31/12/2018", "version": office.version})

    assert answer.status_code == 422
    assert "Trần Thị An" in answer.get_data(as_text=True)


def test_a_ministry_is_added_beside_the_tree(session, browser):
    answer = browser.post(
        "/organisation/outside-bodies/new",
        data=typed(name="Bộ Khoa học", code="BKHCN", kind="ministry", authority="ministerial"),
    )

    assert answer.status_code == 302
    assert unit_called(session, "BKHCN").is_external


def test_a_reader_sees_no_acts(session, sign_in, department, office):
    browser = sign_in(make_account(session, Role.AUDITOR, department))

    page = browser.get(f"/organisation/units/{office.id}").get_data(as_text=True)

    assert f"/organisation/units/{office.id}/edit" not in page
    assert browser.get(f"/organisation/units/{office.id}/edit").status_code == 403


def test_the_picker_finds_units_in_reach_only(session, browser, office, neighbour):
    assert browser.get("/organisation/units/picker?q=van").json == [
        {"id": str(office.id), "label": "Văn phòng", "detail": "VP, Sở Khoa học và Công nghệ"}
    ]
    assert browser.get("/organisation/units/picker?q=xay dung").json == []
    assert browser.get("/organisation/units/picker?q=v").json == []
