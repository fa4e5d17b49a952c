"""Acts on classifications, on both engines."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.classification import queries, services
from app.classification.enums import ClassificationStatus
from app.classification.models import Classification
from app.classification.services import Entry
from app.core.access import Actor, Role
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.eligibility.enums import ClassificationLevel as Level
from app.organisation.enums import Authority, StaffGroup
from app.organisation.models import Person, Unit
from tests.factories.actors import make_actor
from tests.factories.classification import make_classification
from tests.factories.organisation import make_membership, make_person, make_unit

pytestmark = pytest.mark.both_engines

AT = datetime(2026, 12, 20, 3, 0, tzinfo=UTC)
DAY = date(2026, 12, 15)


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, "SO", "Sở", authority=Authority.GRASSROOTS)


@pytest.fixture
def unit(session: Session, body: Unit) -> Unit:
    return make_unit(session, "VP", "Văn phòng", parent=body)


@pytest.fixture
def person(session: Session, unit: Unit) -> Person:
    return make_person(session, "Nguyễn Văn An", unit, staff_group=StaffGroup.PUBLIC_EMPLOYEE)


@pytest.fixture
def hr(session: Session, body: Unit) -> Actor:
    return make_actor(session, Role.HR_OFFICER, body)


def entry(unit: Unit, person: Person | None = None, level: Level | None = Level.HTTNV, **changes: object) -> Entry:
    fields = {"decided_on": DAY, "person_id": person.id if person else None, **changes}
    return Entry(unit_id=unit.id, level=level, **fields)


def rows(session: Session) -> list[Classification]:
    return list(session.scalars(select(Classification).execution_options(populate_existing=True)))


def test_people_and_their_unit_are_entered_in_one_act(session: Session, unit: Unit, person: Person, hr: Actor):
    changed = services.classify(
        [entry(unit, person, note="  tốt "), entry(unit, level=Level.HTXSNV)], 2026, actor=hr, at=AT
    )

    assert changed == 2
    mine, ours = sorted(rows(session), key=lambda row: row.person_id is None)
    assert (mine.person_id, mine.level, mine.staff_group) == (person.id, Level.HTTNV, StaffGroup.PUBLIC_EMPLOYEE)
    assert (mine.note, mine.status, mine.decided_on) == ("tốt", ClassificationStatus.DECIDED, DAY)
    assert (ours.collective_id, ours.person_id, ours.staff_group) == (unit.id, None, None)
    assert [event.kind for event in events_of(session, mine.id)] == ["classification.entered"]


def test_without_a_day_the_level_is_proposed(session: Session, unit: Unit, person: Person, hr: Actor):
    services.classify([entry(unit, person, decided_on=None)], 2026, actor=hr, at=AT)
    assert rows(session)[0].status is ClassificationStatus.PROPOSED


def test_a_second_entry_changes_the_first_and_no_level_takes_it_away(
    session: Session, unit: Unit, person: Person, hr: Actor
):
    services.classify([entry(unit, person)], 2026, actor=hr, at=AT)
    row_id = rows(session)[0].id
    assert services.classify([entry(unit, person)], 2026, actor=hr, at=AT) == 0
    assert services.classify([entry(unit, person, Level.HTNV)], 2026, actor=hr, at=AT) == 1
    assert rows(session)[0].level is Level.HTNV
    assert services.classify([entry(unit, person, None)], 2026, actor=hr, at=AT) == 1

    assert rows(session) == []
    told = [(event.kind, event.changes["level"]) for event in events_of(session, row_id)]
    assert told == [
        ("classification.entered", [None, "HTTNV"]),
        ("classification.changed", ["HTTNV", "HTNV"]),
        ("classification.removed", ["HTNV", None]),
    ]


def test_one_fault_refuses_all(session: Session, unit: Unit, person: Person, hr: Actor):
    stranger = make_person(session)
    with pytest.raises(RuleBroken):
        services.classify([entry(unit, person), entry(unit, stranger)], 2026, actor=hr, at=AT)
    assert rows(session) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"decided_on": date(2026, 12, 21)},
        {"decided_on": date(2025, 12, 1)},
        {"note": "x" * 501},
        {"person_id": uuid4()},
    ],
)
def test_faults_are_refused(session: Session, unit: Unit, person: Person, hr: Actor, changes: dict):
    with pytest.raises(RuleBroken):
        services.classify([entry(unit, person, **changes)], 2026, actor=hr, at=AT)
    assert rows(session) == []


def test_the_local_day_decides_what_is_to_come(session: Session, unit: Unit, person: Person, hr: Actor):
    late = entry(unit, person, decided_on=date(2026, 12, 21))
    with pytest.raises(RuleBroken):
        services.classify([late], 2026, actor=hr, at=datetime(2026, 12, 20, 16, 59, 59, tzinfo=UTC))
    assert services.classify([late], 2026, actor=hr, at=datetime(2026, 12, 20, 17, 0, tzinfo=UTC)) == 1


def test_nobody_stands_twice_in_one_list(session: Session, unit: Unit, person: Person, hr: Actor):
    with pytest.raises(RuleBroken):
        services.classify([entry(unit, person), entry(unit, person)], 2026, actor=hr, at=AT)


def test_a_unit_is_classified_as_itself(session: Session, body: Unit, unit: Unit, hr: Actor):
    with pytest.raises(RuleBroken):
        services.classify([entry(body, collective_id=unit.id)], 2026, actor=hr, at=AT)


class TestBelonging:
    @pytest.mark.parametrize(
        ("started_on", "ended_on", "fits"),
        [
            (date(2026, 12, 31), None, True),
            (date(2027, 1, 1), None, False),
            (date(2020, 1, 1), date(2026, 1, 1), True),
            (date(2020, 1, 1), date(2025, 12, 31), False),
        ],
    )
    def test_a_person_was_in_the_unit_some_day_of_the_year(
        self, session: Session, unit: Unit, hr: Actor, started_on: date, ended_on: date | None, fits: bool
    ):
        person = make_person(session)
        make_membership(session, person, unit, started_on=started_on, ended_on=ended_on)
        if fits:
            assert services.classify([entry(unit, person)], 2026, actor=hr, at=AT) == 1
        else:
            with pytest.raises(RuleBroken):
                services.classify([entry(unit, person)], 2026, actor=hr, at=AT)

    def test_a_level_moves_with_the_person(self, session: Session, body: Unit, unit: Unit, hr: Actor):
        person, new_unit = make_person(session), make_unit(session, "P2", parent=body)
        make_membership(session, person, unit, ended_on=date(2026, 6, 30))
        make_membership(session, person, new_unit, started_on=date(2026, 7, 1), staff_group=StaffGroup.LEADER)
        make_classification(session, unit, person=person)

        services.classify([entry(new_unit, person)], 2026, actor=hr, at=AT)

        (row,) = rows(session)
        assert (row.unit_id, row.staff_group) == (new_unit.id, StaffGroup.LEADER)

    def test_it_does_not_move_out_of_anothers_reach(self, session: Session, unit: Unit, hr: Actor):
        elsewhere = make_unit(session, authority=Authority.GRASSROOTS)
        person = make_person(session)
        make_membership(session, person, elsewhere, ended_on=date(2026, 6, 30))
        make_membership(session, person, unit, started_on=date(2026, 7, 1))
        make_classification(session, elsewhere, person=person)

        with pytest.raises(RuleBroken):
            services.classify([entry(unit, person)], 2026, actor=hr, at=AT)
        assert rows(session)[0].unit_id == elsewhere.id


class TestRights:
    @pytest.mark.parametrize(
        ("role", "error"),
        [
            (Role.UNIT_OFFICER, NotAllowed),
            (Role.UNIT_HEAD, NotAllowed),
            (Role.HEAD_OF_BODY, NotAllowed),
            (Role.AUDITOR, NotAllowed),
            (Role.ADMIN, NotFound),
        ],
    )
    def test_hr_officers_alone_enter_levels_and_lock(
        self, session: Session, body: Unit, unit: Unit, person: Person, role: Role, error: type[Exception]
    ):
        other = make_actor(session, role, body)
        with pytest.raises(error):
            services.classify([entry(unit, person)], 2026, actor=other, at=AT)
        with pytest.raises(error):
            services.lock_year(body.id, 2026, actor=other, at=AT)
        with pytest.raises(error):
            services.unlock_year(body.id, 2026, "lý do", actor=other, at=AT)

    def test_units_of_another_body_are_not_there(self, session: Session, unit: Unit, person: Person, hr: Actor):
        other = make_unit(session, authority=Authority.GRASSROOTS)
        stranger = make_person(session, unit=other)
        with pytest.raises(NotFound):
            services.classify([entry(unit, person), entry(other, stranger)], 2026, actor=hr, at=AT)
        with pytest.raises(NotFound):
            services.lock_year(other.id, 2026, actor=hr, at=AT)
        with pytest.raises(NotFound):
            services.classify([Entry(unit_id=uuid4(), level=Level.HTNV)], 2026, actor=hr, at=AT)

    def test_hr_of_one_unit_does_not_lock_the_body(self, session: Session, body: Unit, unit: Unit):
        with pytest.raises(NotFound):
            services.lock_year(body.id, 2026, actor=make_actor(session, Role.HR_OFFICER, unit), at=AT)
        with pytest.raises(NotFound):
            services.lock_year(unit.id, 2026, actor=make_actor(session, Role.HR_OFFICER, body), at=AT)


class TestVersions:
    def test_a_row_that_somebody_changed_is_not_overwritten(
        self, session: Session, unit: Unit, person: Person, hr: Actor
    ):
        services.classify([entry(unit, person, version=0)], 2026, actor=hr, at=AT)

        with pytest.raises(StaleVersion):
            services.classify([entry(unit, person, Level.HTNV, version=0)], 2026, actor=hr, at=AT)
        assert services.classify([entry(unit, person, Level.HTNV, version=1)], 2026, actor=hr, at=AT) == 1

    def test_a_stale_row_that_says_the_same_does_no_harm(self, session: Session, unit: Unit, person: Person, hr: Actor):
        services.classify([entry(unit, person, version=0)], 2026, actor=hr, at=AT)
        assert services.classify([entry(unit, person, version=0)], 2026, actor=hr, at=AT) == 0


class TestLocking:
    def test_a_locked_year_is_read_only_until_unlocked_with_a_reason(
        self, session: Session, body: Unit, unit: Unit, person: Person, hr: Actor
    ):
        colleague = make_person(session, unit=unit)
        services.classify([entry(unit, person)], 2026, actor=hr, at=AT)
        assert services.lock_year(body.id, 2026, actor=hr, at=AT) == 1
        assert queries.is_locked(session, body.id, 2026)

        for wanted in (entry(unit, person, Level.HTNV), entry(unit, person, None), entry(unit, colleague), entry(unit)):
            with pytest.raises(RuleBroken):
                services.classify([wanted], 2026, actor=hr, at=AT)
        with pytest.raises(RuleBroken):
            services.unlock_year(body.id, 2026, "  ", actor=hr, at=AT)
        services.unlock_year(body.id, 2026, " nhập nhầm ", actor=hr, at=AT)

        assert not queries.is_locked(session, body.id, 2026)
        assert services.classify([entry(unit, person, Level.HTNV)], 2026, actor=hr, at=AT) == 1
        told = [(event.kind, event.reason, event.changes["year"]) for event in events_of(session, body.id)]
        assert told == [("classification.locked", None, 2026), ("classification.unlocked", "nhập nhầm", 2026)]

    def test_each_body_and_year_has_its_own_lock(self, session: Session, body: Unit, unit: Unit, hr: Actor):
        other = make_unit(session, "SO2", authority=Authority.GRASSROOTS)
        inner = make_unit(session, "TT", parent=unit, authority=Authority.GRASSROOTS)
        for place in (unit, other, inner):
            make_classification(session, place, 2026)
        make_classification(session, unit, 2025)

        assert services.lock_year(body.id, 2026, actor=hr, at=AT) == 1

        locked = [(place.id, year) for place in (body, other, inner) for year in (2025, 2026)]
        assert [queries.is_locked(session, *key) for key in locked] == [False, True, False, False, False, False]

    @pytest.mark.parametrize("status", [None, ClassificationStatus.PROPOSED])
    def test_only_decided_levels_are_locked(
        self, session: Session, body: Unit, unit: Unit, hr: Actor, status: ClassificationStatus | None
    ):
        if status:
            make_classification(session, unit, 2026, status=status)
        with pytest.raises(RuleBroken):
            services.lock_year(body.id, 2026, actor=hr, at=AT)

    def test_it_is_locked_once_and_unlocked_once(self, session: Session, body: Unit, unit: Unit, hr: Actor):
        make_classification(session, unit, 2026)
        with pytest.raises(TransitionError):
            services.unlock_year(body.id, 2026, "lý do", actor=hr, at=AT)
        services.lock_year(body.id, 2026, actor=hr, at=AT)
        with pytest.raises(TransitionError):
            services.lock_year(body.id, 2026, actor=hr, at=AT)

    def test_a_form_from_before_the_lock_is_stale(
        self, session: Session, body: Unit, unit: Unit, person: Person, hr: Actor
    ):
        services.classify([entry(unit, person)], 2026, actor=hr, at=AT)
        services.lock_year(body.id, 2026, actor=hr, at=AT)
        services.unlock_year(body.id, 2026, "lý do", actor=hr, at=AT)
        with pytest.raises(StaleVersion):
            services.classify([entry(unit, person, Level.HTNV, version=1)], 2026, actor=hr, at=AT)


def test_a_level_never_slips_in_behind_a_lock(fresh_database: Flask):
    """Locking and entering at once: either the entry came first and is locked too, or it is refused."""
    with fresh_database.app_context():
        session = db.session()
        body = make_unit(session, "SO", authority=Authority.GRASSROOTS)
        unit = make_unit(session, "VP", parent=body)
        person = make_person(session, unit=unit)
        make_classification(session, body, 2026)
        hr, wanted, body_id = make_actor(session, Role.HR_OFFICER, body), entry(unit, person), body.id
    start, outcome = Barrier(2), []

    def act(name: str) -> None:
        with fresh_database.app_context():
            start.wait()
            try:
                if name == "lock":
                    services.lock_year(body_id, 2026, actor=hr, at=AT)
                else:
                    services.classify([wanted], 2026, actor=hr, at=AT)
            except RuleBroken:
                outcome.append(name)

    threads = [Thread(target=act, args=(name,)) for name in ("lock", "enter")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with fresh_database.app_context():
        states = [row.status for row in rows(db.session())]
    assert states == [ClassificationStatus.LOCKED] * (1 if "enter" in outcome else 2)
