"""Pages of campaigns: who sees them, what they say, and what bad input gets."""

from datetime import date, timedelta
from unicodedata import normalize
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.campaigns import queries
from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.core.access import Role
from app.core.clock import today
from app.organisation.enums import Authority
from app.organisation.models import Unit
from tests.factories.actors import make_account
from tests.factories.campaigns import AWARDS, calendar_around, make_campaign
from tests.factories.organisation import make_person, make_unit


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, "SO", "Sở Khoa học", authority=Authority.GRASSROOTS)


@pytest.fixture
def hr(session: Session, body: Unit, sign_in) -> FlaskClient:
    return sign_in(make_account(session, Role.HR_OFFICER, body))


YEAR = today().year


def typed(**changes: object) -> dict[str, object]:
    phases = calendar_around(today())
    days = {
        f"{phase.value}_{edge}_on": day.strftime("%d/%m/%Y")
        for phase, period in phases.items()
        for edge, day in zip(("starts", "ends"), period, strict=True)
    }
    return {
        "name": "Đợt thi đua",
        "kind": "yearly",
        "year": str(YEAR),
        "regime_id": "r2024",
        "award_codes": ["LDTT", "GK_CN"],
        "legal_basis": "",
        "to_unit_id": "",
        **days,
        **changes,
    }


def test_the_list_shows_body_and_year_of_the_top_bar(session: Session, body: Unit, hr: FlaskClient):
    make_campaign(session, body, YEAR, name="Đợt năm nay")
    make_campaign(session, body, YEAR - 1, name="Đợt năm trước")
    make_campaign(session, make_unit(session, authority=Authority.GRASSROOTS), YEAR, name="Đợt nơi khác")

    page = hr.get("/campaigns").get_data(as_text=True)

    assert "Đợt năm nay" in page
    assert "Đợt năm trước" not in page
    assert "Đợt nơi khác" not in page


def test_the_list_costs_the_same_for_one_row_and_for_three(session: Session, body: Unit, hr: FlaskClient, counted):
    make_campaign(session, body, YEAR)
    with counted() as one:
        hr.get("/campaigns")
    for _ in range(2):
        make_campaign(session, body, YEAR, kind=CampaignKind.SUDDEN)
    with counted() as three:
        hr.get("/campaigns")
    assert len(one) == len(three) <= 5


def test_the_record_costs_at_most_eight_queries(session: Session, body: Unit, hr: FlaskClient, counted):
    campaign = make_campaign(session, body, YEAR, status=CampaignStatus.VERIFYING)
    with counted() as queries_sent:
        assert hr.get(f"/campaigns/{campaign.id}").status_code == 200
    # One more reads the campaign for this test, and one asks whether this is a demo: once per process elsewhere.
    assert len(queries_sent) <= 10


@pytest.mark.parametrize(
    ("role", "detail", "edit"),
    [
        (Role.HR_OFFICER, 200, 200),
        (Role.UNIT_OFFICER, 200, 403),
        (Role.UNIT_HEAD, 200, 403),
        (Role.HEAD_OF_BODY, 200, 403),
        (Role.AUDITOR, 200, 403),
        (Role.ADMIN, 404, 403),
    ],
)
def test_roles_of_the_body(session: Session, body: Unit, sign_in, role: Role, detail: int, edit: int):
    campaign = make_campaign(session, body, YEAR)
    client = sign_in(make_account(session, role, body))

    assert client.get("/campaigns").status_code == 200
    assert client.get(f"/campaigns/{campaign.id}").status_code == detail
    assert client.get(f"/campaigns/{campaign.id}/edit").status_code == edit
    assert client.get(f"/campaigns/{campaign.id}/extension").status_code == edit
    assert client.get(f"/campaigns/{campaign.id}/early-end").status_code == edit
    posted = client.post(f"/campaigns/{campaign.id}/phase", data={"to_status": "verifying"})
    assert posted.status_code == (422 if role is Role.HR_OFFICER else edit)
    posted = client.post(f"/campaigns/{campaign.id}/phase", data={"to_status": "verifying"})
    assert posted.status_code == (422 if role is Role.HR_OFFICER else edit)


def test_an_employee_reads_the_campaigns_of_the_own_body_only(session: Session, body: Unit, sign_in):
    person = make_person(session, unit=make_unit(session, parent=body))
    client = sign_in(make_account(session, person=person))
    other = make_campaign(session, make_unit(session, authority=Authority.GRASSROOTS), YEAR)

    assert client.get(f"/campaigns/{make_campaign(session, body, YEAR).id}").status_code == 200
    assert client.get(f"/campaigns/{other.id}").status_code == 404
    assert client.get("/campaigns/new").status_code == 403


def test_hr_of_one_body_finds_nothing_of_another(session: Session, hr: FlaskClient):
    other = make_campaign(session, make_unit(session, authority=Authority.GRASSROOTS), YEAR)
    for path in ("", "/edit", "/extension", "/early-end"):
        assert hr.get(f"/campaigns/{other.id}{path}").status_code == 404
    assert hr.post(f"/campaigns/{other.id}/phase", data={"to_status": "verifying"}).status_code == 404
    assert hr.get(f"/campaigns/{uuid4()}").status_code == 404


def test_an_empty_year_offers_to_plan_the_yearly_campaign(hr: FlaskClient):
    assert "/campaigns/new?kind=yearly" in hr.get("/campaigns").get_data(as_text=True)


@pytest.mark.parametrize("kind", ["yearly", "thematic", "sudden", "nonsense"])
def test_the_new_form_proposes_days_and_awards(hr: FlaskClient, kind: str):
    page = hr.get(f"/campaigns/new?kind={kind}").get_data(as_text=True)
    assert 'name="open_starts_on"' in page
    assert "checked" in page


class TestPlanning:
    def test_a_campaign_is_planned(self, session: Session, body: Unit, hr: FlaskClient):
        answer = hr.post("/campaigns/new", data=typed(name=normalize("NFD", "Đợt thi đua"), legal_basis="Kế hoạch"))

        assert answer.status_code == 302
        row = queries.campaigns_of(session, body.id, YEAR)[0]
        assert row.name == "Đợt thi đua"
        assert queries.campaign_awards(session, row.id) == ["LDTT", "GK_CN"]

    @pytest.mark.parametrize(
        "changes",
        [
            {"name": ""},
            {"name": "   "},
            {"name": "x" * 10_000},
            {"kind": "nonsense"},
            {"kind": ""},
            {"year": "1789"},
            {"year": "abc"},
            {"year": ""},
            {"regime_id": "r1999"},
            {"regime_id": ""},
            {"award_codes": []},
            {"award_codes": ["' OR 1=1 --"]},
            {"to_unit_id": "nonsense"},
            {"to_unit_id": str(uuid4())},
            {"open_starts_on": "31/02/2026"},
            {"open_starts_on": ""},
            {"open_starts_on": "01/01/2062"},
            {"verifying_starts_on": "01/01/0001"},
            {"legal_basis": "x" * 20_001},
        ],
    )
    def test_bad_input_comes_back_filled_in(self, session: Session, body: Unit, hr: FlaskClient, changes: dict):
        answer = hr.post("/campaigns/new", data=typed(**{"legal_basis": "Kế hoạch số 12", **changes}))

        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert "error-summary" in page
        assert changes.get("legal_basis", "Kế hoạch số 12") in page
        assert queries.campaigns_of(session, body.id, YEAR) == []

    def test_an_empty_post_is_refused(self, hr: FlaskClient):
        assert hr.post("/campaigns/new", data={}).status_code == 422

    def test_another_regime_shows_its_awards_and_keeps_what_was_typed(self, hr: FlaskClient):
        answer = hr.post("/campaigns/new", data=typed(regime_id="r2018", name="Giữ tên này", show_awards="1"))

        page = answer.get_data(as_text=True)
        assert answer.status_code == 200
        assert "Giữ tên này" in page
        assert "error-summary" not in page
        assert "KNC_TINH" not in page

    @pytest.mark.parametrize("year", ["-1", "0", "10000", "2147483648"])
    @pytest.mark.parametrize("button", [{}, {"show_awards": "1"}], ids=["save", "show awards"])
    def test_a_year_that_no_calendar_has_leaves_the_form_filled_in(self, hr: FlaskClient, year: str, button: dict):
        answer = hr.post("/campaigns/new", data=typed(year=year, name="Giữ tên này", **button))

        assert answer.status_code == (200 if button else 422)
        assert "Giữ tên này" in answer.get_data(as_text=True)

    def test_a_second_yearly_campaign_is_refused_beside_the_kind(self, session: Session, body: Unit, hr: FlaskClient):
        make_campaign(session, body, YEAR)
        answer = hr.post("/campaigns/new", data=typed())
        assert answer.status_code == 422
        assert "Sở Khoa học" in answer.get_data(as_text=True)


class TestEditing:
    def test_what_was_typed_is_saved(self, session: Session, body: Unit, hr: FlaskClient):
        campaign = make_campaign(session, body, YEAR, status=CampaignStatus.PLANNED)
        answer = hr.post(f"/campaigns/{campaign.id}/edit", data=typed(name="Tên mới", version="1"))
        assert answer.status_code == 302
        assert queries.campaigns_of(session, body.id, YEAR)[0].name == "Tên mới"

    @pytest.mark.parametrize("version", ["0", "7", "", "abc", "-1", "9" * 30])
    def test_a_stale_version_shows_both_texts(self, session: Session, body: Unit, hr: FlaskClient, version: str):
        campaign = make_campaign(session, body, YEAR, name="Tên của họ", status=CampaignStatus.PLANNED)

        mine = typed(name="Tên của tôi", version=version, award_codes=list(reversed(AWARDS)))
        answer = hr.post(f"/campaigns/{campaign.id}/edit", data=mine)

        page = answer.get_data(as_text=True)
        assert answer.status_code == 409
        assert "Tên của họ" in page
        assert "Tên của tôi" in page
        assert "Bằng khen" not in page

    def test_fixed_fields_are_not_offered_and_not_taken_once_open(self, session: Session, body: Unit, hr: FlaskClient):
        campaign = make_campaign(session, body, YEAR, award_codes=["LDTT", "GK_CN"])
        before = queries.phases_of(session, campaign.id)

        page = hr.get(f"/campaigns/{campaign.id}/edit").get_data(as_text=True)
        forged = typed(
            version="1", kind="sudden", year="2020", regime_id="r2018", open_ends_on="31/12/2099", name="Mới"
        )
        answer = hr.post(f"/campaigns/{campaign.id}/edit", data=forged)

        assert 'name="kind"' not in page
        assert 'name="open_starts_on"' not in page
        assert answer.status_code == 302
        row = queries.campaigns_of(session, body.id, YEAR)[0]
        assert (row.name, row.kind, row.regime_id) == ("Mới", CampaignKind.YEARLY, "r2024")
        assert queries.phases_of(session, campaign.id) == before

    def test_a_closed_campaign_stays_as_it_is(self, session: Session, body: Unit, hr: FlaskClient):
        campaign = make_campaign(session, body, YEAR, status=CampaignStatus.CLOSED)
        assert hr.get(f"/campaigns/{campaign.id}/edit").status_code == 409
        assert hr.post(f"/campaigns/{campaign.id}/edit", data=typed(version="1")).status_code == 409


class TestMovingOn:
    def test_the_page_says_what_will_happen_and_the_button_does_it(self, session: Session, body: Unit, hr: FlaskClient):
        campaign = make_campaign(
            session, body, YEAR, phases=calendar_around(today(), CampaignStatus.VERIFYING), status=CampaignStatus.OPEN
        )
        assert f"/campaigns/{campaign.id}/phase" in hr.get(f"/campaigns/{campaign.id}").get_data(as_text=True)

        answer = hr.post(f"/campaigns/{campaign.id}/phase", data={"to_status": "verifying"})

        assert answer.status_code == 302
        assert queries.campaigns_of(session, body.id, YEAR)[0].status is CampaignStatus.VERIFYING

    def test_before_its_day_there_is_a_reason_instead_of_a_button(self, session: Session, body: Unit, hr: FlaskClient):
        campaign = make_campaign(session, body, YEAR)
        assert f"/campaigns/{campaign.id}/phase" not in hr.get(f"/campaigns/{campaign.id}").get_data(as_text=True)
        assert hr.post(f"/campaigns/{campaign.id}/phase", data={"to_status": "verifying"}).status_code == 422

    @pytest.mark.parametrize(("to", "status"), [("nonsense", 422), ("", 422), ("closed", 409), ("open", 409)])
    def test_a_forged_or_late_step_is_refused(
        self, session: Session, body: Unit, hr: FlaskClient, to: str, status: int
    ):
        campaign = make_campaign(session, body, YEAR)
        assert hr.post(f"/campaigns/{campaign.id}/phase", data={"to_status": to}).status_code == status


class TestExtending:
    def test_a_phase_is_extended(self, session: Session, body: Unit, hr: FlaskClient):
        campaign = make_campaign(session, body, YEAR)
        ends_on = queries.phases_of(session, campaign.id)[Phase.OPEN][1] + timedelta(days=3)

        answer = hr.post(
            f"/campaigns/{campaign.id}/extension",
            data={"phase": "open", "ends_on": ends_on.strftime("%d/%m/%Y"), "reason": "Vì bão"},
        )

        assert answer.status_code == 302
        assert queries.phases_of(session, campaign.id)[Phase.OPEN][1] == ends_on
        page = hr.get(f"/campaigns/{campaign.id}").get_data(as_text=True)
        assert "Vì bão" in page

    @pytest.mark.parametrize(
        "changes",
        [
            {"phase": "nonsense"},
            {"phase": ""},
            {"ends_on": ""},
            {"ends_on": "mai"},
            {"ends_on": "01/01/2020"},
            {"ends_on": "31/12/9999"},
            {"reason": ""},
            {"reason": "x" * 2001},
        ],
    )
    def test_bad_input_comes_back_filled_in(self, session: Session, body: Unit, hr: FlaskClient, changes: dict):
        campaign = make_campaign(session, body, YEAR)
        before = queries.phases_of(session, campaign.id)
        ends_on = before[Phase.OPEN][1] + timedelta(days=3)
        fields = {"phase": "open", "ends_on": ends_on.strftime("%d/%m/%Y"), "reason": "Vì bão", **changes}

        answer = hr.post(f"/campaigns/{campaign.id}/extension", data=fields)

        assert answer.status_code == 422
        assert "error-summary" in answer.get_data(as_text=True)
        assert queries.phases_of(session, campaign.id) == before

    def test_a_closed_campaign_has_nothing_to_extend(self, session: Session, body: Unit, hr: FlaskClient):
        campaign = make_campaign(session, body, YEAR, status=CampaignStatus.CLOSED)
        assert hr.get(f"/campaigns/{campaign.id}/extension").status_code == 409
        fields = {"phase": "deciding", "ends_on": date(YEAR + 1, 12, 1).strftime("%d/%m/%Y"), "reason": "Vì bão"}
        assert hr.post(f"/campaigns/{campaign.id}/extension", data=fields).status_code == 409


class TestEndingEarly:
    def test_the_refusal_leads_to_an_early_end_and_on_to_the_next_phase(
        self, session: Session, body: Unit, hr: FlaskClient
    ):
        campaign = make_campaign(session, body, YEAR)
        path = f"/campaigns/{campaign.id}"
        assert f"{path}/early-end" in hr.post(f"{path}/phase", data={"to_status": "verifying"}).get_data(as_text=True)
        assert today().strftime("%d/%m/%Y") in hr.get(f"{path}/early-end").get_data(as_text=True)

        fields = {"ends_on": today().strftime("%d/%m/%Y"), "reason": "Đã đủ hồ sơ", "version": "1"}
        answer = hr.post(f"{path}/early-end", data=fields)

        assert answer.status_code == 302
        page = hr.get(path).get_data(as_text=True)
        assert "Đã đủ hồ sơ" in page
        assert f"{path}/early-end" not in page
        assert hr.post(f"{path}/phase", data={"to_status": "verifying"}).status_code == 302

    @pytest.mark.parametrize("status", [CampaignStatus.PLANNED, CampaignStatus.OPEN])
    def test_where_no_phase_has_days_left_the_refusal_leads_to_the_calendar(
        self, session: Session, body: Unit, hr: FlaskClient, status: CampaignStatus
    ):
        last_day = today() - timedelta(days=9)  # the eleventh of its twenty days, so that today is the last one
        phases = calendar_around(last_day if status is CampaignStatus.OPEN else today(), status)
        path = f"/campaigns/{make_campaign(session, body, YEAR, status=status, phases=phases).id}"
        page = hr.get(path).get_data(as_text=True)
        assert page.count(f'href="{path}/edit"') == 2
        assert f"{path}/early-end" not in page
        assert hr.get(f"{path}/early-end").status_code == 409

    @pytest.mark.parametrize(
        ("changes", "status"),
        [
            ({"ends_on": ""}, 422),
            ({"ends_on": "mai"}, 422),
            ({"ends_on": "01/01/2020"}, 422),
            ({"ends_on": "31/12/9999"}, 422),
            ({"reason": ""}, 422),
            ({"reason": "x" * 2001}, 422),
            ({"version": "7"}, 409),
            ({"version": ""}, 409),
            ({"version": "abc"}, 409),
        ],
    )
    def test_bad_input_comes_back_filled_in(
        self, session: Session, body: Unit, hr: FlaskClient, changes: dict, status: int
    ):
        campaign = make_campaign(session, body, YEAR)
        before = queries.phases_of(session, campaign.id)
        fields = {"ends_on": today().strftime("%d/%m/%Y"), "reason": "Đã đủ hồ sơ", "version": "1", **changes}

        answer = hr.post(f"/campaigns/{campaign.id}/early-end", data=fields)

        assert answer.status_code == status
        assert fields["reason"] in answer.get_data(as_text=True)
        assert queries.phases_of(session, campaign.id) == before

    def test_a_closed_campaign_has_no_phase_to_end(self, session: Session, body: Unit, hr: FlaskClient):
        campaign = make_campaign(session, body, YEAR, status=CampaignStatus.CLOSED)
        assert hr.get(f"/campaigns/{campaign.id}/early-end").status_code == 409
        assert hr.post(f"/campaigns/{campaign.id}/early-end", data={"reason": "x"}).status_code == 409


@pytest.mark.parametrize("status", list(CampaignStatus))
def test_every_state_has_its_page(session: Session, body: Unit, hr: FlaskClient, status: CampaignStatus):
    campaign = make_campaign(session, body, YEAR, status=status, legal_basis="<b>Kế hoạch</b>")
    page = hr.get(f"/campaigns/{campaign.id}").get_data(as_text=True)
    assert "&lt;b&gt;Kế hoạch" in page
    assert hr.get("/campaigns").status_code == 200
