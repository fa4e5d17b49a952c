"""Whom a unit can nominate: the people of its subtree, by list or by name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.core.database import within
from app.organisation.queries import Membership, Person, Unit, active_on
from app.organisation.rules import search_words

MOST_ON_ROLL: Final = 300
MOST_FOUND: Final = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who can be nominated, with what tells them from a namesake."""

    id: UUID
    name: str
    post: str
    unit_name: str
    birth_on: date | None


def _candidates(root: str, on: date) -> Select[*tuple[Any, ...]]:  # Any: the columns of Candidate
    return (
        select(Person.id, Person.full_name, Membership.post, Unit.name, Person.birth_on)
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(within(Unit.path, [root]), active_on(on))
        .order_by(Person.sort_key, Person.id)
    )


def roll_of(session: Session, *, unit_id: UUID, root: str, on: date) -> tuple[Sequence[Candidate], bool]:
    """The people to tick, and whether that is everybody of the subtree.

    A subtree with more people than a page can hold shows only those of the unit itself; the others are found by name.
    """
    query = _candidates(root, on).limit(MOST_ON_ROLL + 1)
    found = [Candidate(*row) for row in session.execute(query)]
    if len(found) <= MOST_ON_ROLL:
        return found, True
    own = query.where(Membership.unit_id == unit_id).limit(MOST_ON_ROLL)
    return [Candidate(*row) for row in session.execute(own)], False


def people_named(session: Session, text: str, *, root: str, on: date) -> Sequence[Candidate]:
    """People of the subtree whose names have words that begin as typed, with or without diacritics."""
    words = search_words(text)
    if not words or len(text.strip()) < 2:
        return []
    query = _candidates(root, on).limit(MOST_FOUND)
    for word in words:
        query = query.where(Person.search_text.contains(word, autoescape=True))
    return [Candidate(*row) for row in session.execute(query)]


def people_chosen(session: Session, ids: Collection[UUID], *, root: str, on: date) -> Sequence[Candidate]:
    """Those of these people who belong to the subtree: a form that comes back shows them still chosen."""
    if not ids:
        return []
    return [Candidate(*row) for row in session.execute(_candidates(root, on).where(Person.id.in_(ids)))]
