"""What all regimes share: sources, readings, settings, global rules and the words of the files."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.eligibility.enums import (
    AchievementKind,
    ClassificationLevel,
    CombinationKind,
    CommendationType,
    ConditionKind,
    ConditionMode,
    Confidence,
    DepartmentRole,
    ModifierKind,
    Outcome,
    QuotaKind,
)
from app.eligibility.rulebook.parts import (
    Grounded,
    Identifier,
    Localised,
    MonthDay,
    Part,
    Percent,
    Positive,
    RegimeId,
    Sentence,
)


class Source(Part):
    """A page that was read."""

    title: Localised
    kind: Localised
    urls: tuple[Annotated[str, Field(pattern=r"^https?://\S+$", max_length=500)], ...] = ()
    where: Localised | None = None

    @model_validator(mode="after")
    def _can_be_found_again(self) -> Self:
        if not self.urls and self.where is None:
            raise ValueError("give urls, or where the page was read")
        return self


class SourcesFile(Part):
    """``sources.yaml``: every page by its id."""

    sources: dict[Identifier, Source]


class Reading(Grounded):
    """A point the texts leave open: the body chooses, the default is the cautious choice."""

    id: Identifier
    question: Localised
    options: dict[Identifier, Localised]
    default: Identifier

    @model_validator(mode="after")
    def _default_is_an_option(self) -> Self:
        if self.default not in self.options:
            raise ValueError(f"default {self.default!r} is none of the options")
        return self


SettingValue = bool | int | Decimal | str | None


class Setting(Grounded):
    """A figure or a choice that a body sets for itself; ``default`` holds until it does."""

    id: Identifier
    what: Localised
    default: SettingValue
    default_by_regime: dict[RegimeId, SettingValue] = {}
    default_note: Localised | None = None

    def value(self, regime_id: str) -> SettingValue:
        """Return the default for a regime."""
        return self.default_by_regime.get(regime_id, self.default)


class ParameterNote(Part):
    """What a parameter of a kind takes and means."""

    type: Sentence
    required: bool
    default: bool | int | str | None = None
    meaning: Sentence


class ConditionKindNote(Part):
    """What a kind of condition means and takes."""

    mode: ConditionMode
    meaning: Sentence
    if_data_missing: Sentence | None = None
    params: dict[str, ParameterNote]


class KindNote(Part):
    """What a kind of modifier or quota means and takes."""

    meaning: Sentence
    params: dict[str, ParameterNote]


class LevelName(Part):
    """The official name of a classification level."""

    code: ClassificationLevel
    name: Localised
    civil_servant_name_2018: Localised | None = None


class Vocabulary(Part):
    """Official names of closed lists."""

    classification_levels: tuple[LevelName, ...]
    commendation_types: dict[CommendationType, Localised]
    achievement_words: dict[AchievementKind, Localised]
    department_roles: dict[DepartmentRole, Localised]


class RegimeChoiceRule(Grounded):
    """How the regime of a file is chosen, in words; ``Rulebooks.choose_regime`` does it."""

    rule: Sentence
    steps: tuple[Sentence, ...]
    store: Sentence


class Rounding(Grounded):
    """How a bonus is rounded."""

    mode: Literal["ceil"]
    unit_vnd: Positive
    reading: Identifier


class Stacking(Grounded):
    """Which bonuses of awards decided at one time are paid."""

    titles_same_time_same_achievement: Literal["highest_only"]
    titles_with_different_achievement_periods: Literal["all"]
    title_plus_form_same_decision: Literal["both"] | None = None
    same_achievement_part_confidence: Confidence
    reading: Identifier


class CollectiveFactor(Grounded):
    """How many times the figure of a person a collective gets."""

    applies_to: tuple[Localised, ...]
    factor: Positive


class QuotaRounding(Grounded):
    """How a ceiling is rounded to whole people."""

    mode: Literal["floor"]
    readings: tuple[Identifier, ...]


class InitiativeReuse(Grounded):
    """Whether an initiative that already served may serve again."""

    rule: Localised
    for_initiatives_absent: Sentence
    for_initiatives_empty: Sentence
    mix_one_initiative_one_topic: bool
    regime: RegimeId


class WomenPriority(Grounded):
    """Who comes first among several that meet the same standard."""

    collective_female_share_pct_at_least: Percent
    applies_when: Localised
    long_service_reduction: Annotated[str, Field(pattern=r"^[1-9]/[1-9]$")]


class VoteArithmetic(Part):
    """How a share of votes is compared."""

    rule: Sentence
    readings: tuple[Identifier, ...]


class GlobalRules(Part):
    """Rules that hold for every award."""

    bonus_base: Localised
    bonus_rounding: dict[RegimeId, Rounding]
    bonus_rounding_readings: tuple[Identifier, ...]
    bonus_stacking: dict[RegimeId, Stacking]
    collective_multiplier_factor: CollectiveFactor
    quota_rounding: QuotaRounding
    initiative_reuse: InitiativeReuse
    women_priority: WomenPriority
    votes: VoteArithmetic


class CommonFile(Part):
    """``common.yaml``: everything that stands once for all regimes."""

    confidence_legend: dict[str, Sentence]
    vocabulary: Vocabulary
    regime_choice: RegimeChoiceRule
    evaluation: dict[Identifier, Sentence]
    condition_common_fields: dict[str, Sentence]
    condition_kinds: dict[ConditionKind, ConditionKindNote]
    modifier_kinds: dict[ModifierKind, KindNote]
    quota_kinds: dict[QuotaKind, KindNote]
    combination_kinds: dict[CombinationKind, Sentence]
    outcomes: tuple[Outcome, ...]
    readings: tuple[Reading, ...]
    settings: tuple[Setting, ...]
    global_rules: GlobalRules


class Band(Part):
    """The points of a level."""

    level: ClassificationLevel
    min: Annotated[int, Field(ge=0, le=100)] | None = None
    max: Annotated[int, Field(ge=0, le=100)] | None = None
    max_exclusive: Annotated[int, Field(ge=0, le=100)] | None = None


class ExcellentQuota(Grounded):
    """A ceiling on how many may be classified excellent."""

    rule: Sentence | None = None
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
