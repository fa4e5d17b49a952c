"""Signing in by the back door, so that a thousand tests do not each fill in the sign-in page."""

import hashlib
import secrets
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.accounts.models import UserSession
from app.core.clock import now


class HasId(Protocol):
    """Anything that names an account."""

    @property
    def id(self) -> UUID: ...


def put_session_cookie(session: Session, client: FlaskClient, user: HasId) -> None:
    """Open a server-side session of ``user`` and give its cookie to ``client``."""
    token = secrets.token_urlsafe(32)
    session.add(
        UserSession(
            token_sha256=hashlib.sha256(token.encode()).hexdigest(),
            user_id=user.id,
            created_at=now(),
            expires_at=now() + timedelta(hours=1),
        )
    )
    session.commit()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
