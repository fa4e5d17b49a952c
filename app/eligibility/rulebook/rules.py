"""What stands beside the conditions: bars, modifiers, votes, quotas, combination rules, bonuses."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.eligibility.enums import (
    AbsenteeRule,
    CombinationKind,
    CommendationType,
    Confidence,
    LeaveKind,
    ModifierKind,
    Outcome,
    QuotaKind,
    VoteBase,
)
from app.eligibility.rulebook.conditions import Condition
from app.eligibility.rulebook.parts import (
    AwardCode,
    Grounded,
    Identifier,
    Localised,
    MonthDay,
    Percent,
    Positive,
)


class Bar(Grounded):
    """A condition that many awards share and name by its id."""

    id: Identifier
    applies_to: Localised
    condition: Condition


class ModifierBase(Grounded):
    """A rule on how time is counted or when a file goes; never a condition by itself."""

    id: Identifier


class CountsAsService(ModifierBase):
    """This time counts as working time."""

    type: Literal[ModifierKind.COUNTS_AS_SERVICE]
    what: Localised
    needs: tuple[Localised, ...] = ()
    otherwise: Literal["not_considered"] | None = None
    leave: LeaveKind
    months_min: Positive | None = None
    months_max_exclusive: Positive | None = None
    by_tick: bool = False


class Transfer(ModifierBase):
    """The new unit considers, with the opinion of the old one."""

    type: Literal[ModifierKind.TRANSFER]
    old_unit_opinion_months_min: Positive


class Timing(ModifierBase):
    """When a file is considered or sent: a warning, never a refusal."""

    type: Literal[ModifierKind.TIMING]
    text: Localised
    deadline_mmdd: MonthDay | None = None


class RestartAfterDiscipline(ModifierBase):
    """Achievements count again from the end of the discipline."""

    type: Literal[ModifierKind.RESTART_AFTER_DISCIPLINE]


class ReduceTimeInPost(ModifierBase):
    """The time in post asked is reduced."""

    type: Literal[ModifierKind.REDUCE_TIME_IN_POST]
    who: Localised
    by: Annotated[str, Field(pattern=r"^[1-9]/[1-9]$")]


Modifier = Annotated[
    CountsAsService | Transfer | Timing | RestartAfterDiscipline | ReduceTimeInPost, Field(discriminator="type")
]


class VoteEntry(Grounded):
    """How an award is voted, as the file says it: what the law fixes, and defaults for the rest."""

    id: Identifier
    secret_ballot: Literal["setting"] | bool
    min_pct: Percent | None
    default_min_pct: Percent | None = None
    base: Literal["setting", VoteBase.ALL_MEMBERS, VoteBase.PRESENT]
    default_base: VoteBase | None = None
    absentees: AbsenteeRule
    council: Literal["province"] | None = None
    default_confidence: Confidence | None = None

    @model_validator(mode="after")
    def _every_figure_is_known(self) -> Self:
        if self.min_pct is None and self.default_min_pct is None:
            raise ValueError("give min_pct, or default_min_pct where the law fixes none")
        if self.base == "setting" and self.default_base is None:
            raise ValueError("give default_base where the base is a setting")
        return self


@dataclass(frozen=True, slots=True)
class VoteRule:
    """How a council votes on an award, with every figure resolved.

    ``is_default`` says that the threshold is a cautious default which the body has to confirm.
    """

    id: str
    secret: bool
    min_percent: int
    base: VoteBase
    quorum_numerator: int
    quorum_denominator: int
    absentees: AbsenteeRule
    citation: Localised
    confidence: Confidence
    is_default: bool
    must_confirm: bool
    sources: tuple[str, ...]


class QuotaBase(Grounded):
    """A ceiling on how many may get an award."""


class HoldersQuota(QuotaBase):
    """A ceiling as a share of those who hold another title; no ``pct`` means none in national law."""

    type: Literal[QuotaKind.MAX_PCT_OF_TITLE_HOLDERS]
    of: AwardCode
    pct: Percent | None
    default_pct: Percent | None = None
    may_be_lowered_by: Literal["province"] | None = None


class QualifyingQuota(QuotaBase):
    """A ceiling as a share of those that meet the standard of another award."""

    type: Literal[QuotaKind.MAX_PCT_OF_QUALIFYING]
    of: AwardCode
    pct: Percent
    counted_by: Literal["province"] | None = None


class LocalQuota(QuotaBase):
    """No national ceiling; a local rule may set one."""

    type: Literal[QuotaKind.LOCAL_ONLY]
    of: AwardCode | None = None


class ClusterQuota(QuotaBase):
    """The province sets a number per cluster."""

    type: Literal[QuotaKind.PROVINCE_SETS_NUMBER_PER_CLUSTER]


Quota = Annotated[HoldersQuota | QualifyingQuota | LocalQuota | ClusterQuota, Field(discriminator="type")]


class Bonus(Grounded):
    """Money as a multiple of the base salary on the day of the decision."""

    multiplier: Annotated[Decimal, Field(gt=0, le=100)]
    is_ceiling: bool = False
    also_given: Localised | None = None


class CombinationRule(Grounded):
    """A rule over several awards of one subject; ``*`` in ``codes`` means every award."""

    id: Identifier
    kind: CombinationKind
    codes: Annotated[tuple[AwardCode | Literal["*"], ...], Field(min_length=1)]
    text: Localised
    outcome: Outcome | None = None
    titles_by_reading: tuple[AwardCode, ...] = ()
    except_for: tuple[Localised, ...] = ()
    except_types: tuple[CommendationType, ...] = ()
    excluded_types: tuple[CommendationType, ...] = ()
    title: AwardCode | None = None
    from_codes: tuple[AwardCode, ...] = ()
    if_use_unknown: Literal[Outcome.NEEDS_CONFIRMATION] | None = None
    readings: tuple[Identifier, ...] = ()

    @model_validator(mode="after")
    def _kind_has_its_parameters(self) -> Self:
        needs = {
            CombinationKind.PRESUPPOSES_STANDARD: ("title", self.title),
            CombinationKind.NO_BASIS: ("excluded_types", self.excluded_types),
            CombinationKind.INITIATIVE_USED_ONCE: ("from_codes", self.from_codes),
        }
        name, value = needs.get(self.kind, ("", True))
        if not value:
            raise ValueError(f"{self.kind} needs {name}")
        return self

    def covers(self, code: str) -> bool:
        """Say whether the rule speaks of this award."""
        return "*" in self.codes or code in self.codes or code in self.titles_by_reading
