"""From what the engine says to a standing, and who gains or loses between two laws."""

import pytest

from app.candidates.enums import Standing
from app.candidates.rules import gains, standing_of
from app.eligibility.enums import Outcome


@pytest.mark.parametrize(
    ("is_held", "by_record", "is_one_short", "could_be_in", "standing"),
    [
        (True, Outcome.NOT_MET, True, 2027, Standing.HELD),
        (False, Outcome.MET, False, None, Standing.ELIGIBLE),
        (False, Outcome.NEEDS_CONFIRMATION, False, None, Standing.TO_CONFIRM),
        (False, Outcome.NOT_MET, True, 2027, Standing.ONE_SHORT),
        (False, Outcome.NOT_MET, False, 2028, Standing.LATER),
        (False, Outcome.NOT_MET, False, None, Standing.FAR),
    ],
)
def test_a_standing_is_the_nearest_that_holds(is_held, by_record, is_one_short, could_be_in, standing):
    found = standing_of(is_held=is_held, by_record=by_record, is_one_short=is_one_short, could_be_in=could_be_in)
    assert found is standing


def test_coming_into_reach_is_a_gain_and_leaving_it_a_loss():
    assert gains(Standing.ONE_SHORT, Standing.ELIGIBLE) == 1
    assert gains(Standing.TO_CONFIRM, Standing.LATER) == -1
    assert gains(Standing.ELIGIBLE, Standing.TO_CONFIRM) == 0
    assert gains(Standing.FAR, Standing.LATER) == 0
