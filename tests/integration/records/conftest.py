"""A body with two units, its people, and those who keep or read their records."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.core.access import Actor, Role
from app.organisation.enums import Authority
from app.organisation.models import Person, Unit
from tests.factories.actors import make_account, make_actor
from tests.factories.organisation import make_person, make_unit

AT = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)


@dataclass
class House:
    """Who and where."""

    session: Session
    body: Unit
    office: Unit
    division: Unit
    other: Unit
    ann: Person
    bob: Person
    stranger: Person
    hr: Actor
    hr_account: User

    def actor(self, role: Role, unit: Unit) -> Actor:
        """Return somebody with a role."""
        return make_actor(self.session, role, unit)


@pytest.fixture
def house(session: Session) -> House:
    city = make_unit(session, "CITY", "UBND thành phố", authority=Authority.PROVINCIAL, is_external=True)
    body = make_unit(session, "SKHCN", "Sở Khoa học", parent=city, authority=Authority.GRASSROOTS)
    office = make_unit(session, "VP", "Văn phòng Sở", parent=body)
    division = make_unit(session, "QLKH", "Phòng Quản lý Khoa học", parent=body)
    other = make_unit(session, "SXD", "Sở Xây dựng", parent=city, authority=Authority.GRASSROOTS)
    account = make_account(session, Role.HR_OFFICER, body, username="the-hr")
    return House(
        session=session,
        body=body,
        office=office,
        division=division,
        other=other,
        ann=make_person(session, "Nguyễn Thị An", office, "Chuyên viên", birth_on=date(1980, 5, 1)),
        bob=make_person(session, "Trần Văn Bình", division, birth_on=date(1975, 2, 3)),
        stranger=make_person(session, "Lê Thị Lạ", other),
        hr=make_actor(session, Role.HR_OFFICER, body),
        hr_account=account,
    )
