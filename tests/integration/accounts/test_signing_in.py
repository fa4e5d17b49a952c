"""Signing in and out: lockout, revocation, no way to another site."""

import re
import unicodedata
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries
from app.accounts.models import User, UserSession
from app.accounts.services import signing_in, users
from app.core.clock import now
from app.core.errors import RuleBroken
from app.web.configuration import current_settings
from tests.conftest import SignIn
from tests.factories.actors import make_account, make_actor

PASSWORD = "bốn từ ghép lại"
AGENT = "test browser"

pytestmark = pytest.mark.both_engines

TOKEN = re.compile(r'(?<=name="csrf_token" )[^>]*')


@pytest.fixture
def user_id(app: Flask, session: Session) -> UUID:
    new = users.NewUser("nguyen.an", "Nguyễn An", PASSWORD, must_change_password=False)
    return users.create_user(new, settings=current_settings(app), actor=None, at=now())


def enter(app: Flask, password: str = PASSWORD, username: str = "nguyen.an", **later: int) -> str | None:
    at = now() + timedelta(**later)
    return signing_in.sign_in(username, password, user_agent=AGENT, settings=current_settings(app), at=at)


def test_the_right_password_opens_a_session_of_which_only_the_hash_is_kept(
    app: Flask, session: Session, user_id: UUID
) -> None:
    token = enter(app)
    assert token is not None
    kept = session.scalars(select(UserSession)).one()
    assert kept.user_id == user_id
    assert kept.token_sha256 == signing_in.token_sha256(token)
    assert token not in (kept.token_sha256, kept.user_agent)


def test_five_wrong_tries_lock_the_account_for_a_quarter_of_an_hour(app: Flask, user_id: UUID) -> None:
    assert [enter(app, "wrong") for _ in range(5)] == [None] * 5
    assert enter(app) is None
    assert enter(app, minutes=16) is not None


def test_the_page_answers_an_unknown_name_and_a_locked_account_alike(client: FlaskClient, user_id: UUID) -> None:
    def answers(username: str) -> list[tuple[int, str]]:
        sent = [
            client.post("/accounts/sign-in", data={"username": username, "password": "wrong"}) for _number in range(7)
        ]
        # The form token tells the second in which it was made.
        return [(each.status_code, TOKEN.sub("TOKEN", each.text.replace(username, "NAME"))) for each in sent]

    assert answers("nguyen.an") == answers("nobody.an")


def test_a_success_forgets_the_wrong_tries_before(app: Flask, user_id: UUID) -> None:
    for _ in range(3):
        for _ in range(4):
            assert enter(app, "wrong") is None
        assert enter(app) is not None


def test_an_unknown_name_and_a_closed_account_are_told_as_a_wrong_password(
    app: Flask, session: Session, user_id: UUID
) -> None:
    assert enter(app, username="nobody") is None
    session.get_one(User, user_id).is_active = False
    session.commit()
    assert enter(app) is None


def test_a_revoked_or_expired_session_is_nobody(app: Flask, session: Session, user_id: UUID) -> None:
    token = enter(app) or ""
    sha = signing_in.token_sha256(token)
    assert queries.signed_in_user(session, sha, token=token, at=now()) is not None
    assert queries.signed_in_user(session, sha, token=token, at=now() + timedelta(hours=13)) is None
    signing_in.sign_out(token, actor=make_actor(session), at=now())
    assert queries.signed_in_user(session, sha, token=token, at=now()) is None


def test_a_changed_password_ends_the_other_sessions(app: Flask, session: Session, user_id: UUID) -> None:
    here, there = enter(app) or "", enter(app) or ""
    known = queries.signed_in_user(session, signing_in.token_sha256(here), token=here, at=now())
    assert known is not None
    users.change_password(
        PASSWORD,
        "một mật khẩu khác",
        keep_token_sha256=signing_in.token_sha256(here),
        settings=current_settings(app),
        actor=known.actor,
        at=now(),
    )
    live = {each.token_sha256 for each in queries.live_sessions(session, user_id, at=now())}
    assert live == {signing_in.token_sha256(here)}
    assert signing_in.token_sha256(there) not in live
    assert enter(app) is None


def test_the_wrong_present_password_changes_nothing(app: Flask, session: Session, user_id: UUID) -> None:
    known = queries.signed_in_user(session, signing_in.token_sha256(token := enter(app) or ""), token=token, at=now())
    assert known is not None
    with pytest.raises(RuleBroken) as refusal:
        users.change_password(
            "wrong",
            "một mật khẩu khác",
            keep_token_sha256="",
            settings=current_settings(app),
            actor=known.actor,
            at=now(),
        )
    assert [problem.field for problem in refusal.value.problems] == ["old_password"]
    assert enter(app) is not None


def test_the_page_signs_in_and_leads_to_where_one_wanted_to_go(client: FlaskClient, user_id: UUID) -> None:
    answer = client.post(
        "/accounts/sign-in?next=/accounts/password", data={"username": "Nguyen.An", "password": PASSWORD}
    )
    assert (answer.status_code, answer.location) == (302, "/accounts/password")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"])
def test_signing_in_never_leads_to_another_site(client: FlaskClient, user_id: UUID, target: str) -> None:
    answer = client.post(
        "/accounts/sign-in", query_string={"next": target}, data={"username": "nguyen.an", "password": PASSWORD}
    )
    assert (answer.status_code, answer.location) == (302, "/desk")


def test_a_wrong_password_keeps_the_name_and_says_so(client: FlaskClient, user_id: UUID) -> None:
    answer = client.post("/accounts/sign-in", data={"username": "nguyen.an", "password": "wrong"})
    assert answer.status_code == 422
    assert 'value="nguyen.an"' in answer.text
    assert "wrong" not in answer.text.split("<main")[1].split('name="password"')[1][:60]


def test_signing_out_ends_the_session_and_the_page_is_closed(session: Session, sign_in: SignIn) -> None:
    client = sign_in(make_account(session))
    assert client.get("/desk").status_code == 200
    assert client.post("/accounts/sign-out").location == "/accounts/sign-in"
    assert client.get("/desk").location.startswith("/accounts/sign-in")
    assert session.scalars(select(UserSession.revoked_at)).one() is not None


def test_an_old_first_password_lets_in_only_to_change_it(app: Flask, session: Session, sign_in: SignIn) -> None:
    user = make_account(session)
    user.must_change_password = True
    session.commit()
    client = sign_in(user)
    assert client.get("/desk").location == "/accounts/password"
    assert client.get("/accounts/password").status_code == 200


@pytest.mark.parametrize("target", ["//[", "http://[::1", "/desk\r\nX: y", "/\t/evil.example"])
def test_a_broken_address_to_go_on_with_leads_to_the_desk(
    session: Session, client: FlaskClient, sign_in: SignIn, target: str
) -> None:
    sign_in(make_account(session))
    assert client.get("/accounts/sign-in", query_string={"next": target}).location == "/desk"


def test_a_password_is_the_same_however_its_letters_are_composed(app: Flask, user_id: UUID) -> None:
    assert unicodedata.normalize("NFD", PASSWORD) != PASSWORD
    assert enter(app, unicodedata.normalize("NFD", PASSWORD))
