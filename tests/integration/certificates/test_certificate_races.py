"""Two officers at the same moment, on real commits: no number twice, no certificate twice, no list twice."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.audit.trail import first_broken_event
from app.bonuses import services as bonuses
from app.bonuses.models import BonusLine, BonusList
from app.certificates import rules, services
from app.certificates.models import Certificate
from app.core.database import db
from app.core.errors import DomainError, RuleBroken
from tests.factories.certificates import plan, reissue_plan, signed_names
from tests.factories.decisions import NOW, make_office
from tests.racing import together

pytestmark = pytest.mark.both_engines


def refusals(told: list[DomainError | None]) -> list[DomainError]:
    return [each for each in told if each is not None]


def test_two_officers_issue_the_certificates_of_one_decision(fresh_database: Flask):
    with fresh_database.app_context():
        office = make_office(db.session())
        decision_id, _ids = signed_names(office, 20)
        hr = office.hr
    told = together(
        fresh_database,
        lambda: services.issue_certificates(decision_id, plan(1), actor=hr, at=NOW),
        lambda: services.issue_certificates(decision_id, plan(101), actor=hr, at=NOW),
    )
    (refused,) = refusals(told)
    assert isinstance(refused, RuleBroken)
    with fresh_database.app_context():
        assert str(refused.problems[0].message) == str(rules.ALL_ISSUED)
        numbers = sorted(db.session.scalars(select(Certificate.number)))
        assert numbers in (list(range(1, 21)), list(range(101, 121)))
        assert first_broken_event(db.session()) is None


def test_two_decisions_cannot_share_a_number(fresh_database: Flask):
    with fresh_database.app_context():
        office = make_office(db.session())
        first, _ids = signed_names(office, 10)
        second, _ids = signed_names(office, 10, number=6)
        hr = office.hr
    told = together(
        fresh_database,
        lambda: services.issue_certificates(first, plan(1), actor=hr, at=NOW),
        lambda: services.issue_certificates(second, plan(6), actor=hr, at=NOW),
    )
    (refused,) = refusals(told)
    assert isinstance(refused, RuleBroken)
    assert [problem.field for problem in refused.problems] == ["number"]
    with fresh_database.app_context():
        assert len(db.session.scalars(select(Certificate.number)).all()) == 10


def test_one_certificate_is_reissued_once(fresh_database: Flask):
    with fresh_database.app_context():
        office = make_office(db.session())
        decision_id, _ids = signed_names(office, 1)
        hr = office.hr
        services.issue_certificates(decision_id, plan(1), actor=hr, at=NOW)
        old = db.session.scalars(select(Certificate)).one()
        old_id, wanted, other = old.id, reissue_plan(old), reissue_plan(old, number=60)
    told = together(
        fresh_database,
        lambda: services.reissue_certificate(old_id, wanted, version=1, actor=hr, at=NOW),
        lambda: services.reissue_certificate(old_id, other, version=1, actor=hr, at=NOW),
    )
    assert len(refusals(told)) == 1
    with fresh_database.app_context():
        standing = select(func.count()).select_from(Certificate).where(Certificate.replaced_at.is_(None))
        assert db.session.scalar(standing) == 1


def test_two_officers_make_one_bonus_list(fresh_database: Flask):
    with fresh_database.app_context():
        office = make_office(db.session())
        decision_id, _ids = signed_names(office, 20)
        hr = office.hr
    told = together(
        fresh_database, *[lambda: bonuses.make_list(decision_id, actor=hr, at=NOW) for _officer in range(2)]
    )
    (refused,) = refusals(told)
    assert isinstance(refused, RuleBroken)
    with fresh_database.app_context():
        assert len(db.session.scalars(select(BonusList.id)).all()) == 1
        assert db.session.scalar(select(func.count()).select_from(BonusLine)) == 20
