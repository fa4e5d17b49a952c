"""Lists and counts of levels as pages show them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Protocol
from uuid import UUID

from flask_babel import gettext as _

from app.audit.queries import EventRow
from app.classification import labels
from app.classification.enums import ClassificationStatus
from app.classification.queries import CountRow, PersonLevel, UnitLevels
from app.core.text import short_date
from app.eligibility.enums import ClassificationLevel, Subject
from app.organisation.enums import StaffGroup
from app.organisation.labels import STAFF_GROUP_LABELS
from app.web.filters import moment, number


def person_detail(person: PersonLevel) -> str:
    """Return post and year of birth, which tell people of one name apart."""
    born = str(person.birth_on.year) if person.birth_on else ""
    return ", ".join(part for part in (person.post, born) if part)


def level_name(level: ClassificationLevel | None) -> object:
    """Return the official name of a level, or that there is none yet."""
    return labels.LEVEL_LABELS[level] if level else _("Not classified")


def level_tone(level: ClassificationLevel | None) -> str:
    """Return the colour that repeats the word."""
    return labels.LEVEL_TONES[level] if level else "grey"


def group_name(group: StaffGroup | None) -> object:
    """Return the name of a staff group, or nothing."""
    return STAFF_GROUP_LABELS[group] if group else ""


def decided_words(level: ClassificationLevel | None, decided_on: date | None) -> str:
    """Return the day of decision, or that a level is only proposed."""
    if level is None:
        return ""
    return short_date(decided_on) if decided_on else str(labels.STATUS_LABELS[ClassificationStatus.PROPOSED])


@dataclass(frozen=True, slots=True)
class Totals:
    """How far a body has come, over the units that the actor sees."""

    people: int
    classified: int
    units: int
    units_classified: int


def totals(rows: Sequence[UnitLevels]) -> Totals:
    """Add up the units of a list."""
    return Totals(
        people=sum(row.people for row in rows),
        classified=sum(row.classified for row in rows),
        units=len(rows),
        units_classified=sum(row.level is not None for row in rows),
    )


class Link(Protocol):
    """Leads from a number to its names."""

    def __call__(self, level: ClassificationLevel, unit_id: UUID | None, group: StaffGroup | None) -> str:
        """Return the address."""
        ...  # pragma: no cover - a protocol has no body


Cell = dict[str, object] | str


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table of counts: one row for each unit or group, one column for each level, and the sum."""

    rows: list[list[Cell]]
    totals: list[Cell]


def in_order(counts: Iterable[CountRow], unit_ids: Sequence[UUID]) -> list[CountRow]:
    """Return counts in the order of these units."""
    place = {unit_id: index for index, unit_id in enumerate(unit_ids)}
    return sorted(counts, key=lambda row: place.get(row.unit_id, len(place)))


def count_columns(first: str) -> list[dict[str, object]]:
    """Return the columns of a table of counts."""
    by_level = [{"label": name, "numeric": True} for name in labels.LEVEL_LABELS.values()]
    return [{"label": first, "name": True}, *by_level, {"label": _("Total"), "numeric": True}]


def people_by_unit(counts: Iterable[CountRow], link: Link, group: StaffGroup | None) -> CountTable:
    """Count the people of each unit by level, of one staff group or of all."""
    chosen = [row for row in counts if row.subject is Subject.INDIVIDUAL and group in (None, row.staff_group)]
    names = {row.unit_id: row.unit_name for row in chosen}
    found: Counter[tuple[UUID, ClassificationLevel]] = Counter()
    for row in chosen:
        found[row.unit_id, row.level] += row.count
    rows = [
        [
            name,
            *_figures({level: found[unit, level] for level in labels.LEVELS}, partial(link, unit_id=unit, group=group)),
        ]
        for unit, name in names.items()
    ]
    return CountTable(rows, [_("Total"), *_figures(_sum(chosen), partial(link, unit_id=None, group=group))])


def people_by_group(counts: Iterable[CountRow], link: Link) -> CountTable:
    """Count the people of each staff group by level."""
    chosen = [row for row in counts if row.subject is Subject.INDIVIDUAL]
    rows: list[list[Cell]] = []
    for group, name in STAFF_GROUP_LABELS.items():
        of_group = _sum(row for row in chosen if row.staff_group is group)
        if any(of_group.values()):
            rows.append([str(name), *_figures(of_group, partial(link, unit_id=None, group=group))])
    return CountTable(rows, [_("Total"), *_figures(_sum(chosen), partial(link, unit_id=None, group=None))])


@dataclass(frozen=True, slots=True)
class LevelBar:
    """The levels of a staff group as shares of a bar, with the same in words."""

    label: object
    segments: list[tuple[str, int, int]]
    """Level, where its part begins, how wide it is; all in thousandths."""
    words: str


def level_bars(counts: Iterable[CountRow]) -> list[LevelBar]:
    """Return a bar for each staff group that has levels."""
    chosen = [row for row in counts if row.subject is Subject.INDIVIDUAL]
    bars = []
    for group, name in STAFF_GROUP_LABELS.items():
        of_group = _sum(row for row in chosen if row.staff_group is group)
        whole = sum(of_group.values())
        if not whole:
            continue
        begin, segments = 0, []
        for level, count in of_group.items():
            if count:
                width = (
                    1000 * (sum(part for each, part in of_group.items() if each.rank >= level.rank)) // whole - begin
                )
                segments.append((level.value, begin, width))
                begin += width
        words = ", ".join(f"{level.value} {number(count)}" for level, count in of_group.items() if count)
        bars.append(LevelBar(name, segments, words))
    return bars


def collectives(counts: Iterable[CountRow]) -> tuple[list[list[Cell]], int]:
    """Return the names of the units at each level, and how many there are."""
    chosen = [row for row in counts if row.subject is Subject.COLLECTIVE]
    rows: list[list[Cell]] = []
    for level in labels.LEVELS:
        names = [row.unit_name for row in chosen if row.level is level]
        rows.append([str(labels.LEVEL_LABELS[level]), share(len(names), len(chosen)), ", ".join(names)])
    return rows, len(chosen)


def _sum(rows: Iterable[CountRow]) -> dict[ClassificationLevel, int]:
    found: Counter[ClassificationLevel] = Counter()
    for row in rows:
        found[row.level] += row.count
    return {level: found[level] for level in labels.LEVELS}


def _figures(by_level: dict[ClassificationLevel, int], link: Callable[[ClassificationLevel], str]) -> list[Cell]:
    """Return one linked cell for each level, with its share, then the sum."""
    whole = sum(by_level.values())
    cells: list[Cell] = [
        {"text": share(count, whole), "href": link(level)} if count else "0" for level, count in by_level.items()
    ]
    return [*cells, number(whole)]


def share(count: int, whole: int) -> str:
    """Return "12 (35.3 %)", or the bare number where there is no whole."""
    if not count or not whole:
        return number(count)
    percent = (Decimal(100 * count) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{number(count)} ({number(percent)} %)"


EVENTS = {"classification.locked": labels.LOCKED, "classification.unlocked": labels.UNLOCKED}


def lock_history(events: Iterable[EventRow], year: int) -> list[dict[str, object]]:
    """Return who locked and unlocked this year, the newest first."""
    chosen = [event for event in events if event.kind in EVENTS and event.changes.get("year") == year]
    return [
        {"what": EVENTS[event.kind], "who": event.actor_name, "when": moment(event.at), "reason": event.reason}
        for event in reversed(chosen)
    ]
