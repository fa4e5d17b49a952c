"""A body with one unit, its people, and everybody who has a part in their classification."""

from datetime import UTC, date, datetime
from typing import Final

import pytest
from sqlalchemy.orm import Session

from app.core.access import Actor, Role
from app.organisation.enums import Authority, StaffGroup
from app.organisation.models import Person, Unit
from tests.factories.actors import make_actor
from tests.factories.organisation import make_person, make_unit

AT: Final = datetime(2026, 12, 20, 3, 0, tzinfo=UTC)
DAY: Final = date(2026, 12, 15)


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, "SO", "Sở Khoa học", authority=Authority.GRASSROOTS)


@pytest.fixture
def unit(session: Session, body: Unit) -> Unit:
    return make_unit(session, "VP", "Văn phòng", parent=body)


@pytest.fixture
def people(session: Session, unit: Unit) -> list[Person]:
    names = ("An", "Bình", "Cường", "Dung", "Giang", "Hà", "Kiên")
    return [make_person(session, f"Nguyễn Văn {name}", unit, staff_group=StaffGroup.CIVIL_SERVANT) for name in names]


@pytest.fixture
def officer(session: Session, unit: Unit) -> Actor:
    return make_actor(session, Role.UNIT_OFFICER, unit)


@pytest.fixture
def director(session: Session, body: Unit) -> Actor:
    return make_actor(session, Role.HEAD_OF_BODY, body)


@pytest.fixture
def hr_actor(session: Session, body: Unit) -> Actor:
    return make_actor(session, Role.HR_OFFICER, body)
