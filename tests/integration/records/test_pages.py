"""The pages: what each reader sees, forms that come back, versions that clash, and what a page costs."""

import io
import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.core.access import Role
from app.documents.models import Attachment
from app.organisation.queries import Person
from app.records.models import Conferral, Initiative, InitiativeAuthor, OpenCase
from tests.factories.actors import make_account
from tests.factories.decisions import make_office
from tests.factories.organisation import make_person
from tests.factories.records import make_case, make_conferral, make_discipline, make_initiative, make_leave
from tests.integration.records.conftest import House

AWARD = {
    "award_code": "CSTDCS",
    "year": "2017",
    "decision_number": "12/QĐ-SKHCN",
    "decision_on": "20/12/2017",
    "decided_by_name": "Giám đốc Sở",
    "origin": "history",
}


@pytest.fixture
def hr(house: House, sign_in: Any) -> FlaskClient:
    client: FlaskClient = sign_in(house.hr_account)
    return client


def fill(house: House, session: Session) -> None:
    make_conferral(session, house.ann, "LDTT", 2017)
    make_conferral(session, house.ann, "CSTDCS", 2016, number="9/QĐ", revoked_on=date(2018, 5, 2))
    make_initiative(session, house.office, (house.ann, 60), (house.bob, 40), year=2018, title="Số hóa hồ sơ")
    make_discipline(session, house.ann, reason="Chậm hạn nhiều lần")
    make_leave(session, house.ann, date(2015, 3, 1), date(2015, 8, 31), note="Sinh con thứ hai")
    make_case(session, house.ann, source="Đơn tố cáo số 3")


def text(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.get_data(as_text=True)


def test_a_record_tells_year_by_year(house: House, session: Session, hr: FlaskClient):
    fill(house, session)
    page = text(hr, f"/records/people/{house.ann.id}")
    years = [int(year) for year in re.findall(r'years__number">(\d{4})<', page)]
    assert years == [2020, 2019, 2018, 2017, 2016, 2015, 2000]
    for said in ("12/QĐ-SKHCN", "Nguyễn Thị An (60 %), Trần Văn Bình (40 %)", "Chậm hạn", "Sinh con", "tố cáo số 3"):
        assert said in page
    assert "02/05/2018" in page
    assert "Kê khai thành tích không đúng" in page


@pytest.mark.parametrize(
    ("role", "sees", "knows_cases", "may_edit"),
    [
        (Role.UNIT_OFFICER, True, False, False),
        (Role.UNIT_HEAD, True, False, False),
        (Role.HEAD_OF_BODY, True, True, False),
        (Role.AUDITOR, True, True, False),
        (Role.ADMIN, False, False, False),
    ],
)
def test_what_a_role_reads(
    role: Role, sees: bool, knows_cases: bool, may_edit: bool, house: House, session: Session, sign_in: Any
):
    fill(house, session)
    at = house.office if role in {Role.UNIT_OFFICER, Role.UNIT_HEAD} else house.body
    client = sign_in(make_account(session, role, at))
    answer = client.get(f"/records/people/{house.ann.id}")
    page = answer.get_data(as_text=True)
    assert (answer.status_code == 200) is sees
    assert ("tố cáo" in page) is knows_cases
    assert ("/edit" in page) is may_edit
    assert client.get(f"/records/people/{house.stranger.id}").status_code == 404


def own_account(house: House, session: Session) -> User:
    return make_account(session, person=house.ann, username="ann")


def test_people_read_their_own_record_but_not_what_is_open_against_them(house: House, session: Session, sign_in: Any):
    fill(house, session)
    client = sign_in(own_account(house, session))
    page = text(client, f"/records/people/{house.ann.id}")
    assert "Số hóa hồ sơ" in page
    assert "tố cáo" not in page
    assert client.get(f"/records/people/{house.bob.id}").status_code == 404
    assert client.get("/records").headers["Location"] == f"/records/people/{house.ann.id}"


def test_an_award_is_entered_with_its_document(house: House, session: Session, hr: FlaskClient):
    data = {**AWARD, "files": (io.BytesIO(b"%PDF-1.7\n%%EOF"), "quyet-dinh.pdf")}
    answer = hr.post(f"/records/people/{house.ann.id}/awards/new", data=data)
    assert answer.status_code == 302
    assert "quyet-dinh.pdf" in text(hr, f"/records/people/{house.ann.id}")
    entry = session.scalars(select(Conferral)).one()
    file = session.scalars(select(Attachment)).one()
    assert (file.owner, file.owner_id) == ("conferral", entry.id)

    hr.post(f"/records/documents/{file.id}/removal", data={})
    assert "quyet-dinh.pdf" not in text(hr, f"/records/people/{house.ann.id}")


def test_documents_of_a_case_are_kept_from_the_person(house: House, session: Session, hr: FlaskClient, sign_in: Any):
    data = {
        "kind": "complaint",
        "opened_on": "05/01/2026",
        "files": (io.BytesIO(b"%PDF-1.7\n%%EOF"), "don-to-cao.pdf"),
    }
    assert hr.post(f"/records/people/{house.ann.id}/open-cases/new", data=data).status_code == 302
    file = session.scalars(select(Attachment)).one()
    assert session.scalars(select(OpenCase)).one().person_id == house.ann.id
    assert hr.get(f"/documents/{file.id}").status_code == 200
    sign_in(own_account(house, session))
    assert hr.get(f"/documents/{file.id}").status_code == 404


def test_a_refused_form_comes_back_filled_in(house: House, session: Session, hr: FlaskClient):
    data = {**AWARD, "year": "2017", "decision_on": "01/01/2016", "note": "Theo bản sao"}
    answer = hr.post(f"/records/people/{house.ann.id}/awards/new", data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Theo bản sao" in page
    assert 'href="#decision_on"' in page
    assert session.scalar(select(func.count()).select_from(Conferral)) == 0


def test_the_same_commendation_asks_before_it_is_entered_again(house: House, session: Session, hr: FlaskClient):
    make_conferral(session, house.ann, "GK_CN", 2017, number="9/QĐ")
    address, data = f"/records/people/{house.ann.id}/awards/new", {**AWARD, "award_code": "GK_CN"}
    answer = hr.post(address, data=data)
    assert answer.status_code == 422
    assert 'name="another_confirmed"' in answer.get_data(as_text=True)
    assert hr.post(address, data={**data, "another_confirmed": "y"}).status_code == 302


def test_an_initiative_is_entered_with_its_authors(house: House, session: Session, hr: FlaskClient):
    address = f"/records/people/{house.ann.id}/initiatives/new"
    assert "Nguyễn Thị An" in text(hr, address)
    data = {
        "title": "Số hóa hồ sơ lưu trữ",
        "year": "2017",
        "kind": "initiative",
        "level": "grassroots",
        "author_0": str(house.ann.id),
        "share_0": "60",
        "author_1": str(house.bob.id),
        "share_1": "40",
    }
    assert hr.post(address, data=data).status_code == 302
    rows = session.execute(select(InitiativeAuthor.person_id, InitiativeAuthor.share_percent))
    assert {tuple(row) for row in rows} == {(house.ann.id, 60), (house.bob.id, 40)}

    entry = session.scalars(select(Initiative)).one()
    page = text(hr, f"/records/initiatives/{entry.id}/edit")
    assert "Trần Văn Bình" in page
    over = {**data, "share_1": "50", "version": str(entry.version)}
    assert hr.post(f"/records/initiatives/{entry.id}/edit", data=over).status_code == 422


def test_an_author_is_found_without_javascript(house: House, hr: FlaskClient):
    address = f"/records/people/{house.ann.id}/initiatives/new"
    data = {"title": "Số hóa", "author_0": str(house.ann.id), "author_1_q": "tran binh", "find": "author_1"}
    answer = hr.post(address, data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert f'value="{house.bob.id}"' in page
    assert "Số hóa" in page


def test_a_forged_author_is_neither_named_nor_taken(house: House, session: Session, hr: FlaskClient):
    address = f"/records/people/{house.ann.id}/initiatives/new"
    data = {
        "title": "Số hóa hồ sơ",
        "year": "2017",
        "kind": "initiative",
        "level": "grassroots",
        "author_0": str(house.stranger.id),
    }
    assert hr.post(address, data=data).status_code == 404
    found = hr.post(address, data={**data, "title": "", "find": "author_1", "author_1_q": "le la"})
    assert "Lê Thị Lạ" not in found.get_data(as_text=True)


def test_a_stale_form_shows_both_texts(house: House, session: Session, hr: FlaskClient):
    entry = make_conferral(session, house.ann, "CSTDCS", 2017)
    address = f"/records/awards/{entry.id}/edit"
    assert hr.post(address, data={**AWARD, "note": "Lần một", "version": "1"}).status_code == 302
    answer = hr.post(address, data={**AWARD, "note": "Lần hai", "version": "1"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Lần một" in page
    assert "Lần hai" in page


def test_an_entry_is_taken_out_with_a_reason(house: House, session: Session, hr: FlaskClient):
    entry = make_conferral(session, house.ann, "CSTDCS", 2017)
    address = f"/records/awards/{entry.id}/cancellation"
    assert hr.post(address, data={"version": "1", "reason": ""}).status_code == 422
    assert hr.post(address, data={"version": "1", "reason": "Nhập nhầm người"}).status_code == 302
    assert session.scalar(select(func.count()).select_from(Conferral)) == 0


@pytest.mark.parametrize("name", ["x" * 10_000, "Số hóa".encode().decode() * 2_000, "\u0301" * 600])
def test_texts_of_any_length_are_told_not_broken(name: str, house: House, hr: FlaskClient):
    data = {**AWARD, "decision_number": name, "decided_by_name": name, "note": name}
    assert hr.post(f"/records/people/{house.ann.id}/awards/new", data=data).status_code == 422


def test_people_and_units_are_found_within_reach(house: House, session: Session, hr: FlaskClient):
    make_person(session, "Lê Thị Bình", house.other)
    page = text(hr, "/records?q=binh")
    assert "Trần Văn Bình" in page
    assert "Lê Thị Bình" not in page
    assert "Phòng Quản lý Khoa học" in text(hr, "/records?q=quan ly")


def test_what_was_entered_last_stands_on_the_start_page_without_cases(house: House, session: Session, hr: FlaskClient):
    fill(house, session)
    make_conferral(session, house.office, "TTLDTT", 2017)
    make_conferral(session, house.stranger, "LDTT", 2017)
    page = text(hr, "/records")
    for said in ("Văn phòng Sở", "Nguyễn Thị An", "Số hóa hồ sơ"):
        assert said in page
    assert "Lê Thị Lạ" not in page


def test_a_unit_has_a_record_of_its_own(house: House, session: Session, hr: FlaskClient):
    make_conferral(session, house.office, "TTLDTT", 2017)
    make_initiative(session, house.office, (house.ann, None), title="Số hóa hồ sơ")
    page = text(hr, f"/records/units/{house.office.id}")
    assert "12/QĐ-SKHCN" in page
    assert "Số hóa hồ sơ" in page
    assert hr.get(f"/records/units/{house.other.id}").status_code == 404


@pytest.mark.both_engines
def test_pages_cost_a_fixed_number_of_queries(house: House, session: Session, hr: FlaskClient, counted: Any):
    fill(house, session)
    make_conferral(session, house.office, "TTLDTT", 2017)
    addresses = [f"/records/people/{house.ann.id}", f"/records/units/{house.office.id}", "/records", "/records?q=binh"]
    first = []
    for address in addresses:
        with counted() as statements:
            hr.get(address)
        first.append(len(statements))
    for year in range(2003, 2016):
        make_conferral(session, house.ann, "LDTT", year)
        make_initiative(session, house.office, (house.ann, 50), (house.bob, 50), year=year, title=f"Sáng kiến {year}")
        make_person(session, f"Lê Văn Bình {year}", house.office)
    second = []
    for address in addresses:
        with counted() as statements:
            hr.get(address)
        second.append(len(statements))
    assert second == first
    assert max(second) <= 8, dict(zip(addresses, second, strict=True))


def test_no_form_is_offered_for_an_award_made_by_a_decision(session: Session, sign_in: Any):
    office = make_office(session)
    nomination = office.endorse(office.person("Vũ Thị Hoa"), "LDTT")
    row = make_conferral(session, session.get_one(Person, nomination.person_id), "LDTT", 2018)
    row.nomination_id = nomination.id
    session.commit()
    hr = sign_in(make_account(session, Role.HR_OFFICER, office.body))
    for act in ("edit", "cancellation"):
        assert hr.get(f"/records/awards/{row.id}/{act}").status_code == 409
