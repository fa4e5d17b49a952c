"""The administrator's pages and their limits."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import RoleGrant, User
from app.accounts.services import users
from app.core.access import Role
from app.core.clock import now
from app.core.errors import NotAllowed, NotFound, RuleBroken
from app.organisation.enums import Authority
from app.organisation.models import Unit
from app.web.configuration import current_settings
from tests.conftest import SignIn
from tests.factories.actors import make_account, make_actor
from tests.factories.organisation import make_person, make_unit


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, authority=Authority.GRASSROOTS)


@pytest.fixture
def elsewhere(session: Session) -> Unit:
    return make_unit(session, authority=Authority.GRASSROOTS)


@pytest.fixture
def admin(session: Session, body: Unit) -> User:
    return make_account(session, Role.ADMIN, body, username="quan.tri")


@pytest.fixture
def admin_client(admin: User, sign_in: SignIn) -> FlaskClient:
    return sign_in(admin)


def test_an_account_is_opened_with_a_password_shown_once(admin_client: FlaskClient, session: Session) -> None:
    answer = admin_client.post("/accounts/new", data={"username": "le.binh", "display_name": "Lê Bình"})
    assert answer.status_code == 200
    created = session.scalars(select(User).where(User.username == "le.binh")).one()
    assert created.must_change_password
    assert "Lê Bình" in answer.text
    assert "Lê Bình" in admin_client.get("/accounts").text


def test_the_name_of_the_person_chosen_is_not_typed_again(
    admin_client: FlaskClient, session: Session, body: Unit
) -> None:
    person = make_person(session, "Đặng Thị Ánh", unit=body)
    data = {"username": "dang.anh", "display_name": "", "person_id": str(person.id)}
    assert admin_client.post("/accounts/new", data=data).status_code == 200
    assert session.scalars(select(User.display_name).where(User.username == "dang.anh")).one() == "Đặng Thị Ánh"


@pytest.mark.parametrize(
    ("username", "display_name"),
    [("quan.tri", "Ai đó"), ("Lê Bình", "Lê Bình"), ("le.binh", "B" * 10_000), ("le.binh", "   "), ("", "Lê Bình")],
)
def test_a_bad_new_account_comes_back_filled_in(
    admin_client: FlaskClient, session: Session, username: str, display_name: str
) -> None:
    answer = admin_client.post("/accounts/new", data={"username": username, "display_name": display_name})
    assert answer.status_code == 422
    assert display_name.strip() in answer.text
    assert session.scalars(select(User.username)).all() == ["quan.tri"]


def test_a_person_of_another_body_cannot_be_linked(
    admin_client: FlaskClient, session: Session, elsewhere: Unit
) -> None:
    stranger = make_person(session, "Người Lạ", unit=elsewhere)
    data = {"username": "le.binh", "display_name": "Lê Bình", "person_id": str(stranger.id)}
    assert admin_client.post("/accounts/new", data=data).status_code == 422
    assert admin_client.get("/accounts/people?q=nguoi").json == []


def test_the_picker_finds_without_diacritics(admin_client: FlaskClient, session: Session, body: Unit) -> None:
    person = make_person(session, "Đặng Thị Ánh", unit=body)
    found = admin_client.get("/accounts/people?q=dang thi").json
    assert [(each["id"], each["label"]) for each in found] == [(str(person.id), "Đặng Thị Ánh")]


def test_roles_are_given_and_taken_back(admin_client: FlaskClient, session: Session, body: Unit) -> None:
    user = make_account(session)
    given = admin_client.post(f"/accounts/{user.id}/roles", data={"role": "hr_officer", "unit_id": str(body.id)})
    assert given.status_code == 302
    grant = session.scalars(select(RoleGrant).where(RoleGrant.user_id == user.id)).one()
    assert (grant.role, grant.unit_id) == (Role.HR_OFFICER, body.id)
    again = admin_client.post(f"/accounts/{user.id}/roles", data={"role": "hr_officer", "unit_id": str(body.id)})
    assert again.status_code == 422
    assert admin_client.post(f"/accounts/roles/{grant.id}/removal").status_code == 302
    assert session.scalars(select(RoleGrant).where(RoleGrant.user_id == user.id)).all() == []


def test_a_forged_unit_and_a_forged_role_are_refused(
    admin_client: FlaskClient, session: Session, body: Unit, elsewhere: Unit
) -> None:
    user = make_account(session)
    for data in (
        {"role": "hr_officer", "unit_id": str(elsewhere.id)},
        {"role": "emperor", "unit_id": str(body.id)},
        {"role": "hr_officer", "unit_id": "x"},
        {},
    ):
        assert admin_client.post(f"/accounts/{user.id}/roles", data=data).status_code == 422
    assert session.scalars(select(RoleGrant).where(RoleGrant.user_id == user.id)).all() == []


def test_nobody_gives_a_role_to_themselves(session: Session, body: Unit) -> None:
    actor = make_actor(session, Role.ADMIN, body)
    with pytest.raises(NotAllowed):
        users.grant_role(actor.user_id, Role.HR_OFFICER, body.id, actor=actor, at=now())


def test_an_account_of_another_body_is_out_of_reach(app: Flask, session: Session, body: Unit, elsewhere: Unit) -> None:
    actor, far = make_actor(session, Role.ADMIN, body), make_account(session, Role.HR_OFFICER, elsewhere)
    with pytest.raises(NotFound):
        users.reset_password(far.id, settings=current_settings(app), actor=actor, at=now())
    with pytest.raises(NotFound):
        users.grant_role(far.id, Role.HR_OFFICER, body.id, actor=actor, at=now())


def test_an_auditor_reads_accounts_and_changes_none(session: Session, body: Unit, admin: User, sign_in: SignIn) -> None:
    client = sign_in(make_account(session, Role.AUDITOR, body))
    assert client.get(f"/accounts/{admin.id}").status_code == 200
    assert client.post(f"/accounts/{admin.id}/password-reset").status_code == 403
    assert client.get("/accounts/new").status_code == 403


def test_a_closed_account_loses_its_sessions_and_a_stale_button_is_told(
    admin_client: FlaskClient, session: Session, app: Flask, body: Unit
) -> None:
    user = make_account(session, Role.UNIT_OFFICER, body)
    old = user.version
    assert admin_client.post(f"/accounts/{user.id}/state/closed", data={"version": str(old)}).status_code == 302
    assert not session.get_one(User, user.id, populate_existing=True).is_active
    assert admin_client.post(f"/accounts/{user.id}/state/open", data={"version": str(old)}).status_code == 409


def test_the_console_never_needs_a_known_password(app: Flask, session: Session, body: Unit) -> None:
    result = app.test_cli_runner().invoke(
        args=["user", "create", "le.binh", "--role", "hr_officer", "--unit", body.code]
    )
    assert result.exit_code == 0, result.output
    created = session.scalars(select(User).where(User.username == "le.binh")).one()
    assert created.must_change_password
    assert session.scalars(select(RoleGrant.unit_id).where(RoleGrant.user_id == created.id)).all() == [body.id]
    wrong = app.test_cli_runner().invoke(args=["user", "create", "le.chi", "--role", "admin", "--unit", "NOWHERE"])
    assert wrong.exit_code == 1
    assert "NOWHERE" in wrong.output


def test_a_taken_name_is_told(app: Flask, session: Session, admin: User) -> None:
    with pytest.raises(RuleBroken) as refusal:
        users.create_user(
            users.NewUser("quan.tri", "X", "bốn từ ghép lại"), settings=current_settings(app), actor=None, at=now()
        )
    assert [problem.field for problem in refusal.value.problems] == ["username"]


def test_unknown_ids_are_not_found(admin_client: FlaskClient) -> None:
    nowhere = UUID(int=1)
    assert admin_client.get(f"/accounts/{nowhere}").status_code == 404
    assert admin_client.post(f"/accounts/{nowhere}/password-reset").status_code == 404
    assert admin_client.post(f"/accounts/roles/{nowhere}/removal").status_code == 404


def test_a_search_without_script_takes_a_text_of_any_length(admin_client: FlaskClient) -> None:
    typed = {"find": "person_id", "person_id_q": "x" * 100_000}
    assert admin_client.post("/accounts/new", data=typed).status_code == 200
