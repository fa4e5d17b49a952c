"""From when to when a rule holds, and that no two speak of the same point at one time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Protocol
from uuid import UUID

from flask_babel import lazy_gettext as _l

from app.core.errors import Problem
from app.core.text import short_date
from app.local_rules.enums import RuleKind, Standing

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
MAX_BASIS: Final = 500
MAX_NOTE: Final = 500
MAX_REASON: Final = 2_000


class Dated(Protocol):
    """What is asked of a rule to place it in time."""

    @property
    def valid_from(self) -> date:
        """First day."""

    @property
    def valid_to(self) -> date | None:
        """Last day, None until further notice."""

    @property
    def withdrawn_at(self) -> object:
        """When it was withdrawn, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What a rule speaks of and when: two of the same point must not hold at one time."""

    kind: RuleKind
    key: str
    value: dict[str, Any]  # Any: JSON of the kind
    regime_id: str | None
    valid_from: date
    valid_to: date | None
    legal_basis: str = ""
    id: UUID | None = None


def standing(rule: Dated, on: date) -> Standing:
    """Say where a rule stands on a day."""
    if rule.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if rule.valid_from > on:
        return Standing.COMING
    return Standing.ENDED if rule.valid_to is not None and rule.valid_to < on else Standing.IN_FORCE


def date_problems(valid_from: date, valid_to: date | None) -> list[Problem]:
    """A rule holds from a day on, until a later day or until further notice."""
    problems = [
        Problem(_l("Type a year from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR), field)
        for field, day in (("valid_from", valid_from), ("valid_to", valid_to))
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR
    ]
    if not problems and valid_to is not None and valid_to < valid_from:
        problems.append(Problem(_l("The last day lies before the first one."), "valid_to"))
    return problems


def text_problems(*, legal_basis: str, note: str) -> list[Problem]:
    """Every rule names the document that it rests on."""
    problems = []
    if not legal_basis:
        problems.append(Problem(_l("Name the document that says so: number, day, issuing body."), "legal_basis"))
    for text, most, field in ((legal_basis, MAX_BASIS, "legal_basis"), (note, MAX_NOTE, "note")):
        if len(text) > most:
            message = _l(
                "Shorten this by %(excess)s characters; at most %(most)s fit.", excess=len(text) - most, most=most
            )
            problems.append(Problem(message, field))
    return problems


def reason_problems(reason: str) -> list[Problem]:
    """A withdrawal says why."""
    if not reason:
        return [Problem(_l("Say why the rule is withdrawn."), "reason")]
    if len(reason) > MAX_REASON:
        return [too_long(reason, MAX_REASON, "reason")]
    return []


def too_long(text: str, most: int, field: str) -> Problem:
    """Say by how much a text is too long."""
    excess = len(text) - most
    return Problem(_l("Shorten this by %(excess)s characters; at most %(most)s fit.", excess=excess, most=most), field)


def overlap_problems(new: Point, others: Iterable[Point]) -> list[Problem]:
    """Refuse a second rule on the same point at the same time."""
    clashing = next((other for other in others if collide(new, other)), None)
    if clashing is None:
        return []
    message = _l(
        "A rule on this point already holds from %(first)s to %(last)s (%(basis)s). End or withdraw it first.",
        first=short_date(clashing.valid_from),
        last=short_date(clashing.valid_to) if clashing.valid_to else "…",
        basis=clashing.legal_basis,
    )
    return [Problem(message, "valid_from")]


def collide(one: Point, other: Point) -> bool:
    """Say whether two rules speak of the same point, for the same files, at the same time."""
    same = one.kind is other.kind and one.key == other.key and (one.id is None or one.id != other.id)
    regimes = None in (one.regime_id, other.regime_id) or one.regime_id == other.regime_id
    return same and regimes and _share_awards(one, other) and _share_days(one, other)


def last_day_before(new: Point, old: Point) -> date | None:
    """Return the day on which ``old`` would end to make room for ``new``; None where it began no earlier."""
    return new.valid_from - timedelta(days=1) if old.valid_from < new.valid_from else None


def _share_awards(one: Point, other: Point) -> bool:
    """Further conditions of one kind may stand side by side for different awards."""
    if one.kind is not RuleKind.BAR:
        return True
    return bool(set(one.value.get("awards", ())) & set(other.value.get("awards", ())))


def _share_days(one: Point, other: Point) -> bool:
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)
