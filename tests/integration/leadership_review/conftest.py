"""Two departments below one city, with the people who write and close reviews in the first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.core.access import Actor, Role
from app.leadership_review.queries import award_result
from app.organisation.enums import Authority
from app.organisation.models import Unit
from tests.factories.actors import make_account, make_actor
from tests.factories.leadership_review import make_review
from tests.factories.organisation import make_unit


@dataclass(frozen=True)
class Ground:
    """The bodies and the actors of a test."""

    body: Unit
    division: Unit
    other: Unit
    officer: Actor
    director: Actor
    auditor: Actor
    stranger: Actor
    """HR officer of the other body."""


@pytest.fixture
def ground(session: Session) -> Ground:
    city = make_unit(session, "UBND", "Ủy ban nhân dân thành phố", authority=Authority.PROVINCIAL, is_external=True)
    body = make_unit(
        session, "SKHCN", "Sở Khoa học và Công nghệ", parent=city, authority=Authority.GRASSROOTS, place="Đà Nẵng"
    )
    other = make_unit(session, "SNV", "Sở Nội vụ", parent=city, authority=Authority.GRASSROOTS)
    return Ground(
        body=body,
        division=make_unit(session, "VP", "Văn phòng", parent=body),
        other=other,
        officer=make_actor(session, Role.HR_OFFICER, body),
        director=make_actor(session, Role.HEAD_OF_BODY, body),
        auditor=make_actor(session, Role.AUDITOR, body),
        stranger=make_actor(session, Role.HR_OFFICER, other),
    )


@pytest.fixture
def told_result() -> Iterator[list[str]]:
    """Let the award result be what the test puts into the list, instead of what the reports count."""
    before = dict(award_result._PROVIDERS)
    paragraphs = ["Sở đã công nhận 11 tập thể lao động tiên tiến."]
    award_result.register(lambda session, actor, body, year: paragraphs)
    yield paragraphs
    award_result._PROVIDERS.clear()
    award_result._PROVIDERS.update(before)


@pytest.fixture
def account(session: Session, ground) -> Any:
    """Return a function that opens an account with a role in the first body."""

    def opened(role: Role, unit=None) -> User:
        return make_account(session, role, unit or ground.body)

    return opened


@pytest.fixture
def hr(account, sign_in) -> FlaskClient:
    return sign_in(account(Role.HR_OFFICER))


@pytest.fixture
def director(app: Flask, account, sign_in) -> FlaskClient:
    return sign_in(account(Role.HEAD_OF_BODY), via=app.test_client())


@pytest.fixture
def auditor(app: Flask, account, sign_in) -> FlaskClient:
    return sign_in(account(Role.AUDITOR), via=app.test_client())


@pytest.fixture
def stranger(app: Flask, ground, account, sign_in) -> FlaskClient:
    return sign_in(account(Role.HR_OFFICER, ground.other), via=app.test_client())


@pytest.fixture
def review(session: Session, ground):
    return make_review(session, ground.body.id, ground.officer)
