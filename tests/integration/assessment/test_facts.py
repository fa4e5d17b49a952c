"""Everything on record becomes a fact of the right nominee and year, the same on both databases."""

from datetime import date

import pytest

from app.assessment.queries import facts_of_collectives, facts_of_people
from app.classification.enums import ClassificationStatus
from app.classification.models import Classification
from app.core.database import new_id
from app.eligibility.enums import (
    CampaignKind,
    ClassificationLevel,
    CommendationType,
    DisciplineLevel,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
    Subject,
)
from app.eligibility.facts import ConferralFact, DisciplineFact, InitiativeFact, LeaveFact
from app.organisation.enums import StaffGroup
from app.records.enums import CaseKind, DisciplineAuthority, Origin
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
from app.registrations.models import Registration

pytestmark = pytest.mark.both_engines
YEAR = 2018


def add(department, *records):
    department.session.add_all(records)
    department.session.flush()


def conferral(department, code, year, *, person=None, unit=None, **changes):
    values = {
        "id": new_id(),
        "award_code": code,
        "regime_id": "r2018",
        "year": year,
        "campaign_kind": CampaignKind.YEARLY,
        "subject": Subject.INDIVIDUAL if person else Subject.COLLECTIVE,
        "person_id": person.id if person else None,
        "collective_id": unit.id if unit else None,
        "origin": Origin.HISTORY,
        "decided_by_name": "Giám đốc Sở",
        "decision_number": f"{year % 100}/QĐ-SKHCN",
        "decision_on": date(year, 12, 28),
    }
    record = Conferral(**{**values, **changes})
    add(department, record)
    return record


def level(department, year, reached, *, person=None, unit=None, status=ClassificationStatus.DECIDED):
    record = Classification(
        year=year,
        unit_id=department.unit.id,
        person_id=person.id if person else None,
        collective_id=unit.id if unit else None,
        staff_group=StaffGroup.CIVIL_SERVANT if person else None,
        level=reached,
        status=status,
        decided_on=date(year, 12, 10) if status is not ClassificationStatus.PROPOSED else None,
    )
    add(department, record)


def initiative(department, person, year):
    record = Initiative(
        id=new_id(),
        unit_id=department.unit.id,
        year=year,
        title="Rút ngắn quy trình",
        kind=InitiativeKind.INITIATIVE,
        level=InitiativeLevel.GRASSROOTS,
        decision_number="12/QĐ-SK",
    )
    add(department, record)
    add(department, InitiativeAuthor(initiative_id=record.id, person_id=person.id, position=1))
    return record


def facts(department, *people, is_registered=False):
    return facts_of_people(department.session, [person.id for person in people], year=YEAR, is_registered=is_registered)


def test_decided_levels_of_the_year_and_before_count(department):
    an = department.an
    level(department, 2017, ClassificationLevel.HTXSNV, person=an)
    level(department, 2018, ClassificationLevel.HTTNV, person=an)
    level(department, 2019, ClassificationLevel.HTNV, person=an)
    level(
        department, 2018, ClassificationLevel.HTXSNV, person=department.people[1], status=ClassificationStatus.PROPOSED
    )
    found = facts(department, an, department.people[1])
    assert found[an.id].classifications == {2017: ClassificationLevel.HTXSNV, 2018: ClassificationLevel.HTTNV}
    assert found[department.people[1].id].classifications == {}


def test_conferrals_tell_type_period_use_and_revocation(department):
    an = department.an
    used = initiative(department, an, 2016)
    known = conferral(department, "CSTDCS", 2016, person=an)
    add(department, ConferralDetail(conferral_id=known.id, period_to=2016, initiatives_known=True))
    add(department, ConferralInitiative(conferral_id=known.id, initiative_id=used.id))
    conferral(department, "GK_CN", 2017, person=an, campaign_kind=CampaignKind.SUDDEN)
    conferral(department, "LDTT", 2018, person=an, revoked_on=date(2019, 3, 1), revoked_reason="Khai sai")
    conferral(department, "LDTT", 2019, person=an)
    assert facts(department, an)[an.id].conferrals == (
        ConferralFact(
            award="CSTDCS",
            year=2016,
            decided_on=date(2016, 12, 28),
            decision_no="16/QĐ-SKHCN",
            for_initiatives=frozenset({str(used.id)}),
            period_to=2016,
        ),
        ConferralFact(
            award="GK_CN",
            year=2017,
            decided_on=date(2017, 12, 28),
            decision_no="17/QĐ-SKHCN",
            type=CommendationType.SUDDEN,
        ),
        ConferralFact(
            award="LDTT",
            year=2018,
            decided_on=date(2018, 12, 28),
            decision_no="18/QĐ-SKHCN",
            revoked=True,
        ),
    )


def test_initiatives_discipline_leave_and_cases_belong_to_their_person(department):
    an, binh = department.people[:2]
    mine = initiative(department, an, 2018)
    add(
        department,
        DisciplinaryAction(
            person_id=an.id,
            severity=DisciplineLevel.REPRIMAND,
            authority=DisciplineAuthority.ADMINISTRATION,
            decided_on=date(2018, 5, 2),
            ends_on=date(2019, 5, 1),
            decision_number="7/QĐ",
        ),
        DisciplinaryAction(
            person_id=an.id,
            severity=DisciplineLevel.WARNING,
            authority=DisciplineAuthority.PARTY,
            decided_on=date(2018, 6, 2),
        ),
        DisciplinaryAction(
            person_id=binh.id,
            severity=DisciplineLevel.WARNING,
            authority=DisciplineAuthority.ADMINISTRATION,
            decided_on=date(2018, 6, 2),
            cancelled_on=date(2018, 7, 1),
            cancelled_reason="Nhầm",
        ),
        Leave(
            person_id=binh.id,
            kind=LeaveKind.STUDY,
            started_on=date(2018, 1, 1),
            ended_on=date(2018, 10, 1),
            rules_kept=True,
            result_good=False,
        ),
        OpenCase(person_id=binh.id, kind=CaseKind.INSPECTION, opened_on=date(2018, 3, 1), source="Thông báo 5/TB"),
    )
    found = facts(department, an, binh)
    assert found[an.id].initiatives == (
        InitiativeFact(
            str(mine.id), 2018, InitiativeLevel.GRASSROOTS, InitiativeKind.INITIATIVE, mine.title, "12/QĐ-SK"
        ),
    )
    assert found[an.id].discipline == (
        DisciplineFact(DisciplineLevel.REPRIMAND, date(2018, 5, 2), date(2019, 5, 1), "7/QĐ"),
    )
    assert (found[an.id].has_open_case, found[binh.id].has_open_case) == (False, True)
    assert found[binh.id].discipline == ()
    [leave] = found[binh.id].leave
    assert (leave.kind, leave.starts_on, leave.ends_on) == (LeaveKind.STUDY, date(2018, 1, 1), date(2018, 10, 1))
    assert (leave.rules_kept, leave.result_good) == (True, False)
    assert isinstance(leave, LeaveFact)


def test_registrations_count_only_where_the_body_keeps_a_register(department):
    an = department.an
    add(
        department,
        Registration(
            body_id=department.body.id,
            year=YEAR,
            unit_id=department.unit.id,
            subject=Subject.INDIVIDUAL,
            person_id=an.id,
            award_code="CSTDCS",
            registered_on=date(2018, 2, 1),
            created_at=department.at,
        ),
    )
    assert facts(department, an)[an.id].registered is None
    assert facts(department, an, is_registered=True)[an.id].registered == frozenset({"CSTDCS"})


def test_a_unit_counts_its_people_and_those_of_the_units_below(department):
    an, ha = department.an, department.people[-1]
    for person in department.people:
        person.joined_on = date(2010, 1, 1)
    conferral(department, "LDTT", YEAR, person=an)
    level(department, YEAR, ClassificationLevel.HTTNV, unit=department.unit)
    ids = [department.unit.id, department.sub_unit.id]
    year = department.campaign.year
    found = facts_of_collectives(
        department.session, ids, year=year, is_registered=False, proposed=lambda people: {ha.id: frozenset({"LDTT"})}
    )
    assert len(found[department.unit.id].members or ()) == len(department.people)
    assert [member.awards_this_year for member in found[department.sub_unit.id].members or ()] == [frozenset({"LDTT"})]
