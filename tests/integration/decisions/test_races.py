"""Two people at the same moment, on real commits."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.trail import first_broken_event
from app.core.database import db
from app.core.errors import RuleBroken
from app.decisions import services
from app.decisions.enums import DecisionStatus
from app.decisions.models import Decision, DecisionItem, Revocation
from app.decisions.rules import PrintedName
from app.nominations.enums import Status
from app.nominations.models import Nomination
from app.records.models import Conferral
from tests.factories.changes import draft_amendment, draft_revocation, signed
from tests.factories.decisions import NOW, make_office
from tests.factories.papers import SIGNED_ON, SIGNER, draft
from tests.racing import together

pytestmark = pytest.mark.both_engines


def signing(actor: object, decision_id: object, number: int = 5) -> Callable[[], None]:
    return lambda: services.sign_decision(
        decision_id,  # type: ignore[arg-type]
        number=number,
        signed_on=SIGNED_ON,
        version=1,
        actor=actor,  # type: ignore[arg-type]
        at=NOW,
        **SIGNER,
    )


def test_two_signers_with_one_number(fresh_database: Flask):
    with fresh_database.app_context():
        office = make_office(db.session())
        head = office.head
        papers = [draft(office, office.people(2)) for _paper in range(2)]

    told = together(fresh_database, *(signing(head, paper) for paper in papers))

    (loser,) = [error for error in told if error is not None]
    assert isinstance(loser, RuleBroken)
    assert loser.problems[0].field == "number"
    assert "05/QĐ-SKHCN" in str(loser.problems[0].message)
    with fresh_database.app_context():
        assert db.session.scalars(select(Decision.number).where(Decision.number.is_not(None))).all() == [5]
        assert len(db.session.scalars(select(Conferral)).all()) == 2


def test_two_signers_of_one_decision(fresh_database: Flask):
    with fresh_database.app_context():
        office = make_office(db.session())
        head, decision_id = office.head, draft(office, office.people(3))

    told = together(fresh_database, signing(head, decision_id, 5), signing(head, decision_id, 6))

    assert len([error for error in told if error is not None]) == 1
    with fresh_database.app_context():
        assert len(db.session.scalars(select(Conferral)).all()) == 3


@pytest.mark.parametrize("attempt", range(3))
def test_signing_against_not_approving(fresh_database: Flask, attempt: int):
    with fresh_database.app_context():
        office = make_office(db.session())
        head, ids = office.head, office.people(2)
        decision_id = draft(office, ids)

    told = together(
        fresh_database,
        signing(head, decision_id),
        lambda: services.not_approve(ids[0], "Lý do", actor=head, at=NOW),
    )

    assert len([error for error in told if error is not None]) == 1
    with fresh_database.app_context():
        held = set(db.session.scalars(select(Conferral.nomination_id)))
        conferred = set(db.session.scalars(select(Nomination.id).where(Nomination.status == Status.CONFERRED)))
        on_paper = set(db.session.scalars(select(DecisionItem.nomination_id)))
        assert held == conferred
        assert (held, on_paper) == ((set(ids), set(ids)) if told[1] else (set(), {ids[1]}))


def test_two_officers_draft_for_the_same_name(fresh_database: Flask):
    with fresh_database.app_context():
        office = make_office(db.session())
        hr, body_id, campaign_id, ids = office.hr, office.body.id, office.campaign.id, office.people(1)
    plan = services.DecisionPlan(body_id, campaign_id, "Về việc tặng danh hiệu", ids)

    def drafting() -> None:
        services.draft_decision(plan, actor=hr, at=NOW)

    told = together(fresh_database, drafting, drafting)

    assert [type(error) for error in told if error is not None] == [RuleBroken]
    with fresh_database.app_context():
        assert len(db.session.scalars(select(Decision)).all()) == 1


def test_two_revocations_with_one_number(fresh_database: Flask):
    with fresh_database.app_context():
        office = make_office(db.session())
        head = office.head
        first, first_ids = signed(office, 1, 1)
        second, second_ids = signed(office, 1, 2)
        papers = [draft_revocation(office, first, first_ids), draft_revocation(office, second, second_ids)]

    told = together(fresh_database, *(signing(head, paper, 5) for paper in papers))

    (loser,) = [error for error in told if error is not None]
    assert isinstance(loser, RuleBroken)
    assert loser.problems[0].field == "number"
    with fresh_database.app_context():
        gone = db.session.scalars(select(Nomination.id).where(Nomination.status == Status.REVOKED)).all()
        assert len(gone) == len(db.session.scalars(select(Revocation)).all()) == 1


@pytest.mark.parametrize("attempt", range(3))
def test_two_revocations_of_one_name(fresh_database: Flask, attempt: int):
    with fresh_database.app_context():
        office = make_office(db.session())
        head = office.head
        decision_id, ids = signed(office, 2, 1)
        one = draft_revocation(office, decision_id, ids[:1])
        all_of_it = draft_revocation(office, decision_id, is_whole=True)

    told = together(fresh_database, signing(head, one, 5), signing(head, all_of_it, 6))

    assert [type(error) for error in told if error is not None] == [RuleBroken]
    with fresh_database.app_context():
        gone = set(db.session.scalars(select(Nomination.id).where(Nomination.status == Status.REVOKED)))
        assert gone == (set(ids) if told[0] else {ids[0]})
        marked = select(Conferral.nomination_id).where(Conferral.revoked_on.is_not(None))
        assert set(db.session.scalars(marked)) == gone
        assert first_broken_event(db.session()) is None


def test_a_revocation_against_an_amendment_of_the_same_name(fresh_database: Flask):
    with fresh_database.app_context():
        office = make_office(db.session())
        head = office.head
        decision_id, ids = signed(office, 2, 1)
        gone = draft_revocation(office, decision_id, ids[:1])
        corrected = draft_amendment(office, decision_id, {ids[0]: PrintedName("Tên đúng")})

    told = together(fresh_database, signing(head, gone, 5), signing(head, corrected, 6))

    with fresh_database.app_context():
        assert db.session.get_one(Nomination, ids[0]).status is Status.REVOKED
        assert db.session.get_one(Decision, decision_id).status is DecisionStatus.AMENDED
        numbers = select(Decision.number).where(Decision.number.is_not(None)).order_by(Decision.number)
        assert list(db.session.scalars(numbers)) == ([1, 5] if told[1] else [1, 5, 6])
