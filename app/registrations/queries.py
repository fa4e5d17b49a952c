"""Every select on the registers of titles aimed at."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.registrations.models import Registration, RegistrationRound

__all__ = ["Registration", "RegistrationRound", "round_of"]


def round_of(session: Session, body_id: UUID, year: int) -> RegistrationRound | None:
    """The register of a body and year; None when the body keeps none."""
    return session.get(RegistrationRound, (body_id, year))
