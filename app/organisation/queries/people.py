"""People: the list, the picker, and one person, always narrowed to the subtrees that the actor may see.

Two shapes of one question serve two sizes of subtree. In a narrow one the few people are gathered and sorted; in a
wide one the index of names is walked in order and each name is asked whether it belongs: fifty rows cost fifty steps.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.core.access import Actor, Permission
from app.core.database import within
from app.core.errors import NotFound
from app.core.paging import Page, keyset_page
from app.organisation import policy, rules
from app.organisation.enums import StaffGroup
from app.organisation.models import Membership, Person, Unit
from app.organisation.queries.places import Place, active_on, places_of

WIDE: Final = 300
"""Units in a subtree from which on walking in the order of names is cheaper than gathering and sorting."""


MOST_COUNTED: Final = 5_000
"""How many people found by a search are counted exactly."""


class Presence(StrEnum):
    """Which people of the subtrees are meant."""

    PRESENT = "present"
    FORMER = "former"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked of a list of people: subtrees, a day, words of the name, a staff group."""

    roots: tuple[str, ...]
    on: date
    text: str = ""
    staff_group: StaffGroup | None = None
    presence: Presence = Presence.PRESENT
    number_roots: tuple[str, ...] = ()
    """Where an identity number may be searched for: the subtrees whose HR officer asks."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with their latest place in the subtrees of the search."""

    id: UUID
    full_name: str
    birth_on: date | None
    sort_key: str
    unit_id: UUID | None = None
    unit_name: str = ""
    post: str = ""
    staff_group: StaffGroup | None = None
    is_head: bool = False
    started_on: date | None = None
    ended_on: date | None = None


_PERSON: Final[tuple[Any, ...]] = (  # Any: the first fields of a PersonRow
    Person.id,
    Person.full_name,
    Person.birth_on,
    Person.sort_key,
)


def people_page(session: Session, search: Search, *, cursor: str | None = None, size: int = 50) -> Page[PersonRow]:
    """One page of people in the Vietnamese order of names, with their number in all."""
    wide = _is_wide(session, search)
    total = _count(session, search, wide=wide)
    return keyset_page(
        lambda ordered: with_places(session, search, [PersonRow(*row) for row in session.execute(ordered)]),
        select(*_PERSON).where(*_conditions(search, wide=wide)),
        (Person.sort_key, Person.id),
        lambda row: (row.sort_key, str(row.id)),
        cursor=cursor,
        size=size,
        total=total,
    )


def people_named(session: Session, search: Search, *, limit: int = 20) -> list[PersonRow]:
    """The first people whose name has words beginning as searched for, each with their place."""
    return with_places(session, search, people_matching(session, search, limit=limit))


def people_matching(session: Session, search: Search, *, limit: int) -> list[PersonRow]:
    """The first people whose name has words beginning as searched for, without their places."""
    if not rules.search_words(search.text) or not search.roots:
        return []
    conditions = _conditions(search, wide=_is_wide(session, search))
    query = select(*_PERSON).where(*conditions).order_by(Person.sort_key, Person.id).limit(limit)
    return [PersonRow(*row) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class Sight:
    """A person with their places, the newest first, as the actor may know them."""

    person: Person
    places: Sequence[Place]

    @property
    def paths(self) -> list[str]:
        """The tree paths of all units to which the person belongs or belonged."""
        return [place.unit_path for place in self.places]


def person_in_sight(session: Session, actor: Actor, person_id: UUID) -> Sight:
    """The person with this id, when the actor may know of them; raises NotFound."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound
    sight = Sight(person, places_of(session, person_id))
    if not policy.may_read_person(actor, person_id, sight.paths):
        raise NotFound
    return sight


def people_in_sight(actor: Actor) -> ColumnElement[bool]:
    """Return the condition "the actor may know of this person", for joins of other features."""
    roots = actor.paths(Permission.ORGANISATION_READ)
    belongs = select(Membership.id).join(Unit, Unit.id == Membership.unit_id)
    own = Person.id == actor.person_id
    return or_(own, belongs.where(Membership.person_id == Person.id, within(Unit.path, roots)).exists())


def _is_wide(session: Session, search: Search) -> bool:
    """Say whether walking pays: many units, and a question to which most names answer yes."""
    if search.staff_group is not None or search.presence is Presence.FORMER:
        return False
    some = select(Unit.id).where(within(Unit.path, search.roots)).limit(WIDE + 1).subquery()
    return (session.scalar(select(func.count()).select_from(some)) or 0) > WIDE


def _conditions(search: Search, *, wide: bool) -> list[ColumnElement[bool]]:
    number = rules.clean_identity_number(search.text)
    if search.number_roots and rules.is_identity_number(number):
        return [Person.identity_number == number, _belongs([within(Unit.path, search.number_roots)], wide=True)]
    words = [Person.search_text.contains(word, autoescape=True) for word in rules.search_words(search.text)]
    here = _membership_conditions(search)
    if search.presence is not Presence.FORMER:
        return [_belongs(here, wide=wide), *words]
    present = _membership_conditions(replace(search, presence=Presence.PRESENT))
    return [_belongs(here, wide=wide), ~_belongs(present, wide=True), *words]


def _membership_conditions(search: Search) -> list[ColumnElement[bool]]:
    conditions = [within(Unit.path, search.roots)]
    if search.presence is Presence.PRESENT:
        conditions.append(active_on(search.on))
    elif search.presence is Presence.FORMER:
        conditions.append(Membership.ended_on < search.on)
    if search.staff_group is not None:
        conditions.append(Membership.staff_group == search.staff_group)
    return conditions


def _belongs(conditions: Sequence[ColumnElement[bool]], *, wide: bool) -> ColumnElement[bool]:
    """Return the condition "the person has such a place": asked of each name in turn, or gathered beforehand."""
    if wide:
        places = select(Membership.id).join(Unit, Unit.id == Membership.unit_id)
        return places.where(Membership.person_id == Person.id, *conditions).exists()
    return Person.id.in_(select(Membership.person_id).join(Unit, Unit.id == Membership.unit_id).where(*conditions))


def _count(session: Session, search: Search, *, wide: bool) -> int | None:
    """How many people there are in all; None when there are more than anybody counts."""
    if wide and not search.text and search.presence is Presence.PRESENT:
        # Nobody has two places on one day: the places, all in one index, are the people.
        places = select(func.count()).select_from(Membership).join(Unit, Unit.id == Membership.unit_id)
        return session.scalar(places.where(*_membership_conditions(search))) or 0
    some = select(Person.id).where(*_conditions(search, wide=wide)).limit(MOST_COUNTED + 1).subquery()
    count = session.scalar(select(func.count()).select_from(some)) or 0
    return count if count <= MOST_COUNTED else None


def with_places(session: Session, search: Search, people: Sequence[PersonRow]) -> list[PersonRow]:
    """Add to each person the latest place in the subtrees, in one select for all."""
    if not people:
        return []
    query = (
        select(
            Membership.person_id,
            Unit.id,
            Unit.name,
            Membership.post,
            Membership.staff_group,
            Membership.is_head,
            Membership.started_on,
            Membership.ended_on,
        )
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.person_id.in_([person.id for person in people]), *_membership_conditions(search))
        .order_by(Membership.started_on)
    )
    latest = {person_id: place for person_id, *place in session.execute(query)}
    return [PersonRow(*astuple(person)[:4], *latest.get(person.id, ())) for person in people]
