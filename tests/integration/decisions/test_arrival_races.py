"""Two people at the same moment on a letter that arrives in the same installation, on real commits."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit import trail
from app.audit.trail import first_broken_event
from app.core.database import db
from app.core.transaction import lock, transaction
from app.decisions import services
from app.decisions.enums import LetterStatus, Outcome
from app.decisions.models import ProposalItem, ProposalLetter
from app.decisions.services import OutcomeEntry
from app.nominations.enums import Status
from app.nominations.models import Nomination, NominationLink
from app.records.models import Conferral
from tests.factories.decisions import NOW, TODAY
from tests.factories.papers import SIGNED_ON, SIGNER, draft_upward
from tests.factories.upward import make_province, sent_upward
from tests.integration.decisions.test_races import signing, together

pytestmark = pytest.mark.both_engines


def sending(actor: Any, letter_id: Any, number: int) -> Callable[[], None]:
    return lambda: services.send_letter(
        letter_id, number=number, sent_on=SIGNED_ON, version=1, actor=actor, at=NOW, **SIGNER
    )


def test_two_officers_send_one_letter_and_each_name_arrives_once(fresh_database: Flask):
    with fresh_database.app_context():
        province = make_province(db.session())
        head = province.office.head
        letter_id = draft_upward(province.office, province.office.people(3, "BKT_CN", upward=True))

    told = together(fresh_database, sending(head, letter_id, 45), sending(head, letter_id, 46))

    assert len([error for error in told if error is not None]) == 1
    with fresh_database.app_context():
        links = db.session.scalars(select(NominationLink)).all()
        assert len({link.from_id for link in links}) == len(links) == 3
        assert len(db.session.scalars(select(Nomination)).all()) == 6
        assert first_broken_event(db.session()) is None


def test_two_letters_arrive_at_once_with_numbers_of_their_own(fresh_database: Flask):
    with fresh_database.app_context():
        province = make_province(db.session())
        head, office = province.office.head, province.office
        letters = [draft_upward(office, office.people(2, "BKT_CN", upward=True)) for _letter in range(2)]

    told = together(fresh_database, *(sending(head, each, number) for number, each in enumerate(letters, 45)))

    assert told == [None, None]
    with fresh_database.app_context():
        arrived = select(Nomination.number).join(NominationLink, NominationLink.nomination_id == Nomination.id)
        assert sorted(db.session.scalars(arrived)) == [1, 2, 3, 4]


@pytest.mark.parametrize("attempt", range(2))
def test_two_decisions_on_the_same_letters_in_opposite_order_both_hold(fresh_database: Flask, attempt: int):
    with fresh_database.app_context():
        province = make_province(db.session())
        letters = [sent_upward(province, 2, number=number) for number in (45, 46)]
        one, other = ([province.arrived(ids[place]).id for _letter, ids in letters] for place in (0, 1))
        for each in (*one, *other):
            province.endorse(each)
        decisions = [province.draft(*one), province.draft(*reversed(other))]
        head = province.head

    told = together(fresh_database, *(signing(head, each, number) for number, each in enumerate(decisions, 900)))

    assert told == [None, None]
    with fresh_database.app_context():
        assert {each.status for each in db.session.scalars(select(ProposalLetter))} == {LetterStatus.ANSWERED}
        assert {each.outcome for each in db.session.scalars(select(ProposalItem))} == {Outcome.CONFERRED}
        assert first_broken_event(db.session()) is None


def test_an_act_on_the_letter_and_a_signature_above_do_not_wait_in_a_ring(fresh_database: Flask):
    with fresh_database.app_context():
        province = make_province(db.session())
        letter_id, [first_id] = sent_upward(province)
        there = province.arrived(first_id).id
        province.endorse(there)
        decision_id = province.draft(there)
        hr, head = province.office.hr, province.head

    def asking() -> None:
        """Hold the letter, and come to the trail only when the signature has come as far as it can."""
        with transaction() as session:
            lock(session, ProposalLetter, letter_id)
            time.sleep(1.5)
            trail.record(session, "letter.asked", letter_id, actor=hr, at=NOW)

    def signing_later() -> None:
        time.sleep(0.5)
        signing(head, decision_id, 900)()

    assert together(fresh_database, asking, signing_later) == [None, None]
    with fresh_database.app_context():
        assert db.session.get_one(Nomination, first_id).status is Status.CONFERRED
        assert first_broken_event(db.session()) is None


@pytest.mark.parametrize("attempt", range(2))
def test_the_outcome_comes_once_whoever_signs_or_records_it(fresh_database: Flask, attempt: int):
    with fresh_database.app_context():
        province = make_province(db.session())
        letter_id, [first_id] = sent_upward(province)
        there = province.arrived(first_id).id
        province.endorse(there)
        decision_id = province.draft(there)
        hr, head = province.office.hr, province.head
    by_hand = OutcomeEntry(first_id, Outcome.CONFERRED, "1/QĐ-UBND", TODAY)

    told = together(
        fresh_database,
        signing(head, decision_id, 900),
        signing(head, decision_id, 901),
        lambda: services.record_outcomes(letter_id, [by_hand], actor=hr, at=NOW),
    )

    assert len([error for error in told if error is not None]) == 2
    with fresh_database.app_context():
        [held] = db.session.scalars(select(Conferral)).all()
        assert held.nomination_id == there
        item = db.session.scalars(select(ProposalItem)).one()
        assert (item.outcome, item.decision_number) == (Outcome.CONFERRED, held.decision_number)
        assert db.session.get_one(Nomination, first_id).status is Status.CONFERRED
        assert db.session.get_one(ProposalLetter, letter_id).status is LetterStatus.ANSWERED
        assert first_broken_event(db.session()) is None
