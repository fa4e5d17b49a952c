"""What is known of a nominee: plain facts from the records, the only thing that the rules look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from app.eligibility.enums import (
    ClassificationLevel,
    CommendationType,
    DisciplineLevel,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
    Subject,
)

NOTHING: Mapping[int, ClassificationLevel] = MappingProxyType({})
NO_TICKS: Mapping[str, bool] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ConferralFact:
    """An award on record; ``year`` is the award year.

    ``for_initiatives`` names the initiatives used to obtain it: empty means none was used, None that it is unknown.
    ``period_to`` is the last year of the achievement that the decision names, if it names one.
    """

    award: str
    year: int
    decided_on: date | None = None
    decision_no: str = ""
    type: CommendationType = CommendationType.REGULAR
    for_initiatives: frozenset[str] | None = None
    period_to: int | None = None
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class InitiativeFact:
    """An initiative or an accepted topic, recognised for a year at a level."""

    id: str
    year: int
    level: InitiativeLevel
    kind: InitiativeKind = InitiativeKind.INITIATIVE
    title: str = ""
    decision_no: str = ""


@dataclass(frozen=True, slots=True)
class DisciplineFact:
    """A disciplinary decision; ``ends_on`` is the last day of its effect where it is known."""

    severity: DisciplineLevel
    decided_on: date
    ends_on: date | None = None
    decision_no: str = ""


@dataclass(frozen=True, slots=True)
class LeaveFact:
    """An absence, both days included; the two judgements matter for assigned study only, None: not judged yet."""

    kind: LeaveKind
    starts_on: date
    ends_on: date | None = None
    rules_kept: bool | None = None
    result_good: bool | None = None


@dataclass(frozen=True, slots=True)
class MemberFact:
    """A member of a collective on the roll of the award year, as far as shares and discipline need."""

    awards_this_year: frozenset[str] = frozenset()
    classification: ClassificationLevel | None = None
    discipline: tuple[DisciplineFact, ...] = ()
    is_rated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NomineeFacts:
    """A person or a collective in the light of one award year.

    ``registered`` holds the codes registered for the year, or None where the body keeps no register.
    ``confirmed`` holds an officer's ticks: True says yes, False says no, a missing key says nothing yet.
    ``members`` is None for a person, and for a collective whose roll is unknown.
    ``awards_this_round`` are awards that the nominee is proposed for in the same year beside this one.
    """

    subject: Subject
    year: int
    joined_on: date | None = None
    is_leader: bool = False
    is_female: bool | None = None
    classifications: Mapping[int, ClassificationLevel] = field(default_factory=lambda: NOTHING)
    conferrals: tuple[ConferralFact, ...] = ()
    initiatives: tuple[InitiativeFact, ...] = ()
    discipline: tuple[DisciplineFact, ...] = ()
    leave: tuple[LeaveFact, ...] = ()
    has_open_case: bool = False
    registered: frozenset[str] | None = None
    confirmed: Mapping[str, bool] = field(default_factory=lambda: NO_TICKS)
    members: tuple[MemberFact, ...] | None = None
    reviewed_on: date | None = None
    proposed_on: date | None = None
    awards_this_round: frozenset[str] = field(default=frozenset())
