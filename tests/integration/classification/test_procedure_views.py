"""Pages of the procedure: proposing, deciding, files, self-assessment, objections, papers; what bad input gets."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.classification.enums import ClassificationStatus as Status
from app.classification.models import Classification, ExcellentExcess, Objection, SelfAssessment, UnitMeeting
from app.core.access import Role
from app.core.clock import today
from app.core.text import short_date
from app.eligibility.enums import ClassificationLevel as Level
from app.organisation.enums import Authority, StaffGroup
from app.organisation.models import Person, Unit
from tests.factories.actors import make_account
from tests.factories.classification import make_classification
from tests.factories.organisation import make_person, make_unit

YEAR = today().year
DAY = today()


def sheet(unit: Unit, part: str = "") -> str:
    return f"/classification/units/{unit.id}/{YEAR}{part}"


def meeting(**others: object) -> dict[str, str]:
    fields = {"met_on": short_date(DAY), "present": 5, "total": 7, "meeting_version": 0, **others}
    return {name: str(value) for name, value in fields.items()}


def rows(*given: dict[str, object]) -> dict[str, str]:
    """Return the fields of a grid."""
    fields: dict[str, str] = {}
    for index, row in enumerate(given):
        values = {"version": 0, **row}
        fields |= {f"rows-{index}-{name}": str(value) for name, value in values.items()}
    return fields


def workbook_text(content: bytes) -> str:
    """Return every text of an .xlsx file."""
    with ZipFile(BytesIO(content)) as archive:
        return " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def entries(session: Session) -> dict[object, Classification]:
    found = session.scalars(select(Classification).execution_options(populate_existing=True))
    return {row.person_id or row.collective_id: row for row in found}


@pytest.fixture
def officer_client(session: Session, unit: Unit, sign_in) -> FlaskClient:
    return sign_in(make_account(session, Role.UNIT_OFFICER, unit))


@pytest.fixture
def director_client(session: Session, body: Unit, sign_in) -> FlaskClient:
    return sign_in(make_account(session, Role.HEAD_OF_BODY, body))


class TestProposing:
    def test_a_unit_officer_saves_meeting_and_proposals(self, session, unit: Unit, people, officer_client):
        page = officer_client.get(sheet(unit, "/proposal")).get_data(as_text=True)
        assert "Nguyễn Văn An" in page
        fields = rows(
            {"subject_id": people[0].id, "level": "HTXSNV", "points": "92,5", "votes_for": 5, "votes_total": 5},
            {"subject_id": people[1].id, "level": "", "points": "75"},
            {"subject_id": unit.id, "level": "HTTNV", "comment": "Hoàn thành kế hoạch"},
        )

        answer = officer_client.post(sheet(unit, "/proposal"), data={**meeting(none_forced="y"), **fields})

        assert answer.status_code == 302
        found = entries(session)
        assert {key: row.level for key, row in found.items()} == {
            people[0].id: Level.HTXSNV,
            people[1].id: Level.HTTNV,
            unit.id: Level.HTTNV,
        }
        assert found[people[0].id].points == 9250
        assert session.scalars(select(UnitMeeting.present)).one() == 5
        again = officer_client.get(sheet(unit, "/proposal")).get_data(as_text=True)
        assert "Hoàn thành kế hoạch" in again

    @pytest.mark.parametrize(
        "fields",
        [
            {"met_on": ""},
            {"met_on": "31/02/2026"},
            {"met_on": short_date(DAY + timedelta(days=1))},
            {"present": "9"},
            {"present": "0"},
            {"present": "viele"},
            {"total": ""},
            {"minutes": "x" * 20_001},
            {"rows-0-points": "101"},
            {"rows-0-points": "chín mươi"},
            {"rows-0-points": "NaN"},
            {"rows-0-level": "nonsense"},
            {"rows-0-votes_for": "6", "rows-0-votes_total": "5"},
            {"rows-0-votes_for": "6"},
            {"rows-0-votes_total": "5"},
            {"rows-0-votes_for": "-1", "rows-0-votes_total": "5"},
            {"rows-0-level": "", "rows-0-comment": "không có mức"},
            {"rows-0-comment": "x" * 2001},
        ],
    )
    def test_bad_input_comes_back_filled_in(self, session, unit: Unit, people, officer_client, fields):
        good = rows({"subject_id": people[0].id, "level": "HTTNV"}, {"subject_id": people[1].id, "level": "KHTNV"})

        answer = officer_client.post(sheet(unit, "/proposal"), data={**meeting(), **good, **fields})

        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert "error-summary" in page
        assert 'selected value="KHTNV"' in page
        assert entries(session) == {}

    def test_a_stale_row_shows_both_texts_and_can_be_kept(self, session, unit: Unit, people, officer_client):
        typed = {**meeting(), **rows({"subject_id": people[0].id, "level": "HTXSNV"})}
        make_classification(session, unit, YEAR, person=people[0], level=Level.HTNV, status=Status.PROPOSED)

        answer = officer_client.post(sheet(unit, "/proposal"), data=typed)

        assert answer.status_code == 409
        assert 'name="rows-0-version" value="1"' in answer.get_data(as_text=True)
        kept = officer_client.post(sheet(unit, "/proposal"), data={**typed, "rows-0-version": "1"})
        assert kept.status_code == 302
        assert entries(session)[people[0].id].level is Level.HTXSNV

    def test_what_is_decided_is_shown_and_not_asked(self, session, unit: Unit, people, officer_client):
        make_classification(session, unit, YEAR, person=people[0], level=Level.HTNV)
        page = officer_client.get(sheet(unit, "/proposal")).get_data(as_text=True)
        assert str(people[0].id) not in page.split("<form", 2)[2].split("</form>")[0]
        assert "Nguyễn Văn An" in page

    def test_a_locked_year_takes_no_proposal(self, session, unit: Unit, people, officer_client):
        make_classification(session, unit, YEAR, person=people[0], status=Status.LOCKED)
        assert "<select" not in officer_client.get(sheet(unit, "/proposal")).get_data(as_text=True)
        answer = officer_client.post(
            sheet(unit, "/proposal"), data={**meeting(), **rows({"subject_id": people[1].id, "level": "HTNV"})}
        )
        assert answer.status_code == 422

    def test_the_pages_cost_the_same_for_one_row_and_for_many(self, session, body, unit, officer_client, counted):
        make_classification(session, unit, YEAR, person=make_person(session, unit=unit), status=Status.PROPOSED)
        address = sheet(unit, "/proposal")
        with counted() as one:
            assert officer_client.get(address).status_code == 200
        for _each in range(3):
            make_classification(session, unit, YEAR, person=make_person(session, unit=unit), status=Status.PROPOSED)
        with counted() as many:
            officer_client.get(address)
        assert len(one) == len(many) <= 8


class TestDeciding:
    def test_row_by_row(self, session, body: Unit, unit: Unit, people, director_client):
        for person in people[:6]:
            make_classification(session, unit, YEAR, person=person, status=Status.PROPOSED)
        fields = rows(
            {"subject_id": people[0].id, "level": "HTTNV", "version": 1},
            {"subject_id": people[1].id, "level": "HTNV", "reason": "Chậm tiến độ", "version": 1},
        )

        answer = director_client.post(
            sheet(unit, "/decision"), data={**fields, "decided_on": short_date(DAY), "number": "7/QĐ-SO"}
        )

        assert answer.status_code == 302
        found = entries(session)
        assert {row.status for row in found.values()} == {Status.DECIDED}
        assert (found[people[1].id].level, found[people[1].id].deviation_reason) == (Level.HTNV, "Chậm tiến độ")
        assert found[people[0].id].decision_number == "7/QĐ-SO"

    @pytest.mark.parametrize(
        "fields",
        [
            {"decided_on": ""},
            {"decided_on": short_date(DAY + timedelta(days=1))},
            {"number": "x" * 81},
            {"rows-0-level": "KHTNV"},
            {"rows-0-level": "nonsense"},
            {"rows-0-reason": "x" * 2001},
        ],
    )
    def test_bad_input_comes_back_filled_in(self, session, unit: Unit, people, director_client, fields):
        make_classification(session, unit, YEAR, person=people[0], status=Status.PROPOSED)
        good = rows({"subject_id": people[0].id, "level": "HTTNV", "version": 1})
        answer = director_client.post(sheet(unit, "/decision"), data={**good, "decided_on": short_date(DAY), **fields})
        assert answer.status_code == 422
        assert "error-summary" in answer.get_data(as_text=True)
        assert entries(session)[people[0].id].status is Status.PROPOSED

    def test_a_stale_row_is_a_conflict(self, session, unit: Unit, people, director_client):
        make_classification(session, unit, YEAR, person=people[0], status=Status.PROPOSED)
        fields = rows({"subject_id": people[0].id, "level": "HTNV", "reason": "Lý do", "version": 7})
        answer = director_client.post(sheet(unit, "/decision"), data={**fields, "decided_on": short_date(DAY)})
        assert answer.status_code == 409

    def test_everything_at_once(self, session, body: Unit, unit: Unit, people, director_client):
        for person in people[:6]:
            make_classification(session, unit, YEAR, person=person, status=Status.PROPOSED)
        address = f"/classification/{body.id}/{YEAR}/decision"
        assert "Văn phòng" in director_client.get(address).get_data(as_text=True)
        answer = director_client.post(address, data={"decided_on": short_date(DAY), "number": "7/QĐ-SO"})
        assert answer.status_code == 302
        assert {row.status for row in entries(session).values()} == {Status.DECIDED}
        assert director_client.get(address).status_code == 200
        assert director_client.post(address, data={"decided_on": short_date(DAY)}).status_code == 422

    def test_over_the_ceiling_a_reason_is_asked(self, session, body: Unit, unit: Unit, people, director_client):
        for person in people[:2]:
            make_classification(session, unit, YEAR, person=person, level=Level.HTXSNV, status=Status.PROPOSED)
        address = f"/classification/{body.id}/{YEAR}/decision"
        refused = director_client.post(address, data={"decided_on": short_date(DAY)})
        assert refused.status_code == 422
        assert "excess_reason" in refused.get_data(as_text=True)
        fields = {"decided_on": short_date(DAY), "excess_reason": "Được giao thành tích đột phá"}
        assert director_client.post(address, data=fields).status_code == 302
        assert session.scalars(select(ExcellentExcess.reason)).one() == "Được giao thành tích đột phá"
        assert "Được giao thành tích đột phá" in director_client.get("/classification/counts").get_data(as_text=True)

    def test_no_other_body_and_no_inner_unit(self, session, unit: Unit, director_client):
        other = make_unit(session, authority=Authority.GRASSROOTS)
        for place in (other, unit):
            assert director_client.get(f"/classification/{place.id}/{YEAR}/decision").status_code == 404


class TestFiles:
    def test_a_person_sees_the_own_file_and_no_other(self, session, unit: Unit, people, sign_in):
        for person in people[:2]:
            make_classification(session, unit, YEAR, person=person)
        client = sign_in(make_account(session, person=people[0]))
        own = client.get(f"/classification/people/{people[0].id}/{YEAR}")
        assert "Nguyễn Văn An" in own.get_data(as_text=True)
        assert client.get(f"/classification/people/{people[1].id}/{YEAR}").status_code == 404
        assert client.get("/classification/own").status_code == 302

    def test_findings_stand_with_their_article(self, session, unit: Unit, people, officer_client):
        row = make_classification(session, unit, YEAR, person=people[0], status=Status.PROPOSED)
        row.scheme_id, row.points = "nd335_2025", 6000
        session.commit()
        page = officer_client.get(f"/classification/people/{people[0].id}/{YEAR}").get_data(as_text=True)
        assert "335/2025" in page
        assert "60 " in page
        assert "tag--red" in page

    def test_answers_are_saved(self, session, unit: Unit, people, officer_client):
        row = make_classification(session, unit, YEAR, person=people[0], status=Status.PROPOSED)
        row.scheme_id = "nd335_2025"
        session.commit()
        address = f"/classification/entries/{row.id}/confirmations"
        fields = {"degradation": "no", "old_unit_opinion": "open", "version": str(row.version)}
        assert officer_client.post(address, data=fields).status_code == 302
        assert entries(session)[people[0].id].confirmed == {"degradation": False}
        assert officer_client.post(address, data={**fields, "degradation": "yes"}).status_code == 409
        assert officer_client.post(address, data={"degradation": "nonsense", "version": "3"}).status_code == 422

    def test_a_unit_has_a_file_too(self, session, unit: Unit, officer_client):
        make_classification(session, unit, YEAR, status=Status.PROPOSED)
        page = officer_client.get(sheet(unit, "/collective"))
        assert page.status_code == 200

    @pytest.mark.parametrize("year", [0, 1989, 2101, 10**6])
    def test_a_year_out_of_reason_is_not_there(self, unit: Unit, people, officer_client, year: int):
        for path in (f"people/{people[0].id}/{year}", f"units/{unit.id}/{year}/collective", f"own/{year}"):
            assert officer_client.get(f"/classification/{path}").status_code == 404
        for part in ("proposal", "self-assessment", "list"):
            assert officer_client.get(f"/classification/units/{unit.id}/{year}/{part}").status_code == 404

    def test_objection_and_answer(self, session, body: Unit, unit: Unit, people, sign_in, app):
        row = make_classification(session, unit, YEAR, person=people[0], decided_on=DAY)
        own = sign_in(make_account(session, person=people[0]))
        address = f"/classification/entries/{row.id}/objections"
        assert own.post(address, data={"reason": "", "raised_on": short_date(DAY)}).status_code == 422
        typed = own.post(address, data={"reason": "Xin xem lại", "raised_on": "mai"})
        assert typed.status_code == 422
        assert "Xin xem lại" in typed.get_data(as_text=True)
        assert own.post(address, data={"reason": "Xin xem lại", "raised_on": short_date(DAY)}).status_code == 302
        objection = session.scalars(select(Objection)).one()

        head = sign_in(make_account(session, Role.HEAD_OF_BODY, body), via=app.test_client())
        answer = f"/classification/objections/{objection.id}/answer"
        assert own.get(answer).status_code == 403
        assert head.post(answer, data={"answer": "", "answered_on": short_date(DAY), "version": "1"}).status_code == 422
        fields = {"answer": "Giữ nguyên", "answered_on": short_date(DAY), "version": "1"}
        assert head.post(answer, data=fields).status_code == 302
        assert "Giữ nguyên" in own.get(f"/classification/people/{people[0].id}/{YEAR}").get_data(as_text=True)
        assert head.post(answer, data=fields).status_code == 409

    def test_a_decision_is_taken_back(self, session, unit: Unit, people, director_client):
        row = make_classification(session, unit, YEAR, person=people[0])
        address = f"/classification/entries/{row.id}/taking-back"
        assert director_client.post(address, data={"reason": "", "version": "1"}).status_code == 422
        assert director_client.post(address, data={"reason": "Nhầm", "version": "9"}).status_code == 409
        assert director_client.post(address, data={"reason": "Nhầm", "version": "1"}).status_code == 302
        assert entries(session)[people[0].id].status is Status.PROPOSED


class TestOneself:
    FIELDS = {"results": "Đã hoàn thành", "general": "28", "a": "100", "b": "90", "c": "95,5", "version": "0"}

    def address(self) -> str:
        return f"/classification/own/{YEAR}"

    def test_points_give_the_level(self, session, people, sign_in):
        """NĐ 335/2025: 28 + (100 + 90 + 95.5) / 3 x 70 % = 94.61 points, HTXSNV."""
        client = sign_in(make_account(session, person=people[0]))
        assert client.get(self.address()).status_code == 200
        assert client.post(self.address(), data=self.FIELDS).status_code == 302
        row = session.scalars(select(SelfAssessment)).one()
        assert (row.level, row.points) == (Level.HTXSNV, 9461)
        assert row.score == {"general": "28", "a": "100", "b": "90", "c": "95.5"}
        page = client.get(self.address()).get_data(as_text=True)
        assert "Đã hoàn thành" in page

    def test_faults_take_points_off(self, session, people, sign_in):
        client = sign_in(make_account(session, person=people[0]))
        fields = {**self.FIELDS, "items": "10", "content_errors": "2", "delays": "4"}
        assert client.post(self.address(), data=fields).status_code == 302
        # b 90 - 25 x 2/10 = 85, c 95.5 - 25 x 4/10 = 85.5: 28 + 270.5 / 3 x 0.7 = 91.11
        assert session.scalars(select(SelfAssessment.points)).one() == 9111

    def test_a_leader_is_asked_six_parts(self, session, unit: Unit, sign_in):
        leader = make_person(session, "Trưởng Phòng", unit, staff_group=StaffGroup.LEADER)
        client = sign_in(make_account(session, person=leader))
        page = client.get(self.address()).get_data(as_text=True)
        assert 'name="dd"' in page
        assert client.post(self.address(), data=self.FIELDS).status_code == 422

    @pytest.mark.parametrize(
        "fields",
        [
            {"results": ""},
            {"results": "x" * 10_001},
            {"general": "31"},
            {"a": "101"},
            {"a": "nan"},
            {"a": ""},
            {"content_errors": "2"},
            {"level": "nonsense"},
        ],
    )
    def test_bad_input_comes_back(self, session, people, sign_in, fields):
        client = sign_in(make_account(session, person=people[0]))
        answer = client.post(self.address(), data={**self.FIELDS, **fields})
        assert answer.status_code == 422
        assert session.scalars(select(SelfAssessment)).all() == []

    def test_a_level_without_points_is_enough(self, session, people, sign_in):
        client = sign_in(make_account(session, person=people[0]))
        fields = {"results": "Đã làm", "level": "HTTNV", "version": "0"}
        assert client.post(self.address(), data=fields).status_code == 302
        assert session.scalars(select(SelfAssessment.level)).one() is Level.HTTNV

    def test_a_stale_form_shows_both_texts(self, session, people, sign_in):
        client = sign_in(make_account(session, person=people[0]))
        client.post(self.address(), data=self.FIELDS)
        answer = client.post(self.address(), data={**self.FIELDS, "results": "Bản khác"})
        assert answer.status_code == 409
        assert "Bản khác" in answer.get_data(as_text=True)

    def test_an_account_without_a_person_is_told(self, session, sign_in):
        client = sign_in(make_account(session))
        assert client.get("/classification/own").status_code == 200
        assert client.get(self.address()).status_code == 404

    def test_a_unit_assesses_itself(self, session, unit: Unit, officer_client):
        fields = {"results": "Hoàn thành kế hoạch", "level": "HTTNV", "version": "0"}
        assert officer_client.get(sheet(unit, "/self-assessment")).status_code == 200
        assert officer_client.post(sheet(unit, "/self-assessment"), data=fields).status_code == 302
        assert session.scalars(select(SelfAssessment.collective_id)).one() == unit.id


class TestPapers:
    @pytest.fixture
    def filled(self, session, body: Unit, unit: Unit, people: list[Person]) -> None:
        make_classification(session, unit, YEAR, level=Level.HTXSNV)
        make_classification(session, unit, YEAR, person=people[0], level=Level.HTTNV, note="tốt")
        make_classification(session, unit, YEAR, person=people[1], status=Status.PROPOSED)

    def test_the_workbook_names_everybody(self, session, filled, director_client):
        answer = director_client.get("/classification/workbook")
        text = workbook_text(answer.data)
        for word in ("Tổng hợp", "Cá nhân", "Tập thể", "Nguyễn Văn An", "Nguyễn Văn Kiên", "HTTNV", "Đã đề nghị"):
            assert word in text
        assert "Chưa xếp loại" in text
        assert "Văn phòng" in text

    def test_an_empty_body_has_a_workbook(self, director_client):
        assert director_client.get("/classification/workbook").status_code == 200

    def test_a_unit_officer_gets_the_own_subtree(self, session, body: Unit, filled, officer_client):
        beside = make_unit(session, "TT", "Thanh tra", parent=body)
        make_classification(session, beside, YEAR, person=make_person(session, "Người Bên Cạnh", beside))
        text = workbook_text(officer_client.get("/classification/workbook").data)
        assert "Nguyễn Văn An" in text
        assert "Thanh tra" not in text
        assert "Người Bên Cạnh" not in text

    def test_the_annex_holds_what_is_decided(self, session, body: Unit, filled, director_client):
        page = director_client.get(f"/classification/{body.id}/{YEAR}/annex").get_data(as_text=True)
        assert "Nguyễn Văn An" in page
        assert "Nguyễn Văn Bình" not in page
        assert "Kèm theo Quyết định" in page

    def test_an_empty_annex_says_so(self, body: Unit, director_client):
        page = director_client.get(f"/classification/{body.id}/{YEAR}/annex").get_data(as_text=True)
        assert "Chưa có mức xếp loại" in page

    def test_the_list_for_the_meeting_names_everybody(self, filled, unit: Unit, officer_client):
        page = officer_client.get(sheet(unit, "/list")).get_data(as_text=True)
        assert page.count("Nguyễn Văn") == 7


class TestGrid:
    def test_points_alone_give_the_level(self, session, body: Unit, unit: Unit, people, sign_in):
        client = sign_in(make_account(session, Role.HR_OFFICER, body))
        fields = rows({"subject_id": people[0].id, "level": "", "points": "69,99"})
        assert client.post(sheet(unit), data={**fields, "decided_on": short_date(DAY)}).status_code == 302
        row = entries(session)[people[0].id]
        assert (row.level, row.points, row.scheme_id) == (Level.HTNV, 6999, "nd335_2025")

    def test_the_number_goes_where_the_day_goes(self, session, body: Unit, unit: Unit, people, sign_in):
        make_classification(session, unit, YEAR, person=people[0], decided_on=date(YEAR, 1, 2))
        client = sign_in(make_account(session, Role.HR_OFFICER, body))
        fields = rows(
            {"subject_id": people[0].id, "level": "HTTNV", "version": 1}, {"subject_id": people[1].id, "level": "HTTNV"}
        )
        client.post(sheet(unit), data={**fields, "decided_on": short_date(DAY), "number": "5/QĐ"})
        found = entries(session)
        assert [found[person.id].decision_number for person in people[:2]] == [None, "5/QĐ"]
