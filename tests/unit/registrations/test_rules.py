"""When the register takes registrations, who may write it, and how it is printed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.core.access import Actor, Grant, Role
from app.core.database import new_id
from app.documents.workbook import Section
from app.eligibility.enums import Subject
from app.eligibility.rulebook import rulebooks
from app.organisation.enums import Gender
from app.registrations import policy, rules
from app.registrations.presenters import workbook
from app.registrations.queries import RegistrationRow


@dataclass
class Window:
    opens_on: date = date(2018, 1, 2)
    closes_on: date = date(2018, 3, 31)


@pytest.mark.parametrize(
    ("window", "day", "keeps", "refused"),
    [
        (None, date(2018, 2, 1), True, True),
        (Window(), date(2018, 1, 1), False, True),
        (Window(), date(2018, 1, 2), False, False),
        (Window(), date(2018, 3, 31), False, False),
        (Window(), date(2018, 4, 1), False, True),
        (Window(), date(2018, 4, 1), True, False),
    ],
)
def test_the_register_is_open_from_its_first_day_to_its_last(
    window: Window | None, day: date, keeps: bool, refused: bool
) -> None:
    assert bool(rules.window_problems(window, year=2018, on=day, keeps_register=keeps)) is refused


@pytest.mark.parametrize(
    ("year", "today", "day"),
    [
        (2018, date(2018, 2, 1), date(2018, 2, 1)),
        (2018, date(2019, 2, 1), date(2018, 12, 31)),
        (2019, date(2018, 12, 1), date(2018, 12, 1)),
    ],
)
def test_people_are_read_on_the_day_of_registration_or_at_the_end_of_the_year(
    year: int, today: date, day: date
) -> None:
    assert rules.reference_day(year, today) == day


@pytest.mark.parametrize(
    ("subjects", "people", "collectives", "fields"),
    [
        (set(), 1, 0, ["award_codes"]),
        ({Subject.INDIVIDUAL}, 1, 0, []),
        ({Subject.INDIVIDUAL}, 0, 0, ["person_ids"]),
        ({Subject.COLLECTIVE}, 1, 1, ["award_codes"]),
        ({Subject.INDIVIDUAL, Subject.COLLECTIVE}, 1, 0, ["collective_ids"]),
    ],
)
def test_awards_and_names_meet(subjects: set[Subject], people: int, collectives: int, fields: list[str]) -> None:
    found = rules.matching_problems(subjects, people=people, collectives=collectives)
    assert [problem.field for problem in found] == fields


def test_an_award_is_of_the_set_of_rules_and_for_its_subject() -> None:
    known = rulebooks().regime("r2018").awards

    assert rules.award_problems("LDTT", Subject.INDIVIDUAL, known) == []
    assert rules.award_problems("LDTT", Subject.COLLECTIVE, known) != []
    assert rules.award_problems("NONE", Subject.INDIVIDUAL, known) != []


@pytest.mark.parametrize(
    ("role", "path", "reads", "registers", "keeps"),
    [
        (Role.HR_OFFICER, "SO.", True, True, True),
        (Role.UNIT_OFFICER, "SO.P1.", True, True, False),
        (Role.UNIT_HEAD, "SO.P1.", True, True, False),
        (Role.UNIT_HEAD, "SO.P2.", False, False, False),
        (Role.HEAD_OF_BODY, "SO.", True, False, False),
        (Role.AUDITOR, "SO.", True, False, False),
        (Role.ADMIN, "SO.", False, False, False),
    ],
)
def test_who_reads_registers_and_keeps(role: Role, path: str, reads: bool, registers: bool, keeps: bool) -> None:
    actor = Actor(user_id=new_id(), name="An", grants=(Grant(role, new_id(), path),))

    assert policy.may_read(actor, "SO.P1.") is reads
    assert policy.may_register(actor, "SO.P1.") is registers
    assert policy.may_keep(actor, "SO.") is keeps


def row(award: str, *, person: Any = None, unit: Any = None, name: str = "Lê An", **changes: Any) -> RegistrationRow:
    told: dict[str, Any] = {
        "id": new_id(),
        "body_id": new_id(),
        "year": 2018,
        "unit_id": new_id(),
        "unit_name": "Phòng Quản lý",
        "unit_path": "SO.P1.",
        "subject": Subject.INDIVIDUAL if person else Subject.COLLECTIVE,
        "person_id": person,
        "collective_id": unit,
        "name": name,
        "sort_key": "",
        "gender": Gender.FEMALE if person else None,
        "post": "Chuyên viên" if person else None,
        "award_code": award,
        "registered_on": date(2018, 2, 1),
        "note": "",
        "created_at": datetime(2018, 2, 1, tzinfo=UTC),
        "withdrawn_at": None,
        "withdrawn_reason": "",
        "version": 1,
        **changes,
    }
    return RegistrationRow(**told)


def test_the_list_has_one_line_for_each_name_titles_and_forms_side_by_side() -> None:
    person, unit = new_id(), new_id()
    rows = [
        row("CSTDCS", person=person),
        row("LDTT", person=person),
        row("GK_CN", person=person),
        row("TTLDTT", unit=unit, name="Phòng Quản lý"),
    ]

    found = workbook.sheet(rows, body_name="Sở Khoa học", year=2018, legal_basis="CV 12")

    assert found.rows == [
        Section("I. Cá nhân"),
        [1, "Bà", "Lê An", "Chuyên viên, Phòng Quản lý", "LĐTT, CSTĐCS", "GK"],
        Section("II. Tập thể"),
        [1, "", "Phòng Quản lý", "", "TTLĐTT", ""],
    ]
    assert [(column.group, column.heading) for column in found.columns][3:] == [
        ("", "Chức vụ, đơn vị"),
        ("Đăng ký thi đua khen thưởng", "Thi đua"),
        ("Đăng ký thi đua khen thưởng", "Khen thưởng"),
    ]
    assert found.title_lines == ["DANH SÁCH ĐĂNG KÝ THI ĐUA", "Năm 2018", "(Theo CV 12)"]
