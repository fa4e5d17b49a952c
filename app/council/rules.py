"""What is true of councils and their votes: states, seats, conflicts, tally and arithmetic. Plain data only."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from app.core.errors import Conflict, TransitionError
from app.council.enums import (
    Choice,
    CouncilRole,
    CountState,
    DerivedGround,
    ItemResult,
    ItemStatus,
    MeetingStatus,
    SeatFault,
    Secrecy,
    VoteBase,
)

MEETING_NEXT: Final[Mapping[MeetingStatus, frozenset[MeetingStatus]]] = {
    MeetingStatus.PLANNED: frozenset({MeetingStatus.OPEN}),
    MeetingStatus.OPEN: frozenset({MeetingStatus.CLOSED}),
    MeetingStatus.CLOSED: frozenset({MeetingStatus.MINUTED}),
    MeetingStatus.MINUTED: frozenset(),
}
ITEM_NEXT: Final[Mapping[ItemStatus, frozenset[ItemStatus]]] = {
    ItemStatus.PENDING: frozenset({ItemStatus.VOTING}),
    ItemStatus.VOTING: frozenset({ItemStatus.CLOSED}),
    ItemStatus.CLOSED: frozenset(),
}
BEFORE_CLOSING: Final = frozenset({MeetingStatus.PLANNED, MeetingStatus.OPEN})


class VotingNotOpen(Conflict):
    """Voting on the item has not begun, or is over."""


class AlreadyVoted(Conflict):
    """The member's paper is already in the urn."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How an item is decided, as frozen when its voting opens."""

    threshold_percent: int
    base: VoteBase
    quorum_numerator: int
    quorum_denominator: int


@dataclass(frozen=True, slots=True)
class Votes:
    """The papers of one item, counted."""

    issued: int
    in_favour: int
    against: int
    abstentions: int

    @property
    def returned(self) -> int:
        """Papers in the urn."""
        return self.in_favour + self.against + self.abstentions

    @property
    def valid(self) -> int:
        """Every paper of the electronic urn is valid: it carries exactly one choice."""
        return self.returned

    @property
    def invalid(self) -> int:
        """Returned papers without a valid choice."""
        return self.returned - self.valid


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The result with every number it follows from, so that anybody can redo it by hand.

    ``quorum_left >= quorum_right`` is the quorum, ``favour_left >= favour_right`` the threshold: integers only.
    """

    result: ItemResult
    rule: Rule
    members: int
    present: int
    base_count: int
    in_favour: int
    quorum_left: int
    quorum_right: int
    favour_left: int
    favour_right: int

    @property
    def is_quorate(self) -> bool:
        """Say whether enough members were present."""
        return self.members > 0 and self.quorum_left >= self.quorum_right

    @property
    def quorum_needed(self) -> int:
        """The smallest number of members present that makes the quorum."""
        return _ceiling(self.quorum_right, self.rule.quorum_denominator)

    @property
    def votes_needed(self) -> int:
        """The smallest number of votes in favour that reaches the threshold."""
        return _ceiling(self.favour_right, 100)

    @property
    def hundredths_in_favour(self) -> int:
        """Share of the base in favour in hundredths of a per cent, rounded down so that it never claims too much."""
        return self.in_favour * 10_000 // self.base_count if self.base_count else 0


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member and the tree path of the unit in which they work (empty when in none)."""

    person_id: UUID
    unit_path: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Whom a file is about, and the body whose council deliberates."""

    body_path: str
    person_id: UUID | None = None
    collective_path: str | None = None
    author_ids: frozenset[UUID] = frozenset()
    """Who wrote the initiatives that the file rests on."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a council."""

    person_id: UUID
    role: CouncilRole = CouncilRole.MEMBER
    has_vote: bool = True
    post: str = ""
    stands_in_for: UUID | None = None
    """Person in whose place this one sits when that one is absent; such a seat has no vote beside the other's."""


def move_meeting(current: MeetingStatus, wanted: MeetingStatus) -> MeetingStatus:
    """Return ``wanted`` when the meeting may go there; raises TransitionError otherwise."""
    if wanted not in MEETING_NEXT[current]:
        raise TransitionError(f"meeting {current} -> {wanted}")
    return wanted


def move_item(current: ItemStatus, wanted: ItemStatus) -> ItemStatus:
    """Return ``wanted`` when the item may go there; raises TransitionError otherwise."""
    if wanted not in ITEM_NEXT[current]:
        raise TransitionError(f"item {current} -> {wanted}")
    return wanted


def seat_faults(seats: Sequence[Seat]) -> list[SeatFault]:
    """Return what keeps these seats from being a council."""
    chairs = sum(seat.role is CouncilRole.CHAIR for seat in seats)
    substitutes = [seat for seat in seats if seat.stands_in_for is not None]
    principals = {seat.person_id for seat in seats if seat.stands_in_for is None}
    replaced = [seat.stands_in_for for seat in substitutes]
    faults = {
        SeatFault.NO_CHAIR: chairs == 0,
        SeatFault.SEVERAL_CHAIRS: chairs > 1,
        SeatFault.TWICE: len({seat.person_id for seat in seats}) < len(seats),
        SeatFault.NO_VOTES: not any(seat.has_vote for seat in seats if seat.stands_in_for is None),
        SeatFault.SUBSTITUTE_OF_NOBODY: not principals.issuperset(replaced),
        SeatFault.SEVERAL_SUBSTITUTES: len(set(replaced)) < len(replaced),
        SeatFault.CHAIR_SUBSTITUTE: any(seat.role is CouncilRole.CHAIR for seat in substitutes),
    }
    return [fault for fault, present in faults.items() if present]


def is_in_office(valid_from: date | None, valid_to: date | None, *, on: date) -> bool:
    """Say whether a council is in office on a day; an end that its decision leaves open sets no limit."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)


def derived_conflicts(member: MemberFacts, file: FileFacts) -> list[DerivedGround]:
    """Return why this member may not vote on this file.

    Own unit: the collective in which the member works, at any depth. The body as a whole is nobody's own unit,
    since nobody could then vote on it.
    """
    grounds = []
    if file.person_id == member.person_id:
        grounds.append(DerivedGround.OWN_NOMINATION)
    collective = file.collective_path
    if collective and not file.body_path.startswith(collective) and member.unit_path.startswith(collective):
        grounds.append(DerivedGround.OWN_UNIT)
    if member.person_id in file.author_ids:
        grounds.append(DerivedGround.CO_AUTHOR)
    return grounds


def tally(choices: Iterable[Choice], *, issued: int) -> Votes:
    """Count the papers of an urn, in whatever order they lie there."""
    counted = Counter(choices)
    return Votes(
        issued=issued,
        in_favour=counted[Choice.FOR],
        against=counted[Choice.AGAINST],
        abstentions=counted[Choice.ABSTAIN],
    )


def is_quorate(rule: Rule, *, members: int, present: int) -> bool:
    """Say whether enough members are present to vote; a council without members never is."""
    return members > 0 and present * rule.quorum_denominator >= members * rule.quorum_numerator


def result(rule: Rule, *, members: int, present: int, votes: Votes) -> Arithmetic:
    """Decide an item by its frozen rule.

    Readings of the law in force: a member who steps aside stays in the base and in the quorum; an abstention stays in
    the base and is not in favour; no member, an empty base or a vote in which nobody could vote means no quorum.
    """
    base_count = members if rule.base is VoteBase.ALL_MEMBERS else present
    favour_left, favour_right = votes.in_favour * 100, rule.threshold_percent * base_count
    if 0 in (base_count, votes.issued) or not is_quorate(rule, members=members, present=present):
        outcome = ItemResult.NO_QUORUM
    else:
        outcome = ItemResult.ADOPTED if favour_left >= favour_right else ItemResult.NOT_ADOPTED
    return Arithmetic(
        result=outcome,
        rule=rule,
        members=members,
        present=present,
        base_count=base_count,
        in_favour=votes.in_favour,
        quorum_left=present * rule.quorum_denominator,
        quorum_right=members * rule.quorum_numerator,
        favour_left=favour_left,
        favour_right=favour_right,
    )


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
    return Secrecy.FEW if electors < 5 else Secrecy.USUAL


def _ceiling(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)
