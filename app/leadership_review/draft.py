"""A leadership review as plain data: what the page, the seed file and the services hand to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, TypeVar

from app.core.text import nfc, nfc_block
from app.eligibility.enums import ClassificationLevel
from app.leadership_review.enums import PointKind


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A key task assigned from above; ``days_early`` below 0 is days late, None is unknown."""

    name: str = ""
    source: str = ""
    plan: str = ""
    result: str = ""
    percent_of_plan: int | None = None
    days_early: int | None = None


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """A named figure under the heading of its field of work."""

    field: str = ""
    name: str = ""
    value: Decimal | None = None
    measure: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PointDraft:
    """A line of one part; owner and deadline belong to remedies."""

    text: str = ""
    owner: str = ""
    due_on: date | None = None


Line = TypeVar("Line", TaskDraft, FigureDraft, PointDraft)
Points = Mapping[PointKind, Sequence[PointDraft]]
NO_POINTS: Final[Points] = MappingProxyType(dict.fromkeys(PointKind, ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDraft:
    """The whole record, lists in the order in which they are told."""

    overview: str = ""
    conference_on: date | None = None
    conference_chair: str = ""
    attendees: str = ""
    proposed_level: ClassificationLevel | None = None
    tasks: Sequence[TaskDraft] = ()
    figures: Sequence[FigureDraft] = ()
    points: Points = field(default_factory=lambda: NO_POINTS)


_BLOCKS: Final = frozenset({"overview", "attendees", "plan", "result", "text"})
"""Texts of several lines; the others are one line."""


def cleaned(draft: ReviewDraft) -> ReviewDraft:
    """Return the draft with composed, trimmed texts, without empty lines, with every kind of point."""
    return replace(
        draft,
        overview=nfc_block(draft.overview),
        conference_chair=nfc(draft.conference_chair),
        attendees=nfc_block(draft.attendees),
        tasks=_cleaned_lines(draft.tasks),
        figures=_cleaned_lines(draft.figures),
        points={kind: _cleaned_lines(draft.points.get(kind, ())) for kind in PointKind},
    )


def _cleaned_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line for line in map(_cleaned_line, lines) if not is_empty(line))


def _cleaned_line(line: Line) -> Line:
    texts: dict[str, Any] = {  # Any: mypy cannot match names to the types of three classes
        name: nfc_block(value) if name in _BLOCKS else nfc(value)
        for name, value in values_of(line).items()
        if isinstance(value, str)
    }
    return replace(line, **texts)


def values_of(line: TaskDraft | FigureDraft | PointDraft) -> dict[str, object]:
    """Return the fields of a line by name."""
    return {each.name: getattr(line, each.name) for each in fields(line)}


def is_empty(line: TaskDraft | FigureDraft | PointDraft) -> bool:
    """Say whether nothing was given in a line; 0 is something."""
    return all(value is None or value == "" for value in values_of(line).values())
