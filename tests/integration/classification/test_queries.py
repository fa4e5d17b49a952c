"""Reading levels: lists, paging and counts."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.classification import queries
from app.classification.enums import ClassificationStatus
from app.classification.queries import PersonFilter, Scope
from app.eligibility.enums import ClassificationLevel as Level
from app.eligibility.enums import Subject
from app.organisation.enums import Authority, StaffGroup
from app.organisation.models import Person, Unit
from tests.factories.classification import make_classification
from tests.factories.organisation import make_membership, make_person, make_unit

pytestmark = pytest.mark.both_engines

DAY = date(2026, 12, 31)
EVERYBODY = PersonFilter()


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, "SO", "Sở", authority=Authority.GRASSROOTS)


@pytest.fixture
def unit(session: Session, body: Unit) -> Unit:
    return make_unit(session, "VP", "Văn phòng", parent=body, position=1)


@pytest.fixture
def scope(body: Unit) -> Scope:
    return Scope(body.id, (body.path,))


def names(session: Session, scope: Scope, narrowed: PersonFilter = EVERYBODY, day: date = DAY) -> list[str]:
    page = queries.people_page(session, scope, 2026, day, narrowed=narrowed, cursor=None, size=50)
    assert queries.people_total(session, scope, 2026, day, narrowed) == len(page.items)
    return [row.full_name for row in page.items]


def test_people_with_and_without_a_level_in_the_order_of_given_names(session: Session, unit: Unit, scope: Scope):
    make_classification(session, unit, person=make_person(session, "Trần Thị Bình", unit))
    make_person(session, "Lê Văn Đạt", unit)
    make_person(session, "Phạm An", unit)

    assert names(session, scope) == ["Phạm An", "Trần Thị Bình", "Lê Văn Đạt"]


def test_a_row_tells_post_group_level_and_day(session: Session, unit: Unit, scope: Scope):
    person = make_person(session, unit=unit, post="Trưởng phòng", staff_group=StaffGroup.LEADER)
    make_classification(session, unit, person=person, staff_group=StaffGroup.LEADER, note="tốt")

    (row,) = queries.people_page(session, scope, 2026, DAY, narrowed=EVERYBODY, cursor=None, size=50).items

    assert (row.post, row.staff_group, row.level) == ("Trưởng phòng", StaffGroup.LEADER, Level.HTTNV)
    assert (row.status, row.decided_on, row.note) == (ClassificationStatus.DECIDED, date(2026, 12, 15), "tốt")
    assert (row.unit_name, row.record_version) == ("Văn phòng", 1)


def test_who_left_with_a_level_is_shown_and_who_left_without_is_not(session: Session, unit: Unit, scope: Scope):
    for name, level in (("Có Mức", True), ("Không Mức", False)):
        person = make_person(session, name)
        make_membership(session, person, unit, ended_on=date(2026, 6, 30))
        if level:
            make_classification(session, unit, person=person)

    assert names(session, scope) == ["Có Mức"]
    assert names(session, scope, day=date(2026, 6, 30)) == ["Có Mức", "Không Mức"]


def test_who_moved_stands_where_the_level_is(session: Session, body: Unit, unit: Unit, scope: Scope):
    person, second = make_person(session, "Đã Chuyển"), make_unit(session, "P2", parent=body)
    make_membership(session, person, unit, ended_on=date(2026, 6, 30))
    make_membership(session, person, second, started_on=date(2026, 7, 1))
    assert names(session, scope, PersonFilter(unit_id=second.id)) == ["Đã Chuyển"]

    make_classification(session, unit, person=person)

    assert names(session, scope, PersonFilter(unit_id=unit.id)) == ["Đã Chuyển"]
    assert names(session, scope, PersonFilter(unit_id=second.id)) == []
    assert names(session, scope) == ["Đã Chuyển"]


def test_filters(session: Session, unit: Unit, scope: Scope):
    good = make_person(session, "Đặng Thị Ngọc Ánh", unit)
    make_classification(session, unit, person=good, level=Level.HTXSNV)
    proposed = make_person(session, "Nguyễn Văn Bảy", unit)
    make_classification(session, unit, person=proposed, status=ClassificationStatus.PROPOSED)
    make_person(session, "Lê Chưa Xếp", unit, staff_group=StaffGroup.CONTRACT)

    assert names(session, scope, PersonFilter(level=Level.HTXSNV)) == ["Đặng Thị Ngọc Ánh"]
    assert names(session, scope, PersonFilter(without_level=True)) == ["Lê Chưa Xếp"]
    assert names(session, scope, PersonFilter(proposed=True)) == ["Nguyễn Văn Bảy"]
    assert names(session, scope, PersonFilter(staff_group=StaffGroup.CONTRACT)) == ["Lê Chưa Xếp"]
    assert names(session, scope, PersonFilter(text="anh dang")) == ["Đặng Thị Ngọc Ánh"]
    assert names(session, scope, PersonFilter(text="100%")) == []


def test_another_year_or_body_stays_out(session: Session, unit: Unit, scope: Scope):
    other = make_unit(session, authority=Authority.GRASSROOTS)
    inner = make_unit(session, parent=unit, authority=Authority.GRASSROOTS)
    for place in (other, inner):
        make_classification(session, place, person=make_person(session, "Người Ngoài", place))
    person = make_person(session, "Người Nhà", unit)
    make_classification(session, unit, 2025, person=person)

    assert names(session, scope) == ["Người Nhà"]
    assert names(session, Scope(scope.body_id, ())) == []
    assert names(session, scope, PersonFilter(unit_id=other.id)) == []


def test_pages_follow_each_other_without_a_gap(session: Session, unit: Unit, scope: Scope):
    for number in range(7):
        person = make_person(session, f"Nguyễn Văn {chr(65 + number)}n", unit)
        if number % 2:
            make_classification(session, unit, person=person)
    seen, cursor, previous = [], None, None
    while True:
        page = queries.people_page(session, scope, 2026, DAY, narrowed=EVERYBODY, cursor=cursor, size=3)
        seen += [row.full_name for row in page.items]
        previous, cursor = page.previous_cursor, page.next_cursor
        if cursor is None:
            break
    assert seen == [f"Nguyễn Văn {letter}n" for letter in "ABCDEFG"]
    back = queries.people_page(session, scope, 2026, DAY, narrowed=EVERYBODY, cursor=previous, size=3)
    assert [row.full_name[-2] for row in back.items] == ["D", "E", "F"]


def test_units_come_in_tree_order_with_their_numbers(session: Session, body: Unit, unit: Unit, scope: Scope):
    first = make_unit(session, "ZZ", "Đứng trước", parent=body, position=0)
    make_unit(session, parent=body, valid_to=date(2020, 1, 1))
    make_unit(session, parent=body, authority=Authority.GRASSROOTS)
    make_classification(session, unit, level=Level.HTXSNV)
    make_classification(session, unit, person=make_person(session, unit=unit))
    make_person(session, unit=unit)

    rows = queries.unit_levels(session, scope, 2026, DAY)

    assert [row.id for row in rows] == [body.id, first.id, unit.id]
    assert [(row.level, row.people, row.classified) for row in rows] == [
        (None, 0, 0),
        (None, 0, 0),
        (Level.HTXSNV, 2, 1),
    ]
    assert queries.unit_level(session, unit.id, 2026, DAY) == rows[2]


def classified(session: Session, unit: Unit, level: Level, group: StaffGroup, year: int = 2026) -> Person:
    person = make_person(session, unit=unit, staff_group=group)
    make_classification(session, unit, year, person=person, level=level, staff_group=group)
    return person


def test_counts_by_subject_unit_group_and_level(session: Session, body: Unit, unit: Unit):
    inner = make_unit(session, "TT", "Trung tâm", parent=unit, authority=Authority.GRASSROOTS)
    for _ in range(2):
        classified(session, unit, Level.HTTNV, StaffGroup.CIVIL_SERVANT)
    classified(session, unit, Level.HTTNV, StaffGroup.LEADER)
    classified(session, body, Level.HTXSNV, StaffGroup.LEADER)
    classified(session, inner, Level.HTNV, StaffGroup.CONTRACT)
    classified(session, unit, Level.KHTNV, StaffGroup.LEADER, 2025)
    make_classification(session, unit, level=Level.HTXSNV)

    def told(*paths: str, **options: object) -> set:
        rows = queries.counts(session, paths, 2026, **options)
        return {(row.subject, row.unit_name, row.staff_group, row.level, row.count) for row in rows}

    of_unit = {
        (Subject.INDIVIDUAL, "Văn phòng", StaffGroup.CIVIL_SERVANT, Level.HTTNV, 2),
        (Subject.INDIVIDUAL, "Văn phòng", StaffGroup.LEADER, Level.HTTNV, 1),
        (Subject.COLLECTIVE, "Văn phòng", None, Level.HTXSNV, 1),
    }
    of_inner = {(Subject.INDIVIDUAL, "Trung tâm", StaffGroup.CONTRACT, Level.HTNV, 1)}
    of_body = {(Subject.INDIVIDUAL, "Sở", StaffGroup.LEADER, Level.HTXSNV, 1)}
    assert told(unit.path) == of_unit | of_inner
    assert told(body.path) == of_unit | of_inner | of_body
    assert told(body.path, body_id=body.id) == of_unit | of_body
    assert told() == set()


def test_progress_counts_what_waits_for_a_decision(session: Session, body: Unit, unit: Unit):
    make_classification(session, unit)
    make_classification(session, body, status=ClassificationStatus.PROPOSED)
    assert queries.progress(session, body.id, 2026) == queries.Progress(entered=2, undecided=1)
    assert queries.progress(session, body.id, 2025) == queries.Progress(entered=0, undecided=0)
