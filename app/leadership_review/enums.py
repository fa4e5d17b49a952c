"""States and parts of a leadership self-review."""

from enum import StrEnum


class ReviewStatus(StrEnum):
    """Drafted by HR, closed by the head."""

    DRAFT = "draft"
    CLOSED = "closed"


class PointKind(StrEnum):
    """What a point of the review is about."""

    DIRECTION = "direction"
    STRENGTH = "strength"
    SHORTCOMING = "shortcoming"
    CAUSE = "cause"
    REMEDY = "remedy"
