"""The ceiling on excellent classifications: 20 % of those rated good, by scheme, agency and group."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.eligibility.choices import Choices
from app.eligibility.enums import ClassificationLevel, Confidence
from app.eligibility.excellent import excellent_quota
from app.eligibility.rulebook import UnknownRule

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine under load is no fault of a rule."""

EXCELLENT, GOOD = ClassificationLevel.HTXSNV, ClassificationLevel.HTTNV


def levels(excellent: int, good: int) -> Mapping[ClassificationLevel, int]:
    return {EXCELLENT: excellent, GOOD: good, ClassificationLevel.HTNV: 3}


@pytest.mark.parametrize("scheme", ["nd90_2020", "nd335_2025", "nd233_2026"])
@pytest.mark.parametrize(
    ("excellent", "good", "ceiling", "over_by"),
    [(8, 44, 8, 0), (9, 44, 8, 1), (0, 4, 0, 0), (1, 0, 0, 1), (20, 100, 20, 0)],
)
def test_20_per_cent_of_those_rated_good(scheme: str, excellent: int, good: int, ceiling: int, over_by: int):
    meter = excellent_quota(scheme, levels(excellent, good))

    # NĐ 335/2025: "20% tổng số ... được xếp loại Hoàn thành tốt nhiệm vụ": the named level only.
    assert (meter.pct, meter.agency.base, meter.agency.ceiling, meter.over_by) == (20, good, ceiling, over_by)
    assert meter.must_confirm


def test_2018_had_no_ceiling_and_the_later_one_began_in_2023():
    assert excellent_quota("nd56_2015", levels(50, 10)).agency.ceiling is None
    assert excellent_quota("nd90_2020", levels(50, 10), year=2022).agency.ceiling is None
    assert excellent_quota("nd90_2020", levels(50, 10), year=2023).agency.ceiling == 2


def test_within_every_group_and_within_the_agency():
    groups = {"lãnh đạo": levels(1, 4), "chuyên viên": levels(7, 40)}
    meter = excellent_quota("nd335_2025", levels(8, 44), groups=groups)
    agency_only = Choices(readings={"httnv_quota_groups": "agency"})

    assert [(line.group, line.ceiling, line.over_by) for line in meter.groups] == [
        ("lãnh đạo", 0, 1),
        ("chuyên viên", 8, 0),
    ]
    assert (meter.agency.over_by, meter.over_by) == (0, 1)
    assert excellent_quota("nd335_2025", levels(8, 44), groups=groups, choices=agency_only).over_by == 0


def test_the_base_may_be_read_with_those_above():
    chosen = Choices(readings={"httnv_quota_base": "that_level_and_above"})
    meter = excellent_quota("nd335_2025", levels(10, 40), choices=chosen)

    assert (meter.agency.base, meter.agency.ceiling) == (50, 10)


@pytest.mark.parametrize(
    ("granted", "pct", "is_raised"), [(25, 25, True), (40, 25, True), (22, 22, True), (10, 20, False)]
)
def test_a_grant_from_above_raises_the_share_to_25_at_most(granted: int, pct: int, is_raised: bool):
    chosen = Choices(settings={"excellent_exception_pct": granted})
    meter = excellent_quota("nd335_2025", levels(0, 100), choices=chosen)

    assert (meter.pct, meter.is_raised, meter.agency.ceiling) == (pct, is_raised, pct)


def test_the_scheme_of_2020_knows_no_raised_share():
    chosen = Choices(settings={"excellent_exception_pct": 25})
    meter = excellent_quota("nd90_2020", levels(0, 100), choices=chosen)

    assert (meter.pct, meter.confidence) == (20, Confidence.K)


def test_in_words():
    text = excellent_quota("nd335_2025", levels(9, 44)).agency.text

    assert text.vi == "HTXSNV 9 trên tối đa 8, vượt 1, 20 % của 44 HTTNV, Nghị định 335/2025/NĐ-CP"


def test_what_cannot_be_is_refused():
    with pytest.raises(UnknownRule):
        excellent_quota("nd1_1900", levels(1, 1))
    with pytest.raises(ValueError, match="below zero"):
        excellent_quota("nd335_2025", levels(-1, 1))


@unhurried
@given(excellent=st.integers(0, 999), good=st.integers(0, 999), more=st.integers(0, 99))
def test_more_rated_good_never_makes_it_worse(excellent: int, good: int, more: int):
    before = excellent_quota("nd335_2025", levels(excellent, good))
    after = excellent_quota("nd335_2025", levels(excellent, good + more))

    assert after.over_by <= before.over_by
