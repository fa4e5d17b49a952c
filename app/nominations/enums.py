"""States and parts of a nomination."""

from enum import StrEnum


class Status(StrEnum):
    """Where a nomination stands (design 5)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    VERIFIED = "verified"
    REFUSED = "refused"
    TABLED = "tabled"
    ENDORSED = "endorsed"
    NOT_ENDORSED = "not_endorsed"
    NOT_APPROVED = "not_approved"
    FORWARDED = "forwarded"
    CONFERRED = "conferred"
    DECLINED = "declined"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"


class Channel(StrEnum):
    """Who confers: the body itself, or a higher one to which the body proposes."""

    CONFERRED = "conferred"
    PROPOSED = "proposed"


class Part(StrEnum):
    """The parts of a file that a verifier can mark when returning it."""

    NOMINEE = "nominee"
    AWARD = "award"
    UNIT_VOTE = "unit_vote"
    SUMMARY = "summary"
    REPORT = "report"
    ATTACHMENTS = "attachments"


class Missing(StrEnum):
    """What a file may still need before it can be submitted."""

    UNIT_MEETING = "unit_meeting"
    UNIT_VOTE = "unit_vote"
    SUMMARY = "summary"
    REPORT = "report"


class VoteFault(StrEnum):
    """What is wrong with the figures of a unit vote."""

    FOR_MISSING = "for_missing"
    TOTAL_MISSING = "total_missing"
    TOTAL_ZERO = "total_zero"
    FOR_ABOVE_TOTAL = "for_above_total"


class VerdictMoment(StrEnum):
    """When a verdict was stored with a file."""

    SUBMISSION = "submission"
    VERIFICATION = "verification"


class LinkKind(StrEnum):
    """Why a nomination follows from another one: a lower award in its place, or its arrival at the higher body."""

    LOWERED = "lowered"
    ARRIVED = "arrived"
