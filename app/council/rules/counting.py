"""The arithmetic of a vote: that of the law's engine, with the readings of the body, in the council's words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.council.enums import BallotMethod, Choice, CountState, ItemResult, RecusalBase, Secrecy, VoteBase
from app.eligibility.choices import Choices
from app.eligibility.chosen import reading
from app.eligibility.enums import AbsenteeRule, Confidence
from app.eligibility.enums import VoteBase as LawBase
from app.eligibility.rulebook import Localised, VoteRule, rulebooks
from app.eligibility.vote import CountRefused, VoteCount, VoteOutcome, VoteResult, count_vote

RESULTS: Final[Mapping[VoteOutcome, ItemResult]] = {
    VoteOutcome.MET: ItemResult.ADOPTED,
    VoteOutcome.NOT_MET: ItemResult.NOT_ADOPTED,
    VoteOutcome.NO_QUORUM: ItemResult.NO_QUORUM,
}
FEW_ELECTORS: Final = 5
"""With fewer, members who talk to each other can work out how another one voted."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How an item is decided, with the readings of the body, as frozen when its voting opens."""

    threshold_percent: int
    base: VoteBase
    quorum_numerator: int
    quorum_denominator: int
    recusal_base: RecusalBase = RecusalBase.STAYS
    written_make_quorum: bool = False
    written_join_base: bool = True
    """Of a base of all members written opinions are always part; this is about a base of those present."""
    abstentions_leave: bool = False

    @property
    def counts_written(self) -> bool:
        """Say whether written opinions are added to base and votes."""
        return self.base is VoteBase.ALL_MEMBERS or self.written_join_base


@dataclass(frozen=True, slots=True)
class Votes:
    """The papers of one item, counted."""

    issued: int
    in_favour: int
    against: int
    abstentions: int
    invalid: int = 0

    @property
    def returned(self) -> int:
        """Papers in the urn."""
        return self.in_favour + self.against + self.abstentions + self.invalid

    @property
    def valid(self) -> int:
        """Papers that carry exactly one choice, as every paper of the electronic urn does."""
        return self.returned - self.invalid


@dataclass(frozen=True, slots=True)
class Written:
    """What absent members wrote on one item."""

    in_favour: int = 0
    against: int = 0
    abstentions: int = 0

    @property
    def total(self) -> int:
        """Opinions that came."""
        return self.in_favour + self.against + self.abstentions


NOTHING_WRITTEN: Final = Written()


@dataclass(frozen=True, slots=True)
class Room:
    """The members with a vote on one item; ``present`` includes ``recused``, those present who step aside."""

    members: int
    present: int
    recused: int = 0
    recused_absent: int = 0


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The result with every number it follows from, so that anybody can redo it by hand.

    ``quorum_left >= quorum_right`` is the quorum, ``favour_left >= favour_right`` the threshold: integers only.
    """

    result: ItemResult
    rule: Rule
    room: Room
    votes: Votes
    written: Written
    base_count: int
    in_favour: int
    """Ballots in favour, and written opinions in favour where they count."""
    quorum_base: int
    attending: int
    quorum_left: int
    quorum_right: int
    favour_left: int
    favour_right: int

    @property
    def is_quorate(self) -> bool:
        """Say whether enough members took part."""
        return self.quorum_base > 0 and self.quorum_left >= self.quorum_right

    @property
    def has_voters(self) -> bool:
        """Say whether anybody could vote, in the room or in writing."""
        return self.room.present - self.room.recused + self.written.total > 0

    @property
    def quorum_needed(self) -> int:
        """The smallest number of members taking part that makes the quorum."""
        return _ceiling(self.quorum_right, self.rule.quorum_denominator)

    @property
    def votes_needed(self) -> int:
        """The smallest number of votes in favour that reaches the threshold."""
        return _ceiling(self.favour_right, 100)

    @property
    def hundredths_in_favour(self) -> int:
        """Share of the base in favour in hundredths of a per cent, rounded down so that it never claims too much."""
        return self.in_favour * 10_000 // self.base_count if self.base_count > 0 else 0


def frozen_rule(rule: VoteRule, choices: Choices) -> Rule:
    """Return the rule of an award with the readings that the body has chosen, ready to be frozen."""
    books = rulebooks()
    return Rule(
        threshold_percent=rule.min_percent,
        base=VoteBase(rule.base.value),
        quorum_numerator=rule.quorum_numerator,
        quorum_denominator=rule.quorum_denominator,
        recusal_base=RecusalBase(reading(choices, "recusal_base", books)),
        written_make_quorum=reading(choices, "written_votes_quorum", books) == "yes",
        written_join_base=reading(choices, "written_votes_base", books) == "both",
        abstentions_leave=reading(choices, "abstentions", books) == "leave_base",
    )


def tally(papers: Mapping[Choice, int] | Sequence[Choice], *, issued: int) -> Votes:
    """Count the papers of an urn, in whatever order they lie there."""
    counted = Counter(papers)
    return Votes(
        issued=issued,
        in_favour=counted[Choice.FOR],
        against=counted[Choice.AGAINST],
        abstentions=counted[Choice.ABSTAIN],
    )


def written_tally(opinions: Sequence[Choice]) -> Written:
    """Count what absent members wrote."""
    counted = Counter(opinions)
    return Written(counted[Choice.FOR], counted[Choice.AGAINST], counted[Choice.ABSTAIN])


def decide(rule: Rule, room: Room, votes: Votes, written: Written = NOTHING_WRITTEN) -> Arithmetic:
    """Decide an item by its frozen rule alone; raises CountRefused for numbers that contradict each other.

    Without a member, without a base, or when nobody could vote, nothing is decided: no quorum.
    """
    count = VoteCount(
        members=room.members,
        present=room.present,
        in_favour=votes.in_favour,
        against=votes.against,
        abstentions=votes.abstentions,
        invalid=votes.invalid,
        recused=room.recused,
        recused_absent=room.recused_absent,
        written_in_favour=written.in_favour,
        written_against=written.against,
        written_abstentions=written.abstentions,
    )
    done = _counted(rule, count)
    return Arithmetic(
        result=RESULTS[done.outcome],
        rule=rule,
        room=room,
        votes=votes,
        written=written,
        base_count=done.base_count,
        in_favour=done.in_favour,
        quorum_base=done.quorum_base,
        attending=done.attending,
        quorum_left=done.quorum_left,
        quorum_right=done.quorum_right,
        favour_left=done.favour_left,
        favour_right=done.favour_right,
    )


@lru_cache(maxsize=1024)
def _counted(rule: Rule, count: VoteCount) -> VoteResult:
    """Ask the engine; a meeting has a thousand items and few different counts."""
    return count_vote(_law_rule(rule), count, choices=_readings(rule))


@lru_cache(maxsize=64)
def _law_rule(rule: Rule) -> VoteRule:
    """Return a frozen rule as the engine takes it; where it comes from is kept with the item."""
    return VoteRule(
        id="frozen",
        secret=True,
        min_percent=rule.threshold_percent,
        base=LawBase(rule.base.value),
        quorum_numerator=rule.quorum_numerator,
        quorum_denominator=rule.quorum_denominator,
        absentees=AbsenteeRule.WRITTEN_OPINION_COUNTED,
        citation=Localised(vi="-", en="-"),
        confidence=Confidence.S,
        is_default=False,
        must_confirm=False,
        sources=(),
    )


@lru_cache(maxsize=64)
def _readings(rule: Rule) -> Choices:
    """Return every reading as frozen; an item that nobody could vote on was refused at opening."""
    return Choices(
        readings={
            "empty_council": "no_quorum",
            "recusal_base": rule.recusal_base.value,
            "written_votes_quorum": "yes" if rule.written_make_quorum else "no",
            "written_votes_base": "both" if rule.written_join_base else "neither",
            "abstentions": "leave_base" if rule.abstentions_leave else "stay_in_base",
        }
    )


def may_open(rule: Rule, room: Room) -> bool:
    """Say whether enough members are there to begin the vote; where writing counts, those absent may still write."""
    written = Written(room.members - room.present - room.recused_absent) if rule.written_make_quorum else Written()
    return decide(rule, room, Votes(room.present - room.recused, 0, 0, 0), written).is_quorate


@dataclass(frozen=True, slots=True)
class Found:
    """What one counter found in a box of printed ballots."""

    in_favour: int
    against: int
    abstentions: int
    invalid: int

    @property
    def total(self) -> int:
        """Papers in the box."""
        return self.in_favour + self.against + self.abstentions + self.invalid


def count_state(counts: Sequence[Found]) -> CountState:
    """Say how far the double count of a box is: it stands once two people found the same."""
    if len(counts) < 2:
        return CountState.ONE if counts else CountState.NOBODY
    return CountState.AGREED if counts[0] == counts[1] else CountState.DIFFERENT


def secrecy_note(electors: int) -> Secrecy:
    """Say what secrecy can mean for this number of electors; a unanimous result reveals everybody in any case."""
    if electors < 3:
        return (Secrecy.NOBODY, Secrecy.ONE, Secrecy.TWO)[electors]
    return Secrecy.FEW if electors < FEW_ELECTORS else Secrecy.USUAL


def is_unanimous(votes: Votes) -> bool:
    """Say whether everybody who voted voted alike."""
    return votes.returned > 0 and votes.returned in {votes.in_favour, votes.against, votes.abstentions}


def tells_votes(method: BallotMethod, votes: Votes) -> bool:
    """Say whether a count would show what is secret: all voted alike, one against the others, or few electors.

    Of an open vote nothing is.
    """
    if method is BallotMethod.OPEN or votes.returned == 0:
        return False
    return is_unanimous(votes) or 1 in {votes.in_favour, votes.against} or votes.issued < FEW_ELECTORS


def _ceiling(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)


__all__ = [
    "FEW_ELECTORS",
    "Arithmetic",
    "CountRefused",
    "Found",
    "Room",
    "Rule",
    "Votes",
    "Written",
    "count_state",
    "decide",
    "frozen_rule",
    "is_unanimous",
    "may_open",
    "secrecy_note",
    "tally",
    "tells_votes",
    "written_tally",
]
