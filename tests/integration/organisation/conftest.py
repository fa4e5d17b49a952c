from datetime import UTC, datetime

import pytest
from flask_babel import force_locale
from sqlalchemy.orm import Session

from app.core.access import Actor, Body, Grant, Role
from app.core.database import new_id
from app.core.errors import RuleBroken
from app.organisation.enums import Authority
from app.organisation.models import Unit
from tests.factories.organisation import make_unit

AT = datetime(2018, 12, 1, 3, tzinfo=UTC)


def actor_with(role: Role, *units: Unit, person_id=None) -> Actor:
    """Return somebody who holds the role over these units, without an account in the database."""
    grants = tuple(Grant(role, unit.id, unit.path, Body(unit.id, unit.name, unit.path)) for unit in units)
    return Actor(user_id=new_id(), name="Cán bộ tổ chức", person_id=person_id, grants=grants)


def problems(error: pytest.ExceptionInfo[RuleBroken]) -> list[tuple[str | None, str]]:
    """Return the fields and the English sentences of a refusal."""
    with force_locale("en"):
        return [(problem.field, str(problem.message)) for problem in error.value.problems]


@pytest.fixture
def city(session: Session) -> Unit:
    return make_unit(session, "UBND", "Ủy ban nhân dân thành phố", authority=Authority.PROVINCIAL, is_external=True)


@pytest.fixture
def department(session: Session, city: Unit) -> Unit:
    return make_unit(session, "SKHCN", "Sở Khoa học và Công nghệ", parent=city, authority=Authority.GRASSROOTS)


@pytest.fixture
def office(session: Session, department: Unit) -> Unit:
    return make_unit(session, "VP", "Văn phòng", parent=department)


@pytest.fixture
def neighbour(session: Session, city: Unit) -> Unit:
    return make_unit(session, "SXD", "Sở Xây dựng", parent=city, authority=Authority.GRASSROOTS)


@pytest.fixture
def hr(department: Unit) -> Actor:
    return actor_with(Role.HR_OFFICER, department)
