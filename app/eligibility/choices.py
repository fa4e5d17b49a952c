"""What a body has chosen where the law leaves a choice, and what it asks beyond the law."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from app.eligibility.rulebook.conditions import Condition
from app.eligibility.rulebook.parts import Localised
from app.eligibility.rulebook.shared_rules import SettingValue


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalBar:
    """A condition that a body asks beyond the law, with its own legal basis."""

    id: str
    awards: frozenset[str]
    condition: Condition
    basis: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalQuota:
    """A ceiling of the body: a share of another award's holders, or a number."""

    id: str
    award: str
    of: str | None
    pct: int | None
    count: int | None
    basis: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalVote:
    """How the body's council votes on an award where the law leaves it open; None leaves a part as it is."""

    id: str
    award: str | None
    """None: every award that the law leaves open."""
    min_percent: int | None
    secret: bool | None
    base: str | None
    quorum: str | None
    basis: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Everything a body has chosen, as it holds on one day; empty means the cautious defaults."""

    readings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    settings: Mapping[str, SettingValue] = field(default_factory=lambda: MappingProxyType({}))
    bases: Mapping[str, Localised] = field(default_factory=lambda: MappingProxyType({}))
    """Legal basis of each reading and setting chosen, by its id."""
    bars: tuple[LocalBar, ...] = ()
    quotas: tuple[LocalQuota, ...] = ()
    votes: tuple[LocalVote, ...] = ()
    on: date | None = None


DEFAULTS = Choices()
