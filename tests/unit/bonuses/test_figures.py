"""What awards pay together, with the answers of officers, other decisions of the day and what was revoked."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from app.bonuses.enums import LineState, ListStatus
from app.bonuses.rules import (
    Awarded,
    approval_problems,
    figures,
    move,
    payment_problems,
    recoverable,
    recovery_problems,
)
from app.core.errors import TransitionError
from app.eligibility.choices import DEFAULTS, Choices

DECEMBER_2018 = date(2018, 12, 26)
MAY_2018 = date(2018, 5, 2)
AUGUST_2026 = date(2026, 8, 3)


def awarded(*codes: str, regime: str = "r2018", year: int = 2018, holder: UUID | None = None, **facts: object):
    holder = holder or uuid4()
    return [Awarded(uuid4(), holder, regime, code, year, **facts) for code in codes]  # type: ignore[arg-type]


def amounts(awards, *, day=DECEMBER_2018, choices=DEFAULTS):
    found = figures(awards, day=day, choices=choices)
    return [(found[each.nomination_id].state, found[each.nomination_id].amount) for each in awards]


@pytest.mark.parametrize(
    ("code", "day", "regime", "amount"),
    [
        ("LDTT", DECEMBER_2018, "r2018", 420_000),
        ("CSTDCS", DECEMBER_2018, "r2018", 1_390_000),
        ("TTLDTT", DECEMBER_2018, "r2018", 1_120_000),
        ("GK_TT", DECEMBER_2018, "r2018", 840_000),
        ("LDTT", MAY_2018, "r2018", 390_000),
        ("LDTT", AUGUST_2026, "r2024", 760_000),
        ("CSTDCS", AUGUST_2026, "r2024", 2_530_000),
        ("TTLDTT", AUGUST_2026, "r2024", 2_030_000),
        ("TTLDXS", AUGUST_2026, "r2024", 3_800_000),
    ],
)
def test_an_award_pays_the_base_salary_of_the_day_rounded_up(code, day, regime, amount):
    assert amounts(awarded(code, regime=regime), day=day) == [(LineState.COUNTED, amount)]


def test_of_two_titles_for_one_achievement_only_the_highest_is_paid():
    awards = awarded("LDTT", "CSTDCS")
    found = figures(awards, day=DECEMBER_2018, choices=DEFAULTS)
    low, high = (found[each.nomination_id] for each in awards)
    assert (low.state, high.state, high.amount) == (LineState.LEFT_OUT, LineState.COUNTED, 1_390_000)
    assert low.reason.vi == "cùng thời điểm, cùng thành tích với CSTĐCS: chỉ chi mức cao nhất"
    assert not low.asks


def test_a_title_of_the_same_day_on_another_decision_counts_in_the_weighing():
    holder = uuid4()
    own = awarded("LDTT", holder=holder)
    beside = awarded("CSTDCS", holder=holder, elsewhere="216/QĐ-SKHCN")
    found = figures([*own, *beside], day=DECEMBER_2018, choices=DEFAULTS)
    assert {each: line.state for each, line in found.items()} == {own[0].nomination_id: LineState.LEFT_OUT}


def test_a_lower_title_already_listed_elsewhere_asks_to_be_checked():
    holder = uuid4()
    own = awarded("CSTDCS", holder=holder)
    beside = awarded("LDTT", holder=holder, elsewhere="214/QĐ-SKHCN", is_counted_elsewhere=True)
    line = figures([*own, *beside], day=DECEMBER_2018, choices=DEFAULTS)[own[0].nomination_id]
    assert line.state is LineState.COUNTED
    assert line.must_confirm
    assert "LĐTT cùng ngày đã có trong danh sách của 214/QĐ-SKHCN" in line.reason.vi


def test_titles_of_different_periods_are_paid_both_once_a_person_has_said_so():
    unanswered = awarded("CSTDT", "CSTDCS", regime="r2024", year=2026)
    assert amounts(unanswered, day=AUGUST_2026) == [(LineState.COUNTED, 7_590_000), (LineState.LEFT_OUT, 2_530_000)]
    found = figures(unanswered, day=AUGUST_2026, choices=DEFAULTS)
    assert [found[each.nomination_id].asks for each in unanswered] == [False, True]
    for answer, state in ((True, LineState.COUNTED), (False, LineState.LEFT_OUT)):
        awards = awarded("CSTDT", "CSTDCS", regime="r2024", year=2026, answer=answer)
        assert amounts(awards, day=AUGUST_2026)[1] == (state, 2_530_000)


def test_a_form_beside_a_title_is_paid_but_asked_in_2018_and_settled_since_2024():
    old, new = awarded("LDTT", "GK_CN"), awarded("LDTT", "GK_CN", regime="r2024", year=2026)
    old_line = figures(old, day=DECEMBER_2018, choices=DEFAULTS)[old[1].nomination_id]
    new_line = figures(new, day=AUGUST_2026, choices=DEFAULTS)[new[1].nomination_id]
    assert (old_line.state, old_line.asks) == (LineState.COUNTED, True)
    assert (new_line.state, new_line.asks) == (LineState.COUNTED, False)
    refused = awarded("LDTT", "GK_CN", answer=False)
    assert amounts(refused)[1] == (LineState.LEFT_OUT, 420_000)


def test_where_the_sum_is_rounded_the_lines_add_up_to_it():
    awards = awarded("LDTT", "GK_CN", answer=True)
    found = figures(awards, day=DECEMBER_2018, choices=Choices(readings={"money_rounding_step": "sum"}))
    lines = [found[each.nomination_id].amount for each in awards]
    assert sum(lines) == 840_000  # 2 x 417.000 = 834.000, rounded once
    assert lines == [423_000, 417_000]


def test_without_a_figure_on_record_nothing_is_counted_and_nothing_is_said_to_be_nought():
    awards = awarded("LDTT", "CSTDCS")
    found = figures(awards, day=date(1960, 1, 1), choices=DEFAULTS)
    assert {(line.state, line.amount, line.must_confirm) for line in found.values()} == {
        (LineState.NO_FIGURE, None, True)
    }


def test_what_was_revoked_before_payment_is_left_out_and_lifts_the_lower_title():
    holder = uuid4()
    gone = awarded("CSTDCS", holder=holder, revoked_by="220/QĐ-SKHCN")
    stands = awarded("LDTT", holder=holder)
    assert amounts([*gone, *stands]) == [(LineState.LEFT_OUT, 1_390_000), (LineState.COUNTED, 420_000)]


def test_two_equal_forms_each_keep_their_line():
    assert amounts(awarded("GK_CN", "GK_CN")) == [(LineState.COUNTED, 420_000)] * 2


@pytest.mark.parametrize(
    ("state", "paid", "revoked", "recovered", "owed"),
    [
        (LineState.COUNTED, True, True, False, 420_000),
        (LineState.COUNTED, True, True, True, 0),
        (LineState.COUNTED, True, False, False, 0),
        (LineState.COUNTED, False, True, False, 0),
        (LineState.LEFT_OUT, True, True, False, 0),
    ],
)
def test_only_what_was_paid_for_a_revoked_award_comes_back(state, paid, revoked, recovered, owed):
    assert recoverable(state, 420_000, is_paid=paid, is_revoked=revoked, is_recovered=recovered) == owed


def test_moves_of_a_list():
    assert move(ListStatus.DRAFT, ListStatus.APPROVED) is ListStatus.APPROVED
    assert move(ListStatus.APPROVED, ListStatus.DRAFT) is ListStatus.DRAFT
    for current, wanted in ((ListStatus.DRAFT, ListStatus.PAID), (ListStatus.PAID, ListStatus.DRAFT)):
        with pytest.raises(TransitionError):
            move(current, wanted)


def test_days_and_answers_are_checked():
    day = date(2019, 1, 10)
    assert not approval_problems(0)
    assert approval_problems(2)
    assert not payment_problems(day, approved_on=day, today=day)
    assert [each.field for each in payment_problems(date(2019, 1, 9), approved_on=day, today=day)] == ["paid_on"]
    assert [each.field for each in payment_problems(date(2019, 1, 11), approved_on=day, today=day)] == ["paid_on"]
    assert not recovery_problems(day, paid_on=day, today=day)
    assert recovery_problems(date(2019, 1, 9), paid_on=day, today=day)
    assert recovery_problems(date(2019, 1, 11), paid_on=day, today=day)
