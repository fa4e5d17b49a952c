import unicodedata

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.nominations.enums import Status
from tests.factories.organisation import make_person, make_unit
from tests.factories.samples import make_nomination
from tests.factories.world import MARKER, Reach, Who, World, make_world


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def page(browser: FlaskClient, text: str) -> str:
    answer = browser.get("/search", query_string={"q": text})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_people_units_and_nominations_are_found_without_accents(session, sign_in, world):
    near = world.places[Reach.NEAR]
    nomination_id = near.add(make_nomination(near, Status.DRAFT))

    found = page(sign_in(world.accounts[Who.HR]), "NEAR")

    for address in (
        f"/organisation/people/{near.person.id}",
        f"/organisation/units/{near.unit.id}",
        f"/nominations/{nomination_id}",
    ):
        assert address in found


@pytest.mark.parametrize("who", list(Who))
def test_nobody_of_the_body_finds_another_body(session, sign_in, world, who):
    far = world.places[Reach.FAR]
    far.add(make_nomination(far, Status.DRAFT))
    browser = sign_in(world.accounts[who])

    for text in (MARKER, "phong", "nguyen thi"):
        found = page(browser, text).split("<main")[1]
        assert MARKER not in found.replace(f'value="{MARKER}"', "").replace(f"matches {MARKER}", "").replace(
            f"khớp với {MARKER}", ""
        )


def test_an_employee_finds_their_own_file_only(session, sign_in, world):
    near, beside = world.places[Reach.NEAR], world.places[Reach.BESIDE]
    own = near.add(make_nomination(near, Status.SUBMITTED))
    other = beside.add(make_nomination(beside, Status.SUBMITTED))

    found = page(sign_in(world.accounts[Who.EMPLOYEE]), "thi")

    assert str(own) in found
    assert str(other) not in found


def test_a_nomination_is_found_by_its_number(session, sign_in, world):
    near = world.places[Reach.NEAR]
    nomination_id = near.add(make_nomination(near, Status.DRAFT, number=7))

    assert str(nomination_id) in page(sign_in(world.accounts[Who.HR]), "7")


def test_a_unit_is_found_as_a_nominee(session, sign_in, world):
    near = world.places[Reach.NEAR]
    nomination = make_nomination(near, Status.DRAFT)
    nomination.person_id, nomination.collective_id, nomination.subject = None, near.unit.id, "collective"
    nomination.nominee_name = "Tập thể Phòng Near"
    nomination_id = near.add(nomination)

    assert str(nomination_id) in page(sign_in(world.accounts[Who.HR]), "near")


@pytest.mark.parametrize("text", ["", " ", "a", "\u200b", "%", "__", "'\"\\", "x" * 10_000, "a " * 500])
def test_short_odd_and_endless_searches_are_answered(session, sign_in, world, text):
    page(sign_in(world.accounts[Who.HR]), text)


def test_decomposed_text_is_understood(session, sign_in, world):
    near = world.places[Reach.NEAR]
    person = make_person(session, "Đặng Thị Ánh", near.unit)

    assert str(person.id) in page(sign_in(world.accounts[Who.HR]), unicodedata.normalize("NFD", "ánh đặng"))


def test_twenty_are_shown_and_the_list_shows_all(session, sign_in, world):
    near = world.places[Reach.NEAR]
    for number in range(25):
        make_person(session, f"Phạm Văn A{chr(97 + number)}", near.unit)

    found = page(sign_in(world.accounts[Who.HR]), "pham")

    assert found.count("Phạm Văn") == 20
    assert "/organisation/people?q=pham&amp;presence=all" in found


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_a_fixed_number_of_times(session, sign_in, counted, world, rows):
    near = world.places[Reach.NEAR]
    for number in range(rows):
        make_person(session, f"Phạm Văn {number}a", near.unit)
        make_unit(session, f"PH{number}", f"Phạm {number}", parent=near.body)
    browser = sign_in(world.accounts[Who.HR])

    with counted() as queries:
        page(browser, "pham")

    assert len(queries) == 6
