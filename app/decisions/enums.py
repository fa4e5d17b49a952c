"""States of decisions and proposal letters, outcomes, origins of conferrals."""

from enum import StrEnum


class DecisionStatus(StrEnum):
    """draft > signed > (amended | revoked)."""

    DRAFT = "draft"
    SIGNED = "signed"
    AMENDED = "amended"
    REVOKED = "revoked"


class ChangeKind(StrEnum):
    """What a decision does to an earlier one: corrects what it says, or takes its awards away."""

    AMENDMENT = "amendment"
    REVOCATION = "revocation"


class LetterStatus(StrEnum):
    """draft > sent > answered."""

    DRAFT = "draft"
    SENT = "sent"
    ANSWERED = "answered"


class Outcome(StrEnum):
    """What the higher body did with one name of a proposal letter."""

    PENDING = "pending"
    CONFERRED = "conferred"
    DECLINED = "declined"


class PaperState(StrEnum):
    """How a file holds a paper that the law asks for."""

    FACT = "fact"
    FILE = "file"
    WAIVED = "waived"
    MISSING = "missing"


class SignerCapacity(StrEnum):
    """In what capacity a paper is signed (Decree 30/2020, annex I): the head, or on behalf (TM., KT., TL., Q.)."""

    HEAD = "head"
    TM = "tm"
    KT = "kt"
    TL = "tl"
    TUQ = "tuq"
    Q = "q"
