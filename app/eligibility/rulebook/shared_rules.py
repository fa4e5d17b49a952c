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
from app.eligibility.rulebook.conditions import Condition
from app.eligibility.rulebook.parts import (
    AwardCode,
    Grounded,
    Identifier,
    Localised,
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


SettingValue = bool | int | Decimal | str | None


class SettingBar(Part):
    """A condition that holds while a setting is on."""

    awards: Annotated[tuple[AwardCode, ...], Field(min_length=1)]
    regimes: tuple[RegimeId, ...] = ()
    condition: Condition


class Setting(Grounded):
    """A figure or a choice that a body sets for itself; ``default`` holds until it does."""

    id: Identifier
    what: Localised
    default: SettingValue
    default_by_regime: dict[RegimeId, SettingValue] = {}
    default_note: Localised | None = None
    bar: SettingBar | None = None

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


class RevocationGround(Part):
    """A reason for which the law takes an award away again."""

    id: Identifier
    name: Localised


class RevocationLaw(Grounded):
    """Where a regime says so, and how a paper cites it."""

    on_paper: Sentence


class RevocationRules(Part):
    """When an award is taken away, what follows, and by which law."""

    effect: Localised
    grounds: tuple[RevocationGround, ...]
    laws: dict[RegimeId, RevocationLaw]


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
    revocation: RevocationRules


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
