"""When the register takes registrations, and what can be registered."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Protocol

from flask_babel import lazy_gettext as _l

from app.core.errors import Problem
from app.core.text import short_date
from app.eligibility.enums import Subject
from app.eligibility.rulebook import Award

MAX_BASIS: Final = 500
MAX_NOTE: Final = 500
MAX_REASON: Final = 2_000
MOST_AT_ONCE: Final = 2_000
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100


class Window(Protocol):
    """From when to when the register is open."""

    @property
    def opens_on(self) -> date:
        """First day."""

    @property
    def closes_on(self) -> date:
        """Last day."""


def reference_day(year: int, today: date) -> date:
    """Return the day on which people are read for a register: today, or the last day of a year gone by."""
    return min(today, date(year, 12, 31)) if year <= today.year else today


def round_problems(year: int, *, opens_on: date, closes_on: date, legal_basis: str) -> list[Problem]:
    """The register of a year opens at the end of the year before or in its course."""
    problems = []
    if not FIRST_YEAR <= year <= LAST_YEAR:
        problems.append(Problem(_l("Type a year from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)))
    for field, day in (("opens_on", opens_on), ("closes_on", closes_on)):
        if day.year not in (year - 1, year):
            message = _l("The register of %(year)s lies in %(before)s or %(year)s.", year=year, before=year - 1)
            problems.append(Problem(message, field))
    if not problems and closes_on < opens_on:
        problems.append(Problem(_l("The last day lies before the first one."), "closes_on"))
    if len(legal_basis) > MAX_BASIS:
        problems.append(too_long(legal_basis, MAX_BASIS, "legal_basis"))
    return problems


def is_open(window: Window, on: date) -> bool:
    """Say whether units may register on a day."""
    return window.opens_on <= on <= window.closes_on


def window_problems(window: Window | None, *, year: int, on: date, keeps_register: bool) -> list[Problem]:
    """Units register while the register is open; HR officers also before and after."""
    if window is None:
        message = _l("Your body keeps no register of %(year)s yet. An HR officer opens it.", year=year)
        return [Problem(message)]
    if keeps_register or is_open(window, on):
        return []
    message = _l(
        "The register of %(year)s is open from %(first)s to %(last)s. Outside these days an HR officer writes it.",
        year=year,
        first=short_date(window.opens_on),
        last=short_date(window.closes_on),
    )
    return [Problem(message)]


def matching_problems(subjects: set[Subject], *, people: int, collectives: int) -> list[Problem]:
    """Say where awards and names do not meet: nobody is left out silently, no award is ticked for nobody."""
    individual, collective = Subject.INDIVIDUAL in subjects, Subject.COLLECTIVE in subjects
    checks: tuple[tuple[bool, object, str], ...] = (
        (not subjects, _l("Choose at least one award."), "award_codes"),
        (
            bool(people and subjects and not individual),
            _l("Choose an award for individuals, or leave the people out."),
            "award_codes",
        ),
        (
            bool(collectives and subjects and not collective),
            _l("Choose an award for collectives, or leave the collectives out."),
            "award_codes",
        ),
        (individual and not people, _l("Choose at least one person for the awards to individuals."), "person_ids"),
        (
            collective and not collectives,
            _l("Choose at least one collective for the awards to it."),
            "collective_ids",
        ),
    )
    return [Problem(message, field) for broken, message, field in checks if broken]


def size_problems(number: int) -> list[Problem]:
    """So much fits into one go."""
    if number <= MOST_AT_ONCE:
        return []
    return [Problem(_l("At most %(most)s registrations fit into one go.", most=MOST_AT_ONCE), "person_ids")]


def award_problems(code: str, subject: Subject, known: Mapping[str, Award]) -> list[Problem]:
    """An award that stands in the law of the register, for people or for collectives as the name is."""
    award = known.get(code)
    if award is None or award.subject is not subject:
        return [Problem(_l("Choose from the list."), "award_code")]
    return []


def note_problems(note: str) -> list[Problem]:
    """A note fits its place."""
    return [too_long(note, MAX_NOTE, "note")] if len(note) > MAX_NOTE else []


def reason_problems(reason: str) -> list[Problem]:
    """A withdrawal says why."""
    if not reason:
        return [Problem(_l("Say why the registration is withdrawn."), "reason")]
    return [too_long(reason, MAX_REASON, "reason")] if len(reason) > MAX_REASON else []


def too_long(text: str, most: int, field: str) -> Problem:
    """Say by how much a text is too long."""
    excess = len(text) - most
    return Problem(_l("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=excess, most=most), field)
