"""From a prospect to a standing, and who gains or loses between two regimes."""

from typing import Final

from app.candidates.enums import Standing
from app.eligibility.enums import Outcome

IN_REACH: Final = frozenset({Standing.HELD, Standing.ELIGIBLE, Standing.TO_CONFIRM})
"""Standings under which a nomination may go in today."""


def standing_of(*, is_held: bool, by_record: Outcome, is_one_short: bool) -> Standing:
    """Return the standing; what only an officer can judge does not count against anybody."""
    if is_held:
        return Standing.HELD
    if by_record is Outcome.MET:
        return Standing.ELIGIBLE
    if by_record is Outcome.NEEDS_CONFIRMATION:
        return Standing.TO_CONFIRM
    return Standing.ONE_SHORT if is_one_short else Standing.FURTHER


def gains(now: Standing, otherwise: Standing) -> int:
    """Return 1 when somebody comes into reach, -1 when out of reach, 0 when nothing changes."""
    return (otherwise in IN_REACH) - (now in IN_REACH)
