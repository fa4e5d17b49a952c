"""Every select over yearly classifications."""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.classification.enums import ClassificationStatus
from app.classification.models import Classification
from app.organisation.queries import Unit


def is_locked(session: Session, body_id: UUID, year: int) -> bool:
    """Whether the classification of a body and year is locked; without any entry it is not."""
    condition = (
        (Classification.year == year)
        & (Classification.status == ClassificationStatus.LOCKED)
        & (Classification.unit_id.in_(select(Unit.id).where(Unit.body_id == body_id)))
    )
    return bool(session.scalar(select(exists().where(condition))))


__all__ = ["Classification", "is_locked"]
