"""The calendar of a campaign as tables of cases."""

from datetime import date, timedelta
from itertools import product

import pytest

from app.campaigns import rules
from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.core.errors import TransitionError
from app.eligibility.enums import AuthorityLevel, AwardKind

CALENDAR = {
    Phase.OPEN: (date(2026, 11, 1), date(2026, 11, 30)),
    Phase.VERIFYING: (date(2026, 12, 1), date(2026, 12, 15)),
    Phase.DELIBERATING: (date(2026, 12, 16), date(2026, 12, 31)),
    Phase.DECIDING: (date(2027, 1, 1), date(2027, 1, 31)),
}
STEPS = list(CampaignStatus)


@pytest.mark.parametrize(("current", "wanted"), list(product(STEPS, STEPS)))
def test_a_campaign_goes_forward_one_step_at_a_time(current: CampaignStatus, wanted: CampaignStatus):
    if STEPS.index(wanted) == STEPS.index(current) + 1:
        assert rules.move(current, wanted) is wanted
    else:
        with pytest.raises(TransitionError):
            rules.move(current, wanted)


def test_the_last_step_has_none_after_it():
    assert [rules.next_status(status) for status in STEPS] == [*STEPS[1:], None]


def test_planned_and_closed_have_no_phase():
    assert [rules.phase_of(status) for status in STEPS] == [None, *Phase, None]


def fields(problems: list) -> list[str | None]:
    return [problem.field for problem in problems]


@pytest.mark.parametrize(
    ("phases", "wrong"),
    [
        ({}, []),
        ({Phase.VERIFYING: (date(2026, 11, 30), date(2026, 12, 15))}, []),
        ({Phase.VERIFYING: (date(2026, 11, 29), date(2026, 12, 15))}, ["verifying_starts_on"]),
        ({Phase.DECIDING: (date(2026, 11, 1), date(2026, 11, 2))}, ["deciding_starts_on"]),
        ({Phase.OPEN: (date(2026, 11, 30), date(2026, 11, 1))}, ["open_ends_on"]),
        ({Phase.OPEN: (date(2026, 11, 30), date(2026, 11, 30))}, []),
        ({Phase.DECIDING: (date(2028, 12, 31), date(2028, 12, 31))}, []),
        ({Phase.DECIDING: (date(2028, 12, 31), date(2029, 1, 1))}, ["deciding_starts_on"]),
        ({Phase.OPEN: (date(2025, 1, 1), date(2026, 11, 30))}, []),
        ({Phase.OPEN: (date(2024, 12, 31), date(2026, 11, 30))}, ["open_starts_on"]),
    ],
    ids=[
        "in order",
        "a phase begins on the day on which the one before ends",
        "a phase begins a day too early",
        "the last phase lies before the others",
        "the last day before the first",
        "one day is enough",
        "the last possible day",
        "too late for the year",
        "the first possible day",
        "too early for the year",
    ],
)
def test_the_calendar_is_in_order_and_near_its_year(phases: dict, wrong: list[str]):
    assert fields(rules.calendar_problems(2026, {**CALENDAR, **phases})) == wrong


@pytest.mark.parametrize("missing", list(Phase))
def test_every_phase_needs_its_days(missing: Phase):
    phases = {phase: period for phase, period in CALENDAR.items() if phase is not missing}
    assert fields(rules.calendar_problems(2026, phases)) == [f"{missing.value}_starts_on"]


@pytest.mark.parametrize(("year", "wrong"), [(1989, ["year"]), (1990, []), (2100, []), (2101, ["year"])])
def test_years_lie_within_reason(year: int, wrong: list[str]):
    assert fields(rules.year_problems(year)) == wrong


@pytest.mark.parametrize(
    ("chosen", "wrong"), [([], ["award_codes"]), (["LDTT"], []), (["LDTT", "NOPE"], ["award_codes"])]
)
def test_a_campaign_opens_awards_of_its_regime(chosen: list[str], wrong: list[str]):
    assert fields(rules.award_problems(chosen, ["LDTT", "CSTDCS"])) == wrong


@pytest.mark.parametrize(
    ("name", "basis", "wrong"),
    [
        ("Đợt", "", []),
        ("", "", ["name"]),
        ("x" * 300, "y" * 20_000, []),
        ("x" * 301, "", ["name"]),
        ("Đợt", "y" * 20_001, ["legal_basis"]),
    ],
)
def test_texts_fit_their_place(name: str, basis: str, wrong: list[str]):
    assert fields(rules.text_problems(name, basis)) == wrong


@pytest.mark.parametrize(
    ("kind", "to", "today", "locked", "count"),
    [
        (CampaignKind.YEARLY, CampaignStatus.OPEN, date(2026, 10, 31), False, 1),
        (CampaignKind.YEARLY, CampaignStatus.OPEN, date(2026, 11, 1), False, 0),
        (CampaignKind.YEARLY, CampaignStatus.DELIBERATING, date(2026, 12, 16), False, 1),
        (CampaignKind.YEARLY, CampaignStatus.DELIBERATING, date(2026, 12, 15), False, 2),
        (CampaignKind.YEARLY, CampaignStatus.DELIBERATING, date(2026, 12, 16), True, 0),
        (CampaignKind.THEMATIC, CampaignStatus.DELIBERATING, date(2026, 12, 16), False, 0),
        (CampaignKind.SUDDEN, CampaignStatus.DELIBERATING, date(2026, 12, 16), False, 0),
        (CampaignKind.YEARLY, CampaignStatus.CLOSED, date(2026, 1, 1), False, 0),
    ],
)
def test_a_step_waits_for_its_day_and_a_yearly_council_for_the_lock(
    kind: CampaignKind, to: CampaignStatus, today: date, locked: bool, count: int
):
    problems = rules.beginning_problems(kind, to, phases=CALENDAR, today=today, classification_locked=locked)
    assert len(problems) == count


def test_an_extension_within_the_gap_moves_nothing_else():
    calendar = {**CALENDAR, Phase.VERIFYING: (date(2026, 12, 10), date(2026, 12, 15))}

    extended = rules.extended(CampaignStatus.OPEN, calendar, Phase.OPEN, date(2026, 12, 9))

    assert extended == {**calendar, Phase.OPEN: (date(2026, 11, 1), date(2026, 12, 9))}


@pytest.mark.parametrize(
    ("ends_on", "next_start"),
    [(date(2026, 12, 1), date(2026, 12, 2)), (date(2026, 12, 14), date(2026, 12, 15)), (date(2026, 12, 15),) * 2],
)
def test_an_extension_lets_the_next_phase_begin_later(ends_on: date, next_start: date):
    extended = rules.extended(CampaignStatus.OPEN, CALENDAR, Phase.OPEN, ends_on)

    assert isinstance(extended, dict)
    assert extended[Phase.OPEN] == (date(2026, 11, 1), ends_on)
    assert extended[Phase.VERIFYING] == (next_start, date(2026, 12, 15))
    assert rules.calendar_problems(2026, extended) == []


@pytest.mark.parametrize(
    ("status", "phase", "ends_on", "field"),
    [
        (CampaignStatus.OPEN, Phase.OPEN, date(2026, 11, 30), "ends_on"),
        (CampaignStatus.OPEN, Phase.OPEN, date(2026, 11, 15), "ends_on"),
        (CampaignStatus.OPEN, Phase.OPEN, date(2026, 12, 16), "ends_on"),
        (CampaignStatus.VERIFYING, Phase.OPEN, date(2026, 12, 5), "phase"),
        (CampaignStatus.CLOSED, Phase.DECIDING, date(2027, 2, 5), "phase"),
    ],
    ids=["same day", "shorter", "beyond the next phase", "a phase that is over", "a closed campaign"],
)
def test_what_is_no_extension(status: CampaignStatus, phase: Phase, ends_on: date, field: str):
    problems = rules.extended(status, CALENDAR, phase, ends_on)

    assert isinstance(problems, list)
    assert fields(problems) == [field]


@pytest.mark.parametrize(("reason", "wrong"), [("", ["reason"]), ("vì bão", []), ("x" * 2001, ["reason"])])
def test_an_extension_needs_a_reason(reason: str, wrong: list[str]):
    assert fields(rules.reason_problems(reason)) == wrong


@pytest.mark.parametrize(
    ("status", "wanted", "on", "refused"),
    [
        (CampaignStatus.OPEN, (Phase.OPEN,), date(2026, 11, 1), False),
        (CampaignStatus.OPEN, (Phase.OPEN,), date(2026, 11, 30), False),
        (CampaignStatus.OPEN, (Phase.OPEN,), date(2026, 12, 1), True),
        (CampaignStatus.OPEN, (Phase.OPEN,), date(2026, 10, 31), True),
        (CampaignStatus.OPEN, (Phase.OPEN, Phase.VERIFYING), date(2026, 11, 5), False),
        (CampaignStatus.OPEN, (Phase.VERIFYING,), date(2026, 12, 5), True),
        (CampaignStatus.PLANNED, (Phase.OPEN,), date(2026, 11, 5), True),
        (CampaignStatus.CLOSED, tuple(Phase), date(2026, 11, 5), True),
    ],
)
def test_an_act_needs_the_right_state_and_day(
    status: CampaignStatus, wanted: tuple[Phase, ...], on: date, refused: bool
):
    phase = rules.phase_of(status)
    problem = rules.phase_problem(
        name="Đợt",
        body_name="Sở",
        status=status,
        wanted=wanted,
        period=CALENDAR[phase] if phase else None,
        on=on,
    )
    assert (problem is not None) is refused


FRAME = rules.Frame(CampaignKind.YEARLY, 2026, "r2024", frozenset({"LDTT"}), CALENDAR)


@pytest.mark.parametrize(
    ("status", "changes", "wrong"),
    [
        (CampaignStatus.PLANNED, {"kind": CampaignKind.SUDDEN, "year": 2025, "award_codes": frozenset()}, []),
        (CampaignStatus.OPEN, {"kind": CampaignKind.SUDDEN}, ["kind"]),
        (CampaignStatus.OPEN, {"year": 2025, "regime_id": "r2018"}, ["year", "regime_id"]),
        (CampaignStatus.OPEN, {"award_codes": frozenset({"LDTT", "GK_CN"})}, []),
        (CampaignStatus.OPEN, {"award_codes": frozenset({"GK_CN"})}, ["award_codes"]),
        (
            CampaignStatus.OPEN,
            {"phases": {**CALENDAR, Phase.OPEN: (date(2026, 11, 1), date(2026, 12, 1))}},
            ["open_ends_on"],
        ),
        (
            CampaignStatus.OPEN,
            {"phases": {**CALENDAR, Phase.VERIFYING: (date(2026, 12, 2), date(2026, 12, 15))}},
            [],
        ),
        (CampaignStatus.CLOSED, {}, [None]),
    ],
)
def test_what_an_edit_may_still_change(status: CampaignStatus, changes: dict, wrong: list[str | None]):
    after = rules.Frame(**{**{name: getattr(FRAME, name) for name in rules.Frame.__slots__}, **changes})

    assert fields(rules.editing_problems(status, before=FRAME, after=after)) == wrong


@pytest.mark.parametrize("kind", list(CampaignKind))
@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 11, 24), date(2026, 12, 31), date(2027, 3, 1)])
def test_the_suggested_calendar_is_a_good_one(kind: CampaignKind, today: date):
    assert rules.calendar_problems(2026, rules.default_calendar(kind, 2026, today)) == []


def test_a_short_campaign_of_this_year_begins_today():
    calendar = rules.default_calendar(CampaignKind.SUDDEN, 2026, date(2026, 9, 10))
    assert calendar[Phase.OPEN] == (date(2026, 9, 10), date(2026, 9, 24))


@pytest.mark.parametrize(
    ("kind", "award_kind", "authority", "ticked"),
    [
        (CampaignKind.YEARLY, AwardKind.TITLE, AuthorityLevel.GRASSROOTS, True),
        (CampaignKind.YEARLY, AwardKind.FORM, AuthorityLevel.PROVINCIAL, True),
        (CampaignKind.YEARLY, AwardKind.TITLE, AuthorityLevel.STATE, False),
        (CampaignKind.THEMATIC, AwardKind.TITLE, AuthorityLevel.GRASSROOTS, False),
        (CampaignKind.SUDDEN, AwardKind.FORM, AuthorityLevel.GRASSROOTS, True),
    ],
)
def test_titles_are_suggested_for_the_yearly_round_only(
    kind: CampaignKind, award_kind: AwardKind, authority: AuthorityLevel, ticked: bool
):
    assert rules.suggested(kind, authority=authority, award_kind=award_kind) is ticked


@pytest.mark.parametrize(
    ("status", "begins_on", "council_ends_on"),
    [
        (CampaignStatus.DELIBERATING, date(2026, 12, 22), date(2026, 12, 22)),
        (CampaignStatus.DELIBERATING, date(2026, 12, 19), date(2026, 12, 31)),  # in the past
        (CampaignStatus.DELIBERATING, date(2027, 1, 5), date(2026, 12, 31)),
        (CampaignStatus.VERIFYING, date(2026, 12, 22), date(2026, 12, 31)),  # the council has not begun
        (CampaignStatus.PLANNED, date(2026, 12, 22), date(2026, 12, 31)),
    ],
)
def test_a_council_that_is_done_early_hands_over(status: CampaignStatus, begins_on: date, council_ends_on: date):
    planned = {**CALENDAR, Phase.DECIDING: (begins_on, date(2027, 1, 31))}

    calendar = rules.handed_over(status, planned, today=date(2026, 12, 20))

    assert calendar == {**planned, Phase.DELIBERATING: (date(2026, 12, 16), council_ends_on)}


def test_the_days_promised_for_nominating_stay():
    planned = {**CALENDAR, Phase.VERIFYING: (date(2026, 11, 10), date(2026, 12, 15))}

    assert rules.handed_over(CampaignStatus.OPEN, planned, today=date(2026, 11, 5)) == planned


@pytest.mark.parametrize(
    ("status", "running", "after"), list(zip(STEPS[1:5], Phase, [*list(Phase)[1:], None], strict=True))
)
def test_the_running_phase_ends_early_on_any_day_left_and_the_next_may_begin_on_it(
    status: CampaignStatus, running: Phase, after: Phase | None
):
    starts_on, old_end = CALENDAR[running]
    days = [starts_on + timedelta(days=count) for count in range(-2, (old_end - starts_on).days + 3)]
    for today, ends_on in product(days, days):
        calendar = rules.ended_early(status, CALENDAR, ends_on, today=today)
        assert isinstance(calendar, dict) is (max(today, starts_on) <= ends_on < old_end)
        if isinstance(calendar, dict):
            assert rules.calendar_problems(2026, calendar) == []
            changed = {running: (starts_on, ends_on)} | ({after: (ends_on, CALENDAR[after][1])} if after else {})
            assert calendar == {**CALENDAR, **changed}
        else:
            assert fields(calendar) == ["ends_on"]


@pytest.mark.parametrize("status", [CampaignStatus.PLANNED, CampaignStatus.CLOSED])
def test_without_a_running_phase_nothing_ends_early(status: CampaignStatus):
    day = date(2026, 11, 5)
    assert not rules.can_end_early(status, CALENDAR, today=day)
    assert fields(rules.ended_early(status, CALENDAR, day, today=day)) == ["ends_on"]


@pytest.mark.parametrize(
    ("status", "today"),
    [
        (CampaignStatus.PLANNED, date(2026, 10, 20)),
        (CampaignStatus.OPEN, date(2026, 11, 1)),
        (CampaignStatus.OPEN, date(2026, 11, 29)),
        (CampaignStatus.OPEN, date(2026, 11, 30)),
        (CampaignStatus.VERIFYING, date(2026, 12, 1)),
        (CampaignStatus.DELIBERATING, date(2026, 12, 20)),
    ],
)
def test_a_step_that_is_refused_for_its_day_names_a_way_that_leads_to_it(status: CampaignStatus, today: date):
    def refusal(calendar: dict) -> str:
        problems = rules.beginning_problems(
            CampaignKind.SUDDEN, to, phases=calendar, today=today, classification_locked=True
        )
        return "".join(str(problem.message) for problem in problems)

    to = STEPS[STEPS.index(status) + 1]
    if "end the present phase early" in refusal(CALENDAR):
        calendar = rules.ended_early(status, CALENDAR, today, today=today)
        assert isinstance(calendar, dict)
    else:
        assert "change its first day" in refusal(CALENDAR)
        calendar = {**CALENDAR, Phase(to.value): (today, CALENDAR[Phase(to.value)][1])}
        before, after = (
            rules.Frame(CampaignKind.SUDDEN, 2026, "r2024", frozenset({"LDTT"}), phases)
            for phases in (CALENDAR, calendar)
        )
        assert rules.editing_problems(status, before=before, after=after) == []
        assert rules.calendar_problems(2026, calendar) == []
    assert refusal(calendar) == ""
