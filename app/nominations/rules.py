"""The life of a nomination: which move is legal, and what it needs (design 5)."""

from collections.abc import Mapping
from typing import Final

from app.core.errors import TransitionError
from app.nominations.enums import Status

NEXT: Final[Mapping[Status, frozenset[Status]]] = {
    Status.DRAFT: frozenset({Status.SUBMITTED, Status.WITHDRAWN}),
    Status.SUBMITTED: frozenset({Status.RETURNED, Status.VERIFIED, Status.REFUSED, Status.WITHDRAWN}),
    Status.RETURNED: frozenset({Status.SUBMITTED, Status.WITHDRAWN}),
    Status.VERIFIED: frozenset({Status.TABLED, Status.WITHDRAWN}),
    Status.TABLED: frozenset({Status.ENDORSED, Status.NOT_ENDORSED, Status.VERIFIED}),
    Status.ENDORSED: frozenset({Status.CONFERRED, Status.FORWARDED, Status.NOT_APPROVED}),
    Status.FORWARDED: frozenset({Status.CONFERRED, Status.DECLINED}),
    Status.CONFERRED: frozenset({Status.REVOKED}),
    Status.REFUSED: frozenset(),
    Status.NOT_ENDORSED: frozenset(),
    Status.NOT_APPROVED: frozenset(),
    Status.DECLINED: frozenset(),
    Status.REVOKED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}
"""Tabled goes back to verified only when the item is taken off an agenda before its vote, or found no quorum."""

EDITABLE: Final = frozenset({Status.DRAFT, Status.RETURNED})
NEEDS_REASON: Final = frozenset({Status.RETURNED, Status.REFUSED, Status.NOT_APPROVED, Status.REVOKED})
IN_HAND: Final = frozenset({Status.SUBMITTED, Status.RETURNED, Status.VERIFIED, Status.TABLED})


def move(current: Status, wanted: Status) -> Status:
    """Return ``wanted`` when the move is legal; raises TransitionError otherwise."""
    if wanted not in NEXT[current]:
        raise TransitionError(f"{current} -> {wanted}")
    return wanted


def require_reason(reason: str) -> str:
    """Return the trimmed reason; raises TransitionError when there is none."""
    if not reason.strip():
        raise TransitionError("this move needs a reason")
    return reason.strip()
