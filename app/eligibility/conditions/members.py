"""Members of a collective: a share or a number of them, and their discipline. Shares are compared in integers."""

from typing import NamedTuple

from app.eligibility.case import Case
from app.eligibility.enums import DisciplineLevel, DisciplineScope
from app.eligibility.facts import DisciplineFact
from app.eligibility.outcomes import ASK, MET, UNMET
from app.eligibility.periods import period
from app.eligibility.rulebook.conditions import MembersWith, NotDisciplinedFrom
from app.eligibility.standards import Answer, Node, Periods, Span, leaf

SEVERITY = {level: level.rank for level in DisciplineLevel}


class Share(NamedTuple):
    """How many members fulfil something, how many may, of how many."""

    certain: int
    possible: int
    total: int


class Discipline(NamedTuple):
    """Decisions that refuse, and those that may."""

    decided: tuple[DisciplineFact, ...]
    running: tuple[DisciplineFact, ...]
    within: Span | None


def members_with(node: Node[MembersWith], case: Case, periods: Periods) -> Answer:
    """A share or a number of the members hold a title or stand at a level."""
    roll = case.facts.members or ()
    if node.options.get("members_counted") == "on_roll_and_eligible":
        roll = tuple(member for member in roll if member.is_rated)
    if not roll:
        outcome = UNMET if node.options.get("empty_unit") == "not_met" else ASK
        return leaf(node, outcome, Share(0, 0, 0))
    condition = node.condition
    if condition.title is not None:
        certain = possible = sum(condition.title in member.awards_this_year for member in roll)
    else:
        assert condition.level is not None
        wanted = condition.level.rank
        certain = sum(member.classification is not None and member.classification.rank >= wanted for member in roll)
        possible = certain + sum(member.classification is None for member in roll)
    share = Share(certain, possible, len(roll))
    if _suffices(condition, certain, len(roll)):
        return leaf(node, MET, share)
    return leaf(node, ASK if _suffices(condition, possible, len(roll)) else UNMET, share)


def _suffices(condition: MembersWith, number: int, total: int) -> bool:
    left, right = (number, condition.count) if condition.pct is None else (number * 100, condition.pct * total)
    assert right is not None
    return left > right if condition.op == ">" else left >= right


def not_disciplined(node: Node[NotDisciplinedFrom], case: Case, periods: Periods) -> Answer:
    """No disciplinary decision at the level or heavier in the period, of the subject or of any member."""
    condition = node.condition
    if condition.who is DisciplineScope.SELF:
        records: tuple[DisciplineFact, ...] = case.facts.discipline
        earlier = {"ignore": MET, "ask": ASK, "bar": UNMET}[node.options.get("discipline_over_year_end", "ignore")]
    else:
        records = tuple(each for member in case.facts.members or () for each in member.discipline)
        earlier = UNMET if node.options.get("member_discipline_period") == "any_in_force" else MET
    if not records:
        return leaf(node, MET, Discipline((), (), None))
    return _disciplined(node, case, records, earlier, period(condition.period, periods, case.year))


def _disciplined(
    node: Node[NotDisciplinedFrom], case: Case, records: tuple[DisciplineFact, ...], earlier: int, within: Span | None
) -> Answer:
    assert within is not None
    wanted = SEVERITY[node.condition.level]
    decided, running = [], []
    worst = MET
    for each in sorted(records, key=_order):
        if SEVERITY[each.severity] < wanted or each.decided_on.year > within.last:
            continue
        if each.decided_on.year >= within.first:
            decided.append(each)
            worst = UNMET
        elif earlier != MET and (outcome := _still_running(each, within.first, earlier)):
            running.append(each)
            worst = max(worst, outcome)
    return leaf(node, worst, Discipline(tuple(decided), tuple(running), within))


def _still_running(each: DisciplineFact, year: int, outcome: int) -> int:
    """Discipline of the year before whose end is not on record may still have run."""
    if each.ends_on is None:
        return min(outcome, ASK) if each.decided_on.year == year - 1 else MET
    return outcome if each.ends_on.year >= year else MET


def _order(each: DisciplineFact) -> tuple[object, ...]:
    return each.decided_on, each.severity, each.decision_no, each.ends_on is None, each.ends_on
