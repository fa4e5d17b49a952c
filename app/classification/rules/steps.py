"""The way of an entry: proposed, decided, locked, and what each step asks (design 5)."""

from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l

from app.core.errors import Problem
from app.core.text import short_date

MAX_TEXT: Final = 10_000
MAX_COMMENT: Final = 2_000
MAX_NUMBER: Final = 80
MOST_PEOPLE: Final = 10_000


def vote_problems(votes_for: int | None, votes_total: int | None) -> list[Problem]:
    """Votes come in pairs, and nobody votes twice."""
    if (votes_for is None) != (votes_total is None):
        return [Problem(_l("Give the votes in favour and the votes cast, or neither."), "votes_for")]
    if votes_for is not None and votes_total is not None and votes_for > votes_total:
        return [Problem(_l("More votes in favour than votes cast."), "votes_for")]
    return []


def meeting_problems(met_on: date, present: int, total: int, *, year: int, today: date) -> list[Problem]:
    """The unit meets in the year or soon after it, with at most all its people."""
    problems = []
    if met_on > today:
        problems.append(Problem(_l("This day has not come yet."), "met_on"))
    elif met_on.year not in (year, year + 1):
        message = _l(
            "The unit meets on the classification of %(year)s between %(first)s and %(last)s.",
            year=year,
            first=short_date(date(year, 1, 1)),
            last=short_date(date(year + 1, 12, 31)),
        )
        problems.append(Problem(message, "met_on"))
    if not 1 <= present <= total <= MOST_PEOPLE:
        problems.append(Problem(_l("At least one person was present, and at most all of them."), "present"))
    return problems


def answer_problems(raised_on: date, answered_on: date, *, today: date) -> list[Problem]:
    """An answer follows its objection, and is not given on a day to come."""
    if answered_on > today:
        return [Problem(_l("This day has not come yet."), "answered_on")]
    if answered_on < raised_on:
        return [Problem(_l("The answer cannot be older than the objection."), "answered_on")]
    return []
