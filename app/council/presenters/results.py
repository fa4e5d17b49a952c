"""One item with its frozen rule, and the arithmetic of its result spelt out."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.council import rules
from app.council.enums import ItemResult, ItemStatus, VoteBase
from app.council.labels import (
    BASE_LABELS,
    ITEM_LABELS,
    ITEM_TONES,
    RESULT_LABELS,
    RESULT_TONES,
)
from app.council.presenters.words import is_vietnamese, percent
from app.council.queries.meetings import ItemRow
from app.council.rules import Arithmetic, Rule, Votes
from app.eligibility.rulebook import UnknownRule, rulebooks


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the arithmetic: what is asked, the sum, what follows."""

    question: str
    sum: str
    verdict: str
    holds: bool | None
    """None: a fact, neither yes nor no."""


def state_of(item: ItemRow) -> tuple[object, str]:
    """Return the word and the tone of an item: its result once it has one."""
    if item.result is not None:
        return RESULT_LABELS[item.result], RESULT_TONES[item.result]
    return ITEM_LABELS[item.status], ITEM_TONES[item.status]


def rule_of(item: ItemRow) -> Rule | None:
    """Return the frozen rule, or None before the vote opens."""
    if (
        item.threshold_percent is None
        or item.base is None
        or item.quorum_numerator is None
        or item.quorum_denominator is None
    ):
        return None
    return Rule(item.threshold_percent, item.base, item.quorum_numerator, item.quorum_denominator)


def votes_of(item: ItemRow) -> Votes:
    """Return the count of a closed item."""
    return Votes(
        issued=item.ballots_issued or 0,
        in_favour=item.votes_for or 0,
        against=item.votes_against or 0,
        abstentions=item.abstentions or 0,
    )


def arithmetic_of(item: ItemRow) -> Arithmetic | None:
    """Redo the arithmetic of a closed item from what was frozen and counted."""
    rule = rule_of(item)
    if rule is None or item.status is not ItemStatus.CLOSED:
        return None
    return rules.result(rule, members=item.members_count or 0, present=item.present_count or 0, votes=votes_of(item))


def share_words(item: ItemRow) -> str:
    """Return the share in favour, "66,66%", or nothing before the count."""
    done = arithmetic_of(item)
    return f"{percent(done.hundredths_in_favour)}%" if done else ""


def rule_words(rule: Rule) -> str:
    """Return the frozen rule as a sentence."""
    return _(
        "Adopted when at least %(percent)s%% of %(base)s agree; at least %(numerator)s/%(denominator)s of the members "
        "with a vote must be present.",
        percent=rule.threshold_percent,
        base=BASE_LABELS[rule.base],
        numerator=rule.quorum_numerator,
        denominator=rule.quorum_denominator,
    )


def citation_words(item: ItemRow) -> str:
    """Return the source of the rule as frozen, in the language of the page while the rulebook still says the same."""
    if is_vietnamese() or not item.rule_citation:
        return item.rule_citation
    try:
        cited = rulebooks().vote_rule(item.regime_id, item.award_code).citation
    except UnknownRule:
        return item.rule_citation
    return cited.en if cited.vi.startswith(item.rule_citation) else item.rule_citation


def facts_of(item: ItemRow) -> list[tuple[str, int | None]]:
    """Return the numbers the result follows from, in the order of a ballot count."""
    votes = votes_of(item)
    return [
        (_("Members with a vote"), item.members_count),
        (_("Of these present"), item.present_count),
        (_("Ballots issued"), votes.issued),
        (_("Ballots returned"), votes.returned),
        (_("Valid"), votes.valid),
        (_("Invalid"), votes.invalid),
        (_("Agree"), votes.in_favour),
        (_("Disagree"), votes.against),
        (_("Abstain"), votes.abstentions),
    ]


def steps_of(item: ItemRow) -> list[Step]:
    """Return the arithmetic line by line, so that anybody can redo it by hand."""
    done = arithmetic_of(item)
    if done is None:
        return []
    steps = [_quorum_step(done)]
    if votes_of(item).issued == 0:
        steps.append(Step(_("Could anybody vote?"), _("0 ballots issued"), _("No: nothing is decided."), False))
    if done.result is not ItemResult.NO_QUORUM:
        steps += [_base_step(done), _favour_step(done)]
    return steps


def conclusion_of(item: ItemRow) -> str:
    """Return what the result means for the file."""
    return {
        ItemResult.ADOPTED: _("The council endorses the nomination. It goes on to the head of the body."),
        ItemResult.NOT_ADOPTED: _("The council does not endorse the nomination."),
        ItemResult.NO_QUORUM: _("Nothing is decided. The file is verified as before and can be tabled again."),
        None: "",
    }[item.result]


def is_unanimous(items: Sequence[ItemRow]) -> bool:
    """Say whether everybody who voted voted alike: the count then tells how each did."""
    return any(
        votes.returned in {votes.in_favour, votes.against, votes.abstentions} and votes.returned > 0
        for votes in map(votes_of, items)
    )


def _quorum_step(done: Arithmetic) -> Step:
    left = f"{done.present} × {done.rule.quorum_denominator} = {done.quorum_left}"
    right = f"{done.quorum_right} = {done.members} × {done.rule.quorum_numerator}"
    question = _(
        "Is there a quorum: %(present)s of %(members)s present, at least %(numerator)s/%(denominator)s needed?",
        present=done.present,
        members=done.members,
        numerator=done.rule.quorum_numerator,
        denominator=done.rule.quorum_denominator,
    )
    if done.is_quorate:
        verdict = _("Yes. %(needed)s present would be enough.", needed=done.quorum_needed)
        return Step(question, f"{left} ≥ {right}", verdict, True)
    verdict = _("No. At least %(needed)s must be present.", needed=done.quorum_needed)
    return Step(question, f"{left} < {right}", verdict, False)


def _base_step(done: Arithmetic) -> Step:
    question = _("Of whom is the share taken?")
    if done.rule.base is VoteBase.ALL_MEMBERS:
        verdict = _("Of all members with a vote, those absent or stepping aside included.")
    else:
        verdict = _("Of the members with a vote who were present, those stepping aside included.")
    return Step(question, f"{done.base_count}", verdict, None)


def _favour_step(done: Arithmetic) -> Step:
    left = f"{done.in_favour} × 100 = {done.favour_left}"
    right = f"{done.favour_right} = {done.rule.threshold_percent} × {done.base_count}"
    question = _(
        "Do at least %(threshold)s%% agree: %(agree)s of %(base)s?",
        threshold=done.rule.threshold_percent,
        agree=done.in_favour,
        base=done.base_count,
    )
    share = percent(done.hundredths_in_favour)
    if done.favour_left >= done.favour_right:
        verdict = _("Yes, %(share)s%%. %(needed)s would be enough.", share=share, needed=done.votes_needed)
        return Step(question, f"{left} ≥ {right}", verdict, True)
    verdict = _("No, %(share)s%%. At least %(needed)s are needed.", share=share, needed=done.votes_needed)
    return Step(question, f"{left} < {right}", verdict, False)
