"""Who belongs where from when to when: starting, transferring, ending and correcting places."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, check_version
from app.core.text import short_date
from app.core.transaction import lock, transaction
from app.organisation import policy, queries, rules
from app.organisation.models import Membership, Person, Unit
from app.organisation.services.facts import PlaceFacts, changes_between, refuse, too_long

ONE_DAY = timedelta(days=1)


def start_membership(person_id: UUID, place: PlaceFacts, *, actor: Actor | None, at: datetime) -> UUID:
    """Place a person in a unit, for a time in which they belong nowhere else."""
    with transaction() as session:
        person = _person_in_sight(session, person_id, actor)
        told = place_in_unit(session, person, place, actor=actor, at=at)
        changes = changes_between({}, told)
        trail.record(session, "person.placed", person.id, actor=actor, at=at, changes=changes)
        return queries.membership_starting(session, person.id, place.started_on).id


def transfer(person_id: UUID, place: PlaceFacts, *, actor: Actor | None, at: datetime) -> UUID:
    """End the present place the day before and start the new one, in one act."""
    with transaction() as session:
        person = _person_in_sight(session, person_id, actor)
        old = queries.open_membership(session, person.id)
        if old is None:
            raise RuleBroken(Problem(_l("This person has no present place to leave: place them in a unit instead.")))
        before = _told(old, _editable_unit(session, old.unit_id, actor))
        refuse(_transfer_problem(old, place))
        old.ended_on = place.started_on - ONE_DAY
        session.flush()  # Ends the old place before the new one claims to be the present one.
        told = place_in_unit(session, person, place, actor=actor, at=at)
        trail.record(
            session, "person.transferred", person.id, actor=actor, at=at, changes=changes_between(before, told)
        )
        return queries.membership_starting(session, person.id, place.started_on).id


def end_membership(
    membership_id: UUID, *, on: date, version: int, actor: Actor | None, at: datetime, reason: str = ""
) -> None:
    """Let a day be the last one of a place, as on retirement."""
    with transaction() as session:
        membership, unit = _editable_membership(session, membership_id, actor)
        check_version(membership, version)
        refuse(_end_problem(session, membership, unit, on, local_day(at)))
        changes = {"unit": [unit.name, unit.name], "ended_on": [membership.ended_on, on]}
        membership.ended_on = on
        trail.record(
            session,
            "person.left",
            membership.person_id,
            actor=actor,
            at=at,
            reason=reason or None,
            changes=changes,
        )


def correct_membership(
    membership_id: UUID, place: PlaceFacts, *, version: int, actor: Actor | None, at: datetime
) -> None:
    """Mend what was entered wrongly about a place: unit, dates, post, staff group."""
    with transaction() as session:
        membership, unit = _editable_membership(session, membership_id, actor)
        check_version(membership, version)
        person = session.get_one(Person, membership.person_id)
        new_unit = _editable_unit(session, place.unit_id, actor)
        refuse(*_place_problems(session, person, place, new_unit, today=local_day(at), but=membership.id))
        before = _told(membership, unit)
        _write(membership, place)
        trail.record(
            session,
            "person.place_corrected",
            person.id,
            actor=actor,
            at=at,
            changes=changes_between(before, _told(membership, new_unit)),
        )


def place_in_unit(
    session: Session, person: Person, place: PlaceFacts, *, actor: Actor | None, at: datetime
) -> dict[str, Any]:  # Any: values of any field
    """Add a membership in the caller's act and return what the trail is told."""
    unit = _editable_unit(session, place.unit_id, actor)
    refuse(*_place_problems(session, person, place, unit, today=local_day(at)))
    membership = Membership(person_id=person.id)
    _write(membership, place)
    session.add(membership)
    session.flush()
    return _told(membership, unit)


def _person_in_sight(session: Session, person_id: UUID, actor: Actor | None) -> Person:
    person = lock(session, Person, person_id)
    paths = [place.unit_path for place in queries.places_of(session, person_id)]
    if actor is not None and not policy.may_read_person(actor, person_id, paths):
        raise NotFound
    return person


def _editable_membership(session: Session, membership_id: UUID, actor: Actor | None) -> tuple[Membership, Unit]:
    """Hold the person, then the place, then the unit: all acts take them in this order."""
    found = session.get(Membership, membership_id)
    if found is None:
        raise NotFound
    _person_in_sight(session, found.person_id, actor)
    membership = lock(session, Membership, membership_id)
    return membership, _editable_unit(session, membership.unit_id, actor, known=True)


def _editable_unit(session: Session, unit_id: UUID, actor: Actor | None, *, known: bool = False) -> Unit:
    unit = lock(session, Unit, unit_id)
    if not policy.may_edit_unit(actor, unit.path):
        in_sight = known or actor is None or policy.may_read_unit(actor, unit.path, is_external=unit.is_external)
        raise NotAllowed if in_sight else NotFound
    return unit


def _write(membership: Membership, place: PlaceFacts) -> None:
    membership.unit_id = place.unit_id
    membership.post = place.post
    membership.staff_group = place.staff_group
    membership.is_head = place.is_head
    membership.started_on = place.started_on
    membership.ended_on = place.ended_on


def _told(membership: Membership, unit: Unit) -> dict[str, Any]:  # Any: values of any field
    told = {
        "unit": unit.name,
        "post": membership.post,
        "staff_group": membership.staff_group,
        "is_head": membership.is_head,
        "started_on": membership.started_on,
        "ended_on": membership.ended_on,
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def _transfer_problem(old: Membership, place: PlaceFacts) -> Problem | None:
    if place.started_on <= old.started_on:
        day = short_date(old.started_on)
        message = _l(
            "The present place began on %(day)s: the new one must begin later. If the present one was entered by "
            "mistake, correct it instead.",
            day=day,
        )
        return Problem(message, "started_on")
    same = (old.unit_id, old.post, old.staff_group, old.is_head)
    if same == (place.unit_id, place.post, place.staff_group, place.is_head):
        return Problem(_l("The new place is the same as the present one."), "unit_id")
    return None


def _end_problem(session: Session, membership: Membership, unit: Unit, on: date, today: date) -> Problem | None:
    if on < membership.started_on:
        day = short_date(membership.started_on)
        return Problem(_l("The place began on %(day)s: it cannot end earlier.", day=day), "on")
    if not rules.is_plausible_day(on, today):
        return Problem(_l("This day cannot be right."), "on")
    period = rules.Period(membership.started_on, on)
    return _unit_problem(unit, period, "on") or _overlap_problem(
        session, membership.person_id, period, "on", but=membership.id
    )


def _place_problems(
    session: Session, person: Person, place: PlaceFacts, unit: Unit, *, today: date, but: UUID | None = None
) -> list[Problem | None]:
    period = rules.Period(place.started_on, place.ended_on)
    field = "started_on"
    return [
        *too_long(place, Membership),
        _day_problem(person, period, today),
        Problem(_l("A body outside has no people here."), "unit_id") if unit.is_external else None,
        _unit_problem(unit, period, field),
        _overlap_problem(session, person.id, period, field, but=but),
    ]


def _day_problem(person: Person, period: rules.Period, today: date) -> Problem | None:
    if not rules.is_plausible_day(period.first, today):
        return Problem(_l("This day cannot be right."), "started_on")
    if person.birth_on is not None and period.first <= person.birth_on:
        return Problem(_l("This day must lie after the date of birth."), "started_on")
    if not period.is_sound:
        return Problem(_l("The last day lies before the first day."), "ended_on")
    if period.last is not None and not rules.is_plausible_day(period.last, today):
        return Problem(_l("This day cannot be right."), "ended_on")
    return None


def _unit_problem(unit: Unit, period: rules.Period, field: str) -> Problem | None:
    if rules.Period(unit.valid_from, unit.valid_to).covers(period):
        return None
    if period.first < unit.valid_from:
        day = short_date(unit.valid_from)
        return Problem(_l("%(unit)s exists since %(day)s only.", unit=unit.name, day=day), field)
    day = short_date(unit.valid_to or unit.valid_from)
    return Problem(_l("%(unit)s existed until %(day)s only.", unit=unit.name, day=day), field)


def _overlap_problem(
    session: Session, person_id: UUID, period: rules.Period, field: str, *, but: UUID | None
) -> Problem | None:
    """A person belongs to one unit at a time."""
    for place in queries.places_of(session, person_id):
        other = rules.Period(place.started_on, place.ended_on)
        if place.membership_id != but and period.is_sound and other.overlaps(period):
            since = short_date(place.started_on)
            message = _l("In that time the person belongs to %(unit)s, since %(day)s.", unit=place.unit_name, day=since)
            return Problem(message, field)
    return None
