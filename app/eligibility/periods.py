"""Which years stand in a period: the award year, or a chain found beside the condition."""

from app.eligibility.outcomes import ASK, MET, UNMET
from app.eligibility.rulebook.conditions import AWARD_YEAR
from app.eligibility.standards import Periods, Span


def period(name: str | None, periods: Periods, year: int) -> Span | None:
    """Return the years of a period; None means that every year counts."""
    if name is None:
        return None
    if name == AWARD_YEAR:
        return Span(year, year, year, year, MET)
    return periods[name]


def inside(span: Span, year: int, reading: str) -> int:
    """Say whether a year lies in a period: reading count_period."""
    if span.first <= year <= span.last:
        return MET
    if reading == "last_n_years" or not span.possible_from <= year <= span.last:
        return UNMET
    return MET if reading == "whole_run" and year >= span.certain_from else ASK
