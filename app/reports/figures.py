"""The figures of a year as plain data: what the page, the file, the JSON and the narrative all read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.campaigns.enums import CampaignKind
from app.eligibility.enums import ClassificationLevel, Subject
from app.nominations.enums import Channel, Status


class Measure(StrEnum):
    """What is counted of an award; each number of the report is one of these and can be opened to its names."""

    NOMINATED = "nominated"
    ENDORSED = "endorsed"
    CONFERRED = "conferred"
    PENDING = "pending"
    DECLINED = "declined"


MEASURED: Final = {
    Measure.NOMINATED: frozenset(Status) - {Status.DRAFT, Status.WITHDRAWN},
    Measure.ENDORSED: frozenset(
        {
            Status.ENDORSED,
            Status.NOT_APPROVED,
            Status.FORWARDED,
            Status.CONFERRED,
            Status.DECLINED,
            Status.REVOKED,
        }
    ),
    Measure.CONFERRED: frozenset({Status.CONFERRED}),
    Measure.PENDING: frozenset({Status.ENDORSED, Status.FORWARDED}),
    Measure.DECLINED: frozenset({Status.DECLINED}),
}
"""The states that count for a measure. Pending: endorsed by the council, and no decision or answer yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as reports name it; the English name where the unit has one."""

    code: str
    name: str
    name_en: str = ""

    @property
    def english(self) -> str:
        """Return the English name, else the Vietnamese one."""
        return self.name_en or self.name


@dataclass(frozen=True, slots=True)
class Kind:
    """What a line of the award table is about."""

    code: str
    regime_id: str
    subject: Subject
    channel: Channel
    to: Place | None
    campaign_kind: CampaignKind


@dataclass(frozen=True, slots=True)
class AwardFigure:
    """A line of the award table: how many nominated, endorsed, conferred, pending, declined."""

    kind: Kind
    name_vi: str
    name_en: str
    nominated: int
    endorsed: int
    conferred: int
    pending: int
    declined: int

    @property
    def fallen(self) -> int:
        """Endorsed files in no later column: the head did not approve them, or the award was revoked."""
        return self.endorsed - self.conferred - self.pending - self.declined

    def count(self, measure: Measure) -> int:
        """Return the number under one heading."""
        return int(getattr(self, measure.value))

    def name(self, language: str) -> str:
        """Return the official name in the language of the page."""
        return self.name_vi if language == "vi" else self.name_en


@dataclass(frozen=True, slots=True)
class ClassificationFigure:
    """How many subjects of one kind stand at one level."""

    subject: Subject
    level: ClassificationLevel
    count: int


@dataclass(frozen=True, slots=True)
class Theme:
    """A thematic or sudden campaign by name, for the narrative."""

    name: str
    kind: CampaignKind
    to: Place | None


@dataclass(frozen=True, slots=True)
class YearEnd:
    """One unit's year."""

    year: int
    unit: Place
    awards: Sequence[AwardFigure]
    classification: Sequence[ClassificationFigure]
    themes: Sequence[Theme] = ()

    def of_kinds(self, yearly: bool) -> list[AwardFigure]:
        """Return the lines of yearly campaigns, or those of thematic and sudden ones."""
        return [line for line in self.awards if (line.kind.campaign_kind is CampaignKind.YEARLY) is yearly]


def measured(counts: Iterable[tuple[Status, int]]) -> dict[str, int]:
    """Add counts by state up to the five measures."""
    totals = {measure.value: 0 for measure in Measure}
    for status, count in counts:
        for measure, states in MEASURED.items():
            if status in states:
                totals[measure.value] += count
    return totals
