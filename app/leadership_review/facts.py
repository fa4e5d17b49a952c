"""A review as lines of text: for the trail, and to lay two versions side by side."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from app.core.text import number_vi, short_date
from app.leadership_review.draft import FigureDraft, PointDraft, ReviewDraft, TaskDraft
from app.leadership_review.enums import PointKind


def told(draft: ReviewDraft) -> dict[str, list[str]]:
    """Return each part of the record as lines, by the names of ``PART_LABELS``."""
    return {
        "conference_on": [short_date(draft.conference_on)] if draft.conference_on else [],
        "conference_chair": _text(draft.conference_chair),
        "attendees": _text(draft.attendees),
        "proposed_level": [draft.proposed_level.value] if draft.proposed_level else [],
        "overview": _text(draft.overview),
        "tasks": [task_line(task) for task in draft.tasks],
        "figures": [figure_line(figure) for figure in draft.figures],
        **{kind.value: [point_line(point) for point in draft.points.get(kind, ())] for kind in PointKind},
    }


def differences(before: ReviewDraft, after: ReviewDraft) -> dict[str, Any]:
    """Return the changed parts as the trail keeps them; of a list, the lines that went and the lines that came.

    Any: JSON values.
    """
    old, new = told(before), told(after)
    return {name: list(_changed(old[name], new[name])) for name in new if old[name] != new[name]}


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    gone, come = [line for line in old if line not in new], [line for line in new if line not in old]
    if not gone and not come:  # The same lines in another order.
        gone, come = list(old), list(new)
    return "\n".join(gone), "\n".join(come)


def task_line(task: TaskDraft) -> str:
    """Return a key task in one line."""
    percent = f"{task.percent_of_plan} %" if task.percent_of_plan is not None else ""
    days = f"{task.days_early:+d}" if task.days_early is not None else ""
    return _joined(task.name, task.source, task.plan, task.result, percent, days)


def figure_line(figure: FigureDraft, number: Callable[[Decimal], str] = number_vi) -> str:
    """Return a figure in one line."""
    value = number(plain_number(figure.value)) if figure.value is not None else ""
    return _joined(figure.field, figure.name, f"{value} {figure.measure}".strip(), figure.note)


def point_line(point: PointDraft) -> str:
    """Return a point in one line."""
    return _joined(point.text, point.owner, short_date(point.due_on) if point.due_on else "")


def plain_number(value: Decimal) -> Decimal:
    """Return the value without decimals that say nothing: 17334.00 is 17334, 12.50 is 12.5."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def _text(text: str) -> list[str]:
    return [text] if text else []


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
