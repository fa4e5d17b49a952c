"""What is known of a person or a unit when a level is judged: plain facts, the only thing that the findings look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from app.eligibility.enums import ClassificationLevel, DisciplineLevel, LeaveKind, Subject
from app.organisation.enums import StaffGroup, UnitKind

Confirmed = Mapping[str, bool | int]
NOTHING: Final[Confirmed] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Discipline:
    """A disciplinary decision that still stands."""

    severity: DisciplineLevel
    decided_on: date
    number: str = ""
    is_duty_related: bool = True


@dataclass(frozen=True, slots=True)
class Absence:
    """A long absence, both days included."""

    kind: LeaveKind
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class FormerPlace:
    """A unit in which the person worked earlier in the year, and for how many full months of it."""

    unit_name: str
    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A level with everything that bears on it.

    ``confirmed`` holds what officers confirmed by hand: yes, no or a number; a missing key says nothing yet.
    ``none_forced``: the unit's meeting states that it knows of no reason that forbids a level.
    ``sub_units`` are the levels of the units below, None for one without a level yet.
    """

    year: int
    level: ClassificationLevel
    subject: Subject = Subject.INDIVIDUAL
    group: StaffGroup | None = StaffGroup.CIVIL_SERVANT
    kind: UnitKind = UnitKind.OFFICE
    points: Decimal | None = None
    is_head: bool = False
    unit_level: ClassificationLevel | None = None
    level_before: ClassificationLevel | None = None
    discipline: tuple[Discipline, ...] = ()
    absences: tuple[Absence, ...] = ()
    initiatives: tuple[str, ...] = ()
    former_places: tuple[FormerPlace, ...] = ()
    sub_units: tuple[ClassificationLevel | None, ...] = ()
    confirmed: Confirmed = field(default_factory=lambda: NOTHING)
    none_forced: bool = False

    @property
    def is_leader(self) -> bool:
        """Whether the rules for leaders hold."""
        return self.group is StaffGroup.LEADER

    def at_least(self, level: ClassificationLevel) -> bool:
        """Say whether the level is this one or a higher one."""
        return self.level.rank >= level.rank

    def tick(self, key: str) -> bool | None:
        """Return yes or no as an officer confirmed it, None while nobody did."""
        value = self.confirmed.get(key)
        return value if isinstance(value, bool) else None

    def number(self, key: str) -> int | None:
        """Return a number that an officer entered."""
        value = self.confirmed.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None
