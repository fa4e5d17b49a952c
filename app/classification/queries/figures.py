"""Counts of levels: the one source for the page and for the year-end report."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, literal, select
from sqlalchemy.orm import Session

from app.classification.models import Classification
from app.core.database import within
from app.eligibility.enums import ClassificationLevel, Subject
from app.organisation.enums import StaffGroup
from app.organisation.queries import Unit


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many people of a staff group of a unit, or whether the unit itself, reached a level."""

    subject: Subject
    unit_id: UUID
    unit_name: str
    unit_path: str
    staff_group: StaffGroup | None
    level: ClassificationLevel
    count: int


def counts(session: Session, unit_paths: Iterable[str], year: int, *, body_id: UUID | None = None) -> list[CountRow]:
    """Levels of a year in these subtrees, by subject, unit, staff group and level; ``body_id`` leaves inner bodies out.

    Combinations without an entry have no row. A collective has no staff group.
    """
    subject = case(
        (Classification.person_id.is_(None), literal(Subject.COLLECTIVE.value)), else_=Subject.INDIVIDUAL.value
    )
    keys = (subject, Unit.id, Unit.name, Unit.path, Classification.staff_group, Classification.level)
    query: Select[*tuple[Any, ...]] = (  # Any: the columns of CountRow
        select(*keys, func.count())
        .join(Unit, Unit.id == Classification.unit_id)
        .where(Classification.year == year, within(Unit.path, unit_paths))
        .group_by(*keys)
        .order_by(Unit.path)
    )
    if body_id is not None:
        query = query.where(Unit.body_id == body_id)
    return [CountRow(Subject(subject), *rest) for subject, *rest in session.execute(query)]
