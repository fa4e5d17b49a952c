"""Changing a file, and the nominee's own report, on both engines."""

import pytest

from app.audit.queries import events_of
from app.campaigns.enums import CampaignStatus
from app.core.access import Actor, Role
from app.core.errors import NotAllowed, NotFound, StaleVersion, TransitionError
from app.nominations.enums import Channel, Status
from app.nominations.services.editing import (
    Summary,
    write_own_report,
    write_summaries,
)
from app.organisation.enums import Authority
from app.organisation.models import Person
from tests.factories.actors import make_actor
from tests.factories.organisation import make_unit
from tests.integration.nominations.acting import edit, fresh, nominate, problems_of, set_phase

pytestmark = pytest.mark.both_engines


class TestEditing:
    def test_texts_and_votes_change_with_a_trail(self, department):
        record = nominate(department)

        edit(department, record, summary="Tóm tắt mới", unit_votes_for=10)

        changed = fresh(department, record)
        assert (changed.summary, changed.unit_votes_for, changed.version) == ("Tóm tắt mới", 10, 2)
        [event] = events_of(department.session, record.id)
        assert event.kind == "nomination.edited"
        assert event.changes == {
            "summary": ["Hoàn thành tốt nhiệm vụ được giao.", "Tóm tắt mới"],
            "unit_votes_for": [9, 10],
        }

    def test_name_post_and_unit_are_taken_anew(self, department):
        record = nominate(department)
        department.session.get(Person, department.an.id).full_name = "Nguyễn Thị Ân"
        department.session.commit()

        edit(department, record)

        changed = fresh(department, record)
        assert changed.nominee_name == "Nguyễn Thị Ân"
        [event] = events_of(department.session, record.id)
        assert event.changes == {"nominee": ["Nguyễn Thị An", "Nguyễn Thị Ân"]}

    def test_who_left_the_unit_stays_as_nominated(self, department):
        record = nominate(department, department.stranger)
        edit(department, record, summary="Mới")
        assert fresh(department, record).nominee_unit_name == "Văn phòng Sở"

    def test_a_form_saved_unchanged_leaves_no_trace(self, department):
        record = nominate(department)
        edit(department, record)
        assert events_of(department.session, record.id) == []

    def test_a_stale_form_is_refused_and_changes_nothing(self, department):
        record = nominate(department)
        edit(department, record, summary="Của người thứ nhất")

        with pytest.raises(StaleVersion):
            edit(department, record, summary="Của người thứ hai", version=1)
        assert fresh(department, record).summary == "Của người thứ nhất"

    @pytest.mark.parametrize("status", [status for status in Status if status not in {Status.DRAFT, Status.RETURNED}])
    def test_a_file_on_its_way_is_not_edited(self, department, status):
        record = nominate(department, status=status)
        with pytest.raises(TransitionError):
            edit(department, record, summary="Khác")

    def test_who_may_not_write_is_told_so_only_when_they_may_read(self, department):
        record = nominate(department)
        with pytest.raises(NotAllowed):
            edit(department, record, actor=make_actor(department.session, Role.AUDITOR, department.body))
        for actor in (department.other_hr, make_actor(department.session, Role.UNIT_OFFICER, department.beside)):
            with pytest.raises(NotFound):
                edit(department, record, actor=actor)

    def test_a_returned_file_is_mended_while_others_are_verified_a_draft_is_not(self, department):
        draft, returned = nominate(department), nominate(department, department.people[1], status=Status.RETURNED)
        set_phase(department, CampaignStatus.VERIFYING)

        edit(department, returned, summary="Đã sửa")
        assert len(problems_of(lambda: edit(department, draft, summary="Muộn"))) == 1

    def test_another_award_of_the_same_subject_takes_its_own_way(self, department):
        record = nominate(department)

        edit(department, record, award_code="BKT_CN")

        changed = fresh(department, record)
        assert (changed.award_code, changed.channel, changed.to_unit_id) == (
            "BKT_CN",
            Channel.PROPOSED,
            department.city.id,
        )
        assert " bkt_cn " in changed.search_text
        edit(department, changed, award_code="LDTT")
        assert fresh(department, record).to_unit_id is None

    @pytest.mark.parametrize("code", ["TTLDTT", "CSTDTQ", "NO_SUCH"])
    def test_an_award_that_does_not_fit_is_refused(self, department, code):
        record = nominate(department)
        assert [field for field, _ in problems_of(lambda: edit(department, record, award_code=code))] == ["award_code"]

    def test_an_award_that_the_nominee_is_nominated_for_already_is_refused(self, department):
        record, other = nominate(department), nominate(department, code="GK_CN")

        [(field, message)] = problems_of(lambda: edit(department, record, award_code="GK_CN"))
        assert field == "award_code"
        assert f"{other.number}" in message

    def test_one_of_several_ministries_is_chosen(self, department):
        second = make_unit(department.session, "BNV", "Bộ Nội vụ", authority=Authority.MINISTERIAL, is_external=True)
        record = nominate(department)

        [(field, _)] = problems_of(lambda: edit(department, record, award_code="BKB_CN"))
        assert field == "ministry_id"
        edit(department, record, award_code="BKB_CN", ministry_id=second.id)
        assert fresh(department, record).to_unit_id == second.id

    def test_texts_have_an_end(self, department):
        record = nominate(department)
        problems = problems_of(lambda: edit(department, record, summary="a" * 20_001, report="b" * 20_001))
        assert [field for field, _ in problems] == ["summary", "report"]

    def test_ten_thousand_characters_of_decomposed_text_are_kept_composed(self, department):
        record = nominate(department)
        edit(department, record, summary="Tie\u0302\u0301ng " * 1_600)
        assert fresh(department, record).summary == ("Tiếng " * 1_600).strip()

    def test_summaries_of_several_files_are_written_all_or_none(self, department):
        first, second = nominate(department), nominate(department, department.people[1])
        summaries = {first.id: Summary("Một", 1), second.id: Summary("Hai", 7)}

        with pytest.raises(StaleVersion):
            write_summaries(summaries, actor=department.officer, at=department.at)
        assert fresh(department, first).summary != "Một"

        write_summaries({**summaries, second.id: Summary("Hai", 1)}, actor=department.officer, at=department.at)
        assert [fresh(department, each).summary for each in (first, second)] == ["Một", "Hai"]


class TestOwnReport:
    def employee(self, department, person=None) -> Actor:
        return make_actor(department.session, person=person or department.an)

    def test_a_nominee_writes_the_own_report_and_nothing_else(self, department):
        record, employee = nominate(department), self.employee(department)

        write_own_report(record.id, "Báo cáo của tôi", version=1, actor=employee, at=department.at)

        assert fresh(department, record).report == "Báo cáo của tôi"
        assert [event.kind for event in events_of(department.session, record.id)] == ["nomination.report_written"]
        with pytest.raises(NotAllowed):
            edit(department, record, actor=employee, summary="Tôi tự viết", version=2)

    def test_the_file_of_a_colleague_is_not_found(self, department):
        record = nominate(department)
        with pytest.raises(NotFound):
            write_own_report(
                record.id,
                "Của người khác",
                version=1,
                actor=self.employee(department, department.people[1]),
                at=department.at,
            )

    def test_an_officer_does_not_write_in_the_name_of_the_nominee(self, department):
        record = nominate(department)
        with pytest.raises(NotAllowed):
            write_own_report(record.id, "Hộ", version=1, actor=department.officer, at=department.at)

    def test_after_submission_the_report_stands(self, department):
        record = nominate(department, status=Status.SUBMITTED)
        with pytest.raises(TransitionError):
            write_own_report(record.id, "Muộn", version=1, actor=self.employee(department), at=department.at)
