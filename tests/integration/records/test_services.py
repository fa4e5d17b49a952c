"""Entering, correcting and cancelling: what is written, what is refused, what the trail says."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.core.access import Role
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.eligibility.enums import CampaignKind, CommendationType, DisciplineLevel, InitiativeLevel, LeaveKind, Subject
from app.organisation.models import Membership, Person
from app.records import services
from app.records.enums import CaseKind, EntryKind, Origin
from app.records.facts import Author, CaseFacts, ConferralFacts, DisciplineFacts, Facts, InitiativeFacts, LeaveFacts
from app.records.models import (
    Conferral,
    ConferralDetail,
    ConferralInitiative,
    DisciplinaryAction,
    Initiative,
    InitiativeAuthor,
    Leave,
    OpenCase,
)
from app.records.services import RowsRefused
from tests.factories.decisions import make_office
from tests.factories.organisation import make_membership, make_person
from tests.factories.records import make_conferral, make_initiative
from tests.integration.records.conftest import AT, House

pytestmark = pytest.mark.both_engines


def award(person_id: UUID | None, **changes: Any) -> ConferralFacts:
    facts: dict[str, Any] = {
        "award_code": "CSTDCS",
        "year": 2017,
        "decision_number": "12/QĐ-SKHCN",
        "decision_on": date(2017, 12, 20),
        "decided_by_name": "Giám đốc Sở",
        "person_id": person_id,
    }
    return ConferralFacts(**{**facts, **changes})


def initiative(*authors: tuple[UUID, int | None], **changes: Any) -> InitiativeFacts:
    facts: dict[str, Any] = {
        "year": 2017,
        "title": "Số hóa hồ sơ lưu trữ",
        "level": InitiativeLevel.GRASSROOTS,
        "authors": tuple(Author(*each) for each in authors),
    }
    return InitiativeFacts(**{**facts, **changes})


def enter(house: House, kind: EntryKind, facts: Facts) -> UUID:
    [entry_id] = services.enter(kind, [facts], actor=house.hr, at=AT)
    return entry_id


def version_of(session: Session, model: Any, entry_id: UUID) -> int:
    version: int = session.get_one(model, entry_id, populate_existing=True).version
    return version


def test_an_award_of_the_past_is_written_with_its_regime_detail_and_use(house: House, session: Session):
    used = make_initiative(session, house.office, (house.ann, 100), year=2016)
    facts = award(
        house.ann.id,
        commendation_type=CommendationType.SUDDEN,
        period_from=2015,
        period_to=2017,
        initiatives=frozenset({used.id}),
    )

    entry_id = enter(house, EntryKind.CONFERRAL, facts)

    row, detail = session.get_one(Conferral, entry_id), session.get_one(ConferralDetail, entry_id)
    assert (row.regime_id, row.subject, row.origin) == ("r2018", Subject.INDIVIDUAL, Origin.HISTORY)
    assert row.campaign_kind is CampaignKind.SUDDEN
    assert (detail.period_from, detail.period_to, detail.initiatives_known) == (2015, 2017, True)
    assert session.scalars(select(ConferralInitiative.initiative_id)).all() == [used.id]
    [event] = events_of(session, entry_id)
    assert event.kind == "conferral.entered"
    assert event.changes["award_code"] == [None, "CSTDCS"]
    assert event.changes["initiatives"] == [None, [str(used.id)]]


def test_the_award_of_2025_is_named_by_the_present_regime(house: House, session: Session):
    facts = award(None, award_code="TTLDTT", year=2025, decision_on=date(2025, 12, 20), collective_id=house.office.id)
    row = session.get_one(Conferral, enter(house, EntryKind.CONFERRAL, facts))
    assert (row.regime_id, row.subject) == ("r2024", Subject.COLLECTIVE)


def test_the_same_award_is_refused_twice(house: House):
    enter(house, EntryKind.CONFERRAL, award(house.ann.id))
    with pytest.raises(RowsRefused) as caught:
        enter(house, EntryKind.CONFERRAL, award(house.ann.id))
    assert [problem.field for problem in caught.value.problems] == ["award_code"]


def test_the_same_award_twice_in_one_table_is_refused_whole(house: House, session: Session):
    many = [award(house.ann.id), award(house.bob.id), award(house.ann.id)]
    with pytest.raises(RowsRefused) as caught:
        services.enter(EntryKind.CONFERRAL, many, actor=house.hr, at=AT)
    assert [len(row) for row in caught.value.rows] == [0, 0, 1]
    assert session.scalar(select(func.count()).select_from(Conferral)) == 0


def test_somebody_elses_initiative_was_not_used(house: House, session: Session):
    foreign = make_initiative(session, house.division, (house.bob, None), year=2016)
    with pytest.raises(RuleBroken) as caught:
        enter(house, EntryKind.CONFERRAL, award(house.ann.id, initiatives=frozenset({foreign.id})))
    assert [problem.field for problem in caught.value.problems] == ["initiatives"]


def test_an_award_made_by_a_decision_is_neither_corrected_nor_taken_out(session: Session):
    office = make_office(session)
    nomination = office.endorse(office.person("Vũ Thị Hoa"), "LDTT")
    row = make_conferral(session, session.get_one(Person, nomination.person_id), "LDTT", 2018)
    row.nomination_id = nomination.id
    session.commit()
    facts = award(nomination.person_id, award_code="LDTT", year=2018, decision_on=date(2018, 12, 20))
    with pytest.raises(TransitionError):
        services.edit(EntryKind.CONFERRAL, row.id, facts, version=row.version, actor=office.hr, at=AT)
    with pytest.raises(TransitionError):
        services.cancel(EntryKind.CONFERRAL, row.id, "Nhập nhầm", version=row.version, actor=office.hr, at=AT)


def test_a_corrected_award_keeps_what_is_still_used(house: House, session: Session):
    first = make_initiative(session, house.office, (house.ann, None), year=2016, title="Sáng kiến thứ nhất")
    second = make_initiative(session, house.office, (house.ann, None), year=2017, title="Sáng kiến thứ hai")
    facts = award(house.ann.id, initiatives=frozenset({first.id}))
    entry_id = enter(house, EntryKind.CONFERRAL, facts)

    changed = replace(facts, initiatives=frozenset({second.id}), note="Theo bản sao")
    services.edit(EntryKind.CONFERRAL, entry_id, changed, version=1, actor=house.hr, at=AT)

    assert session.scalars(select(ConferralInitiative.initiative_id)).all() == [second.id]
    assert version_of(session, Conferral, entry_id) == 2
    changes = events_of(session, entry_id)[-1].changes
    assert changes == {"initiatives": [[str(first.id)], [str(second.id)]], "note": [None, "Theo bản sao"]}


def test_a_stale_correction_is_refused(house: House):
    entry_id = enter(house, EntryKind.CONFERRAL, award(house.ann.id))
    services.edit(EntryKind.CONFERRAL, entry_id, award(house.ann.id, note="a"), version=1, actor=house.hr, at=AT)
    with pytest.raises(StaleVersion):
        services.edit(EntryKind.CONFERRAL, entry_id, award(house.ann.id), version=1, actor=house.hr, at=AT)


def test_an_award_taken_out_leaves_with_all_that_hangs_on_it(house: House, session: Session):
    used = make_initiative(session, house.office, (house.ann, None), year=2016)
    entry_id = enter(house, EntryKind.CONFERRAL, award(house.ann.id, initiatives=frozenset({used.id})))

    with pytest.raises(RuleBroken):
        services.cancel(EntryKind.CONFERRAL, entry_id, " ", version=1, actor=house.hr, at=AT)
    services.cancel(EntryKind.CONFERRAL, entry_id, "Nhập nhầm người", version=1, actor=house.hr, at=AT)

    assert [session.scalar(select(func.count()).select_from(table)) for table in (Conferral, ConferralDetail)] == [0, 0]
    event = events_of(session, entry_id)[-1]
    assert (event.kind, event.reason) == ("conferral.removed", "Nhập nhầm người")
    assert event.changes["decision_number"] == ["12/QĐ-SKHCN", None]


def test_an_initiative_lies_where_its_main_author_was_in_that_year(house: House, session: Session):
    mover = make_person(session, "Phạm Văn Chuyển", house.office, ended_on=date(2017, 6, 30))
    make_membership(session, mover, house.division, started_on=date(2017, 7, 1))
    early = enter(house, EntryKind.INITIATIVE, initiative((mover.id, 60), (house.ann.id, 40), year=2016))
    late = enter(house, EntryKind.INITIATIVE, initiative((mover.id, None), year=2017))

    assert session.get_one(Initiative, early).unit_id == house.office.id
    assert session.get_one(Initiative, late).unit_id == house.division.id
    rows = session.execute(
        select(InitiativeAuthor.person_id, InitiativeAuthor.position, InitiativeAuthor.share_percent)
        .where(InitiativeAuthor.initiative_id == early)
        .order_by(InitiativeAuthor.position)
    )
    assert [tuple(row) for row in rows] == [(mover.id, 1, 60), (house.ann.id, 2, 40)]


def test_changed_authors_are_written_and_told(house: House, session: Session):
    entry_id = enter(house, EntryKind.INITIATIVE, initiative((house.ann.id, 100)))
    changed = initiative((house.bob.id, 70), (house.ann.id, 30))
    services.edit(EntryKind.INITIATIVE, entry_id, changed, version=1, actor=house.hr, at=AT)

    assert session.get_one(Initiative, entry_id, populate_existing=True).unit_id == house.division.id
    assert version_of(session, Initiative, entry_id) == 2
    changes = events_of(session, entry_id)[-1].changes
    assert changes["shares"] == [[100], [70, 30]]


def test_the_same_initiative_is_refused_for_any_of_its_authors(house: House):
    enter(house, EntryKind.INITIATIVE, initiative((house.ann.id, 60), (house.bob.id, 40)))
    with pytest.raises(RowsRefused) as caught:
        enter(house, EntryKind.INITIATIVE, initiative((house.bob.id, 100), title="SỐ HÓA HỒ SƠ LƯU TRỮ"))
    assert [problem.field for problem in caught.value.problems] == ["title"]


def test_an_initiative_that_an_award_rests_on_stays(house: House, session: Session):
    used = make_initiative(session, house.office, (house.ann, None), year=2016)
    enter(house, EntryKind.CONFERRAL, award(house.ann.id, initiatives=frozenset({used.id})))
    with pytest.raises(RuleBroken):
        services.cancel(EntryKind.INITIATIVE, used.id, "Nhập nhầm", version=1, actor=house.hr, at=AT)


def test_discipline_stays_on_record_when_it_is_cancelled(house: House, session: Session):
    facts = DisciplineFacts(
        person_id=house.ann.id, severity=DisciplineLevel.REPRIMAND, decided_on=date(2019, 3, 1), reason="Chậm hạn"
    )
    entry_id = enter(house, EntryKind.DISCIPLINE, facts)
    services.cancel(EntryKind.DISCIPLINE, entry_id, "Quyết định bị hủy", version=1, actor=house.hr, at=AT)

    row = session.get_one(DisciplinaryAction, entry_id, populate_existing=True)
    assert (row.cancelled_on, row.cancelled_reason) == (date(2026, 6, 1), "Quyết định bị hủy")
    with pytest.raises(TransitionError):
        services.edit(EntryKind.DISCIPLINE, entry_id, facts, version=2, actor=house.hr, at=AT)
    assert "Chậm hạn" not in str([event.changes for event in events_of(session, entry_id)])


def test_two_leaves_of_one_person_share_no_day(house: House, session: Session):
    facts = LeaveFacts(
        person_id=house.ann.id, kind=LeaveKind.MATERNITY, started_on=date(2020, 3, 1), ended_on=date(2020, 8, 31)
    )
    entry_id = enter(house, EntryKind.LEAVE, facts)
    with pytest.raises(RowsRefused):
        enter(
            house, EntryKind.LEAVE, replace(facts, kind=LeaveKind.SICKNESS, started_on=date(2020, 8, 31), ended_on=None)
        )
    services.edit(
        EntryKind.LEAVE, entry_id, replace(facts, ended_on=date(2020, 9, 30)), version=1, actor=house.hr, at=AT
    )
    assert session.get_one(Leave, entry_id, populate_existing=True).ended_on == date(2020, 9, 30)


def test_a_case_is_entered_and_concluded_and_the_trail_keeps_silent_about_it(house: House, session: Session):
    facts = CaseFacts(
        person_id=house.ann.id, kind=CaseKind.COMPLAINT, opened_on=date(2026, 1, 5), source="Đơn tố cáo số 3"
    )
    entry_id = enter(house, EntryKind.OPEN_CASE, facts)
    closed = replace(facts, closed_on=date(2026, 3, 1), conclusion="Không có căn cứ")
    services.edit(EntryKind.OPEN_CASE, entry_id, closed, version=1, actor=house.hr, at=AT)

    assert session.get_one(OpenCase, entry_id, populate_existing=True).conclusion == "Không có căn cứ"
    told = str([event.changes for event in events_of(session, entry_id)])
    assert [word for word in ("tố cáo", "căn cứ", str(house.ann.id), "complaint") if word in told] == []


def test_nobody_enters_a_case_against_themselves(house: House):
    own = replace(house.hr, person_id=house.ann.id)
    facts = CaseFacts(person_id=house.ann.id, kind=CaseKind.COMPLAINT, opened_on=date(2026, 1, 5))
    with pytest.raises(NotFound):
        services.enter(EntryKind.OPEN_CASE, [facts], actor=own, at=AT)


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.UNIT_HEAD, Role.HEAD_OF_BODY, Role.AUDITOR])
def test_only_hr_officers_enter(role: Role, house: House):
    actor = house.actor(role, house.body)
    with pytest.raises(NotAllowed):
        services.enter(EntryKind.CONFERRAL, [award(house.ann.id)], actor=actor, at=AT)


def test_somebody_of_another_body_is_not_found(house: House):
    with pytest.raises(NotFound):
        enter(house, EntryKind.CONFERRAL, award(house.stranger.id))
    with pytest.raises(NotFound):
        enter(house, EntryKind.INITIATIVE, initiative((house.ann.id, 50), (house.stranger.id, 50)))


def test_the_record_follows_the_person_to_another_body(house: House, session: Session):
    entry_id = enter(house, EntryKind.CONFERRAL, award(house.bob.id))
    place = session.scalars(select(Membership).where(Membership.person_id == house.bob.id)).one()
    place.ended_on = date(2026, 5, 31)
    session.commit()
    services.edit(EntryKind.CONFERRAL, entry_id, award(house.bob.id, note="a"), version=1, actor=house.hr, at=AT)

    make_membership(session, house.bob, house.other, started_on=date(2026, 6, 1))

    with pytest.raises(NotFound):
        services.edit(EntryKind.CONFERRAL, entry_id, award(house.bob.id), version=2, actor=house.hr, at=AT)
    there = house.actor(Role.HR_OFFICER, house.other)
    services.edit(EntryKind.CONFERRAL, entry_id, award(house.bob.id), version=2, actor=there, at=AT)
