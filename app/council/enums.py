"""Roles, states, choices and results of a council."""

from enum import StrEnum


class CouncilRole(StrEnum):
    """What a member is in the council."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    SECRETARY = "secretary"


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


class Presence(StrEnum):
    """Attendance of a member at a meeting."""

    PRESENT = "present"
    ABSENT = "absent"
