"""The arithmetic of a vote: quorum and threshold in integers, by the readings that the body chose, told in words."""

from dataclasses import dataclass, replace
from typing import Final

from app.eligibility.choices import DEFAULTS, Choices
from app.eligibility.chosen import reading
from app.eligibility.enums import AbsenteeRule, VoteBase
from app.eligibility.rulebook import Localised, Rulebooks, VoteRule, rulebooks
from app.eligibility.vote_count import CountRefused, VoteCount, VoteOutcome, VoteResult
from app.eligibility.vote_rules import parse_quorum, vote_rule_for
from app.eligibility.vote_words import in_words

__all__ = ["CountRefused", "VoteCount", "VoteOutcome", "VoteResult", "count_vote", "parse_quorum", "vote_rule_for"]

READINGS: Final = ("empty_council", "recusal_base", "written_votes_quorum", "written_votes_base", "abstentions")
UNTOLD: Final = Localised(vi="-", en="-")


def count_vote(
    rule: VoteRule, count: VoteCount, *, choices: Choices = DEFAULTS, books: Rulebooks | None = None
) -> VoteResult:
    """Decide a vote by its rule and the readings of the body; raises CountRefused where nothing may be voted on."""
    books = books or rulebooks()
    how = _Readings.of(choices, books)
    result = _decided(rule, count, how)
    if result.is_empty and how.refuses_empty:
        raise CountRefused("members", "nobody is left to vote on this, and the body refuses to open such an item")
    return replace(result, text=in_words(result), depends_on=_depends_on(result, how, choices, books))


@dataclass(frozen=True, slots=True)
class _Readings:
    """The open points of a vote, as one body reads them."""

    recused_leave_base: bool
    recused_leave_quorum: bool
    written_make_quorum: bool
    written_join_base: bool
    abstentions_leave: bool
    refuses_empty: bool

    @classmethod
    def of(cls, choices: Choices, books: Rulebooks) -> "_Readings":
        recusal = reading(choices, "recusal_base", books)
        return cls(
            recused_leave_base=recusal != "stays",
            recused_leave_quorum=recusal == "leaves_and_quorum",
            written_make_quorum=reading(choices, "written_votes_quorum", books) == "yes",
            written_join_base=reading(choices, "written_votes_base", books) == "both",
            abstentions_leave=reading(choices, "abstentions", books) == "leave_base",
            refuses_empty=reading(choices, "empty_council", books) == "error",
        )


def _decided(rule: VoteRule, count: VoteCount, how: _Readings) -> VoteResult:
    """Decide as the votes stand, and again as if every awaited opinion came in favour."""
    now = _arithmetic(rule, count, how)
    if count.written_awaited == 0:
        return now
    in_favour = count.written_in_favour + count.written_awaited
    best = _arithmetic(rule, replace(count, written_in_favour=in_favour, written_awaited=0), how)
    against = replace(count, written_against=count.written_against + count.written_awaited, written_awaited=0)
    is_open = {best.outcome, _arithmetic(rule, against, how).outcome} != {now.outcome}
    return replace(now, outcome=VoteOutcome.NEEDS_CONFIRMATION) if is_open else now


def _arithmetic(rule: VoteRule, count: VoteCount, how: _Readings) -> VoteResult:
    counts_written = _counts_written(rule, how)
    in_favour = count.in_favour + (count.written_in_favour if counts_written else 0)
    base = _base(rule, count, how, counts_written)
    quorum_base = count.members - (count.recused + count.recused_absent if how.recused_leave_quorum else 0)
    attending = count.present - (count.recused if how.recused_leave_quorum else 0)
    attending += count.written if how.written_make_quorum else 0
    left, right = attending * rule.quorum_denominator, quorum_base * rule.quorum_numerator
    if base <= 0 or quorum_base <= 0 or count.electors == 0 or left < right:
        outcome = VoteOutcome.NO_QUORUM
    else:
        outcome = VoteOutcome.MET if in_favour * 100 >= rule.min_percent * base else VoteOutcome.NOT_MET
    return VoteResult(
        outcome=outcome,
        rule=rule,
        count=count,
        base_count=base,
        in_favour=in_favour,
        quorum_left=left,
        quorum_right=right,
        quorum_base=quorum_base,
        attending=attending,
        favour_left=in_favour * 100,
        favour_right=rule.min_percent * base,
        text=UNTOLD,
        readings=READINGS,
    )


def _counts_written(rule: VoteRule, how: _Readings) -> bool:
    """Of a base of all members the written opinions are always part; of those present, as the body reads it."""
    is_counted = rule.absentees is AbsenteeRule.WRITTEN_OPINION_COUNTED
    return is_counted and (rule.base is VoteBase.ALL_MEMBERS or how.written_join_base)


def _base(rule: VoteRule, count: VoteCount, how: _Readings, counts_written: bool) -> int:
    if rule.base is VoteBase.ALL_MEMBERS:
        base, recused = count.members, count.recused + count.recused_absent
    else:
        base, recused = count.present + (count.written if counts_written else 0), count.recused
    if how.recused_leave_base:
        base -= recused
    if how.abstentions_leave:
        base -= count.abstentions + count.invalid + (count.written_abstentions if counts_written else 0)
    return base


def _depends_on(result: VoteResult, how: _Readings, choices: Choices, books: Rulebooks) -> tuple[str, ...]:
    """Name the readings left at their default of which another option would turn the outcome."""
    found = []
    for name in READINGS[1:]:
        if name in choices.readings:
            continue
        options = (option for option in books.reading(name).options)
        others = (replace(choices, readings={**choices.readings, name: option}) for option in options)
        outcomes = {_decided(result.rule, result.count, _Readings.of(other, books)).outcome for other in others}
        if outcomes != {result.outcome}:
            found.append(name)
    return tuple(found)
