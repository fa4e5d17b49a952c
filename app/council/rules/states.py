"""States of meetings and items, and what a vote runs into when it comes too early, too late or twice."""

from collections.abc import Mapping
from typing import Final

from app.core.errors import Conflict, TransitionError
from app.council.enums import BallotMethod, ItemStatus, MeetingStatus, VotingWay

MEETING_NEXT: Final[Mapping[MeetingStatus, frozenset[MeetingStatus]]] = {
    MeetingStatus.PLANNED: frozenset({MeetingStatus.OPEN}),
    MeetingStatus.OPEN: frozenset({MeetingStatus.CLOSED}),
    MeetingStatus.CLOSED: frozenset({MeetingStatus.MINUTED}),
    MeetingStatus.MINUTED: frozenset(),
}
ITEM_NEXT: Final[Mapping[ItemStatus, frozenset[ItemStatus]]] = {
    ItemStatus.PENDING: frozenset({ItemStatus.VOTING}),
    ItemStatus.VOTING: frozenset({ItemStatus.CLOSED}),
    ItemStatus.CLOSED: frozenset({ItemStatus.PENDING}),
}
"""A counted item is pending again only when its vote is annulled, to be taken once more."""
BEFORE_CLOSING: Final = frozenset({MeetingStatus.PLANNED, MeetingStatus.OPEN})


class VotingNotOpen(Conflict):
    """Voting on the item has not begun, or is over."""


class AlreadyVoted(Conflict):
    """The member's paper is already in the urn."""


class VoteEnded(VotingNotOpen):
    """The item was open until a moment that is over; the chair has yet to count."""


class VotedOnPaper(VotingNotOpen):
    """The item is voted on with printed ballots: nothing is cast on a screen."""


def method_for(way: VotingWay, *, is_secret: bool) -> BallotMethod:
    """Return how an item is voted on: by name only where its rule leaves the vote open, and the chair no secret one."""
    if way is VotingWay.PAPER:
        return BallotMethod.PAPER
    return BallotMethod.ELECTRONIC if is_secret or way is VotingWay.SECRET else BallotMethod.OPEN


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
