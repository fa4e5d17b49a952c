"""The 19 kinds of condition as the rulebook files write them, each with its typed parameters."""

from collections.abc import Iterator
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from app.eligibility.enums import (
    AchievementKind,
    AuthorityLevel,
    ClassificationLevel,
    ConditionKind,
    Confidence,
    DetailSetBy,
    DisciplineLevel,
    DisciplineScope,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
    Outcome,
)
from app.eligibility.rulebook.parts import AwardCode, Identifier, Localised, Part, Percent, Positive, Sentence

AWARD_YEAR: Final = "award_year"
Period = Identifier
Codes = Annotated[tuple[AwardCode, ...], Field(min_length=1)]


class ConditionBase(Part):
    """What every condition may carry beside its parameters."""

    text: Localised | None = None
    confidence: Confidence | None = None
    citation: Localised | None = None
    sources: tuple[Identifier, ...] = ()
    must_confirm: bool = False
    unmet_outcome: Literal[Outcome.NOT_MET, Outcome.NEEDS_CONFIRMATION] = Outcome.NOT_MET
    readings: tuple[Identifier, ...] = ()
    note: Localised | None = None


class AllOf(ConditionBase):
    """Every condition of the list holds."""

    type: Literal[ConditionKind.ALL_OF]
    conditions: Annotated[tuple["Condition", ...], Field(min_length=1)]


class AnyOf(ConditionBase):
    """At least one condition of the list holds."""

    type: Literal[ConditionKind.ANY_OF]
    conditions: Annotated[tuple["Condition", ...], Field(min_length=1)]


class ClassificationAtLeast(ConditionBase):
    """Classified at this level or above."""

    type: Literal[ConditionKind.CLASSIFICATION_AT_LEAST]
    level: ClassificationLevel
    period: Literal["award_year"] = AWARD_YEAR


class ClassificationYears(ConditionBase):
    """A number of years at this level or above."""

    type: Literal[ConditionKind.CLASSIFICATION_YEARS]
    level: ClassificationLevel
    years: Positive
    consecutive: bool = False
    or_title: AwardCode | None = None
    after: tuple[AwardCode, ...] = ()
    follows_by_reading: tuple[AwardCode, ...] = ()
    within: Period | None = None
    defines_period: Identifier | None = None


class AwardHeld(ConditionBase):
    """One of these awards is on record, the asked number of times."""

    type: Literal[ConditionKind.AWARD_HELD]
    awards: Codes
    times: Positive = 1
    consecutive: bool = False
    within: Period | None = None
    defines_period: Identifier | None = None


class InitiativeRecognised(ConditionBase):
    """Initiatives or topics recognised at this level."""

    type: Literal[ConditionKind.INITIATIVE_RECOGNISED]
    kind: InitiativeKind
    level: InitiativeLevel
    min_count: Positive = 1
    within: Period | None = None
    exclude_used_for: tuple[AwardCode, ...] = ()
    if_use_unknown: Literal[Outcome.NEEDS_CONFIRMATION] | None = None
    recognised_by: Sentence | None = None


class MeetsStandardOf(ConditionBase):
    """The conditions and bars of another award hold for the same year."""

    type: Literal[ConditionKind.MEETS_STANDARD_OF]
    title: AwardCode


class MembersWith(ConditionBase):
    """A share or a number of the members who hold a title or stand at a level."""

    type: Literal[ConditionKind.MEMBERS_WITH]
    title: AwardCode | None = None
    level: ClassificationLevel | None = None
    op: Literal[">", ">="]
    pct: Percent | None = None
    count: Positive | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.title is None) == (self.level is None):
            raise ValueError("give either title or level")
        if (self.pct is None) == (self.count is None):
            raise ValueError("give either pct or count")
        return self


class NotDisciplinedFrom(ConditionBase):
    """No disciplinary decision at this level or heavier."""

    type: Literal[ConditionKind.NOT_DISCIPLINED_FROM]
    who: DisciplineScope
    level: DisciplineLevel
    period: Period = AWARD_YEAR


class EmployedMonthsMin(ConditionBase):
    """Full months since recruitment."""

    type: Literal[ConditionKind.EMPLOYED_MONTHS_MIN]
    months: Positive
    since: Literal["recruitment"] = "recruitment"


class AbsenceNotBetween(ConditionBase):
    """Absence outside an interval of months that includes its start and excludes its end, or under a number of days."""

    type: Literal[ConditionKind.ABSENCE_NOT_BETWEEN]
    months_min: Positive | None = None
    months_max_exclusive: Positive | None = None
    working_days_min: Positive | None = None
    except_: Annotated[tuple[LeaveKind, ...], Field(alias="except")] = ()
    award_years: tuple[int, int] | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.months_min is None) == (self.working_days_min is None):
            raise ValueError("give either months_min or working_days_min")
        if (self.months_min is None) != (self.months_max_exclusive is None):
            raise ValueError("months_min and months_max_exclusive go together")
        if (self.months_min or 0) >= (self.months_max_exclusive or 1):
            raise ValueError("months_min must be below months_max_exclusive")
        return self


class NoOpenCase(ConditionBase):
    """Nothing open against the subject."""

    type: Literal[ConditionKind.NO_OPEN_CASE]
    cases: Annotated[tuple[Localised, ...], Field(min_length=1)]


class RegisteredForEmulation(ConditionBase):
    """Registered for emulation at the start of the year."""

    type: Literal[ConditionKind.REGISTERED_FOR_EMULATION]


class Qualitative(ConditionBase):
    """Conduct, movement, unity: confirmed by an officer."""

    type: Literal[ConditionKind.QUALITATIVE]
    items: Annotated[tuple[Localised, ...], Field(min_length=1)]


class Achievement(ConditionBase):
    """An achievement that a person must judge."""

    type: Literal[ConditionKind.ACHIEVEMENT]
    what: AchievementKind
    level: AuthorityLevel | None = None
    min_years: Positive | None = None
    includes_sudden: bool = False


class SelectedAmong(ConditionBase):
    """Chosen as outstanding among those that meet another standard."""

    type: Literal[ConditionKind.SELECTED_AMONG]
    title: AwardCode


class PostYears(Part):
    """Years asked in one leading post."""

    post: Localised
    years_min: Positive
    years_max_exclusive: Positive | None = None


class LongServiceInPosts(ConditionBase):
    """Years held in leading posts."""

    type: Literal[ConditionKind.LONG_SERVICE_IN_POSTS]
    posts: tuple[PostYears, ...] = ()


class MinistryOrProvinceDetail(ConditionBase):
    """A detail that the law leaves to a ministry or province."""

    type: Literal[ConditionKind.MINISTRY_OR_PROVINCE_DETAIL]
    set_by: DetailSetBy


class StandardNotRead(ConditionBase):
    """A part of the standard that was not read: an officer confirms against the article."""

    type: Literal[ConditionKind.STANDARD_NOT_READ]


Condition = Annotated[
    AllOf
    | AnyOf
    | ClassificationAtLeast
    | ClassificationYears
    | AwardHeld
    | InitiativeRecognised
    | MeetsStandardOf
    | MembersWith
    | NotDisciplinedFrom
    | EmployedMonthsMin
    | AbsenceNotBetween
    | NoOpenCase
    | RegisteredForEmulation
    | Qualitative
    | Achievement
    | SelectedAmong
    | LongServiceInPosts
    | MinistryOrProvinceDetail
    | StandardNotRead,
    Field(discriminator="type"),
]
AllOf.model_rebuild()
AnyOf.model_rebuild()

Location = tuple[str | int, ...]


def walk(conditions: tuple[Condition, ...], location: Location) -> Iterator[tuple[Location, Condition]]:
    """Yield every condition of a list, nested ones included, with its place in the file."""
    for index, condition in enumerate(conditions):
        here = (*location, index)
        yield here, condition
        if isinstance(condition, AllOf | AnyOf):
            yield from walk(condition.conditions, (*here, "conditions"))
