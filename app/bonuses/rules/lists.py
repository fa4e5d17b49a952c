"""What may be done with a bonus list: moves, the day of payment, what must be answered before approval."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l

from app.bonuses.enums import ListStatus
from app.core.errors import Problem, TransitionError
from app.core.text import short_date

NEXT: Final[Mapping[ListStatus, frozenset[ListStatus]]] = {
    ListStatus.DRAFT: frozenset({ListStatus.APPROVED}),
    ListStatus.APPROVED: frozenset({ListStatus.DRAFT, ListStatus.PAID}),
    ListStatus.PAID: frozenset(),
}

MAX_REASON: Final = 1_000
MAX_NOTE: Final = 300

NOTHING_TO_ANSWER: Final = _l("Tick at least one line that waits for an answer.")
NOTHING_TO_RECOVER: Final = _l("Tick at least one line whose award was revoked after it was paid.")


def move(current: ListStatus, wanted: ListStatus) -> ListStatus:
    """Return ``wanted`` when the move is legal; raises TransitionError otherwise."""
    if wanted not in NEXT[current]:
        raise TransitionError(f"bonus list: {current} -> {wanted}")
    return wanted


def not_signed() -> Problem:
    """Say that money follows a signed decision only."""
    return Problem(_l("A bonus list is made from a signed decision that confers awards."))


def made_already(by: str, on: date) -> Problem:
    """Say who made the list of this decision."""
    return Problem(
        _l("The list of this decision was already made by %(name)s on %(day)s.", name=by, day=short_date(on))
    )


def approval_problems(unanswered: int) -> list[Problem]:
    """Every line that asks a person is answered before the list is approved."""
    if not unanswered:
        return []
    message = _l("Lines that still wait for an answer: %(count)s. Answer them first.", count=unanswered)
    return [Problem(message)]


def payment_problems(paid_on: date, *, approved_on: date | None, today: date) -> list[Problem]:
    """Money is paid neither before the approval nor in the future."""
    if paid_on > today:
        return [Problem(_l("This day lies in the future; today is %(today)s.", today=short_date(today)), "paid_on")]
    if approved_on is not None and paid_on < approved_on:
        message = _l("This day lies before %(day)s, when the list was approved.", day=short_date(approved_on))
        return [Problem(message, "paid_on")]
    return []


def recovery_problems(recovered_on: date, *, paid_on: date | None, today: date) -> list[Problem]:
    """Money comes back neither before it was paid nor in the future."""
    field = "recovered_on"
    if recovered_on > today:
        return [Problem(_l("This day lies in the future; today is %(today)s.", today=short_date(today)), field)]
    if paid_on is not None and recovered_on < paid_on:
        return [Problem(_l("This day lies before %(day)s, when the list was paid.", day=short_date(paid_on)), field)]
    return []
