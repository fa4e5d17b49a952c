"""Two administrators at the same moment, on databases with real commits."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.models import RoleGrant, User
from app.accounts.services import signing_in, users
from app.core.access import Role
from app.core.clock import now
from app.core.database import db
from app.core.errors import Conflict, RuleBroken
from app.organisation.enums import Authority
from app.web.configuration import current_settings
from tests.factories.actors import make_account
from tests.factories.organisation import make_person, make_unit
from tests.racing import together

pytestmark = pytest.mark.both_engines

PASSWORD = "bốn từ ghép lại"


def test_a_user_name_sent_twice_at_once_is_given_once(fresh_database: Flask) -> None:
    def create() -> None:
        new = users.NewUser("le.chi", "Lê Chi", PASSWORD)
        users.create_user(new, settings=current_settings(fresh_database), actor=None, at=now())

    told = together(fresh_database, create, create, create)

    assert told.count(None) == 1
    refusals = [each for each in told if each is not None]
    assert [[problem.field for problem in refusal.problems] for refusal in refusals] == [["username"]] * 2  # type: ignore[attr-defined]


def test_a_person_gets_one_account_whoever_opens_it_first(fresh_database: Flask) -> None:
    with fresh_database.app_context():
        unit = make_unit(db.session(), authority=Authority.GRASSROOTS)
        person_id = make_person(db.session(), "Lê Chi", unit=unit).id

    def create(username: str) -> None:
        new = users.NewUser(username, "Lê Chi", PASSWORD, person_id)
        users.create_user(new, settings=current_settings(fresh_database), actor=None, at=now())

    told = together(fresh_database, lambda: create("le.chi"), lambda: create("chi.le"))

    assert told.count(None) == 1
    [refusal] = [each for each in told if each is not None]
    assert isinstance(refusal, RuleBroken)
    assert [problem.field for problem in refusal.problems] == ["person_id"]


def test_wrong_passwords_tried_at_once_are_all_counted(fresh_database: Flask) -> None:
    settings = current_settings(fresh_database)
    with fresh_database.app_context():
        user_id = users.create_user(
            users.NewUser("le.chi", "Lê Chi", PASSWORD, must_change_password=False),
            settings=settings,
            actor=None,
            at=now(),
        )

    def sign_in(password: str) -> str | None:
        return signing_in.sign_in("le.chi", password, user_agent="", settings=settings, at=now())

    told = together(fresh_database, *[lambda: sign_in("wrong")] * settings.lockout_tries)

    assert told == [None] * settings.lockout_tries
    with fresh_database.app_context():
        assert db.session.get_one(User, user_id).locked_until is not None
        assert sign_in(PASSWORD) is None


def test_a_role_given_twice_at_once_is_held_once(fresh_database: Flask) -> None:
    with fresh_database.app_context():
        unit = make_unit(db.session(), authority=Authority.GRASSROOTS)
        user_id, unit_id = make_account(db.session(), username="le.chi").id, unit.id

    def grant() -> None:
        users.grant_role(user_id, Role.HR_OFFICER, unit_id, actor=None, at=now())

    told = together(fresh_database, grant, grant)

    assert told.count(None) == 1
    assert isinstance(next(each for each in told if each is not None), RuleBroken | Conflict)
    with fresh_database.app_context():
        assert db.session.scalar(select(func.count()).select_from(RoleGrant).where(RoleGrant.user_id == user_id)) == 1
        assert db.session.scalar(select(func.count()).select_from(User)) == 1
