"""Initiatives and accepted topics: at which level, of which years, not used before."""

from functools import cache
from typing import Final, NamedTuple

from app.eligibility.case import Case
from app.eligibility.chains import ALWAYS, last_period
from app.eligibility.enums import InitiativeLevel
from app.eligibility.facts import InitiativeFact
from app.eligibility.outcomes import ASK, MET, UNMET, enough
from app.eligibility.periods import inside, period
from app.eligibility.rulebook.conditions import AWARD_YEAR, InitiativeRecognised
from app.eligibility.standards import Answer, Node, Periods, Span, leaf

LEVEL: Final = "level"
BRANCH: Final = "branch"
YEAR: Final = "year"
USE: Final = "use"

EQUAL_RANKS: Final = {
    InitiativeLevel.GRASSROOTS: 0,
    InitiativeLevel.PROVINCIAL: 1,
    InitiativeLevel.MINISTERIAL: 1,
    InitiativeLevel.NATIONAL: 2,
}
MINISTRY_ABOVE: Final = {**EQUAL_RANKS, InitiativeLevel.PROVINCIAL: 1, InitiativeLevel.MINISTERIAL: 2} | {
    InitiativeLevel.NATIONAL: 3
}
HIGHER: Final = {"yes": MET, "no": UNMET, "ask": ASK}


class Found(NamedTuple):
    """The initiatives that count, those that may with the doubts, and those used before."""

    certain: tuple[InitiativeFact, ...]
    doubtful: tuple[tuple[InitiativeFact, tuple[str, ...]], ...]
    used: tuple[InitiativeFact, ...]
    within: Span | None


def recognised(node: Node[InitiativeRecognised], case: Case, periods: Periods) -> Answer:
    """Enough initiatives of the kind, at the level or above, of the years asked, not used before."""
    within = period(node.condition.within, periods, case.year)
    best: dict[str, tuple[int, tuple[str, ...], InitiativeFact]] = {}
    used = []
    for each in case.initiatives(node.condition.kind):
        outcome, doubts = _weigh(node, case, each, within)
        if outcome == UNMET:
            if doubts:
                used.append(each)
        elif each.id not in best or (outcome, doubts) < best[each.id][:2]:
            best[each.id] = (outcome, doubts, each)
    certain = [each for outcome, _, each in best.values() if outcome == MET]
    doubtful = [(each, why) for outcome, why, each in best.values() if outcome == ASK]
    found = Found(tuple(certain), tuple(doubtful), tuple(used), within)
    return leaf(node, enough(node.condition.min_count, len(certain), len(best)), found)


def _weigh(
    node: Node[InitiativeRecognised], case: Case, each: InitiativeFact, within: Span | None
) -> tuple[int, tuple[str, ...]]:
    """Return how far one initiative counts and why it is doubtful, or that it was used: the worst of three answers."""
    options = node.options
    level, why = _levels(
        node.condition.level,
        options.get("initiative_level_order", "province_equals_ministry"),
        options.get("higher_initiative_counts", "ask"),
    )[each.level]
    if level == UNMET:
        return UNMET, ()
    is_inside = within is None or within.first <= each.year <= within.last
    year = MET if is_inside else _year(node, case, each, within)
    if year == UNMET:
        return UNMET, ()
    use = _use(node, case, each)
    if level == year == use == MET:
        return MET, ()
    if use == UNMET:
        return UNMET, (USE,)
    doubts = ((why,) if level else ()) + ((YEAR,) if year else ()) + ((USE,) if use else ())
    return max(level, year, use), doubts


@cache
def _levels(wanted: InitiativeLevel, order: str, higher: str) -> dict[InitiativeLevel, tuple[int, str]]:
    """Return what each level says to the one asked: readings initiative_level_order and higher_initiative_counts."""
    ranks = MINISTRY_ABOVE if order == "ministry_above_province" else EQUAL_RANKS
    found = {}
    for level in InitiativeLevel:
        distance = ranks[level] - ranks[wanted]
        if distance < 0:
            found[level] = (UNMET, "")
        elif distance > 0:
            found[level] = (HIGHER[higher], LEVEL)
        else:
            is_other_branch = level is not wanted and order == "own_branch_only"
            found[level] = (ASK, BRANCH) if is_other_branch else (MET, "")
    return found


def _year(node: Node[InitiativeRecognised], case: Case, each: InitiativeFact, within: Span | None) -> int:
    """Readings cstdcs_initiative_period, higher_title_initiative_period and count_period."""
    if within is None:
        return MET
    if node.condition.within == AWARD_YEAR:
        extended = node.options.get("cstdcs_initiative_period") == "award_year_or_unused_before"
        return MET if each.year == case.year or (extended and each.year == case.year - 1) else UNMET
    reading = node.options.get("higher_title_initiative_period")
    if reading is None:
        return inside(within, each.year, node.options.get("count_period", "last_n_years"))
    if within.first <= each.year <= within.last or each.year == case.year:
        return MET
    if reading == "chain_years" or each.year < _since_last(node, case):
        return UNMET
    return MET if reading == "any" else ASK


def _since_last(node: Node[InitiativeRecognised], case: Case) -> int:
    last = last_period(node.law, case)
    return ALWAYS if last is None else last[0] + 1


def _use(node: Node[InitiativeRecognised], case: Case, each: InitiativeFact) -> int:
    """Say whether an award that uses up initiatives was obtained with this one."""
    codes = _used_for(node.condition.exclude_used_for, node.law.used_once)
    if node.condition.within == AWARD_YEAR and each.year == case.year - 1:
        codes = (*codes, node.law.code)
    return _use_by(case, codes, each) if codes else MET


@cache
def _used_for(by_condition: tuple[str, ...], by_rule: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(by_condition + by_rule))


def _use_by(case: Case, codes: tuple[str, ...], each: InitiativeFact) -> int:
    """A conferral whose use is unknown, or one on its way, may have used what was recognised for its year."""
    worst = MET
    for code in codes:
        if each.year == case.year and case.is_proposed(code):
            worst = max(worst, ASK)
        for conferral in case.held(code):
            if conferral.for_initiatives is None:
                worst = max(worst, ASK if conferral.year == each.year else MET)
            elif each.id in conferral.for_initiatives:
                return UNMET
    return worst
