"""States of a yearly classification."""

from enum import StrEnum


class ClassificationStatus(StrEnum):
    """Proposed by the unit, decided by the head, then locked before the council meets."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    LOCKED = "locked"
