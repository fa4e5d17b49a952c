"""Every select over yearly classifications."""

from app.classification.models import Classification
from app.classification.queries.figures import CountRow, counts
from app.classification.queries.lists import (
    PersonFilter,
    PersonLevel,
    Scope,
    UnitLevels,
    people_page,
    people_total,
    unit_level,
    unit_levels,
    unit_names,
)
from app.classification.queries.state import Progress, UnitPlace, is_locked, progress, unit_place
from app.classification.queries.trail import TRAIL_PLACES

__all__ = [
    "TRAIL_PLACES",
    "Classification",
    "CountRow",
    "PersonFilter",
    "PersonLevel",
    "Progress",
    "Scope",
    "UnitLevels",
    "UnitPlace",
    "counts",
    "is_locked",
    "people_page",
    "people_total",
    "progress",
    "unit_level",
    "unit_levels",
    "unit_names",
    "unit_place",
]
