"""Every select over yearly classifications."""

from app.classification.models import Classification, ExcellentExcess, Objection, SelfAssessment, UnitMeeting
from app.classification.queries.ceilings import excellent_meters, excess_of
from app.classification.queries.figures import CountRow, counts
from app.classification.queries.files import (
    PlaceOfYear,
    entry_by_id,
    entry_of,
    meeting_of,
    objections_to,
    own_place,
    self_assessment_of,
    years_of,
)
from app.classification.queries.judging import (
    Dossier,
    Judged,
    UnitFacts,
    as_judged,
    dossiers,
    judge,
    judge_entries,
    scheme_for,
    unit_facts,
)
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
    "Dossier",
    "ExcellentExcess",
    "Judged",
    "Objection",
    "PersonFilter",
    "PersonLevel",
    "PlaceOfYear",
    "Progress",
    "Scope",
    "SelfAssessment",
    "UnitFacts",
    "UnitLevels",
    "UnitMeeting",
    "UnitPlace",
    "as_judged",
    "counts",
    "dossiers",
    "entry_by_id",
    "entry_of",
    "excellent_meters",
    "excess_of",
    "is_locked",
    "judge",
    "judge_entries",
    "meeting_of",
    "objections_to",
    "own_place",
    "people_page",
    "people_total",
    "progress",
    "scheme_for",
    "self_assessment_of",
    "unit_facts",
    "unit_level",
    "unit_levels",
    "unit_names",
    "unit_place",
    "years_of",
]
