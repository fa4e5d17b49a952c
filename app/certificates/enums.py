"""States of a certificate, why one is reissued, what an award brings along, how the border is made."""

from enum import StrEnum


class CertificateState(StrEnum):
    """What a certificate is worth today; follows from the award and from what replaced it."""

    ISSUED = "issued"
    REISSUED = "reissued"
    REPLACED = "replaced"
    REVOKED = "revoked"


class ReissueReason(StrEnum):
    """Why a certificate is issued a second time."""

    LOST = "lost"
    DAMAGED = "damaged"
    WRONG_TEXT = "wrong_text"


class Gift(StrEnum):
    """What is handed over with an award besides the decision and the money."""

    CERTIFICATE = "certificate"
    FLAG = "flag"
    NOTHING = "nothing"


class Border(StrEnum):
    """Whether the frame is printed, or the paper comes with it."""

    DRAWN = "drawn"
    ON_PAPER = "on_paper"
