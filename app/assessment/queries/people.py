"""The facts of people, whatever their number in two queries."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.queries.rows import NOTHING_ON_RECORD, records_of
from app.eligibility.enums import Subject
from app.eligibility.facts import NomineeFacts
from app.organisation.enums import Gender, StaffGroup
from app.organisation.queries import Membership, Person, active_on


def facts_of_people(
    session: Session, ids: Sequence[UUID], *, year: int, is_registered: bool
) -> Mapping[UUID, NomineeFacts]:
    """What is on record of these people in the light of an award year; later years are left out.

    ``is_registered`` says whether the body keeps a register of that year: without one nobody is asked for it.
    """
    records = records_of(session, Subject.INDIVIDUAL, ids, year=year)
    people = (
        select(Person.id, Person.joined_on, Person.gender, Membership.staff_group)
        .outerjoin(Membership, (Membership.person_id == Person.id) & active_on(date(year, 12, 31)))
        .where(Person.id.in_(ids))
    )
    found: dict[UUID, NomineeFacts] = {}
    for person_id, joined_on, gender, staff_group in session.execute(people):
        known = records.get(person_id, NOTHING_ON_RECORD)
        found[person_id] = NomineeFacts(
            subject=Subject.INDIVIDUAL,
            year=year,
            joined_on=joined_on,
            is_leader=staff_group is StaffGroup.LEADER,
            is_female=None if gender is None else gender is Gender.FEMALE,
            classifications=known.levels,
            conferrals=tuple(known.conferrals),
            initiatives=tuple(known.initiatives),
            discipline=tuple(known.discipline),
            leave=tuple(known.leave),
            has_open_case=known.has_open_case,
            registered=frozenset(known.registered) if is_registered else None,
        )
    return found
