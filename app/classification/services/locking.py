"""Locking a body's year, and unlocking it with a reason."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.audit import trail
from app.classification import queries, rules
from app.classification.enums import ClassificationStatus
from app.classification.queries import Classification
from app.classification.services.ceilings import refuse_excess
from app.classification.services.places import body_for_writing
from app.core.access import Actor
from app.core.errors import TransitionError, refuse
from app.core.text import nfc_block
from app.core.transaction import transaction
from app.organisation.queries import Unit


def lock_year(body_id: UUID, year: int, *, excess_reason: str = "", actor: Actor, at: datetime) -> int:
    """Lock the levels of a body and year: from now on they are read only and the council may meet.

    More excellent people than the ceiling need a reason, given now or at the decision.
    """
    with transaction() as session:
        body_for_writing(session, body_id, actor)
        if queries.is_locked(session, body_id, year):
            raise TransitionError("already locked")
        state = queries.progress(session, body_id, year)
        refuse(rules.locking_problems(entered=state.entered, undecided=state.undecided))
        refuse_excess(session, body_id, year, excess_reason, actor=actor, at=at)
        _set_status(session, body_id, year, ClassificationStatus.LOCKED)
        changes = {"year": year, "entries": state.entered}
        trail.record(session, "classification.locked", body_id, actor=actor, at=at, changes=changes)
        return state.entered


def unlock_year(body_id: UUID, year: int, reason: str, *, actor: Actor, at: datetime) -> None:
    """Open the levels of a body and year again, with a reason."""
    with transaction() as session:
        body_for_writing(session, body_id, actor)
        reason = nfc_block(reason)
        if not queries.is_locked(session, body_id, year):
            raise TransitionError("not locked")
        refuse(rules.reason_problems(reason))
        _set_status(session, body_id, year, ClassificationStatus.DECIDED)
        changes = {"year": year}
        trail.record(session, "classification.unlocked", body_id, actor=actor, at=at, reason=reason, changes=changes)


def _set_status(session: Session, body_id: UUID, year: int, status: ClassificationStatus) -> None:
    units = select(Unit.id).where(Unit.body_id == body_id)
    session.execute(
        update(Classification)
        .where(Classification.year == year, Classification.unit_id.in_(units))
        .values(status=status, version=Classification.version + 1)
        .execution_options(synchronize_session="fetch")
    )
