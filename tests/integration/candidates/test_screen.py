"""The screen of the candidates: who stands where and why, two laws compared, the chosen nominated."""

from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.campaigns.enums import CampaignStatus
from app.candidates.enums import Standing
from app.candidates.rules import IN_REACH
from app.candidates.services import KEPT, Scope, survey_of
from app.classification.enums import ClassificationStatus
from app.classification.models import Classification
from app.core.clock import now, today
from app.core.database import new_id
from app.eligibility.enums import ClassificationLevel, InitiativeKind, InitiativeLevel, Subject
from app.nominations.models import Nomination
from app.organisation.enums import Authority, StaffGroup
from app.records.models import Initiative, InitiativeAuthor
from tests.factories.campaigns import make_campaign
from tests.factories.organisation import make_unit
from tests.factories.records import make_conferral

pytestmark = pytest.mark.both_engines


def rate(department, person, level, years=()):
    for year in years or (department.campaign.year,):
        department.session.add(
            Classification(
                year=year,
                unit_id=department.unit.id,
                person_id=person.id,
                staff_group=StaffGroup.CIVIL_SERVANT,
                level=level,
                status=ClassificationStatus.DECIDED,
                decided_on=date(year, 12, 1),
            )
        )
    department.session.commit()


def add_initiative(department, person):
    initiative = Initiative(
        id=new_id(),
        unit_id=department.unit.id,
        year=department.campaign.year,
        title="Số hóa hồ sơ lưu trữ",
        kind=InitiativeKind.INITIATIVE,
        level=InitiativeLevel.GRASSROOTS,
        decision_number="15/QĐ-SKHCN",
    )
    department.session.add(initiative)
    department.session.flush()
    department.session.add(InitiativeAuthor(initiative_id=initiative.id, person_id=person.id, position=1))
    department.session.commit()


def scope(department, **changes):
    values = {
        "body_id": department.body.id,
        "roots": (department.unit.path,),
        "year": department.campaign.year,
        "regime_id": "r2024",
        "subject": Subject.INDIVIDUAL,
        "on": today(),
    }
    return Scope(**{**values, **changes})


def standings(department, code, **changes):
    survey = survey_of(department.session, scope(department, **changes), at=now())
    index = survey.codes.index(code)
    return {row.nominee.name: row.standings[index] for row in survey.rows}


def test_everybody_of_the_subtree_is_held_against_every_award(department):
    an, binh, chau, *_rest = department.people
    rate(department, an, ClassificationLevel.HTTNV)
    rate(department, binh, ClassificationLevel.HTNV)
    rate(department, chau, ClassificationLevel.HTXSNV)
    found = standings(department, "CSTDCS")
    assert found[an.full_name] is Standing.ONE_SHORT
    assert found[chau.full_name] is not Standing.ONE_SHORT
    assert set(found) == {person.full_name for person in department.people}


def test_a_law_that_asks_for_an_initiative_takes_an_award_away(department):
    chau = department.people[2]
    rate(department, chau, ClassificationLevel.HTXSNV)
    now_there, then = standings(department, "CSTDCS"), standings(department, "CSTDCS", regime_id="r2018")
    assert now_there[chau.full_name] in IN_REACH
    assert then[chau.full_name] not in IN_REACH


def test_units_are_candidates_too(department):
    found = standings(department, "TTLDTT", subject=Subject.COLLECTIVE)
    assert set(found) == {department.unit.name, department.sub_unit.name}


def test_a_pass_costs_the_same_queries_for_one_and_for_many(department, counted):
    few, whole = scope(department, roots=(department.sub_unit.path,)), scope(department)
    with counted() as one:
        survey_of(department.session, few, at=now())
    with counted() as many:
        survey_of(department.session, whole, at=now())
    assert len(one) == len(many) <= 8


def test_the_screen_leads_from_a_number_to_the_names_and_why(department, client, accounts, sign_in):
    an = department.an
    rate(department, an, ClassificationLevel.HTTNV)
    sign_in(accounts["officer"])
    overview = client.get("/candidates")
    assert overview.status_code == 200
    assert "award=CSTDCS" in overview.text
    names = client.get("/candidates?award=CSTDCS&standing=one_short")
    assert an.full_name in names.text
    assert department.people[1].full_name not in names.text
    searched = client.get("/candidates?award=CSTDCS&q=nguyen+an")
    assert an.full_name in searched.text


def test_the_list_is_a_workbook(department, client, accounts, sign_in):
    sign_in(accounts["hr"])
    answer = client.get("/candidates/list.xlsx?award=LDTT")
    workbook = CalamineWorkbook.from_filelike(BytesIO(answer.data))
    cells = {str(cell) for row in workbook.get_sheet_by_index(0).to_python() for cell in row}
    assert {person.full_name for person in department.people} <= cells
    assert department.outsider.full_name not in cells


def test_the_chosen_are_nominated_by_their_own_units(department, client, accounts, sign_in):
    KEPT.forget()
    an, ha = department.an, department.people[-1]
    sign_in(accounts["officer"])
    answer = client.post(
        "/candidates/nominations?award=LDTT",
        data={"award": "LDTT", "campaign_id": str(department.campaign.id), "ids": [str(an.id), str(ha.id)]},
    )
    assert answer.status_code == 302
    made = department.session.execute(select(Nomination.nominee_name, Nomination.unit_id, Nomination.award_code)).all()
    assert set(made) == {
        (an.full_name, department.unit.id, "LDTT"),
        (ha.full_name, department.sub_unit.id, "LDTT"),
    }


def test_nobody_outside_the_units_is_nominated_from_the_screen(department, client, accounts, sign_in):
    sign_in(accounts["officer"])
    data = {"award": "LDTT", "campaign_id": str(department.campaign.id), "ids": [str(department.stranger.id)]}
    refused = client.post("/candidates/nominations?award=LDTT", data=data)
    assert refused.status_code == 422
    nobody = client.post("/candidates/nominations?award=LDTT", data={**data, "ids": []})
    assert nobody.status_code == 422
    assert department.session.scalar(select(Nomination.id)) is None


@pytest.mark.parametrize("status", [CampaignStatus.OPEN, CampaignStatus.CLOSED])
def test_a_campaign_of_another_body_is_not_found_and_not_named(department, client, accounts, sign_in, status):
    session = department.session
    other = make_unit(session, "KHAC", "Sở Xa", authority=Authority.GRASSROOTS)
    foreign = make_campaign(session, other, department.campaign.year, name="Đợt Xa", status=status)
    session.commit()
    sign_in(accounts["officer"])
    data = {"award": "LDTT", "campaign_id": str(foreign.id), "ids": [str(department.an.id)]}

    refused = client.post("/candidates/nominations?award=LDTT", data=data)

    assert refused.status_code == 404
    assert "Sở Xa" not in refused.text
    assert "Đợt Xa" not in refused.text


def test_a_unit_of_others_is_not_looked_over(department, client, accounts, sign_in):
    sign_in(accounts["officer"])
    assert client.get(f"/candidates?unit={department.beside.id}").status_code == 404
    page = client.get("/candidates?award=LDTT").text
    assert department.stranger.full_name not in page
    sign_in(accounts["employee"])
    assert client.get("/candidates").status_code == 403


@pytest.mark.parametrize("address", ["award=NONE", "regime=r9999", "page=99999", "than=r2018", "standing=x&sort=y"])
def test_a_forged_address_is_no_error(department, client, accounts, sign_in, address):
    sign_in(accounts["hr"])
    assert client.get(f"/candidates?{address}").status_code == 200


def test_the_names_are_narrowed_to_those_who_could_be_eligible_by_a_year(department, client, accounts, sign_in):
    KEPT.forget()
    an, binh, *_rest = department.people
    year = department.campaign.year
    for past in (year - 1, year - 2):
        make_conferral(department.session, an, "CSTDCS", past, number=f"{past}/QĐ-SKHCN")
    department.session.commit()
    sign_in(accounts["officer"])

    everybody = client.get("/candidates?award=CSTDT").text
    this_year = client.get(f"/candidates?award=CSTDT&by={year}").text
    in_two_years = client.get(f"/candidates?award=CSTDT&by={year + 2}").text

    assert all(name in everybody for name in (an.full_name, binh.full_name))
    assert an.full_name in this_year
    assert binh.full_name not in this_year
    assert all(name in in_two_years for name in (an.full_name, binh.full_name))
    assert f'<option value="{year}" selected>' in this_year
    listed = CalamineWorkbook.from_filelike(BytesIO(client.get(f"/candidates/list.xlsx?award=CSTDT&by={year}").data))
    cells = {str(cell) for row in listed.get_sheet_by_index(0).to_python() for cell in row}
    assert an.full_name in cells
    assert binh.full_name not in cells
    assert client.get("/candidates?award=CSTDT&by=²026").status_code == 200
