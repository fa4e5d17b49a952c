"""Bonuses: multiplier times the base salary of the day, rounding, what is paid together."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.eligibility.bonus import bonus_of
from app.eligibility.bonuses import BonusesTogether, Granted, bonuses_together
from app.eligibility.choices import Choices
from app.eligibility.chosen import ChoiceRefused
from app.eligibility.enums import AwardKind, Confidence, Subject
from app.eligibility.rulebook import UnknownRule, rulebooks

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine under load is no fault of a rule."""

NOW = date(2026, 12, 30)
YEAR_END_2018 = date(2018, 12, 20)
AWARDS_2024 = sorted(rulebooks().regime("r2024").awards)


def reads(**readings: str) -> Choices:
    return Choices(readings=readings)


@pytest.mark.parametrize(
    ("award", "multiplier", "exact", "amount"),
    [
        ("LDTT", "0.3", 759_000, 760_000),
        ("CSTDCS", "1", 2_530_000, 2_530_000),
        ("CSTDT", "3", 7_590_000, 7_590_000),
        ("CSTDTQ", "4.5", 11_385_000, 11_390_000),
        ("TTLDTT", "0.8", 2_024_000, 2_030_000),
        ("TTLDXS", "1.5", 3_795_000, 3_800_000),
        ("CTDT", "8", 20_240_000, 20_240_000),
        ("CTDCP", "12", 30_360_000, 30_360_000),
        ("GK_CN", "0.3", 759_000, 760_000),
        ("GK_TT", "0.6", 1_518_000, 1_520_000),
        ("BKT_CN", "1.5", 3_795_000, 3_800_000),
        ("BKT_TT", "3", 7_590_000, 7_590_000),
        ("BKTTG_CN", "3.5", 8_855_000, 8_860_000),
        ("BKTTG_TT", "7", 17_710_000, 17_710_000),
        ("KNC_TINH", "0.6", 1_518_000, 1_520_000),
        ("HCLD3_CN", "4.5", 11_385_000, 11_390_000),
        ("HCLD2_CN", "7.5", 18_975_000, 18_980_000),
        ("HCLD1_TT", "18", 45_540_000, 45_540_000),
    ],
)
def test_amounts_of_today(award: str, multiplier: str, exact: int, amount: int):
    """NĐ 152/2025 with the base salary of NĐ 161/2026: 2,530,000, up to the next 10,000."""
    bonus = bonus_of("r2024", award, NOW)

    assert (str(bonus.multiplier), bonus.exact, bonus.amount) == (multiplier, exact, amount)
    assert bonus.salary.amount_vnd == 2_530_000


@pytest.mark.parametrize(
    ("award", "decided_on", "amount"),
    [
        ("LDTT", date(2018, 6, 30), 390_000),  # 0.3 of 1,300,000
        ("LDTT", date(2018, 7, 1), 420_000),  # 0.3 of 1,390,000 is 417,000
        ("CSTDCS", date(2018, 6, 30), 1_300_000),
        ("CSTDCS", date(2018, 7, 1), 1_390_000),
        ("TTLDTT", date(2018, 6, 30), 1_040_000),
        ("TTLDTT", date(2018, 7, 1), 1_120_000),  # 1,112,000
        ("TTLDXS", date(2018, 7, 1), 2_090_000),  # 2,085,000
        ("GK_CN", date(2018, 7, 1), 420_000),
        ("GK_TT", date(2018, 7, 1), 840_000),  # 834,000
        ("BKT_CN", date(2018, 7, 1), 1_390_000),
        ("BKT_TT", date(2018, 7, 1), 2_780_000),
        ("LDTT", date(2019, 12, 31), 450_000),  # 447,000 in press tables of 2019
    ],
)
def test_amounts_of_2018_before_and_after_the_salary_rose(award: str, decided_on: date, amount: int):
    assert bonus_of("r2018", award, decided_on).amount == amount


@pytest.mark.parametrize(
    ("option", "amount"), [("ceil_10000", 1_200_000), ("nearest_10000", 1_190_000), ("none", 1_192_000)]
)
def test_offices_rounded_differently_in_2018(option: str, amount: int):
    """0.8 of 1,490,000: the example that the press turns into 1,190,000."""
    bonus = bonus_of("r2018", "TTLDTT", date(2019, 7, 1), choices=reads(money_rounding_r2018=option))

    assert (bonus.exact, bonus.amount, bonus.must_confirm) == (1_192_000, amount, True)


def test_the_readings_of_one_regime_do_not_touch_the_other():
    assert bonus_of("r2024", "LDTT", NOW, choices=reads(money_rounding_r2018="none")).amount == 760_000
    assert bonus_of("r2024", "LDTT", NOW, choices=reads(money_rounding_r2024="none")).amount == 759_000
    assert bonus_of("r2026_10", "LDTT", NOW, choices=reads(money_rounding_r2024="none")).amount == 759_000


def test_rounding_may_or_may_not_pass_a_ceiling():
    usual = bonus_of("r2024", "KNC_BO", NOW)
    strict = bonus_of("r2024", "KNC_BO", NOW, choices=reads(ceiling_and_rounding="no"))

    assert (usual.is_ceiling, usual.amount, strict.amount) == (True, 1_520_000, 1_510_000)
    assert "làm tròn xuống" in strict.text.vi
    assert bonus_of("r2024", "GK_TT", NOW, choices=reads(ceiling_and_rounding="no")).amount == 1_520_000


@pytest.mark.parametrize(
    ("given_multiplier", "amount"),
    [(Decimal("0.5"), 1_270_000), (Decimal("0.6"), 1_520_000), (Decimal("2"), 1_520_000), (0, 0), ("0.4", 1_020_000)],
)
def test_the_body_gives_what_it_likes_below_a_ceiling(given_multiplier: Decimal | int | str, amount: int):
    chosen = Choices(settings={"knc_amount": given_multiplier})

    assert bonus_of("r2024", "KNC_TINH", NOW, choices=chosen).amount == amount
    assert bonus_of("r2024", "LDTT", NOW, choices=chosen).amount == 760_000


@pytest.mark.parametrize("value", ["much", True, -1, Decimal("NaN"), Decimal("0.12345")])
def test_a_multiplier_that_cannot_be_is_refused(value: object):
    with pytest.raises(ChoiceRefused, match="knc_amount"):
        bonus_of("r2024", "KNC_BO", NOW, choices=Choices(settings={"knc_amount": value}))  # type: ignore[dict-item]


def test_below_a_ceiling_rounding_up_stays_allowed():
    chosen = Choices(settings={"knc_amount": Decimal("0.5")}, readings={"ceiling_and_rounding": "no"})

    assert bonus_of("r2024", "KNC_BO", NOW, choices=chosen).amount == 1_270_000


def test_the_arithmetic_in_words():
    text = bonus_of("r2024", "LDTT", NOW).text

    assert text.vi.startswith("LĐTT: 0,3 × 2.530.000 = 759.000 đồng, làm tròn lên hàng 10.000 đồng: 760.000 đồng")
    assert text.en.startswith("LĐTT: 0.3 × 2,530,000 = 759,000 VND, rounded up to the next 10,000 VND: 760,000 VND")
    assert "01/07/2026, Nghị định 161/2026/NĐ-CP" in text.vi
    assert bonus_of("r2018", "GK_TT", YEAR_END_2018).text.vi.startswith("GK: 2 × 0,3 × 1.390.000 = 834.000 đồng")
    assert "làm tròn" not in bonus_of("r2018", "CSTDCS", YEAR_END_2018).text.vi


def test_every_bonus_says_how_sure_it_is():
    assert bonus_of("r2018", "LDTT", YEAR_END_2018).confidence is Confidence.S
    assert bonus_of("r2018", "LDTT", date(2018, 1, 5)).confidence is Confidence.K  # the salary of 2017 is remembered
    assert bonus_of("r2024", "BKT_TT", NOW).confidence is Confidence.K


def test_every_award_of_every_regime_pays_and_every_collective_form_twice_a_persons():
    books = rulebooks()
    factor = books.common.global_rules.collective_multiplier_factor.factor
    for regime in books.regimes():
        for award in regime.awards.values():
            bonus = bonus_of(regime.id, award.code, NOW)
            assert bonus.amount >= bonus.exact > 0
            is_form = award.subject is Subject.COLLECTIVE and award.kind is AwardKind.FORM
            assert bonus.collective_factor == (factor if is_form else None)


def test_a_day_before_every_salary_and_an_unknown_award_are_told():
    with pytest.raises(UnknownRule):
        bonus_of("r2018", "LDTT", date(1999, 1, 1))
    with pytest.raises(UnknownRule):
        bonus_of("r2018", "KNC_TINH", YEAR_END_2018)


@unhurried
@given(
    award=st.sampled_from(AWARDS_2024),
    decided_on=st.dates(date(2004, 10, 1), date(2040, 12, 31)),
    mode=st.sampled_from(["ceil_10000", "none"]),
)
def test_a_bonus_is_never_less_than_its_multiple_and_hardly_more(award: str, decided_on: date, mode: str):
    bonus = bonus_of("r2024", award, decided_on, choices=reads(money_rounding_r2024=mode))

    assert 0 <= bonus.amount - bonus.exact < 10_000
    assert bonus.amount % 10_000 == 0 or mode == "none"
    assert bonus.exact == Fraction(bonus.multiplier) * bonus.salary.amount_vnd


def together(*items: tuple[str, tuple[int, int] | None], regime: str = "r2018", **kwargs: object) -> BonusesTogether:
    granted = [Granted(award, YEAR_END_2018, period) for award, period in items]
    return bonuses_together(regime, granted, **kwargs)  # type: ignore[arg-type]


def paid(found: BonusesTogether) -> set[str]:
    return {line.granted.award for each in found.payments for line in each.lines if line.is_paid}


@pytest.mark.parametrize("regime", ["r2018", "r2024"])
def test_two_titles_of_one_year_pay_the_highest_only(regime: str):
    """NĐ 91/2017 Điều 66.2.c: LĐTT and CSTĐCS of 2018 pay 1.0, not 1.3."""
    found = together(("LDTT", None), ("CSTDCS", None), regime=regime)

    assert (found.total, found.total_if_confirmed, found.needs_confirmation) == (1_390_000, 1_390_000, False)
    assert paid(found) == {"CSTDCS"}
    assert "chỉ chi mức cao nhất" in found.payments[0].lines[1].reason.vi


def test_titles_of_different_periods_are_paid_once_confirmed():
    items = (("CSTDCS", (2018, 2018)), ("CSTDT", (2016, 2018)))
    asked, confirmed = together(*items), together(*items, confirmed=True)

    assert (asked.total, asked.total_if_confirmed, asked.needs_confirmation) == (4_170_000, 5_560_000, True)
    assert (confirmed.total, confirmed.needs_confirmation) == (5_560_000, False)
    assert paid(asked) == {"CSTDT"}


@pytest.mark.parametrize(
    ("option", "periods", "is_both"),
    [
        ("any_difference", ((2018, 2018), (2016, 2018)), True),
        ("any_difference", ((2018, 2018), (2018, 2018)), False),
        ("no_overlap", ((2018, 2018), (2016, 2018)), False),
        ("no_overlap", ((2015, 2016), (2016, 2018)), False),
        ("no_overlap", ((2018, 2018), (2015, 2017)), True),
        ("no_overlap", ((2014, 2014), (2015, 2017)), True),
    ],
)
def test_what_different_periods_are_is_a_reading(
    option: str, periods: tuple[tuple[int, int], tuple[int, int]], is_both: bool
):
    items = (("CSTDCS", periods[0]), ("CSTDT", periods[1]))
    found = together(*items, choices=reads(different_achievement_periods=option))

    assert (paid(found) == {"CSTDCS", "CSTDT"}) is is_both
    assert not found.needs_confirmation


def test_a_period_that_is_not_stated_is_asked_about():
    found = together(("CSTDCS", None), ("CSTDT", (2016, 2018)))

    assert (paid(found), found.needs_confirmation) == ({"CSTDT"}, True)


def test_a_title_and_a_form_are_both_paid_and_2018_asks():
    today = together(("CSTDCS", None), ("GK_CN", None), regime="r2024")
    then = together(("CSTDCS", None), ("GK_CN", None))

    assert (today.total, today.needs_confirmation) == (1_390_000 + 420_000, False)
    assert [line.reason.en for line in today.payments[0].lines] == ["paid", "a form, paid beside the title"]
    assert together(("GK_CN", None)).payments[0].lines[0].reason.en == "paid"
    assert (then.total, then.needs_confirmation, then.total_if_confirmed) == (1_810_000, True, 1_810_000)


def test_titles_of_other_days_are_not_weighed_against_each_other():
    granted = [Granted("LDTT", date(2018, 12, 20)), Granted("CSTDCS", date(2019, 1, 10))]
    found = bonuses_together("r2018", granted)

    assert [each.total for each in found.payments] == [420_000, 1_390_000]
    assert found.total == 1_810_000


def test_the_sum_may_be_rounded_instead_of_each():
    items = (("GK_TT", None), ("TTLDTT", None))
    each, by_sum = (together(*items, regime="r2024", choices=reads(money_rounding_step=s)) for s in ("each", "sum"))

    assert each.total == 840_000 + 1_120_000
    assert by_sum.total == 1_950_000  # 834,000 + 1,112,000 = 1,946,000
    assert "1.112.000 + 834.000 = 1.946.000, làm tròn lên" in by_sum.payments[0].text.vi


def test_the_sum_starts_from_the_amounts_before_rounding():
    chosen = reads(money_rounding_step="sum", money_rounding_r2018="nearest_10000")

    # 834,000 + 834,000: each would give 830,000, the sum is 1,668,000.
    assert together(("GK_TT", (2017, 2017)), ("GK_TT", (2018, 2018)), choices=chosen).total == 1_670_000


def test_what_was_rounded_down_at_a_ceiling_stays_so_in_the_sum():
    granted = [Granted("KNC_BO", NOW), Granted("CSTDCS", NOW)]
    chosen = reads(money_rounding_step="sum", ceiling_and_rounding="no")

    assert bonuses_together("r2024", granted, choices=chosen).total == 1_510_000 + 2_530_000


def test_the_addition_in_words():
    text = together(("CSTDCS", None), ("GK_CN", None), ("BKT_CN", None), regime="r2024").payments[0].text

    assert text.vi == "1.390.000 + 2.090.000 + 420.000 = 3.900.000 đồng"
    assert text.en == "1,390,000 + 2,090,000 + 420,000 = 3,900,000 VND"
    assert together(("CSTDCS", None)).payments[0].text.en == "1,390,000 VND"


def test_no_award_pays_nothing():
    found = together()

    assert (found.payments, found.total, found.total_if_confirmed, found.needs_confirmation) == ((), 0, 0, False)


def test_a_person_and_a_collective_are_not_one_subject():
    with pytest.raises(ValueError, match="one subject"):
        together(("LDTT", None), ("TTLDTT", None))
    with pytest.raises(ValueError, match="ends before"):
        Granted("LDTT", NOW, (2018, 2017))


PERIODS = st.none() | st.tuples(st.integers(2015, 2017), st.integers(2017, 2018))
ITEMS = st.lists(
    st.tuples(st.sampled_from(["LDTT", "CSTDCS", "CSTDT", "CSTDTQ", "GK_CN", "BKT_CN"]), PERIODS), max_size=5
)
OPTIONS = st.sampled_from(["any_difference", "no_overlap", "ask"])


@unhurried
@given(items=ITEMS, option=OPTIONS, data=st.data())
def test_the_order_of_the_awards_does_not_matter(
    items: list[tuple[str, tuple[int, int] | None]], option: str, data: st.DataObject
):
    shuffled = data.draw(st.permutations(items))
    choices = reads(different_achievement_periods=option)

    assert together(*items, choices=choices) == together(*shuffled, choices=choices)


@unhurried
@given(items=ITEMS, option=OPTIONS)
def test_confirming_never_pays_less_and_the_highest_title_is_always_paid(
    items: list[tuple[str, tuple[int, int] | None]], option: str
):
    found = together(*items, choices=reads(different_achievement_periods=option))
    single = [bonus_of("r2018", award, YEAR_END_2018).amount for award, _ in items]

    assert max(single, default=0) <= found.total <= found.total_if_confirmed <= sum(single)
