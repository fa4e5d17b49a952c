"""What stands below an award: read off the standards and the levels of authority, as the relation of titles says."""

import pytest

from app.eligibility.lower import LowerBasis, lower_awards
from app.eligibility.rulebook import rulebooks


@pytest.mark.parametrize(
    ("regime_id", "code", "below"),
    [
        ("r2018", "CSTDTQ", ["CSTDT", "CSTDCS", "LDTT"]),
        ("r2018", "CSTDT", ["CSTDCS", "LDTT"]),
        ("r2024", "CSTDCS", ["LDTT"]),
        ("r2024", "LDTT", []),
        ("r2024", "TTLDXS", ["TTLDTT"]),
        ("r2024", "CTDT", ["TTLDTT"]),
        ("r2024", "BKT_CN", ["GK_CN"]),
        ("r2024", "BKB_TT", ["GK_TT"]),
        ("r2024", "BKTTG_CN", ["BKB_CN", "BKT_CN", "GK_CN"]),
        ("r2018", "HCLD2_TT", ["HCLD3_TT", "BKTTG_TT", "BKB_TT", "BKT_TT", "GK_TT"]),
        ("r2024", "KNC_BO", []),
        ("r2024", "NOBODY", []),
    ],
)
def test_the_nearest_stands_first(regime_id: str, code: str, below: list[str]):
    assert [each.award.code for each in lower_awards(regime_id, code)] == below


def test_it_is_said_on_what_the_order_rests():
    by_standard, _by_standard_of_that = lower_awards("r2018", "CSTDT")
    assert by_standard.basis is LowerBasis.STANDARD
    assert [each.basis for each in lower_awards("r2024", "BKT_CN")] == [LowerBasis.AUTHORITY]


def test_nothing_stands_below_itself_and_no_two_below_each_other():
    for regime in rulebooks().regimes():
        below = {code: {each.award.code for each in lower_awards(regime.id, code)} for code in regime.awards}
        assert [code for code, lower in below.items() if code in lower] == []
        assert [(one, two) for one, lower in below.items() for two in lower if one in below[two]] == []
        for code, lower in below.items():
            for other in lower:
                assert below[other] <= below[code], (regime.id, code, other)
