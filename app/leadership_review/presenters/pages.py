"""Reviews as pages show them: words, groups, history, two versions side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.audit.queries import EventRow
from app.classification.labels import LEVEL_LABELS
from app.core.clock import local_day
from app.core.text import number_en, number_vi
from app.eligibility.enums import ClassificationLevel
from app.leadership_review.draft import FigureDraft, PointDraft, ReviewDraft, TaskDraft
from app.leadership_review.enums import PointKind
from app.leadership_review.facts import plain_number, told
from app.leadership_review.labels import EVENT_LABELS, PART_LABELS, POINT_LABELS, STATUS_LABELS, STATUS_TONES
from app.leadership_review.queries import ReviewRow
from app.web.filters import day, moment

EXCERPT = 80
"""How much of a text the history shows."""


@dataclass(frozen=True, slots=True)
class ListedReview:
    """A row of the list."""

    id: UUID
    year: int
    state: object
    tone: str
    conference: str
    level: object
    closed: str


def listed(rows: Iterable[ReviewRow]) -> list[ListedReview]:
    """Return the rows of the list with their words."""
    return [
        ListedReview(
            row.id,
            row.year,
            STATUS_LABELS[row.status],
            STATUS_TONES[row.status],
            day(row.conference_on),
            level_words(row.proposed_level),
            day(local_day(row.closed_at)) if row.closed_at else "",
        )
        for row in rows
    ]


def years_to_start(rows: Iterable[ReviewRow], year: int, this_year: int) -> list[int]:
    """Return the years whose review is offered: the one of the top bar and the one before, when still missing."""
    known = {row.year for row in rows}
    return [each for each in (year, year - 1) if each <= this_year and each not in known]


def level_words(level: ClassificationLevel | None) -> object:
    """Return the official name of a level, or nothing."""
    return LEVEL_LABELS[level] if level else ""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A key task in words."""

    name: str
    source: str
    plan: str
    result: str
    percent: str
    excess: str
    days: str


def task_lines(tasks: Sequence[TaskDraft]) -> list[TaskLine]:
    """Return the key tasks with their per cent and days in words."""
    return [
        TaskLine(
            task.name,
            task.source,
            task.plan,
            task.result,
            f"{number_words(Decimal(task.percent_of_plan))}%" if task.percent_of_plan is not None else "",
            excess_words(task.percent_of_plan),
            days_words(task.days_early),
        )
        for task in tasks
    ]


def excess_words(percent: int | None) -> str:
    """Say by how much a plan was exceeded or missed."""
    if percent is None or percent == 100:
        return ""
    if percent > 100:
        return _("%(percent)s%% above the plan", percent=percent - 100)
    return _("%(percent)s%% below the plan", percent=100 - percent)


def days_words(days: int | None) -> str:
    """Say whether a task was early, on time or late; nothing when it is not known."""
    if days is None:
        return ""
    if days == 0:
        return _("on time")
    if days > 0:
        return str(ngettext("%(num)s day early", "%(num)s days early", days))
    return str(ngettext("%(num)s day late", "%(num)s days late", -days))


def number_words(value: Decimal) -> str:
    """Return a number as the language of the page writes it, without decimals that say nothing."""
    write = number_vi if str(get_locale()) == "vi" else number_en
    return write(plain_number(value))


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure in words."""

    name: str
    number: str
    measure: str
    note: str


def figure_groups(figures: Iterable[FigureDraft]) -> list[tuple[str, list[FigureLine]]]:
    """Return the figures below their headings, in the order in which each first appears."""
    groups: dict[str, list[FigureLine]] = {}
    for figure in figures:
        number = number_words(figure.value) if figure.value is not None else ""
        groups.setdefault(figure.field, []).append(FigureLine(figure.name, number, figure.measure, figure.note))
    return list(groups.items())


def point_parts(draft: ReviewDraft) -> list[tuple[str, object, Sequence[PointDraft]]]:
    """Return the parts that have points: their key, name and points; remedies stand apart."""
    kinds = (kind for kind in PointKind if kind is not PointKind.REMEDY)
    return [(kind.value, POINT_LABELS[kind], draft.points[kind]) for kind in kinds if draft.points[kind]]


def comparison(mine: ReviewDraft, theirs: ReviewDraft) -> list[tuple[object, str, str]]:
    """Return the parts in which two versions differ, each with both texts."""
    ours, others = told(mine), told(theirs)
    return [
        (PART_LABELS[name], "\n".join(_worded(name, ours[name])), "\n".join(_worded(name, others[name])))
        for name in ours
        if ours[name] != others[name]
    ]


def _worded(name: str, lines: Sequence[str]) -> list[str]:
    return [str(LEVEL_LABELS[ClassificationLevel(code)]) for code in lines] if name == "proposed_level" else list(lines)


def history(events: Sequence[EventRow]) -> list[dict[str, object]]:
    """Return the events of a review for the timeline, the newest first."""
    return [
        {
            "what": EVENT_LABELS.get(event.kind, event.kind),
            "who": event.actor_name,
            "when": moment(event.at),
            "reason": event.reason,
            "changes": _changes(event),
        }
        for event in reversed(events)
    ]


def _changes(event: EventRow) -> list[tuple[object, str, str]]:
    found = ((name, label, event.changes[name]) for name, label in PART_LABELS.items() if name in event.changes)
    return [(label, _excerpt(name, before), _excerpt(name, after)) for name, label, (before, after) in found]


def _excerpt(name: str, text: str) -> str:
    words = " ".join(_worded(name, [text])) if text else ""
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT].rstrip()}…"
