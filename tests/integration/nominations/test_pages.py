"""The pages about nominations: what they show, what they cost, and what they do with bad input."""

import html
import io
import re
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.campaigns.enums import CampaignStatus
from app.core.clock import local_day
from app.nominations.enums import Part, Status
from app.nominations.models import Nomination
from app.nominations.services.verification import Mark, return_nomination
from tests.factories.campaigns import make_campaign
from tests.factories.nominations import make_nomination
from tests.factories.organisation import make_person, make_unit
from tests.integration.nominations.acting import fresh, nominate, set_phase


def text_of(answer) -> str:
    """Return the words of a page without its marks."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))))


def every_page(record) -> list[str]:
    pages = ("", "/edit", "/batch", "/report", "/print", "/withdrawal", "/return", "/refusal")
    return [f"/nominations/{record.id}{page}" for page in pages]


def test_every_page_opens(department, browse):
    draft = nominate(department)
    submitted = nominate(department, department.people[1], status=Status.SUBMITTED)
    pages = {
        "officer": [
            "/nominations",
            "/nominations/new",
            f"/nominations/{draft.id}",
            f"/nominations/{draft.id}/edit",
            f"/nominations/{draft.id}/batch",
            f"/nominations/{draft.id}/print",
            f"/nominations/{draft.id}/withdrawal",
            f"/nominations/{submitted.id}",
        ],
        "hr": [f"/nominations/{submitted.id}/return", f"/nominations/{submitted.id}/refusal", "/nominations/list.xlsx"],
        "employee": [f"/nominations/{draft.id}", f"/nominations/{draft.id}/report", "/nominations?year=2018"],
    }
    for who, paths in pages.items():
        client = browse(who)
        for path in paths:
            assert client.get(path).status_code == 200, (who, path)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("status", Status)
def test_a_file_can_be_read_in_every_state_and_language(department, browse, status, language):
    record = nominate(department, status=status)
    answer = browse("hr").get(f"/nominations/{record.id}", headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert "Nguyễn Thị An" in text_of(answer)


class TestNewPage:
    def test_ten_people_are_nominated_in_at_most_fifteen_clicks(self, department, browse):
        """One click opens the page, one chooses the award, ten the people, one saves; date and votes are typed once."""
        people = [make_person(department.session, f"Trần Thị Số {n}", unit=department.unit) for n in range(10)]
        client = browse("officer")

        page = client.get("/nominations/new").get_data(as_text=True)
        known = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)"', page))
        offered = set(re.findall(r'name="person_ids" value="([^"]+)"', page))
        assert {str(person.id) for person in people} <= offered
        assert 'name="award_codes" value="LDTT"' in page

        clicks = ["open", "award", *people, "save"]
        assert len(clicks) <= 15
        answer = client.post(
            "/nominations/new",
            data={
                "campaign_id": known["campaign_id"],
                "unit_id": known["unit_id"],
                "award_codes": "LDTT",
                "person_ids": [str(person.id) for person in people],
                "unit_met_on": local_day(department.at).strftime("%d/%m/%Y"),
                "unit_votes_for": "9",
                "unit_votes_total": "10",
            },
        )

        drafts = department.session.scalars(select(Nomination).order_by(Nomination.number)).all()
        assert [draft.nominee_name for draft in drafts] == [person.full_name for person in people]
        assert answer.location == f"/nominations/{drafts[0].id}/batch"
        batch = client.get(answer.location).get_data(as_text=True)
        assert batch.count("<textarea") == 10

    def test_a_refused_form_comes_back_filled_in(self, department, browse):
        answer = browse("officer").post(
            "/nominations/new",
            data={
                "campaign_id": department.campaign.id,
                "unit_id": department.unit.id,
                "award_codes": ["LDTT"],
                "person_ids": [department.an.id, department.stranger.id],
                "unit_met_on": "ngày mai",
                "unit_votes_for": "11",
                "unit_votes_total": "10",
            },
        )
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert f'value="{department.an.id}" data-check checked' in page
        assert 'value="ngày mai"' in page
        assert 'value="LDTT" checked' in page
        assert department.stranger.full_name not in page
        assert department.session.scalars(select(Nomination)).all() == []

    def test_a_campaign_that_closed_meanwhile_loses_nothing_typed(self, department, browse):
        client = browse("officer")
        set_phase(department, CampaignStatus.VERIFYING)
        answer = client.post(
            "/nominations/new",
            data={
                "campaign_id": department.campaign.id,
                "unit_id": department.unit.id,
                "award_codes": ["LDTT"],
                "person_ids": [department.an.id],
                "unit_votes_for": "9",
                "unit_votes_total": "10",
            },
        )
        assert answer.status_code == 422
        assert f'value="{department.an.id}" data-check checked' in answer.get_data(as_text=True)
        assert client.get("/nominations/new").status_code == 200

    @pytest.mark.parametrize("field", ["unit_id", "campaign_id"])
    def test_forged_units_and_campaigns_are_not_found(self, department, browse, field):
        elsewhere = make_campaign(department.session, department.other_body, department.campaign.year)
        department.session.commit()
        forged = {"unit_id": department.beside.id, "campaign_id": elsewhere.id}[field]
        data = {"campaign_id": department.campaign.id, "unit_id": department.unit.id, "person_ids": department.an.id}
        answer = browse("officer").post("/nominations/new", data={**data, field: forged})
        assert answer.status_code == 404

    @pytest.mark.parametrize("junk", ["", "x" * 10_000, "'; DROP TABLE nomination;--", "Đ" * 60])
    def test_junk_is_refused_in_words(self, department, browse, junk):
        answer = browse("officer").post(
            "/nominations/new",
            data={
                "campaign_id": department.campaign.id,
                "unit_id": department.unit.id,
                "award_codes": [junk],
                "person_ids": [junk],
                "picked_ids": [junk],
                "collective_ids": [junk],
                "ministry_id": junk,
                "unit_met_on": junk,
                "unit_votes_for": junk,
                "unit_votes_total": junk,
            },
        )
        assert answer.status_code == 422

    def test_people_of_a_large_unit_are_found_by_name_with_and_without_a_script(self, department, browse):
        client = browse("officer")
        source = f"/nominations/people?unit={department.unit.id}&year={department.campaign.year}"

        found = client.get(f"{source}&q=dang+ha").json
        assert [(each["label"], each["detail"]) for each in found] == [("Đặng Thu Hà", "Tổ trưởng, Tổ Tổng hợp, 1980")]
        assert client.get(f"{source}&q=khach").json == []
        assert client.get(f"/nominations/people?unit={department.beside.id}&q=khach").status_code == 404
        assert client.get("/nominations/people?unit=x&q=khach").status_code == 404

        form = {
            "campaign_id": department.campaign.id,
            "unit_id": department.unit.id,
            "award_codes": "LDTT",
            "person_ids": department.an.id,
            "find": "picked_ids",
            "picked_ids_q": "thu ha",
        }
        answer = client.post("/nominations/new", data=form)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 200
        assert f'name="picked_ids" value="{department.people[4].id}"' in page
        assert f'value="{department.an.id}" data-check checked' in page

    def test_a_unit_with_too_many_people_lists_its_own(self, department, browse, monkeypatch):
        monkeypatch.setattr("app.nominations.queries.choosing.MOST_ON_ROLL", 4)
        page = browse("officer").get("/nominations/new").get_data(as_text=True)
        assert page.count('name="person_ids"') == 4
        assert "Đặng Thu Hà" not in page
        assert 'data-source="/nominations/people' in page

    def test_the_page_costs_the_same_for_few_and_many(self, department, browse, counted):
        client = browse("hr")
        with counted() as few:
            client.get("/nominations/new")
        for number in range(12):
            make_person(department.session, f"Phan Văn {number}", unit=department.unit)
            nominate(department, department.people[number % 4], ["LDTT", "CSTDCS", "GK_CN"][number // 4])
        with counted() as many:
            client.get("/nominations/new")
        # One of them asks whether this is a demo: once per process elsewhere.
        assert len(many) == len(few) <= 9


class TestBatch:
    def drafts(self, department) -> list[Nomination]:
        return [nominate(department, person, summary="", at=department.at) for person in department.people[:2]]

    def fields(self, drafts, *texts, **changes):
        data = {f"summary-{draft.id}": text for draft, text in zip(drafts, texts, strict=True)}
        return {**data, **{f"version-{draft.id}": "1" for draft in drafts}, **changes}

    def test_summaries_are_written_on_one_page(self, department, browse):
        drafts = self.drafts(department)
        answer = browse("officer").post(f"/nominations/{drafts[0].id}/batch", data=self.fields(drafts, "Một", " Hai "))
        assert answer.status_code == 302
        assert [fresh(department, draft).summary for draft in drafts] == ["Một", "Hai"]

    def test_the_head_saves_and_submits_in_one_go(self, department, browse):
        drafts = self.drafts(department)
        data = self.fields(drafts, "Một", "Hai", then="submit")
        assert browse("head").post(f"/nominations/{drafts[0].id}/batch", data=data).status_code == 302
        assert {fresh(department, draft).status for draft in drafts} == {Status.SUBMITTED}

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, department, browse):
        drafts = self.drafts(department)
        data = self.fields(drafts, "Một", "", then="submit")
        answer = browse("head").post(f"/nominations/{drafts[0].id}/batch", data=data)
        assert answer.status_code == 422
        assert "Trần Văn Bình" in text_of(answer)
        html = answer.get_data(as_text=True)
        assert ">Một</textarea>" in html
        assert f'<a href="#summary-{drafts[1].id}">' in html
        assert html.count('aria-invalid="true"') == 1
        assert f'aria-describedby="summary-{drafts[1].id}-error"' in html
        assert fresh(department, drafts[0]).summary == ""

    def test_the_desk_leads_to_the_drafts_that_lack_a_summary(self, department, browse):
        client = browse("officer")
        assert client.get("/nominations/drafts").location == "/nominations?status=draft"

        done = nominate(department, department.people[0], summary="Có", at=department.at)
        assert client.get("/nominations/drafts").location == f"/nominations/{done.id}/batch"
        lacking = nominate(department, department.people[1], summary="", at=department.at)
        assert client.get("/nominations/drafts").location == f"/nominations/{lacking.id}/batch"
        assert client.get("/nominations/drafts", follow_redirects=True).status_code == 200

    def test_a_stale_page_shows_both_texts(self, department, browse):
        drafts = self.drafts(department)
        client = browse("officer")
        client.post(f"/nominations/{drafts[0].id}/batch", data=self.fields(drafts, "Của họ", ""))

        answer = client.post(f"/nominations/{drafts[0].id}/batch", data=self.fields(drafts, "Của tôi", "Mới"))

        assert answer.status_code == 409
        assert "Của họ" in text_of(answer)
        assert "Của tôi" in text_of(answer)
        kept = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', answer.get_data(as_text=True)))
        assert client.post(f"/nominations/{drafts[0].id}/batch", data=kept).status_code == 302
        assert [fresh(department, draft).summary for draft in drafts] == ["Của tôi", "Mới"]

    def test_a_text_without_end_is_refused_and_kept(self, department, browse):
        drafts = self.drafts(department)
        data = self.fields(drafts, "a" * 20_001, "Hai")
        answer = browse("officer").post(f"/nominations/{drafts[0].id}/batch", data=data)
        assert answer.status_code == 422
        assert "a" * 20_001 in answer.get_data(as_text=True)

    def test_files_of_others_are_not_written_by_forging_fields(self, department, browse):
        drafts = self.drafts(department)
        other = make_nomination(department.session, department.campaign, department.beside, department.stranger)
        data = self.fields(drafts, "Một", "Hai", **{f"summary-{other.id}": "Giả", f"version-{other.id}": "1"})
        browse("officer").post(f"/nominations/{drafts[0].id}/batch", data=data)
        assert fresh(department, other).summary == "Hoàn thành tốt nhiệm vụ được giao."


class TestEditPage:
    def values(self, record, **changes):
        given = {
            "version": record.version,
            "award_code": record.award_code,
            "summary": record.summary,
            "report": record.report,
            "unit_met_on": record.unit_met_on.strftime("%d/%m/%Y"),
            "unit_votes_for": record.unit_votes_for,
            "unit_votes_total": record.unit_votes_total,
        }
        return {**given, **changes}

    def test_a_file_is_saved(self, department, browse):
        record = nominate(department)
        answer = browse("officer").post(f"/nominations/{record.id}/edit", data=self.values(record, summary="Mới"))
        assert answer.location == f"/nominations/{record.id}"
        assert fresh(department, record).summary == "Mới"

    def test_a_stale_form_shows_both_texts_and_mine_can_be_kept(self, department, browse):
        record = nominate(department)
        client = browse("officer")
        mine = self.values(record, summary="Bản của tôi")
        client.post(f"/nominations/{record.id}/edit", data=self.values(record, summary="Bản của họ"))

        answer = client.post(f"/nominations/{record.id}/edit", data=mine)

        page = answer.get_data(as_text=True)
        assert answer.status_code == 409
        assert "Bản của tôi" in text_of(answer)
        assert "Bản của họ" in text_of(answer)
        kept = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
        assert client.post(f"/nominations/{record.id}/edit", data=dict(kept)).status_code == 302
        assert fresh(department, record).summary == "Bản của tôi"

    def test_marks_stand_beside_their_parts(self, department, browse):
        record = nominate(department, status=Status.SUBMITTED)
        marks = [Mark(Part.SUMMARY, "Thiếu số liệu"), Mark(Part.UNIT_VOTE, "Sai ngày họp")]
        return_nomination(record.id, marks, actor=department.hr, at=department.at)
        for path in ("", "/edit"):
            page = browse("officer").get(f"/nominations/{record.id}{path}").get_data(as_text=True)
            assert page.index("Thiếu số liệu") < page.index("Sai ngày họp")

    @pytest.mark.parametrize(
        "changes",
        [
            {"unit_votes_for": "11"},
            {"unit_met_on": "31/02/2018"},
            {"unit_met_on": "01/01/2999"},
            {"award_code": "TTLDTT"},
            {"award_code": ""},
            {"summary": "a" * 20_001},
            {"unit_votes_total": "-1"},
            {"unit_votes_total": "9" * 40},
        ],
    )
    def test_bad_values_come_back_with_a_word(self, department, browse, changes):
        record = nominate(department)
        answer = browse("officer").post(f"/nominations/{record.id}/edit", data=self.values(record, **changes))
        assert answer.status_code == 422
        assert "error-summary" in answer.get_data(as_text=True)
        assert fresh(department, record).version == 1

    def test_a_file_on_its_way_answers_that_it_moved_on(self, department, browse):
        record = nominate(department, status=Status.SUBMITTED)
        assert browse("officer").get(f"/nominations/{record.id}/edit").status_code == 409
        assert browse("officer").post(f"/nominations/{record.id}/edit", data={}).status_code == 409

    def test_the_nominee_writes_the_own_report(self, department, browse):
        record = nominate(department)
        client = browse("employee")
        answer = client.post(f"/nominations/{record.id}/report", data={"version": "1", "report": "Báo cáo của tôi"})
        assert answer.status_code == 302
        assert fresh(department, record).report == "Báo cáo của tôi"
        assert client.get(f"/nominations/{record.id}/edit").status_code == 403
        stale = client.post(f"/nominations/{record.id}/report", data={"version": "1", "report": "Bản cũ"})
        assert stale.status_code == 409


class TestActsOfOneButton:
    def test_submit_verify_return_refuse_and_withdraw(self, department, browse):
        people, session = department.people, department.session
        records = [nominate(department, person) for person in people[:4]]
        head = browse("head")
        for record in records:
            assert head.post(f"/nominations/{record.id}/submission", data={"version": "1"}).status_code == 302
        hr = browse("hr")
        hr.post(f"/nominations/{records[0].id}/verification")
        hr.post(f"/nominations/{records[1].id}/return", data={"version": "2", "summary": "Thiếu số liệu"})
        hr.post(f"/nominations/{records[2].id}/refusal", data={"version": "2", "reason": "Không đủ điều kiện"})
        browse("head").post(f"/nominations/{records[3].id}/withdrawal", data={"version": "2", "reason": "Nhầm"})
        session.expire_all()
        assert [fresh(department, record).status for record in records] == [
            Status.VERIFIED,
            Status.RETURNED,
            Status.REFUSED,
            Status.WITHDRAWN,
        ]

    def test_what_is_missing_is_said_on_the_page_of_the_file(self, department, browse):
        record = nominate(department, summary="")
        answer = browse("head").post(f"/nominations/{record.id}/submission")
        assert answer.status_code == 422
        assert "error-summary" in answer.get_data(as_text=True)

    def test_a_second_submission_gets_a_clear_page(self, department, browse):
        record = nominate(department)
        client = browse("head")
        client.post(f"/nominations/{record.id}/submission")
        assert client.post(f"/nominations/{record.id}/submission").status_code == 409

    @pytest.mark.parametrize("page", ["return", "refusal"])
    def test_a_decision_without_a_reason_comes_back(self, department, browse, page):
        record = nominate(department, status=Status.SUBMITTED)
        answer = browse("hr").post(f"/nominations/{record.id}/{page}", data={"version": "1"})
        assert answer.status_code == 422
        assert fresh(department, record).status is Status.SUBMITTED

    def test_a_decision_on_an_old_page_is_refused(self, department, browse):
        record = nominate(department, status=Status.SUBMITTED)
        answer = browse("hr").post(f"/nominations/{record.id}/refusal", data={"version": "7", "reason": "Lý do"})
        assert answer.status_code == 409


class TestVisibility:
    @pytest.mark.parametrize("who", ["beside", "other_hr", "stranger"])
    def test_a_file_of_others_is_not_found_on_any_page(self, department, browse, who):
        record = nominate(department)
        client = browse(who)
        for path in every_page(record):
            assert client.get(path).status_code in {403, 404}, path
        assert client.get(f"/nominations/{record.id}").status_code == 404
        assert department.an.full_name not in client.get("/nominations").get_data(as_text=True)
        assert department.an.full_name not in client.get("/nominations?q=nguyen").get_data(as_text=True)

    def test_nothing_of_one_body_is_in_the_workbook_of_another(self, department, browse):
        nominate(department)
        make_nomination(department.session, department.campaign, department.unit, department.unit)
        for who, seen in (("hr", True), ("auditor", True), ("officer", True), ("other_hr", False), ("beside", False)):
            book = CalamineWorkbook.from_filelike(io.BytesIO(browse(who).get("/nominations/list.xlsx").data))
            words = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
            assert ("Nguyễn Thị An" in words) is seen, who
            assert ("Tổ Tổng hợp" in words) is False

    def test_unknown_ids_are_not_found(self, department, browse):
        for who in ("officer", "hr", "head"):
            assert browse(who).get(f"/nominations/{uuid4()}").status_code == 404


def test_a_name_is_never_markup(department, browse):
    evil = make_person(department.session, "<script>alert(1)</script> & Co", unit=department.unit)
    unit = make_unit(department.session, "EVIL", "<img src=x onerror=alert(1)>", parent=department.unit)
    record = nominate(department, evil, nominee_unit_name=unit.name, summary="<b>đậm</b>")
    client = browse("hr")
    for path in ("/nominations", f"/nominations/{record.id}", "/nominations/new", f"/nominations/{record.id}/print"):
        page = client.get(path).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>đậm" not in page
