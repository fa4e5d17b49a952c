"""The register of a year, and what people and units registered for."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.organisation.queries import Unit
from app.registrations.models import Registration, RegistrationRound

FEW: Final = 500
"""So many ids fit into one question; for more the whole register is read."""


def round_of(session: Session, body_id: UUID, year: int) -> RegistrationRound | None:
    """The register of a body and year; None: the body keeps none, so nothing can be computed from it."""
    return session.get(RegistrationRound, (body_id, year))


def registered_codes(
    session: Session,
    body_id: UUID,
    year: int,
    *,
    person_ids: Collection[UUID] = (),
    unit_ids: Collection[UUID] = (),
) -> Mapping[UUID, frozenset[str]]:
    """The awards for which these people and units are registered, by their ids; who is missing registered none."""
    wanted = {*person_ids, *unit_ids}
    if not wanted:
        return {}
    query = select(Registration.person_id, Registration.collective_id, Registration.award_code).where(
        Registration.body_id == body_id, Registration.year == year, Registration.withdrawn_at.is_(None)
    )
    if len(wanted) <= FEW:
        query = query.where(Registration.person_id.in_(wanted) | Registration.collective_id.in_(wanted))
    found: dict[UUID, set[str]] = defaultdict(set)
    for person_id, collective_id, code in session.execute(query):
        subject_id = person_id or collective_id
        if subject_id in wanted:
            found[subject_id].add(code)
    return {subject_id: frozenset(codes) for subject_id, codes in found.items()}


def has_registrations(session: Session, body_id: UUID, year: int) -> bool:
    """Say whether anybody ever registered in this register."""
    query = select(Registration.id).where(Registration.body_id == body_id, Registration.year == year).limit(1)
    return session.scalar(query) is not None


def live_pairs(session: Session, year: int, subject_ids: Collection[UUID]) -> set[tuple[UUID, str]]:
    """The (person or unit, award) pairs that are registered already, in whatever body."""
    query = select(Registration.person_id, Registration.collective_id, Registration.award_code).where(
        Registration.year == year,
        Registration.withdrawn_at.is_(None),
        Registration.person_id.in_(subject_ids) | Registration.collective_id.in_(subject_ids),
    )
    rows = session.execute(query)
    return {(subject, code) for person, collective, code in rows if (subject := person or collective) is not None}


def body_path(session: Session, body_id: UUID) -> str:
    """The tree path of the body that keeps a register."""
    return session.scalar(select(Unit.path).where(Unit.id == body_id)) or ""
