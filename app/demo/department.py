"""The department of the reference case: bodies outside, units, invented people, accounts with their roles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import UUID

import yaml

from app.accounts.services import users
from app.cli.invented_names import invented_name
from app.core.access import Role
from app.organisation.enums import Authority, Gender, StaffGroup, UnitKind
from app.organisation.services.facts import PersonFacts, PlaceFacts, UnitFacts
from app.organisation.services.people import add_person
from app.organisation.services.units import add_unit
from app.settings import Settings

PLAN: Final = Path(__file__).with_name("plan.yaml")
FOUNDED_ON: Final = date(2010, 1, 1)
LEADERS: Final = (("Giám đốc", True), ("Phó Giám đốc", False), ("Phó Giám đốc", False), ("Phó Giám đốc", False))
HEAD_POSTS: Final = {
    UnitKind.OFFICE: ("Chánh", "Phó Chánh"),
    UnitKind.DIVISION: ("Trưởng phòng", "Phó Trưởng phòng"),
    UnitKind.SUB_DEPARTMENT: ("Chi cục trưởng", "Phó Chi cục trưởng"),
    UnitKind.CENTRE: ("Giám đốc Trung tâm", "Phó Giám đốc Trung tâm"),
    UnitKind.OTHER: ("Giám đốc Quỹ", "Phó Giám đốc Quỹ"),
}
CIVIL_KINDS: Final = {UnitKind.OFFICE, UnitKind.DIVISION, UnitKind.SUB_DEPARTMENT}


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit with its part in the round of 2018; counts of people, and which collective awards it is nominated for."""

    code: str
    parent: str
    kind: UnitKind
    staff: int
    ldtt: int
    level: str
    cstdcs: int = 0
    gk: int = 0
    bkt_cn: int = 0
    bkb_cn: int = 0
    ttldtt: bool = False
    ttldxs: bool = False
    gk_tt: bool = False
    bkt_tt: bool = False
    bkb_tt: bool = False


@dataclass(slots=True)
class Department:
    """Ids of what was made, for the rounds to build on: units by code, people by unit code in order of rank."""

    units: dict[str, UUID] = field(default_factory=dict)
    staff: dict[str, list[UUID]] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)
    plans: list[PlannedUnit] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    """User name of the head of each unit."""

    @property
    def body_id(self) -> UUID:
        """The department itself."""
        return self.units["SKHCN"]


def found(at: datetime) -> Department:
    """Enter units and people as the operator at the console; memberships begin in the past."""
    plan = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    department, rng = Department(), Random(2018)
    for row in plan["outside"]:
        department.units[row["code"]] = _add_unit(row, None, at=at, is_external=True)
    body = plan["body"]
    department.units[body["code"]] = _add_unit(body, department.units[body["parent"]], at=at)
    department.staff[body["code"]] = [
        _add_person(department, rng, "SKHCN", post, StaffGroup.LEADER, is_head=is_head, at=at)
        for post, is_head in LEADERS
    ]
    for position, row in enumerate(plan["units"], 1):
        _add_planned(department, rng, row, position=position, at=at)
    return department


def _add_planned(department: Department, rng: Random, row: dict[str, Any], *, position: int, at: datetime) -> None:
    named = PlannedUnit.__dataclass_fields__
    planned = PlannedUnit(**{**{key: row[key] for key in row if key in named}, "kind": UnitKind(row["kind"])})
    department.plans.append(planned)
    facts = {**row, "position": position}
    department.units[planned.code] = _add_unit(facts, department.units[planned.parent], at=at)
    department.staff[planned.code] = [
        _add_person(department, rng, planned.code, post, group, is_head=rank == 0, at=at)
        for rank, (post, group) in enumerate(_posts(planned, row["name"]))
    ]


def _posts(unit: PlannedUnit, name: str) -> Iterator[tuple[str, StaffGroup]]:
    head, deputy = HEAD_POSTS[unit.kind]
    if unit.kind is UnitKind.OFFICE:
        head, deputy = (f"{word} {name.removesuffix(' Sở')}" for word in (head, deputy))
    yield head, StaffGroup.LEADER
    if unit.staff >= 7:
        yield deputy, StaffGroup.LEADER
    civil = unit.kind in CIVIL_KINDS
    for rank in range(2 if unit.staff >= 7 else 1, unit.staff):
        if rank == unit.staff - 1 and unit.staff >= 10:
            yield "Nhân viên", StaffGroup.CONTRACT
        else:
            yield ("Chuyên viên", StaffGroup.CIVIL_SERVANT) if civil else ("Viên chức", StaffGroup.PUBLIC_EMPLOYEE)


def _add_unit(row: Mapping[str, Any], parent_id: UUID | None, *, at: datetime, is_external: bool = False) -> UUID:
    facts = UnitFacts(
        code=row["code"],
        name=row["name"],
        name_en=row.get("name_en", ""),
        short_name=row.get("short_name", ""),
        kind=UnitKind(row["kind"]),
        authority=Authority(row.get("authority", "none")),
        is_external=is_external,
        symbol=row.get("symbol", ""),
        place=row.get("place", ""),
        position=row.get("position", 0),
        valid_from=FOUNDED_ON,
    )
    return add_unit(facts, parent_id=parent_id, actor=None, at=at)


def _add_person(
    department: Department, rng: Random, code: str, post: str, group: StaffGroup, *, is_head: bool, at: datetime
) -> UUID:
    """Invent somebody with a name nobody here has yet, between 26 and 57 years old in 2018."""
    gender = rng.choice((Gender.FEMALE, Gender.MALE))
    name = next(name for name in iter(lambda: invented_name(rng, gender), "") if name not in department.names.values())
    age = rng.randint(38, 57) if group is StaffGroup.LEADER else rng.randint(26, 55)
    born = date(2018 - age, rng.randint(1, 12), rng.randint(1, 28))
    joined = max(FOUNDED_ON, date(born.year + rng.randint(23, 26), rng.randint(1, 9), 1))
    person = PersonFacts(full_name=name, gender=gender, birth_on=born, joined_on=joined)
    place = PlaceFacts(unit_id=department.units[code], staff_group=group, started_on=joined, post=post, is_head=is_head)
    person_id = add_person(person, place, actor=None, at=at)
    department.names[person_id] = name
    return person_id


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demo: whose it is, and which role over which unit."""

    username: str
    unit: str | None = None
    rank: int = 0
    role: Role | None = None
    over: str | None = None
    display_name: str = ""


ACCOUNTS: Final = (
    Account("admin", role=Role.ADMIN, over="SKHCN", display_name="Quản trị hệ thống"),
    Account("hr", "VP", 3, Role.HR_OFFICER, "SKHCN"),
    Account("officer", "QLKH", 3, Role.UNIT_OFFICER, "QLKH"),
    Account("head", "QLKH", 0, Role.UNIT_HEAD, "QLKH"),
    Account("director", "SKHCN", 0, Role.HEAD_OF_BODY, "SKHCN"),
    Account("employee", "QLKH", 5),
    Account("auditor", "TTRA", 2, Role.AUDITOR, "SKHCN"),
    Account("council1", "SKHCN", 1),
    Account("council2", "SKHCN", 2),
    Account("council3", "VP", 0, Role.UNIT_HEAD, "VP"),
    Account("council4", "TTRA", 0, Role.UNIT_HEAD, "TTRA"),
    Account("council5", "KHTC", 0, Role.UNIT_HEAD, "KHTC"),
    Account("council6", "TDC", 0, Role.UNIT_HEAD, "TDC"),
    Account("council7", "QLCN", 0, Role.UNIT_HEAD, "QLCN"),
)
"""An administrator holds no business data; council members who head a unit nominate for it as well."""


def open_accounts(department: Department, password: str, *, settings: Settings, at: datetime) -> None:
    """Open the accounts of the demo, and one for the head of every other unit, all with one password."""
    named = [*ACCOUNTS, *_other_heads(department)]
    for account in named:
        person_id = department.staff[account.unit][account.rank] if account.unit else None
        name = account.display_name or department.names[person_id or UUID(int=0)]
        new = users.NewUser(account.username, name, password, person_id, must_change_password=False)
        user_id = users.create_user(new, settings=settings, actor=None, at=at)
        if account.role and account.over:
            users.grant_role(user_id, account.role, department.units[account.over], actor=None, at=at)
        if account.role is Role.UNIT_HEAD and account.over:
            department.heads[account.over] = account.username


def _other_heads(department: Department) -> Iterator[Account]:
    known = {account.over for account in ACCOUNTS if account.role is Role.UNIT_HEAD}
    for unit in department.plans:
        if unit.code not in known:
            yield Account(f"head.{unit.code.lower()}", unit.code, 0, Role.UNIT_HEAD, unit.code)


def days(at: datetime, count: int) -> datetime:
    """Return the same time of day, some days later or (negative) earlier."""
    return at + timedelta(days=count)
