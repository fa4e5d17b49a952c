"""Accounts that are signed in: an HR officer of the body, an officer of one unit, the members of the council."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Connection

from app.accounts.models import RoleGrant, User, UserSession
from app.accounts.services.signing_in import token_sha256
from app.core.access import Role
from app.core.clock import now
from app.core.database import new_id
from tests.bench.organisation import SeededBody, SeededPerson, SeededUnit
from tests.bench.plan import Account
from tests.bench.writing import write


def seed_officers(connection: Connection, body: SeededBody) -> tuple[Account, Account]:
    """Write the HR officer of the body and the officer of its third unit; both are on the staff list."""
    unit = body.units[2]
    hr, officer = (next(person for person in body.people if person.unit is place) for place in (body.units[0], unit))
    return (
        _signed_in(connection, "hr", hr, (Role.HR_OFFICER, body.unit)),
        _signed_in(connection, "officer", officer, (Role.UNIT_OFFICER, unit)),
    )


def seed_members(connection: Connection, people: Sequence[SeededPerson]) -> tuple[Account, ...]:
    """Write an account for each member of the council; they hold no other role."""
    return tuple(_signed_in(connection, f"member{number}", person) for number, person in enumerate(people, 1))


def _signed_in(
    connection: Connection, username: str, person: SeededPerson, grant: tuple[Role, SeededUnit] | None = None
) -> Account:
    user_id, token = new_id(), secrets.token_urlsafe(32)
    write(connection, User, [_user_row(user_id, username, person)])
    if grant:
        row = {"user_id": user_id, "role": grant[0], "unit_id": grant[1].id, "granted_at": now()}
        write(connection, RoleGrant, [row])
    session = {
        "token_sha256": token_sha256(token),
        "user_id": user_id,
        "created_at": now(),
        "expires_at": now() + timedelta(days=1),
    }
    write(connection, UserSession, [session])
    return Account(token, person.id)


def _user_row(user_id: UUID, username: str, person: SeededPerson) -> dict[str, object]:
    return {
        "id": user_id,
        "version": 1,
        "username": username,
        "display_name": person.name,
        "password_hash": "none: signed in by the seed",
        "person_id": person.id,
        "language": "vi",
        "created_at": now(),
    }
