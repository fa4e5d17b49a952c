"""One search over people, units and nominations, each narrowed to what the actor may see.

Nominations are found through the people and the units that match: names are few and indexed, files are many. Who reads
no unit, as a council member, searches in the files laid before them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, union
from sqlalchemy.orm import Session

from app.core.access import Actor, Permission
from app.nominations.enums import Status
from app.nominations.queries import Nomination, visible_to
from app.organisation import rules
from app.organisation.queries import (
    PersonRow,
    Presence,
    Search,
    Unit,
    UnitRow,
    people_matching,
    units_named,
    with_places,
)

SHOWN: Final = 20
"""Results of one kind on the page; the list of that kind shows all."""

THROUGH: Final = 200
"""People and units through which files are looked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A nomination among the results."""

    id: UUID
    number: int
    year: int
    nominee_name: str
    nominee_unit_name: str
    award_code: str
    regime_id: str
    status: Status


@dataclass(frozen=True, slots=True)
class Results:
    """What was found of each kind, one more than is shown when there are more."""

    people: Sequence[PersonRow]
    units: Sequence[UnitRow]
    nominations: Sequence[Found]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Where a number typed alone is looked up: the files of a body and a year."""

    body_id: UUID
    year: int
    number: int


def results(session: Session, actor: Actor, text: str, *, on: date, numbered: Numbered | None) -> Results:
    """Everything whose name has words beginning as searched for."""
    roots = actor.paths(Permission.ORGANISATION_READ)
    search = Search(roots=roots, on=on, text=text, presence=Presence.ALL)
    people = people_matching(session, search, limit=THROUGH)
    units = units_named(session, roots, text, on=on, limit=THROUGH)
    nominations = _nominations(session, actor, text, people, units, numbered)
    return Results(with_places(session, search, people[: SHOWN + 1]), units[: SHOWN + 1], nominations)


def _nominations(
    session: Session,
    actor: Actor,
    text: str,
    people: Sequence[PersonRow],
    units: Sequence[UnitRow],
    numbered: Numbered | None,
) -> list[Found]:
    """The newest files on any of the grounds; each ground is a select of its own, so that each walks its own index."""
    legs = [_leg(actor, ground) for ground in _grounds(actor, text, people, units, numbered)]
    if not legs:
        return []
    found = union(*legs).subquery()
    query = select(found).order_by(found.c.year.desc(), found.c.number.desc(), found.c.id).limit(SHOWN + 1)
    return [Found(*row) for row in session.execute(query)]


def _leg(actor: Actor, ground: ColumnElement[bool]) -> Any:  # a select of the columns of Found
    return (
        select(
            Nomination.id,
            Nomination.number,
            Nomination.year,
            Nomination.nominee_name,
            Nomination.nominee_unit_name,
            Nomination.award_code,
            Nomination.regime_id,
            Nomination.status,
        )
        .join(Unit, Unit.id == Nomination.unit_id)
        .where(ground, visible_to(actor, unit_joined=True))
    )


def _grounds(
    actor: Actor, text: str, people: Sequence[PersonRow], units: Sequence[UnitRow], numbered: Numbered | None
) -> list[ColumnElement[bool]]:
    grounds: list[ColumnElement[bool]] = []
    if people:
        grounds.append(Nomination.person_id.in_([person.id for person in people]))
    if units:
        grounds.append(Nomination.collective_id.in_([unit.id for unit in units]))
    if numbered is not None:
        here = (Nomination.body_id == numbered.body_id) & (Nomination.year == numbered.year)
        grounds.append(here & (Nomination.number == numbered.number))
    if not actor.paths(Permission.NOMINATION_READ):
        words = [Nomination.search_text.contains(word, autoescape=True) for word in rules.search_words(text)]
        grounds.append(and_(*words))
    return grounds
