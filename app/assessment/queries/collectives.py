"""The facts of units as collectives, with those who were on their roll, in four queries."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.assessment.queries.rows import NOTHING_ON_RECORD, Records, records_of
from app.core.database import within
from app.eligibility.enums import Subject
from app.eligibility.facts import MemberFact, NomineeFacts
from app.organisation.queries import Membership, Unit, active_on

Proposed = Callable[[Sequence[UUID]], Mapping[UUID, frozenset[str]]]
"""Tells which awards people or units are proposed for in the same round, for those asked about."""


def nobody_proposed(_ids: Sequence[UUID]) -> Mapping[UUID, frozenset[str]]:
    """Answer that nobody is proposed for anything: only what is conferred counts."""
    return {}


def facts_of_collectives(
    session: Session,
    unit_ids: Sequence[UUID],
    *,
    year: int,
    is_registered: bool,
    proposed: Proposed = nobody_proposed,
) -> Mapping[UUID, NomineeFacts]:
    """What is on record of these units in the light of an award year.

    A member counts with the titles of the year that are conferred or proposed in the same round: a unit and its
    people are reviewed together.
    """
    records = records_of(session, Subject.COLLECTIVE, unit_ids, year=year)
    rolls = roll_of(session, unit_ids, on=date(year, 12, 31))
    people = sorted({person for roll in rolls.values() for person in roll})
    of_people = records_of(session, Subject.INDIVIDUAL, people, year=year) if people else {}
    codes = proposed(people)
    members = {person: _member(of_people.get(person, NOTHING_ON_RECORD), year, codes.get(person)) for person in people}
    return {
        unit_id: _facts(
            records.get(unit_id, NOTHING_ON_RECORD),
            year,
            is_registered=is_registered,
            members=[members[person] for person in rolls[unit_id]],
        )
        for unit_id in unit_ids
    }


def roll_of(session: Session, unit_ids: Sequence[UUID], *, on: date) -> Mapping[UUID, list[UUID]]:
    """Who is on the roll of each unit on a day, those of the units below it included."""
    top, place = aliased(Unit), aliased(Unit)
    paths = {path: unit_id for unit_id, path in session.execute(select(top.id, top.path).where(top.id.in_(unit_ids)))}
    found: dict[UUID, list[UUID]] = {unit_id: [] for unit_id in unit_ids}
    query = (
        select(place.path, Membership.person_id)
        .join(place, place.id == Membership.unit_id)
        .where(within(place.path, _outermost(paths)), active_on(on))
        .order_by(Membership.person_id)
    )
    for path, person_id in session.execute(query):
        for root in _roots(path):
            if root in paths:
                found[paths[root]].append(person_id)
    return found


def _outermost(paths: Mapping[str, UUID]) -> list[str]:
    return [path for path in paths if not any(root in paths for root in _roots(path)[:-1])]


def _roots(path: str) -> list[str]:
    """Return the path of every unit above a path and the path itself, from the top."""
    codes = path.split(".")[:-1]
    return [".".join(codes[: depth + 1]) + "." for depth in range(len(codes))]


def _member(known: Records, year: int, proposed: frozenset[str] | None) -> MemberFact:
    held = {each.award for each in known.conferrals if each.year == year and not each.revoked}
    return MemberFact(
        awards_this_year=frozenset(held | (proposed or frozenset())),
        classification=known.levels.get(year),
        discipline=tuple(known.discipline),
        is_rated=year in known.levels,
    )


def _facts(known: Records, year: int, *, is_registered: bool, members: Sequence[MemberFact]) -> NomineeFacts:
    return NomineeFacts(
        subject=Subject.COLLECTIVE,
        year=year,
        classifications=known.levels,
        conferrals=tuple(known.conferrals),
        discipline=tuple(known.discipline),
        has_open_case=known.has_open_case,
        registered=frozenset(known.registered) if is_registered else None,
        members=tuple(members),
    )
