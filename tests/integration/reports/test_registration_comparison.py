"""What was registered beside what was reached."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.core.access import Role
from app.core.clock import today
from app.eligibility.enums import Subject
from app.nominations.enums import Status
from app.organisation.enums import Authority
from app.organisation.models import Unit
from app.records.enums import Origin
from app.records.models import Conferral
from app.reports.registration_comparison_queries import Reached, Scope, comparison, names_behind
from tests.factories.actors import make_account, make_actor
from tests.factories.campaigns import make_campaign
from tests.factories.nominations import make_nomination
from tests.factories.organisation import make_person, make_unit
from tests.factories.registrations import make_registration

pytestmark = pytest.mark.both_engines
YEAR = today().year


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, "SO", "Sở Khoa học", authority=Authority.GRASSROOTS)


def confer(session: Session, nominee: Any, code: str, *, revoked: bool = False) -> None:
    is_unit = isinstance(nominee, Unit)
    session.add(
        Conferral(
            award_code=code,
            regime_id="r2024",
            year=YEAR,
            campaign_kind="yearly",
            subject=Subject.COLLECTIVE if is_unit else Subject.INDIVIDUAL,
            person_id=None if is_unit else nominee.id,
            collective_id=nominee.id if is_unit else None,
            origin=Origin.HISTORY,
            decided_by_name="Sở",
            decision_number="1/QĐ",
            decision_on=today(),
            revoked_on=today() if revoked else None,
            revoked_reason="Sai" if revoked else "",
        )
    )
    session.commit()


@pytest.fixture
def unit(session: Session, body: Unit) -> Unit:
    """A unit in which one reached the title, one was nominated, one never was, one lost it again."""
    unit = make_unit(session, "SO-P", "Phòng Một", parent=body)
    campaign = make_campaign(session, body, year=YEAR)
    people = [make_person(session, f"Lê Số {index}", unit=unit) for index in range(4)]
    for person in people:
        make_registration(session, unit, person, "LDTT", YEAR)
    make_registration(session, unit, people[0], "CSTDCS", YEAR, withdrawn_reason="Thôi")
    for person in people[:2]:
        make_nomination(session, campaign, unit, person, "LDTT", status=Status.SUBMITTED)
    make_nomination(session, campaign, unit, people[2], "LDTT", status=Status.DRAFT)
    confer(session, people[0], "LDTT")
    confer(session, people[3], "LDTT", revoked=True)
    make_registration(session, unit, None, "TTLDTT", YEAR)
    confer(session, unit, "TTLDTT")
    beside = make_unit(session, "SO-Q", "Phòng Hai", parent=body)
    make_registration(session, beside, None, "TTLDTT", YEAR)
    return unit


def test_each_unit_and_award_is_counted_once(session: Session, body: Unit, unit: Unit) -> None:
    hr = make_actor(session, Role.HR_OFFICER, body)
    scope = Scope(body.id, YEAR, body.path)

    found = comparison(session, hr, scope)

    assert [(line.unit_name, line.award_code, *(line.count(reached) for reached in Reached)) for line in found] == [
        ("Phòng Một", "LDTT", 4, 2, 1, 3),
        ("Phòng Một", "TTLDTT", 1, 0, 1, 0),
        ("Phòng Hai", "TTLDTT", 1, 0, 0, 1),
    ]
    for reached in Reached:
        page = names_behind(session, hr, scope, reached=reached, cursor=None)
        assert len(page.items) == sum(line.count(reached) for line in found)
    missed = names_behind(
        session, hr, scope, reached=Reached.NOT_REACHED, award_code="LDTT", unit_id=unit.id, cursor=None
    )
    assert [(row.name, row.is_nominated) for row in missed.items] == [
        ("Lê Số 1", True),
        ("Lê Số 2", False),
        ("Lê Số 3", False),
    ]


def test_an_officer_sees_the_own_subtree_in_few_queries(
    session: Session, unit: Unit, sign_in: Any, counted: Any
) -> None:
    officer = sign_in(make_account(session, Role.UNIT_OFFICER, unit))
    officer.get("/reports/registrations")

    with counted() as statements:
        page = officer.get("/reports/registrations").get_data(as_text=True)

    assert len(statements) <= 8
    assert "Phòng Một" in page
    assert "Phòng Hai" not in page
    names = officer.get("/reports/registrations/names?reached=not_reached&award=LDTT").get_data(as_text=True)
    assert "Lê Số 3" in names
    assert "Lê Số 0" not in names
    for forged in ("reached=x&unit=y&at=z", "unit=" + str(unit.body_id), "award=" + "A" * 500):
        assert officer.get(f"/reports/registrations/names?{forged}").status_code == 200
