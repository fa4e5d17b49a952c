"""Proposal letters, the answers to them, and deviations from the council."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.audit.queries import events_of
from app.campaigns.enums import CampaignStatus
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.decisions import services
from app.decisions.enums import LetterStatus, Outcome
from app.decisions.models import ProposalItem, ProposalLetter
from app.decisions.queries import awaiting_paper, names_on_decision, names_on_letter, outcome_of
from app.decisions.services import OutcomeEntry
from app.nominations.enums import Status
from app.nominations.models import Nomination
from app.records.enums import Origin
from app.records.models import Conferral
from tests.factories.decisions import NOW, TODAY, Office, make_office
from tests.factories.papers import draft, draft_upward, send, sign, version_of

pytestmark = pytest.mark.both_engines

FOREIGN = "812/QĐ-UBND"


def conferred(nomination_id: object, number: str = FOREIGN, on: date | None = TODAY) -> OutcomeEntry:
    return OutcomeEntry(nomination_id, Outcome.CONFERRED, number, on)  # type: ignore[arg-type]


def declined(nomination_id: object, note: str = "Hết chỉ tiêu") -> OutcomeEntry:
    return OutcomeEntry(nomination_id, Outcome.DECLINED, note=note)  # type: ignore[arg-type]


def sent(office: Office, count: int = 2) -> tuple[object, list[object]]:
    ids = office.people(count, "BKT_CN", upward=True)
    letter_id = draft_upward(office, ids)
    send(office, letter_id)
    return letter_id, [name.nomination_id for name in names_on_letter(office.session, letter_id)]


def record(office: Office, letter_id: object, *entries: OutcomeEntry, **changes: object) -> None:
    services.record_outcomes(letter_id, entries, **{"actor": office.hr, "at": NOW, **changes})  # type: ignore[arg-type]


def statuses(office: Office, *ids: object) -> list[Status]:
    office.session.expire_all()
    return [office.session.get_one(Nomination, each).status for each in ids]


def letter(office: Office, letter_id: object) -> ProposalLetter:
    office.session.expire_all()
    return office.session.get_one(ProposalLetter, letter_id)


def test_sending_forwards_every_name(office: Office):
    letter_id, ids = sent(office)

    found = letter(office, letter_id)
    assert (found.full_number, found.status) == ("45/TTr-SKHCN", LetterStatus.SENT)
    assert statuses(office, *ids) == [Status.FORWARDED, Status.FORWARDED]
    assert [event.kind for event in events_of(office.session, letter_id)] == ["letter.drafted", "letter.sent"]
    assert office.session.scalars(select(Conferral)).all() == []


def test_a_letter_takes_only_names_for_its_addressee(office: Office):
    ministry = make_office(office.session, "BKHCN", "Bộ Khoa học").body
    upward, own = office.people(1, "BKT_CN", upward=True), office.people(1)

    with pytest.raises(RuleBroken):
        draft_upward(office, own)
    with pytest.raises(RuleBroken):
        draft_upward(office, upward, to_unit_id=ministry.id)


def test_who_drafts_and_who_sends(office: Office):
    ids = office.people(1, "BKT_CN", upward=True)
    with pytest.raises(NotAllowed):
        draft_upward(office, ids, actor=office.head)
    letter_id = draft_upward(office, ids)

    for actor in (office.hr, office.auditor):
        with pytest.raises(NotAllowed):
            send(office, letter_id, actor=actor)
    with pytest.raises(NotFound):
        send(office, letter_id, actor=make_office(office.session, "KHAC", "Sở Khác").head)


@pytest.mark.parametrize("status", [CampaignStatus.DECIDING, CampaignStatus.CLOSED])
def test_a_letter_finds_no_campaign_of_another_body_whatever_its_phase(office: Office, status: CampaignStatus):
    ids = office.people(1, "BKT_CN", upward=True)
    other = make_office(office.session, "KHAC", "Sở Khác")
    other.campaign.status = status
    office.session.commit()

    with pytest.raises(NotFound):
        draft_upward(office, ids, campaign_id=other.campaign.id)


def test_the_letter_register_has_numbers_of_its_own(office: Office):
    sign(office, draft(office, office.people(1)), number=45)
    letter_id, _ids = sent(office, 1)
    again = draft_upward(office, office.people(1, "BKT_CN", upward=True))

    with pytest.raises(RuleBroken) as refused:
        send(office, again, number=45)

    assert letter(office, letter_id).number == 45
    assert refused.value.problems[0].field == "number"


def test_a_letter_is_edited_and_deleted_as_long_as_it_is_a_draft(office: Office):
    ids = office.people(2, "BKT_CN", upward=True)
    letter_id = draft_upward(office, ids[:1])
    services.add_names(letter_id, ids[1:], version=1, actor=office.hr, at=NOW)
    services.edit_letter(
        letter_id, title="Về việc khác", body_text="Dòng một\r\n\r\n\r\nDòng hai", version=2, actor=office.hr, at=NOW
    )
    services.remove_names(letter_id, ids[:1], version=3, actor=office.hr, at=NOW)
    with pytest.raises(StaleVersion):
        services.delete_letter(letter_id, version=3, actor=office.hr, at=NOW)

    assert letter(office, letter_id).body_text == "Dòng một\n\nDòng hai"
    assert [name.nomination_id for name in names_on_letter(office.session, letter_id)] == ids[1:]
    services.delete_letter(letter_id, version=4, actor=office.hr, at=NOW)
    assert len(awaiting_paper(office.session, office.body.id, 2018)) == 2


def test_answers_come_name_by_name(office: Office):
    letter_id, (first, second) = sent(office)

    record(office, letter_id, conferred(first))
    assert letter(office, letter_id).status is LetterStatus.SENT
    assert statuses(office, first, second) == [Status.CONFERRED, Status.FORWARDED]
    record(office, letter_id, declined(second))

    assert letter(office, letter_id).status is LetterStatus.ANSWERED
    assert statuses(office, first, second) == [Status.CONFERRED, Status.DECLINED]
    (made,) = office.session.scalars(select(Conferral))
    assert (made.origin, made.decided_by_name) == (Origin.HIGHER_DECISION, office.city.name)
    assert (made.nomination_id, made.decision_number, made.decision_on) == (first, FOREIGN, TODAY)
    assert made.decision_id is None
    found = outcome_of(office.session, second)
    assert found is not None
    assert (found.outcome, found.note, found.letter_number) == (Outcome.DECLINED, "Hết chỉ tiêu", "45/TTr-SKHCN")


def test_an_answer_may_come_after_the_campaign(office: Office):
    letter_id, ids = sent(office, 1)

    record(office, letter_id, conferred(ids[0], on=date(2019, 5, 2)), at=NOW + timedelta(days=150))

    assert letter(office, letter_id).status is LetterStatus.ANSWERED


@pytest.mark.parametrize(
    ("number", "on", "field"),
    [
        ("", TODAY, "decision_number"),
        (FOREIGN, None, "decision_on"),
        (FOREIGN, TODAY + timedelta(days=1), "decision_on"),
        (FOREIGN, date(2018, 1, 1), "decision_on"),
        ("9" * 10_000, TODAY, "decision_number"),
    ],
)
def test_a_conferred_answer_names_its_decision(office: Office, number: str, on: date | None, field: str):
    letter_id, ids = sent(office)

    with pytest.raises(RuleBroken) as refused:
        record(office, letter_id, declined(ids[1]), conferred(ids[0], number, on))

    assert [problem.field for problem in refused.value.problems] == [f"{field}-{ids[0]}"]
    assert statuses(office, *ids) == [Status.FORWARDED, Status.FORWARDED]


def test_an_answer_is_recorded_once(office: Office):
    letter_id, (first, second) = sent(office)
    record(office, letter_id, conferred(first))

    with pytest.raises(TransitionError):
        record(office, letter_id, declined(first), conferred(second))

    assert statuses(office, second) == [Status.FORWARDED]


def test_names_of_another_letter_are_refused(office: Office):
    letter_id, (first,) = sent(office, 1)
    foreign = office.people(1)

    for entries in ([conferred(foreign[0])], [conferred(first), conferred(first)], []):
        with pytest.raises(RuleBroken):
            record(office, letter_id, *entries)


def test_a_draft_letter_has_no_answer_and_hr_records_it(office: Office):
    ids = office.people(1, "BKT_CN", upward=True)
    letter_id = draft_upward(office, ids)

    with pytest.raises(TransitionError):
        record(office, letter_id, conferred(ids[0]))
    with pytest.raises(NotAllowed):
        record(office, letter_id, conferred(ids[0]), actor=office.head)


# Deviations


def test_the_head_leaves_a_name_without_the_award_for_a_reason(office: Office):
    first, second = office.people(2)
    decision_id = draft(office, [first, second])

    services.not_approve(first, " Đang có đơn tố cáo ", actor=office.head, at=NOW)

    assert statuses(office, first, second) == [Status.NOT_APPROVED, Status.ENDORSED]
    assert office.session.get_one(Nomination, first).reason == "Đang có đơn tố cáo"
    assert [name.nomination_id for name in names_on_decision(office.session, decision_id)] == [second]
    assert version_of(office, decision_id) == 2
    assert events_of(office.session, decision_id)[-1].kind == "decision.name_taken_off"


def test_a_name_is_taken_off_a_draft_letter_too(office: Office):
    (first,) = office.people(1, "BKT_CN", upward=True)
    draft_upward(office, [first])

    services.not_approve(first, "Chưa đủ thành tích", actor=office.head, at=NOW)

    assert office.session.scalars(select(ProposalItem)).all() == []


@pytest.mark.parametrize("reason", ["", "   ", "\u200b\n ", "x" * 10_000])
def test_no_deviation_without_a_reason_that_fits(office: Office, reason: str):
    (first,) = office.people(1)

    with pytest.raises(RuleBroken) as refused:
        services.not_approve(first, reason, actor=office.head, at=NOW)

    assert refused.value.problems[0].field == "reason"
    assert statuses(office, first) == [Status.ENDORSED]


def test_only_the_head_deviates_and_only_before_signing(office: Office):
    first, second = office.people(2)
    for actor in (office.hr, office.auditor):
        with pytest.raises(NotAllowed):
            services.not_approve(first, "Lý do", actor=actor, at=NOW)
    with pytest.raises(NotFound):
        services.not_approve(first, "Lý do", actor=make_office(office.session, "KHAC", "Sở Khác").head, at=NOW)
    sign(office, draft(office, [first]))

    with pytest.raises(TransitionError):
        services.not_approve(first, "Lý do", actor=office.head, at=NOW)
    with pytest.raises(RuleBroken):
        services.not_approve(second, "Lý do", actor=office.head, at=NOW + timedelta(days=90))
