"""What an act on a unit is refused for."""

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.core.clock import local_day
from app.core.errors import Problem
from app.core.text import short_date
from app.organisation import labels, queries, rules
from app.organisation.models import Unit
from app.organisation.services.facts import UnitFacts, too_long


def of_facts(
    session: Session, facts: UnitFacts, unit: Unit | None, parent: Unit | None, at: datetime
) -> Sequence[Problem | None]:
    """Return what is wrong with the facts told of a unit."""
    return (
        *too_long(facts, Unit),
        _name_problem(facts),
        _code_problem(session, facts.code, unit, parent),
        _first_day_problem(facts.valid_from, unit, local_day(at)),
        _outside_with_users(session, facts, unit, parent),
    )


def _name_problem(facts: UnitFacts) -> Problem | None:
    return None if rules.is_name(facts.name) else Problem(_l("Give the unit a name."), "name")


def _code_problem(session: Session, code: str, unit: Unit | None, parent: Unit | None) -> Problem | None:
    if not rules.is_code(code):
        return Problem(
            _l("A code holds capital letters without accents, digits, - and _, at most 40 characters, for example VP."),
            "code",
        )
    other = queries.unit_by_code(session, code)
    if other is not None and other is not unit:
        return Problem(_l("Another unit already has the code %(code)s.", code=code), "code")
    longest = len(rules.path_below(parent.path if parent else None, code))
    if unit is not None:
        longest += queries.depth_below(session, unit.path)
    return _path_problem(longest, "code")


def _path_problem(length: int, field: str) -> Problem | None:
    if length <= rules.LONGEST_PATH:
        return None
    return Problem(_l("The tree gets too deep here: shorten the codes or hang the unit higher."), field)


def _first_day_problem(day: date, unit: Unit | None, today: date) -> Problem | None:
    if not rules.is_plausible_day(day, today):
        return Problem(_l("This day cannot be right."), "valid_from")
    if unit is not None and unit.valid_to is not None and unit.valid_to < day:
        return Problem(_l("The unit ends on %(day)s, before it begins.", day=short_date(unit.valid_to)), "valid_from")
    return None


def _outside_with_users(session: Session, facts: UnitFacts, unit: Unit | None, parent: Unit | None) -> Problem | None:
    """A body outside has no people here, and stands only under other bodies outside."""
    if not facts.is_external:
        return None
    if parent is not None and not parent.is_external:
        return Problem(labels.OUTSIDE_STANDS_APART, "is_external")
    if unit is not None and not unit.is_external and queries.has_members(session, unit.id):
        return Problem(_l("People belong to this unit, so it cannot be a body outside."), "is_external")
    return None


def leaves_people_out(session: Session, unit: Unit, period: rules.Period) -> Problem | None:
    """Refuse a first day after people already belonged to the unit."""
    first = queries.first_member_day(session, unit.id)
    if first is None or first >= period.first:
        return None
    return Problem(_l("People belong to the unit since %(day)s already.", day=short_date(first)), "valid_from")


def parent_is_over(parent: Unit | None, day: date, field: str | None = "valid_from") -> Problem | None:
    """Refuse to hang something under a unit that no longer exists."""
    if parent is None or parent.valid_to is None or parent.valid_to >= day:
        return None
    message = _l("%(name)s existed until %(day)s only.", name=parent.name, day=short_date(parent.valid_to))
    return Problem(message, field)


def circle(unit: Unit, parent: Unit) -> Problem | None:
    """Refuse to hang a unit under itself."""
    if not rules.lies_below(parent.path, unit.path):
        return None
    return Problem(_l("A unit cannot stand under itself or under a unit of its own."), "to_id")


def too_deep(session: Session, unit: Unit, parent: Unit) -> Problem | None:
    """Refuse a place so deep that a path would not fit."""
    length = len(rules.path_below(parent.path, unit.code)) + queries.depth_below(session, unit.path)
    return _path_problem(length, "to_id")


def of_end(session: Session, unit: Unit, on: date, at: datetime) -> Sequence[Problem | None]:
    """Return what keeps a unit from ending on a day."""
    if on < unit.valid_from:
        return [Problem(_l("The unit exists since %(day)s only.", day=short_date(unit.valid_from)), "on")]
    if not rules.is_plausible_day(on, local_day(at)):
        return [Problem(_l("This day cannot be right."), "on")]
    people, units = queries.left_after(session, unit, on)
    return (
        Problem(labels.people_remain(people.count, people.example), "on") if people.count else None,
        Problem(labels.units_remain(units.count, units.example), "on") if units.count else None,
    )


def outside_below_inside(unit: Unit, parent: Unit) -> Problem | None:
    """Refuse to hang a body outside under a unit with users."""
    if not unit.is_external or parent.is_external:
        return None
    return Problem(labels.OUTSIDE_STANDS_APART, "to_id")
