"""Quality classifications: of everybody this year, of the heavy body's people in all ten years."""

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from typing import Any

from sqlalchemy import Connection

from app.classification.enums import ClassificationStatus
from app.classification.models import Classification
from app.eligibility.enums import ClassificationLevel
from tests.bench import plan
from tests.bench.organisation import Organisation, SeededBody
from tests.bench.writing import write


def seed_levels(connection: Connection, organisation: Organisation, *, year: int) -> None:
    """Write the locked levels."""
    heavy, *others = organisation.bodies
    for each in range(year - plan.YEARS + 1, year + 1):
        write(connection, Classification, _rows(heavy, each))
    for body in others:
        write(connection, Classification, _rows(body, year))


def _rows(body: SeededBody, year: int) -> Iterator[dict[str, Any]]:
    levels = cycle([ClassificationLevel.HTXSNV, *[ClassificationLevel.HTTNV] * 3, ClassificationLevel.HTNV])
    same = {"version": 1, "year": year, "status": ClassificationStatus.LOCKED, "decided_on": date(year, 12, 15)}
    for person in body.people:
        place = {"unit_id": person.unit.id, "person_id": person.id, "collective_id": None}
        yield {**same, **place, "staff_group": person.group, "level": next(levels)}
    for unit in body.units:
        place = {"unit_id": unit.id, "person_id": None, "collective_id": unit.id}
        yield {**same, **place, "staff_group": None, "level": next(levels)}
