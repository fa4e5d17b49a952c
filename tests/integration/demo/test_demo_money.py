"""Money and certificates of the reference case, added up by hand."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bonuses.enums import LineState, ListStatus
from app.bonuses.models import BonusLine, BonusList
from app.bonuses.queries import award_sums, lists_of_year
from app.certificates.enums import CertificateState
from app.certificates.queries import RegisterFilter, all_in_register
from app.core.clock import today
from app.core.database import db
from app.demo.load import load
from app.organisation.models import Unit
from app.web.configuration import current_settings
from tests.databases import Databases

BASE_SALARY = 1_390_000
"""In force from 1/7/2018."""
LDTT, CSTDCS, TTLDTT, GK_CN, GK_TT = 420_000, 1_390_000, 1_120_000, 420_000, 840_000
"""0.3, 1, 0.8, 0.3 and 0.6 times the base salary, rounded up to the next 10,000."""


@pytest.fixture(scope="module")
def demo(databases: Callable[[str], Databases]) -> Iterator[Flask]:
    """One loaded demo for all tests of this module, which only read."""
    with databases("sqlite").fresh() as app, app.app_context():
        load(current_settings(app), password="bốn từ ghép lại")
        yield app


@pytest.fixture
def session(demo: Flask) -> Session:
    return db.session()


@pytest.fixture
def body_id(session: Session) -> object:
    return session.scalars(select(Unit.id).where(Unit.code == "SKHCN")).one()


def test_the_money_of_2018_adds_up_by_hand(session: Session, body_id) -> None:
    titles, merits = lists_of_year(session, body_id, 2018)
    # Of 84 LĐTT eleven are CSTĐCS too and get the higher amount only.
    assert titles.paid == 11 * TTLDTT + 11 * CSTDCS + (84 - 11) * LDTT == 58_270_000
    assert merits.paid == 7 * GK_TT + 37 * GK_CN == 21_420_000
    assert (titles.to_recover, merits.to_recover) == (0, 0)


def test_only_the_higher_of_two_titles_is_paid(session: Session) -> None:
    query = select(BonusLine).where(BonusLine.award_code == "LDTT", BonusLine.regime_id == "r2018")
    lines = session.scalars(query).all()
    left_out = [line for line in lines if line.state is LineState.LEFT_OUT]
    assert (len(lines), len(left_out)) == (84, 11)
    assert {line.reason_vi for line in left_out} == {"cùng thời điểm, cùng thành tích với CSTĐCS: chỉ chi mức cao nhất"}
    assert {(line.base_salary, line.amount) for line in lines} == {(BASE_SALARY, LDTT)}


def test_what_was_revoked_after_payment_is_to_be_recovered(session: Session, body_id) -> None:
    storm, approved, draft = lists_of_year(session, body_id, today().year)
    assert (storm.listed, storm.paid, storm.to_recover) == (3_800_000, 3_800_000, 760_000)
    assert [(each.listed, each.paid, each.to_recover) for each in (approved, draft)] == [(2 * 760_000, 0, 0)] * 2
    assert sum(each.paid for each in award_sums(session, body_id, today().year)) == 3_800_000


def test_the_bonus_lists_of_this_year_are_in_every_state(session: Session, body_id) -> None:
    query = select(BonusList.status).where(BonusList.body_id == body_id, BonusList.year == today().year)
    assert set(session.scalars(query)) == set(ListStatus)


def test_titles_without_a_certificate_are_not_in_the_register(session: Session, body_id) -> None:
    rows = all_in_register(session, RegisterFilter(body_id, 2018))
    assert [row.number for row in rows] == list(range(1, 56))
    counts = {code: sum(row.award_code == code for row in rows) for code in ("CSTDCS", "GK_TT", "GK_CN", "LDTT")}
    assert counts == {"CSTDCS": 11, "GK_TT": 7, "GK_CN": 37, "LDTT": 0}


def test_the_register_of_this_year_shows_every_state(session: Session, body_id) -> None:
    rows = all_in_register(session, RegisterFilter(body_id, today().year))
    assert {row.state for row in rows} == set(CertificateState)
