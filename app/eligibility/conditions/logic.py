"""Kinds that join others: all of a list, any of a list, the standard of another award."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.eligibility.case import Case
from app.eligibility.outcomes import ASK, SILENT, UNMET
from app.eligibility.rulebook.conditions import AllOf, AnyOf, MeetsStandardOf
from app.eligibility.standards import Answer, Node, Periods


def ask(node: Node[Any], case: Case, periods: Periods) -> Answer:
    """Judge one node; what may not refuse by itself asks for confirmation instead."""
    answer = node.judge(node, case, periods)
    if node.is_softened and answer.outcome == UNMET:
        return answer._replace(outcome=ASK, record=min(answer.record, ASK))
    return answer


def all_of(node: Node[AllOf], case: Case, periods: Periods) -> Answer:
    """The worst of the list; where a chain may be one of several runs, the run that serves best."""
    definers = [child for child in node.children if child.period is not None]
    if not definers:
        parts = tuple([ask(child, case, periods) for child in node.children])
        return Answer(node, max([part.outcome for part in parts]), None, parts, _worst_record(parts))
    best: tuple[Answer, ...] = ()
    best_rank = (UNMET + 1, 0)
    for scope in _scopes(definers, case, periods):
        if best_rank[0] <= max([scope[child.period].outcome for child in definers if child.period]):
            continue  # No better than its run: what came before stands.
        parts = tuple([ask(child, case, scope) for child in node.children])
        outcomes = [part.outcome for part in parts]
        rank = (max(outcomes), sum(outcomes))
        if rank < best_rank:
            best, best_rank = parts, rank
    return Answer(node, best_rank[0], None, best, _worst_record(best))


def _worst_record(parts: tuple[Answer, ...]) -> int:
    worst = SILENT
    for part in parts:
        if part.record != SILENT and (worst == SILENT or part.record > worst):
            worst = part.record
    return worst


def _scopes(definers: Sequence[Node[Any]], case: Case, periods: Periods) -> Iterator[Periods]:
    """Yield every choice of one run per period that the list defines."""
    if not definers:
        yield periods
        return
    first, rest = definers[0], definers[1:]
    assert first.period is not None
    for span in case.spans(first):
        yield from _scopes(rest, case, {**periods, first.period: span})


def any_of(node: Node[AnyOf], case: Case, periods: Periods) -> Answer:
    """The best of the list."""
    parts = tuple([ask(child, case, periods) for child in node.children])
    return Answer(node, min([part.outcome for part in parts]), None, parts, min([part.record for part in parts]))


def meets_standard_of(node: Node[MeetsStandardOf], case: Case, periods: Periods) -> Answer:
    """The conditions and bars of the other award hold for the same year; no decision on it is needed."""
    judged = case.judged(node.condition.title)
    return Answer(node, judged.outcome, judged, (), judged.record)
