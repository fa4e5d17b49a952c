"""Units as the tree and the page of a unit show them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from app.core.text import short_date
from app.organisation import labels
from app.organisation.enums import Authority, StaffGroup
from app.organisation.models import Unit
from app.organisation.queries import UnitRow


@dataclass(frozen=True, slots=True)
class Headcount:
    """People by the path of their unit and by staff group."""

    by_path: Mapping[str, int]
    by_group: Mapping[StaffGroup, int]

    @property
    def total(self) -> int:
        """Everybody counted."""
        return sum(self.by_group.values())


def headcount(rows: Iterable[tuple[str, StaffGroup, int]]) -> Headcount:
    """Return the counts of a subtree, added up for each unit on the way to the top."""
    by_path: Counter[str] = Counter()
    by_group: Counter[StaffGroup] = Counter()
    for path, group, count in rows:
        by_path[path] += count
        by_group[group] += count
    return Headcount(by_path, by_group)


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A unit in the tree."""

    level: int
    name: str
    href: str
    code: str
    kind: str
    authority: str
    tone: str
    head: str
    people: int
    inside_href: str | None


def tree_rows(
    rows: Sequence[UnitRow], counts: Headcount, heads: Mapping[UUID, str], *, one_level: bool, on: str | None
) -> list[TreeRow]:
    """Return the rows of the tree; with one level at a time, each leads further down."""
    top = min((row.path.count(".") for row in rows), default=0)
    below = _added_up(counts)
    return [
        TreeRow(
            level=min(row.path.count(".") - top, 6),
            name=row.name,
            href=url_for("organisation.unit", unit_id=row.id, on=on),
            code=row.code,
            kind=str(labels.KIND_LABELS[row.kind]),
            authority=authority_word(row.authority),
            tone=labels.AUTHORITY_TONES[row.authority],
            head=heads.get(row.id, ""),
            people=below.get(row.path, 0),
            inside_href=url_for("organisation.tree", root=row.id, on=on) if one_level and row is not rows[0] else None,
        )
        for row in rows
    ]


def _added_up(counts: Headcount) -> Mapping[str, int]:
    """Return the people of each unit with everything below it: every unit adds to all above it."""
    total: Counter[str] = Counter()
    for path, count in counts.by_path.items():
        steps = path.split(".")[:-1]
        for step in range(len(steps)):
            total[".".join(steps[: step + 1]) + "."] += count
    return total


def authority_word(authority: Authority) -> str:
    """Return the word for an authority, nothing for none."""
    return "" if authority is Authority.NONE else str(labels.AUTHORITY_LABELS[authority])


def facts(unit: Unit, above: Sequence[UnitRow]) -> list[tuple[Any, ...]]:  # Any: cells of a list
    """Return what is said of a unit, as key and value."""
    parent = above[-1] if above else None
    rows: list[tuple[Any, ...]] = [
        (_("Code"), unit.code),
        (_("Kind"), labels.KIND_LABELS[unit.kind]),
        (_("Authority"), labels.AUTHORITY_LABELS[unit.authority]),
        (_("Under"), parent.name if parent else _("stands at the top")),
        (_("Exists"), existence(unit.valid_from, unit.valid_to)),
    ]
    optional = (
        (_("Short name"), unit.short_name),
        (_("English name"), unit.name_en),
        (_("Letters in document numbers"), unit.symbol),
        (_("Place name in papers"), unit.place),
    )
    return rows + [row for row in optional if row[1]]


def existence(first: date, last: date | None) -> str:
    """Return from when to when something is, in words."""
    if last is None:
        return _("since %(day)s", day=short_date(first))
    return _("%(first)s to %(last)s", first=short_date(first), last=short_date(last))


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A unit directly under another one."""

    name: str
    href: str
    code: str
    kind: str
    people: int


def child_rows(children: Sequence[UnitRow], counts: Headcount, on: str | None) -> list[ChildRow]:
    """Return the units directly under one, each with its people and those below it."""
    below = _added_up(counts)
    return [
        ChildRow(
            name=row.name,
            href=url_for("organisation.unit", unit_id=row.id, on=on),
            code=row.code,
            kind=str(labels.KIND_LABELS[row.kind]),
            people=below.get(row.path, 0),
        )
        for row in children
    ]
