"""Yearly classification: a level in the award year, a number of years, an unbroken run."""

from typing import NamedTuple

from app.eligibility.case import Case
from app.eligibility.chains import (
    AFTER,
    ALWAYS,
    BAD,
    GOOD,
    INSIDE,
    NEVER,
    OUTSTANDING,
    PROPOSED,
    UNKNOWN,
    Limit,
    Line,
    YearState,
    best_first,
    ends,
    limited,
    limits_of,
    longest_partial,
    opened,
    runs,
    with_partners,
)
from app.eligibility.enums import ClassificationLevel
from app.eligibility.outcomes import ASK, MET, UNMET, enough
from app.eligibility.periods import inside, period
from app.eligibility.rulebook.conditions import ClassificationAtLeast, ClassificationYears
from app.eligibility.standards import Answer, Node, Periods, Span, leaf

RANKS = {level: level.rank for level in ClassificationLevel}
UNDECIDED: YearState = (ASK, UNKNOWN)


class YearsFound(NamedTuple):
    """The years that count, those that may, and the run where one was asked."""

    certain: tuple[int, ...]
    doubtful: tuple[int, ...]
    span: Span | None


def at_least(node: Node[ClassificationAtLeast], case: Case, periods: Periods) -> Answer:
    """Classified at the level or above in the award year."""
    level = case.levels.get(case.year)
    if level is None:
        return leaf(node, ASK, None)
    return leaf(node, MET if RANKS[level] >= RANKS[node.condition.level] else UNMET, level)


def years(node: Node[ClassificationYears], case: Case, periods: Periods) -> Answer:
    """Years at the level or above: an unbroken run, or a number of them."""
    if node.condition.consecutive:
        span = periods.get(node.period) if node.period is not None else None
        chosen = span or case.spans(node)[0]
        return leaf(node, chosen.outcome, YearsFound(chosen.years, (), chosen))
    return _number_of_years(node, case, periods)


def _number_of_years(node: Node[ClassificationYears], case: Case, periods: Periods) -> Answer:
    state = line(node, case)
    within = period(node.condition.within, periods, case.year)
    reading = node.options.get("count_period", "last_n_years")
    first = within.possible_from if within else case.first_year
    last = within.last if within else case.year
    certain: list[int] = []
    doubtful: list[int] = []
    for year in range(first, last + 1):
        outcome = max(state(year)[0], inside(within, year, reading) if within else MET)
        if outcome < UNMET:
            (doubtful if outcome else certain).append(year)
    outcome = enough(node.condition.years, len(certain), len(certain) + len(doubtful))
    return leaf(node, outcome, YearsFound(tuple(certain), tuple(doubtful), None))


def spans(node: Node[ClassificationYears], case: Case) -> tuple[Span, ...]:
    """Return the runs that may serve, the nearest miss where there is none."""
    state = with_partners(node, case, case.line(node))
    needed, possible_ends = node.condition.years, ends(node, case)
    found = list(runs(state, needed, possible_ends, case.first_year))
    return best_first(found) if found else (longest_partial(state, needed, possible_ends),)


def line(node: Node[ClassificationYears], case: Case) -> Line:
    """Return what each year says by itself."""
    condition = node.condition
    wanted = RANKS[condition.level]
    levels = case.levels
    titled = frozenset(each.year for each in case.held(condition.or_title)) if condition.or_title else frozenset()
    almost = ASK if node.options.get("outstanding_year") == "htxsnv_or_ask" else UNMET
    joined = case.facts.joined_on.year if case.facts.joined_on else ALWAYS
    # The line is kept by the case and must not hold it in turn: a pass over thousands would pile up circles.
    proposed_for = case.year if condition.or_title is not None and case.is_proposed(condition.or_title) else None

    def state(year: int) -> YearState:
        if year in titled:
            return GOOD
        if year == proposed_for:
            return ASK, PROPOSED
        level = levels.get(year)
        if level is None:
            return UNDECIDED if year >= joined else BAD
        rank = RANKS[level]
        if rank >= wanted:
            return GOOD
        return (ASK, OUTSTANDING) if almost == ASK and rank == wanted - 1 else BAD

    return limited(state, [*limits_of(node, case), *_after(node, case)])


def _after(node: Node[ClassificationYears], case: Case) -> list[Limit]:
    condition = node.condition
    if condition.after:
        certain, possible = opened(node.law, case, condition.after)
        return [Limit(certain, possible, AFTER)]
    reading = node.options.get("bkttg_chain_follows_bk", "no")
    if reading == "no" or not condition.follows_by_reading:
        return []
    certain, possible = opened(node.law, case, condition.follows_by_reading)
    if reading == "yes":
        return [Limit(certain, possible, AFTER)]
    return [] if possible == NEVER else [Limit(certain, ALWAYS, INSIDE)]
