"""One unit's sheet of a year: its place and meeting, the entries of its people and its own, what bears on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.classification.enums import ClassificationStatus
from app.classification.models import Classification, UnitMeeting
from app.classification.queries.judging import UnitFacts
from app.eligibility.enums import ClassificationLevel
from app.organisation.enums import UnitKind
from app.organisation.queries import Unit


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A unit with its body, whether the year is locked, and its meeting on the classification."""

    id: UUID
    name: str
    path: str
    kind: UnitKind
    body_id: UUID
    body_name: str
    body_path: str
    is_locked: bool
    sub_units: int
    meeting: UnitMeeting | None


@dataclass(frozen=True, slots=True)
class SheetEntries:
    """What is entered for a unit: its own level, its people's, and the levels of the units right below it."""

    own: Classification | None
    people: Mapping[UUID, Classification]
    below: Mapping[UUID, ClassificationLevel]

    def facts(self, place: SheetPlace) -> dict[UUID, UnitFacts]:
        """Return the unit and those below it as the rules need them; a unit without a level stands without one."""
        none_forced = place.meeting.none_forced if place.meeting else False
        own_level = self.own.level if self.own else None
        found = {place.id: UnitFacts(place.id, place.name, None, place.kind, own_level, none_forced)}
        for unit_id, level in self.below.items():
            found[unit_id] = UnitFacts(unit_id, "", place.id, place.kind, level, False)
        for number in range(place.sub_units - len(self.below)):
            nameless = UUID(int=number)
            found[nameless] = UnitFacts(nameless, "", place.id, place.kind, None, False)
        return found


def sheet_place(session: Session, unit_id: UUID, year: int) -> SheetPlace | None:
    """A unit with its body and its meeting; None for an unknown one or one without a body."""
    body, below, inner = aliased(Unit), aliased(Unit), aliased(Unit)
    locked = exists().where(
        Classification.year == year,
        Classification.status == ClassificationStatus.LOCKED,
        Classification.unit_id.in_(select(inner.id).where(inner.body_id == Unit.body_id)),
    )
    children = select(func.count()).where(below.parent_id == Unit.id, below.valid_to.is_(None)).scalar_subquery()
    query: Select[*tuple[Any, ...]] = (  # Any: the columns of SheetPlace
        select(Unit.id, Unit.name, Unit.path, Unit.kind, body.id, body.name, body.path, locked, children, UnitMeeting)
        .join(body, body.id == Unit.body_id)
        .outerjoin(UnitMeeting, and_(UnitMeeting.unit_id == Unit.id, UnitMeeting.year == year))
        .where(Unit.id == unit_id)
    )
    rows = [SheetPlace(*row) for row in session.execute(query.execution_options(populate_existing=True))]
    return rows[0] if rows else None


def sheet_entries(session: Session, unit_id: UUID, year: int) -> SheetEntries:
    """Everything entered for a unit in a year."""
    children = select(Unit.id).where(Unit.parent_id == unit_id, Unit.valid_to.is_(None))
    query = select(Classification).where(
        Classification.year == year,
        (Classification.unit_id == unit_id) | Classification.collective_id.in_(children),
    )
    own: Classification | None = None
    people: dict[UUID, Classification] = {}
    below: dict[UUID, ClassificationLevel] = {}
    for row in session.scalars(query.execution_options(populate_existing=True)):
        if row.person_id is not None:
            people[row.person_id] = row
        elif row.unit_id == unit_id:
            own = row
        else:
            below[row.unit_id] = row.level
    return SheetEntries(own, people, below)
