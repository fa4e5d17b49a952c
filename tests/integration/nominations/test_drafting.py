"""Drafting many nominations at once, and what is refused."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.audit.queries import events_of
from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.campaigns.queries import phases_of
from app.core.access import Role
from app.core.clock import local_day
from app.core.errors import NotAllowed, NotFound, RuleBroken
from app.nominations.enums import Channel, Status
from app.nominations.models import Nomination
from app.nominations.services.drafting import NominationBatch, draft_nominations
from app.organisation.enums import Authority
from tests.factories.actors import make_actor
from tests.factories.campaigns import make_campaign
from tests.factories.nominations import make_nomination
from tests.factories.organisation import make_membership, make_person, make_unit

pytestmark = pytest.mark.both_engines


def batch(department, **changes):
    given = {
        "campaign_id": department.campaign.id,
        "unit_id": department.unit.id,
        "award_codes": ["LDTT"],
        "person_ids": [department.an.id],
    }
    return NominationBatch(**{**given, **changes})


def drafted(department, **changes):
    ids = draft_nominations(batch(department, **changes), actor=department.officer, at=department.at)
    return [department.session.get(Nomination, nomination_id) for nomination_id in ids]


def problems_of(department, *, actor=None, **changes):
    with pytest.raises(RuleBroken) as refusal:
        draft_nominations(batch(department, **changes), actor=actor or department.officer, at=department.at)
    return [(problem.field, str(problem.message)) for problem in refusal.value.problems]


def test_several_awards_and_nominees_are_drafted_at_once(department):
    people = department.people[:3]
    records = drafted(
        department,
        award_codes=["CSTDCS", "LDTT", "TTLDTT"],
        person_ids=[person.id for person in people],
        collective_ids=[department.unit.id, department.sub_unit.id],
        unit_met_on=local_day(department.at),
        unit_votes_for=9,
        unit_votes_total=10,
        summaries={people[0].id: "Thành tích của An"},
    )

    assert [(record.number, record.award_code, record.nominee_name) for record in records] == [
        (1, "LDTT", "Nguyễn Thị An"),
        (2, "LDTT", "Trần Văn Bình"),
        (3, "LDTT", "Lê Minh Châu"),
        (4, "CSTDCS", "Nguyễn Thị An"),
        (5, "CSTDCS", "Trần Văn Bình"),
        (6, "CSTDCS", "Lê Minh Châu"),
        (7, "TTLDTT", "Văn phòng Sở"),
        (8, "TTLDTT", "Tổ Tổng hợp"),
    ]
    assert {(record.unit_votes_for, record.unit_votes_total) for record in records} == {(9, 10)}
    assert [record.summary for record in records[:2]] == ["Thành tích của An", ""]
    assert {record.status for record in records} == {Status.DRAFT}


def test_the_nominee_is_kept_as_they_were_when_nominated(department):
    [record] = drafted(department)

    assert (record.nominee_post, record.nominee_unit_name) == ("Chuyên viên", "Văn phòng Sở")
    assert record.sort_key == department.an.sort_key
    assert record.search_text.startswith(" 1 ldtt ldtt nguyen thi an van phong so")


def test_drafting_leaves_an_event(department):
    [record] = drafted(department)

    [event] = events_of(department.session, record.id)
    assert (event.kind, event.actor_name) == ("nomination.drafted", department.officer.name)
    assert event.changes == {"number": [None, 1], "nominee": [None, "Nguyễn Thị An"], "award": [None, "LDTT"]}


def test_a_unit_may_nominate_itself_and_those_below_but_not_beside(department):
    inside = {"award_codes": ["TTLDTT"], "person_ids": [], "collective_ids": [department.unit.id]}
    assert len(drafted(department, **inside)) == 1

    outside = {**inside, "collective_ids": [department.beside.id, department.body.id]}
    [(field, message)] = problems_of(department, **outside)
    assert field == "collective_ids"
    assert message.startswith("2 ")


@pytest.mark.parametrize("who", ["stranger", "outsider"])
def test_a_person_from_elsewhere_is_refused_without_telling_the_name(department, who):
    stranger = getattr(department, who)

    [(field, message)] = problems_of(department, person_ids=[department.an.id, stranger.id])

    assert field == "person_ids"
    assert stranger.full_name not in message


def test_an_unknown_person_is_refused(department):
    [(field, _)] = problems_of(department, person_ids=[uuid4()])
    assert field == "person_ids"


def test_a_person_counts_where_they_were_on_the_last_day_of_a_past_year(department):
    session, year = department.session, local_day(department.at).year - 2
    past = make_campaign(session, department.body, year, on=local_day(department.at))
    session.commit()
    moved = make_person(session, "Bùi Đã Chuyển")
    moved_on = local_day(department.at) - timedelta(days=30)
    make_membership(session, moved, department.unit, post="Phó phòng", ended_on=moved_on)
    make_membership(session, moved, department.beside, post="Chánh thanh tra", started_on=moved_on + timedelta(days=1))

    [record] = drafted(department, campaign_id=past.id, person_ids=[moved.id])
    assert (record.year, record.nominee_post, record.nominee_unit_name) == (year, "Phó phòng", "Văn phòng Sở")
    assert problems_of(department, person_ids=[moved.id])[0][0] == "person_ids"


def test_a_unit_outside_the_campaign_is_refused(department):
    elsewhere = make_campaign(department.session, department.other_body, department.campaign.year)
    department.session.commit()
    both = replace(department.officer, grants=(*department.officer.grants, *department.other_hr.grants))

    assert problems_of(department, actor=both, campaign_id=elsewhere.id)[0][0] == "unit_id"


@pytest.mark.parametrize("status", [CampaignStatus.OPEN, CampaignStatus.CLOSED])
def test_a_campaign_of_a_body_of_others_is_not_found_whatever_its_phase(department, status):
    elsewhere = make_campaign(department.session, department.other_body, department.campaign.year, status=status)
    department.session.commit()

    with pytest.raises(NotFound):
        drafted(department, campaign_id=elsewhere.id)


def test_an_award_must_be_open_in_the_campaign_and_match_the_nominee(department):
    assert problems_of(department, award_codes=["CSTDTQ"])[0][0] == "award_codes"
    assert problems_of(department, award_codes=["NO_SUCH"])[0][0] == "award_codes"
    assert problems_of(department, award_codes=[])[0][0] == "award_codes"
    assert [field for field, _ in problems_of(department, award_codes=["TTLDTT"])] == ["award_codes", "collective_ids"]
    assert [field for field, _ in problems_of(department, award_codes=["LDTT", "TTLDTT"])] == ["collective_ids"]


def test_a_second_live_nomination_is_refused_with_the_number_of_the_first(department):
    [first] = drafted(department)

    [(field, message)] = problems_of(department, person_ids=[department.an.id, department.people[1].id])

    assert field == "person_ids"
    assert f"{first.number}" in message
    assert "Nguyễn Thị An" in message
    assert department.session.scalar(select(func.count()).select_from(Nomination)) == 1


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.REFUSED])
def test_after_a_withdrawn_or_refused_one_the_person_may_be_nominated_again(department, status):
    make_nomination(department.session, department.campaign, department.unit, department.an, status=status)

    [record] = drafted(department)
    assert record.number == 2


def test_the_votes_of_the_unit_must_make_sense(department):
    assert problems_of(department, unit_votes_for=11, unit_votes_total=10)[0][0] == "unit_votes_for"
    assert problems_of(department, unit_votes_for=0, unit_votes_total=0)[0][0] == "unit_votes_total"
    assert problems_of(department, unit_votes_total=10)[0][0] == "unit_votes_for"
    tomorrow = local_day(department.at) + timedelta(days=1)
    assert problems_of(department, unit_met_on=tomorrow)[0][0] == "unit_met_on"


@pytest.mark.parametrize(
    ("code", "channel", "to"),
    [
        ("LDTT", Channel.CONFERRED, None),
        ("GK_CN", Channel.CONFERRED, None),
        ("BKT_CN", Channel.PROPOSED, "city"),
        ("BKB_CN", Channel.PROPOSED, "ministry"),
        ("HCLD3_CN", Channel.PROPOSED, "city"),
    ],
)
def test_the_way_of_an_award_follows_from_the_authority_it_needs(department, code, channel, to):
    [record] = drafted(department, award_codes=[code])

    assert record.channel is channel
    assert record.to_unit_id == (getattr(department, to).id if to else None)


def test_a_theme_of_the_ministry_goes_to_that_ministry(department):
    session = department.session
    second = make_unit(session, "BNV", "Bộ Nội vụ", authority=Authority.MINISTERIAL, is_external=True)
    theme = make_campaign(
        session,
        department.body,
        department.campaign.year,
        kind=CampaignKind.THEMATIC,
        to_unit_id=second.id,
        award_codes=["BKB_CN"],
    )
    session.commit()

    [record] = drafted(department, campaign_id=theme.id, award_codes=["BKB_CN"])
    assert record.to_unit_id == second.id


def test_with_several_ministries_one_must_be_chosen(department):
    second = make_unit(department.session, "BNV", "Bộ Nội vụ", authority=Authority.MINISTERIAL, is_external=True)

    assert problems_of(department, award_codes=["BKB_CN"])[0][0] == "ministry_id"
    assert problems_of(department, award_codes=["BKB_CN"], ministry_id=department.city.id)[0][0] == "ministry_id"
    [record] = drafted(department, award_codes=["BKB_CN"], ministry_id=second.id)
    assert record.to_unit_id == second.id


def test_only_officers_of_the_unit_may_draft(department):
    session = department.session
    auditor = make_actor(session, Role.AUDITOR, department.body)
    beside = make_actor(session, Role.UNIT_OFFICER, department.beside)

    with pytest.raises(NotAllowed):
        draft_nominations(batch(department), actor=auditor, at=department.at)
    for actor in (beside, department.other_hr):
        with pytest.raises(NotFound):
            draft_nominations(batch(department), actor=actor, at=department.at)
    assert draft_nominations(batch(department), actor=department.hr, at=department.at)


def test_forged_campaigns_and_units_are_not_found(department):
    for forged in ({"campaign_id": uuid4()}, {"unit_id": uuid4()}):
        with pytest.raises(NotFound):
            draft_nominations(batch(department, **forged), actor=department.officer, at=department.at)


@pytest.mark.parametrize(
    "status", [CampaignStatus.PLANNED, CampaignStatus.VERIFYING, CampaignStatus.DECIDING, CampaignStatus.CLOSED]
)
def test_only_an_open_campaign_takes_nominations(department, status):
    department.session.get(type(department.campaign), department.campaign.id).status = status
    department.session.commit()

    assert len(problems_of(department)) == 1


def test_the_last_day_of_the_phase_still_counts_and_the_next_does_not(department):
    ends_on = phases_of(department.session, department.campaign.id)[Phase.OPEN][1]
    last_day = department.at + (ends_on - local_day(department.at))

    with pytest.raises(RuleBroken):
        draft_nominations(batch(department), actor=department.officer, at=last_day + timedelta(days=1))
    assert draft_nominations(batch(department), actor=department.officer, at=last_day)


def test_numbers_are_serial_within_body_and_year(department):
    other_year = make_campaign(department.session, department.body, department.campaign.year + 1)
    department.session.commit()

    assert [record.number for record in drafted(department)] == [1]
    assert [record.number for record in drafted(department, award_codes=["GK_CN"])] == [2]
    assert [record.number for record in drafted(department, campaign_id=other_year.id)] == [1]


def test_texts_arrive_composed_and_trimmed(department):
    decomposed = "  Tha\u0300nh ti\u0301ch  \r\n\r\n\r\n\r\n tốt "
    [record] = drafted(department, summaries={department.an.id: decomposed})
    assert record.summary == "Thành tích\n\ntốt"
