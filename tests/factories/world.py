"""A small world for tests over the whole application: two bodies, and one account for each role in the first.

Rows are written directly, without the services: the world must stand whatever a service refuses.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.models import User
from app.core.access import Role
from app.core.clock import today
from app.organisation.enums import Authority
from app.organisation.models import Person, Unit
from tests.factories.actors import make_account
from tests.factories.organisation import make_person, make_unit

MARKER = "Quzhoxavi"
"""Part of every name in the other body: nobody in the first body may ever read it."""


class Who(StrEnum):
    """The columns of the access table."""

    ADMIN = "admin"
    HR = "hr"
    OFFICER = "officer"
    HEAD = "head"
    COUNCIL = "council"
    DIRECTOR = "director"
    EMPLOYEE = "employee"
    AUDITOR = "auditor"


class Reach(StrEnum):
    """Where a record lies, seen from the accounts of the world."""

    NEAR = "near"
    """In the unit of the officer, the head and the employee; the employee is the person concerned."""
    BESIDE = "beside"
    """In another unit of the same body."""
    FAR = "far"
    """In another body."""


Builder = Callable[["Place"], Any]  # Any: a value for a URL parameter, UUID, int or str


@dataclass(frozen=True)
class Sample:
    """How to make the record behind a URL parameter, and whether it belongs to a unit or to the whole body."""

    build: Builder
    of_unit: bool


SAMPLES: dict[str, Sample] = {}
"""Filled by ``tests.factories.samples``."""


@dataclass
class Place:
    """A unit of a body, with a person in it, and one record of each kind made when first asked for."""

    session: Session
    reach: Reach
    higher: Unit
    body: Unit
    unit: Unit
    person: Person
    account: User
    member: Person
    """Sits in the council of the body."""
    twin: "Place | None" = None
    """The place of the same body whose campaign, council and decision this one shares."""
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return today().year

    @property
    def label(self) -> str:
        """A word to put into every name of this place."""
        return MARKER if self.reach is Reach.FAR else f"{self.reach.value.capitalize()}"

    def of(self, parameter: str) -> Any:
        """Return the record of this place for a URL parameter, by its id or key."""
        sample = SAMPLES[parameter]
        if self.twin and not sample.of_unit:
            return self.twin.of(parameter)
        if parameter not in self.made:
            self.made[parameter] = sample.build(self)
        return self.made[parameter]

    def add(self, record: Any) -> UUID:
        """Store a row and return its id."""
        self.session.add(record)
        self.session.commit()
        identifier: UUID = record.id
        return identifier


@dataclass
class World:
    """The three places and an account for each role."""

    places: dict[Reach, Place]
    accounts: dict[Who, User]


ROLES = {
    Who.ADMIN: Role.ADMIN,
    Who.HR: Role.HR_OFFICER,
    Who.OFFICER: Role.UNIT_OFFICER,
    Who.HEAD: Role.UNIT_HEAD,
    Who.DIRECTOR: Role.HEAD_OF_BODY,
    Who.AUDITOR: Role.AUDITOR,
}
OVER_A_UNIT = {Who.OFFICER, Who.HEAD}


def make_world(session: Session) -> World:
    """Build the places and the accounts."""
    higher = make_unit(session, "TOP", "Ủy ban nhân dân", authority=Authority.PROVINCIAL, is_external=True)
    body = make_unit(session, "HOME", "Sở Khoa học", parent=higher, authority=Authority.GRASSROOTS)
    other = make_unit(session, "ELSE", f"Sở {MARKER}", parent=higher, authority=Authority.GRASSROOTS)
    member = make_person(session, "Ủy viên Hội đồng", unit=body)
    stranger = make_person(session, f"Ủy viên {MARKER}", unit=other)
    near = _make_place(session, Reach.NEAR, higher, body, member)
    beside = _make_place(session, Reach.BESIDE, higher, body, member, twin=near)
    far = _make_place(session, Reach.FAR, higher, other, stranger)
    accounts = {Who.EMPLOYEE: near.account, Who.COUNCIL: make_account(session, person=member, username="the-member")}
    for who, role in ROLES.items():
        accounts[who] = make_account(session, role, near.unit if who in OVER_A_UNIT else body, username=f"the-{who}")
    return World({place.reach: place for place in (near, beside, far)}, accounts)


def _make_place(
    session: Session, reach: Reach, higher: Unit, body: Unit, member: Person, twin: Place | None = None
) -> Place:
    name = MARKER if reach is Reach.FAR else reach.value.capitalize()
    unit = make_unit(session, f"U-{reach}", f"Phòng {name}", parent=body)
    person = make_person(session, f"Nguyễn Thị {name}", unit=unit)
    account = make_account(session, person=person, username=f"person-{reach}")
    return Place(session, reach, higher, body, unit, person, account, member, twin)
