"""Acts on campaigns, on both engines."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.campaigns import queries, services
from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.campaigns.models import Campaign
from app.campaigns.services import CampaignPlan
from app.classification.enums import ClassificationStatus
from app.core.access import Actor, Role
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.organisation.enums import Authority
from app.organisation.models import Unit
from tests.factories.actors import make_actor
from tests.factories.campaigns import calendar_around, make_campaign
from tests.factories.classification import make_classification
from tests.factories.organisation import make_person, make_unit

pytestmark = pytest.mark.both_engines

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, "SO", "Sở Khoa học", authority=Authority.GRASSROOTS)


@pytest.fixture
def hr(session: Session, body: Unit) -> Actor:
    return make_actor(session, Role.HR_OFFICER, body)


def plan_of(body: Unit, **changes: object) -> CampaignPlan:
    plan = CampaignPlan(body.id, 2026, CampaignKind.YEARLY, "Đợt 2026", None, ["LDTT", "GK_CN"], calendar_around(DAY))
    return replace(plan, **changes)


def fields(refusal: pytest.ExceptionInfo[RuleBroken]) -> list[str | None]:
    return [problem.field for problem in refusal.value.problems]


def test_a_planned_campaign_has_its_calendar_awards_and_regime(session: Session, body: Unit, hr: Actor):
    campaign_id = services.plan_campaign(plan_of(body, name="  Đợt  2026 ", legal_basis="Kế hoạch 12"), actor=hr, at=AT)

    campaign = queries.campaign_file(session, campaign_id)
    assert campaign is not None
    assert (campaign.name, campaign.status, campaign.regime_id) == ("Đợt 2026", CampaignStatus.PLANNED, "r2024")
    assert queries.phases_of(session, campaign_id) == calendar_around(DAY)
    assert queries.campaign_awards(session, campaign_id) == ["LDTT", "GK_CN"]
    assert [event.kind for event in events_of(session, campaign_id)] == ["campaign.planned"]


def test_the_regime_follows_the_year(session: Session, body: Unit, hr: Actor):
    campaign_id = services.plan_campaign(
        plan_of(body, year=2018, phases=calendar_around(date(2018, 11, 20))), actor=hr, at=AT
    )
    campaign = queries.campaign_file(session, campaign_id)
    assert campaign is not None
    assert campaign.regime_id == "r2018"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"regime_id": "r1999"}, "regime_id"),
        ({"regime_id": "r2026_10"}, "regime_id"),
        ({"award_codes": ["NOPE"]}, "award_codes"),
        ({"award_codes": []}, "award_codes"),
        ({"regime_id": "r2018", "award_codes": ["KNC_TINH"]}, "award_codes"),
        ({"phases": {}}, "open_starts_on"),
        ({"year": 1800}, "year"),
        ({"to_unit_id": uuid4()}, "to_unit_id"),
    ],
)
def test_a_plan_with_a_fault_is_refused_whole(session: Session, body: Unit, hr: Actor, changes: dict, field: str):
    with pytest.raises(RuleBroken) as refusal:
        services.plan_campaign(plan_of(body, **changes), actor=hr, at=AT)

    assert field in fields(refusal)
    assert queries.campaigns_of(session, body.id, 2026) == []


def test_a_theme_is_launched_by_a_body_with_authority_other_than_ours(session: Session, body: Unit, hr: Actor):
    ministry = make_unit(session, "BO", "Bộ", authority=Authority.MINISTERIAL, is_external=True)
    division = make_unit(session, "P1", "Phòng 1", parent=body)

    beside = make_unit(session, "SO2", "Sở khác", authority=Authority.GRASSROOTS)

    for wrong in (division, body, beside):
        with pytest.raises(RuleBroken) as refusal:
            services.plan_campaign(plan_of(body, to_unit_id=wrong.id), actor=hr, at=AT)
        assert fields(refusal) == ["to_unit_id"]
    campaign_id = services.plan_campaign(plan_of(body, to_unit_id=ministry.id), actor=hr, at=AT)
    campaign = queries.campaign_file(session, campaign_id)
    assert campaign is not None
    assert campaign.to_unit_name == "Bộ"


def test_a_body_has_one_yearly_campaign_a_year(session: Session, body: Unit, hr: Actor):
    services.plan_campaign(plan_of(body), actor=hr, at=AT)

    with pytest.raises(RuleBroken) as refusal:
        services.plan_campaign(plan_of(body), actor=hr, at=AT)
    assert fields(refusal) == ["kind"]
    services.plan_campaign(plan_of(body, kind=CampaignKind.THEMATIC), actor=hr, at=AT)
    services.plan_campaign(plan_of(body, kind=CampaignKind.THEMATIC, name="Chủ đề thứ hai"), actor=hr, at=AT)
    services.plan_campaign(plan_of(body, year=2025), actor=hr, at=AT)
    assert len(queries.campaigns_of(session, body.id, 2026)) == 3


def test_two_themes_of_a_year_differ_in_name(session: Session, body: Unit, hr: Actor):
    services.plan_campaign(plan_of(body, kind=CampaignKind.THEMATIC), actor=hr, at=AT)

    with pytest.raises(RuleBroken) as refusal:
        services.plan_campaign(plan_of(body, kind=CampaignKind.THEMATIC, name="  đợt 2026"), actor=hr, at=AT)
    assert fields(refusal) == ["name"]
    services.plan_campaign(plan_of(body, kind=CampaignKind.SUDDEN), actor=hr, at=AT)
    services.plan_campaign(plan_of(body, kind=CampaignKind.THEMATIC, year=2025), actor=hr, at=AT)


@pytest.mark.parametrize("kind", CampaignKind)
def test_a_campaign_planned_twice_at_once_is_one(fresh_database: Flask, kind: CampaignKind):
    with fresh_database.app_context():
        body = make_unit(db.session(), "SO", "Sở", authority=Authority.GRASSROOTS)
        hr, plan = make_actor(db.session(), Role.HR_OFFICER, body), plan_of(body, kind=kind)
    start, refused = Barrier(2), []

    def act() -> None:
        with fresh_database.app_context():
            start.wait()
            try:
                services.plan_campaign(plan, actor=hr, at=AT)
            except RuleBroken as refusal:
                refused.append(refusal)

    threads = [Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with fresh_database.app_context():
        assert db.session.scalar(select(func.count()).select_from(Campaign)) == 1
    assert len(refused) == 1


def test_a_unit_without_a_council_runs_no_campaign(session: Session, body: Unit, hr: Actor):
    division = make_unit(session, "P1", "Phòng 1", parent=body)
    with pytest.raises(RuleBroken):
        services.plan_campaign(plan_of(division), actor=hr, at=AT)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HR_OFFICER])
def test_others_may_read_but_not_plan(session: Session, body: Unit, role: Role):
    with pytest.raises(NotFound if role is Role.ADMIN else NotAllowed):
        services.plan_campaign(plan_of(body), actor=make_actor(session, role, body), at=AT)


def test_hr_of_another_body_finds_nothing(session: Session, body: Unit):
    campaign_id = make_campaign(session, body).id
    stranger = make_actor(session, Role.HR_OFFICER, make_unit(session, authority=Authority.GRASSROOTS))

    with pytest.raises(NotFound):
        services.plan_campaign(plan_of(body), actor=stranger, at=AT)
    with pytest.raises(NotFound):
        services.edit_campaign(campaign_id, plan_of(body), version=1, actor=stranger, at=AT)
    with pytest.raises(NotFound):
        services.begin_phase(campaign_id, CampaignStatus.VERIFYING, actor=stranger, at=AT)
    with pytest.raises(NotFound):
        services.extend_phase(campaign_id, Phase.OPEN, DAY, "lý do", actor=stranger, at=AT)
    with pytest.raises(NotFound):
        services.end_early(campaign_id, DAY, "lý do", version=1, actor=stranger, at=AT)


def test_an_unknown_campaign_is_not_found(session: Session, hr: Actor):
    with pytest.raises(NotFound):
        services.begin_phase(uuid4(), CampaignStatus.OPEN, actor=hr, at=AT)
    with pytest.raises(NotFound):
        services.require_phase(session, uuid4(), Phase.OPEN, on=DAY)


class TestEditing:
    def test_everything_may_change_while_planned(self, session: Session, body: Unit, hr: Actor):
        campaign_id = services.plan_campaign(plan_of(body), actor=hr, at=AT)
        wanted = plan_of(
            body,
            name="Tên mới",
            kind=CampaignKind.SUDDEN,
            year=2025,
            award_codes=["GK_TT"],
            phases=calendar_around(DAY + timedelta(days=3)),
        )

        services.edit_campaign(campaign_id, wanted, version=1, actor=hr, at=AT)

        campaign = queries.campaign_file(session, campaign_id)
        assert campaign is not None
        assert (campaign.name, campaign.kind, campaign.year) == ("Tên mới", CampaignKind.SUDDEN, 2025)
        assert queries.campaign_awards(session, campaign_id) == ["GK_TT"]
        assert queries.phases_of(session, campaign_id) == wanted.phases
        changes = events_of(session, campaign_id)[-1].changes
        assert changes["name"] == ["Đợt 2026", "Tên mới"]
        assert changes["awards"] == [["GK_CN", "LDTT"], ["GK_TT"]]

    def test_a_stale_version_is_refused(self, session: Session, body: Unit, hr: Actor):
        campaign_id = services.plan_campaign(plan_of(body), actor=hr, at=AT)
        services.edit_campaign(campaign_id, plan_of(body, award_codes=["LDTT"]), version=1, actor=hr, at=AT)

        with pytest.raises(StaleVersion):
            services.edit_campaign(campaign_id, plan_of(body, name="Khác"), version=1, actor=hr, at=AT)

    def test_an_edit_that_changes_nothing_leaves_no_trace(self, session: Session, body: Unit, hr: Actor):
        campaign_id = services.plan_campaign(plan_of(body), actor=hr, at=AT)

        services.edit_campaign(campaign_id, plan_of(body), version=1, actor=hr, at=AT)

        assert [event.kind for event in events_of(session, campaign_id)] == ["campaign.planned"]

    def test_what_files_lean_on_is_fixed_once_open(self, session: Session, body: Unit, hr: Actor):
        campaign_id = services.plan_campaign(plan_of(body), actor=hr, at=AT)
        services.begin_phase(campaign_id, CampaignStatus.OPEN, actor=hr, at=AT)

        with pytest.raises(RuleBroken) as refusal:
            services.edit_campaign(
                campaign_id,
                plan_of(body, kind=CampaignKind.SUDDEN, award_codes=["GK_CN"]),
                version=2,
                actor=hr,
                at=AT,
            )
        assert fields(refusal) == ["kind", "award_codes"]
        services.edit_campaign(
            campaign_id, plan_of(body, award_codes=["LDTT", "GK_CN", "GK_TT"]), version=2, actor=hr, at=AT
        )
        assert queries.campaign_awards(session, campaign_id) == ["LDTT", "GK_CN", "GK_TT"]


class TestMovingOn:
    def test_the_whole_way_is_told_by_the_events(self, session: Session, body: Unit, hr: Actor):
        campaign_id = services.plan_campaign(plan_of(body), actor=hr, at=AT)
        make_classification(session, body, 2026, status=ClassificationStatus.LOCKED)
        phases = queries.phases_of(session, campaign_id)

        for status in list(CampaignStatus)[1:]:
            day = phases[Phase(status.value)][0] if status is not CampaignStatus.CLOSED else phases[Phase.DECIDING][1]
            at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
            services.begin_phase(campaign_id, status, actor=hr, at=at)

        told = [event.changes["status"] for event in events_of(session, campaign_id)]
        states = [status.value for status in CampaignStatus]
        assert told == [list(pair) for pair in zip([None, *states], states, strict=False)]
        campaign = queries.campaign_file(session, campaign_id)
        assert campaign is not None
        assert campaign.status == told[-1][1]

    @pytest.mark.parametrize("to", [CampaignStatus.PLANNED, CampaignStatus.OPEN, CampaignStatus.DELIBERATING])
    def test_no_step_is_skipped_or_taken_back(self, session: Session, body: Unit, hr: Actor, to: CampaignStatus):
        campaign_id = make_campaign(session, body, on=DAY).id
        with pytest.raises(TransitionError):
            services.begin_phase(campaign_id, to, actor=hr, at=AT)

    @pytest.mark.parametrize(
        ("at", "refused"),
        [
            (datetime(2026, 11, 9, 16, 59, 59, tzinfo=UTC), True),
            (datetime(2026, 11, 9, 17, 0, 0, tzinfo=UTC), False),
        ],
        ids=["23:59:59 of the day before in Việt Nam", "midnight in Việt Nam"],
    )
    def test_a_phase_begins_with_its_first_local_day(
        self, session: Session, body: Unit, hr: Actor, at: datetime, refused: bool
    ):
        campaign_id = services.plan_campaign(plan_of(body), actor=hr, at=AT)
        assert queries.phases_of(session, campaign_id)[Phase.OPEN][0] == date(2026, 11, 10)

        if refused:
            with pytest.raises(RuleBroken):
                services.begin_phase(campaign_id, CampaignStatus.OPEN, actor=hr, at=at)
        else:
            services.begin_phase(campaign_id, CampaignStatus.OPEN, actor=hr, at=at)

    def test_a_yearly_council_waits_for_the_locked_classification(self, session: Session, body: Unit, hr: Actor):
        campaign_id = make_campaign(
            session,
            body,
            status=CampaignStatus.VERIFYING,
            phases=calendar_around(DAY, CampaignStatus.DELIBERATING),
        ).id
        unit = make_unit(session, "P1", parent=body)
        row = make_classification(session, unit, 2026, person=make_person(session, unit=unit))
        make_classification(session, body, 2025, status=ClassificationStatus.LOCKED)
        other = make_unit(session, authority=Authority.GRASSROOTS)
        make_classification(session, other, 2026, status=ClassificationStatus.LOCKED)

        with pytest.raises(RuleBroken):
            services.begin_phase(campaign_id, CampaignStatus.DELIBERATING, actor=hr, at=AT)
        row.status = ClassificationStatus.LOCKED
        session.commit()
        services.begin_phase(campaign_id, CampaignStatus.DELIBERATING, actor=hr, at=AT)

    @pytest.mark.parametrize("kind", [CampaignKind.THEMATIC, CampaignKind.SUDDEN])
    def test_other_councils_do_not_wait(self, session: Session, body: Unit, hr: Actor, kind: CampaignKind):
        campaign_id = make_campaign(
            session,
            body,
            kind=kind,
            status=CampaignStatus.VERIFYING,
            phases=calendar_around(DAY, CampaignStatus.DELIBERATING),
        ).id

        services.begin_phase(campaign_id, CampaignStatus.DELIBERATING, actor=hr, at=AT)


class TestExtending:
    def test_an_extension_is_an_audited_act_with_a_reason(self, session: Session, body: Unit, hr: Actor):
        campaign_id = make_campaign(session, body, on=DAY).id
        old = queries.phases_of(session, campaign_id)
        ends_on = old[Phase.OPEN][1] + timedelta(days=5)

        services.extend_phase(campaign_id, Phase.OPEN, ends_on, " vì bão số 4 ", actor=hr, at=AT)

        new = queries.phases_of(session, campaign_id)
        assert new[Phase.OPEN] == (old[Phase.OPEN][0], ends_on)
        assert new[Phase.VERIFYING] == (ends_on + timedelta(days=1), old[Phase.VERIFYING][1])
        event = events_of(session, campaign_id)[-1]
        assert (event.kind, event.reason) == ("campaign.phase_extended", "vì bão số 4")
        assert event.changes["open"][1][1] == ends_on.isoformat()
        campaign = queries.campaign_file(session, campaign_id)
        assert campaign is not None
        assert campaign.version == 2

    @pytest.mark.parametrize(
        ("days", "reason", "field"), [(0, "lý do", "ends_on"), (-1, "lý do", "ends_on"), (1, "  ", "reason")]
    )
    def test_it_cannot_shorten_and_needs_a_reason(
        self, session: Session, body: Unit, hr: Actor, days: int, reason: str, field: str
    ):
        campaign_id = make_campaign(session, body, on=DAY).id
        old = queries.phases_of(session, campaign_id)

        with pytest.raises(RuleBroken) as refusal:
            services.extend_phase(
                campaign_id, Phase.OPEN, old[Phase.OPEN][1] + timedelta(days=days), reason, actor=hr, at=AT
            )

        assert fields(refusal) == [field]
        assert queries.phases_of(session, campaign_id) == old

    def test_it_stays_near_the_year(self, session: Session, body: Unit, hr: Actor):
        campaign_id = make_campaign(session, body, on=DAY).id
        with pytest.raises(RuleBroken) as refusal:
            services.extend_phase(campaign_id, Phase.DECIDING, date(2062, 1, 1), "lý do", actor=hr, at=AT)
        assert fields(refusal) == ["ends_on"]


class TestEndingEarly:
    def test_it_is_an_audited_act_after_which_the_next_step_may_be_taken(self, session: Session, body: Unit, hr: Actor):
        campaign_id = make_campaign(session, body, on=DAY).id
        old = queries.phases_of(session, campaign_id)

        services.end_early(campaign_id, DAY, " đã đủ hồ sơ ", version=1, actor=hr, at=AT)

        new = queries.phases_of(session, campaign_id)
        assert new == {
            **old,
            Phase.OPEN: (old[Phase.OPEN][0], DAY),
            Phase.VERIFYING: (DAY, old[Phase.VERIFYING][1]),
        }
        event = events_of(session, campaign_id)[-1]
        assert (event.kind, event.reason) == ("campaign.phase_ended_early", "đã đủ hồ sơ")
        assert event.changes["open"][1][1] == event.changes["verifying"][1][0] == DAY.isoformat()
        assert services.require_phase(session, campaign_id, Phase.OPEN, on=DAY).version == 2
        with pytest.raises(RuleBroken):
            services.require_phase(session, campaign_id, Phase.OPEN, on=DAY + timedelta(days=1))
        session.commit()
        services.begin_phase(campaign_id, CampaignStatus.VERIFYING, actor=hr, at=AT)

    @pytest.mark.parametrize(
        ("at", "refused"),
        [
            (datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC), False),
            (datetime(2026, 11, 20, 17, 0, 0, tzinfo=UTC), True),
        ],
        ids=["the last second of the day in Việt Nam", "midnight in Việt Nam"],
    )
    def test_a_day_can_be_the_last_one_until_it_is_over(
        self, session: Session, body: Unit, hr: Actor, at: datetime, refused: bool
    ):
        day = date(2026, 11, 20)
        campaign_id = make_campaign(session, body, on=day).id
        if refused:
            with pytest.raises(RuleBroken) as refusal:
                services.end_early(campaign_id, day, "lý do", version=1, actor=hr, at=at)
            assert fields(refusal) == ["ends_on"]
        else:
            services.end_early(campaign_id, day, "lý do", version=1, actor=hr, at=at)

    @pytest.mark.parametrize(
        ("days", "reason", "field"), [(-1, "lý do", "ends_on"), (9, "lý do", "ends_on"), (3, "  ", "reason")]
    )
    def test_it_names_a_day_left_and_a_reason(
        self, session: Session, body: Unit, hr: Actor, days: int, reason: str, field: str
    ):
        campaign_id = make_campaign(session, body, on=DAY).id
        old = queries.phases_of(session, campaign_id)

        with pytest.raises(RuleBroken) as refusal:
            services.end_early(campaign_id, DAY + timedelta(days=days), reason, version=1, actor=hr, at=AT)

        assert fields(refusal) == [field]
        assert queries.phases_of(session, campaign_id) == old

    def test_a_step_taken_meanwhile_is_noticed(self, session: Session, body: Unit, hr: Actor):
        campaign_id = make_campaign(session, body, on=DAY).id
        services.end_early(campaign_id, DAY, "lý do", version=1, actor=hr, at=AT)
        with pytest.raises(StaleVersion):
            services.end_early(campaign_id, DAY, "lý do", version=1, actor=hr, at=AT)

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.HR_OFFICER])
    def test_others_cannot(self, session: Session, body: Unit, role: Role):
        campaign_id = make_campaign(session, body, on=DAY).id
        with pytest.raises(NotFound if role is Role.ADMIN else NotAllowed):
            services.end_early(campaign_id, DAY, "lý do", version=1, actor=make_actor(session, role, body), at=AT)


class TestRequiringAPhase:
    @pytest.fixture
    def campaign_id(self, session: Session, body: Unit) -> UUID:
        return make_campaign(session, body, name="Đợt 2026", on=DAY).id

    def test_the_campaign_comes_back_on_both_edge_days(self, session: Session, campaign_id: UUID):
        for day in queries.phases_of(session, campaign_id)[Phase.OPEN]:
            assert services.require_phase(session, campaign_id, Phase.OPEN, on=day).id == campaign_id

    def test_the_day_after_says_until_when_and_who_can_extend(self, session: Session, campaign_id: UUID):
        ends_on = queries.phases_of(session, campaign_id)[Phase.OPEN][1]

        with pytest.raises(RuleBroken) as refusal:
            services.require_phase(session, campaign_id, Phase.OPEN, on=ends_on + timedelta(days=1))

        sentence = str(refusal.value.problems[0].message)
        assert ends_on.strftime("%d/%m/%Y") in sentence
        assert "Sở Khoa học" in sentence
        assert "Đợt 2026" in sentence

    def test_another_phase_is_refused(self, session: Session, campaign_id: UUID):
        with pytest.raises(RuleBroken):
            services.require_phase(session, campaign_id, Phase.VERIFYING, Phase.DECIDING, on=DAY)
        assert services.require_phase(session, campaign_id, Phase.OPEN, Phase.VERIFYING, on=DAY).id == campaign_id
