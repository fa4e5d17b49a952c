"""Every select over users, grants and sessions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
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
from app.core.access import Actor, Body, Grant, Permission, Role
from app.core.database import UtcDateTime, within
from app.core.errors import NotFound
from app.core.paging import Page, keyset_page
from app.core.text import fold
from app.organisation.queries import Membership, Person, Unit
from app.web.guards import SignedInUser

LONGEST_SEARCH: Final = 100
"""No name is longer; SQLite refuses to look for a pattern of more than 50,000 bytes."""

_SEAT: Final = table("council_member", column("council_id", Uuid()), column("person_id", Uuid()), column("left_on"))
"""Only the key of a seat is read here: accounts lie below the council and do not import it."""

TRAIL_PLACES: Final = {
    "user": (
        select(RoleGrant.user_id, Unit.path).join(Unit, Unit.id == RoleGrant.unit_id),
        select(User.id, Unit.path)
        .join(Membership, Membership.person_id == User.person_id)
        .join(Unit, Unit.id == Membership.unit_id),
    )
}
"""Where accounts lie in the tree, by role and by work: who audits that place reads what the trail says of them."""

_ACCOUNT: Final = (
    User.id.label("user_id"),
    User.display_name,
    User.person_id,
    User.theme,
    User.language,
    User.must_change_password,
)


def _by_session() -> CTE:
    """Return the account of a live session."""
    live = (
        UserSession.token_sha256 == bindparam("token", type_=String()),
        UserSession.revoked_at.is_(None),
        UserSession.expires_at > bindparam("at", type_=UtcDateTime()),
    )
    joined = select(*_ACCOUNT).join(UserSession, UserSession.user_id == User.id)
    return joined.where(*live, User.is_active).cte("me")


def _by_name() -> CTE:
    """Return the account with a user name."""
    return select(*_ACCOUNT).where(User.username == bindparam("username", type_=String()), User.is_active).cte("me")


def _identity_query(me: CTE) -> CompoundSelect[Any]:  # Any: the columns are read by name below
    """Build the one query behind every page: the account, its grants, its council seats, its own body."""
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


_IDENTITY: Final = _identity_query(_by_session())
_NAMED: Final = _identity_query(_by_name())


def signed_in_user(session: Session, token_sha256: str, *, token: str, at: datetime) -> SignedInUser | None:
    """The account of a live session with everything the guards ask, in one query; None when there is none."""
    rows = session.connection().execute(_IDENTITY, {"token": token_sha256, "at": at}).all()
    if not rows:
        return None
    first, actor = rows[0], _actor(rows)
    return SignedInUser(
        actor,
        token=token,
        theme=first.theme,
        language=first.language,
        must_change_password=first.must_change_password,
    )


def actor_named(session: Session, username: str) -> Actor:
    """The actor behind a user name, as commands need one; raises NotFound."""
    rows = session.execute(_NAMED, {"username": username}).all()
    if not rows:
        raise NotFound
    return _actor(rows)


def _actor(rows: Sequence[Row[Any]]) -> Actor:
    first = rows[0]
    return Actor(
        user_id=first.user_id,
        name=first.display_name,
        person_id=first.person_id,
        grants=_grants(rows),
        council_ids=frozenset(row.key for row in rows if row.leg == "seat"),
        own_body=next((_body(row) for row in rows if row.leg == "home"), None),
    )


def _grants(rows: Sequence[Row[Any]]) -> tuple[Grant, ...]:
    granted = (row for row in rows if row.leg == "grant" and row.role)
    return tuple(Grant(Role(row.role), row.key, row.path, _body(row)) for row in granted)


def _body(row: Row[Any]) -> Body | None:
    return Body(row.body_id, row.body_name, row.body_path) if row.body_id else None


def user_by_name(session: Session, username: str) -> User | None:
    """The account with this user name."""
    return session.scalar(select(User).where(User.username == username))


@dataclass(frozen=True, slots=True)
class AccountRow:
    id: UUID
    username: str
    display_name: str
    is_active: bool
    locked_until: datetime | None
    roles: tuple[tuple[Role, str], ...] = ()
    """Role and name of the unit."""


@dataclass(frozen=True, slots=True)
class GrantRow:
    id: UUID
    role: Role
    unit_name: str
    unit_path: str
    granted_at: datetime


def _visible_to(actor: Actor) -> ColumnElement[bool]:
    """Accounts with a role in the actor's subtrees, those whose person works there, and those without any role yet."""
    roots = actor.paths(Permission.ACCOUNT_READ)
    there = select(Unit.id).where(within(Unit.path, roots))
    granted = select(RoleGrant.user_id).where(RoleGrant.unit_id.in_(there))
    working = select(Membership.person_id).where(Membership.unit_id.in_(there))
    unplaced = User.person_id.is_(None) & User.id.not_in(select(RoleGrant.user_id))
    seen = User.id.in_(granted) | User.person_id.in_(working) | unplaced
    return seen if roots else User.id == actor.user_id


def is_visible(session: Session, user_id: UUID, actor: Actor) -> bool:
    """Say whether the actor may know of the account."""
    return session.scalar(select(User.id).where(User.id == user_id, _visible_to(actor))) is not None


def account_page(session: Session, actor: Actor, *, text: str, cursor: str | None) -> Page[AccountRow]:
    """Accounts by user name, with their roles, in two queries."""
    columns = (User.id, User.username, User.display_name, User.is_active, User.locked_until)
    query = select(*columns).where(_visible_to(actor))
    if text:
        query = query.where(
            User.username.contains(text, autoescape=True) | User.display_name.icontains(text, autoescape=True)
        )
    page = keyset_page(
        lambda ordered: [AccountRow(*row) for row in session.execute(ordered)],
        query,
        (User.username,),
        lambda row: (row.username,),
        cursor=cursor,
    )
    roles: dict[UUID, list[tuple[Role, str]]] = {}
    held = select(RoleGrant.user_id, RoleGrant.role, Unit.name).join(Unit, Unit.id == RoleGrant.unit_id)
    for user_id, role, unit_name in session.execute(held.where(RoleGrant.user_id.in_([row.id for row in page.items]))):
        roles.setdefault(user_id, []).append((role, unit_name))
    return replace(page, items=[replace(row, roles=tuple(sorted(roles.get(row.id, ())))) for row in page.items])


def account(session: Session, user_id: UUID, actor: Actor) -> User:
    """The account; raises NoResultFound out of the actor's reach."""
    return session.scalars(select(User).where(User.id == user_id, _visible_to(actor))).one()


def grants_of(session: Session, user_id: UUID) -> list[GrantRow]:
    """The roles of an account."""
    query = (
        select(RoleGrant.id, RoleGrant.role, Unit.name, Unit.path, RoleGrant.granted_at)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.user_id == user_id)
        .order_by(Unit.path, RoleGrant.role)
    )
    return [GrantRow(*row) for row in session.execute(query)]


def has_grant(session: Session, user_id: UUID, role: Role, unit_id: UUID) -> bool:
    """Say whether the account holds the role at this very unit."""
    same = (RoleGrant.user_id == user_id, RoleGrant.role == role, RoleGrant.unit_id == unit_id)
    return session.scalar(select(RoleGrant.id).where(*same)) is not None


def live_sessions(session: Session, user_id: UUID, *, at: datetime) -> list[UserSession]:
    """The sessions that still open doors, newest first."""
    query = select(UserSession).where(
        UserSession.user_id == user_id, UserSession.revoked_at.is_(None), UserSession.expires_at > at
    )
    return list(session.scalars(query.order_by(UserSession.created_at.desc())))


def grantable_units(session: Session, actor: Actor) -> list[tuple[UUID, str, str]]:
    """Id, path and name of the units over which the actor may give roles, in tree order."""
    inside = within(Unit.path, actor.paths(Permission.ACCOUNT_MANAGE))
    query = select(Unit.id, Unit.path, Unit.name).where(inside, Unit.is_external.is_(False)).order_by(Unit.path)
    return [(unit_id, path, name) for unit_id, path, name in session.execute(query)]


def people_named(session: Session, actor: Actor, text: str) -> list[dict[str, str]]:
    """At most 20 people without an account who work where the actor manages accounts, for the picker."""
    folded = fold(text[:LONGEST_SEARCH])
    found = Person.search_text.contains(folded, autoescape=True)
    return _people(session, actor, found) if len(folded) >= 2 else []


def person_choice(session: Session, actor: Actor, person_id: UUID | None) -> list[dict[str, str]]:
    """The person already chosen, for the picker; none when out of reach."""
    return _people(session, actor, Person.id == person_id) if person_id else []


def _people(session: Session, actor: Actor, found: ColumnElement[bool]) -> list[dict[str, str]]:
    query = (
        select(Person.id, Person.full_name, Membership.post, Unit.name)
        .join(Membership, (Membership.person_id == Person.id) & Membership.ended_on.is_(None))
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            within(Unit.path, actor.paths(Permission.ACCOUNT_MANAGE)),
            found,
            Person.id.not_in(select(User.person_id).where(User.person_id.is_not(None))),
        )
        .order_by(Person.sort_key)
        .limit(20)
    )
    return [
        {"id": str(person_id), "label": name, "detail": ", ".join(filter(None, (post, unit_name)))}
        for person_id, name, post, unit_name in session.execute(query)
    ]
