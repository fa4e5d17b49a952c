"""How many people are excellent in a body, against the ceiling of each scheme."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.classification.models import Classification, ExcellentExcess
from app.classification.rules.quota import Tally, meters
from app.classification.rules.schemes import scheme_of
from app.eligibility.enums import Subject
from app.eligibility.excellent import ExcellentMeter
from app.local_rules.queries import choices_for
from app.organisation.queries import Unit


def excellent_meters(session: Session, body_id: UUID, year: int) -> list[ExcellentMeter]:
    """Measure the excellent of a body in a year: by scheme, the whole body and each staff group."""
    tallies = excellent_tallies(session, body_id, year)
    return meters(tallies, year, choices_for(session, body_id, on=date(year, 12, 31))) if tallies else []


def excess_of(session: Session, body_id: UUID, year: int) -> ExcellentExcess | None:
    """Why a body passed a ceiling in a year, where somebody said so."""
    return session.get(ExcellentExcess, (body_id, year))


def excellent_tallies(session: Session, body_id: UUID, year: int) -> list[Tally]:
    """Count the people of a body by scheme, staff group and level."""
    keys = (Classification.scheme_id, Unit.kind, Classification.staff_group, Classification.level)
    query = (
        select(*keys, func.count())
        .join(Unit, Unit.id == Classification.unit_id)
        .where(Classification.year == year, Unit.body_id == body_id, Classification.person_id.is_not(None))
        .group_by(*keys)
    )
    found = []
    for scheme_id, kind, group, level, count in session.execute(query):
        # Entries from before schemes were stored are measured by the one that held for them.
        scheme = None if scheme_id else scheme_of(year, Subject.INDIVIDUAL, group, kind)
        known = scheme_id or (scheme.id if scheme else None)
        if known:
            found.append(Tally(known, group, level, count))
    return found
