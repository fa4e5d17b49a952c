"""Opening, changing and closing accounts; passwords; granting and taking back roles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts import passwords, policy, queries, rules
from app.accounts.models import RoleGrant, User, UserSession
from app.audit import trail
from app.core.access import Actor, Role
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, check_version
from app.core.transaction import lock, transaction
from app.organisation.queries import Person, Unit
from app.settings import Settings

_NAME_TAKEN: Final = Problem(_l("This user name is taken."), "username")


@dataclass(frozen=True, slots=True)
class NewUser:
    """An account to open: with a person of the staff list, or without (an administrator, a service desk)."""

    username: str
    display_name: str
    password: str
    person_id: UUID | None = None
    must_change_password: bool = True


def create_user(new: NewUser, *, settings: Settings, actor: Actor | None, at: datetime) -> UUID:
    """Open an account without any role; ``actor`` None is the operator at the console. Raises RuleBroken."""
    rules.check_username(new.username)
    rules.check_password(new.password, username=new.username)
    with transaction() as session:
        policy.require_may_open(actor)
        _check_free(session, new, actor)
        user = User(
            username=new.username,
            display_name=new.display_name,
            password_hash=passwords.hash_password(new.password, settings),
            person_id=new.person_id,
            must_change_password=new.must_change_password,
            created_at=at,
        )
        session.add(user)
        _write_new(session)
        trail.record(session, "user.created", user.id, actor=actor, at=at, changes={"username": new.username})
        return user.id


def _check_free(session: Session, new: NewUser, actor: Actor | None) -> None:
    if queries.user_by_name(session, new.username) is not None:
        raise RuleBroken(_NAME_TAKEN)
    if new.person_id is None:
        return
    # Two accounts for one person at once: the second finds the first.
    session.execute(select(Person.id).where(Person.id == new.person_id).with_for_update(key_share=True))
    if session.scalar(select(User.id).where(User.person_id == new.person_id)):
        raise RuleBroken(Problem(_l("This person has an account already."), "person_id"))
    if actor is not None and not queries.person_choice(session, actor, new.person_id):
        raise RuleBroken(Problem(_l("Choose from the list."), "person_id"))


def _write_new(session: Session) -> None:
    """Write the account; the name may have been taken at the same moment."""
    try:
        session.flush()
    except IntegrityError as error:
        raise RuleBroken(_NAME_TAKEN) from error


def change_password(
    old: str, new: str, *, keep_token_sha256: str, settings: Settings, actor: Actor, at: datetime
) -> None:
    """Change one's own password; every other session of the account ends."""
    with transaction() as session:
        user = lock(session, User, actor.user_id)
        if not passwords.matches(old, user.password_hash, settings):
            raise RuleBroken(Problem(_l("This is not your present password."), "old_password"))
        rules.check_password(new, username=user.username, field="new_password")
        if old == new:
            raise RuleBroken(Problem(_l("The new password is the old one."), "new_password"))
        user.password_hash = passwords.hash_password(new, settings)
        user.password_changed_at, user.must_change_password = at, False
        _end_sessions(session, user.id, at=at, keep=keep_token_sha256)
        trail.record(session, "user.password_changed", user.id, actor=actor, at=at)


def reset_password(user_id: UUID, *, settings: Settings, actor: Actor | None, at: datetime) -> str:
    """Give an account a random password that must be changed at the next sign-in; its sessions end."""
    with transaction() as session:
        user = _managed(session, user_id, actor)
        password = rules.random_password()
        user.password_hash = passwords.hash_password(password, settings)
        user.must_change_password, user.failed_count, user.locked_until = True, 0, None
        _end_sessions(session, user.id, at=at)
        trail.record(session, "user.password_reset", user.id, actor=actor, at=at)
        return password


def set_active(user_id: UUID, active: bool, *, version: int, actor: Actor, at: datetime) -> None:
    """Close an account, which ends its sessions, or open it again."""
    with transaction() as session:
        user = _managed(session, user_id, actor)
        check_version(user, version)
        if user.id == actor.user_id:
            raise NotAllowed
        user.is_active = active
        if not active:
            _end_sessions(session, user.id, at=at)
        trail.record(session, "user.opened" if active else "user.closed", user.id, actor=actor, at=at)


def grant_role(user_id: UUID, role: Role, unit_id: UUID, *, actor: Actor | None, at: datetime) -> None:
    """Give a role over a unit's subtree; nobody gives one to themselves. Raises RuleBroken when it is held already."""
    with transaction() as session:
        user, unit = _managed(session, user_id, actor), session.get(Unit, unit_id)
        if unit is None:
            raise RuleBroken(Problem(_l("Choose from the list."), "unit_id"))
        if not policy.may_grant(actor, user_id=user.id, unit_path=unit.path):
            raise NotAllowed
        if unit.is_external:
            raise RuleBroken(Problem(_l("A body outside this installation has no users."), "unit_id"))
        if queries.has_grant(session, user.id, role, unit.id):
            raise RuleBroken(Problem(_l("The account holds this role there already."), "role"))
        session.add(RoleGrant(user_id=user.id, role=role, unit_id=unit.id, granted_at=at))
        told = {"role": role.value, "unit": unit.code}
        trail.record(session, "user.role_granted", user.id, actor=actor, at=at, changes=told)


def take_back_role(grant_id: UUID, *, actor: Actor, at: datetime) -> UUID:
    """Take a role back and return the account it was taken from."""
    with transaction() as session:
        grant = lock(session, RoleGrant, grant_id)
        unit = session.get_one(Unit, grant.unit_id)
        if not queries.is_visible(session, grant.user_id, actor):
            raise NotFound
        if not policy.may_grant(actor, user_id=grant.user_id, unit_path=unit.path):
            raise NotAllowed
        session.delete(grant)
        told = {"role": grant.role.value, "unit": unit.code}
        trail.record(session, "user.role_taken_back", grant.user_id, actor=actor, at=at, changes=told)
        return grant.user_id


def choose_language(language: str, *, actor: Actor) -> None:
    """Keep the language of one's pages; a taste, so not an event."""
    with transaction() as session:
        session.execute(update(User).where(User.id == actor.user_id).values(language=language))


def choose_theme(theme: str, *, actor: Actor) -> None:
    """Keep the theme of one's pages; a taste, so not an event."""
    with transaction() as session:
        session.execute(update(User).where(User.id == actor.user_id).values(theme=theme))


def end_other_sessions(user_id: UUID, *, keep_token_sha256: str | None, actor: Actor, at: datetime) -> None:
    """End the sessions of one's own account but this one, or all those of an account one manages."""
    with transaction() as session:
        user = lock(session, User, user_id) if user_id == actor.user_id else _managed(session, user_id, actor)
        _end_sessions(session, user.id, at=at, keep=keep_token_sha256)
        trail.record(session, "user.sessions_ended", user.id, actor=actor, at=at)


def _managed(session: Session, user_id: UUID, actor: Actor | None) -> User:
    """Return an account that the actor may manage; raises NotFound for one out of reach."""
    if actor is not None and not queries.is_visible(session, user_id, actor):
        raise NotFound
    policy.require_may_open(actor)
    return lock(session, User, user_id)


def _end_sessions(session: Session, user_id: UUID, *, at: datetime, keep: str | None = None) -> None:
    live = update(UserSession).where(UserSession.user_id == user_id, UserSession.revoked_at.is_(None))
    session.execute(live.where(UserSession.token_sha256 != (keep or "")).values(revoked_at=at))
