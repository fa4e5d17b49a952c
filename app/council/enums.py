"""Roles, states, choices and results of a council."""

from enum import StrEnum


class CouncilRole(StrEnum):
    """What a member is in the council."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    SECRETARY = "secretary"


class CouncilKind(StrEnum):
    """What a council is for."""

    EMULATION = "emulation"
    INITIATIVE = "initiative"


class MeetingStatus(StrEnum):
    """planned > open > closed > minuted."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    MINUTED = "minuted"


class ItemStatus(StrEnum):
    """pending > voting > closed."""

    PENDING = "pending"
    VOTING = "voting"
    CLOSED = "closed"


class ItemResult(StrEnum):
    """What the tally says under the frozen rule."""

    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    NO_QUORUM = "no_quorum"


class Choice(StrEnum):
    """What a ballot paper says."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class VoteBase(StrEnum):
    """Whom the threshold is a share of."""

    ALL_MEMBERS = "all_members"
    PRESENT = "present"


class VotingWay(StrEnum):
    """What the chair chooses when items are opened: screens as each rule says, screens in secret, or printed papers."""

    AS_RULED = "as_ruled"
    SECRET = "secret"
    PAPER = "paper"


class BallotMethod(StrEnum):
    """How the members vote on an item: on their screens in secret or by name, or on printed papers two people count."""

    ELECTRONIC = "electronic"
    OPEN = "open"
    PAPER = "paper"

    @property
    def is_on_screen(self) -> bool:
        """Say whether members vote on their own screens, so that it is known who has voted."""
        return self is not BallotMethod.PAPER


class RecusalBase(StrEnum):
    """What becomes of a member who steps aside, in the base and in the quorum (reading ``recusal_base``)."""

    STAYS = "stays"
    LEAVES = "leaves"
    LEAVES_AND_QUORUM = "leaves_and_quorum"


class ApprovalCapacity(StrEnum):
    """Who approves what a meeting decided."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    HEAD = "head"


class Presence(StrEnum):
    """Attendance of a member at a meeting."""

    PRESENT = "present"
    ABSENT = "absent"


class DerivedGround(StrEnum):
    """Why a member steps aside without being asked."""

    OWN_NOMINATION = "own_nomination"
    OWN_UNIT = "own_unit"
    CO_AUTHOR = "co_author"


class ConflictKind(StrEnum):
    """What kind of conflict of interest a member has: derived from the records, or declared."""

    OWN_NOMINATION = "own_nomination"
    OWN_UNIT = "own_unit"
    CO_AUTHOR = "co_author"
    RELATIVE = "relative"
    OTHER = "other"


class Secrecy(StrEnum):
    """How far the number of electors lets a secret ballot stay secret."""

    NOBODY = "nobody"
    ONE = "one"
    TWO = "two"
    FEW = "few"
    USUAL = "usual"


class SeatFault(StrEnum):
    """What is wrong with a list of seats."""

    NO_CHAIR = "no_chair"
    SEVERAL_CHAIRS = "several_chairs"
    TWICE = "twice"
    NO_VOTES = "no_votes"
    SUBSTITUTE_OF_NOBODY = "substitute_of_nobody"
    SEVERAL_SUBSTITUTES = "several_substitutes"
    CHAIR_SUBSTITUTE = "chair_substitute"


class CountState(StrEnum):
    """How far the double count of a box is."""

    NOBODY = "nobody"
    ONE = "one"
    DIFFERENT = "different"
    AGREED = "agreed"
