"""Runs of years: where a chain of consecutive years may begin and end, and which doubts it carries."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from app.eligibility.case import Case
from app.eligibility.enums import CommendationType
from app.eligibility.facts import ConferralFact
from app.eligibility.outcomes import ASK, MET, UNMET
from app.eligibility.standards import Law, Node, Span

NEVER: Final = 9999
ALWAYS: Final = 0

ENDS_YEAR_BEFORE: Final = "ends_year_before"
ENDS_EARLIER: Final = "ends_earlier"
TURNS_ONLY: Final = "turns_only"
USED: Final = "used"
REWARDED: Final = "rewarded"
DISCIPLINE: Final = "discipline"
UNKNOWN: Final = "unknown"
PROPOSED: Final = "proposed"
NO_BASIS: Final = "no_basis"
INSIDE: Final = "inside"
AFTER: Final = "after"
OUTSTANDING: Final = "outstanding"
MINISTRY: Final = "ministry"

YearState = tuple[int, str]
Line = Callable[[int], YearState]
GOOD: Final[YearState] = (MET, "")
BAD: Final[YearState] = (UNMET, "")


class Limit(NamedTuple):
    """Years count from ``certain``; those from ``possible`` perhaps."""

    certain: int
    possible: int
    why: str


class End(NamedTuple):
    """A year in which a chain may end, and by which outcome."""

    year: int
    outcome: int
    why: str


def limited(line: Line, limits: Sequence[Limit]) -> Line:
    """Return a line whose years are good only within the limits."""
    if not limits:
        return line

    def state(year: int) -> YearState:
        worst = line(year)
        for limit in limits:
            if year < limit.possible:
                return UNMET, limit.why
            if year < limit.certain and worst[0] < ASK:
                worst = (ASK, limit.why)
        return worst

    return state


def ends(node: Node[Any], case: Case) -> list[End]:
    """Return the years in which a chain may end: readings chain_end_year and oldest_usable_year."""
    found = [End(case.year, MET, "")]
    reading = node.options["chain_end_year"]
    if reading == "award_year":
        return found
    outcome = MET if reading == "award_year_or_year_before" else ASK
    found.append(End(case.year - 1, outcome, ENDS_YEAR_BEFORE))
    if node.options["oldest_usable_year"] == "any":
        found += [End(year, outcome, ENDS_EARLIER) for year in range(case.year - 2, case.first_year - 1, -1)]
    return found


def runs(line: Line, needed: int, possible_ends: Sequence[End], floor: int) -> Iterator[Span]:
    """Yield every run of the asked length that ends where it may."""
    for end in possible_ends:
        worst, reasons, known = end.outcome, [end.why], []
        first = end.year - needed + 1
        for year in range(end.year, first - 1, -1):
            outcome, why = line(year)
            if outcome == UNMET:
                break
            worst = max(worst, outcome)
            reasons.append(why)
            if why != UNKNOWN:
                known.append(year)
        else:
            certain, possible = _beginning(line, first, floor, worst)
            yield Span(first, end.year, certain, possible, worst, tuple(known[::-1]), _named(reasons))


def _beginning(line: Line, first: int, floor: int, worst: int) -> tuple[int, int]:
    """Return where the whole unbroken run begins: for certain, and with doubtful years taken in."""
    certain = possible = first
    is_certain = worst == MET
    while possible > floor:
        outcome = line(possible - 1)[0]
        if outcome == UNMET:
            break
        possible -= 1
        is_certain = is_certain and outcome == MET
        if is_certain:
            certain = possible
    return certain, possible


def in_turns(line: Line, needed: int, possible_ends: Sequence[End], held: Sequence[int], cost: int) -> Iterator[Span]:
    """Yield the runs of conferrals one after the other, whatever years lie between."""
    for end in possible_ends:
        years = [year for year in held if year <= end.year][-needed:]
        if len(years) < needed or years[-1] != end.year:
            continue
        states = [line(year) for year in years]
        worst = max(end.outcome, cost, *(outcome for outcome, _ in states))
        if worst < UNMET:
            reasons = [end.why, TURNS_ONLY if cost else "", *(why for _, why in states)]
            yield Span(years[0], end.year, years[0], years[0], worst, tuple(years), _named(reasons))


def longest_partial(line: Line, needed: int, possible_ends: Sequence[End]) -> Span:
    """Return the run that comes nearest, for the message where none is long enough."""
    best: tuple[int, ...] = ()
    best_end = possible_ends[0].year
    for end in possible_ends[:2]:
        years = []
        for year in range(end.year, end.year - needed, -1):
            if line(year)[0] == UNMET:
                break
            years.append(year)
        if len(years) > len(best):
            best, best_end = tuple(years[::-1]), end.year
    first = best_end - needed + 1
    why = line(best[0] - 1 if best else best_end)[1]
    return Span(first, best_end, first, first, UNMET, best, _named([why]))


def best_first(spans: list[Span]) -> tuple[Span, ...]:
    """Order runs: surest first, then latest, so that ties fall the same way whatever the order of the records."""
    return tuple(sorted(spans, key=lambda span: (span.outcome, -span.last, -span.first)))


def _named(reasons: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(why for why in reasons if why))


def limits_of(node: Node[Any], case: Case) -> list[Limit]:
    """Return what cuts a chain short for every kind of record: use in an earlier award, discipline."""
    law = node.law
    found: list[Limit] = []
    last = last_period(law, case)
    if last is not None:
        found += _after_use(node, law, last)
    if law.restarts and case.facts.discipline:
        certain, possible = case.free_from()
        found.append(Limit(certain, possible, DISCIPLINE))
    return found


def last_period(law: Law, case: Case) -> tuple[int, int] | None:
    """Return the last year rewarded by the last regular conferral of the same award, and the first free year."""
    if law.code in case.last_periods:
        return case.last_periods[law.code]
    found = case.last_periods[law.code] = _last_period(law, case)
    return found


def _last_period(law: Law, case: Case) -> tuple[int, int] | None:
    earlier = [each for each in case.held(law.code) if each.year < case.year and each.type is CommendationType.REGULAR]
    if not earlier:
        return None
    last = max(earlier, key=lambda each: each.period_to or each.year)
    return last.period_to or last.year, first_year_after(law.first_year_after, last)


def _after_use(node: Node[Any], law: Law, last: tuple[int, int]) -> Iterator[Limit]:
    rewarded_until, free_from = last
    reading = node.options.get("years_reused", "yes")
    if reading != "yes":
        yield Limit(rewarded_until + 1, rewarded_until + 1 if reading == "no" else ALWAYS, USED)
    if law.counts_from_last is not None:
        yield Limit(free_from, free_from if law.counts_from_last == UNMET else ALWAYS, REWARDED)


def first_year_after(reading: str, conferral: ConferralFact) -> int:
    """Return the first year of a chain after an award: reading first_year_after_award."""
    if reading == "year_after_decision" and conferral.decided_on is not None:
        return conferral.decided_on.year + 1
    if reading == "year_after_period" and conferral.period_to is not None:
        return conferral.period_to + 1
    return conferral.year + 1


def opened(law: Law, case: Case, codes: tuple[str, ...]) -> tuple[int, int]:
    """Return the first year after one of the awards: for certain, and with doubtful conferrals taken in."""
    certain = possible = NEVER
    for code in codes:
        for conferral in case.held(code):
            excluded = law.excluded_types.get(conferral.type, MET)
            if excluded == UNMET:
                continue
            first = first_year_after(law.first_year_after, conferral)
            possible = min(possible, first)
            certain = min(certain, first) if excluded == MET else certain
    return certain, possible


def with_partners(node: Node[Any], case: Case, own: Line) -> Line:
    """Return a line with the years of the chains that the reading mixed_chain lets it mix with."""
    if not node.partners:
        return own
    others = [case.line(partner) for partner in node.partners]
    return lambda year: min(own(year), *(other(year) for other in others))
