"""Units, people and memberships as plain rows, written as the services would write them."""

from datetime import date
from itertools import count

from sqlalchemy.orm import Session

from app.core.text import name_sort_key
from app.organisation import rules
from app.organisation.enums import Authority, Gender, StaffGroup, UnitKind
from app.organisation.models import Membership, Person, Unit

LONG_AGO = date(2000, 1, 1)
_NUMBERS = count(1)


def make_unit(
    session: Session,
    code: str | None = None,
    name: str | None = None,
    parent: Unit | None = None,
    authority: Authority = Authority.NONE,
    *,
    kind: UnitKind | None = None,
    is_external: bool = False,
    valid_from: date = LONG_AGO,
    valid_to: date | None = None,
    position: int = 0,
    symbol: str = "",
    place: str = "",
    name_en: str = "",
    short_name: str = "",
) -> Unit:
    """Add a unit below ``parent``; one with authority and users is its own body."""
    number = next(_NUMBERS)
    code, name = code or f"U{number}", name or f"Đơn vị số {number}"
    unit = Unit(
        code=code,
        name=name,
        name_en=name_en,
        short_name=short_name,
        symbol=symbol,
        place=place,
        kind=kind or (UnitKind.DIVISION if authority is Authority.NONE else UnitKind.DEPARTMENT),
        authority=authority,
        is_external=is_external,
        parent_id=parent.id if parent else None,
        body_id=parent.body_id if parent else None,
        path=rules.path_below(parent.path if parent else None, code),
        position=position,
        valid_from=valid_from,
        valid_to=valid_to,
        search_text=rules.unit_search_text(name=name, short_name=short_name, name_en=name_en, code=code),
    )
    session.add(unit)
    session.flush()
    if rules.is_body(authority, is_external=is_external):
        unit.body_id = unit.id
    session.commit()
    return unit


def make_person(
    session: Session,
    full_name: str | None = None,
    unit: Unit | None = None,
    post: str = "",
    staff_group: StaffGroup = StaffGroup.CIVIL_SERVANT,
    *,
    is_head: bool = False,
    gender: Gender | None = None,
    birth_on: date | None = date(1980, 1, 1),
    identity_number: str | None = None,
    joined_on: date | None = LONG_AGO,
    started_on: date = LONG_AGO,
    ended_on: date | None = None,
) -> Person:
    """Add a person and, with a unit, a membership of it."""
    full_name = full_name or f"Nguyễn Văn Số {next(_NUMBERS)}"
    person = Person(
        full_name=full_name,
        gender=gender,
        birth_on=birth_on,
        identity_number=identity_number,
        joined_on=joined_on,
        sort_key=name_sort_key(full_name),
        search_text=rules.person_search_text(full_name),
    )
    session.add(person)
    session.flush()
    if unit is not None:
        make_membership(
            session,
            person,
            unit,
            post=post,
            staff_group=staff_group,
            is_head=is_head,
            started_on=started_on,
            ended_on=ended_on,
        )
    session.commit()
    return person


def make_membership(
    session: Session,
    person: Person,
    unit: Unit,
    *,
    post: str = "",
    staff_group: StaffGroup = StaffGroup.CIVIL_SERVANT,
    is_head: bool = False,
    started_on: date = LONG_AGO,
    ended_on: date | None = None,
) -> Membership:
    """Place a person in a unit."""
    membership = Membership(
        person_id=person.id,
        unit_id=unit.id,
        post=post,
        staff_group=staff_group,
        is_head=is_head,
        started_on=started_on,
        ended_on=ended_on,
    )
    session.add(membership)
    session.commit()
    return membership
