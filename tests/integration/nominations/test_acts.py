"""Submitting, verifying, returning, refusing and withdrawing, on both engines."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.audit.queries import events_of
from app.campaigns.enums import CampaignKind, CampaignStatus
from app.core.access import Actor, Role
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.documents.models import Attachment
from app.eligibility.enums import Subject
from app.nominations.enums import Part, Status
from app.nominations.models import ReturnMark
from app.nominations.rules import LONGEST_REASON
from app.nominations.services.editing import (
    Summary,
)
from app.nominations.services.submission import complete_and_submit, submit_nominations
from app.nominations.services.verification import (
    Mark,
    refuse_nomination,
    return_nomination,
    verify_nominations,
)
from app.nominations.services.withdrawal import withdraw_nomination
from tests.factories.actors import make_account, make_actor
from tests.factories.campaigns import make_campaign
from tests.factories.nominations import make_nomination
from tests.integration.nominations.acting import fresh, nominate, problems_of, set_phase

pytestmark = pytest.mark.both_engines


class TestSubmitting:
    def submit(self, department, *records, actor=None) -> None:
        submit_nominations([record.id for record in records], actor=actor or department.head, at=department.at)

    def test_the_head_submits_several_at_once(self, department):
        records = [nominate(department), nominate(department, department.people[1])]

        self.submit(department, *records)

        for record in records:
            changed = fresh(department, record)
            assert (changed.status, changed.submitted_at) == (Status.SUBMITTED, department.at)
            [event] = events_of(department.session, record.id)
            assert (event.kind, event.changes) == ("nomination.submitted", {"status": ["draft", "submitted"]})

    @pytest.mark.parametrize("who", ["officer", "hr"])
    def test_an_officer_prepares_but_does_not_submit(self, department, who):
        with pytest.raises(NotAllowed):
            self.submit(department, nominate(department), actor=getattr(department, who))

    def test_the_head_of_another_unit_finds_nothing(self, department):
        with pytest.raises(NotFound):
            self.submit(
                department,
                nominate(department),
                actor=make_actor(department.session, Role.UNIT_HEAD, department.beside),
            )
        with pytest.raises(NotFound):
            submit_nominations([uuid4()], actor=department.head, at=department.at)

    def test_everything_missing_is_said_by_name_and_nothing_is_submitted(self, department):
        complete = nominate(department)
        bare = nominate(department, department.people[1], summary="", met_on=None, votes=(None, None))
        upward = nominate(department, department.people[2], "BKT_CN", to_unit=department.city)

        problems = problems_of(lambda: self.submit(department, complete, bare, upward))

        assert len(problems) == 2
        assert f" {bare.number}, Trần Văn Bình (LĐTT)" in problems[0][1]
        assert problems[0][1].count(",") == 3
        assert f" {upward.number}, Lê Minh Châu (BK tỉnh)" in problems[1][1]
        assert fresh(department, complete).status is Status.DRAFT

    def test_an_attached_file_stands_for_the_report(self, department):
        upward = nominate(department, code="BKT_CN", to_unit=department.city)
        department.session.add(
            Attachment(
                owner="nomination",
                owner_id=upward.id,
                file_name="bao-cao.pdf",
                media_type="application/pdf",
                size_bytes=10,
                sha256="0" * 64,
                uploaded_at=department.at,
            )
        )
        department.session.commit()

        self.submit(department, upward)
        assert fresh(department, upward).status is Status.SUBMITTED

    @pytest.mark.parametrize("kind", [CampaignKind.THEMATIC, CampaignKind.SUDDEN])
    def test_a_theme_or_a_sudden_achievement_needs_no_unit_meeting(self, department, kind):
        theme = make_campaign(department.session, department.body, department.campaign.year, kind=kind)
        record = make_nomination(
            department.session, theme, department.unit, department.an, "GK_CN", met_on=None, votes=(None, None)
        )
        self.submit(department, record)
        assert fresh(department, record).status is Status.SUBMITTED

    def test_a_draft_is_submitted_only_in_the_open_phase_a_returned_file_also_while_verifying(self, department):
        draft, returned = nominate(department), nominate(department, department.people[1], status=Status.RETURNED)
        set_phase(department, CampaignStatus.VERIFYING)

        assert len(problems_of(lambda: self.submit(department, draft))) == 1
        assert len(problems_of(lambda: self.submit(department, draft, returned))) == 1
        self.submit(department, returned)
        assert fresh(department, returned).status is Status.SUBMITTED

        set_phase(department, CampaignStatus.DELIBERATING)
        late = nominate(department, department.people[2], status=Status.RETURNED)
        assert len(problems_of(lambda: self.submit(department, late))) == 1

    @pytest.mark.parametrize("status", [Status.SUBMITTED, Status.VERIFIED, Status.WITHDRAWN, Status.CONFERRED])
    def test_a_file_is_submitted_once(self, department, status):
        with pytest.raises(TransitionError):
            self.submit(department, nominate(department, status=status))

    def test_submitting_again_answers_the_marks(self, department):
        record = nominate(department, status=Status.SUBMITTED)
        return_nomination(record.id, [Mark(Part.SUMMARY, "Thiếu số liệu")], actor=department.hr, at=department.at)

        later = department.at + timedelta(hours=1)
        submit_nominations([record.id], actor=department.head, at=later)

        department.session.expire_all()
        assert department.session.scalars(select(ReturnMark.answered_at)).all() == [later]

    def test_the_last_summaries_and_the_submission_are_one_act(self, department):
        first, second = nominate(department, summary=""), nominate(department, department.people[1], summary="")

        with pytest.raises(RuleBroken):
            complete_and_submit(
                {first.id: Summary("Một", 1)}, [first.id, second.id], actor=department.head, at=department.at
            )
        assert fresh(department, first).summary == ""

        summaries = {first.id: Summary("Một", 1), second.id: Summary("Hai", 1)}
        complete_and_submit(summaries, [first.id, second.id], actor=department.head, at=department.at)
        assert {fresh(department, each).status for each in (first, second)} == {Status.SUBMITTED}


class TestVerifying:
    def test_an_officer_verifies_several_at_once(self, department):
        records = [nominate(department, person, status=Status.SUBMITTED) for person in department.people[:2]]
        verify_nominations([record.id for record in records], actor=department.hr, at=department.at)
        assert {(fresh(department, each).status, each.verified_at) for each in records} == {
            (Status.VERIFIED, department.at)
        }

    @pytest.mark.parametrize("phase", [CampaignStatus.OPEN, CampaignStatus.VERIFYING])
    def test_verifying_may_begin_while_others_still_nominate(self, department, phase):
        record = nominate(department, status=Status.SUBMITTED)
        set_phase(department, phase)
        verify_nominations([record.id], actor=department.hr, at=department.at)
        assert fresh(department, record).status is Status.VERIFIED

    @pytest.mark.parametrize("phase", [CampaignStatus.DELIBERATING, CampaignStatus.CLOSED])
    def test_later_the_campaign_verifies_no_more(self, department, phase):
        record = nominate(department, status=Status.SUBMITTED)
        set_phase(department, phase)
        for act in (
            lambda: verify_nominations([record.id], actor=department.hr, at=department.at),
            lambda: return_nomination(record.id, [Mark(Part.SUMMARY, "x")], actor=department.hr, at=department.at),
            lambda: refuse_nomination(record.id, "x", actor=department.hr, at=department.at),
        ):
            assert len(problems_of(act)) == 1

    @pytest.mark.parametrize("who", ["officer", "head"])
    def test_the_unit_does_not_verify_itself(self, department, who):
        record, actor = nominate(department, status=Status.SUBMITTED), getattr(department, who)
        with pytest.raises(NotAllowed):
            verify_nominations([record.id], actor=actor, at=department.at)
        with pytest.raises(NotAllowed):
            return_nomination(record.id, [Mark(Part.SUMMARY, "x")], actor=actor, at=department.at)
        with pytest.raises(NotAllowed):
            refuse_nomination(record.id, "x", actor=actor, at=department.at)

    def test_the_officer_of_another_body_finds_nothing(self, department):
        record = nominate(department, status=Status.SUBMITTED)
        with pytest.raises(NotFound):
            verify_nominations([record.id], actor=department.other_hr, at=department.at)

    def test_a_file_goes_back_with_its_marks(self, department):
        record = nominate(department, status=Status.SUBMITTED)
        marks = [Mark(Part.SUMMARY, " Thiếu số liệu "), Mark(Part.REPORT, "  "), Mark(Part.UNIT_VOTE, "Sai ngày họp")]

        return_nomination(record.id, marks, actor=department.hr, at=department.at)

        changed = fresh(department, record)
        assert (changed.status, changed.reason) == (Status.RETURNED, "Thiếu số liệu\nSai ngày họp")
        kept = department.session.execute(select(ReturnMark.part, ReturnMark.text).order_by(ReturnMark.id)).all()
        assert set(kept) == {(Part.SUMMARY, "Thiếu số liệu"), (Part.UNIT_VOTE, "Sai ngày họp")}

    def test_a_return_needs_a_mark_and_a_refusal_a_reason(self, department):
        record = nominate(department, status=Status.SUBMITTED)
        empty, long = [Mark(Part.SUMMARY, " ")], "a" * (LONGEST_REASON + 1)

        for marks in ([], empty):
            problems_of(lambda marks=marks: return_nomination(record.id, marks, actor=department.hr, at=department.at))
        for reason in ("", "  \n", long):
            [(field, _)] = problems_of(
                lambda reason=reason: refuse_nomination(record.id, reason, actor=department.hr, at=department.at)
            )
            assert field == "reason"
        [(field, _)] = problems_of(
            lambda: return_nomination(record.id, [Mark(Part.AWARD, long)], actor=department.hr, at=department.at)
        )
        assert field == "award"
        assert fresh(department, record).status is Status.SUBMITTED

    def test_a_refused_file_carries_its_reason(self, department):
        record = nominate(department, status=Status.SUBMITTED)
        refuse_nomination(record.id, "Đang bị kỷ luật", actor=department.hr, at=department.at)
        changed = fresh(department, record)
        assert (changed.status, changed.reason) == (Status.REFUSED, "Đang bị kỷ luật")
        assert events_of(department.session, record.id)[-1].reason == "Đang bị kỷ luật"

    def test_a_page_that_is_out_of_date_decides_nothing(self, department):
        record = nominate(department, status=Status.SUBMITTED)
        with pytest.raises(StaleVersion):
            refuse_nomination(record.id, "x", actor=department.hr, at=department.at, version=9)
        with pytest.raises(StaleVersion):
            return_nomination(record.id, [Mark(Part.AWARD, "x")], actor=department.hr, at=department.at, version=9)


class TestWithdrawing:
    def test_an_officer_drops_a_draft_without_a_reason(self, department):
        record = nominate(department)
        withdraw_nomination(record.id, actor=department.officer, at=department.at)
        assert fresh(department, record).status is Status.WITHDRAWN

    @pytest.mark.parametrize("status", [Status.SUBMITTED, Status.RETURNED, Status.VERIFIED])
    def test_once_submitted_only_the_head_takes_it_back_and_says_why(self, department, status):
        record = nominate(department, status=status)
        with pytest.raises(NotAllowed):
            withdraw_nomination(record.id, actor=department.officer, at=department.at, reason="Nhầm")
        [(field, _)] = problems_of(lambda: withdraw_nomination(record.id, actor=department.head, at=department.at))
        assert field == "reason"
        withdraw_nomination(record.id, actor=department.head, at=department.at, reason="Đề nghị nhầm người")
        assert events_of(department.session, record.id)[-1].reason == "Đề nghị nhầm người"

    @pytest.mark.parametrize("status", [Status.TABLED, Status.ENDORSED, Status.CONFERRED, Status.WITHDRAWN])
    def test_what_the_council_has_is_not_taken_back(self, department, status):
        record = nominate(department, status=status)
        with pytest.raises(TransitionError):
            withdraw_nomination(record.id, actor=department.head, at=department.at, reason="Muộn")


def test_a_collective_is_nominated_as_one(department):
    session, campaign, unit = department.session, department.campaign, department.unit
    make_nomination(session, campaign, unit, department.people[-1], "LDTT")
    record = make_nomination(session, campaign, unit, department.sub_unit)
    assert (record.subject, record.collective_id) == (Subject.COLLECTIVE, department.sub_unit.id)
    submit_nominations([record.id], actor=department.head, at=department.at)


def test_an_account_without_a_role_finds_nobody_elses_file(department):
    record = nominate(department)
    account = make_account(department.session)
    nobody = Actor(user_id=account.id, name="Không vai trò")
    with pytest.raises(NotFound):
        submit_nominations([record.id], actor=nobody, at=department.at)
