"""Time served and time away: months since recruitment, absence in the award year, time that counts all the same."""

from datetime import date, timedelta
from typing import NamedTuple

from app.eligibility.calendar import DAYS_OF_A_MONTH, absence_days, full_months, in_year, working_days
from app.eligibility.case import Case
from app.eligibility.facts import LeaveFact
from app.eligibility.outcomes import ASK, MET, UNMET
from app.eligibility.rulebook.conditions import AbsenceNotBetween, EmployedMonthsMin
from app.eligibility.rulebook.rules import CountsAsService
from app.eligibility.standards import Answer, Law, Node, Periods, ServiceAnswer, leaf


class Served(NamedTuple):
    """Months of service up to a day; None where the day of recruitment is unknown."""

    months: int | None
    until: date


class Away(NamedTuple):
    """Absence of the award year in days (thirty a month) or working days, and what is left out of it."""

    days: int
    in_working_days: bool
    left_out: tuple[LeaveFact, ...]


def employed_months(node: Node[EmployedMonthsMin], case: Case, periods: Periods) -> Answer:
    """Full months since recruitment: readings service_month_counting and service_reference_day."""
    joined = case.facts.joined_on
    year_end = date(case.year, 12, 31)
    if joined is None:
        return leaf(node, ASK, Served(None, year_end))
    until = year_end
    if node.options.get("service_reference_day") == "review_day" and case.facts.reviewed_on is not None:
        until = min(case.facts.reviewed_on, year_end)
    months = _months(node, joined, until)
    outcome = MET if months >= node.condition.months else UNMET
    if outcome == MET and _review_day_is_missing(node, case):
        outcome = MET if _months(node, joined, date(case.year, 1, 1)) >= node.condition.months else ASK
    return leaf(node, outcome, Served(months, until))


def _months(node: Node[EmployedMonthsMin], joined: date, until: date) -> int:
    both_ends = node.options.get("service_month_counting") == "full_months_both_ends"
    return full_months(joined, until + timedelta(days=1) if both_ends else until)


def _review_day_is_missing(node: Node[EmployedMonthsMin], case: Case) -> bool:
    return node.options.get("service_reference_day") == "review_day" and case.facts.reviewed_on is None


def absence(node: Node[AbsenceNotBetween], case: Case, periods: Periods) -> Answer:
    """Absence of the award year lies outside the interval; six months or more: reading absence_six_months."""
    if not case.facts.leave:
        return leaf(node, MET, Away(0, False, ()))
    condition = node.condition
    counted, left_out = [], []
    for leave in case.facts.leave:
        time = in_year(leave.starts_on, leave.ends_on, case.year)
        if time is None:
            continue
        if leave.kind in condition.except_ or _counts_as_service(node.law, case, leave):
            left_out.append(leave)
        else:
            counted.append(time)
    if condition.working_days_min is not None:
        days = working_days(counted)
        return leaf(node, UNMET if days >= condition.working_days_min else MET, Away(days, True, tuple(left_out)))
    away = Away(absence_days(counted), False, tuple(left_out))
    return leaf(node, _in_months(node, case, away.days), away)


def _in_months(node: Node[AbsenceNotBetween], case: Case, days: int) -> int:
    condition = node.condition
    if days < (condition.months_min or 0) * DAYS_OF_A_MONTH:
        return MET
    if days < (condition.months_max_exclusive or 0) * DAYS_OF_A_MONTH:
        outcome = UNMET
    else:
        outcome = {"not_rated": UNMET, "ask": ASK}.get(node.options.get("absence_six_months", ""), MET)
    years = condition.award_years
    was_read = years is None or years[0] <= case.year <= years[1]
    return outcome if was_read else min(outcome, ASK)


def _counts_as_service(law: Law, case: Case, leave: LeaveFact) -> bool:
    return any(
        covers(modifier, leave, case) and judged(modifier, leave, case) == MET
        for modifier in law.service
        if not modifier.by_tick or case.facts.confirmed.get(modifier.id)
    )


def covers(modifier: CountsAsService, leave: LeaveFact, case: Case) -> bool:
    """Say whether a rule on counted time speaks of this absence."""
    if leave.kind is not modifier.leave:
        return False
    end = leave.ends_on or date(case.year, 12, 31)
    months = full_months(leave.starts_on, max(end, leave.starts_on) + timedelta(days=1))
    return months >= (modifier.months_min or 0) and (
        modifier.months_max_exclusive is None or months < modifier.months_max_exclusive
    )


def judged(modifier: CountsAsService, leave: LeaveFact, case: Case) -> int:
    """Say whether what the rule asks was shown: rules kept, and from a result where two things are asked."""
    asked = (leave.rules_kept, leave.result_good)[: len(modifier.needs)]
    if any(each is False for each in asked):
        return UNMET
    return ASK if any(each is None for each in asked) else MET


def service_answers(law: Law, case: Case) -> tuple[ServiceAnswer, ...]:
    """Return what the rules on counted time ask to be shown for absences of the award year."""
    if not case.facts.leave:
        return ()
    found = []
    for modifier in law.service:
        outcomes = [
            judged(modifier, leave, case)
            for leave in case.facts.leave
            if in_year(leave.starts_on, leave.ends_on, case.year) and covers(modifier, leave, case)
        ]
        if outcomes and modifier.needs:
            worst = max(outcomes)
            found.append(ServiceAnswer(modifier, worst if modifier.otherwise else min(worst, ASK)))
    return tuple(found)
