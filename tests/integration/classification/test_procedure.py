"""The procedure, on both engines: self-assessment, proposal, decision, confirmation, objection, ceiling."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.audit.queries import events_of
from app.classification import queries, services
from app.classification.enums import ClassificationStatus as Status
from app.classification.models import Classification, ExcellentExcess, Objection, SelfAssessment, UnitMeeting
from app.classification.services import Change, DecisionPlan, Entry, MeetingPlan, Proposal, SelfPlan
from app.core.access import Actor, Role
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.eligibility.enums import ClassificationLevel as Level
from app.eligibility.enums import DisciplineLevel
from app.organisation.enums import Authority, StaffGroup
from app.organisation.models import Person, Unit
from app.records.enums import DisciplineAuthority
from app.records.queries import DisciplinaryAction
from tests.factories.actors import make_actor
from tests.factories.classification import make_classification
from tests.factories.organisation import make_membership, make_person, make_unit
from tests.integration.classification.conftest import AT, DAY

pytestmark = pytest.mark.both_engines

MEETING = MeetingPlan(met_on=DAY, present=5, total=6, none_forced=True)


def proposal(unit: Unit, person: Person | None, level: Level | None = Level.HTTNV, **facts: object) -> Proposal:
    return Proposal(unit_id=unit.id, person_id=person.id if person else None, level=level, **facts)  # type: ignore[arg-type]


def plan(body: Unit, **facts: object) -> DecisionPlan:
    return DecisionPlan(body_id=body.id, year=2026, decided_on=DAY, number="12/QĐ-SO", **facts)  # type: ignore[arg-type]


def entry(session: Session, person: Person) -> Classification:
    query = select(Classification).where(Classification.person_id == person.id)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def kinds(session: Session, row: Classification) -> list[str]:
    return [event.kind.split(".")[1] for event in events_of(session, row.id)]


class TestProposing:
    def test_a_meeting_and_its_proposals_in_one_act(self, session: Session, unit: Unit, people, officer: Actor):
        rows = [
            proposal(unit, people[0], Level.HTXSNV, points=Decimal("92.5"), votes_for=5, votes_total=5, comment="tốt"),
            proposal(unit, people[1], None, points=Decimal(75)),
            proposal(unit, None, Level.HTTNV),
        ]

        assert services.propose(unit.id, 2026, rows, meeting=MEETING, actor=officer, at=AT) == 3

        first, second = entry(session, people[0]), entry(session, people[1])
        assert (first.level, first.proposed_level, first.points) == (Level.HTXSNV, Level.HTXSNV, 9250)
        assert (first.votes_for, first.votes_total, first.comment) == (5, 5, "tốt")
        assert (first.status, first.scheme_id, first.decided_on) == (Status.PROPOSED, "nd335_2025", None)
        assert second.level is Level.HTTNV  # NĐ 335/2025: 70 to under 90 points
        assert kinds(session, first) == ["proposed"]
        meeting = session.scalars(select(UnitMeeting)).one()
        assert (meeting.met_on, meeting.present, meeting.total) == (DAY, 5, 6)
        assert [event.kind for event in events_of(session, unit.id)] == ["classification.met"]

    def test_the_same_again_changes_nothing(self, session: Session, unit: Unit, people, officer: Actor):
        rows = [proposal(unit, people[0], version=0)]
        services.propose(unit.id, 2026, rows, meeting=MEETING, actor=officer, at=AT)
        assert services.propose(unit.id, 2026, rows, meeting=MEETING, actor=officer, at=AT) == 0

    def test_a_proposal_can_be_changed_and_taken_away(self, session: Session, unit: Unit, people, officer: Actor):
        for level in (Level.HTTNV, Level.HTNV, None):
            services.propose(unit.id, 2026, [proposal(unit, people[0], level)], actor=officer, at=AT)
        assert session.scalars(select(Classification)).all() == []

    @pytest.mark.parametrize(
        "facts",
        [
            {"votes_for": 3},
            {"votes_for": 4, "votes_total": 3},
            {"level": None, "votes_for": 1, "votes_total": 2},
            {"level": None, "comment": "không có mức"},
            {"comment": "x" * 2001},
        ],
    )
    def test_faults_are_refused(self, session: Session, unit: Unit, people, officer: Actor, facts: dict):
        facts = {"level": Level.HTTNV, **facts}
        with pytest.raises(RuleBroken):
            services.propose(unit.id, 2026, [proposal(unit, people[0], **facts)], actor=officer, at=AT)
        assert session.scalars(select(Classification)).all() == []

    @pytest.mark.parametrize(
        "meeting",
        [
            MeetingPlan(met_on=date(2026, 12, 21), present=1, total=1),
            MeetingPlan(met_on=date(2025, 12, 1), present=1, total=1),
            MeetingPlan(met_on=DAY, present=0, total=5),
            MeetingPlan(met_on=DAY, present=6, total=5),
            MeetingPlan(met_on=DAY, present=1, total=1, minutes="x" * 10_001),
        ],
    )
    def test_a_meeting_that_cannot_be_is_refused(self, unit: Unit, officer: Actor, meeting: MeetingPlan):
        with pytest.raises(RuleBroken):
            services.propose(unit.id, 2026, [], meeting=meeting, actor=officer, at=AT)

    def test_a_stale_row_or_meeting_is_refused(self, session: Session, unit: Unit, people, officer: Actor):
        rows = [proposal(unit, people[0])]
        services.propose(unit.id, 2026, rows, meeting=MEETING, actor=officer, at=AT)
        with pytest.raises(StaleVersion):
            services.propose(unit.id, 2026, [proposal(unit, people[0], Level.HTNV, version=0)], actor=officer, at=AT)
        late = MeetingPlan(met_on=DAY, present=2, total=6, version=7)
        with pytest.raises(StaleVersion):
            services.propose(unit.id, 2026, [], meeting=late, actor=officer, at=AT)

    def test_a_decided_level_is_not_proposed_again(self, session: Session, unit: Unit, people, officer: Actor):
        make_classification(session, unit, person=people[0])
        with pytest.raises(RuleBroken):
            services.propose(unit.id, 2026, [proposal(unit, people[0], Level.HTNV)], actor=officer, at=AT)

    def test_people_of_other_units_are_refused(self, session: Session, body: Unit, unit: Unit, officer: Actor):
        stranger = make_person(session, unit=make_unit(session, parent=body))
        with pytest.raises(RuleBroken):
            services.propose(unit.id, 2026, [proposal(unit, stranger)], actor=officer, at=AT)

    @pytest.mark.parametrize(
        ("role", "error"),
        [(Role.UNIT_HEAD, None), (Role.HR_OFFICER, None), (Role.HEAD_OF_BODY, NotAllowed), (Role.AUDITOR, NotAllowed)],
    )
    def test_who_proposes(self, session: Session, unit: Unit, people, role: Role, error: type[Exception] | None):
        actor = make_actor(session, role, unit)
        rows = [proposal(unit, people[0])]
        if error is None:
            assert services.propose(unit.id, 2026, rows, actor=actor, at=AT) == 1
        else:
            with pytest.raises(error):
                services.propose(unit.id, 2026, rows, actor=actor, at=AT)

    def test_nobody_proposes_for_the_unit_beside(self, session: Session, body: Unit, unit: Unit, officer: Actor):
        beside = make_unit(session, parent=body)
        with pytest.raises(NotFound):
            services.propose(beside.id, 2026, [proposal(beside, None)], actor=officer, at=AT)

    def test_who_moved_is_proposed_by_the_new_unit(self, session: Session, body: Unit, unit: Unit, officer: Actor):
        """NĐ 48/2023, NĐ 335/2025 Điều 21: classified by the new unit, with the old one's opinion after 6 months."""
        old, person = make_unit(session, "P2", "Phòng cũ", parent=body), make_person(session)
        make_membership(session, person, old, ended_on=date(2026, 8, 31))
        make_membership(session, person, unit, started_on=date(2026, 9, 1))

        services.propose(unit.id, 2026, [proposal(unit, person, points=Decimal(80))], actor=officer, at=AT)

        found = queries.judge_entries(session, body.id, 2026, [entry(session, person)])[person.id]
        (opinion,) = [each for each in found if each.condition == "classification.former_unit"]
        assert "Phòng cũ (8)" in opinion.text.vi
        assert opinion.outcome == "needs_confirmation"


class TestDeciding:
    @pytest.fixture
    def proposed(self, session: Session, unit: Unit, people, officer: Actor) -> list[Person]:
        levels = [Level.HTXSNV, *[Level.HTTNV] * 6]
        points = [Decimal(95), *[Decimal(80)] * 6]
        rows = [
            proposal(unit, person, level, points=each)
            for person, level, each in zip(people, levels, points, strict=True)
        ]
        services.propose(unit.id, 2026, rows, meeting=MEETING, actor=officer, at=AT)
        return people

    def test_everything_proposed_is_decided_at_once(self, session: Session, body: Unit, proposed, director: Actor):
        assert services.decide(plan(body), actor=director, at=AT) == 7

        row = entry(session, proposed[0])
        assert (row.status, row.decided_on, row.decision_number) == (Status.DECIDED, DAY, "12/QĐ-SO")
        assert kinds(session, row) == ["proposed", "decided"]
        with pytest.raises(RuleBroken):
            services.decide(plan(body), actor=director, at=AT)

    def test_the_states_follow_from_the_events(
        self, session: Session, body: Unit, proposed, director: Actor, hr_actor: Actor
    ):
        services.decide(plan(body), actor=director, at=AT)
        row = entry(session, proposed[1])
        services.take_back(row.id, "xem lại", row.version, actor=director, at=AT)
        services.decide(plan(body), actor=hr_actor, at=AT)
        services.lock_year(body.id, 2026, actor=hr_actor, at=AT)

        told = [event.changes.get("status") for event in events_of(session, row.id)]
        assert told == [None, ["proposed", "decided"], ["decided", "proposed"], ["proposed", "decided"]]
        assert entry(session, proposed[1]).status is Status.LOCKED

    def test_a_departure_needs_a_reason(self, session: Session, body: Unit, proposed, director: Actor):
        change = {proposed[1].id: Change(level=Level.HTNV)}
        with pytest.raises(RuleBroken):
            services.decide(plan(body, changes=change), actor=director, at=AT)
        change = {proposed[1].id: Change(level=Level.HTNV, reason="chậm tiến độ")}
        services.decide(plan(body, changes=change), actor=director, at=AT)
        row = entry(session, proposed[1])
        assert (row.proposed_level, row.level, row.deviation_reason) == (Level.HTTNV, Level.HTNV, "chậm tiến độ")
        assert [event.reason for event in events_of(session, row.id)] == [None, "chậm tiến độ"]

    def test_a_level_against_the_law_needs_a_reason(
        self, session: Session, body: Unit, unit: Unit, proposed, director: Actor
    ):
        """NĐ 335/2025: disciplined from khiển trách for a duty-related act in the year is KHTNV."""
        session.add(
            DisciplinaryAction(
                person_id=proposed[2].id,
                severity=DisciplineLevel.REPRIMAND,
                authority=DisciplineAuthority.ADMINISTRATION,
                decided_on=date(2026, 5, 1),
                decision_number="5/QĐ",
            )
        )
        session.commit()

        with pytest.raises(RuleBroken) as refused:
            services.decide(plan(body), actor=director, at=AT)
        assert len(refused.value.problems) == 1
        change = {proposed[2].id: Change(level=Level.KHTNV, reason="bị khiển trách")}
        services.decide(plan(body, changes=change), actor=director, at=AT)
        assert entry(session, proposed[2]).level is Level.KHTNV

    def test_the_ceiling_is_passed_only_with_a_reason(
        self, session: Session, body: Unit, unit: Unit, proposed, officer: Actor, director: Actor
    ):
        """NĐ 335/2025: at most 20 % of those at HTTNV; with five at HTTNV two are one too many."""
        rows = [proposal(unit, proposed[1], Level.HTXSNV, points=Decimal(91))]
        services.propose(unit.id, 2026, rows, actor=officer, at=AT)

        with pytest.raises(RuleBroken) as refused:
            services.decide(plan(body), actor=director, at=AT)
        assert [problem.field for problem in refused.value.problems] == ["excess_reason"]
        assert entry(session, proposed[0]).status is Status.PROPOSED

        services.decide(plan(body, excess_reason="thành tích đột phá"), actor=director, at=AT)
        kept = session.scalars(select(ExcellentExcess)).one()
        assert (kept.body_id, kept.year, kept.reason) == (body.id, 2026, "thành tích đột phá")
        told = [(event.kind, event.reason) for event in events_of(session, body.id)]
        assert told == [("classification.ceiling_passed", "thành tích đột phá")]

    def test_the_lock_asks_for_the_reason_too(self, session: Session, body: Unit, unit: Unit, people, hr_actor: Actor):
        rows = [Entry(unit_id=unit.id, person_id=people[0].id, level=Level.HTXSNV, decided_on=DAY)]
        services.classify(rows, 2026, actor=hr_actor, at=AT)
        with pytest.raises(RuleBroken):
            services.lock_year(body.id, 2026, actor=hr_actor, at=AT)
        services.lock_year(body.id, 2026, excess_reason="được giao", actor=hr_actor, at=AT)
        assert queries.is_locked(session, body.id, 2026)

    @pytest.mark.parametrize("year", [2018, 2022])
    def test_years_without_a_ceiling_ask_for_nothing(self, session: Session, body: Unit, unit: Unit, hr_actor, year):
        make_classification(session, unit, year, person=make_person(session, unit=unit), level=Level.HTXSNV)
        services.lock_year(body.id, year, actor=hr_actor, at=AT)
        assert queries.is_locked(session, body.id, year)

    def test_one_unit_alone(self, session: Session, body: Unit, unit: Unit, proposed, director: Actor):
        other = make_unit(session, "P2", parent=body)
        make_classification(session, other, status=Status.PROPOSED)
        assert services.decide(plan(body, unit_id=unit.id), actor=director, at=AT) == 7
        assert queries.progress(session, body.id, 2026).undecided == 1

    def test_who_decides(self, session: Session, body: Unit, unit: Unit, proposed, officer: Actor):
        for role, error in ((Role.UNIT_HEAD, NotFound), (Role.AUDITOR, NotAllowed), (Role.ADMIN, NotFound)):
            place = unit if role is Role.UNIT_HEAD else body
            with pytest.raises(error):
                services.decide(plan(body), actor=make_actor(session, role, place), at=AT)
        with pytest.raises(NotAllowed):
            services.decide(plan(body, unit_id=unit.id), actor=officer, at=AT)
        assert services.decide(plan(body), actor=make_actor(session, Role.HR_OFFICER, body), at=AT) == 7

    def test_nobody_decides_for_another_body(self, session: Session, unit: Unit, proposed, director: Actor):
        other = make_unit(session, authority=Authority.GRASSROOTS)
        with pytest.raises(NotFound):
            services.decide(plan(other), actor=director, at=AT)
        with pytest.raises(NotFound):
            services.decide(plan(other, unit_id=unit.id), actor=director, at=AT)

    @pytest.mark.parametrize("facts", [{"decided_on": date(2026, 12, 21)}, {"number": "x" * 81}])
    def test_bad_plans_are_refused(self, session: Session, body: Unit, proposed, director: Actor, facts: dict):
        wanted = DecisionPlan(**{"body_id": body.id, "year": 2026, "decided_on": DAY, **facts})
        with pytest.raises(RuleBroken):
            services.decide(wanted, actor=director, at=AT)

    def test_a_stale_change_is_refused(self, session: Session, body: Unit, proposed, director: Actor):
        change = {proposed[1].id: Change(level=Level.HTNV, reason="lý do", version=9)}
        with pytest.raises(StaleVersion):
            services.decide(plan(body, changes=change), actor=director, at=AT)
        assert entry(session, proposed[1]).status is Status.PROPOSED

    def test_a_locked_year_takes_no_step(self, session: Session, body: Unit, unit: Unit, proposed, director, hr_actor):
        services.decide(plan(body), actor=director, at=AT)
        services.lock_year(body.id, 2026, actor=hr_actor, at=AT)
        row = entry(session, proposed[0])
        for act in (
            lambda: services.decide(plan(body), actor=director, at=AT),
            lambda: services.take_back(row.id, "lý do", None, actor=director, at=AT),
            lambda: services.propose(unit.id, 2026, [proposal(unit, None)], actor=hr_actor, at=AT),
            lambda: services.confirm(row.id, {"degradation": True}, None, actor=hr_actor, at=AT),
        ):
            with pytest.raises(RuleBroken):
                act()

    def test_only_a_decided_level_is_taken_back(self, session: Session, proposed, director: Actor):
        row = entry(session, proposed[0])
        with pytest.raises(TransitionError):
            services.take_back(row.id, "lý do", None, actor=director, at=AT)

    def test_the_database_ties_a_decision_to_its_day(self, session: Session, unit: Unit):
        session.add(Classification(year=2026, unit_id=unit.id, collective_id=unit.id, level="HTTNV", status="decided"))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


class TestOneself:
    TEXT = SelfPlan(level=Level.HTTNV, results="Hoàn thành 12 đề cương", points=Decimal("81.25"), score={"a": "90"})

    def test_a_person_assesses_the_own_year(self, session: Session, unit: Unit, people):
        actor = make_actor(session, person=people[0])
        services.assess_person(2026, self.TEXT, actor=actor, at=AT)
        services.assess_person(2026, SelfPlan(level=Level.HTXSNV, results="Sửa"), actor=actor, at=AT)

        row = session.scalars(select(SelfAssessment)).one()
        assert (row.person_id, row.unit_id, row.level, row.points) == (people[0].id, unit.id, Level.HTXSNV, None)
        assert [event.kind for event in events_of(session, row.id)] == ["classification.self_assessed"] * 2
        assert queries.dossiers(session, [people[0].id], 2026)[people[0].id].self_level is Level.HTXSNV

    @pytest.mark.parametrize("facts", [{"results": " "}, {"results": "x" * 10_001}, {"shortcomings": "x" * 10_001}])
    def test_a_text_is_asked_and_fits(self, session: Session, people, facts: dict):
        wanted = SelfPlan(**{"level": Level.HTTNV, "results": "đủ", **facts})
        with pytest.raises(RuleBroken):
            services.assess_person(2026, wanted, actor=make_actor(session, person=people[0]), at=AT)

    def test_not_after_the_decision(self, session: Session, unit: Unit, people):
        make_classification(session, unit, person=people[0])
        with pytest.raises(RuleBroken):
            services.assess_person(2026, self.TEXT, actor=make_actor(session, person=people[0]), at=AT)

    def test_not_without_a_person_or_a_place(self, session: Session, body: Unit, people):
        for actor in (make_actor(session), make_actor(session, person=make_person(session))):
            with pytest.raises(NotFound):
                services.assess_person(2026, self.TEXT, actor=actor, at=AT)

    def test_a_stale_form_is_refused(self, session: Session, people):
        actor = make_actor(session, person=people[0])
        services.assess_person(2026, self.TEXT, actor=actor, at=AT)
        with pytest.raises(StaleVersion):
            services.assess_person(2026, SelfPlan(level=Level.HTNV, results="khác", version=0), actor=actor, at=AT)

    def test_a_unit_assesses_itself(self, session: Session, body: Unit, unit: Unit, officer: Actor, director: Actor):
        services.assess_unit(unit.id, 2026, self.TEXT, actor=officer, at=AT)
        assert session.scalars(select(SelfAssessment.collective_id)).one() == unit.id
        with pytest.raises(NotAllowed):
            services.assess_unit(unit.id, 2026, self.TEXT, actor=director, at=AT)


class TestConfirming:
    def test_answers_are_kept_and_judged(self, session: Session, body: Unit, unit: Unit, people, officer: Actor):
        rows = [proposal(unit, people[0], points=Decimal(80))]
        services.propose(unit.id, 2026, rows, actor=officer, at=AT)
        row = entry(session, people[0])
        services.confirm(row.id, {"degradation": True}, row.version, actor=officer, at=AT)

        found = queries.judge_entries(session, body.id, 2026, [entry(session, people[0])])[people[0].id]
        assert {each.condition: each.outcome for each in found}["classification.degradation"] == "not_met"
        services.confirm(row.id, {"degradation": None}, None, actor=officer, at=AT)
        assert entry(session, people[0]).confirmed is None
        assert kinds(session, row) == ["proposed", "confirmed", "confirmed"]

    @pytest.mark.parametrize(
        "answers",
        [{"nonsense": True}, {"degradation": 5}, {"initiative": True}, {"corruption_in_unit": True}, {"late": None}],
    )
    def test_what_is_not_asked_is_refused(self, session: Session, unit: Unit, people, officer: Actor, answers: dict):
        services.propose(unit.id, 2026, [proposal(unit, people[0])], actor=officer, at=AT)
        with pytest.raises(RuleBroken):
            services.confirm(entry(session, people[0]).id, answers, None, actor=officer, at=AT)

    @pytest.mark.parametrize("value", [-1, 101])
    def test_a_share_lies_between_nought_and_a_hundred(self, session: Session, unit: Unit, people, hr_actor, value):
        make_classification(session, unit, 2022, person=people[0])
        row = entry(session, people[0])
        row.scheme_id = "nd90_2020"
        session.commit()
        with pytest.raises(RuleBroken):
            services.confirm(row.id, {"tasks_exceeded_pct": value}, None, actor=hr_actor, at=AT)

    def test_after_the_decision_hr_alone(self, session: Session, unit: Unit, people, officer: Actor, hr_actor: Actor):
        make_classification(session, unit, person=people[0])
        row = entry(session, people[0])
        with pytest.raises(NotAllowed):
            services.confirm(row.id, {"old_unit_opinion": True}, None, actor=officer, at=AT)
        services.confirm(row.id, {"old_unit_opinion": True}, None, actor=hr_actor, at=AT)
        assert entry(session, people[0]).confirmed == {"old_unit_opinion": True}


class TestObjections:
    def test_a_person_objects_and_is_answered(self, session: Session, unit: Unit, people, director: Actor):
        make_classification(session, unit, person=people[0])
        row, own = entry(session, people[0]), make_actor(session, person=people[0])
        objection_id = services.object_to(row.id, "Đề nghị xem lại", DAY, actor=own, at=AT)
        services.answer_objection(objection_id, "Giữ nguyên", date(2026, 12, 18), 1, actor=director, at=AT)

        kept = session.get_one(Objection, objection_id, populate_existing=True)
        assert (kept.reason, kept.answer, kept.answered_on) == ("Đề nghị xem lại", "Giữ nguyên", date(2026, 12, 18))
        assert kinds(session, row) == ["objected", "objection_answered"]
        with pytest.raises(TransitionError):
            services.answer_objection(objection_id, "Lần nữa", date(2026, 12, 18), None, actor=director, at=AT)

    def test_the_same_objection_is_raised_once(self, session: Session, unit: Unit, people):
        make_classification(session, unit, person=people[0])
        row, own = entry(session, people[0]), make_actor(session, person=people[0])
        first = services.object_to(row.id, "Đề nghị xem lại", DAY, actor=own, at=AT)
        assert services.object_to(row.id, " Đề nghị xem lại ", DAY, actor=own, at=AT) == first
        assert services.object_to(row.id, "Thêm một lý do", DAY, actor=own, at=AT) != first
        assert kinds(session, row) == ["objected", "objected"]

    def test_nobody_objects_for_another(self, session: Session, unit: Unit, people, officer: Actor, hr_actor: Actor):
        make_classification(session, unit, person=people[0])
        row = entry(session, people[0])
        with pytest.raises(NotFound):
            services.object_to(row.id, "x", DAY, actor=make_actor(session, person=people[1]), at=AT)
        with pytest.raises(NotAllowed):
            services.object_to(row.id, "x", DAY, actor=officer, at=AT)
        services.object_to(row.id, "theo đơn", DAY, actor=hr_actor, at=AT)

    @pytest.mark.parametrize(
        ("reason", "day"),
        [("", DAY), ("x" * 2001, DAY), ("x", date(2026, 12, 21)), ("x", date(2026, 12, 14))],
    )
    def test_faults_are_refused(self, session: Session, unit: Unit, people, reason: str, day: date):
        make_classification(session, unit, person=people[0], decided_on=DAY)
        own = make_actor(session, person=people[0])
        with pytest.raises(RuleBroken):
            services.object_to(entry(session, people[0]).id, reason, day, actor=own, at=AT)

    def test_not_against_a_proposal(self, session: Session, unit: Unit, people):
        make_classification(session, unit, person=people[0], status=Status.PROPOSED)
        own = make_actor(session, person=people[0])
        with pytest.raises(RuleBroken):
            services.object_to(entry(session, people[0]).id, "x", DAY, actor=own, at=AT)

    @pytest.mark.parametrize(
        ("answer", "day"), [("", DAY), ("x", date(2026, 12, 14)), ("x", date(2026, 12, 21)), ("x" * 2001, DAY)]
    )
    def test_bad_answers_are_refused(self, session: Session, unit: Unit, people, director: Actor, answer, day):
        make_classification(session, unit, person=people[0])
        own = make_actor(session, person=people[0])
        objection_id = services.object_to(entry(session, people[0]).id, "x", DAY, actor=own, at=AT)
        with pytest.raises(RuleBroken):
            services.answer_objection(objection_id, answer, day, None, actor=director, at=AT)
        with pytest.raises(NotAllowed):
            services.answer_objection(objection_id, "x", DAY, None, actor=own, at=AT)

    def test_an_entry_with_an_objection_is_not_taken_away(self, session: Session, unit: Unit, people, hr_actor: Actor):
        make_classification(session, unit, person=people[0])
        services.object_to(entry(session, people[0]).id, "x", DAY, actor=hr_actor, at=AT)
        away = Entry(unit_id=unit.id, person_id=people[0].id, level=None)
        with pytest.raises(RuleBroken):
            services.classify([away], 2026, actor=hr_actor, at=AT)

    def test_what_is_not_there_is_not_found(self, session: Session, hr_actor: Actor):
        with pytest.raises(NotFound):
            services.object_to(uuid4(), "x", DAY, actor=hr_actor, at=AT)
        with pytest.raises(NotFound):
            services.answer_objection(uuid4(), "x", DAY, None, actor=hr_actor, at=AT)
        with pytest.raises(NotFound):
            services.take_back(uuid4(), "x", None, actor=hr_actor, at=AT)
        with pytest.raises(NotFound):
            services.confirm(uuid4(), {}, None, actor=hr_actor, at=AT)


def test_a_simple_entry_stores_scheme_points_and_number(session: Session, unit: Unit, people, hr_actor: Actor):
    row = Entry(
        unit_id=unit.id,
        person_id=people[0].id,
        level=Level.HTTNV,
        decided_on=DAY,
        points=Decimal("72.5"),
        decision_number="9/QĐ",
    )
    services.classify([row], 2026, actor=hr_actor, at=AT)
    kept = entry(session, people[0])
    assert (kept.scheme_id, kept.points, kept.decision_number) == ("nd335_2025", 7250, "9/QĐ")
    assert services.classify([row], 2026, actor=hr_actor, at=AT) == 0


def test_levels_of_an_agency_and_of_each_group_are_measured(session: Session, body: Unit, unit: Unit):
    """NĐ 335/2025: at most 20 % of those at HTTNV, in the agency and in each group."""
    for group, level, count in (
        (StaffGroup.CIVIL_SERVANT, Level.HTTNV, 5),
        (StaffGroup.CIVIL_SERVANT, Level.HTXSNV, 1),
        (StaffGroup.LEADER, Level.HTTNV, 5),
        (StaffGroup.LEADER, Level.HTXSNV, 2),
    ):
        for _each in range(count):
            person = make_person(session, unit=unit, staff_group=group)
            make_classification(session, unit, person=person, level=level, staff_group=group)

    (meter,) = queries.excellent_meters(session, body.id, 2026)

    assert (meter.scheme_id, meter.agency.used, meter.agency.ceiling) == ("nd335_2025", 3, 2)
    assert {line.group: (line.used, line.ceiling) for line in meter.groups} == {
        "civil_servant": (1, 1),
        "leader": (2, 1),
    }
    assert meter.over_by == 1


def test_facts_are_read_in_one_query(session: Session, unit: Unit, people, counted):
    ids = [person.id for person in people]
    with counted() as asked:
        queries.dossiers(session, ids, 2026)
    assert len(asked) == 1


def test_the_moment_is_local(session: Session, unit: Unit, people, officer: Actor):
    plan = MeetingPlan(met_on=date(2026, 12, 21), present=1, total=1)
    assert (
        services.propose(unit.id, 2026, [], meeting=plan, actor=officer, at=datetime(2026, 12, 20, 17, tzinfo=UTC)) == 0
    )
