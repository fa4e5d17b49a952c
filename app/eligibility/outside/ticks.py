"""What a case confirms must be something that a person confirms: a key nobody knows is a typing error."""

from collections.abc import Iterator
from dataclasses import replace

from app.eligibility.case_reading import Case
from app.eligibility.enums import AchievementKind, ConditionMode
from app.eligibility.outside.problems import BadInput, Place, Problem, unknown
from app.eligibility.rulebook import Rulebooks
from app.eligibility.verdict import Verdict


def with_ticks(case: Case, verdict: Verdict, books: Rulebooks) -> Case:
    """Return the case with every key as the rules know it; a finding may be confirmed by its own ``condition`` key.

    A known key that this award does not ask for says nothing and stands; an unknown one is refused.
    """
    findings = [finding for top in (*verdict.findings, *verdict.warnings) for finding in top.walk()]
    by_condition = {finding.condition: finding.tick for finding in findings if finding.tick}
    known = sorted({*_words(books), *by_condition.values()})
    problems: list[Problem] = []
    said: dict[str, bool] = {}
    for place, key in case.ticks:
        tick = key if key in known else by_condition.get(key)
        if tick is None:
            problems.append(Problem(place, unknown("condition that a person confirms", key, known)))
        else:
            problems += _twice(said, tick, place)
            said[tick] = place[0] == "confirmed"
    if problems:
        raise BadInput(problems)
    return case if said == case.facts.confirmed else replace(case, facts=replace(case.facts, confirmed=said))


def _twice(said: dict[str, bool], tick: str, place: Place) -> Iterator[Problem]:
    if tick in said and said[tick] != (place[0] == "confirmed"):
        yield Problem(place, f"{tick!r} is confirmed as well; keep one")


def _words(books: Rulebooks) -> Iterator[str]:
    """Yield every key that some award of some regime lets a person confirm."""
    yield from (
        kind.value for kind, note in books.common.condition_kinds.items() if note.mode == ConditionMode.HUMAN_CONFIRMED
    )
    yield from (word.value for word in AchievementKind)
    for regime in books.regimes():
        yield from (modifier.id for modifier in regime.modifiers.values() if getattr(modifier, "by_tick", False))
        yield from (rule.id for rule in regime.combination_rules)
