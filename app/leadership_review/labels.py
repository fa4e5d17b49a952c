"""Names of states, parts and events on the screen."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from app.leadership_review.enums import PointKind, ReviewStatus

STATUS_LABELS: Final[Mapping[ReviewStatus, object]] = {
    ReviewStatus.DRAFT: _l("Being written"),
    ReviewStatus.CLOSED: _l("Closed by the head"),
}

STATUS_TONES: Final[Mapping[ReviewStatus, str]] = {
    ReviewStatus.DRAFT: "amber",
    ReviewStatus.CLOSED: "green",
}

POINT_LABELS: Final[Mapping[PointKind, object]] = {
    PointKind.DIRECTION: _l("Directions of higher bodies"),
    PointKind.STRENGTH: _l("Strengths"),
    PointKind.SHORTCOMING: _l("Shortcomings"),
    PointKind.CAUSE: _l("Causes"),
    PointKind.FOLLOW_UP: _l("Earlier shortcomings mended"),
    PointKind.ANSWER: _l("Answers to points raised from above"),
    PointKind.RESPONSIBILITY: _l("Responsibility"),
    PointKind.REMEDY: _l("Remedies"),
}

PART_LABELS: Final[Mapping[str, object]] = {
    "conference_on": _l("Day of the conference"),
    "conference_chair": _l("Chaired by"),
    "attendees": _l("Who attended"),
    "proposed_level": _l("Proposed level"),
    "overview": _l("Overview"),
    "tasks": _l("Key tasks"),
    "figures": _l("Figures"),
    **{kind.value: label for kind, label in POINT_LABELS.items()},
}
"""The parts of the record in the order of its pages, by the names of form fields and of the trail."""

ROW_LABELS: Final[Mapping[str, object]] = {
    "tasks": _l("Key task"),
    "figures": _l("Figure"),
    PointKind.DIRECTION.value: _l("Direction"),
    PointKind.STRENGTH.value: _l("Strength"),
    PointKind.SHORTCOMING.value: _l("Shortcoming"),
    PointKind.CAUSE.value: _l("Cause"),
    PointKind.FOLLOW_UP.value: _l("Shortcoming mended"),
    PointKind.ANSWER.value: _l("Answer"),
    PointKind.RESPONSIBILITY.value: _l("Responsibility"),
    PointKind.REMEDY.value: _l("Remedy"),
}
"""One row of a part; its number follows."""

EVENT_LABELS: Final[Mapping[str, object]] = {
    "leadership_review.started": _l("Review started"),
    "leadership_review.saved": _l("Review saved"),
    "leadership_review.closed": _l("Review closed"),
    "leadership_review.reopened": _l("Review reopened"),
}
