from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.core.database import new_id
from app.core.errors import NotFound
from app.organisation import queries
from app.organisation.enums import Authority, StaffGroup
from tests.factories.organisation import make_membership, make_person, make_unit

pytestmark = pytest.mark.both_engines
DAY = date(2018, 12, 31)


@pytest.fixture
def city(session: Session):
    return make_unit(session, "UBND", "Ủy ban nhân dân thành phố", authority=Authority.PROVINCIAL, is_external=True)


@pytest.fixture
def department(session: Session, city):
    return make_unit(session, "SKHCN", "Sở Khoa học và Công nghệ", parent=city, authority=Authority.GRASSROOTS)


def test_units_come_in_the_order_a_tree_is_read(session: Session, department):
    second = make_unit(session, "A", "Phòng Hai", parent=department, position=2)
    first = make_unit(session, "Z", "Phòng Một", parent=department, position=1)
    below = make_unit(session, "B", "Tổ Ba", parent=first)

    found = queries.units_within(session, [department.path])

    assert [row.code for row in found] == ["SKHCN", first.code, below.code, second.code]


def test_units_on_a_day_leave_out_those_that_do_not_exist_then(session: Session, department):
    make_unit(session, "OLD", "Phòng cũ", parent=department, valid_to=date(2017, 12, 31))
    make_unit(session, "NEW", "Phòng mới", parent=department, valid_from=date(2019, 1, 1))

    assert [row.code for row in queries.units_within(session, [department.path], DAY)] == ["SKHCN"]


def test_a_unit_outside_the_subtrees_is_not_found(session: Session, city):
    make_unit(session, "SKHCN", "Sở", parent=city)
    make_unit(session, "SKHCN2", "Sở khác", parent=city)

    assert [row.code for row in queries.units_within(session, ["UBND.SKHCN."])] == ["SKHCN"]
    assert queries.units_within(session, []) == []


def test_bodies_have_authority_and_users(session: Session, city, department):
    make_unit(session, "VP", "Văn phòng", parent=department)

    assert [row.code for row in queries.bodies_within(session, [city.path])] == ["SKHCN"]


def test_an_award_travels_up_to_the_first_unit_that_may_confer_it(session: Session, city, department):
    below = make_unit(session, "CC", "Chi cục", parent=department, authority=Authority.GRASSROOTS)

    assert queries.higher_authority(session, below.id, Authority.GRASSROOTS).code == "SKHCN"
    assert queries.higher_authority(session, below.id, Authority.PROVINCIAL).code == "UBND"
    assert queries.higher_authority(session, below.id, Authority.STATE) is None
    with pytest.raises(NotFound):
        queries.higher_authority(session, new_id(), Authority.STATE)


def test_members_on_a_day_come_in_the_order_of_given_names(session: Session, department):
    make_person(session, "Nguyễn Văn Đông", department, post="Chuyên viên")
    make_person(session, "Trần Thị An", department, staff_group=StaffGroup.LEADER, is_head=True)
    make_person(session, "Lê Đã Đi", department, ended_on=date(2018, 12, 30))
    make_person(session, "Lê Chưa Đến", department, started_on=date(2019, 1, 1))
    make_person(session, "Lê Đến Cuối", department, ended_on=DAY)

    members = queries.members_on(session, [department.id], DAY)

    assert [member.full_name for member in members] == ["Trần Thị An", "Lê Đến Cuối", "Nguyễn Văn Đông"]
    assert (members[0].staff_group, members[0].is_head, members[2].post) == (StaffGroup.LEADER, True, "Chuyên viên")
    assert members[0].unit_name == "Sở Khoa học và Công nghệ"


def test_a_person_has_one_place_on_a_day(session: Session, department):
    office = make_unit(session, "VP", "Văn phòng", parent=department)
    person = make_person(session, "Trần Thị An", office, started_on=date(2010, 1, 1), ended_on=date(2018, 6, 30))
    make_membership(session, person, department, started_on=date(2018, 7, 1))

    assert queries.current_place(session, person.id, date(2018, 6, 30)).unit_name == "Văn phòng"
    assert queries.current_place(session, person.id, date(2018, 7, 1)).body_id == department.id
    assert queries.current_place(session, person.id, date(2009, 12, 31)) is None
    assert [place.unit_id for place in queries.places_of(session, person.id)] == [department.id, office.id]
