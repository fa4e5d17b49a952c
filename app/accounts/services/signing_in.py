"""Signing in and out: one transaction each, every try leaves a trace in the account."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import update

from app.accounts import passwords, queries
from app.accounts.models import User, UserSession
from app.audit import trail
from app.core.access import Actor
from app.core.transaction import lock, transaction
from app.settings import Settings


def token_sha256(token: str) -> str:
    """Return what the database keeps of a session token."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(username: str, password: str, *, user_agent: str, settings: Settings, at: datetime) -> str | None:
    """Check the password and return the token of a new session, or None.

    Too many wrong tries lock the account for a while. A wrong name, a wrong password, a locked and a closed account
    answer alike and after the same work, so that nobody learns from the answer which names exist.
    """
    with transaction() as session:
        user = queries.user_by_name(session, username)
        known_hash = user.password_hash if user else None
        right = passwords.matches(password, known_hash, settings)
        if user is None:
            return None
        # The slow work is done: from here tries at the same moment are counted one after the other.
        user = lock(session, User, user.id)
        if user.password_hash != known_hash:
            right = passwords.matches(password, user.password_hash, settings)
        if _is_locked(user, at):
            return None
        if not right or not user.is_active:
            _count_failure(user, settings=settings, at=at)
            return None
        user.failed_count, user.locked_until = 0, None
        if passwords.needs_new_hash(user.password_hash, settings):
            user.password_hash = passwords.hash_password(password, settings)
        token = secrets.token_urlsafe(32)
        session.add(
            UserSession(
                token_sha256=token_sha256(token),
                user_id=user.id,
                created_at=at,
                expires_at=at + timedelta(hours=settings.session_hours),
                user_agent=user_agent[:200],
            )
        )
        trail.record(session, "user.signed_in", user.id, actor=_as_actor(user), at=at)
        return token


def _is_locked(user: User, at: datetime) -> bool:
    return user.locked_until is not None and user.locked_until > at


def _count_failure(user: User, *, settings: Settings, at: datetime) -> None:
    user.failed_count += 1
    if user.failed_count >= settings.lockout_tries:
        user.failed_count, user.locked_until = 0, at + timedelta(minutes=settings.lockout_minutes)


def sign_out(token: str, *, actor: Actor, at: datetime) -> None:
    """End this session; the token is worthless from now on."""
    with transaction() as session:
        session.execute(
            update(UserSession)
            .where(UserSession.token_sha256 == token_sha256(token), UserSession.revoked_at.is_(None))
            .values(revoked_at=at)
        )
        trail.record(session, "user.signed_out", actor.user_id, actor=actor, at=at)


def _as_actor(user: User) -> Actor:
    return Actor(user_id=user.id, name=user.display_name)
