"""When an unmet standard could be met: the "could be in year N if" of a prospect.

The conditions are asked again for the years ahead: what is on record stays, chains move on to the year asked about,
and what is then still missing becomes a need. The first year in which nothing impossible is left is the answer.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.eligibility.calendar import full_months
from app.eligibility.case import Case
from app.eligibility.chains import NEVER, limits_of, opened
from app.eligibility.conditions.awards import Held
from app.eligibility.conditions.classification import YearsFound
from app.eligibility.conditions.initiatives import Found
from app.eligibility.conditions.logic import ask
from app.eligibility.enums import ConditionKind, DisciplineScope
from app.eligibility.needs import Need
from app.eligibility.outcomes import MET, SILENT, UNMET
from app.eligibility.rulebook.conditions import AWARD_YEAR, AnyOf, AwardHeld, MeetsStandardOf
from app.eligibility.standards import Answer, Judged, Node, Periods, Span

HORIZON: Final = 10
"""Years ahead beyond which nobody plans."""

Needs = tuple[Need, ...]
Look = Callable[[Answer, Case, int, Periods], Needs | None]
NOTHING: Final[Needs] = ()


def year_of(judged: Judged, case: Case) -> int | None:
    """Return the first year in which a standard could be met; None where none is enough, or only a far one."""
    code = judged.standard.award.code
    if code not in case.years_ahead:
        case.years_ahead[code] = None  # An award that would have to wait for itself has no year.
        case.years_ahead[code] = _search(judged, case)
    return case.years_ahead[code]


def needs_of(judged: Judged, case: Case, year: int) -> Needs:
    """Return what must happen for a standard to be met in the year found."""
    return _all((judged.standard.root, *judged.standard.bars), case, year, {}, in_full=True) or NOTHING


def _search(judged: Judged, case: Case) -> int | None:
    nodes = (judged.standard.root, *judged.standard.bars)
    first = max([_bound(node, case) for node in nodes])
    for year in range(first, case.year + HORIZON + 1):
        if _all(nodes, case, year, {}, in_full=False) is not None:
            return year
    return None


def _bound(node: Node[Any], case: Case) -> int:
    """Return a year before which the search is idle: chains need their length, new staff their months."""
    if node.spans is not None:
        return _chain_bound(node, case)
    if node.kind is ConditionKind.ALL_OF:
        return max(_bound(child, case) for child in node.children)
    if node.kind is ConditionKind.ANY_OF:
        return min((_bound(child, case) for child in node.children if _speaks(child, case)), default=case.year)
    return _held_bound(node, case) if node.kind is ConditionKind.AWARD_HELD else case.year


def _held_bound(node: Node[AwardHeld], case: Case) -> int:
    missing = node.condition.times - sum([len(case.held(code)) for code in node.condition.awards])
    if missing <= 0:
        return case.year
    return min(_first_year(code, case) for code in node.condition.awards) + missing - 1


def _chain_bound(node: Node[Any], case: Case) -> int:
    if case.spans(node)[0].outcome != UNMET:
        return case.year
    return max(case.year, _open_from(node, case) + _length(node) - 1, _last_bad_year(node, case) + _length(node))


def _last_bad_year(node: Node[Any], case: Case) -> int:
    """Return the last year up to now that breaks a chain for good."""
    state = case.line(node)
    codes = node.condition.awards if node.kind is ConditionKind.AWARD_HELD else ()
    is_open = any(_first_year(code, case) == case.year for code in codes)
    last = case.year - 1 if is_open else case.year
    return next((year for year in range(last, last - _length(node), -1) if state(year)[0] == UNMET), 0)


def _length(node: Node[Any]) -> int:
    number: int = node.condition.years if node.kind is ConditionKind.CLASSIFICATION_YEARS else node.condition.times
    return number


def _needs(node: Node[Any], case: Case, year: int, periods: Periods, *, in_full: bool) -> Needs | None:
    """Return what is needed for a node in a year, None where it cannot be; not in full, only whether it can be."""
    if node.kind is ConditionKind.ALL_OF:
        return _all(node.children, case, year, periods, in_full=in_full)
    if node.kind is ConditionKind.ANY_OF:
        return _any(node, case, year, periods, in_full=in_full)
    if not in_full and year > case.year and node.kind in OPEN_AHEAD:
        return NOTHING
    if node.spans is not None:
        span = periods.get(node.period or "") or _window(node, case, year)
        return _chain(node, case, year, span)
    answer = ask(node, case, periods)
    if year == case.year and answer.record != UNMET:
        return NOTHING
    if node.kind is ConditionKind.MEETS_STANDARD_OF:
        return _standard(node, case, year, in_full=in_full)
    return LOOKS.get(node.kind, _by_a_person)(answer, case, year, periods)


def _all(nodes: tuple[Node[Any], ...], case: Case, year: int, periods: Periods, *, in_full: bool) -> Needs | None:
    scope = periods
    for node in nodes:
        if node.period is not None:
            scope = {**scope, node.period: _window(node, case, year)}
    found: dict[Need, None] = {}
    for node in nodes:
        needs = _needs(node, case, year, scope, in_full=in_full)
        if needs is None:
            return None
        if needs:
            found.update(dict.fromkeys(needs))
    return tuple(found)


def _any(node: Node[AnyOf], case: Case, year: int, periods: Periods, *, in_full: bool) -> Needs | None:
    """Of alternatives the one that needs least; those that rest on open ticks only are left aside."""
    spoken = [child for child in node.children if _speaks(child, case)]
    if not spoken:
        return NOTHING
    best: Needs | None = None
    for child in spoken:
        needs = _needs(child, case, year, periods, in_full=in_full)
        if needs is not None and (best is None or len(needs) < len(best)):
            best = needs
            if not in_full:
                break
    return best


def _speaks(node: Node[Any], case: Case) -> bool:
    """Say whether the records, or a tick that was set, say anything of a node."""
    if node.is_computed:
        return True
    if node.children:
        return any(_speaks(child, case) for child in node.children)
    return ask(node, case, {}).record != SILENT


def _window(node: Node[Any], case: Case, year: int) -> Span:
    """Return the run that a chain would be: the one found, or the years up to the one asked about."""
    if year == case.year:
        best = case.spans(node)[0]
        if best.outcome != UNMET:
            return best
    first = year - _length(node) + 1
    return Span(first, year, first, first, MET)


def _chain(node: Node[Any], case: Case, year: int, span: Span) -> Needs | None:
    """Years of the run that are still to come must be good ones; those behind must have been."""
    if year == case.year and span.last < year:
        return NOTHING
    state = case.line(node)
    codes = node.condition.awards if node.kind is ConditionKind.AWARD_HELD else ()
    coming = min((_first_year(code, case) for code in codes), default=case.year + 1)
    coming = max(coming, _open_from(node, case))
    missing = [each for each in range(span.first, span.last + 1) if each > case.year or state(each)[0] == UNMET]
    if not missing or (year == case.year and span.years and span.outcome != UNMET):
        return NOTHING
    if missing[0] < coming:
        return None
    return (_level_or_award(node, missing[0], missing[-1], codes, case),)


def _level_or_award(node: Node[Any], first: int, last: int, codes: tuple[str, ...], case: Case) -> Need:
    if not codes:
        return Need("level", node.condition.level, first, last)
    return Need("award", min(codes, key=lambda code: _first_year(code, case)), first, last)


def _open_from(node: Node[Any], case: Case) -> int:
    """Return the first year that a chain may use: after the award that opens it, after use and discipline."""
    found = case.open_from.get(node)
    if found is None:
        found = _first_open(node, case)
        for limit in limits_of(node, case):
            found = max(found, limit.possible)
        case.open_from[node] = found
    return found


def _first_open(node: Node[Any], case: Case) -> int:
    """Return the first year after the award that opens a chain, also one still to come."""
    codes: tuple[str, ...] = getattr(node.condition, "after", ())
    if not codes:
        return 0
    _, possible = opened(node.law, case, codes)
    return possible if possible != NEVER else min(_first_year(code, case) for code in codes) + 1


def _first_year(code: str, case: Case) -> int:
    """Return the first year for which an award could still be had: this one, or when its own standard could be met."""
    found = case.first_years.get(code)
    if found is None:
        found = case.first_years[code] = _look_for_first_year(code, case)
    return found


def _look_for_first_year(code: str, case: Case) -> int:
    if any(each.year == case.year for each in case.held(code)):
        return case.year + 1
    judged = case.judged(code)
    if judged.record != UNMET:
        return case.year
    year = year_of(judged, case)
    return NEVER if year is None else year


def _level(answer: Answer, case: Case, year: int, periods: Periods) -> Needs | None:
    return (Need("level", answer.node.condition.level, year, year),) if year > case.year else None


def _years(answer: Answer, case: Case, year: int, periods: Periods) -> Needs | None:
    data: YearsFound = answer.data
    missing = answer.node.condition.years - len(data.certain) - len(data.doubtful)
    if missing <= 0:
        return NOTHING
    return (
        (Need("level", answer.node.condition.level, year - missing + 1, year),) if year - missing >= case.year else None
    )


def _held(answer: Answer, case: Case, year: int, periods: Periods) -> Needs | None:
    data: Held = answer.data
    missing = answer.node.condition.times - len(data.certain) - len(data.doubtful)
    if missing <= 0:
        return NOTHING
    first, code = min((_first_year(code, case), code) for code in answer.node.condition.awards)
    last = year if answer.node.condition.within is not None else first + missing - 1
    if last > year or last - missing + 1 < first:
        return None
    return (Need("award", code, last - missing + 1, last),)


def _initiative(answer: Answer, case: Case, year: int, periods: Periods) -> Needs | None:
    condition = answer.node.condition
    is_anew = condition.within == AWARD_YEAR and year > case.year
    data: Found = answer.data
    missing = condition.min_count - (0 if is_anew else len(data.certain) + len(data.doubtful))
    if missing > 0 and data.within is not None and not is_anew and data.within.last < year:
        return None
    return (Need(condition.kind.value, condition.level, year, year, missing),) if missing > 0 else NOTHING


def _standard(node: Node[MeetsStandardOf], case: Case, year: int, *, in_full: bool) -> Needs | None:
    standard = case.judged(node.condition.title).standard
    return _all((standard.root, *standard.bars), case, year, {}, in_full=in_full)


def _service(answer: Answer, case: Case, year: int, periods: Periods) -> Needs | None:
    joined = case.facts.joined_on
    months = answer.node.condition.months
    if joined is None or answer.record != UNMET:
        return NOTHING
    ready = full_months(joined, joined.replace(year=year, month=12, day=31)) >= months
    return (Need("service", "", year, year, months),) if ready else None


def _discipline(answer: Answer, case: Case, year: int, periods: Periods) -> Needs | None:
    if answer.record != UNMET:
        return NOTHING
    is_past = answer.node.condition.period == AWARD_YEAR and year > case.year
    if not is_past or _still_runs(answer.node, case, year):
        return None
    return (Need("no_discipline", "", year),)


def _still_runs(node: Node[Any], case: Case, year: int) -> bool:
    if node.condition.who is not DisciplineScope.SELF or node.options.get("discipline_over_year_end") != "bar":
        return False
    return any(each.ends_on is not None and each.ends_on.year >= year for each in case.facts.discipline)


def _again(what: str) -> Look:
    """What failed this year may go well in a later one."""

    def look(answer: Answer, case: Case, year: int, periods: Periods) -> Needs | None:
        if answer.record != UNMET:
            return NOTHING
        return (Need(what, "", year),) if year > case.year else None

    return look


def _concluded(answer: Answer, case: Case, year: int, periods: Periods) -> Needs | None:
    return (Need("concluded"),) if answer.record == UNMET else NOTHING


def _by_a_person(answer: Answer, case: Case, year: int, periods: Periods) -> Needs | None:
    """What a person has denied stays denied."""
    return None if answer.record == UNMET else NOTHING


LOOKS: Final[Mapping[ConditionKind, Look]] = {
    ConditionKind.CLASSIFICATION_AT_LEAST: _level,
    ConditionKind.CLASSIFICATION_YEARS: _years,
    ConditionKind.AWARD_HELD: _held,
    ConditionKind.INITIATIVE_RECOGNISED: _initiative,
    ConditionKind.MEMBERS_WITH: _again("members"),
    ConditionKind.NOT_DISCIPLINED_FROM: _discipline,
    ConditionKind.EMPLOYED_MONTHS_MIN: _service,
    ConditionKind.ABSENCE_NOT_BETWEEN: _again("present"),
    ConditionKind.NO_OPEN_CASE: _concluded,
    ConditionKind.REGISTERED_FOR_EMULATION: _again("registered"),
}
OPEN_AHEAD: Final = frozenset(
    {
        ConditionKind.CLASSIFICATION_AT_LEAST,
        ConditionKind.INITIATIVE_RECOGNISED,
        ConditionKind.MEMBERS_WITH,
        ConditionKind.ABSENCE_NOT_BETWEEN,
        ConditionKind.NO_OPEN_CASE,
        ConditionKind.REGISTERED_FOR_EMULATION,
    }
)
"""What may always go well in a later year; the others may stay impossible."""
