"""Registers and registrations as plain rows, written as the services would write them."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from app.eligibility.enums import Subject
from app.organisation.models import Person, Unit
from app.registrations.models import Registration, RegistrationRound

MADE_AT = datetime(2018, 2, 1, 8, 0, tzinfo=UTC)


def make_round(
    session: Session,
    body: Unit,
    year: int = 2018,
    *,
    opens_on: date | None = None,
    closes_on: date | None = None,
    regime_id: str = "r2018",
    legal_basis: str = "",
) -> RegistrationRound:
    """Add the register of a year, by default open from January to March."""
    kept = RegistrationRound(
        body_id=body.id,
        year=year,
        regime_id=regime_id,
        opens_on=opens_on or date(year, 1, 2),
        closes_on=closes_on or date(year, 3, 31),
        legal_basis=legal_basis,
    )
    session.add(kept)
    session.commit()
    return kept


def make_registration(
    session: Session,
    unit: Unit,
    person: Person | None = None,
    award_code: str = "LDTT",
    year: int = 2018,
    *,
    note: str = "",
    withdrawn_reason: str = "",
) -> Registration:
    """Register a person of a unit, or without one the unit itself."""
    row = Registration(
        body_id=unit.body_id,
        year=year,
        unit_id=unit.id,
        subject=Subject.INDIVIDUAL if person else Subject.COLLECTIVE,
        person_id=person.id if person else None,
        collective_id=None if person else unit.id,
        award_code=award_code,
        registered_on=date(year, 2, 1),
        note=note,
        created_at=MADE_AT,
        withdrawn_at=MADE_AT if withdrawn_reason else None,
        withdrawn_reason=withdrawn_reason,
    )
    session.add(row)
    session.commit()
    return row
