"""Accounts and actors: who signs in, and who calls a service, as plain rows and plain data."""

from itertools import count

from sqlalchemy.orm import Session

from app.accounts.models import RoleGrant, User
from app.core.access import Actor, Body, Grant, Role
from app.core.clock import now
from app.organisation.models import Person, Unit

_NUMBERS = count(1)
NO_PASSWORD = "-"
"""Matches no password: such an account signs in through the fixture ``sign_in`` only."""


def make_account(
    session: Session,
    role: Role | None = None,
    unit: Unit | None = None,
    *,
    person: Person | None = None,
    username: str | None = None,
) -> User:
    """Add an account, with a role over ``unit`` if asked, for a person of the staff list if given."""
    user = User(
        username=username or f"user{next(_NUMBERS)}",
        display_name=person.full_name if person else "Người dùng thử",
        password_hash=NO_PASSWORD,
        person_id=person.id if person else None,
        created_at=now(),
    )
    session.add(user)
    session.flush()
    if role is not None:
        assert unit is not None, "a role is held over a unit"
        session.add(RoleGrant(user_id=user.id, role=role, unit_id=unit.id, granted_at=now()))
    session.commit()
    return user


def make_actor(
    session: Session, role: Role | None = None, unit: Unit | None = None, *, person: Person | None = None
) -> Actor:
    """Add an account and return it as services see it."""
    user = make_account(session, role, unit, person=person)
    grants = (Grant(role, unit.id, unit.path, body_of(session, unit)),) if role and unit else ()
    return Actor(user_id=user.id, name=user.display_name, person_id=user.person_id, grants=grants)


def body_of(session: Session, unit: Unit) -> Body | None:
    """Return the body to which a unit belongs, as an actor knows it."""
    body = session.get(Unit, unit.body_id) if unit.body_id else None
    return Body(body.id, body.name, body.path) if body else None
