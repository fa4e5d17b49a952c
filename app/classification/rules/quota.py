"""The ceiling on excellent people: who counts together, and whether a reason must be given."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.classification.rules.schemes import scheme_by_id
from app.eligibility.choices import DEFAULTS, Choices
from app.eligibility.enums import ClassificationLevel
from app.eligibility.excellent import ExcellentMeter, excellent_quota
from app.organisation.enums import StaffGroup


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people of a scheme and a staff group have a level."""

    scheme_id: str
    group: StaffGroup | None
    level: ClassificationLevel
    count: int


def has_ceiling(scheme_id: str, year: int) -> bool:
    """Say whether a scheme limits the excellent in a year; one before its first year does not."""
    scheme = scheme_by_id(scheme_id)
    rule = scheme.data.excellent_quota or scheme.frame.excellent_quota if scheme else None
    return rule is not None and year >= (rule.from_year or year)


def meters(tallies: Iterable[Tally], year: int, choices: Choices = DEFAULTS) -> list[ExcellentMeter]:
    """Measure each scheme that has a ceiling in a year: its people in the body, and each staff group among them."""
    whole: dict[str, Counter[ClassificationLevel]] = {}
    groups: dict[str, dict[str, Counter[ClassificationLevel]]] = {}
    for tally in tallies:
        if not has_ceiling(tally.scheme_id, year):
            continue
        whole.setdefault(tally.scheme_id, Counter())[tally.level] += tally.count
        by_group = groups.setdefault(tally.scheme_id, {})
        by_group.setdefault(tally.group.value if tally.group else "", Counter())[tally.level] += tally.count
    return [
        excellent_quota(scheme_id, whole[scheme_id], groups=groups[scheme_id], choices=choices)
        for scheme_id in sorted(whole)
    ]


def is_over(found: Iterable[ExcellentMeter]) -> bool:
    """Say whether any ceiling is passed: then a reason is due."""
    return any(meter.over_by > 0 for meter in found)
