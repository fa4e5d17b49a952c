from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.core.access import Role
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion
from app.organisation import queries, services
from app.organisation.enums import Gender, StaffGroup
from app.organisation.models import Person
from tests.factories.organisation import make_membership, make_person, make_unit
from tests.integration.organisation.conftest import AT, actor_with, problems

pytestmark = pytest.mark.both_engines
BORN = date(1980, 5, 17)


def person_facts(full_name: str = "Trần Thị An", **changes) -> services.PersonFacts:
    return services.PersonFacts(full_name=full_name, **{"birth_on": BORN, **changes})


def place(unit, started_on: date = date(2010, 1, 1), **changes) -> services.PlaceFacts:
    told = {"staff_group": StaffGroup.CIVIL_SERVANT, **changes}
    return services.PlaceFacts(unit_id=unit.id, started_on=started_on, **told)


def fields(error: pytest.ExceptionInfo[RuleBroken]) -> list[str | None]:
    return [problem.field for problem in error.value.problems]


def test_a_person_is_added_with_a_place(session: Session, office, hr):
    facts = person_facts("  Đă\u0323ng   Thị Án ", identity_number="012 345.678 901", gender=Gender.FEMALE)
    person_id = services.add_person(facts, place(office, post="Chuyên viên"), actor=hr, at=AT)

    person = session.get_one(Person, person_id)
    assert (person.full_name, person.search_text) == ("Đặng Thị Án", " dang thi an")
    assert person.identity_number == "012345678901"
    assert queries.current_place(session, person_id, date(2018, 1, 1)).post == "Chuyên viên"


def test_the_trail_does_not_hold_the_identity_number(session: Session, office, hr):
    facts = person_facts(identity_number="012345678901")
    person_id = services.add_person(facts, place(office), actor=hr, at=AT)

    [event] = events_of(session, person_id)
    assert event.kind == "person.added"
    assert event.changes["identity_number"] == [None, "•••••••••901"]
    assert event.changes["unit"] == [None, "Văn phòng"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"full_name": "x" * 121}, "full_name"),
        ({"full_name": "--"}, "full_name"),
        ({"birth_on": date(2018, 12, 1)}, "birth_on"),
        ({"birth_on": date(1899, 12, 31)}, "birth_on"),
        ({"identity_number": "12345678"}, "identity_number"),
        ({"identity_number": "12345678901"}, "identity_number"),
        ({"identity_number": "١٢٣٤٥٦٧٨٩"}, "identity_number"),
        ({"joined_on": date(1970, 1, 1)}, "joined_on"),
        ({"joined_on": date(2100, 1, 1)}, "joined_on"),
    ],
)
def test_facts_that_cannot_be_are_refused(session: Session, office, hr, changes, field):
    with pytest.raises(RuleBroken) as error:
        services.add_person(person_facts(**changes), place(office), actor=hr, at=AT)

    assert fields(error) == [field]


def test_an_identity_number_belongs_to_one_person_and_the_refusal_says_to_whom(session: Session, office, hr):
    make_person(session, "Lê Văn Bình", office, identity_number="123456789")

    with pytest.raises(RuleBroken) as error:
        services.add_person(person_facts(identity_number="123456789"), place(office), actor=hr, at=AT)

    assert problems(error) == [("identity_number", "Lê Văn Bình already has this identity number.")]


def test_the_refusal_does_not_name_a_person_of_another_body(session: Session, office, neighbour, hr):
    make_person(session, "Lê Văn Bình", neighbour, identity_number="123456789")

    with pytest.raises(RuleBroken) as error:
        services.add_person(person_facts(identity_number="123456789"), place(office), actor=hr, at=AT)

    assert "Bình" not in str(error.value)
    assert fields(error) == ["identity_number"]


def test_a_person_who_left_another_body_is_placed_not_entered_twice(session: Session, office, neighbour, hr):
    person = make_person(
        session,
        "Trần Thị An",
        neighbour,
        birth_on=BORN,
        identity_number="123456789",
        ended_on=date(2015, 12, 31),
    )
    facts = person_facts(identity_number="123456789")

    with pytest.raises(RuleBroken) as error:
        services.add_person(facts, place(office, date(2015, 1, 1)), actor=hr, at=AT)
    assert fields(error) == ["started_on"]

    assert services.add_person(facts, place(office, date(2016, 1, 1)), actor=hr, at=AT) == person.id
    assert queries.current_place(session, person.id, date(2018, 1, 1)).unit_id == office.id
    assert events_of(session, person.id)[-1].kind == "person.placed"


def test_a_namesake_of_the_same_birth_date_needs_a_tick(session: Session, office, hr):
    make_person(session, "Trần Thị An", office, birth_on=BORN)

    with pytest.raises(RuleBroken) as error:
        services.add_person(person_facts(), place(office), actor=hr, at=AT)
    assert fields(error) == ["namesake_confirmed"]

    services.add_person(person_facts(), place(office), actor=hr, at=AT, namesake_confirmed=True)
    services.add_person(person_facts(birth_on=date(1981, 5, 17)), place(office), actor=hr, at=AT)


def test_people_are_added_in_own_units_only(session: Session, office, neighbour, hr):
    with pytest.raises(NotFound):
        services.add_person(person_facts(), place(neighbour), actor=hr, at=AT)
    with pytest.raises(NotAllowed):
        services.add_person(person_facts(), place(office), actor=actor_with(Role.UNIT_HEAD, office), at=AT)


def test_a_refused_addition_leaves_no_person(session: Session, office, hr):
    with pytest.raises(RuleBroken):
        services.add_person(person_facts(), place(office, date(1999, 1, 1)), actor=hr, at=AT)

    assert session.query(Person).count() == 0


def test_a_person_is_changed_by_the_hr_officer_of_their_unit(session: Session, office, neighbour, hr):
    person = make_person(session, "Trần Thị An", office)

    services.edit_person(person.id, person_facts("Trần Thị Ân"), version=person.version, actor=hr, at=AT)
    session.refresh(person)
    assert (person.full_name, person.search_text) == ("Trần Thị Ân", " tran thi an")
    assert events_of(session, person.id)[-1].changes["full_name"] == ["Trần Thị An", "Trần Thị Ân"]

    with pytest.raises(StaleVersion):
        services.edit_person(person.id, person_facts(), version=person.version - 1, actor=hr, at=AT)
    with pytest.raises(NotFound):
        services.edit_person(
            person.id, person_facts(), version=person.version, actor=actor_with(Role.HR_OFFICER, neighbour), at=AT
        )
    with pytest.raises(NotAllowed):
        services.edit_person(
            person.id, person_facts(), version=person.version, actor=actor_with(Role.AUDITOR, office), at=AT
        )


def test_the_former_body_sees_but_does_not_change_who_left(session: Session, office, neighbour, hr):
    person = make_person(session, "Trần Thị An", office, ended_on=date(2015, 12, 31))
    make_membership(session, person, neighbour, started_on=date(2016, 1, 1))

    with pytest.raises(NotAllowed):
        services.edit_person(person.id, person_facts(), version=person.version, actor=hr, at=AT)


def test_a_transfer_ends_the_old_place_the_day_before(session: Session, department, office, hr):
    person = make_person(session, "Trần Thị An", office, started_on=date(2010, 1, 1))

    services.transfer(person.id, place(department, date(2018, 7, 1), post="Phó Giám đốc"), actor=hr, at=AT)

    new, old = queries.places_of(session, person.id)
    assert (old.unit_id, old.ended_on) == (office.id, date(2018, 6, 30))
    assert (new.unit_id, new.started_on, new.ended_on) == (department.id, date(2018, 7, 1), None)
    [event] = events_of(session, person.id)
    assert event.kind == "person.transferred"
    assert event.changes["unit"] == ["Văn phòng", "Sở Khoa học và Công nghệ"]


def test_a_transfer_needs_a_later_day_and_another_place(session: Session, department, office, hr):
    person = make_person(session, "Trần Thị An", office, started_on=date(2010, 1, 1))

    with pytest.raises(RuleBroken) as error:
        services.transfer(person.id, place(department, date(2010, 1, 1)), actor=hr, at=AT)
    assert fields(error) == ["started_on"]
    with pytest.raises(RuleBroken) as error:
        services.transfer(person.id, place(office, date(2011, 1, 1)), actor=hr, at=AT)
    assert fields(error) == ["unit_id"]


def test_a_transfer_that_is_refused_leaves_the_old_place_open(session: Session, office, hr, department):
    person = make_person(session, "Trần Thị An", office)
    late = make_unit(session, "MOI", "Phòng mới", parent=department, valid_from=date(2019, 1, 1))

    with pytest.raises(RuleBroken):
        services.transfer(person.id, place(late, date(2018, 7, 1)), actor=hr, at=AT)

    session.rollback()
    assert [row.ended_on for row in queries.places_of(session, person.id)] == [None]


def test_a_transfer_needs_the_right_over_both_units(session: Session, office, neighbour, hr):
    person = make_person(session, "Trần Thị An", office)
    stranger = make_person(session, "Lê Văn Bình", neighbour)

    with pytest.raises(NotFound):
        services.transfer(person.id, place(neighbour, date(2018, 7, 1)), actor=hr, at=AT)
    with pytest.raises(NotFound):
        services.transfer(stranger.id, place(office, date(2018, 7, 1)), actor=hr, at=AT)


def test_nobody_is_in_two_places_at_once(session: Session, department, office, hr):
    person = make_person(session, "Trần Thị An", office, started_on=date(2010, 1, 1), ended_on=date(2012, 12, 31))

    for first, last in ((date(2012, 12, 31), None), (date(2005, 1, 1), date(2010, 1, 1)), (date(2011, 1, 1), None)):
        with pytest.raises(RuleBroken) as error:
            services.start_membership(person.id, place(department, first, ended_on=last), actor=hr, at=AT)
        assert fields(error) == ["started_on"]

    services.start_membership(person.id, place(department, date(2013, 1, 1)), actor=hr, at=AT)
    earlier = place(department, date(2005, 1, 1), ended_on=date(2009, 12, 31))
    services.start_membership(person.id, earlier, actor=hr, at=AT)
    assert len(queries.places_of(session, person.id)) == 3


def test_a_place_lies_within_the_days_of_its_unit(session: Session, department, hr):
    over = make_unit(session, "CU", "Phòng cũ", parent=department, valid_to=date(2015, 12, 31))
    person = make_person(session, "Trần Thị An")

    for first, last in (
        (date(1999, 1, 1), date(2001, 1, 1)),
        (date(2015, 1, 1), None),
        (date(2014, 1, 1), date(2016, 1, 1)),
    ):
        with pytest.raises(RuleBroken) as error:
            services.start_membership(person.id, place(over, first, ended_on=last), actor=None, at=AT)
        assert fields(error) == ["started_on"]


def test_an_outside_body_has_no_people(session: Session, city):
    with pytest.raises(RuleBroken) as error:
        services.add_person(person_facts(), place(city), actor=None, at=AT)
    assert fields(error) == ["unit_id"]


def test_a_place_ends_with_a_reason(session: Session, office, hr):
    person = make_person(session, "Trần Thị An", office)
    [row] = queries.places_of(session, person.id)

    services.end_membership(
        row.membership_id, on=date(2018, 10, 31), version=row.version, actor=hr, at=AT, reason="Nghỉ hưu"
    )

    assert queries.current_place(session, person.id, date(2018, 11, 1)) is None
    assert events_of(session, person.id)[-1].reason == "Nghỉ hưu"
    with pytest.raises(StaleVersion):
        services.end_membership(row.membership_id, on=date(2018, 10, 31), version=row.version, actor=hr, at=AT)


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(3000, 1, 1)])
def test_a_place_ends_on_a_day_that_can_be(session: Session, office, hr, day: date):
    person = make_person(session, "Trần Thị An", office)
    [row] = queries.places_of(session, person.id)

    with pytest.raises(RuleBroken) as error:
        services.end_membership(row.membership_id, on=day, version=row.version, actor=hr, at=AT)
    assert fields(error)[0] == "on"


def test_a_place_is_corrected(session: Session, department, office, hr):
    person = make_person(session, "Trần Thị An", office, started_on=date(2010, 1, 1))
    [row] = queries.places_of(session, person.id)
    mended = place(department, date(2009, 1, 1), post="Trưởng phòng", staff_group=StaffGroup.LEADER, is_head=True)

    services.correct_membership(row.membership_id, mended, version=row.version, actor=hr, at=AT)

    [row] = queries.places_of(session, person.id)
    assert (row.unit_id, row.started_on, row.is_head) == (department.id, date(2009, 1, 1), True)
    assert events_of(session, person.id)[-1].changes["started_on"] == ["2010-01-01", "2009-01-01"]


def test_a_correction_may_not_run_into_another_place(session: Session, department, office, hr):
    person = make_person(session, "Trần Thị An", office, started_on=date(2010, 1, 1), ended_on=date(2012, 12, 31))
    make_membership(session, person, department, started_on=date(2013, 1, 1))
    old = queries.places_of(session, person.id)[1]

    with pytest.raises(RuleBroken) as error:
        services.correct_membership(
            old.membership_id, place(office, date(2010, 1, 1), ended_on=None), version=old.version, actor=hr, at=AT
        )
    assert fields(error) == ["started_on"]
