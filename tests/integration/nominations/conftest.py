"""A department under a city, two divisions of it, a second department beside, and a ministry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.campaigns.models import Campaign
from app.core.access import Actor, Role
from app.core.clock import now, today
from app.organisation.enums import Authority
from app.organisation.models import Person, Unit
from tests.conftest import SignIn
from tests.factories.actors import make_account, make_actor
from tests.factories.campaigns import make_campaign
from tests.factories.organisation import make_person, make_unit

AWARDS = ("LDTT", "CSTDCS", "TTLDTT", "TTLDXS", "GK_CN", "GK_TT", "BKT_CN", "BKT_TT", "BKB_CN", "BKB_TT", "HCLD3_CN")


@dataclass
class Department:
    """The world of these tests."""

    session: Session
    city: Unit
    ministry: Unit
    body: Unit
    unit: Unit
    sub_unit: Unit
    beside: Unit
    other_body: Unit
    people: list[Person]
    stranger: Person
    outsider: Person
    campaign: Campaign
    officer: Actor
    head: Actor
    hr: Actor
    other_hr: Actor
    at: datetime

    @property
    def an(self) -> Person:
        """The first person of the unit."""
        return self.people[0]


def build_department(session: Session) -> Department:
    """Write the world into a database; committed, so that threads and requests see it."""
    city = make_unit(session, "UBND", "Ủy ban nhân dân thành phố", authority=Authority.PROVINCIAL, is_external=True)
    ministry = make_unit(
        session, "BKHCN", "Bộ Khoa học và Công nghệ", authority=Authority.MINISTERIAL, is_external=True
    )
    body = make_unit(session, "SKHCN", "Sở Khoa học và Công nghệ", parent=city, authority=Authority.GRASSROOTS)
    other_body = make_unit(session, "SNV", "Sở Nội vụ", parent=city, authority=Authority.GRASSROOTS)
    unit = make_unit(session, "VP", "Văn phòng Sở", parent=body)
    sub_unit = make_unit(session, "VP-TH", "Tổ Tổng hợp", parent=unit)
    beside = make_unit(session, "TTRA", "Thanh tra Sở", parent=body)
    names = ("Nguyễn Thị An", "Trần Văn Bình", "Lê Minh Châu", "Phạm Quốc Đạt")
    people = [make_person(session, name, unit=unit, post="Chuyên viên") for name in names]
    people.append(make_person(session, "Đặng Thu Hà", unit=sub_unit, post="Tổ trưởng"))
    campaign = make_campaign(session, body, today().year, award_codes=AWARDS)
    session.commit()
    return Department(
        session=session,
        city=city,
        ministry=ministry,
        body=body,
        unit=unit,
        sub_unit=sub_unit,
        beside=beside,
        other_body=other_body,
        people=people,
        stranger=make_person(session, "Vũ Thị Khách", unit=beside),
        outsider=make_person(session, "Hồ Văn Ngoài", unit=other_body),
        campaign=campaign,
        officer=make_actor(session, Role.UNIT_OFFICER, unit),
        head=make_actor(session, Role.UNIT_HEAD, unit),
        hr=make_actor(session, Role.HR_OFFICER, body),
        other_hr=make_actor(session, Role.HR_OFFICER, other_body),
        at=now(),
    )


@pytest.fixture
def department(session: Session) -> Department:
    return build_department(session)


@pytest.fixture
def accounts(department: Department) -> dict[str, User]:
    """An account for each part that somebody plays in these tests."""
    session = department.session
    return {
        "officer": make_account(session, Role.UNIT_OFFICER, department.unit),
        "head": make_account(session, Role.UNIT_HEAD, department.unit),
        "hr": make_account(session, Role.HR_OFFICER, department.body),
        "auditor": make_account(session, Role.AUDITOR, department.body),
        "beside": make_account(session, Role.UNIT_OFFICER, department.beside),
        "other_hr": make_account(session, Role.HR_OFFICER, department.other_body),
        "employee": make_account(session, person=department.an),
        "stranger": make_account(session, person=department.stranger),
    }


@pytest.fixture
def browse(sign_in: SignIn, accounts: dict[str, User]) -> Callable[[str], FlaskClient]:
    """Return a function that signs one of them in and returns the browser."""
    return lambda who: sign_in(accounts[who])
