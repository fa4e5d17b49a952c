"""Awards on record: a number of times, or in an unbroken run of years or turns."""

from typing import Final, NamedTuple

from app.eligibility.case import Case
from app.eligibility.chains import (
    BAD,
    GOOD,
    MINISTRY,
    NO_BASIS,
    PROPOSED,
    Line,
    YearState,
    best_first,
    ends,
    in_turns,
    limited,
    limits_of,
    longest_partial,
    runs,
    with_partners,
)
from app.eligibility.facts import ConferralFact
from app.eligibility.outcomes import ASK, MET, UNMET, enough
from app.eligibility.periods import inside, period
from app.eligibility.rulebook.conditions import AwardHeld
from app.eligibility.standards import Answer, Node, Periods, Span, leaf

TURN_COSTS: Final = {"turns": MET, "ask_if_turns_only": ASK}


class Held(NamedTuple):
    """The conferrals that count, those that may, and the run where one was asked."""

    certain: tuple[ConferralFact, ...]
    doubtful: tuple[ConferralFact, ...]
    proposed: tuple[str, ...]
    span: Span | None
    why: tuple[str, ...] = ()


def held(node: Node[AwardHeld], case: Case, periods: Periods) -> Answer:
    """One of the awards is on record, the asked number of times."""
    if not node.condition.consecutive:
        return _number_of_times(node, case, periods)
    span = (periods.get(node.period) if node.period is not None else None) or case.spans(node)[0]
    years = frozenset(span.years)
    named = tuple(each for code in node.condition.awards for each in case.held(code) if each.year in years)
    return leaf(node, span.outcome, Held(named, (), _proposed(node, case), span, span.why))


def _number_of_times(node: Node[AwardHeld], case: Case, periods: Periods) -> Answer:
    within = period(node.condition.within, periods, case.year)
    reading = node.options.get("count_period", "last_n_years")
    floor = ASK if node.options.get("ministry_award_r2018") == "ask" else MET
    certain: dict[object, ConferralFact] = {}
    doubtful: dict[object, ConferralFact] = {}
    for code in node.condition.awards:
        for each in case.held(code):
            outcome = max(floor, node.law.excluded_types.get(each.type, MET))
            if within is not None:
                outcome = max(outcome, inside(within, each.year, reading))
            if outcome < UNMET:
                (doubtful if outcome else certain)[_occasion(each)] = each
    proposed = tuple(code for code in _proposed(node, case) if _counts_now(within, case))
    needed, sure = node.condition.times, len(certain)
    possible = sure + len(doubtful.keys() - certain.keys()) + len(proposed)
    answer = Held(
        tuple(certain.values()), tuple(doubtful.values()), proposed, None, (MINISTRY,) if floor and doubtful else ()
    )
    return leaf(node, enough(needed, sure, possible), answer)


def _occasion(conferral: ConferralFact) -> object:
    """Two entries of one award, year and decision are one conferral."""
    return conferral.award, conferral.year, conferral.decision_no


def _counts_now(within: Span | None, case: Case) -> bool:
    return within is None or within.last >= case.year


def _proposed(node: Node[AwardHeld], case: Case) -> tuple[str, ...]:
    if not case.facts.awards_this_round:
        return ()
    return tuple(code for code in node.condition.awards if case.is_proposed(code))


def spans(node: Node[AwardHeld], case: Case) -> tuple[Span, ...]:
    """Return the runs that may serve, in years and in turns, the nearest miss where there is none."""
    state = with_partners(node, case, case.line(node))
    needed, possible_ends = node.condition.times, ends(node, case)
    found = list(runs(state, needed, possible_ends, case.first_year))
    cost = TURN_COSTS.get(node.options["times_or_years"])
    if cost is not None:
        years = sorted({each.year for code in node.condition.awards for each in case.held(code)})
        found += in_turns(state, needed, possible_ends, years, cost)
    return best_first(found) if found else (longest_partial(state, needed, possible_ends),)


def line(node: Node[AwardHeld], case: Case) -> Line:
    """Return what each year says by itself."""
    good, doubtful = set(), {}
    for code in node.condition.awards:
        for each in case.held(code):
            excluded = node.law.excluded_types.get(each.type, MET)
            if excluded == MET:
                good.add(each.year)
            elif excluded == ASK:
                doubtful[each.year] = NO_BASIS
    if _proposed(node, case):
        doubtful.setdefault(case.year, PROPOSED)

    def state(year: int) -> YearState:
        if year in good:
            return GOOD
        why = doubtful.get(year)
        return BAD if why is None else (ASK, why)

    return limited(state, limits_of(node, case))
