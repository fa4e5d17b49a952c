"""A new award keeps the initiatives its file named; exceptions stay marked on the pages of papers."""

from uuid import UUID

import pytest

from app.core.database import new_id
from app.decisions import services
from app.decisions.enums import Outcome
from app.decisions.queries import awaiting_paper, names_on_decision, names_on_letter
from app.eligibility.enums import InitiativeKind, InitiativeLevel
from app.eligibility.enums import Outcome as ByLaw
from app.nominations.enums import VerdictMoment
from app.nominations.models import Nomination, NominationInitiative, NominationTick, NominationVerdict
from app.records.models import Conferral, ConferralDetail, ConferralInitiative, Initiative
from tests.factories.decisions import NOW, TODAY, Office
from tests.factories.papers import draft, draft_upward, send, sign

pytestmark = pytest.mark.both_engines
REASON = "Đang khiếu nại kết quả xếp loại"


def name_initiative(office: Office, nomination_id: UUID) -> UUID:
    initiative = Initiative(
        id=new_id(),
        unit_id=office.division.id,
        year=2018,
        title="Rút ngắn thời gian giải quyết thủ tục",
        kind=InitiativeKind.INITIATIVE,
        level=InitiativeLevel.GRASSROOTS,
    )
    office.session.add(initiative)
    office.session.flush()
    office.session.add(NominationInitiative(nomination_id=nomination_id, initiative_id=initiative.id))
    office.session.commit()
    return initiative.id


def answer(office: Office, nomination_id: UUID) -> None:
    office.session.add(
        NominationTick(
            nomination_id=nomination_id, key="qualitative", is_confirmed=True, ticked_by_name="An", ticked_at=NOW
        )
    )
    office.session.commit()


def used(office: Office, nomination_id: UUID) -> tuple[bool, set[UUID]]:
    """Return whether the use is known, and what was used."""
    office.session.expire_all()
    conferral = office.session.query(Conferral).filter_by(nomination_id=nomination_id).one()
    detail = office.session.get_one(ConferralDetail, conferral.id)
    rows = office.session.query(ConferralInitiative).filter_by(conferral_id=conferral.id)
    return detail.initiatives_known, {row.initiative_id for row in rows}


def test_signing_keeps_what_was_named(office: Office):
    named, answered, silent = office.people(3, "CSTDCS")
    plain, plain_answered = office.people(2, "GK_CN")
    initiative = name_initiative(office, named)
    answer(office, answered)
    answer(office, plain_answered)

    sign(office, draft(office, [named, answered, silent, plain, plain_answered]))

    assert used(office, named) == (True, {initiative})
    assert used(office, answered) == (False, set()), "the award asks for an initiative, and none was named"
    assert used(office, silent) == (False, set())
    assert used(office, plain) == (False, set())
    assert used(office, plain_answered) == (True, set())


def test_an_answer_from_above_keeps_what_was_named(office: Office):
    first, second = office.people(2, "BKT_CN", upward=True)
    initiative = name_initiative(office, first)
    letter_id = draft_upward(office, [first, second])
    send(office, letter_id)
    entries = [
        services.OutcomeEntry(first, Outcome.CONFERRED, "812/QĐ-UBND", TODAY),
        services.OutcomeEntry(second, Outcome.DECLINED, note="Hết chỉ tiêu"),
    ]

    services.record_outcomes(letter_id, entries, actor=office.hr, at=NOW)

    assert used(office, first) == (True, {initiative})
    assert office.session.query(Conferral).filter_by(nomination_id=second).count() == 0


def except_(office: Office, nomination_id: UUID) -> None:
    nomination = office.session.get_one(Nomination, nomination_id)
    nomination.exception_reason = REASON
    office.session.add(
        NominationVerdict(
            nomination_id=nomination_id,
            moment=VerdictMoment.VERIFICATION,
            regime_id=nomination.regime_id,
            overall=ByLaw.NOT_MET,
            verdict={},
            facts={},
            choices={},
            exception_reason=REASON,
            assessed_by_name="An",
            assessed_at=NOW,
        )
    )
    office.session.commit()


def test_the_exception_goes_along_to_decision_and_letter(office: Office):
    own, plain = office.people(2)
    [upward] = office.people(1, "BKT_CN", upward=True)
    for each in (own, upward):
        except_(office, each)
    waiting = {row.nomination_id: row.exception_reason for row in awaiting_paper(office.session, office.body.id, 2018)}
    assert waiting == {own: REASON, plain: None, upward: REASON}

    decision_id, letter_id = draft(office, [own, plain]), draft_upward(office, [upward])

    on_decision = {name.nomination_id: name.exception_reason for name in names_on_decision(office.session, decision_id)}
    assert on_decision == {own: REASON, plain: None}
    assert [name.exception_reason for name in names_on_letter(office.session, letter_id)] == [REASON]
