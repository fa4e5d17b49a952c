"""What a yearly classification may say, and when it is ready to be locked (design 5)."""

from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.classification.enums import ClassificationStatus
from app.core.errors import Problem
from app.core.text import short_date

MAX_NOTE: Final = 500
MAX_REASON: Final = 2_000
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100


def reference_day(year: int, today: date) -> date:
    """Return the day on which a unit's people are read for a year: its last day, or today while the year runs."""
    return min(today, date(year, 12, 31)) if year <= today.year else today


def status_of(decided_on: date | None) -> ClassificationStatus:
    """A level without a day of decision is only proposed."""
    return ClassificationStatus.DECIDED if decided_on else ClassificationStatus.PROPOSED


def decision_day(typed: date | None, *, old_day: date | None, level_changes: bool, for_all: bool) -> date | None:
    """Return the day of decision of one row when one day was typed for all of them.

    It goes to rows whose level changes and to rows that had no day; the others keep theirs.
    """
    return typed if for_all or level_changes or old_day is None else old_day


def decision_day_problems(decided_on: date | None, *, year: int, today: date) -> list[Problem]:
    """The head decides in the year itself or in the one after, and never on a day to come."""
    if decided_on is None:
        return []
    if decided_on > today:
        return [Problem(_l("This day has not come yet."), "decided_on")]
    if decided_on.year not in (year, year + 1):
        message = _l(
            "The classification of %(year)s is decided between %(first)s and %(last)s.",
            year=year,
            first=short_date(date(year, 1, 1)),
            last=short_date(date(year + 1, 12, 31)),
        )
        return [Problem(message, "decided_on")]
    return []


def note_problems(note: str) -> list[Problem]:
    """A note fits its place."""
    if len(note) <= MAX_NOTE:
        return []
    return [_too_long(len(note) - MAX_NOTE, MAX_NOTE, "note")]


def reason_problems(reason: str) -> list[Problem]:
    """Unlocking is answered for: it needs a reason."""
    if not reason:
        return [Problem(_l("Give the reason."), "reason")]
    return [_too_long(len(reason) - MAX_REASON, MAX_REASON, "reason")] if len(reason) > MAX_REASON else []


def _too_long(excess: int, most: int, field: str) -> Problem:
    message = _l("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=excess, most=most)
    return Problem(message, field)


def locking_problems(*, entered: int, undecided: int) -> list[Problem]:
    """Only decided levels are locked, and there must be some."""
    if not entered:
        return [Problem(_l("No level has been entered for this year yet."))]
    if undecided:
        return [Problem(_Counted(undecided))]
    return []


class _Counted:
    """A sentence with a number, put into words only when it is shown."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __str__(self) -> str:
        return str(
            ngettext(
                "%(num)s level has no day of decision yet. Enter the day, then lock.",
                "%(num)s levels have no day of decision yet. Enter the day, then lock.",
                self._number,
            )
        )
