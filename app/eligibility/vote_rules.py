"""How a council votes on an award: what the law fixes, filled with the body's own rules where it leaves a choice."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Final

from app.eligibility.choices import DEFAULTS, Choices, LocalVote
from app.eligibility.chosen import ChoiceRefused, basis_of, is_chosen, whole_number
from app.eligibility.enums import Confidence, VoteBase
from app.eligibility.rulebook import Localised, Rulebooks, VoteRule, rulebooks
from app.eligibility.rulebook.rules import VoteEntry
from app.eligibility.rulebook.shared_rules import SettingValue

OPEN: Final = "setting"


def vote_rule_for(
    regime_id: str, award_code: str, *, choices: Choices = DEFAULTS, books: Rulebooks | None = None
) -> VoteRule:
    """Return how the body's council votes on an award.

    A rule of the body that names the award fills what the law leaves open and may be stricter than what it fixes; one
    for all awards, and the settings, only fill what is open. Nothing is ever looser than a figure the law fixes.
    """
    books = books or rulebooks()
    name = books.award(regime_id, award_code).vote
    entry = None if name is None else books.regime(regime_id).vote_rules[name]
    rule = _with_settings(books.vote_rule(regime_id, award_code), entry, choices)
    general = [vote for vote in choices.votes if vote.award is None]
    named = [vote for vote in choices.votes if vote.award == award_code]
    return _with_local(_with_local(rule, entry, general, named=False), entry, named, named=True)


def parse_quorum(text: str) -> tuple[int, int]:
    """Read a quorum such as ``2/3``; raises ValueError on anything that is no share above 0 and up to 1."""
    numerator, _, denominator = text.strip().partition("/")
    if not (numerator.isascii() and numerator.isdigit() and denominator.isascii() and denominator.isdigit()):
        raise ValueError(f"{text!r} is no share; write it as 2/3")
    if not 0 < int(numerator) <= int(denominator) <= 10_000:
        raise ValueError(f"{text!r} is no share above 0 and up to 1")
    return int(numerator), int(denominator)


def _with_settings(rule: VoteRule, entry: VoteEntry | None, choices: Choices) -> VoteRule:
    if is_chosen(choices, "quorum"):
        rule = _with_quorum(rule, "settings", "quorum", str(choices.settings["quorum"]))
    if _secret_is_open(entry) and is_chosen(choices, "vote_secret"):
        rule = replace(rule, secret=_as_switch("vote_secret", choices))
    if _threshold_is_open(entry) and is_chosen(choices, "vote_min_pct"):
        percent = _percent("settings", "vote_min_pct", choices.settings["vote_min_pct"])
        rule = _owned(replace(rule, min_percent=percent), basis_of(choices, "vote_min_pct"))
    return rule


def _with_local(rule: VoteRule, entry: VoteEntry | None, votes: Iterable[LocalVote], *, named: bool) -> VoteRule:
    """Apply local rules of one rank together: of several the strictest holds, whatever their order."""
    votes = tuple(votes)
    rule = _with_local_threshold(rule, entry, votes, named=named)
    secrets = [vote.secret for vote in votes if vote.secret is not None]
    if secrets and (_secret_is_open(entry) or named):
        rule = replace(rule, secret=any(secrets) or (rule.secret and not _secret_is_open(entry)))
        rule = _citing(rule, [vote.basis for vote in votes if vote.secret is rule.secret])
    bases = [_base(vote) for vote in votes if vote.base is not None]
    if bases and (_base_is_open(entry) or named):
        fixed = [] if _base_is_open(entry) else [rule.base]
        rule = replace(
            rule, base=VoteBase.ALL_MEMBERS if VoteBase.ALL_MEMBERS in (*bases, *fixed) else VoteBase.PRESENT
        )
    quorums = [(vote.id, vote.quorum) for vote in votes if vote.quorum is not None]
    candidates = [_with_quorum(rule, "votes", name, text) for name, text in quorums]
    return max(candidates, key=_quorum_share) if candidates else rule


def _with_local_threshold(
    rule: VoteRule, entry: VoteEntry | None, votes: tuple[LocalVote, ...], *, named: bool
) -> VoteRule:
    given = [
        (_percent("votes", vote.id, vote.min_percent), vote.basis) for vote in votes if vote.min_percent is not None
    ]
    if not given:
        return rule
    percent, basis = max(given, key=lambda each: each[0])
    if entry is not None and entry.min_pct is not None:
        stricter = named and percent > entry.min_pct
        return _owned(replace(rule, min_percent=percent), basis) if stricter else rule
    if _threshold_is_open(entry):
        return _owned(replace(rule, min_percent=percent), basis)
    if not named:
        return rule
    # A decree speaks of this award but was not read: the body answers for a figure below the remembered one.
    own = _owned(replace(rule, min_percent=percent), basis)
    return replace(own, must_confirm=percent < rule.min_percent)


def _threshold_is_open(entry: VoteEntry | None) -> bool:
    """Say whether the law leaves the whole vote to the unit; a decree that was not read leaves nothing to it."""
    return entry is None or (entry.min_pct is None and entry.base == OPEN)


def _secret_is_open(entry: VoteEntry | None) -> bool:
    return entry is None or entry.secret_ballot == OPEN


def _base_is_open(entry: VoteEntry | None) -> bool:
    return entry is None or entry.base == OPEN


def _owned(rule: VoteRule, basis: Localised) -> VoteRule:
    """Mark a threshold as the body's own."""
    return replace(rule, citation=basis, confidence=Confidence.S, is_default=False, must_confirm=False, sources=())


def _with_quorum(rule: VoteRule, kind: str, name: str, text: str) -> VoteRule:
    try:
        numerator, denominator = parse_quorum(text)
    except ValueError as error:
        raise ChoiceRefused(kind, name, str(error)) from None
    return replace(rule, quorum_numerator=numerator, quorum_denominator=denominator)


def _citing(rule: VoteRule, bases: Iterable[Localised]) -> VoteRule:
    """Name, after the source of the threshold, the local rules by which the ballot is secret or the vote open."""
    cited = rule.citation
    for basis in bases:
        if basis.vi not in cited.vi:
            cited = Localised(vi=f"{cited.vi}; {basis.vi}", en=f"{cited.en}; {basis.en}")
    return replace(rule, citation=cited)


def _quorum_share(rule: VoteRule) -> Fraction:
    return Fraction(rule.quorum_numerator, rule.quorum_denominator)


def _percent(kind: str, name: str, value: SettingValue) -> int:
    return whole_number(kind, name, value, lowest=1, highest=100)


def _as_switch(name: str, choices: Choices) -> bool:
    value = choices.settings[name]
    if not isinstance(value, bool):
        raise ChoiceRefused("settings", name, f"{value!r} is neither true nor false")
    return value


def _base(vote: LocalVote) -> VoteBase:
    try:
        return VoteBase(str(vote.base))
    except ValueError:
        raise ChoiceRefused("votes", vote.id, f"{vote.base!r} is no base; known are {', '.join(VoteBase)}") from None
