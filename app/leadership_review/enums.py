"""States and parts of a leadership self-review."""

from enum import StrEnum


class ReviewStatus(StrEnum):
    """Drafted by HR, closed by the head."""

    DRAFT = "draft"
    CLOSED = "closed"


class PointKind(StrEnum):
    """What a point of the review is about, in the order in which the report tells it."""

    DIRECTION = "direction"
    STRENGTH = "strength"
    SHORTCOMING = "shortcoming"
    CAUSE = "cause"
    FOLLOW_UP = "follow_up"
    """How a shortcoming named at an earlier review was mended."""
    ANSWER = "answer"
    """An answer to a question that the higher level raised for the review."""
    RESPONSIBILITY = "responsibility"
    REMEDY = "remedy"
