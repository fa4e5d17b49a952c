"""What holds for a body on a day."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.eligibility.enums import ClassificationLevel
from app.local_rules import queries
from app.local_rules.enums import RuleKind
from app.organisation.enums import Authority
from tests.factories.local_rules import CLASSIFICATION, make_rule
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.both_engines
DAY = date(2018, 12, 1)


def test_without_rules_nothing_is_chosen_and_no_exception_is_allowed(session: Session) -> None:
    body = make_unit(session, "SO", authority=Authority.GRASSROOTS)

    found = queries.choices_for(session, body.id, on=DAY)

    assert (found.readings, found.settings, found.bars, found.quotas, found.votes) == ({}, {}, (), (), ())
    assert found.on == DAY
    assert queries.exceptions_allowed(session, body.id, DAY) is False


def test_each_kind_of_rule_becomes_its_kind_of_choice_in_one_query(session: Session, counted) -> None:  # type: ignore[no-untyped-def]
    body = make_unit(session, "SO", authority=Authority.GRASSROOTS)
    make_rule(session, body, RuleKind.READING, "quota_rounding", {"option": "ceil"}, legal_basis="QĐ 1")
    make_rule(session, body, RuleKind.SETTING, "knc_amount", {"value": "0.5", "is_decimal": True})
    make_rule(session, body)
    make_rule(session, body, RuleKind.VOTE, "*", {"min_percent": 75, "base": "present"})
    make_rule(session, body, RuleKind.BAR, "classification_at_least", CLASSIFICATION)
    make_rule(session, body, RuleKind.EXCEPTION, "exception", {"allowed": True})

    body_id = body.id
    with counted() as statements:
        found = queries.choices_for(session, body_id, on=DAY)

    assert len(statements) == 1
    assert found.readings == {"quota_rounding": "ceil"}
    assert found.settings == {"knc_amount": Decimal("0.5")}
    assert found.bases["quota_rounding"].vi == "QĐ 1"
    assert [(quota.award, quota.of, quota.pct) for quota in found.quotas] == [("CSTDCS", "LDTT", 12)]
    assert [(vote.award, vote.min_percent, vote.base, vote.secret) for vote in found.votes] == [
        (None, 75, "present", None)
    ]
    assert [(bar.awards, bar.condition.level) for bar in found.bars] == [  # type: ignore[union-attr]
        (frozenset({"CSTDCS"}), ClassificationLevel.HTXSNV)
    ]
    assert queries.exceptions_allowed(session, body_id, DAY) is True


def test_a_rule_holds_for_the_subtree_unless_a_nearer_body_has_its_own(session: Session) -> None:
    city = make_unit(session, "TP", authority=Authority.PROVINCIAL)
    department = make_unit(session, "SO", parent=city, authority=Authority.GRASSROOTS)
    beside = make_unit(session, "SO2", parent=city, authority=Authority.GRASSROOTS)
    make_rule(session, city)
    make_rule(session, department, value={"of": "LDTT", "pct": 10})

    assert [quota.pct for quota in queries.choices_for(session, department.id, on=DAY).quotas] == [10]
    assert [quota.pct for quota in queries.choices_for(session, beside.id, on=DAY).quotas] == [12]
    assert [quota.pct for quota in queries.choices_for(session, city.id, on=DAY).quotas] == [12]


def test_a_name_that_begins_alike_is_no_unit_below(session: Session) -> None:
    make_rule(session, make_unit(session, "SO", authority=Authority.GRASSROOTS))
    other = make_unit(session, "SO2", authority=Authority.GRASSROOTS)

    assert queries.choices_for(session, other.id, on=DAY).quotas == ()


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2017, 12, 31), False), (date(2018, 1, 1), True), (date(2018, 6, 30), True), (date(2018, 7, 1), False)],
)
def test_a_rule_holds_from_its_first_day_to_its_last(session: Session, day: date, holds: bool) -> None:
    body = make_unit(session, "SO", authority=Authority.GRASSROOTS)
    make_rule(session, body, valid_to=date(2018, 6, 30))

    assert bool(queries.choices_for(session, body.id, on=day).quotas) is holds


def test_a_withdrawn_rule_holds_no_more(session: Session) -> None:
    body = make_unit(session, "SO", authority=Authority.GRASSROOTS)
    make_rule(session, body, withdrawn_at=datetime(2018, 3, 1, tzinfo=UTC), withdrawn_reason="Nhầm")

    assert queries.choices_for(session, body.id, on=DAY).quotas == ()


def test_a_rule_of_one_regime_is_left_out_under_another_and_goes_before_one_for_all(session: Session) -> None:
    body = make_unit(session, "SO", authority=Authority.GRASSROOTS)
    make_rule(session, body, regime_id="r2018", value={"of": "LDTT", "pct": 9})
    make_rule(session, body)

    assert [quota.pct for quota in queries.choices_for(session, body.id, on=DAY, regime_id="r2018").quotas] == [9]
    assert [quota.pct for quota in queries.choices_for(session, body.id, on=DAY, regime_id="r2024").quotas] == [12]
    assert [quota.pct for quota in queries.choices_for(session, body.id, on=DAY).quotas] == [12]


def test_a_nearer_bar_replaces_the_farther_one_for_its_awards_only(session: Session) -> None:
    city = make_unit(session, "TP", authority=Authority.PROVINCIAL)
    department = make_unit(session, "SO", parent=city, authority=Authority.GRASSROOTS)
    far = {"awards": ["CSTDCS", "GK_CN"], "condition": {"type": "employed_months_min", "months": 12}}
    near = {"awards": ["CSTDCS"], "condition": {"type": "employed_months_min", "months": 18}}
    make_rule(session, city, RuleKind.BAR, "employed_months_min", far)
    make_rule(session, department, RuleKind.BAR, "employed_months_min", near)

    bars = queries.choices_for(session, department.id, on=DAY).bars

    assert {(tuple(bar.awards), bar.condition.months) for bar in bars} == {  # type: ignore[union-attr]
        (("GK_CN",), 12),
        (("CSTDCS",), 18),
    }


def test_the_nearest_word_on_exceptions_counts(session: Session) -> None:
    city = make_unit(session, "TP", authority=Authority.PROVINCIAL)
    department = make_unit(session, "SO", parent=city, authority=Authority.GRASSROOTS)
    make_rule(session, city, RuleKind.EXCEPTION, "exception", {"allowed": True})
    make_rule(session, department, RuleKind.EXCEPTION, "exception", {"allowed": False})

    assert queries.exceptions_allowed(session, city.id, DAY) is True
    assert queries.exceptions_allowed(session, department.id, DAY) is False
