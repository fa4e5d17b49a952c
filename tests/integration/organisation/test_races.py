"""Two officers at the same moment, on databases with real commits."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from flask import Flask

from app.core.database import db
from app.core.errors import DomainError
from app.organisation import queries, services
from app.organisation.enums import Authority, StaffGroup, UnitKind
from app.organisation.models import Unit
from tests.factories.organisation import make_person, make_unit
from tests.integration.organisation.conftest import AT

pytestmark = pytest.mark.both_engines


def at_once(app: Flask, *acts: Callable[[], object]) -> list[str]:
    """Carry out the acts at the same time; return how each ended."""
    start, ends = Barrier(len(acts)), ["" for _ in acts]

    def run(index: int) -> None:
        with app.app_context():
            start.wait()
            try:
                acts[index]()
                ends[index] = "done"
            except DomainError as error:
                ends[index] = type(error).__name__
            finally:
                db.session.remove()

    threads = [Thread(target=run, args=(index,)) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


def place(unit_id, first: date) -> services.PlaceFacts:
    return services.PlaceFacts(unit_id=unit_id, staff_group=StaffGroup.CIVIL_SERVANT, started_on=first)


def test_two_officers_placing_one_person_leave_one_place(fresh_database: Flask):
    with fresh_database.app_context():
        session = db.session()
        units = [make_unit(session, code, code).id for code in ("MOT", "HAI")]
        person_id = make_person(session, "Trần Thị An").id

    acts = [
        lambda unit_id=unit_id: services.start_membership(
            person_id, place(unit_id, date(2018, 1, 1)), actor=None, at=AT
        )
        for unit_id in units
    ]
    assert at_once(fresh_database, *acts) == ["RuleBroken", "done"]

    with fresh_database.app_context():
        assert len(queries.places_of(db.session(), person_id)) == 1


def test_two_units_moved_under_each_other_do_not_make_a_circle(fresh_database: Flask):
    with fresh_database.app_context():
        session = db.session()
        root = make_unit(session, "SO", "Sở", authority=Authority.GRASSROOTS)
        one, two = (make_unit(session, code, code, parent=root).id for code in ("MOT", "HAI"))

    assert at_once(
        fresh_database,
        lambda: services.move_unit(one, to_id=two, version=1, actor=None, at=AT),
        lambda: services.move_unit(two, to_id=one, version=1, actor=None, at=AT),
    ) == ["RuleBroken", "done"]

    with fresh_database.app_context():
        assert len(queries.units_within(db.session(), ["SO."])) == 3


def test_a_code_typed_twice_at_once_is_given_once(fresh_database: Flask):
    with fresh_database.app_context():
        root_id = make_unit(db.session(), "SO", "Sở", authority=Authority.GRASSROOTS).id
    facts = services.UnitFacts(code="VP", name="Văn phòng", kind=UnitKind.OFFICE, valid_from=date(2010, 1, 1))

    def add() -> None:
        services.add_unit(facts, parent_id=root_id, actor=None, at=AT)

    assert at_once(fresh_database, add, add) == ["RuleBroken", "done"]


def test_a_unit_that_ends_while_somebody_comes_keeps_its_people(fresh_database: Flask):
    with fresh_database.app_context():
        session = db.session()
        unit = make_unit(session, "VP", "Văn phòng")
        unit_id, version = unit.id, unit.version
        person_id = make_person(session, "Trần Thị An").id

    ends = at_once(
        fresh_database,
        lambda: services.end_unit(unit_id, on=date(2018, 1, 1), version=version, actor=None, at=AT),
        lambda: services.start_membership(person_id, place(unit_id, date(2017, 1, 1)), actor=None, at=AT),
    )

    assert ends == ["RuleBroken", "done"]
    with fresh_database.app_context():
        ended = db.session.get_one(Unit, unit_id).valid_to is not None
        assert ended is not bool(queries.places_of(db.session(), person_id))


@pytest.mark.parametrize("birth_on", [date(1980, 2, 1), None], ids=["dated", "undated"])
def test_a_person_sent_twice_at_once_is_one(fresh_database: Flask, birth_on: date | None):
    with fresh_database.app_context():
        unit_id = make_unit(db.session(), "SO", "Sở", authority=Authority.GRASSROOTS).id
    facts = services.PersonFacts(full_name="Trần Thị Bình", birth_on=birth_on)

    def add() -> None:
        services.add_person(facts, place(unit_id, date(2018, 1, 1)), actor=None, at=AT)

    assert at_once(fresh_database, add, add) == ["RuleBroken", "done"]

    with fresh_database.app_context():
        assert len(queries.members_on(db.session(), [unit_id], date(2018, 6, 1))) == 1


def test_an_identity_number_typed_twice_at_once_is_given_once(fresh_database: Flask):
    with fresh_database.app_context():
        units = [make_unit(db.session(), code, code, authority=Authority.GRASSROOTS).id for code in ("MOT", "HAI")]

    acts = [
        lambda unit_id=unit_id, name=name: services.add_person(
            services.PersonFacts(full_name=name, identity_number="048080001234"),
            place(unit_id, date(2018, 1, 1)),
            actor=None,
            at=AT,
        )
        for unit_id, name in zip(units, ("Trần Thị Bình", "Lê Văn Cường"), strict=True)
    ]
    ends = at_once(fresh_database, *acts)

    assert ends[1] == "done"
    assert ends[0] in {"Conflict", "RuleBroken"}
