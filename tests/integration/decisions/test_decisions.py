"""Drafting and signing decisions."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.audit.trail import first_broken_event
from app.campaigns.enums import CampaignStatus
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.decisions import services
from app.decisions.enums import DecisionStatus
from app.decisions.models import Decision, DecisionItem
from app.decisions.queries import awaiting_paper, names_on_decision, outcome_of
from app.nominations.enums import Status
from app.nominations.models import Nomination
from app.organisation.enums import StaffGroup
from app.records.enums import Origin
from app.records.models import Conferral
from tests.factories.decisions import NOW, TODAY, Office, make_office
from tests.factories.papers import SIGNED_ON, draft, sign, version_of

pytestmark = pytest.mark.both_engines


def problems(refused: pytest.ExceptionInfo[RuleBroken]) -> list[tuple[str | None, str]]:
    return [(problem.field, str(problem.message)) for problem in refused.value.problems]


def status_of(office: Office, *nominations: object) -> list[Status]:
    office.session.expire_all()
    return [office.session.get_one(Nomination, each).status for each in nominations]


def conferrals(session: Session) -> list[Conferral]:
    return list(session.scalars(select(Conferral)))


# Drafting


def test_a_draft_holds_the_names_and_confers_nothing(office: Office):
    ids = office.people(2)

    decision_id = draft(office, ids)

    decision = office.session.get_one(Decision, decision_id)
    assert (decision.status, decision.number, decision.year) == (DecisionStatus.DRAFT, None, 2019)
    assert {name.nomination_id for name in names_on_decision(office.session, decision_id)} == set(ids)
    assert awaiting_paper(office.session, office.body.id, 2018) == []
    assert conferrals(office.session) == []
    assert [event.kind for event in events_of(office.session, decision_id)] == ["decision.drafted"]


def test_names_stand_in_the_officers_order(office: Office):
    office_person = office.person("Nguyễn Văn Ánh", office.office)
    in_division = office.person("Trần Thị Bình")
    head = office.person("Võ Văn Yên", post="Trưởng phòng", staff_group=StaffGroup.LEADER, is_head=True)
    made = [
        office.endorse(in_division, "GK_CN"),
        office.endorse(in_division, "CSTDCS"),
        office.endorse(head, "CSTDCS"),
        office.endorse(office_person, "CSTDCS", office.office),
        office.endorse(office.division, "GK_TT"),
        office.endorse(office.division, "TTLDTT"),
        office.endorse(office.office, "TTLDTT", office.office),
    ]

    decision_id = draft(office, [nomination.id for nomination in made])

    names = names_on_decision(office.session, decision_id)
    assert [(name.award_code, name.nominee_name) for name in names] == [
        ("TTLDTT", "Văn phòng Sở"),
        ("TTLDTT", "Phòng Quản lý Khoa học"),
        ("GK_TT", "Phòng Quản lý Khoa học"),
        ("CSTDCS", "Nguyễn Văn Ánh"),
        ("CSTDCS", "Võ Văn Yên"),
        ("CSTDCS", "Trần Thị Bình"),
        ("GK_CN", "Trần Thị Bình"),
    ]


def test_a_name_stands_on_one_paper_only(office: Office):
    (taken, free) = office.people(2)
    draft(office, [taken])

    with pytest.raises(RuleBroken) as refused:
        draft(office, [taken, free])

    assert problems(refused)[0][0] == "nomination_ids"
    assert len(office.session.scalars(select(Decision)).all()) == 1


@pytest.mark.parametrize("status", [Status.VERIFIED, Status.TABLED, Status.NOT_ENDORSED, Status.CONFERRED])
def test_only_endorsed_names_come_on_a_paper(office: Office, status: Status):
    nomination = office.endorse(office.person(), "CSTDCS", status=status)

    with pytest.raises(RuleBroken):
        draft(office, [nomination.id])


def test_names_for_a_higher_body_do_not_come_on_a_decision(office: Office):
    with pytest.raises(RuleBroken):
        draft(office, office.people(1, "BKT_CN", upward=True))


def test_names_of_another_body_are_refused_like_unknown_ones(office: Office):
    other = make_office(office.session, "SGTVT", "Sở Giao thông Vận tải")
    foreign = other.people(1)

    with pytest.raises(RuleBroken) as refused:
        draft(office, foreign)
    with pytest.raises(RuleBroken) as unknown:
        draft(office, [uuid4()])

    assert problems(refused) == problems(unknown)


def test_no_name_no_draft(office: Office):
    with pytest.raises(RuleBroken):
        draft(office, [])


@pytest.mark.parametrize("status", [CampaignStatus.DECIDING, CampaignStatus.DELIBERATING, CampaignStatus.CLOSED])
def test_a_campaign_of_another_body_is_not_found_whatever_its_phase(office: Office, status: CampaignStatus):
    other = make_office(office.session, "SGTVT", "Sở Giao thông Vận tải")
    other.campaign.status = status
    office.session.commit()

    with pytest.raises(NotFound):
        draft(office, office.people(1), campaign_id=other.campaign.id)
    with pytest.raises(NotFound):
        draft(office, other.people(1), body_id=other.body.id, campaign_id=other.campaign.id)


def test_papers_are_drafted_in_the_phase_of_decisions_only(office: Office):
    ids = office.people(1)

    with pytest.raises(RuleBroken):
        draft(office, ids, at=NOW + timedelta(days=30))
    office.campaign.status = CampaignStatus.DELIBERATING
    office.session.commit()
    with pytest.raises(RuleBroken):
        draft(office, ids)


def test_who_may_draft(office: Office):
    ids = office.people(1)

    for actor in (office.head, office.auditor):
        with pytest.raises(NotAllowed):
            draft(office, ids, actor=actor)


def test_names_come_and_go_while_it_is_a_draft(office: Office):
    first, second, third = office.people(3)
    decision_id = draft(office, [first, second])

    services.add_recipients(decision_id, [third], version=version_of(office, decision_id), actor=office.hr, at=NOW)
    services.remove_recipients(decision_id, [first], version=version_of(office, decision_id), actor=office.hr, at=NOW)

    assert {name.nomination_id for name in names_on_decision(office.session, decision_id)} == {second, third}
    assert [row.nomination_id for row in awaiting_paper(office.session, office.body.id, 2018)] == [first]
    assert version_of(office, decision_id) == 3
    positions = office.session.scalars(select(DecisionItem.position).order_by(DecisionItem.position))
    assert list(positions) == [1, 2]


def test_a_change_of_names_makes_an_open_form_of_the_head_stale(office: Office):
    first, second = office.people(2)
    decision_id = draft(office, [first])
    read_by_head = version_of(office, decision_id)
    services.add_recipients(decision_id, [second], version=read_by_head, actor=office.hr, at=NOW)

    with pytest.raises(StaleVersion):
        sign(office, decision_id, version=read_by_head)

    assert conferrals(office.session) == []


def test_a_deleted_draft_sets_its_names_free(office: Office):
    ids = office.people(1)
    decision_id = draft(office, ids)

    services.delete_draft(decision_id, version=1, actor=office.hr, at=NOW)

    assert office.session.scalar(select(func.count()).select_from(Decision)) == 0
    assert [row.nomination_id for row in awaiting_paper(office.session, office.body.id, 2018)] == ids


def test_the_subject_is_cleaned_and_recorded(office: Office):
    decision_id = draft(office, office.people(1))

    services.edit_decision(decision_id, title="  Về việc tă\u0323ng   Giấy khen ", version=1, actor=office.hr, at=NOW)

    assert office.session.get_one(Decision, decision_id).title == "Về việc tặng Giấy khen"
    assert events_of(office.session, decision_id)[-1].changes["title"][1] == "Về việc tặng Giấy khen"


# Signing


def test_signing_makes_the_conferrals(office: Office):
    person = office.endorse(office.person("Nguyễn Văn An"), "CSTDCS")
    unit = office.endorse(office.division, "TTLDTT")
    decision_id = draft(office, [person.id, unit.id])

    sign(office, decision_id)

    decision = office.session.get_one(Decision, decision_id)
    assert (decision.full_number, decision.year, decision.signed_on) == ("05/QĐ-SKHCN", 2019, SIGNED_ON)
    assert decision.status is DecisionStatus.SIGNED
    assert status_of(office, person.id, unit.id) == [Status.CONFERRED, Status.CONFERRED]
    by_code = {conferral.award_code: conferral for conferral in conferrals(office.session)}
    assert sorted(by_code) == ["CSTDCS", "TTLDTT"]
    made = by_code["CSTDCS"]
    assert (made.person_id, made.collective_id) == (person.person_id, None)
    assert (made.origin, made.decided_by_name) == (Origin.OWN_DECISION, "Sở Khoa học và Công nghệ")
    assert (made.decision_number, made.decision_on, made.decision_id) == ("05/QĐ-SKHCN", SIGNED_ON, decision_id)
    assert (made.year, made.regime_id, made.nomination_id) == (2018, "r2018", person.id)
    assert by_code["TTLDTT"].collective_id == unit.collective_id
    assert [event.kind for event in events_of(office.session, person.id)] == ["nomination.conferred"]
    assert events_of(office.session, decision_id)[-1].changes["number"] == [None, "05/QĐ-SKHCN"]
    assert first_broken_event(office.session) is None


def test_a_nomination_knows_its_decision(office: Office):
    (nomination_id,) = office.people(1)
    assert outcome_of(office.session, nomination_id) is None
    decision_id = draft(office, [nomination_id])
    sign(office, decision_id)

    found = outcome_of(office.session, nomination_id)

    assert found is not None
    assert (found.decision_id, found.signed_number, found.letter_id) == (decision_id, "05/QĐ-SKHCN", None)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codes=st.lists(st.sampled_from(["CSTDCS", "LDTT", "GK_CN"]), min_size=1, max_size=6))
def test_signing_makes_exactly_one_conferral_for_each_name(office: Office, codes: list[str]):
    before = {conferral.nomination_id for conferral in conferrals(office.session)}
    ids = [office.endorse(office.person(), code).id for code in codes]
    decision_id = draft(office, ids)

    sign(office, decision_id, number=len(before) + 1)

    made = [conferral.nomination_id for conferral in conferrals(office.session)]
    assert sorted(map(str, made)) == sorted(map(str, [*before, *ids]))
    assert set(status_of(office, *ids)) == {Status.CONFERRED}


def test_all_or_nothing(office: Office):
    first, second = office.people(2)
    decision_id = draft(office, [first, second])
    spoiled = office.session.get_one(Nomination, second)
    spoiled.status = Status.NOT_ENDORSED
    office.session.commit()

    with pytest.raises(TransitionError):
        sign(office, decision_id)

    assert status_of(office, first) == [Status.ENDORSED]
    assert conferrals(office.session) == []
    assert office.session.get_one(Decision, decision_id).number is None


def test_a_number_is_taken_once_in_a_body_and_year(office: Office):
    first, second = office.people(2)
    sign(office, draft(office, [first]), number=5)
    again = draft(office, [second])

    with pytest.raises(RuleBroken) as refused:
        sign(office, again, number=5)

    ((field, message),) = problems(refused)
    assert field == "number"
    assert "05/QĐ-SKHCN" in message
    sign(office, again, number=6)


def test_another_body_and_another_year_have_registers_of_their_own(office: Office):
    first, second = office.people(2)
    sign(office, draft(office, [first]), number=5)
    other = make_office(office.session, "SGTVT", "Sở Giao thông Vận tải")
    sign(other, draft(other, other.people(1)), number=5)
    for item in office.session.scalars(select(Decision)):
        item.year = 2018
    office.session.commit()

    sign(office, draft(office, [second]), number=5)


@pytest.mark.parametrize(
    ("signed_on", "is_fine"),
    [(TODAY, True), (date(2019, 1, 4), True), (TODAY + timedelta(days=1), False), (date(2019, 1, 3), False)],
)
def test_the_day_of_signing(office: Office, signed_on: date, is_fine: bool):
    decision_id = draft(office, office.people(1))

    if is_fine:
        sign(office, decision_id, signed_on=signed_on)
        return
    with pytest.raises(RuleBroken) as refused:
        sign(office, decision_id, signed_on=signed_on)
    assert problems(refused)[0][0] == "signed_on"


def test_a_decision_is_signed_once(office: Office):
    decision_id = draft(office, office.people(1))
    sign(office, decision_id)

    with pytest.raises(TransitionError):
        sign(office, decision_id, number=6)
    with pytest.raises(TransitionError):
        services.delete_draft(decision_id, version=version_of(office, decision_id), actor=office.hr, at=NOW)

    assert len(conferrals(office.session)) == 1


def test_a_decision_without_names_is_not_signed(office: Office):
    ids = office.people(1)
    decision_id = draft(office, ids)
    services.remove_recipients(decision_id, ids, version=1, actor=office.hr, at=NOW)

    with pytest.raises(RuleBroken):
        sign(office, decision_id)


def test_who_may_sign(office: Office):
    other = make_office(office.session, "SGTVT", "Sở Giao thông Vận tải")
    decision_id = draft(office, office.people(1))

    for actor in (office.hr, office.auditor):
        with pytest.raises(NotAllowed):
            sign(office, decision_id, actor=actor)
    with pytest.raises(NotFound):
        sign(office, decision_id, actor=other.head)
    with pytest.raises(NotFound):
        services.sign_decision(
            uuid4(),
            number=1,
            signed_on=TODAY,
            signer_name="A",
            signer_post="B",
            capacity=None,  # type: ignore[arg-type]
            version=1,
            actor=office.head,
            at=NOW,
        )


def test_signing_needs_the_phase_of_decisions(office: Office):
    decision_id = draft(office, office.people(1))

    with pytest.raises(RuleBroken):
        sign(office, decision_id, at=NOW + timedelta(days=60))
