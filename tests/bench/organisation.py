"""The organisation of a province: 150 bodies of 15 units, 40,000 people, the first body with 5,000 of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from random import Random
from uuid import UUID

from sqlalchemy import Connection

from app.core.database import new_id
from app.core.text import name_sort_key
from app.organisation import rules
from app.organisation.enums import Authority, StaffGroup, UnitKind
from app.organisation.models import Membership, Person, Unit
from tests.bench import plan
from tests.bench.writing import write
from tests.factories import names

FOUNDED = date(2000, 1, 1)
GROUPS = (StaffGroup.LEADER, *[StaffGroup.CIVIL_SERVANT] * 6, *[StaffGroup.PUBLIC_EMPLOYEE] * 3, StaffGroup.CONTRACT)
POSTS = ("Trưởng phòng", *["Chuyên viên"] * 6, *["Viên chức"] * 3, "Nhân viên")


@dataclass(frozen=True, slots=True)
class SeededUnit:
    """A unit as the rest of the seed needs it."""

    id: UUID
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class SeededPerson:
    """A person as the rest of the seed needs it."""

    id: UUID
    name: str
    sort_key: str
    post: str
    group: StaffGroup
    unit: SeededUnit


@dataclass(frozen=True, slots=True)
class SeededBody:
    """A body with its units and people."""

    unit: SeededUnit
    units: list[SeededUnit]
    people: list[SeededPerson]


@dataclass(frozen=True, slots=True)
class Organisation:
    """The tree: the province above, outside; the bodies below it."""

    province: SeededUnit
    bodies: list[SeededBody]


def seed_organisation(connection: Connection, rng: Random) -> Organisation:
    """Write units, people and memberships; the first body is the heavy one."""
    province, row = _unit("TINH", "Ủy ban nhân dân tỉnh", None, Authority.PROVINCIAL, is_external=True)
    bodies, unit_rows = [], [row]
    sizes = [plan.PEOPLE_OF_HEAVY_BODY, *_spread(plan.PEOPLE - plan.PEOPLE_OF_HEAVY_BODY, plan.BODIES - 1)]
    known = list(islice(names.people(seed=7), plan.PEOPLE))
    numbers = iter(range(plan.PEOPLE))
    for index, size in enumerate(sizes):
        body, rows = _body(index, province)
        unit_rows += rows
        places = islice(cycle(body.units), size)
        body.people.extend(_person(rng, known[next(numbers)][0], place) for place in places)
        bodies.append(body)
    write(connection, Unit, unit_rows)
    everybody = [person for body in bodies for person in body.people]
    genders = (gender for _name, gender in known)
    write(connection, Person, (_person_row(*each) for each in zip(everybody, genders, range(plan.PEOPLE), strict=True)))
    write(connection, Membership, map(_membership_row, everybody))
    return Organisation(province, bodies)


def _spread(total: int, shares: int) -> Iterator[int]:
    for index in range(shares):
        yield total // shares + (index < total % shares)


def _body(index: int, province: SeededUnit) -> tuple[SeededBody, list[dict[str, object]]]:
    body, row = _unit(f"SO{index:03}", f"Sở số {index + 1}", province, Authority.GRASSROOTS)
    rows, units = [row], []
    for number, name in enumerate(islice(names.units(seed=index), plan.UNITS_PER_BODY), 1):
        unit, row = _unit(f"SO{index:03}-{number:02}", name, body, Authority.NONE, body_id=body.id, position=number)
        units.append(unit)
        rows.append(row)
    return SeededBody(body, units, []), rows


def _unit(
    code: str,
    name: str,
    parent: SeededUnit | None,
    authority: Authority,
    *,
    body_id: UUID | None = None,
    is_external: bool = False,
    position: int = 0,
) -> tuple[SeededUnit, dict[str, object]]:
    unit = SeededUnit(new_id(), name, rules.path_below(parent.path if parent else None, code))
    return unit, {
        "id": unit.id,
        "version": 1,
        "code": code,
        "name": name,
        "symbol": code,
        "place": "Hà Nội",
        "kind": UnitKind.DIVISION if authority is Authority.NONE else UnitKind.DEPARTMENT,
        "authority": authority,
        "is_external": is_external,
        "parent_id": parent.id if parent else None,
        "body_id": body_id or (unit.id if authority is not Authority.NONE and not is_external else None),
        "path": unit.path,
        "position": position,
        "valid_from": FOUNDED,
        "valid_to": None,
        "search_text": rules.unit_search_text(name=name, code=code),
    }


def _person(rng: Random, name: str, unit: SeededUnit) -> SeededPerson:
    kind = rng.randrange(len(GROUPS))
    return SeededPerson(new_id(), name, name_sort_key(name), POSTS[kind], GROUPS[kind], unit)


def _person_row(person: SeededPerson, gender: object, number: int) -> dict[str, object]:
    return {
        "id": person.id,
        "version": 1,
        "full_name": person.name,
        "gender": gender,
        "birth_on": date(1965, 1, 1) + timedelta(days=number % 13_000),
        "identity_number": f"0{number:011}",
        "joined_on": date(2005, 1, 1) + timedelta(days=number % 4_000),
        "sort_key": person.sort_key,
        "search_text": rules.person_search_text(person.name),
    }


def _membership_row(person: SeededPerson) -> dict[str, object]:
    return {
        "version": 1,
        "person_id": person.id,
        "unit_id": person.unit.id,
        "post": person.post,
        "staff_group": person.group,
        "is_head": False,
        "started_on": date(2010, 1, 1),
        "ended_on": None,
    }
