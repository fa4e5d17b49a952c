"""Reading campaigns."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from app.campaigns import queries
from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.organisation.enums import Authority
from app.organisation.models import Unit
from tests.factories.campaigns import make_campaign
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.both_engines

DAY = date(2026, 11, 20)


@pytest.fixture
def city(session: Session) -> Unit:
    return make_unit(session, "TP", "Thành phố", authority=Authority.PROVINCIAL)


@pytest.fixture
def body(session: Session, city: Unit) -> Unit:
    return make_unit(session, "SO", "Sở", parent=city, authority=Authority.GRASSROOTS)


def test_the_list_has_one_body_and_one_year_and_the_yearly_first(session: Session, body: Unit, city: Unit):
    make_campaign(session, body, kind=CampaignKind.SUDDEN, name="Đột xuất", status=CampaignStatus.CLOSED)
    make_campaign(session, body, kind=CampaignKind.THEMATIC, name="Chuyên đề")
    make_campaign(session, body, name="Thường xuyên")
    make_campaign(session, body, 2025)
    make_campaign(session, city)

    rows = queries.campaigns_of(session, body.id, 2026)

    assert [row.name for row in rows] == ["Thường xuyên", "Chuyên đề", "Đột xuất"]
    assert rows[2].ends_on is None


@pytest.mark.parametrize(
    ("status", "phase"),
    [
        (CampaignStatus.PLANNED, Phase.OPEN),
        (CampaignStatus.OPEN, Phase.OPEN),
        (CampaignStatus.DECIDING, Phase.DECIDING),
    ],
)
def test_a_row_shows_the_days_of_its_phase(session: Session, body: Unit, status: CampaignStatus, phase: Phase):
    campaign = make_campaign(session, body, status=status)

    row = queries.campaigns_of(session, body.id, 2026)[0]

    assert (row.starts_on, row.ends_on) == queries.phases_of(session, campaign.id)[phase]


def test_open_campaigns_by_body_and_by_path(session: Session, body: Unit, city: Unit):
    division = make_unit(session, "P1", "Phòng", parent=body)
    ours = make_campaign(session, body, on=DAY)
    theirs = make_campaign(session, city, on=DAY)
    make_campaign(session, body, kind=CampaignKind.SUDDEN, status=CampaignStatus.VERIFYING, on=DAY)

    def found(*scope: object) -> set:
        return {row.id for row in queries.open_campaigns(session, scope, DAY)}

    assert found(body.id) == {ours.id}
    assert found(division.path) == {ours.id}
    assert found(city.path) == {ours.id, theirs.id}
    assert found(body.id, city.id) == {ours.id, theirs.id}
    assert found() == set()


def test_a_campaign_past_its_last_day_is_not_open(session: Session, body: Unit):
    campaign = make_campaign(session, body, on=DAY)
    first, last = queries.phases_of(session, campaign.id)[Phase.OPEN]

    for day, count in [(first, 1), (last, 1), (last + timedelta(days=1), 0), (first - timedelta(days=1), 0)]:
        assert len(queries.open_campaigns(session, [body.id], day)) == count


def test_awards_come_in_the_official_order(session: Session, body: Unit):
    campaign = make_campaign(session, body, award_codes=["BKT_CN", "GK_CN", "TTLDTT", "LDTT"])
    assert queries.campaign_awards(session, campaign.id) == ["LDTT", "TTLDTT", "GK_CN", "BKT_CN"]


def test_bodies_that_can_launch_a_theme(session: Session, body: Unit, city: Unit):
    make_unit(session, "P1", "Phòng", parent=body)
    ministry = make_unit(session, "BO", "Bộ", authority=Authority.MINISTERIAL, is_external=True)
    make_unit(session, "SO2", "Sở khác", parent=city, authority=Authority.GRASSROOTS)

    assert {unit_id for unit_id, _name in queries.launching_bodies(session, body.path)} == {city.id, ministry.id}
    assert {unit_id for unit_id, _name in queries.launching_bodies(session, city.path)} == {ministry.id}
