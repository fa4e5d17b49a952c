"""How somebody stands to an award."""

from enum import StrEnum


class Standing(StrEnum):
    """From the nearest to the farthest."""

    HELD = "held"
    ELIGIBLE = "eligible"
    TO_CONFIRM = "to_confirm"
    ONE_SHORT = "one_short"
    FURTHER = "further"
