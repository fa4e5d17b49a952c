"""What waits for a decision: counts by unit, and the names that need a look first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import get_locale

from app.classification.presenters.lists import level_name
from app.classification.queries import WaitingEntry
from app.eligibility.enums import ClassificationLevel, Outcome
from app.eligibility.verdict import Finding

Found = Mapping[UUID, Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class WaitingUnit:
    """What one unit proposed."""

    unit_id: UUID
    name: str
    people: int
    levels: dict[ClassificationLevel, int]
    own: object
    against: int


@dataclass(frozen=True, slots=True)
class AgainstLine:
    """A proposal that stands against a condition."""

    unit_id: UUID
    name: str
    unit_name: str
    level: object
    messages: list[str]


def waiting_units(waiting: Iterable[WaitingEntry], against: Found) -> list[WaitingUnit]:
    """Count what waits, unit by unit."""
    by_unit: dict[UUID, list[WaitingEntry]] = {}
    for each in waiting:
        by_unit.setdefault(each.entry.unit_id, []).append(each)
    return [_unit(unit_id, rows, against) for unit_id, rows in by_unit.items()]


def _unit(unit_id: UUID, rows: list[WaitingEntry], against: Found) -> WaitingUnit:
    people = [row for row in rows if row.entry.person_id]
    own = next((row.entry.level for row in rows if row.entry.person_id is None), None)
    return WaitingUnit(
        unit_id=unit_id,
        name=rows[0].unit_name,
        people=len(people),
        levels=Counter(row.entry.level for row in people),
        own=level_name(own) if own else "",
        against=sum((row.entry.person_id or row.entry.unit_id) in against for row in rows),
    )


def against_lines(waiting: Iterable[WaitingEntry], against: Found) -> list[AgainstLine]:
    """Name the proposals that stand against a condition, with what was found."""
    language = str(get_locale())
    lines = []
    for each in waiting:
        found = against.get(each.entry.person_id or each.entry.unit_id)
        if not found:
            continue
        unmet = [finding.message.in_language(language) for finding in found if finding.outcome is Outcome.NOT_MET]
        name = each.person_name or each.unit_name
        lines.append(AgainstLine(each.entry.unit_id, name, each.unit_name, level_name(each.entry.level), unmet))
    return lines
