"""How people and units are classified each year, by the scheme in force."""

from typing import Annotated, Literal

from pydantic import Field

from app.eligibility.enums import ClassificationLevel, Confidence
from app.eligibility.rulebook.parts import Grounded, Identifier, Localised, MonthDay, Part, Percent, Positive, Sentence


class Band(Part):
    """The points of a level."""

    level: ClassificationLevel
    min: Annotated[int, Field(ge=0, le=100)] | None = None
    max: Annotated[int, Field(ge=0, le=100)] | None = None
    max_exclusive: Annotated[int, Field(ge=0, le=100)] | None = None


class ExcellentQuota(Grounded):
    """A ceiling on how many may be classified excellent."""

    rule: Sentence | None = None
    from_year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    """First year in which the ceiling holds, where it came later than the scheme."""
    pct: Percent | None = None
    pct_of_good: Percent | None = None
    pct_confidence: Confidence | None = None
    base: Sentence | None = None
    exception_pct: Percent | None = None
    exception_pct_confidence: Confidence | None = None
    secondary: bool = False
    literal_text: Sentence | None = None
    readings: tuple[Identifier, ...] = ()


class AbsenceRule(Grounded):
    """What a long absence does to a classification."""

    months_min: Positive
    months_max_exclusive: Positive
    effect: Sentence
    maternity_excepted: bool


class LeaderLimit(Grounded):
    """When a leader cannot stand above the third level."""

    unit_plan_done_pct_min: Percent
    unit_plan_done_pct_max_exclusive: Percent
    or_any_of: tuple[Sentence, ...]


class LeaderTargets(Part):
    """What a leader and the units led must reach for a level."""

    min_pct_targets_exceeded: Percent | None = None
    min_pct_targets_on_time: Percent | None = None
    units_at_least_completed_pct: Percent
    units_at_least_good_pct: Percent


class TaskFormula(Grounded):
    """How task points are computed."""

    staff: Sentence
    leader: Sentence
    secondary: bool = False


class OrganisationConditions(Grounded):
    """What an organisation must reach for each level."""

    levels: dict[ClassificationLevel, Sentence]


class LeaderComponent(Part):
    """One part of a leader's score."""

    letter: Sentence
    what: Sentence
    pct_100_if: Sentence | None = None
    pct_50_if: Sentence | None = None
    other_steps: Sentence | None = None


class LeaderComponents(Grounded):
    """The parts of a leader's score."""

    components: tuple[LeaderComponent, ...]
    deputies: Sentence


class ClassificationScheme(Grounded):
    """How people and units are classified in some years."""

    id: Identifier
    instruments: tuple[Localised, ...]
    applies_to_years: tuple[int, int | None]
    subjects: tuple[
        Literal["civil_servant", "public_employee", "administrative_agency", "public_service_unit"],
        ...,
    ]
    method: Literal["criteria", "score_100"]
    levels: tuple[ClassificationLevel, ...]
    bands: tuple[Band, ...] = ()
    bands_as: Identifier | None = None
    bands_scope: Sentence | None = None
    general_max: Positive | None = None
    task_max: Positive | None = None
    task_formula: TaskFormula | None = None
    deduction_pct_per_fault: Percent | None = None
    forced_not_completed: tuple[Sentence, ...] = ()
    disciplined_in_year: ClassificationLevel | None = None
    timing: Sentence | None = None
    timing_confidence: Confidence | None = None
    deadline_mmdd: MonthDay | None = None
    late_deadline_mmdd_next_year: MonthDay | None = None
    start_date: Sentence | None = None
    order: tuple[Identifier, ...] = ()
    excellent_needs_initiative: bool | None = None
    excellent_quota: ExcellentQuota | None = None
    excellent_min_pct_tasks_exceeded: Percent | None = None
    leader_excellent: LeaderTargets | None = None
    leader_good: LeaderTargets | None = None
    leader_level_limited: LeaderLimit | None = None
    leader_components: LeaderComponents | None = None
    head_not_above_unit: bool | None = None
    absence_rule: AbsenceRule | None = None
    organisation_conditions: OrganisationConditions | None = None
    result_used_for_emulation: bool | None = None
    secondary: bool = False


class ClassificationFile(Part):
    """``classification.yaml``: the schemes, oldest first."""

    schemes: tuple[ClassificationScheme, ...]
