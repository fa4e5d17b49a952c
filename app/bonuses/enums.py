"""States of a bonus list and of its lines."""

from enum import StrEnum


class ListStatus(StrEnum):
    """draft > approved > paid; an approved list may be taken back until it is paid."""

    DRAFT = "draft"
    APPROVED = "approved"
    PAID = "paid"


class LineState(StrEnum):
    """Whether the money of a line is counted in the total."""

    COUNTED = "counted"
    LEFT_OUT = "left_out"
    NO_FIGURE = "no_figure"
    """No multiplier or no base salary is on record: a person has to find it, it is never taken as nothing."""
