"""A proposal to a body of the same installation arrives there as files of its own, and the outcome flows back."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.campaigns.enums import CampaignStatus
from app.core.access import Role
from app.core.errors import NotAllowed, NotFound, RuleBroken, TransitionError
from app.core.transaction import transaction
from app.decisions import rules, services
from app.decisions.enums import LetterStatus, Outcome
from app.decisions.models import ProposalItem, ProposalLetter, Revocation
from app.decisions.presenters.lists import _remark
from app.decisions.presenters.names import answer_words
from app.decisions.queries import conferrals_of_person, names_on_letter, outcome_of, requests_of
from app.decisions.services import OutcomeEntry
from app.decisions.services.revoking import revoke_awards
from app.documents.models import Attachment
from app.documents.queries import attachments_of
from app.nominations.enums import LinkKind, Status
from app.nominations.models import Nomination, NominationLink, NominationVerdict
from app.nominations.queries import TRAIL_PLACES, may_see, proposed_codes
from app.nominations.queries.whereabouts import whereabouts_of
from app.nominations.services.lowering import LowerPlan, lower_nomination
from app.nominations.services.progress import advance
from app.organisation.models import Unit
from app.records.models import Conferral
from app.reports.queries import year_end_figures
from tests.conftest import SignIn
from tests.factories.actors import make_account
from tests.factories.campaigns import AWARDS, make_campaign
from tests.factories.decisions import NOW, TODAY
from tests.factories.papers import draft_upward, send
from tests.factories.upward import Province, make_province, sent_upward

pytestmark = pytest.mark.both_engines


@pytest.fixture
def province(session: Session) -> Province:
    return make_province(session)


def status(province: Province, nomination_id: UUID) -> Status:
    province.session.expire_all()
    return province.session.get_one(Nomination, nomination_id).status


def item(province: Province, nomination_id: UUID) -> tuple[Outcome, str, Any, str]:
    province.session.expire_all()
    found = province.session.scalars(select(ProposalItem).where(ProposalItem.nomination_id == nomination_id)).one()
    return found.outcome, found.decision_number, found.decision_on, found.note


def letter_status(province: Province, letter_id: UUID) -> LetterStatus:
    province.session.expire_all()
    return province.session.get_one(ProposalLetter, letter_id).status


def conferrals(province: Province) -> int:
    return province.session.scalar(select(func.count()).select_from(Conferral)) or 0


def test_sending_makes_a_submitted_file_at_the_addressee(province: Province):
    letter_id, [first_id] = sent_upward(province)

    first, there = province.session.get_one(Nomination, first_id), province.arrived(first_id)
    assert (there.body_id, there.campaign_id) == (province.office.city.id, province.campaign.id)
    assert (there.unit_id, there.status, there.number) == (province.office.body.id, Status.SUBMITTED, 1)
    assert (there.nominee_name, there.report, there.unit_votes_for) == (first.nominee_name, first.report, 9)
    assert there.submitted_at is not None
    assert there.to_unit_id is None
    link = province.session.get_one(NominationLink, there.id)
    assert (link.kind, link.from_id) == (LinkKind.ARRIVED, first_id)
    assert status(province, first_id) is Status.FORWARDED
    query = select(func.count()).where(NominationVerdict.nomination_id == there.id)
    assert province.session.scalar(query) == 1
    assert [event.kind for event in events_of(province.session, there.id)] == [
        "nomination.drafted",
        "nomination.submitted",
    ]
    assert [event.kind for event in events_of(province.session, letter_id)][-2:] == ["letter.sent", "letter.arrived"]


def test_attachments_come_along_by_their_bytes(province: Province):
    [first_id] = province.office.people(1, "BKT_CN", upward=True)
    facts: dict[str, Any] = {"media_type": "application/pdf", "size_bytes": 8, "sha256": "a" * 64, "uploaded_at": NOW}
    province.session.add(Attachment(owner="nomination", owner_id=first_id, file_name="a.pdf", paper="report", **facts))
    province.session.commit()
    send(province.office, draft_upward(province.office, [first_id]))

    [row] = attachments_of(province.session, province.arrived(first_id).id)
    assert (row.file_name, row.sha256, row.paper) == ("a.pdf", "a" * 64, "report")


def test_the_award_there_is_the_award_here_and_stands_once(province: Province):
    letter_id, [one, two] = sent_upward(province, 2)
    there = province.arrived(one)
    province.endorse(there.id)
    province.decide(there.id)

    day = province.session.scalars(select(Conferral)).one().decision_on
    assert item(province, one) == (Outcome.CONFERRED, "900/QĐ-UBND", day, "")
    assert item(province, two)[0] is Outcome.PENDING
    assert letter_status(province, letter_id) is LetterStatus.SENT
    assert (status(province, one), status(province, there.id)) == (Status.CONFERRED, Status.CONFERRED)
    assert conferrals(province) == 1
    person_id = province.session.get_one(Nomination, one).person_id
    assert person_id is not None
    assert [(row.award_code, row.decision_number) for row in conferrals_of_person(province.session, person_id)] == [
        ("BKT_CN", "900/QĐ-UBND")
    ]
    assert proposed_codes(province.session, 2018, [person_id])[person_id] <= {"BKT_CN"}

    other = province.arrived(two)
    province.move(other.id, Status.REFUSED, reason="Trùng thành tích đã khen.")
    assert item(province, two)[0] is Outcome.DECLINED
    assert "Trùng thành tích đã khen." in item(province, two)[3]
    assert status(province, two) is Status.DECLINED
    assert letter_status(province, letter_id) is LetterStatus.ANSWERED


@pytest.mark.parametrize(
    "states",
    [
        (Status.WITHDRAWN,),
        (Status.VERIFIED, Status.TABLED, Status.NOT_ENDORSED),
        (Status.VERIFIED, Status.TABLED, Status.ENDORSED, Status.NOT_APPROVED),
    ],
)
def test_every_end_without_the_award_declines_it_here(province: Province, states: tuple[Status, ...]):
    letter_id, [first_id] = sent_upward(province)
    province.move(province.arrived(first_id).id, *states, reason="Lý do của cấp trên")

    assert item(province, first_id)[0] is Outcome.DECLINED
    assert status(province, first_id) is Status.DECLINED
    assert letter_status(province, letter_id) is LetterStatus.ANSWERED
    assert conferrals(province) == 0


def test_a_vote_taken_again_there_reopens_the_answer_here(province: Province):
    letter_id, [first_id] = sent_upward(province)
    there = province.arrived(first_id).id
    province.move(there, Status.VERIFIED, Status.TABLED, Status.NOT_ENDORSED)
    province.move(there, Status.TABLED, reason="Kiểm phiếu sai")

    assert item(province, first_id) == (Outcome.PENDING, "", None, "")
    assert status(province, first_id) is Status.FORWARDED
    assert letter_status(province, letter_id) is LetterStatus.SENT
    province.move(there, Status.ENDORSED)
    province.decide(there)
    assert item(province, first_id)[0] is Outcome.CONFERRED
    assert conferrals(province) == 1


def test_a_revocation_there_holds_here(province: Province):
    letter_id, [first_id] = sent_upward(province)
    there = province.arrived(first_id).id
    province.endorse(there)
    decision_id = province.decide(there)
    with transaction() as session:
        by = Revocation(
            decision_id=decision_id, decided_by_name="UBND", decision_number="950/QĐ-UBND", decision_on=TODAY
        )
        revoke_awards(session, [there], by, reason="Khai sai", actor=province.head, at=NOW)

    assert (status(province, first_id), status(province, there)) == (Status.REVOKED, Status.REVOKED)
    [name] = names_on_letter(province.session, letter_id)
    assert (name.holds, name.revoked_on, name.revoking_number, name.revoking_id) == (
        False,
        TODAY,
        "950/QĐ-UBND",
        None,
    )
    found = outcome_of(province.session, first_id)
    assert found is not None
    assert (found.revoked_on, found.revoking_id) == (TODAY, None)


def test_what_arrived_is_answered_there_alone(province: Province):
    letter_id, [first_id] = sent_upward(province)
    entry = OutcomeEntry(first_id, Outcome.CONFERRED, "1/QĐ", TODAY)
    with pytest.raises(RuleBroken):
        services.record_outcomes(letter_id, [entry], actor=province.office.hr, at=NOW)
    there = province.arrived(first_id).id
    province.endorse(there)
    province.decide(there)
    said = rules.ForeignRevocation([first_id], "2/QĐ", TODAY, "Khai sai")
    with pytest.raises(RuleBroken):
        services.record_foreign_revocation(letter_id, said, actor=province.office.hr, at=NOW)
    assert conferrals(province) == 1


def test_the_body_below_sees_the_outcome_and_not_the_file(province: Province):
    _letter_id, [first_id] = sent_upward(province)
    there = province.arrived(first_id).id
    office = province.office
    for actor in (office.hr, office.head, office.auditor):
        assert may_see(province.session, actor, first_id)
        assert not may_see(province.session, actor, there)
    for actor in (province.hr, province.head, province.auditor):
        assert may_see(province.session, actor, there)


def test_the_trail_of_what_arrived_is_read_at_the_addressee(province: Province):
    _letter_id, [first_id] = sent_upward(province)
    there = province.arrived(first_id).id
    found = [row for query in TRAIL_PLACES["nomination"] for row in province.session.execute(query)]
    office = province.office

    assert sorted(found) == sorted([(first_id, office.division.path), (there, office.city.path)])


def test_many_names_arrive_with_as_many_questions_for_each_file_as_few(province: Province, counted: Any):
    def questions(count: int, number: int) -> int:
        letter_id = draft_upward(province.office, province.office.people(count, "BKT_CN", upward=True))
        with counted() as asked:
            send(province.office, letter_id, number=number, as_it_is=True)
        return sum(statement.lstrip().upper().startswith("SELECT") for statement in asked)

    few, more = questions(2, 45), questions(12, 46)

    # What is left is one lock and one link of the trail for each name that is forwarded.
    assert more - few <= 10 * 3


def test_what_is_returned_is_asked_of_the_body_below_and_comes_back_with_its_answer(province: Province):
    letter_id, [first_id] = sent_upward(province)
    there = province.arrived(first_id).id
    province.move(there, Status.RETURNED, reason="Bổ sung xác nhận thuế")
    [asked] = requests_of(province.session, letter_id)
    assert (asked.nomination_id, asked.text) == (first_id, "Bổ sung xác nhận thuế")
    facts: dict[str, Any] = {"media_type": "application/pdf", "size_bytes": 8, "sha256": "b" * 64, "uploaded_at": NOW}
    province.session.add(Attachment(owner="nomination", owner_id=first_id, file_name="thue.pdf", **facts))
    province.session.commit()

    services.answer_request(asked.id, "Gửi kèm", TODAY, version=1, actor=province.office.hr, at=NOW)

    assert status(province, there) is Status.SUBMITTED
    assert [row.file_name for row in attachments_of(province.session, there)] == ["thue.pdf"]
    assert [event.kind for event in events_of(province.session, there)][-2:] == [
        "nomination.returned",
        "nomination.submitted",
    ]


def figures(province: Province, unit: Any) -> dict[str, tuple[int, int]]:
    year = year_end_figures(province.session, None, unit, 2018)
    return {line.kind.code: (line.nominated, line.conferred) for line in year.awards}


def test_the_figures_of_both_bodies_count_each_award_once(province: Province):
    _letter_id, [one, _two] = sent_upward(province, 2)
    there = province.arrived(one).id
    province.endorse(there)
    province.decide(there)

    assert figures(province, province.office.city) == {"BKT_CN": (2, 1)}
    assert figures(province, province.office.body) == {"BKT_CN": (2, 1)}
    assert figures(province, province.office.division) == {"BKT_CN": (2, 1)}


@pytest.mark.parametrize("why", ["no round", "another kind of phase", "award not open"])
def test_without_a_round_for_it_the_letter_waits_and_is_taken_in(session: Session, why: str):
    awards = ["CSTDT"] if why == "award not open" else AWARDS
    begun = CampaignStatus.OPEN if why == "award not open" else CampaignStatus.VERIFYING
    province = make_province(session, status=begun, awards=awards)
    letter_id, ids = sent_upward(province, 2)
    assert letter_status(province, letter_id) is LetterStatus.SENT
    assert session.scalars(select(NominationLink)).all() == []
    if why == "award not open":
        with pytest.raises(RuleBroken):
            services.take_in(letter_id, province.campaign.id, actor=province.hr, at=NOW)
        return

    for actor, refusal in ((province.head, NotAllowed), (province.office.hr, NotFound)):
        with pytest.raises(refusal):
            services.take_in(letter_id, province.campaign.id, actor=actor, at=NOW)
    with pytest.raises(NotFound):
        services.take_in(letter_id, province.office.campaign.id, actor=province.hr, at=NOW)
    assert services.take_in(letter_id, province.campaign.id, actor=province.hr, at=NOW) == 2
    with pytest.raises(TransitionError):
        services.take_in(letter_id, province.campaign.id, actor=province.hr, at=NOW)
    assert {province.arrived(each).status for each in ids} == {Status.SUBMITTED}


def test_two_open_rounds_of_the_kind_leave_the_choice_to_people(province: Province):
    make_campaign(province.session, province.office.city, 2018, on=TODAY, name="Đợt hai")
    letter_id, _ids = sent_upward(province)

    assert province.session.scalars(select(NominationLink)).all() == []
    assert services.take_in(letter_id, province.campaign.id, actor=province.hr, at=NOW) == 1


def test_the_outcome_arriving_twice_changes_nothing(province: Province):
    letter_id, [first_id] = sent_upward(province)
    there = province.arrived(first_id).id
    province.endorse(there)
    province.decide(there)
    events = len(events_of(province.session, letter_id))
    with pytest.raises(TransitionError), transaction() as session:
        advance(session, there, Status.CONFERRED, actor=province.head, at=NOW)

    assert len(events_of(province.session, letter_id)) == events
    assert conferrals(province) == 1


GK_VI = "Giấy khen (cá nhân)"
GK = "Certificate of Merit of the head of agency (individual)"


def lowered_there(province: Province, first_id: UUID, *states: Status) -> Nomination:
    """Let the council of the province adopt a lower award in the place of a file that it did not adopt."""
    there = province.arrived(first_id)
    province.move(there.id, Status.VERIFIED, Status.TABLED, Status.NOT_ENDORSED, reason="Chưa đủ điều kiện")
    with transaction() as session:
        lower = lower_nomination(session, there.id, LowerPlan("GK_CN", "Xét mức phù hợp"), actor=province.hr, at=NOW)
    province.move(lower.id, Status.TABLED, *states)
    return lower


def told_below(province: Province, first_id: UUID, letter_id: UUID) -> tuple[str, str]:
    """What the page of the file and the letter of the body below say of a lower award."""
    known = whereabouts_of(province.session, first_id).links.lowered_above
    [name] = names_on_letter(province.session, letter_id)
    return known.lowered_above_words if known else "", answer_words(name)


def test_a_lower_award_adopted_above_is_told_below(province: Province, app: Flask):
    letter_id, [first_id] = sent_upward(province)
    lower = lowered_there(province, first_id)
    note = "Hội đồng cấp trên không thông qua: Chưa đủ điều kiện"
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert told_below(province, first_id, letter_id) == ("", note), "it is only proposed there"

        province.move(lower.id, Status.ENDORSED)
        said = f"The council of the higher body adopted a lower award: {GK}."
        assert told_below(province, first_id, letter_id) == (said, f"{note}; {said}")
        assert status(province, first_id) is Status.DECLINED

        province.decide(lower.id)
        said = f"The higher body conferred a lower award: {GK}."
        assert told_below(province, first_id, letter_id) == (said, f"{note}; {said}")


def test_the_page_and_the_lists_below_name_the_lower_award_and_not_the_file_there(province: Province, sign_in: SignIn):
    letter_id, [first_id] = sent_upward(province)
    lower = lowered_there(province, first_id, Status.ENDORSED)
    body = province.session.get_one(Unit, province.office.body.id)
    client = sign_in(make_account(province.session, Role.HR_OFFICER, body))
    said = f"The council of the higher body adopted a lower award: {GK}."
    with client.session_transaction() as cookie:
        cookie["workplace"] = {"body_id": str(body.id), "name": body.name, "path": body.path, "year": 2018}
    for path in (f"/nominations/{first_id}", "/nominations", f"/decisions/letters/{letter_id}"):
        shown = client.get(path, headers={"Accept-Language": "en"}, follow_redirects=True).get_data(as_text=True)
        assert said in shown, path
        assert str(lower.id) not in shown, path
    assert not may_see(province.session, province.office.hr, lower.id)
    assert f"cấp trên thông qua mức thấp hơn: {GK_VI}" in _remark(names_on_letter(province.session, letter_id)[0])
