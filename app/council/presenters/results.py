"""One item with its frozen rule, and the arithmetic of its result spelt out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask_babel import gettext as _

from app.council import rules
from app.council.enums import BallotMethod, ItemResult, RecusalBase, VoteBase
from app.council.labels import (
    BASE_LABELS,
    ITEM_LABELS,
    ITEM_TONES,
    METHOD_LABELS,
    RECUSAL_LABELS,
    RESULT_LABELS,
    RESULT_TONES,
    SECRECY_LABELS,
)
from app.council.presenters.words import is_vietnamese, percent, when
from app.council.queries.meetings import ItemRow
from app.council.queries.revotes import EarlierRow
from app.council.rules import Arithmetic, KeptVote, Rule
from app.eligibility.rulebook import UnknownRule, rulebooks

FIGURES: Final = (
    "ballots_returned",
    "votes_for",
    "votes_against",
    "abstentions",
    "votes_invalid",
    "written_for",
    "written_against",
    "written_abstentions",
)


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


def told(item: ItemRow, *, sees_figures: bool) -> ItemRow:
    """Return the item as this reader may see it: without its figures where only the result is published."""
    if sees_figures or not item.is_result_only:
        return item
    nothing: dict[str, Any] = dict.fromkeys(FIGURES)  # Any: fields of several types
    return replace(item, **nothing)


def share_words(item: ItemRow) -> str:
    """Return the share in favour, "66,66%", or nothing before the count, or where it is not told."""
    done = rules.redone(KeptVote.of(item))
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


def reading_words(rule: Rule) -> list[str]:
    """Return the readings of the body that were frozen with the rule, a sentence each."""
    return [
        str(RECUSAL_LABELS[rule.recusal_base]),
        _("Blank and invalid ballots leave the members of whom the share is taken.")
        if rule.abstentions_leave
        else _("Abstentions and invalid ballots still count among the members of whom the share is taken."),
        _("Written opinions of absent members count for the share.")
        if rule.counts_written
        else _("Written opinions of absent members do not count for the share."),
        _("Written opinions make the quorum too.")
        if rule.written_make_quorum
        else _("Written opinions do not make the quorum."),
    ]


def method_words(item: ItemRow) -> str:
    """Say how the members vote on an item."""
    return str(METHOD_LABELS[item.method])


def citation_words(item: ItemRow) -> str:
    """Return the source of the rule as frozen, in the language of the page while the rulebook still says the same."""
    if is_vietnamese() or not item.rule_citation:
        return item.rule_citation
    try:
        cited = rulebooks().vote_rule(item.regime_id, item.award_code).citation
    except UnknownRule:
        return item.rule_citation
    return cited.en if cited.vi.startswith(item.rule_citation) else item.rule_citation


def conclusion_of(item: ItemRow) -> str:
    """Return what the result means for the file."""
    return {
        ItemResult.ADOPTED: _("The council endorses the nomination. It goes on to the head of the body."),
        ItemResult.NOT_ADOPTED: _("The council does not endorse the nomination."),
        ItemResult.NO_QUORUM: _("Nothing is decided. The file is verified as before and can be tabled again."),
        None: "",
    }[item.result]


def facts_of(vote: KeptVote) -> list[tuple[str, int | None]]:
    """Return the numbers the result follows from, in the order of a ballot count."""
    if vote.votes_for is None:
        return []
    votes, room, written = rules.votes_of(vote), rules.room_of(vote), rules.written_of(vote)
    facts: list[tuple[str, int | None]] = [
        (_("Members with a vote"), room.members),
        (_("Of these present"), room.present),
    ]
    if room.recused or room.recused_absent:
        facts += [(_("Present and stepped aside"), room.recused), (_("Absent and stepped aside"), room.recused_absent)]
    facts += [
        (_("Ballots issued"), votes.issued),
        (_("Ballots returned"), votes.returned),
        (_("Valid"), votes.valid),
        (_("Invalid"), votes.invalid),
        (_("Agree"), votes.in_favour),
        (_("Disagree"), votes.against),
        (_("Abstain"), votes.abstentions),
    ]
    if written.total:
        facts += [
            (_("Agree in writing"), written.in_favour),
            (_("Disagree in writing"), written.against),
            (_("Abstain in writing"), written.abstentions),
        ]
    return facts


def steps_of(vote: KeptVote) -> list[Step]:
    """Return the arithmetic line by line, so that anybody can redo it by hand; nothing where no figures are told."""
    done = rules.redone(vote)
    if done is None:
        return []
    steps = [*_attending_steps(done), _quorum_step(done)]
    if not done.has_voters:
        steps.append(Step(_("Could anybody vote?"), _("0 ballots issued"), _("No: nothing is decided."), False))
    if done.is_quorate and done.has_voters:
        steps.append(_base_step(done))
    if done.result is not ItemResult.NO_QUORUM:
        steps += [*_written_steps(done), _favour_step(done)]
    return steps


def is_unanimous(vote: KeptVote) -> bool:
    """Say whether everybody voted alike in a secret vote: the count then tells how each did."""
    return vote.method is not BallotMethod.OPEN and rules.is_unanimous(rules.votes_of(vote))


def secrecy_words(item: ItemRow) -> str:
    """Say whether the vote is secret, why, and what that means for the number of voters."""
    if item.method is BallotMethod.OPEN:
        return _(
            "The rule leaves the vote open: once it is counted, every member's name stands beside what they said. "
            "Before that nobody sees it."
        )
    asked = (
        _("The vote is secret, as the rule asks.")
        if item.is_secret
        else _("The rule would allow an open vote; the council votes in secret.")
    )
    if item.ballots_issued is None:
        return asked
    return f"{asked} {SECRECY_LABELS[rules.secrecy_note(item.ballots_issued)]}"


@dataclass(frozen=True, slots=True)
class EarlierView:
    """A vote that was taken again, as the page tells it."""

    round: int
    state: object
    tone: str
    reason: str
    told: str
    facts: list[tuple[str, int | None]]
    steps: list[Step]


def earlier_views(rounds: Sequence[EarlierRow], *, sees_figures: bool, is_result_only: bool) -> list[EarlierView]:
    """Return the votes before the one that stands; without figures where those of it are kept back from this reader."""
    found = []
    for each in rounds:
        shown = sees_figures or not (is_result_only or each.vote.is_result_only)
        found.append(
            EarlierView(
                round=each.round,
                state=RESULT_LABELS[each.result],
                tone=RESULT_TONES[each.result],
                reason=each.reason,
                told=_("Annulled by %(name)s, %(time)s", name=each.annulled_by_name, time=when(each.annulled_at)),
                facts=facts_of(each.vote) if shown else [],
                steps=steps_of(each.vote) if shown else [],
            )
        )
    return found


def may_hide(vote: KeptVote) -> bool:
    """Say whether the count would show how members voted."""
    return vote.votes_for is not None and rules.tells_votes(vote.method, rules.votes_of(vote))


def _sum(first: int, *rest: tuple[str, int], total: int) -> str:
    """Write a sum without the parts that are nothing: "9 − 1 = 8"; a single number stands alone."""
    parts = [f"{sign} {number}" for sign, number in rest if number]
    return " ".join([str(first), *parts, f"= {total}"]) if parts else str(total)


def _attending_steps(done: Arithmetic) -> list[Step]:
    """Say who makes the quorum, where that is not simply everybody present of everybody there is."""
    room, leave = done.room, done.rule.recusal_base is RecusalBase.LEAVES_AND_QUORUM
    steps = []
    if done.quorum_base != room.members:
        steps.append(
            Step(
                _("Of how many members is the quorum taken?"),
                _sum(room.members, ("−", room.recused), ("−", room.recused_absent), total=done.quorum_base),
                _("Members who step aside do not count."),
                None,
            )
        )
    if done.attending != room.present:
        parts = (("−", room.recused if leave else 0), ("+", done.written.total if done.rule.written_make_quorum else 0))
        verdict = {
            (True, True): _("Present, without those who step aside, and in writing."),
            (True, False): _("Present, without those who step aside."),
            (False, True): _("Present and in writing."),
        }[bool(parts[0][1]), bool(parts[1][1])]
        steps.append(Step(_("How many take part?"), _sum(room.present, *parts, total=done.attending), verdict, None))
    return steps


def _quorum_step(done: Arithmetic) -> Step:
    left = f"{done.attending} × {done.rule.quorum_denominator} = {done.quorum_left}"
    right = f"{done.quorum_right} = {done.quorum_base} × {done.rule.quorum_numerator}"
    question = _(
        "Is there a quorum: %(present)s of %(members)s present, at least %(numerator)s/%(denominator)s needed?",
        present=done.attending,
        members=done.quorum_base,
        numerator=done.rule.quorum_numerator,
        denominator=done.rule.quorum_denominator,
    )
    if done.is_quorate:
        verdict = _("Yes. %(needed)s present would be enough.", needed=done.quorum_needed)
        return Step(question, f"{left} ≥ {right}", verdict, True)
    verdict = _("No. At least %(needed)s must be present.", needed=done.quorum_needed)
    return Step(question, f"{left} < {right}" if done.quorum_left < done.quorum_right else left, verdict, False)


def _base_step(done: Arithmetic) -> Step:
    question, rule, room = _("Of whom is the share taken?"), done.rule, done.room
    aside = 0 if rule.recusal_base is RecusalBase.STAYS else room.recused
    away = room.recused_absent if aside or rule.recusal_base is not RecusalBase.STAYS else 0
    blank = done.votes.abstentions + done.votes.invalid if rule.abstentions_leave else 0
    blank += done.written.abstentions if rule.abstentions_leave and rule.counts_written else 0
    if rule.base is VoteBase.ALL_MEMBERS:
        sum_ = _sum(room.members, ("−", aside + away), ("−", blank), total=done.base_count)
        verdict = _("Of all members with a vote, those absent or stepping aside included.")
        if rule.recusal_base is not RecusalBase.STAYS:
            verdict = _("Of all members with a vote, those absent included, without those who step aside.")
    else:
        written = done.written.total if rule.counts_written else 0
        sum_ = _sum(room.present, ("+", written), ("−", aside), ("−", blank), total=done.base_count)
        verdict = _("Of the members with a vote who were present, those stepping aside included.")
        if rule.recusal_base is not RecusalBase.STAYS:
            verdict = _("Of the members with a vote who were present, without those who step aside.")
        if written:
            verdict += " " + _("Those who wrote are added.")
    if rule.abstentions_leave:
        verdict += " " + _("Abstentions and invalid ballots are taken off.")
    if done.base_count <= 0:
        verdict += " " + _("Nobody is left: nothing is decided.")
    return Step(question, sum_, verdict, None)


def _written_steps(done: Arithmetic) -> list[Step]:
    if not done.written.total:
        return []
    question, sum_ = _("How many agree?"), _sum(done.votes.in_favour, total=done.in_favour)
    if not done.rule.counts_written:
        return [Step(question, sum_, _("Ballots alone; what was written does not count for this share."), None)]
    sum_ = f"{done.votes.in_favour} + {done.written.in_favour} = {done.in_favour}"
    return [Step(question, sum_, _("Ballots and written opinions."), None)]


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
