"""People and units of some subtrees as plain rows, in the order of names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.database import within
from app.core.text import label_sort_key
from app.organisation.queries import Membership, Person, Unit, active_on, valid_on

MOST_AT_ONCE: Final = 1_000
"""How many nominees are read and judged together: a bound on memory, not on the pass."""


@dataclass(frozen=True, slots=True)
class Nominee:
    """A person, or a unit as a collective, with the place they are looked over in."""

    id: UUID
    name: str
    sort_key: str
    post: str
    unit_id: UUID
    unit_name: str
    unit_path: str


def people_in(session: Session, roots: Sequence[str], *, on: date) -> Sequence[Nominee]:
    """The people who belong to these subtrees on a day."""
    query = (
        select(
            Person.id,
            Person.full_name,
            Person.sort_key,
            Membership.post,
            Unit.id,
            Unit.name,
            Unit.path,
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(within(Unit.path, roots), active_on(on))
        .order_by(Person.sort_key, Person.id)
    )
    return [Nominee(*row) for row in session.execute(query)]


def units_in(session: Session, roots: Sequence[str], *, on: date) -> Sequence[Nominee]:
    """The units of these subtrees that stand on a day and may be nominated."""
    query = (
        select(Unit.id, Unit.name, Unit.path)
        .where(within(Unit.path, roots), Unit.is_external.is_(False), valid_on(on))
        .order_by(Unit.path)
    )
    return [
        Nominee(unit_id, name, label_sort_key(name), "", unit_id, name, path)
        for unit_id, name, path in session.execute(query)
    ]
