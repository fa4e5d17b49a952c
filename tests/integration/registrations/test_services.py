"""Acts on the register: opened by HR, written by units while it is open, mended by HR afterwards."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.core.access import Actor, Role
from app.core.database import new_id
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.organisation.enums import Authority
from app.organisation.models import Unit
from app.registrations import queries
from app.registrations.models import Registration
from app.registrations.services import (
    RegistrationBatch,
    RoundPlan,
    change_registration,
    keep_round,
    register,
    withdraw_registration,
)
from tests.factories.actors import make_actor
from tests.factories.organisation import make_person, make_unit
from tests.factories.registrations import make_registration, make_round

pytestmark = pytest.mark.both_engines
FEBRUARY = datetime(2018, 2, 1, 3, 0, tzinfo=UTC)
MAY = datetime(2018, 5, 1, 3, 0, tzinfo=UTC)


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, "SO", "Sở Khoa học", authority=Authority.GRASSROOTS)


@pytest.fixture
def unit(session: Session, body: Unit) -> Unit:
    return make_unit(session, "SO-P", "Phòng Quản lý", parent=body)


@pytest.fixture
def hr(session: Session, body: Unit) -> Actor:
    return make_actor(session, Role.HR_OFFICER, body)


@pytest.fixture
def officer(session: Session, unit: Unit) -> Actor:
    return make_actor(session, Role.UNIT_OFFICER, unit)


def plan(**changes: object) -> RoundPlan:
    told = {"opens_on": date(2018, 1, 2), "closes_on": date(2018, 3, 31), "legal_basis": " CV  12 ", **changes}
    return RoundPlan(**told)  # type: ignore[arg-type]


def test_an_officer_opens_the_register_and_moves_its_last_day(session: Session, body: Unit, hr: Actor) -> None:
    keep_round(body.id, 2018, plan(), actor=hr, at=FEBRUARY)

    kept = queries.round_of(session, body.id, 2018)
    assert kept is not None
    assert (kept.regime_id, kept.opens_on, kept.closes_on) == ("r2018", date(2018, 1, 2), date(2018, 3, 31))
    keep_round(body.id, 2018, plan(closes_on=date(2018, 4, 15)), version=kept.version, actor=hr, at=FEBRUARY)
    events = events_of(session, body.id)
    assert [event.kind for event in events] == ["registration_round.opened", "registration_round.changed"]
    assert events[1].changes == {"year": 2018, "closes_on": ["2018-03-31", "2018-04-15"]}
    with pytest.raises(StaleVersion):
        keep_round(body.id, 2018, plan(), version=1, actor=hr, at=FEBRUARY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"closes_on": date(2018, 1, 1)}, "closes_on"),
        ({"opens_on": date(2016, 1, 1)}, "opens_on"),
        ({"regime_id": "r1900"}, "regime_id"),
        ({"legal_basis": "a" * 501}, "legal_basis"),
    ],
)
def test_a_register_with_wrong_dates_or_rules_is_refused(
    body: Unit, hr: Actor, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        keep_round(body.id, 2018, plan(**changes), actor=hr, at=FEBRUARY)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_the_set_of_rules_stays_once_somebody_registered(session: Session, body: Unit, unit: Unit, hr: Actor) -> None:
    make_round(session, body)
    make_registration(session, unit)

    with pytest.raises(RuleBroken):
        keep_round(body.id, 2018, plan(regime_id="r2024"), actor=hr, at=FEBRUARY)


def test_only_hr_opens_the_register(session: Session, body: Unit, unit: Unit, officer: Actor) -> None:
    with pytest.raises(NotFound):
        keep_round(body.id, 2018, plan(), actor=officer, at=FEBRUARY)
    with pytest.raises(NotAllowed):
        keep_round(body.id, 2018, plan(), actor=make_actor(session, Role.HEAD_OF_BODY, body), at=FEBRUARY)
    with pytest.raises(NotFound):
        keep_round(unit.id, 2018, plan(), actor=make_actor(session, Role.HR_OFFICER, body), at=FEBRUARY)


def test_a_unit_registers_people_and_itself_for_several_awards_at_once(
    session: Session, body: Unit, unit: Unit, officer: Actor
) -> None:
    make_round(session, body)
    team = make_unit(session, "SO-P-T", "Tổ Sáng kiến", parent=unit)
    an, binh = make_person(session, "Lê An", unit=unit), make_person(session, "Lê Bình", unit=team)

    batch = RegistrationBatch(
        unit_id=unit.id,
        year=2018,
        award_codes=["CSTDCS", "LDTT", "TTLDTT"],
        person_ids=[an.id, binh.id],
        collective_ids=[unit.id],
        note=" Đợt  đầu ",
    )

    assert register(batch, actor=officer, at=FEBRUARY) == 5
    rows = session.scalars(select(Registration)).all()
    assert {(row.person_id, row.award_code, row.unit_id) for row in rows if row.person_id} == {
        (an.id, "LDTT", unit.id),
        (an.id, "CSTDCS", unit.id),
        (binh.id, "LDTT", team.id),
        (binh.id, "CSTDCS", team.id),
    }
    assert [(row.collective_id, row.award_code) for row in rows if row.collective_id] == [(unit.id, "TTLDTT")]
    assert {row.registered_on for row in rows} == {date(2018, 2, 1)}
    assert register(batch, actor=officer, at=FEBRUARY) == 0
    assert queries.registered_codes(session, body.id, 2018, person_ids=[an.id], unit_ids=[unit.id, team.id]) == {
        an.id: frozenset({"LDTT", "CSTDCS"}),
        unit.id: frozenset({"TTLDTT"}),
    }
    assert [event.kind for event in events_of(session, rows[0].id)] == ["registration.made"]


def test_units_register_while_the_register_is_open_and_hr_also_afterwards(
    session: Session, body: Unit, unit: Unit, officer: Actor, hr: Actor
) -> None:
    batch = RegistrationBatch(unit_id=unit.id, year=2018, award_codes=["TTLDTT"], collective_ids=[unit.id])
    for actor in (officer, hr):
        with pytest.raises(RuleBroken):  # There is no register yet.
            register(batch, actor=actor, at=FEBRUARY)
    make_round(session, body)

    with pytest.raises(RuleBroken):
        register(batch, actor=officer, at=MAY)
    assert register(batch, actor=hr, at=MAY) == 1


def test_strangers_and_forged_ids_are_refused(session: Session, body: Unit, unit: Unit, officer: Actor) -> None:
    make_round(session, body)
    beside = make_unit(session, "SO-Q", parent=body)
    stranger = make_person(session, unit=beside)
    own = make_person(session, unit=unit)

    def refused(**changes: object) -> list[str | None]:
        told = {"unit_id": unit.id, "year": 2018, "award_codes": ["LDTT"], "person_ids": [own.id], **changes}
        with pytest.raises(RuleBroken) as problem:
            register(RegistrationBatch(**told), actor=officer, at=FEBRUARY)  # type: ignore[arg-type]
        return [each.field for each in problem.value.problems]

    assert refused(person_ids=[own.id, stranger.id]) == ["person_ids"]
    assert refused(collective_ids=[beside.id], award_codes=["LDTT", "TTLDTT"]) == ["collective_ids"]
    assert refused(award_codes=[]) == ["award_codes"]
    assert refused(award_codes=["NONE"]) == ["award_codes"]
    assert refused(award_codes=["TTLDTT"]) == ["award_codes", "collective_ids"]
    assert refused(person_ids=[]) == ["person_ids"]
    assert refused(note="a" * 501) == ["note"]
    assert refused(person_ids=[new_id() for _ in range(2001)]) == ["person_ids"]
    with pytest.raises(NotFound):
        register(RegistrationBatch(unit_id=beside.id, year=2018, award_codes=["LDTT"]), actor=officer, at=FEBRUARY)
    with pytest.raises(NotFound):
        register(RegistrationBatch(unit_id=own.id, year=2018, award_codes=["LDTT"]), actor=officer, at=FEBRUARY)
    assert session.scalars(select(Registration)).all() == []


def test_a_registration_is_changed_and_withdrawn_with_a_reason(
    session: Session, body: Unit, unit: Unit, officer: Actor
) -> None:
    make_round(session, body)
    person = make_person(session, unit=unit)
    other = make_registration(session, unit, person, "LDTT")
    row_id = make_registration(session, unit, person, "CSTDCS").id

    with pytest.raises(RuleBroken):
        change_registration(row_id, "LDTT", "", version=1, actor=officer, at=FEBRUARY)
    with pytest.raises(RuleBroken):
        change_registration(row_id, "TTLDTT", "", version=1, actor=officer, at=FEBRUARY)
    change_registration(row_id, "CSTDT", "Có sáng kiến", version=1, actor=officer, at=FEBRUARY)
    with pytest.raises(StaleVersion):
        withdraw_registration(row_id, "Nhầm", version=1, actor=officer, at=FEBRUARY)
    with pytest.raises(RuleBroken):
        withdraw_registration(row_id, "  ", version=2, actor=officer, at=FEBRUARY)
    withdraw_registration(row_id, "Nhầm", version=2, actor=officer, at=FEBRUARY)
    with pytest.raises(TransitionError):
        change_registration(row_id, "CSTDT", "", version=3, actor=officer, at=FEBRUARY)

    kinds = [event.kind for event in events_of(session, row_id)]
    assert kinds == ["registration.changed", "registration.withdrawn"]
    assert queries.registered_codes(session, body.id, 2018, person_ids=[person.id]) == {person.id: frozenset({"LDTT"})}
    with pytest.raises(RuleBroken):
        withdraw_registration(other.id, "Muộn", version=1, actor=officer, at=MAY)


def test_who_withdrew_may_register_again(session: Session, body: Unit, unit: Unit, officer: Actor) -> None:
    make_round(session, body)
    make_registration(session, unit, award_code="TTLDTT", withdrawn_reason="Nhầm")

    batch = RegistrationBatch(unit_id=unit.id, year=2018, award_codes=["TTLDTT"], collective_ids=[unit.id])

    assert register(batch, actor=officer, at=FEBRUARY) == 1


def test_sight_ends_at_the_subtree(session: Session, body: Unit, unit: Unit, officer: Actor, hr: Actor) -> None:
    beside = make_unit(session, "SO-Q", parent=body)
    person = make_person(session, unit=beside)
    row = make_registration(session, beside, person)

    assert queries.registration_in_sight(session, officer, row.id) is None
    assert queries.registration_in_sight(session, hr, row.id) is not None
    own = Actor(user_id=hr.user_id, name="An", person_id=person.id)
    assert queries.registration_in_sight(session, own, row.id) is not None
    with pytest.raises(NotFound):
        withdraw_registration(row.id, "Nhầm", version=1, actor=officer, at=FEBRUARY)
    with pytest.raises(NotAllowed):
        withdraw_registration(row.id, "Nhầm", version=1, actor=own, at=FEBRUARY)


def test_many_ids_are_answered_from_the_whole_register(session: Session, body: Unit, unit: Unit) -> None:
    person = make_person(session, unit=unit)
    make_registration(session, unit, person)
    many = [person.id, *(new_id() for _ in range(600))]

    assert queries.registered_codes(session, body.id, 2018, person_ids=many) == {person.id: frozenset({"LDTT"})}
    assert queries.registered_codes(session, body.id, 2018) == {}
