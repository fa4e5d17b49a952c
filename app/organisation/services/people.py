"""Adding people and changing what is said of them."""

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.database import new_id
from app.core.errors import NotAllowed, NotFound, Problem, check_version
from app.core.text import name_sort_key
from app.core.transaction import lock, transaction
from app.organisation import labels, policy, queries, rules
from app.organisation.models import Person, Unit
from app.organisation.services.facts import PersonFacts, PlaceFacts, changes_between, refuse, too_long
from app.organisation.services.memberships import place_in_unit


def add_person(
    facts: PersonFacts, place: PlaceFacts, *, actor: Actor | None, at: datetime, namesake_confirmed: bool = False
) -> UUID:
    """Add a person with their first place; one with the same name and birth date only when it is confirmed.

    Somebody whom another body entered and let go is not entered twice: number, name and birth date show that the
    officer knows them, and they get the place.
    """
    facts = _with_plain_number(facts)
    with transaction() as session:
        newcomer = _from_another_body(session, facts, actor)
        if newcomer is not None:
            told = place_in_unit(session, newcomer, place, actor=actor, at=at)
            changes = changes_between({}, told)
            trail.record(session, "person.placed", newcomer.id, actor=actor, at=at, changes=changes)
            return newcomer.id
        # Two clicks at once: the second finds the person of the first.
        session.execute(select(Unit.id).where(Unit.id == place.unit_id).with_for_update())
        refuse(
            *_fact_problems(session, facts, None, actor=actor, today=local_day(at)),
            None if namesake_confirmed else _namesake_problem(session, facts, place, actor),
        )
        person = Person(id=new_id())
        _write(person, facts)
        session.add(person)
        session.flush()
        told = place_in_unit(session, person, place, actor=actor, at=at)
        changes = changes_between({}, {**_told(person), **told})
        trail.record(session, "person.added", person.id, actor=actor, at=at, changes=changes)
        return person.id


def edit_person(person_id: UUID, facts: PersonFacts, *, version: int, actor: Actor | None, at: datetime) -> None:
    """Change what is said of a person."""
    facts = _with_plain_number(facts)
    with transaction() as session:
        person = lock(session, Person, person_id)
        places = queries.places_of(session, person_id)
        if actor is not None and not policy.may_read_person(actor, person_id, [place.unit_path for place in places]):
            raise NotFound
        if not policy.may_edit_person(actor, queries.present_path_of(places, local_day(at))):
            raise NotAllowed
        check_version(person, version)
        refuse(*_fact_problems(session, facts, person, actor=actor, today=local_day(at)))
        before = _told(person)
        _write(person, facts)
        changes = changes_between(before, _told(person))
        trail.record(session, "person.edited", person.id, actor=actor, at=at, changes=changes)


def _from_another_body(session: Session, facts: PersonFacts, actor: Actor | None) -> Person | None:
    """Return the person of this number, name and birth date, when they are out of the actor's sight."""
    if facts.identity_number is None or facts.birth_on is None:
        return None
    person = queries.person_by_identity_number(session, facts.identity_number)
    if person is None or _is_in_sight(session, person.id, actor):
        return None
    same = (person.full_name, person.birth_on) == (facts.full_name, facts.birth_on)
    return lock(session, Person, person.id) if same else None


def _with_plain_number(facts: PersonFacts) -> PersonFacts:
    return replace(facts, identity_number=rules.clean_identity_number(facts.identity_number or "") or None)


def _write(person: Person, facts: PersonFacts) -> None:
    for name, value in asdict(facts).items():
        setattr(person, name, value)
    person.sort_key = name_sort_key(facts.full_name)
    person.search_text = rules.person_search_text(facts.full_name)


def _told(person: Person) -> dict[str, Any]:  # Any: values of any field
    """What the trail may know: it is read by more people than may see an identity number."""
    told = {name: value for name in PersonFacts.__dataclass_fields__ if (value := getattr(person, name)) is not None}
    return {**told, "identity_number": rules.masked(person.identity_number)} if person.identity_number else told


def _fact_problems(
    session: Session, facts: PersonFacts, person: Person | None, *, actor: Actor | None, today: date
) -> list[Problem | None]:
    return [
        *too_long(facts, Person),
        None if rules.is_name(facts.full_name) else Problem(_l("Type the full name."), "full_name"),
        _birth_problem(facts.birth_on, today),
        _joined_problem(facts, today),
        _number_problem(session, facts.identity_number, person, actor),
    ]


def _birth_problem(birth_on: date | None, today: date) -> Problem | None:
    if birth_on is None or rules.OLDEST_DAY <= birth_on < today:
        return None
    return Problem(_l("The date of birth must lie in the past, after 1900."), "birth_on")


def _joined_problem(facts: PersonFacts, today: date) -> Problem | None:
    joined = facts.joined_on
    if joined is None:
        return None
    if not rules.is_plausible_day(joined, today):
        return Problem(_l("This day cannot be right."), "joined_on")
    if facts.birth_on is not None and joined <= facts.birth_on:
        return Problem(_l("This day must lie after the date of birth."), "joined_on")
    return None


def _number_problem(session: Session, number: str | None, person: Person | None, actor: Actor | None) -> Problem | None:
    if number is None:
        return None
    if not rules.is_identity_number(number):
        return Problem(labels.BAD_IDENTITY_NUMBER, "identity_number")
    other = queries.person_by_identity_number(session, number)
    if other is None or (person is not None and other.id == person.id):
        return None
    if _is_in_sight(session, other.id, actor):
        return Problem(_l("%(name)s already has this identity number.", name=other.full_name), "identity_number")
    return Problem(_l("Somebody in another body already has this identity number."), "identity_number")


def _namesake_problem(session: Session, facts: PersonFacts, place: PlaceFacts, actor: Actor | None) -> Problem | None:
    """Warn before the same person is entered twice; the officer who knows better ticks a box."""
    sort_key = name_sort_key(facts.full_name)
    if facts.birth_on is None:
        return _undated_namesake_problem(session, facts, place, sort_key)
    for other_id in queries.namesakes(session, facts.full_name, sort_key, facts.birth_on):
        if not _is_in_sight(session, other_id, actor):
            continue
        known = next(iter(queries.places_of(session, other_id)), None)
        unit = known.unit_name if known else ""
        message = _l("Somebody of this name and date of birth is already on the list: %(unit)s.", unit=unit)
        return Problem(message, "namesake_confirmed")
    return None


def _undated_namesake_problem(session: Session, facts: PersonFacts, place: PlaceFacts, sort_key: str) -> Problem | None:
    """Without birth dates, the same name in the same unit from the same day is taken for the same person."""
    if not queries.has_namesake_without_birth_date(
        session, facts.full_name, sort_key, unit_id=place.unit_id, started_on=place.started_on
    ):
        return None
    message = _l(
        "Somebody of this name came to this unit on the same day. Type the date of birth, or say that it is another "
        "person."
    )
    return Problem(message, "namesake_confirmed")


def _is_in_sight(session: Session, person_id: UUID, actor: Actor | None) -> bool:
    paths = [place.unit_path for place in queries.places_of(session, person_id)]
    return actor is None or policy.may_read_person(actor, person_id, paths)
