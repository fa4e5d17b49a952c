"""What is true of issuing certificates: numbers, days, texts, and what a certificate is worth today."""

from collections.abc import Collection
from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l

from app.certificates.enums import CertificateState
from app.core.errors import Problem
from app.core.text import short_date

MAX_NUMBER: Final = 999_999
MAX_NAME: Final = 300
MAX_POST: Final = 120
MAX_ACHIEVEMENT: Final = 600
MAX_NOTE: Final = 500
MAX_AUTHORITY: Final = 200
MAX_PLACE: Final = 80

NOTHING_TO_ISSUE: Final = _l("No award of this decision comes with a certificate.")
ALL_ISSUED: Final = _l("Every name of this decision has its certificate already. Load the page again.")
NOT_STANDING: Final = _l("This certificate was replaced by a later one. Reissue that one.")
REVOKED: Final = _l("The award was revoked; no certificate is issued for it any more.")


def state_of(*, is_revoked: bool, is_replaced: bool, is_reissue: bool) -> CertificateState:
    """Return what a certificate is worth: a revoked award takes every certificate of it along."""
    if is_revoked:
        return CertificateState.REVOKED
    if is_replaced:
        return CertificateState.REPLACED
    return CertificateState.REISSUED if is_reissue else CertificateState.ISSUED


def issue_problems(
    *, first: int, count: int, golden: int | None, issued_on: date, decided_on: date, today: date, achievement: str
) -> list[Problem]:
    """Say what is wrong with numbers and day of the certificates of a decision."""
    problems = _number_problems("number", first, count)
    if golden is not None:
        problems += _number_problems("golden_number", golden, count)
    problems += _day_problems(issued_on, decided_on=decided_on, today=today)
    return [*problems, *_length_problems(("achievement", achievement, MAX_ACHIEVEMENT))]


def reissue_problems(
    *,
    number: int,
    golden: int | None,
    issued_on: date,
    decided_on: date,
    today: date,
    name: str,
    texts: Collection[tuple[str, str, int]],
) -> list[Problem]:
    """Say what is wrong with a certificate that takes the place of another one."""
    problems = _number_problems("number", number, 1)
    if golden is not None:
        problems += _number_problems("golden_number", golden, 1)
    problems += _day_problems(issued_on, decided_on=decided_on, today=today)
    problems += [] if name else [Problem(_l("Fill this in."), "name")]
    return [*problems, *_length_problems(*texts)]


def numbers_taken(taken: Collection[int]) -> Problem:
    """Say which numbers of the register are taken."""
    listed = ", ".join(f"{number:02}" for number in sorted(taken)[:5])
    message = _l("Taken in the register of this year: %(numbers)s. Choose a number after them.", numbers=listed)
    return Problem(message, "number")


def layout_problems(width_mm: int, height_mm: int, *texts: tuple[str, str, int]) -> list[Problem]:
    """Say what is wrong with the layout of a body: the sheet lies across and its lines are filled in."""
    problems = []
    if not 148 <= width_mm <= 600:
        problems.append(Problem(_between(148, 600), "width_mm"))
    if not 105 <= height_mm <= 450:
        problems.append(Problem(_between(105, 450), "height_mm"))
    if not problems and height_mm > width_mm:
        problems.append(Problem(_l("The sheet lies across: the height is at most the width."), "height_mm"))
    problems += [
        Problem(_l("Fill this in."), field)
        for field, text, _most in texts
        if not text and field in {"authority_line", "signer_post"}
    ]
    return [*problems, *_length_problems(*texts)]


def _between(least: int, most: int) -> object:
    return _l("Type a number from %(least)s to %(most)s.", least=least, most=most)


def _number_problems(field: str, first: int, count: int) -> list[Problem]:
    if first >= 1 and first + count - 1 <= MAX_NUMBER:
        return []
    return [Problem(_between(1, MAX_NUMBER), field)]


def _day_problems(issued_on: date, *, decided_on: date, today: date) -> list[Problem]:
    if issued_on > today:
        return [Problem(_l("This day lies in the future; today is %(today)s.", today=short_date(today)), "issued_on")]
    if issued_on < decided_on:
        message = _l("This day lies before the decision, which is of %(day)s.", day=short_date(decided_on))
        return [Problem(message, "issued_on")]
    return []


def _length_problems(*texts: tuple[str, str, int]) -> list[Problem]:
    return [
        Problem(
            _l("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=len(text) - most, most=most),
            field,
        )
        for field, text, most in texts
        if len(text) > most
    ]
