"""Every select over users, grants and sessions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    CompoundSelect,
    Row,
    String,
    Uuid,
    bindparam,
    cast,
    column,
    literal,
    null,
    select,
    table,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from app.accounts.models import RoleGrant, User, UserSession
from app.core.access import Actor, Body, Grant, Role
from app.core.database import UtcDateTime
from app.organisation.queries import Membership, Unit
from app.web.guards import SignedInUser

_SEAT: Final = table("council_member", column("council_id", Uuid()), column("person_id", Uuid()), column("left_on"))
"""Only the key of a seat is read here: accounts lie below the council and do not import it."""


def _identity_query() -> CompoundSelect[Any]:  # Any: the columns are read by name below
    """Build the one query behind every page: the account, its grants, its council seats, its own body."""
    me = (
        select(
            User.id.label("user_id"),
            User.display_name,
            User.person_id,
            User.theme,
            User.must_change_password,
        )
        .join(UserSession, UserSession.user_id == User.id)
        .where(
            UserSession.token_sha256 == bindparam("token", type_=String()),
            UserSession.revoked_at.is_(None),
            UserSession.expires_at > bindparam("at", type_=UtcDateTime()),
            User.is_active,
        )
        .cte("me")
    )
    unit, body = aliased(Unit, name="granted"), aliased(Unit, name="body")
    nothing, no_id = cast(null(), String()), cast(null(), Uuid())
    place = (body.id.label("body_id"), body.name.label("body_name"), body.path.label("body_path"))
    grants = (
        select(
            me,
            literal("grant").label("leg"),
            cast(RoleGrant.role, String()).label("role"),
            unit.id.label("key"),
            unit.path,
            *place,
        )
        .outerjoin(RoleGrant, RoleGrant.user_id == me.c.user_id)
        .outerjoin(unit, unit.id == RoleGrant.unit_id)
        .outerjoin(body, body.id == unit.body_id)
    )
    seats = select(me, literal("seat"), nothing, _SEAT.c.council_id, nothing, no_id, nothing, nothing).join(
        _SEAT, (_SEAT.c.person_id == me.c.person_id) & _SEAT.c.left_on.is_(None)
    )
    home = (
        select(me, literal("home"), nothing, unit.id, unit.path, *place)
        .join(Membership, (Membership.person_id == me.c.person_id) & Membership.ended_on.is_(None))
        .join(unit, unit.id == Membership.unit_id)
        .join(body, body.id == unit.body_id)
    )
    return union_all(grants, seats, home)


_IDENTITY: Final = _identity_query()


def signed_in_user(session: Session, token_sha256: str, *, token: str, at: datetime) -> SignedInUser | None:
    """The account of a live session with everything the guards ask, in one query; None when there is none."""
    rows = session.execute(_IDENTITY, {"token": token_sha256, "at": at}).all()
    if not rows:
        return None
    first = rows[0]
    actor = Actor(
        user_id=first.user_id,
        name=first.display_name,
        person_id=first.person_id,
        grants=_grants(rows),
        council_ids=frozenset(row.key for row in rows if row.leg == "seat"),
        own_body=next((_body(row) for row in rows if row.leg == "home"), None),
    )
    return SignedInUser(actor, token=token, theme=first.theme, must_change_password=first.must_change_password)


def _grants(rows: Sequence[Row[Any]]) -> tuple[Grant, ...]:
    granted = (row for row in rows if row.leg == "grant" and row.role)
    return tuple(Grant(Role(row.role), row.key, row.path, _body(row)) for row in granted)


def _body(row: Row[Any]) -> Body | None:
    return Body(row.body_id, row.body_name, row.body_path) if row.body_id else None


def user_by_name(session: Session, username: str) -> User | None:
    """The account with this user name."""
    return session.scalar(select(User).where(User.username == username))
