"""Three outcomes as small numbers, so that "the worst of" and "the best of" are max and min."""

from typing import Final

from app.eligibility.enums import Outcome

MET: Final = 0
ASK: Final = 1
UNMET: Final = 2

SILENT: Final = 3
"""Beside the three: the records say nothing, a person decides."""

NAMES: Final = (Outcome.MET, Outcome.NEEDS_CONFIRMATION, Outcome.NOT_MET)
NUMBERS: Final = {name: number for number, name in enumerate(NAMES)}


def enough(needed: int, certain: int, possible: int) -> int:
    """Say whether a count suffices: for certain, perhaps, or not."""
    if certain >= needed:
        return MET
    return ASK if possible >= needed else UNMET
