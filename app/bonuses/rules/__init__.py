"""What is true of bonuses: what each award pays, and what may be done with a list."""

from app.bonuses.rules.figures import Awarded, Figure, figures, gone_before_payment, recoverable
from app.bonuses.rules.lists import (
    MAX_NOTE,
    MAX_REASON,
    NEXT,
    NOTHING_TO_ANSWER,
    NOTHING_TO_RECOVER,
    approval_problems,
    made_already,
    move,
    not_signed,
    payment_problems,
    recovery_problems,
)

__all__ = [
    "MAX_NOTE",
    "MAX_REASON",
    "NEXT",
    "NOTHING_TO_ANSWER",
    "NOTHING_TO_RECOVER",
    "Awarded",
    "Figure",
    "approval_problems",
    "figures",
    "gone_before_payment",
    "made_already",
    "move",
    "not_signed",
    "payment_problems",
    "recoverable",
    "recovery_problems",
]
