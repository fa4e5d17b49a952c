"""From what the engine says to a standing, and who gains or loses between two laws."""

import pytest

from app.candidates.enums import Standing
from app.candidates.rules import gains, standing_of
from app.eligibility.enums import Outcome


@pytest.mark.parametrize(
    ("is_held", "by_record", "is_one_short", "standing"),
    [
        (True, Outcome.NOT_MET, True, Standing.HELD),
        (False, Outcome.MET, False, Standing.ELIGIBLE),
        (False, Outcome.NEEDS_CONFIRMATION, False, Standing.TO_CONFIRM),
        (False, Outcome.NOT_MET, True, Standing.ONE_SHORT),
        (False, Outcome.NOT_MET, False, Standing.FURTHER),
    ],
)
def test_a_standing_is_the_nearest_that_holds(is_held, by_record, is_one_short, standing):
    found = standing_of(is_held=is_held, by_record=by_record, is_one_short=is_one_short)
    assert found is standing


def test_coming_into_reach_is_a_gain_and_leaving_it_a_loss():
    assert gains(Standing.ONE_SHORT, Standing.ELIGIBLE) == 1
    assert gains(Standing.TO_CONFIRM, Standing.FURTHER) == -1
    assert gains(Standing.ELIGIBLE, Standing.TO_CONFIRM) == 0
    assert gains(Standing.FURTHER, Standing.ONE_SHORT) == 0
