"""Pages of the register."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.access import Role
from app.core.clock import today
from app.organisation.enums import Authority, Gender
from app.organisation.models import Unit
from app.registrations.models import Registration, RegistrationRound
from tests.factories.actors import make_account
from tests.factories.organisation import make_person, make_unit
from tests.factories.registrations import make_registration, make_round

YEAR = today().year


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, "SO", "Sở Khoa học", authority=Authority.GRASSROOTS)


@pytest.fixture
def unit(session: Session, body: Unit) -> Unit:
    return make_unit(session, "SO-P", "Phòng Quản lý", parent=body)


@pytest.fixture
def kept(session: Session, body: Unit) -> RegistrationRound:
    return make_round(session, body, YEAR, closes_on=date(YEAR, 12, 31), regime_id="r2024", legal_basis="CV 12/2018")


@pytest.fixture
def hr(session: Session, body: Unit, sign_in: Any) -> Any:
    return sign_in(make_account(session, Role.HR_OFFICER, body))


@pytest.fixture
def officer(session: Session, unit: Unit, sign_in: Any) -> Any:
    return sign_in(make_account(session, Role.UNIT_OFFICER, unit))


def text(response: Any) -> str:
    return response.get_data(as_text=True)


def test_hr_opens_the_register_and_a_stale_form_shows_both_texts(session: Session, body: Unit, hr: Any) -> None:
    assert hr.get("/registrations").status_code == 200
    assert hr.get("/registrations/new").status_code == 200
    dates = {"opens_on": f"02/01/{YEAR}", "closes_on": f"31/12/{YEAR}", "regime_id": "r2024", "legal_basis": "CV 1"}
    assert hr.get("/registrations/round").status_code == 200

    assert hr.post("/registrations/round", data=dates).status_code == 302
    assert hr.post("/registrations/round", data={**dates, "closes_on": f"01/01/{YEAR}"}).status_code == 422
    assert hr.post("/registrations/round", data={**dates, "legal_basis": "CV 2", "version": "1"}).status_code == 302
    assert hr.post("/registrations/round", data={**dates, "legal_basis": "CV 3", "version": "1"}).status_code == 409
    assert session.scalars(select(RegistrationRound)).one().legal_basis == "CV 2"


def test_an_officer_registers_several_people_on_one_page(
    session: Session, unit: Unit, kept: RegistrationRound, officer: Any
) -> None:
    an, binh = make_person(session, "Lê An", unit=unit), make_person(session, "Lê Bình", unit=unit)
    page = officer.get("/registrations/new")
    assert "Lê Bình" in text(page)

    answer = officer.post(
        "/registrations/new",
        data={
            "unit_id": str(unit.id),
            "award_codes": ["LDTT", "TTLDTT"],
            "person_ids": [str(an.id), str(binh.id)],
            "collective_ids": [str(unit.id)],
        },
    )

    assert answer.status_code == 302
    assert len(session.scalars(select(Registration)).all()) == 3
    assert "LĐTT 2 · TTLĐTT 1" in text(officer.get("/registrations"))
    assert officer.get("/registrations/new").status_code == 200


def test_what_is_wrong_comes_back_ticked(session: Session, unit: Unit, kept: RegistrationRound, officer: Any) -> None:
    person = make_person(session, "Lê An", unit=unit)

    answer = officer.post(
        "/registrations/new", data={"unit_id": str(unit.id), "award_codes": "TTLDTT", "person_ids": str(person.id)}
    )

    assert answer.status_code == 422
    assert f'value="{person.id}" data-check checked' in text(answer)
    forged = {"unit_id": str(unit.body_id), "award_codes": "LDTT", "person_ids": str(person.id)}
    assert officer.post("/registrations/new", data=forged).status_code == 404


def test_after_the_last_day_units_read_why_and_hr_registers(
    session: Session, body: Unit, unit: Unit, sign_in: Any
) -> None:
    make_round(session, body, YEAR, closes_on=today() - timedelta(days=1), opens_on=today() - timedelta(days=9))
    row_id = make_registration(session, unit, award_code="TTLDTT", year=YEAR).id
    officer = sign_in(make_account(session, Role.UNIT_OFFICER, unit))
    assert "do cán bộ tổ chức ghi" in text(officer.get("/registrations/new"))
    assert officer.post("/registrations/new", data={}).status_code == 422
    assert "Sửa đăng ký" not in text(officer.get(f"/registrations/{row_id}"))

    hr = sign_in(make_account(session, Role.HR_OFFICER, body))

    assert "Sửa đăng ký" in text(hr.get(f"/registrations/{row_id}"))
    assert hr.get("/registrations/new").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    session: Session, unit: Unit, kept: RegistrationRound, hr: Any, counted: Any, number: int
) -> None:
    for index in range(number):
        make_registration(session, unit, make_person(session, f"Lê Số {index}", unit=unit), year=YEAR)
    hr.get("/registrations")

    with counted() as statements:
        assert hr.get("/registrations").status_code == 200

    assert len(statements) == 5, statements


def test_the_page_to_register_costs_the_same_whatever_it_holds(
    session: Session, unit: Unit, kept: RegistrationRound, hr: Any, counted: Any
) -> None:
    for index in range(3):
        make_person(session, f"Lê Số {index}", unit=unit)
    hr.get("/registrations/new")

    with counted() as statements:
        assert hr.get("/registrations/new").status_code == 200

    assert len(statements) <= 8, statements


def test_filters_narrow_the_list_and_the_workbook(
    session: Session, body: Unit, unit: Unit, kept: RegistrationRound, hr: Any
) -> None:
    an = make_person(session, "Trần Thị Ánh", unit=unit, post="Chuyên viên", gender=Gender.FEMALE)
    make_registration(session, unit, an, "LDTT", YEAR)
    make_registration(session, unit, an, "GK_CN", YEAR)
    make_registration(session, unit, None, "TTLDTT", YEAR)
    make_registration(session, unit, an, "CSTDCS", YEAR, withdrawn_reason="Không đủ")

    assert "1 lượt đăng ký" in text(hr.get("/registrations?q=tran+anh&award=LDTT"))
    assert "Không đủ" in text(hr.get("/registrations?state=withdrawn"))
    assert "Không có đăng ký nào phù hợp" in text(hr.get("/registrations?q=nobody"))
    assert hr.get("/registrations?award=NONE&unit=x&subject=y").status_code == 200
    answer = hr.get("/registrations/list.xlsx?q=tran+anh")
    assert (answer.status_code, answer.mimetype.endswith("sheet")) == (200, True)


def test_a_registration_is_changed_and_withdrawn_on_its_page(
    session: Session, unit: Unit, kept: RegistrationRound, officer: Any
) -> None:
    row_id = make_registration(session, unit, make_person(session, unit=unit), "LDTT", YEAR).id
    address = f"/registrations/{row_id}"
    assert officer.get(f"{address}/edit").status_code == 200

    assert officer.post(f"{address}/edit", data={"award_code": "CSTDCS", "version": "1"}).status_code == 302
    assert officer.post(f"{address}/edit", data={"award_code": "CSTDT", "version": "1"}).status_code == 409
    assert officer.post(f"{address}/edit", data={"award_code": "TTLDTT", "version": "2"}).status_code == 422
    assert officer.post(f"{address}/withdrawal", data={"reason": "", "version": "2"}).status_code == 422
    assert officer.post(f"{address}/withdrawal", data={"reason": "Nhầm", "version": "2"}).status_code == 302
    assert "Nhầm" in text(officer.get(address))
    assert officer.get(f"{address}/edit").status_code == 409


def test_an_employee_reads_their_own_registrations_only(
    session: Session, unit: Unit, kept: RegistrationRound, sign_in: Any
) -> None:
    me, other = make_person(session, "Lê Tôi", unit=unit), make_person(session, "Lê Khác", unit=unit)
    mine = make_registration(session, unit, me, "LDTT", YEAR).id
    theirs = make_registration(session, unit, other, "CSTDCS", YEAR).id
    employee = sign_in(make_account(session, person=me))

    assert "LĐTT" in text(employee.get("/registrations/mine"))
    assert employee.get(f"/registrations/{mine}").status_code == 200
    assert employee.get(f"/registrations/{theirs}").status_code == 404
    assert employee.get("/registrations").status_code == 403
