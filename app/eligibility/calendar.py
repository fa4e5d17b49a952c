"""Months of service and of absence, counted on the calendar."""

from collections.abc import Iterable
from datetime import date, timedelta

DAYS_OF_A_MONTH = 30
WORKING_DAYS_A_WEEK = 5


def full_months(begin: date, end: date) -> int:
    """Return the full calendar months from one day to another, the last day not counted."""
    months = (end.year - begin.year) * 12 + end.month - begin.month
    return months - (end.day < begin.day)


def in_year(begin: date, end: date | None, year: int) -> tuple[date, date] | None:
    """Cut a time to a year; what has no end runs through."""
    first, last = max(begin, date(year, 1, 1)), min(end or date(year, 12, 31), date(year, 12, 31))
    return (first, last) if first <= last else None


def merged(times: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Join times that overlap or touch, so that no day counts twice."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(times):
        if found and first <= found[-1][1] + timedelta(days=1):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def absence_days(times: Iterable[tuple[date, date]]) -> int:
    """Return the length of absences, a full calendar month as thirty days; what is left of one time is no month."""
    total = 0
    for first, last in merged(times):
        months = full_months(first, last + timedelta(days=1))
        rest = (last + timedelta(days=1) - _months_later(first, months)).days
        total += months * DAYS_OF_A_MONTH + min(rest, DAYS_OF_A_MONTH - 1)
    return total


def _months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def working_days(times: Iterable[tuple[date, date]]) -> int:
    """Return the days from Monday to Friday; public holidays are not known here."""
    return sum(
        (first + timedelta(days=offset)).weekday() < WORKING_DAYS_A_WEEK
        for first, last in merged(times)
        for offset in range((last - first).days + 1)
    )
