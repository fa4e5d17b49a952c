"""What a leadership review may hold, and what it needs before the head closes it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from flask_babel import lazy_gettext as _l

from app.core.errors import Problem, TransitionError
from app.leadership_review.draft import FigureDraft, PointDraft, ReviewDraft, TaskDraft, values_of
from app.leadership_review.enums import PointKind, ReviewStatus
from app.leadership_review.labels import PART_LABELS

FIRST_YEAR: Final = 2000
MOST_TASKS: Final = 30
MOST_FIGURES: Final = 120
MOST_POINTS: Final = 40
MOST_PERCENT: Final = 100_000
MOST_DAYS: Final = 3_660
MOST_VALUE: Final = Decimal(10) ** 12
"""Two databases keep 14 digits exactly, whatever they store a number in."""
DECIMALS: Final = 2
MAX_REASON: Final = 2_000

LENGTHS: Final[Mapping[str, int]] = {
    "overview": 20_000,
    "conference_chair": 200,
    "attendees": 5_000,
    "tasks.name": 2_000,
    "tasks.source": 500,
    "tasks.plan": 5_000,
    "tasks.result": 5_000,
    "figures.field": 200,
    "figures.name": 500,
    "figures.measure": 80,
    "figures.note": 300,
    "points.text": 5_000,
    "points.owner": 200,
}
"""The longest text of each field."""

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "tasks": ("name",),
    "figures": ("field", "name", "value"),
    "points": ("text",),
}
"""What a line that is not empty cannot do without."""

NEXT: Final[Mapping[ReviewStatus, ReviewStatus]] = {
    ReviewStatus.DRAFT: ReviewStatus.CLOSED,
    ReviewStatus.CLOSED: ReviewStatus.DRAFT,
}


def move(current: ReviewStatus, wanted: ReviewStatus) -> ReviewStatus:
    """Return ``wanted`` when the move is legal; raises TransitionError otherwise."""
    if NEXT[current] is not wanted:
        raise TransitionError(f"{current} -> {wanted}")
    return wanted


def require_draft(status: ReviewStatus) -> None:
    """Refuse to change a closed review; raises TransitionError."""
    if status is not ReviewStatus.DRAFT:
        raise TransitionError("a closed review is read only")


def year_problems(year: int, today: date) -> list[Problem]:
    """Return what is wrong with the year of a new review: it has begun, and it is not of another age."""
    if FIRST_YEAR <= year <= today.year:
        return []
    message = _l("Type a number from %(least)s to %(most)s.", least=FIRST_YEAR, most=today.year)
    return [Problem(message, "year")]


def draft_problems(draft: ReviewDraft, year: int) -> list[Problem]:
    """Return everything that keeps a cleaned draft from being saved."""
    return [*_conference_problems(draft, year), *_text_problems(draft), *_line_problems(draft)]


def _conference_problems(draft: ReviewDraft, year: int) -> Iterator[Problem]:
    if draft.conference_on is not None and draft.conference_on.year not in (year, year + 1):
        message = _l("The conference on %(year)s is held in that year or in the next one.", year=year)
        yield Problem(message, "conference_on")


def _text_problems(draft: ReviewDraft) -> Iterator[Problem]:
    for name in ("overview", "conference_chair", "attendees"):
        yield from _too_long(name, getattr(draft, name), LENGTHS[name], name)


def _line_problems(draft: ReviewDraft) -> Iterator[Problem]:
    yield from _too_many("tasks", len(draft.tasks), MOST_TASKS)
    yield from _too_many("figures", len(draft.figures), MOST_FIGURES)
    for number, task in enumerate(draft.tasks, 1):
        yield from _one_line("tasks", "tasks", number, task)
        yield from _task_number_problems(number, task)
    for number, figure in enumerate(draft.figures, 1):
        yield from _one_line("figures", "figures", number, figure)
        yield from _value_problems(number, figure.value)
    for kind in PointKind:
        points = draft.points.get(kind, ())
        yield from _too_many(kind.value, len(points), MOST_POINTS)
        for number, point in enumerate(points, 1):
            yield from _one_line(kind.value, "points", number, point)


def _too_many(part: str, count: int, most: int) -> Iterator[Problem]:
    if count > most:
        message = _l(
            "%(part)s: at most %(most)s rows fit, not %(count)s.", part=PART_LABELS[part], most=most, count=count
        )
        yield Problem(message, part)


def _one_line(part: str, room: str, number: int, line: TaskDraft | FigureDraft | PointDraft) -> Iterator[Problem]:
    values = values_of(line)
    for name in NEEDED[room]:
        if values[name] is None or values[name] == "":
            message = _l("%(part)s, row %(number)s is not complete.", part=PART_LABELS[part], number=number)
            yield Problem(message, part)
            break
    for name, value in values.items():
        if isinstance(value, str):
            yield from _too_long(part, value, LENGTHS[f"{room}.{name}"], part)


def _too_long(part: str, text: str, most: int, field: str) -> Iterator[Problem]:
    if len(text) > most:
        message = _l(
            "%(part)s: shorten the text “%(start)s…”; at most %(most)s characters fit.",
            part=PART_LABELS[part],
            start=text[:40],
            most=most,
        )
        yield Problem(message, field)


def _task_number_problems(number: int, task: TaskDraft) -> Iterator[Problem]:
    percent, days = task.percent_of_plan or 0, task.days_early or 0
    if not 0 <= percent <= MOST_PERCENT or abs(days) > MOST_DAYS:
        message = _l(
            "Key task %(number)s: the per cent of the plan or the days cannot be right.",
            number=number,
        )
        yield Problem(message, "tasks")


def _value_problems(number: int, value: Decimal | None) -> Iterator[Problem]:
    if value is None:
        return
    if not value.is_finite() or abs(value) >= MOST_VALUE or value != round(value, DECIMALS):
        message = _l("Figure %(number)s: type a number with at most two decimals.", number=number)
        yield Problem(message, "figures")


def closing_problems(draft: ReviewDraft, today: date) -> list[Problem]:
    """Return what is still missing before the head can close the review."""
    missing = [
        (draft.conference_on is None, "conference_on", _l("The day of the conference is missing.")),
        (
            draft.conference_on is not None and draft.conference_on > today,
            "conference_on",
            _l("The conference has not been held yet."),
        ),
        (not draft.conference_chair, "conference_chair", _l("Who chaired the conference is missing.")),
        (draft.proposed_level is None, "proposed_level", _l("The proposed level is missing.")),
        (not draft.tasks, "tasks", _l("No key task is entered.")),
    ]
    return [Problem(message, field) for is_missing, field, message in missing if is_missing]


def reason_problems(reason: str) -> list[Problem]:
    """Return what is wrong with the reason of a reopening."""
    if not reason:
        return [Problem(_l("Give the reason."), "reason")]
    if len(reason) > MAX_REASON:
        message = _l("Shorten the reason; at most %(most)s characters fit.", most=MAX_REASON)
        return [Problem(message, "reason")]
    return []
