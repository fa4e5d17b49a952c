"""What a local rule may say: the law it may not loosen, its dates, its values."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.core.errors import RuleBroken
from app.eligibility.rulebook import rulebooks
from app.local_rules.enums import RuleKind, SettingType, Standing
from app.local_rules.rules import limits, periods, topics
from app.local_rules.rules.periods import Point
from app.local_rules.rules.settings import SHAPES, read_setting, read_share, typed_value
from app.local_rules.rules.values import MalformedValue, parse, to_json

BOOKS = rulebooks()


def problems(kind: RuleKind, key: str, value: dict[str, Any], regime_id: str | None = None) -> list[tuple[str, str]]:
    """Return field and sentence of each refusal."""
    touched = limits.regimes_touched(regime_id, date(2018, 1, 1), None, BOOKS)
    wish = limits.Wish(kind, key, parse(kind, value), touched)
    return [(str(problem.field), str(problem.message)) for problem in limits.law_problems(wish, BOOKS)]


def bar(kind: str, *awards: str, **parameters: Any) -> dict[str, Any]:
    return {"awards": list(awards), "condition": {"type": kind, **parameters}}


TIGHTER_OR_OPEN = [
    (RuleKind.QUOTA, "CSTDCS", {"of": "LDTT", "pct": 15}, "r2018"),
    (RuleKind.QUOTA, "CSTDCS", {"of": "LDTT", "pct": 10}, None),
    (RuleKind.QUOTA, "CSTDCS", {"of": "LDTT", "pct": 20}, "r2024"),
    (RuleKind.QUOTA, "CSTDCS", {"count": 12}, "r2018"),
    (RuleKind.QUOTA, "CSTDT", {"of": "CSTDCS", "pct": 30}, None),
    (RuleKind.QUOTA, "GK_CN", {"count": 40}, None),
    (RuleKind.VOTE, "CSTDT", {"min_percent": 90}, "r2018"),
    (RuleKind.VOTE, "CSTDT", {"min_percent": 95, "quorum": "3/4"}, "r2018"),
    (RuleKind.VOTE, "CSTDCS", {"min_percent": 51, "secret": False, "base": "present"}, "r2018"),
    (RuleKind.VOTE, "*", {"min_percent": 60, "base": "present"}, None),
    (RuleKind.SETTING, "cstdcs_quota_pct", {"value": 15}, "r2018"),
    (RuleKind.SETTING, "knc_amount", {"value": "0.6", "is_decimal": True}, None),
    (RuleKind.SETTING, "old_unit_opinion_months", {"value": 3}, None),
    (RuleKind.READING, "quota_rounding", {"option": "ceil"}, None),
    (RuleKind.BAR, "employed_months_min", bar("employed_months_min", "LDTT", months=12), "r2018"),
    (RuleKind.BAR, "employed_months_min", bar("employed_months_min", "LDTT", months=8), "r2024"),
    (RuleKind.BAR, "employed_months_min", bar("employed_months_min", "GK_CN", months=3), None),
    (RuleKind.BAR, "classification_at_least", bar("classification_at_least", "CSTDCS", level="HTXSNV"), None),
    (RuleKind.EXCEPTION, "exception", {"allowed": True}, None),
]


@pytest.mark.parametrize(("kind", "key", "value", "regime"), TIGHTER_OR_OPEN)
def test_what_tightens_the_law_or_fills_what_it_leaves_open_is_taken(
    kind: RuleKind, key: str, value: dict[str, Any], regime: str | None
) -> None:
    assert problems(kind, key, value, regime) == []


LOOSER = [
    # NĐ 91/2017 Điều 9.3: at most 15 % of LĐTT; ministry or province sets the rate within it.
    (RuleKind.QUOTA, "CSTDCS", {"of": "LDTT", "pct": 16}, "r2018", "pct", "NĐ 91/2017 Điều 9.3"),
    (RuleKind.QUOTA, "CSTDCS", {"of": "LDTT", "pct": 16}, None, "pct", "NĐ 91/2017 Điều 9.3"),
    (RuleKind.QUOTA, "CSTDCS", {"of": "GK_CN", "pct": 10}, "r2018", "of", "NĐ 91/2017 Điều 9.3"),
    (RuleKind.SETTING, "cstdcs_quota_pct", {"value": 20}, "r2018", "value", "NĐ 91/2017 Điều 9.3"),
    # NĐ 91/2017 Điều 11.1: flags of the Government, at most 20 % of those that meet the standard of the flag.
    (RuleKind.QUOTA, "CTDCP", {"of": "CTDT", "pct": 25}, "r2018", "pct", "Điều 11"),
    # NĐ 91/2017 Điều 45.8: 90 % of all members by secret ballot.
    (RuleKind.VOTE, "CSTDT", {"min_percent": 89}, "r2018", "min_percent", "Điều 45.8"),
    (RuleKind.VOTE, "CSTDTQ", {"secret": False}, "r2018", "secret", "Điều 45.8"),
    (RuleKind.VOTE, "CSTDT", {"base": "present"}, "r2018", "base", "Điều 45.8"),
    # NĐ 91/2017 Điều 10: new hires of less than ten months; six months since TT 01/2024.
    (RuleKind.BAR, "employed_months_min", bar("employed_months_min", "LDTT", months=9), "r2018", "months", "Điều 10"),
    (RuleKind.BAR, "employed_months_min", bar("employed_months_min", "CSTDCS", months=9), "r2018", "months", "Điều 10"),
    (
        RuleKind.BAR,
        "employed_months_min",
        bar("employed_months_min", "LDTT", months=5),
        "r2024",
        "months",
        "TT 01/2024",
    ),
    (
        RuleKind.BAR,
        "classification_at_least",
        bar("classification_at_least", "LDTT", level="HTNV"),
        "r2018",
        "level",
        "Điều 24",
    ),
    (
        RuleKind.BAR,
        "not_disciplined_from",
        bar("not_disciplined_from", "LDTT", who="self", level="warning"),
        "r2018",
        "discipline",
        "Điều 10",
    ),
    (RuleKind.SETTING, "knc_amount", {"value": "0.7", "is_decimal": True}, None, "value", "0.6"),
    (RuleKind.SETTING, "old_unit_opinion_months", {"value": 9}, None, "value", "6"),
    (RuleKind.BAR, "employed_months_min", bar("employed_months_min", "TTLDTT", months=12), None, "awards", "TTLĐTT"),
    (RuleKind.QUOTA, "XYZ", {"count": 3}, None, "award", "XYZ"),
    (RuleKind.READING, "quota_rounding", {"option": "sideways"}, None, "option", ""),
    (RuleKind.BAR, "award_held", bar("award_held", "LDTT", awards=["CSTDCS"]), None, "condition", ""),
]


@pytest.mark.parametrize(("kind", "key", "value", "regime", "field", "said"), LOOSER)
def test_what_loosens_the_law_is_refused_with_the_article(
    kind: RuleKind, key: str, value: dict[str, Any], regime: str | None, field: str, said: str
) -> None:
    found = problems(kind, key, value, regime)

    assert found[0][0] == field
    assert said in found[0][1]


def test_a_rule_for_every_regime_speaks_of_those_in_force_in_its_time() -> None:
    def touched(first: date, last: date | None) -> list[str]:
        return [regime.id for regime in limits.regimes_touched(None, first, last, BOOKS)]

    assert touched(date(2018, 1, 1), date(2023, 12, 31)) == ["r2018"]
    assert touched(date(2018, 1, 1), None) == ["r2018", "r2024", "r2026_10"]
    # The amendment of 2026 is off: the rules of 2024 serve on, and the new ones may be switched on.
    assert touched(date(2026, 11, 1), None) == ["r2024", "r2026_10"]


def test_every_reading_and_setting_stands_under_one_heading() -> None:
    readings = [key for keys in topics.READINGS.values() for key in keys]
    settings = [key for keys in topics.SETTINGS.values() for key in keys]

    assert sorted(readings) == sorted(reading.id for reading in BOOKS.common.readings)
    assert sorted(settings) == sorted(setting.id for setting in BOOKS.common.settings) == sorted(SHAPES)


@pytest.mark.parametrize("setting", BOOKS.common.settings, ids=lambda setting: setting.id)
def test_the_default_of_a_setting_fits_its_type(setting: Any) -> None:
    shape = SHAPES[setting.id]
    if setting.default is None:
        return
    if shape.type is SettingType.SWITCH:
        assert isinstance(setting.default, bool)
    else:
        assert read_setting(setting.id, str(setting.default)).plain() == setting.default


@pytest.mark.parametrize(
    ("setting", "typed", "value"),
    [
        ("vote_secret", "yes", True),
        ("vote_secret", "no", False),
        ("vote_min_pct", " 75 % ", 75),
        ("knc_amount", "0,45", Decimal("0.45")),
        ("quorum", " 2 / 3 ", "2/3"),
        ("gk_with_title", "forbidden", "forbidden"),
        ("certificates_per_agency", "1.200", 1200),
    ],
)
def test_a_setting_is_read_as_people_type_it(setting: str, typed: str, value: object) -> None:
    choice = read_setting(setting, typed)

    assert choice.plain() == value
    assert read_setting(setting, typed_value(choice)) == choice


@pytest.mark.parametrize(
    ("setting", "typed"),
    [
        ("vote_secret", "maybe"),
        ("vote_min_pct", "0"),
        ("vote_min_pct", "101"),
        ("vote_min_pct", "9" * 5000),
        ("knc_amount", "-0.1"),
        ("knc_amount", "1e3"),
        ("knc_amount", "0.123"),
        ("knc_amount", "Infinity"),
        ("quorum", "3/2"),
        ("quorum", "0/3"),
        ("excellent_exception_pct", "26"),
        ("form_numbers", " "),
        ("form_numbers", "a" * 301),
    ],
)
def test_a_setting_that_cannot_be_is_refused(setting: str, typed: str) -> None:
    with pytest.raises(RuleBroken):
        read_setting(setting, typed)


def test_a_share_is_at_most_one() -> None:
    assert read_share("1/1", field="quorum") == "1/1"
    with pytest.raises(RuleBroken):
        read_share("4/3", field="quorum")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (RuleKind.QUOTA, {}),
        (RuleKind.QUOTA, {"pct": 10}),
        (RuleKind.QUOTA, {"pct": 10, "of": "LDTT", "count": 3}),
        (RuleKind.VOTE, {}),
        (RuleKind.VOTE, {"min_percent": 0}),
        (RuleKind.BAR, {"awards": [], "condition": {"type": "registered_for_emulation"}}),
        (RuleKind.BAR, {"awards": ["LDTT"], "condition": {"type": "full_moon"}}),
        (RuleKind.READING, {"option": "ceil", "more": 1}),
        (RuleKind.EXCEPTION, {"allowed": "perhaps"}),
    ],
)
def test_a_value_that_does_not_fit_its_kind_is_refused(kind: RuleKind, value: dict[str, Any]) -> None:
    with pytest.raises(MalformedValue):
        parse(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (RuleKind.QUOTA, {"pct": 0, "of": "LDTT"}),
        (RuleKind.VOTE, {"secret": False}),
        (RuleKind.EXCEPTION, {"allowed": False}),
        (
            RuleKind.BAR,
            bar("absence_not_between", "LDTT", months_min=2, months_max_exclusive=6, **{"except": ["maternity"]}),
        ),
    ],
)
def test_a_value_is_kept_as_it_was_given(kind: RuleKind, value: dict[str, Any]) -> None:
    assert to_json(parse(kind, value)) == value


def point(first: date, last: date | None = None, regime: str | None = None, **changes: Any) -> Point:
    told: dict[str, Any] = {"kind": RuleKind.QUOTA, "key": "CSTDCS", "value": {"count": 3}, **changes}
    return Point(regime_id=regime, valid_from=first, valid_to=last, **told)


JANUARY, JUNE, JULY = date(2018, 1, 1), date(2018, 6, 30), date(2018, 7, 1)


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (point(JANUARY), point(JULY), True),
        (point(JANUARY, JUNE), point(JULY), False),
        (point(JANUARY, JULY), point(JULY), True),
        (point(JANUARY, regime="r2018"), point(JANUARY, regime="r2024"), False),
        (point(JANUARY, regime="r2018"), point(JANUARY), True),
        (point(JANUARY), point(JANUARY, key="GK_CN"), False),
        (point(JANUARY), point(JANUARY, kind=RuleKind.VOTE), False),
    ],
)
def test_two_rules_on_one_point_do_not_hold_at_one_time(one: Point, other: Point, clash: bool) -> None:
    assert periods.collide(one, other) is clash
    assert periods.collide(other, one) is clash
    assert bool(periods.overlap_problems(one, [other])) is clash


def test_conditions_of_one_kind_may_stand_side_by_side_for_different_awards() -> None:
    def asked(*awards: str) -> Point:
        value = bar("employed_months_min", *awards, months=12)
        return point(JANUARY, kind=RuleKind.BAR, key="employed_months_min", value=value)

    assert periods.collide(asked("GK_CN"), asked("LDTT")) is False
    assert periods.collide(asked("GK_CN", "LDTT"), asked("LDTT")) is True


def test_a_rule_ends_the_day_before_a_later_one_begins() -> None:
    assert periods.last_day_before(point(JULY), point(JANUARY)) == JUNE
    assert periods.last_day_before(point(JANUARY), point(JANUARY)) is None


@pytest.mark.parametrize(
    ("first", "last", "fields"),
    [
        (JANUARY, None, []),
        (JANUARY, JANUARY, []),
        (JULY, JUNE, ["valid_to"]),
        (date(1875, 1, 1), None, ["valid_from"]),
        (JANUARY, date(9999, 12, 31), ["valid_to"]),
    ],
)
def test_dates_run_forward_in_our_time(first: date, last: date | None, fields: list[str]) -> None:
    assert [problem.field for problem in periods.date_problems(first, last)] == fields


class Dated:
    def __init__(self, valid_from: date, valid_to: date | None, withdrawn_at: object = None) -> None:
        self.valid_from, self.valid_to, self.withdrawn_at = valid_from, valid_to, withdrawn_at


@pytest.mark.parametrize(
    ("rule", "standing"),
    [
        (Dated(JANUARY, None), Standing.IN_FORCE),
        (Dated(JULY, None), Standing.COMING),
        (Dated(JANUARY, JANUARY), Standing.ENDED),
        (Dated(JANUARY, None, withdrawn_at=1), Standing.WITHDRAWN),
    ],
)
def test_a_rule_stands_somewhere_in_time(rule: Dated, standing: Standing) -> None:
    assert periods.standing(rule, JUNE) is standing
