"""Rules over several awards of one nominee: what else was given, or is proposed, in the same year or years.

The kinds that change how records count (``no_basis``, ``counts_from_last_period``, ``initiative_used_once``) act inside
the conditions; here stand those that speak of the award as a whole.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from app.eligibility.case import Case
from app.eligibility.conditions.logic import ask
from app.eligibility.enums import (
    AchievementKind,
    AuthorityLevel,
    AwardKind,
    CombinationKind,
    CommendationType,
    ConditionKind,
)
from app.eligibility.facts import ConferralFact
from app.eligibility.outcomes import ASK, MET, NUMBERS, UNMET
from app.eligibility.rulebook.conditions import Achievement, AnyOf
from app.eligibility.rulebook.rules import CombinationRule
from app.eligibility.standards import Answer, Judged

CERTIFICATE_AND_COMMENDATION: Final = (
    {AuthorityLevel.GRASSROOTS, AuthorityLevel.PROVINCIAL},
    {AuthorityLevel.GRASSROOTS, AuthorityLevel.MINISTERIAL},
)


class RuleAnswer(NamedTuple):
    """What one rule says: the conferrals and the proposals it holds against the award."""

    rule: CombinationRule
    outcome: int
    conferrals: tuple[ConferralFact, ...] = ()
    proposed: tuple[str, ...] = ()
    answer: Answer | None = None
    tick: str | None = None


def rule_answers(judged: Judged, case: Case) -> tuple[RuleAnswer, ...]:
    """Return what each rule that covers the award has to say; a rule with nothing to say is left out."""
    found = []
    for rule in judged.standard.rules:
        look = LOOKS.get(rule.kind)
        answer = look(rule, judged, case) if look else None
        if answer is not None:
            found.append(answer)
    return tuple(found)


def deciding_answers(judged: Judged, case: Case) -> list[RuleAnswer]:
    """Return what can change an outcome: the rules with an objection, which only other awards can raise."""
    standard = judged.standard
    found = []
    for rule, others in standard.deciding:
        if case.codes.isdisjoint(others) and rule.id not in standard.presupposed:
            continue
        look = LOOKS[rule.kind]
        answer = look(rule, judged, case)
        if answer is not None and answer.outcome != MET:
            found.append(answer)
    return found


def _at_most_one(rule: CombinationRule, judged: Judged, case: Case) -> RuleAnswer | None:
    """Not two in one year; an award for another kind of merit is left out, and so is one proposed for it."""
    code = judged.standard.award.code
    weights = {other: _weight(rule, judged, code, other) for other in (*rule.codes, *rule.titles_by_reading)}
    if _is_exempt(judged):
        return RuleAnswer(rule, MET)
    given = [
        each
        for other, weight in weights.items()
        if weight != MET and other != code
        for each in case.held(other)
        if each.year == case.year and each.type not in rule.except_types
    ]
    proposed = [other for other in _proposed(case, weights, code) if weights[other] != MET]
    against = [weights[each.award] for each in given] + [weights[other] for other in proposed]
    return RuleAnswer(rule, max(against, default=MET), tuple(given), tuple(proposed))


def _weight(rule: CombinationRule, judged: Judged, code: str, other: str) -> int:
    """Reading state_award_titles: how much a title counts beside the forms, on either side of the pair."""
    full = NUMBERS[rule.outcome] if rule.outcome else UNMET
    titles = [each for each in (code, other) if each in rule.titles_by_reading]
    if not titles:
        return full
    reading = judged.standard.rule_options[rule.id].get("state_award_titles", "ask")
    if reading == "ask":
        return min(full, ASK)
    return full if all(reading == f"with_{title.lower()}" for title in titles) else MET


def _proposed(case: Case, codes: Iterable[str], own: str) -> list[str]:
    return sorted(code for code in case.facts.awards_this_round if code in set(codes) and code != own)


def _not_both(rule: CombinationRule, judged: Judged, case: Case) -> RuleAnswer | None:
    """Not two of the codes for one achievement: years of this one that another of them has rewarded."""
    if _is_exempt(judged):
        return RuleAnswer(rule, MET)
    given = _rewarded(rule.codes, judged, case)
    proposed = _proposed(case, rule.codes, judged.standard.award.code)
    full = NUMBERS[rule.outcome] if rule.outcome else UNMET
    outcome = full if given else min(full, ASK) if proposed else MET
    return RuleAnswer(rule, outcome, given, tuple(proposed))


def _one_per_achievement(rule: CombinationRule, judged: Judged, case: Case) -> RuleAnswer | None:
    """Years rewarded by another form are not counted again; an officer may tick that the achievements differ."""
    reading = judged.standard.rule_options[rule.id].get("years_reused", "ask")
    codes = () if reading == "yes" else _not_allowed_beside(rule, judged)
    given = _rewarded(codes, judged, case)
    proposed = _proposed(case, codes, judged.standard.award.code)
    if not given and not proposed:
        return RuleAnswer(rule, MET)
    said = case.facts.confirmed.get(rule.id)
    full = NUMBERS[rule.outcome] if rule.outcome else ASK
    outcome = {True: MET, False: UNMET, None: full}[said]
    return RuleAnswer(rule, outcome, given, tuple(proposed), tick=rule.id)


def _not_allowed_beside(rule: CombinationRule, judged: Judged) -> tuple[str, ...]:
    """Return the other forms; setting gk_and_bk_same_work may let certificate and commendation stand together."""
    if judged.standard.law.settings.get("gk_and_bk_same_work") != "allowed":
        return tuple(rule.codes)
    awards, own = judged.standard.awards, judged.standard.award.authority
    return tuple(code for code in rule.codes if {own, awards[code].authority} not in CERTIFICATE_AND_COMMENDATION)


def _rewarded(codes: Iterable[str], judged: Judged, case: Case) -> tuple[ConferralFact, ...]:
    """Return regular conferrals of other codes whose last rewarded year is one of the achievement's.

    Where the standard is fulfilled in several ways, the way with the fewest counts.
    """
    own = judged.standard.award.code
    others = [
        each for code in codes if code != own for each in case.held(code) if each.type is CommendationType.REGULAR
    ]
    if not others:
        return ()
    return min((_rewarded_by(others, way, case) for way in alternatives(judged.root)), key=len)


def _rewarded_by(others: Iterable[ConferralFact], way: Answer, case: Case) -> tuple[ConferralFact, ...]:
    first, basis = _achievement(way, case)
    return tuple([each for each in others if (each.period_to or each.year) >= first and each not in basis])


def _achievement(way: Answer, case: Case) -> tuple[int, frozenset[ConferralFact]]:
    """Return the first year of the achievement, and the conferrals that its standard itself asks for."""
    first = case.year
    basis: set[ConferralFact] = set()
    for answer in _leaves(way):
        span = getattr(answer.data, "span", None)
        if span is not None:
            first = min(first, span.first)
        if answer.node.kind is ConditionKind.AWARD_HELD:
            basis.update(answer.data.certain + answer.data.doubtful)
    return first, frozenset(basis)


def alternatives(answer: Answer) -> Iterable[Answer]:
    """Yield the ways in which a standard comes to its outcome."""
    if not isinstance(answer.node.condition, AnyOf):
        yield answer
        return
    for part in answer.parts:
        if part.outcome == answer.outcome:
            yield from alternatives(part)


def _leaves(answer: Answer) -> Iterable[Answer]:
    if not answer.parts:
        yield answer
    for part in answer.parts:
        yield from _leaves(part)


def _is_exempt(judged: Judged) -> bool:
    """Say whether the standard is met by a sudden achievement or by long service, which the rule leaves out."""
    if judged.root.outcome != MET:
        return False
    return any(_is_other_merit(way.node.condition) for way in alternatives(judged.root))


def _is_other_merit(condition: Any) -> bool:
    if isinstance(condition, Achievement):
        return condition.what is AchievementKind.SUDDEN_EXCEPTIONAL
    return bool(condition.type is ConditionKind.LONG_SERVICE_IN_POSTS)


def _presupposes(rule: CombinationRule, judged: Judged, case: Case) -> RuleAnswer | None:
    """The standard of the other title; where a condition already asks for it there is nothing to add."""
    node = judged.standard.presupposed.get(rule.id)
    if node is None:
        return None
    answer = ask(node, case, {})
    return RuleAnswer(rule, answer.outcome, answer=answer)


def _together(rule: CombinationRule, judged: Judged, case: Case) -> RuleAnswer | None:
    """Allowed in one year unless the body forbids it: setting gk_with_title."""
    own = judged.standard.award
    own_is_form = own.kind is AwardKind.FORM
    awards = judged.standard.awards
    others = [code for code in rule.codes if (awards[code].kind is AwardKind.FORM) != own_is_form]
    given = tuple(each for code in others for each in case.held(code) if each.year == case.year)
    proposed = tuple(_proposed(case, others, own.code))
    if not given and not proposed:
        return None
    is_forbidden = judged.standard.law.settings.get("gk_with_title") == "forbidden"
    return RuleAnswer(rule, UNMET if is_forbidden else MET, given, proposed)


def _no_ladder(rule: CombinationRule, judged: Judged, case: Case) -> RuleAnswer | None:
    """A lower award that was never given is no obstacle; said where somebody might look for it."""
    lower = judged.standard.lower
    return RuleAnswer(rule, MET) if lower and not any(case.held(code) for code in lower) else None


Look = Callable[[CombinationRule, Judged, Case], RuleAnswer | None]
LOOKS: Final[Mapping[CombinationKind, Look]] = {
    CombinationKind.AT_MOST_ONE_IN_YEAR: _at_most_one,
    CombinationKind.NOT_BOTH: _not_both,
    CombinationKind.ONE_AWARD_PER_ACHIEVEMENT: _one_per_achievement,
    CombinationKind.PRESUPPOSES_STANDARD: _presupposes,
    CombinationKind.TOGETHER_ALLOWED: _together,
    CombinationKind.LOWER_AWARD_NOT_REQUIRED: _no_ladder,
}
