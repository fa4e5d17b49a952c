from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.core.access import Role
from app.core.database import new_id
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion
from app.organisation import services
from app.organisation.enums import Authority, UnitKind
from app.organisation.models import Unit
from tests.factories.organisation import make_person, make_unit
from tests.integration.organisation.conftest import AT, actor_with, problems

pytestmark = pytest.mark.both_engines


def facts(code: str = "PTC", name: str = "Phòng Tổ chức", **changes) -> services.UnitFacts:
    told = {"kind": UnitKind.DIVISION, "valid_from": date(2010, 1, 1), **changes}
    return services.UnitFacts(code=code, name=name, **told)


def get(session: Session, unit_id: UUID) -> Unit:
    session.expire_all()
    return session.get_one(Unit, unit_id)


def edited(unit: Unit, **changes) -> services.UnitFacts:
    told = {name: getattr(unit, name) for name in services.UnitFacts.__dataclass_fields__}
    return services.UnitFacts(**{**told, **changes})


def test_a_unit_is_added_under_another_and_the_trail_tells_it(session: Session, department, hr):
    unit_id = services.add_unit(facts(name="  Pho\u0300ng  Tổ chức "), parent_id=department.id, actor=hr, at=AT)

    unit = get(session, unit_id)
    assert (unit.name, unit.path, unit.body_id) == ("Phòng Tổ chức", "UBND.SKHCN.PTC.", department.id)
    assert unit.search_text == " phong to chuc ptc"
    assert unit.version == 1
    [event] = events_of(session, unit_id)
    assert (event.kind, event.actor_name, event.changes["code"]) == ("unit.added", "Cán bộ tổ chức", [None, "PTC"])


def test_a_unit_with_authority_is_its_own_body(session: Session, department, hr):
    unit_id = services.add_unit(
        facts("CCTDC", "Chi cục", authority=Authority.GRASSROOTS), parent_id=department.id, actor=hr, at=AT
    )

    assert get(session, unit_id).body_id == unit_id


@pytest.mark.parametrize("code", ["SKHCN", "UBND"])
def test_a_code_is_given_once(session: Session, department, hr, code: str):
    with pytest.raises(RuleBroken) as error:
        services.add_unit(facts(code), parent_id=department.id, actor=hr, at=AT)

    assert problems(error) == [("code", f"Another unit already has the code {code}.")]


@pytest.mark.parametrize("code", ["phòng", "A.B", "A" * 41, ""])
def test_a_code_that_would_break_the_tree_is_refused(session: Session, department, hr, code: str):
    with pytest.raises(RuleBroken) as error:
        services.add_unit(facts(code), parent_id=department.id, actor=hr, at=AT)

    assert {field for field, _message in problems(error)} == {"code"}


def test_a_text_that_does_not_fit_is_refused(session: Session, department, hr):
    with pytest.raises(RuleBroken) as error:
        services.add_unit(facts(name="x" * 10_000), parent_id=department.id, actor=hr, at=AT)

    assert problems(error) == [("name", "Shorten this: at most 300 characters fit.")]


def test_a_unit_of_another_body_is_out_of_reach(session: Session, neighbour, department, hr):
    with pytest.raises(NotFound):
        services.add_unit(facts(), parent_id=neighbour.id, actor=hr, at=AT)
    with pytest.raises(NotFound):
        services.move_unit(neighbour.id, to_id=department.id, version=1, actor=hr, at=AT)
    with pytest.raises(NotFound):
        services.end_unit(neighbour.id, on=date(2018, 1, 1), version=1, actor=hr, at=AT)
    with pytest.raises(NotFound):
        services.add_unit(facts(), parent_id=new_id(), actor=hr, at=AT)


def test_readers_may_not_change_what_they_see(session: Session, department):
    auditor = actor_with(Role.AUDITOR, department)
    with pytest.raises(NotAllowed):
        services.add_unit(facts(), parent_id=department.id, actor=auditor, at=AT)
    with pytest.raises(NotAllowed):
        services.edit_unit(department.id, facts(), version=1, actor=auditor, at=AT)


def test_nobody_hangs_a_unit_above_their_own(session: Session, city, department, hr):
    with pytest.raises(NotAllowed):
        services.add_unit(facts(), parent_id=city.id, actor=hr, at=AT)
    with pytest.raises(NotAllowed):
        services.add_unit(facts(), parent_id=None, actor=hr, at=AT)


def test_a_ministry_beside_the_tree_is_kept_by_an_hr_officer(session: Session, department, hr):
    ministry = facts("BKHCN", "Bộ Khoa học và Công nghệ", is_external=True, authority=Authority.MINISTERIAL)
    unit_id = services.add_unit(ministry, parent_id=None, actor=hr, at=AT)

    services.edit_unit(unit_id, edited(get(session, unit_id), symbol="BKHCN"), version=1, actor=hr, at=AT)

    unit = get(session, unit_id)
    assert (unit.path, unit.body_id, unit.symbol) == ("BKHCN.", None, "BKHCN")


def test_the_city_above_is_not_an_hr_officers_to_change(session: Session, city, department, hr):
    with pytest.raises(NotAllowed):
        services.edit_unit(city.id, edited(city, name="Khác"), version=city.version, actor=hr, at=AT)


def test_the_operator_may_plant_the_root(session: Session):
    unit_id = services.add_unit(facts("SO", "Sở"), parent_id=None, actor=None, at=AT)

    assert get(session, unit_id).path == "SO."


def test_a_new_code_is_carried_through_the_subtree(session: Session, department, office, hr):
    below = make_unit(session, "TO1", "Tổ một", parent=office)

    services.edit_unit(office.id, edited(office, code="VANPHONG"), version=office.version, actor=hr, at=AT)

    assert get(session, office.id).path == "UBND.SKHCN.VANPHONG."
    assert get(session, below.id).path == "UBND.SKHCN.VANPHONG.TO1."
    assert events_of(session, office.id)[-1].changes == {"code": ["VP", "VANPHONG"]}


def test_an_authority_given_and_taken_moves_the_body_of_the_subtree(session: Session, department, office, hr):
    below = make_unit(session, "TO1", "Tổ một", parent=office)

    given = edited(office, authority=Authority.GRASSROOTS)
    services.edit_unit(office.id, given, version=office.version, actor=hr, at=AT)
    assert {get(session, unit.id).body_id for unit in (office, below)} == {office.id}

    taken = edited(office, authority=Authority.NONE)
    services.edit_unit(office.id, taken, version=get(session, office.id).version, actor=hr, at=AT)
    assert {get(session, unit.id).body_id for unit in (office, below)} == {department.id}


def test_a_stale_version_is_refused(session: Session, department, office, hr):
    version = office.version
    services.edit_unit(office.id, edited(office, name="Văn phòng Sở"), version=version, actor=hr, at=AT)

    with pytest.raises(StaleVersion):
        services.edit_unit(office.id, edited(office, name="Khác"), version=version, actor=hr, at=AT)


def test_moving_a_unit_takes_its_subtree_along(session: Session, department, office, hr):
    branch = make_unit(session, "CC", "Chi cục", parent=department, authority=Authority.GRASSROOTS)
    own = make_unit(session, "TT", "Trung tâm", parent=office, authority=Authority.GRASSROOTS)
    below = make_unit(session, "TO1", "Tổ một", parent=office)

    services.move_unit(office.id, to_id=branch.id, version=office.version, actor=hr, at=AT)

    assert get(session, office.id).path == "UBND.SKHCN.CC.VP."
    assert get(session, below.id).path == "UBND.SKHCN.CC.VP.TO1."
    assert get(session, office.id).body_id == branch.id
    assert get(session, below.id).body_id == branch.id
    assert get(session, own.id).body_id == own.id
    assert events_of(session, office.id)[-1].changes == {"parent": ["Sở Khoa học và Công nghệ", "Chi cục"]}


def test_a_unit_cannot_stand_under_itself(session: Session, department, office, hr):
    below = make_unit(session, "TO1", "Tổ một", parent=office)

    for target in (office, below):
        with pytest.raises(RuleBroken) as error:
            services.move_unit(office.id, to_id=target.id, version=office.version, actor=hr, at=AT)
        assert problems(error)[0] == ("to_id", "A unit cannot stand under itself or under a unit of its own.")


def test_a_body_outside_stands_apart(session: Session, city, department):
    hr = actor_with(Role.HR_OFFICER, city)
    outside = make_unit(session, "BT", "Bộ", is_external=True, parent=city, authority=Authority.MINISTERIAL)

    with pytest.raises(RuleBroken):
        services.move_unit(outside.id, to_id=department.id, version=outside.version, actor=hr, at=AT)
    with pytest.raises(RuleBroken):
        services.add_unit(facts(is_external=True), parent_id=department.id, actor=hr, at=AT)


def test_a_tree_that_gets_too_deep_is_refused(session: Session, department, hr):
    parent = department
    for step in range(9):
        parent = make_unit(session, f"{step}" * 40, parent=parent)

    with pytest.raises(RuleBroken) as error:
        services.add_unit(facts("X" * 40), parent_id=parent.id, actor=hr, at=AT)

    assert problems(error)[0][0] == "code"


def test_a_unit_with_people_or_units_cannot_end(session: Session, department, office, hr):
    make_person(session, "Trần Thị An", office)
    make_unit(session, "TO1", "Tổ một", parent=office)

    with pytest.raises(RuleBroken) as error:
        services.end_unit(office.id, on=date(2018, 12, 31), version=office.version, actor=hr, at=AT)

    messages = " ".join(message for _field, message in problems(error))
    assert "Trần Thị An" in messages
    assert "Tổ một" in messages


def test_an_empty_unit_ends_and_can_be_resumed(session: Session, department, office, hr):
    make_person(session, "Trần Thị An", office, ended_on=date(2018, 12, 31))

    services.end_unit(office.id, on=date(2018, 12, 31), version=office.version, actor=hr, at=AT, reason="Sáp nhập")
    unit = get(session, office.id)
    assert unit.valid_to == date(2018, 12, 31)
    assert events_of(session, office.id)[-1].reason == "Sáp nhập"

    services.resume_unit(office.id, version=unit.version, actor=hr, at=AT)
    assert get(session, office.id).valid_to is None


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(9999, 12, 31)])
def test_a_unit_ends_on_a_day_that_can_be(session: Session, office, hr, day: date):
    with pytest.raises(RuleBroken):
        services.end_unit(office.id, on=day, version=office.version, actor=hr, at=AT)


def test_a_unit_begins_before_its_people_come(session: Session, office, hr):
    make_person(session, "Trần Thị An", office, started_on=date(2005, 1, 1))

    with pytest.raises(RuleBroken) as error:
        services.edit_unit(
            office.id, edited(office, valid_from=date(2006, 1, 1)), version=office.version, actor=hr, at=AT
        )

    assert problems(error) == [("valid_from", "People belong to the unit since 01/01/2005 already.")]
