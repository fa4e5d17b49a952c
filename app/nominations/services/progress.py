"""The one place where a nomination changes its state; the council and the decisions come through here too."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.transaction import lock
from app.nominations import rules
from app.nominations.enums import Status
from app.nominations.models import Nomination

STAMPS: Final = {Status.SUBMITTED: "submitted_at", Status.VERIFIED: "verified_at"}


def advance(
    session: Session, nomination_id: UUID, to: Status, *, actor: Actor, at: datetime, reason: str = ""
) -> Nomination:
    """Move a nomination within the caller's transaction and write the event ``nomination.<state>``.

    The caller has checked who may and in which phase. Raises NotFound, or TransitionError for an illegal move or for
    one that needs a reason and has none.
    """
    nomination = lock(session, Nomination, nomination_id)
    before = nomination.status
    nomination.status = rules.move(before, to)
    nomination.status_at = at
    if to in STAMPS and before is not Status.TABLED:
        setattr(nomination, STAMPS[to], at)
    if to in rules.NEEDS_REASON:
        nomination.reason = rules.require_reason(reason)
    trail.record(
        session,
        f"nomination.{to.value}",
        nomination.id,
        actor=actor,
        at=at,
        reason=reason or None,
        changes={"status": [before.value, to.value]},
    )
    return nomination
