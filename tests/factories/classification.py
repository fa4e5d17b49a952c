"""Levels of people and units, written straight into the table."""

from datetime import date

from sqlalchemy.orm import Session

from app.classification.enums import ClassificationStatus
from app.classification.models import Classification
from app.eligibility.enums import ClassificationLevel
from app.organisation.enums import StaffGroup
from app.organisation.models import Person, Unit


def make_classification(
    session: Session,
    unit: Unit,
    year: int = 2026,
    *,
    person: Person | None = None,
    level: ClassificationLevel = ClassificationLevel.HTTNV,
    staff_group: StaffGroup = StaffGroup.CIVIL_SERVANT,
    status: ClassificationStatus = ClassificationStatus.DECIDED,
    decided_on: date | None = None,
    note: str = "",
) -> Classification:
    """Add the level of a person in a unit, or of the unit itself when no person is given."""
    decided = status is not ClassificationStatus.PROPOSED
    row = Classification(
        year=year,
        unit_id=unit.id,
        person_id=person.id if person else None,
        collective_id=None if person else unit.id,
        staff_group=staff_group if person else None,
        level=level,
        decided_on=decided_on or (date(year, 12, 15) if decided else None),
        note=note,
        status=status,
    )
    session.add(row)
    session.commit()
    return row
