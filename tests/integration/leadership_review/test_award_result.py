"""The award result flows in from the reports, and stays as it stood at closing."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.core.access import Role
from app.leadership_review import services
from app.nominations.enums import Status
from tests.conftest import SignIn
from tests.factories.actors import make_account, make_actor
from tests.factories.campaigns import make_campaign
from tests.factories.leadership_review import AT, make_review, read
from tests.factories.nominations import make_nomination


@pytest.fixture
def campaign(session: Session, ground):
    campaign = make_campaign(session, ground.body, year=2018, award_codes=["TTLDTT"])
    make_nomination(session, campaign, ground.division, ground.division, "TTLDTT", status=Status.CONFERRED)
    return campaign


def test_the_result_of_the_year_flows_in_by_itself(
    session: Session, ground, campaign, client: FlaskClient, sign_in: SignIn, counted
) -> None:
    review = make_review(session, ground.body.id, ground.officer)
    sign_in(make_account(session, Role.AUDITOR, ground.body))

    with counted() as queries:
        page = client.get(f"/leadership-reviews/{review.id}").get_data(as_text=True)

    assert "công nhận 01 tập thể lao động tiên tiến" in page
    assert f"/reports/year-end?unit={ground.body.code}&amp;year=2018" in page
    assert "công nhận 01 tập thể" in client.get(f"/leadership-reviews/{review.id}/paper").get_data(as_text=True)
    assert len(queries) <= 8


def test_a_closed_review_keeps_the_result_of_its_day(session: Session, ground, campaign) -> None:
    review = make_review(session, ground.body.id, ground.officer)
    services.close_review(review.id, version=2, actor=ground.director, at=AT)
    make_nomination(session, campaign, ground.body, ground.body, "TTLDTT", status=Status.CONFERRED)

    assert "công nhận 01 tập thể lao động tiên tiến" in read(session, review.id).award_result


def test_another_body_has_its_own_result(session: Session, ground, campaign) -> None:
    review = make_review(session, ground.other.id, ground.stranger)
    director = make_actor(session, Role.HEAD_OF_BODY, ground.other)
    services.close_review(review.id, version=2, actor=director, at=AT)

    result = read(session, review.id).award_result
    assert "Sở Nội vụ" in result
    assert "chưa có hồ sơ đề nghị" in result
