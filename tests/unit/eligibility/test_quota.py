"""Ceilings: the law's, the body's, the customary; each expectation names its source in docs/rulebooks.md."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.eligibility.ceilings import rounded_share
from app.eligibility.choices import Choices, LocalQuota
from app.eligibility.chosen import ChoiceRefused
from app.eligibility.enums import Confidence, QuotaKind
from app.eligibility.quota import QuotaCounts, quota_of
from app.eligibility.rulebook import Localised, UnknownRule

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine under load is no fault of a rule."""

BASIS = Localised(vi="QĐ 5/2018 Điều 3", en="Decision 5/2018 Art. 3")
NUMBERS = st.integers(min_value=0, max_value=100_000)
ROUNDINGS = st.sampled_from(["floor", "half_up", "ceil"])


def local(award: str, **figures: object) -> Choices:
    rule = {"id": "own", "award": award, "of": None, "pct": None, "count": None, "basis": BASIS} | figures
    return Choices(quotas=(LocalQuota(**rule),))  # type: ignore[arg-type]


def counts(award: str, used: int, **recognised: int) -> QuotaCounts:
    return QuotaCounts(chosen={award: used}, recognised=recognised)


@pytest.mark.parametrize(
    ("used", "ldtt", "ceiling", "over_by"),
    [
        (11, 84, 12, 0),  # NĐ 91/2017 Điều 9.3: 15 % of 84 is 12.6
        (13, 84, 12, 1),
        (0, 6, 0, 0),  # 15 % of 6 is 0.9: at most 0
        (1, 6, 0, 1),
        (3, 20, 3, 0),
        (0, 0, 0, 0),
        (15, 100, 15, 0),
    ],
)
def test_cstdcs_of_2018_is_15_per_cent_of_ldtt(used: int, ldtt: int, ceiling: int, over_by: int):
    meter = quota_of("r2018", "CSTDCS", counts=counts("CSTDCS", used, LDTT=ldtt))

    assert (meter.ceiling, meter.over_by, meter.base, meter.base_award, meter.pct) == (
        ceiling,
        over_by,
        ldtt,
        "LDTT",
        15,
    )
    assert (meter.is_binding, meter.is_default, meter.confidence) == (True, False, Confidence.S)
    assert meter.readings == ("quota_rounding", "quota_base_count")


def test_the_meter_reads_as_officers_write_it():
    meter = quota_of("r2018", "CSTDCS", counts=counts("CSTDCS", 11, LDTT=84))

    assert meter.text.vi == "CSTĐCS 11 trên tối đa 12, 15 % của 84 LĐTT, NĐ 91/2017 Điều 9.3"
    assert meter.text.en == "CSTĐCS 11 of at most 12, 15 % of 84 LĐTT, NĐ 91/2017 Điều 9.3"
    assert quota_of("r2018", "CSTDCS", counts=counts("CSTDCS", 14, LDTT=84)).text.vi.startswith(
        "CSTĐCS 14 trên tối đa 12, vượt 2, 15 % của 84 LĐTT"
    )


def test_since_2024_the_15_per_cent_are_only_shown_as_a_warning():
    meter = quota_of("r2024", "CSTDCS", counts=counts("CSTDCS", 20, LDTT=84))

    assert (meter.ceiling, meter.over_by, meter.is_binding, meter.is_default) == (12, 8, False, True)
    assert (meter.confidence, meter.must_confirm) == (Confidence.K, True)
    assert "luật không quy định" in meter.text.vi


@pytest.mark.parametrize("regime_id", ["r2018", "r2024", "r2026_10"])
def test_the_flag_of_the_government_is_20_per_cent_of_the_collectives_that_qualify(regime_id: str):
    counted = QuotaCounts(chosen={"CTDCP": 7}, qualifying={"CTDT": 33}, recognised={"CTDT": 4})
    meter = quota_of(regime_id, "CTDCP", counts=counted)

    # NĐ 91/2017 Điều 11.1: of those that meet the standard, not of the flags conferred.
    assert (meter.kind, meter.ceiling, meter.base, meter.over_by) == (QuotaKind.MAX_PCT_OF_QUALIFYING, 6, 33, 1)
    assert "33 tập thể đạt tiêu chuẩn" in meter.text.vi


def test_a_base_nobody_has_counted_leaves_the_ceiling_open():
    meter = quota_of("r2018", "CTDCP", counts=QuotaCounts(chosen={"CTDCP": 7}))

    assert (meter.ceiling, meter.base, meter.over_by, meter.pct) == (None, None, 0, 20)
    assert "chưa có số" in meter.text.vi


@pytest.mark.parametrize(
    ("award", "kind"),
    [
        ("CSTDT", QuotaKind.LOCAL_ONLY),
        ("CTDT", QuotaKind.PROVINCE_SETS_NUMBER_PER_CLUSTER),
        ("LDTT", None),
        ("BKT_CN", None),
    ],
)
def test_without_a_figure_there_is_no_ceiling(award: str, kind: QuotaKind | None):
    meter = quota_of("r2018", award, counts=counts(award, 500, CSTDCS=10))

    assert (meter.kind, meter.ceiling, meter.is_binding, meter.over_by) == (kind, None, False, 0)
    assert meter.readings == ()


def test_until_somebody_is_recognised_the_number_proposed_stands_in():
    counted = QuotaCounts(proposed={"CSTDCS": 11, "LDTT": 84})
    meter = quota_of("r2018", "CSTDCS", counts=counted)

    assert (meter.used, meter.ceiling, meter.is_provisional) == (11, 12, True)
    assert "tạm tính trên số đề nghị" in meter.text.vi


def test_recognised_nobody_is_not_the_same_as_not_decided_yet():
    counted = QuotaCounts(proposed={"CSTDCS": 1, "LDTT": 84}, recognised={"LDTT": 0})

    assert quota_of("r2018", "CSTDCS", counts=counted).ceiling == 0


@pytest.mark.parametrize(("option", "base", "ceiling"), [("recognised", 60, 9), ("proposed", 84, 12)])
def test_the_body_chooses_which_base_counts(option: str, base: int, ceiling: int):
    counted = QuotaCounts(proposed={"LDTT": 84}, recognised={"LDTT": 60})
    meter = quota_of("r2018", "CSTDCS", counts=counted, choices=Choices(readings={"quota_base_count": option}))

    assert (meter.base, meter.ceiling, meter.is_provisional) == (base, ceiling, False)


@pytest.mark.parametrize(
    ("option", "base", "ceiling"),
    [
        ("floor", 84, 12),
        ("half_up", 84, 13),
        ("ceil", 84, 13),
        ("half_up", 83, 12),
        ("half_up", 10, 2),
        ("ceil", 81, 13),
    ],
)
def test_the_body_chooses_the_rounding(option: str, base: int, ceiling: int):
    chosen = Choices(readings={"quota_rounding": option})
    meter = quota_of("r2018", "CSTDCS", counts=counts("CSTDCS", 0, LDTT=base), choices=chosen)

    assert (meter.ceiling, meter.rounding) == (ceiling, option)


@pytest.mark.parametrize(
    ("figures", "ceiling", "rule", "ignored"),
    [
        ({"pct": 10}, 8, "own", ()),  # tightens
        ({"pct": 15}, 12, None, ()),  # says the same
        ({"pct": 20}, 12, None, ("own",)),  # would loosen
        ({"count": 5}, 5, "own", ()),
        ({"count": 50}, 12, None, ("own",)),
        ({"pct": 0}, 0, "own", ()),
        ({"pct": 10, "count": 3}, 3, "own", ()),
    ],
)
def test_a_local_rule_may_only_tighten_what_the_law_fixes(
    figures: dict[str, int], ceiling: int, rule: str | None, ignored: tuple[str, ...]
):
    meter = quota_of("r2018", "CSTDCS", counts=counts("CSTDCS", 0, LDTT=84), choices=local("CSTDCS", **figures))

    assert (meter.ceiling, meter.local_rule, meter.ignored_rules) == (ceiling, rule, ignored)
    assert (meter.citation == BASIS) is (rule is not None)


@pytest.mark.parametrize(("pct", "ceiling"), [(10, 8), (20, 16), (100, 84)])
def test_a_local_rule_fills_what_the_law_leaves_open(pct: int, ceiling: int):
    meter = quota_of("r2024", "CSTDCS", counts=counts("CSTDCS", 0, LDTT=84), choices=local("CSTDCS", pct=pct))

    assert (meter.ceiling, meter.is_binding, meter.is_default) == (ceiling, True, False)
    assert (meter.must_confirm, meter.citation) == (False, BASIS)


def test_a_looser_share_is_named_even_before_the_base_is_known():
    meter = quota_of("r2018", "CSTDCS", counts=QuotaCounts(), choices=local("CSTDCS", pct=20))
    tighter = quota_of("r2018", "CSTDCS", counts=QuotaCounts(), choices=local("CSTDCS", pct=10))

    assert (meter.pct, meter.ceiling, meter.ignored_rules) == (15, None, ("own",))
    assert (tighter.pct, tighter.ceiling, tighter.ignored_rules) == (10, None, ())


def test_a_local_rule_may_name_a_base_of_its_own_or_give_a_number_per_cluster():
    share = quota_of("r2018", "GK_CN", counts=counts("GK_CN", 9, LDTT=84), choices=local("GK_CN", pct=10, of="LDTT"))
    number = quota_of("r2018", "CTDT", counts=counts("CTDT", 3), choices=local("CTDT", count=2))

    assert (share.ceiling, share.over_by, share.base_award) == (8, 1, "LDTT")
    assert (number.ceiling, number.over_by, number.base) == (2, 1, None)


def test_the_settings_of_the_body_are_ceilings_too():
    chosen = Choices(
        settings={"cstdt_quota_pct": 10, "certificates_per_agency": 4},
        bases={"cstdt_quota_pct": BASIS},
    )
    title = quota_of("r2018", "CSTDT", counts=counts("CSTDT", 3, CSTDCS=25), choices=chosen)
    certificate = quota_of("r2024", "BKT_TT", counts=counts("BKT_TT", 5), choices=chosen)
    medal = quota_of("r2024", "KNC_TINH", counts=counts("KNC_TINH", 5), choices=chosen)
    state = quota_of("r2024", "BKTTG_CN", counts=counts("BKTTG_CN", 5), choices=chosen)

    assert (title.ceiling, title.over_by, title.citation) == (2, 1, BASIS)
    assert (certificate.ceiling, certificate.over_by) == (4, 1)
    assert (medal.ceiling, state.ceiling) == (None, None)


@pytest.mark.parametrize("value", [101, -1, "15", True, 1.5, Decimal("1.5"), Decimal("NaN"), Decimal("Infinity")])
def test_a_setting_that_is_no_share_is_refused_by_name(value: object):
    with pytest.raises(ChoiceRefused, match="cstdcs_quota_pct"):
        quota_of("r2018", "CSTDCS", counts=QuotaCounts(), choices=Choices(settings={"cstdcs_quota_pct": value}))  # type: ignore[dict-item]


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        QuotaCounts(proposed={"LDTT": -1})
    with pytest.raises(ChoiceRefused, match="neither"):
        quota_of("r2018", "CSTDCS", counts=QuotaCounts(), choices=local("CSTDCS"))
    with pytest.raises(ChoiceRefused, match="no option"):
        quota_of("r2018", "CSTDCS", counts=QuotaCounts(), choices=Choices(readings={"quota_rounding": "up"}))
    with pytest.raises(UnknownRule):
        quota_of("r2018", "NOBODY", counts=QuotaCounts())


@unhurried
@given(pct=st.integers(0, 100), base=NUMBERS, more=NUMBERS, rounding=ROUNDINGS)
def test_a_larger_base_never_lowers_a_ceiling(pct: int, base: int, more: int, rounding: str):
    assert rounded_share(pct, base, rounding) <= rounded_share(pct, base + more, rounding)


@unhurried
@given(pct=st.integers(0, 100), base=NUMBERS)
def test_only_floor_keeps_at_most_and_the_three_stand_in_order(pct: int, base: int):
    floor, half_up, ceil = (rounded_share(pct, base, each) for each in ("floor", "half_up", "ceil"))

    assert floor <= half_up <= ceil <= floor + 1
    assert floor * 100 <= pct * base


@unhurried
@given(base=NUMBERS, used=NUMBERS, pct=st.none() | st.integers(0, 100), count=st.none() | NUMBERS)
def test_no_local_rule_ever_raises_the_ceiling_of_2018(base: int, used: int, pct: int | None, count: int | None):
    if pct is None and count is None:
        return
    counted = counts("CSTDCS", used, LDTT=base)
    law = quota_of("r2018", "CSTDCS", counts=counted)
    meter = quota_of("r2018", "CSTDCS", counts=counted, choices=local("CSTDCS", pct=pct, count=count))

    assert law.ceiling is not None
    assert meter.ceiling is not None
    assert meter.ceiling <= law.ceiling
    assert meter.over_by == max(0, used - meter.ceiling)
