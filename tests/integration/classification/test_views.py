"""Pages of the classification: who sees them, what they save, and what bad input gets."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.classification import queries
from app.classification.enums import ClassificationStatus
from app.classification.models import Classification
from app.core.access import Role
from app.core.clock import today
from app.eligibility.enums import ClassificationLevel as Level
from app.organisation.enums import Authority, StaffGroup
from app.organisation.models import Person, Unit
from tests.factories.actors import make_account
from tests.factories.classification import make_classification
from tests.factories.organisation import make_person, make_unit

YEAR = today().year
DAY = today()


@pytest.fixture
def body(session: Session) -> Unit:
    return make_unit(session, "SO", "Sở Khoa học", authority=Authority.GRASSROOTS)


@pytest.fixture
def unit(session: Session, body: Unit) -> Unit:
    return make_unit(session, "VP", "Văn phòng", parent=body)


@pytest.fixture
def people(session: Session, unit: Unit) -> list[Person]:
    return [make_person(session, f"Nguyễn Văn {name}", unit) for name in ("An", "Bình", "Cường")]


@pytest.fixture
def hr(session: Session, body: Unit, sign_in) -> FlaskClient:
    return sign_in(make_account(session, Role.HR_OFFICER, body))


def grid(unit: Unit, year: int = YEAR) -> str:
    return f"/classification/units/{unit.id}/{year}"


def typed(rows: Mapping[object, object], *, version: object = 0, note: str = "", **others: str) -> dict[str, str]:
    """Return the fields of a grid; ``rows`` holds level by subject id."""
    fields = {"decided_on": DAY.strftime("%d/%m/%Y"), **others}
    for index, (subject_id, level) in enumerate(rows.items()):
        values = {"subject_id": subject_id, "level": level, "note": note, "version": version}
        fields |= {f"rows-{index}-{name}": str(value) for name, value in values.items()}
    return fields


def levels(session: Session) -> dict[object, Level]:
    rows = session.scalars(select(Classification).execution_options(populate_existing=True))
    return {row.person_id or row.collective_id: row.level for row in rows}


class TestReading:
    @pytest.mark.parametrize("path", ["", "/people", "/counts"])
    def test_lists_cost_the_same_for_one_row_and_for_three(
        self, session: Session, body: Unit, unit: Unit, hr: FlaskClient, counted, path: str
    ):
        def add() -> None:
            place = make_unit(session, parent=body)
            make_classification(session, place, YEAR)
            make_classification(session, place, YEAR, person=make_person(session, unit=place))

        add()
        with counted() as one:
            assert hr.get(f"/classification{path}").status_code == 200
        add()
        add()
        with counted() as three:
            hr.get(f"/classification{path}")
        assert len(one) == len(three) <= 8

    def test_the_grid_costs_the_same_for_one_row_and_for_three(
        self, session: Session, unit: Unit, hr: FlaskClient, counted
    ):
        make_person(session, unit=unit)
        with counted() as one:
            assert hr.get(grid(unit)).status_code == 200
        make_person(session, unit=unit)
        make_person(session, unit=unit)
        with counted() as three:
            hr.get(grid(unit))
        assert len(one) == len(three) <= 8

    @pytest.mark.parametrize(
        ("role", "lists", "lock"),
        [
            (Role.HR_OFFICER, 200, 200),
            (Role.HEAD_OF_BODY, 200, 403),
            (Role.AUDITOR, 200, 403),
            (Role.UNIT_HEAD, 200, 403),
            (Role.UNIT_OFFICER, 200, 403),
            (Role.ADMIN, 403, 403),
        ],
    )
    def test_roles_of_the_body(
        self, session: Session, body: Unit, unit: Unit, people, sign_in, role: Role, lists: int, lock: int
    ):
        client = sign_in(make_account(session, role, body))
        for path in ("/classification", "/classification/people", "/classification/counts", grid(unit)):
            assert client.get(path).status_code == lists
        for path in ("lock", "unlocking"):
            assert client.get(f"/classification/{body.id}/{YEAR}/{path}").status_code == lock
        posted = client.post(grid(unit), data=typed({people[0].id: "HTNV"}))
        assert posted.status_code == (302 if role is Role.HR_OFFICER else 403)

    def test_a_person_without_a_role_does_not_enter(self, session: Session, people, sign_in):
        client = sign_in(make_account(session, person=people[0]))
        assert client.get("/classification").status_code == 403

    def test_unit_roles_read_their_subtree(self, session: Session, body: Unit, unit: Unit, people, sign_in):
        beside = make_unit(session, "TT", "Thanh tra", parent=body)
        make_classification(session, beside, YEAR, person=make_person(session, "Người Bên Cạnh", beside))
        make_classification(session, unit, YEAR, person=people[0])
        client = sign_in(make_account(session, Role.UNIT_OFFICER, unit))

        for path in ("", "/people", "/counts", "/people?q=canh", f"/people?unit={beside.id}"):
            page = client.get(f"/classification{path}").get_data(as_text=True)
            assert "Thanh tra" not in page
            assert "Người Bên Cạnh" not in page
        assert client.get(grid(unit)).status_code == 200
        assert client.get(grid(beside)).status_code == 404
        assert client.get(grid(body)).status_code == 404

    def test_another_body_is_not_there(self, session: Session, hr: FlaskClient):
        other = make_unit(session, "KH", "Cơ quan khác", authority=Authority.GRASSROOTS)
        make_classification(session, other, YEAR, person=make_person(session, "Người Ngoài", other))

        for path in ("", "/people", "/counts", "/people?q=ngoai"):
            assert "Người Ngoài" not in hr.get(f"/classification{path}").get_data(as_text=True)
        assert hr.get(grid(other)).status_code == 404
        assert hr.post(grid(other), data=typed({other.id: "HTNV"})).status_code == 404
        for path in ("lock", "unlocking"):
            assert hr.get(f"/classification/{other.id}/{YEAR}/{path}").status_code == 404
            assert hr.post(f"/classification/{other.id}/{YEAR}/{path}", data={"reason": "x"}).status_code == 404

    @pytest.mark.parametrize("year", [0, 1989, 2101, 10**6])
    def test_a_year_out_of_reason_is_not_there(self, unit: Unit, hr: FlaskClient, year: int):
        assert hr.get(grid(unit, year)).status_code == 404

    @pytest.mark.parametrize(
        "query",
        [
            "unit=nonsense",
            "level=nonsense",
            "staff_group=nonsense",
            "at=nonsense",
            f"unit={UUID(int=7)}",
            "q=" + "x" * 5000,
            "at=WzEsMiwzXQ",
            "at=W2ZhbHNlLCJcdTAwMDAiLCIwMWEyMDliOC1iNzQyLTc5OWMtOTkzMy1kYjg4YWE1YTM2MzEiXQ",
        ],
    )
    def test_forged_filters_are_left_out(self, people, hr: FlaskClient, query: str):
        answer = hr.get(f"/classification/people?{query}")
        assert answer.status_code == 200
        assert "Nguyễn Văn An" in answer.get_data(as_text=True)

    def test_numbers_lead_to_the_names(self, session: Session, unit: Unit, people, hr: FlaskClient):
        make_classification(session, unit, YEAR, person=people[0], level=Level.HTXSNV)
        make_classification(session, unit, YEAR, person=people[1], level=Level.HTNV)

        counts = hr.get("/classification/counts").get_data(as_text=True)
        link = f"/classification/people?level=HTXSNV&amp;unit={unit.id}"
        assert f'href="{link}"' in counts
        names = hr.get(link.replace("&amp;", "&")).get_data(as_text=True)
        assert "Nguyễn Văn An" in names
        assert "Nguyễn Văn Bình" not in names

    @pytest.mark.parametrize(("group", "seen"), [("leader", False), ("civil_servant", True), ("nonsense", True)])
    def test_counts_of_one_staff_group(
        self, session: Session, unit: Unit, people, hr: FlaskClient, group: str, seen: bool
    ):
        make_classification(session, unit, YEAR, person=people[0], staff_group=StaffGroup.CIVIL_SERVANT)
        page = hr.get(f"/classification/counts?staff_group={group}").get_data(as_text=True)
        assert (f"unit={unit.id}" in page) is seen

    @pytest.mark.parametrize("path", ["/classification", "/classification/people", "/classification/counts"])
    def test_an_empty_body_has_its_pages(self, hr: FlaskClient, path: str):
        assert hr.get(path).status_code == 200


class TestEntering:
    def test_one_save_for_people_and_unit(self, session: Session, unit: Unit, people, hr: FlaskClient):
        answer = hr.post(
            grid(unit), data=typed({unit.id: "HTXSNV", people[0].id: "HTTNV", people[1].id: "", people[2].id: "KHTNV"})
        )

        assert answer.status_code == 302
        assert levels(session) == {unit.id: Level.HTXSNV, people[0].id: Level.HTTNV, people[2].id: Level.KHTNV}

    def test_the_day_goes_to_changed_rows_only(self, session: Session, unit: Unit, people, hr: FlaskClient):
        old = date(YEAR, 1, 2)
        for person in people[:2]:
            make_classification(session, unit, YEAR, person=person, decided_on=old)

        hr.post(grid(unit), data=typed({people[0].id: "HTTNV", people[1].id: "HTNV"}, version=1))

        rows = session.scalars(select(Classification).execution_options(populate_existing=True))
        assert {row.person_id: row.decided_on for row in rows} == {people[0].id: old, people[1].id: DAY}

    def test_the_day_goes_to_all_when_asked(self, session: Session, unit: Unit, people, hr: FlaskClient):
        make_classification(session, unit, YEAR, person=people[0], decided_on=date(YEAR, 1, 2))
        hr.post(grid(unit), data=typed({people[0].id: "HTTNV"}, version=1, for_all="y"))
        assert session.scalars(select(Classification.decided_on)).one() == DAY

    @pytest.mark.parametrize(
        "fields",
        [
            {"decided_on": "31/02/2026"},
            {"decided_on": (DAY + timedelta(days=1)).strftime("%d/%m/%Y")},
            {"decided_on": "01/01/1990"},
            {"decided_on": "", "for_all": "y"},
            {"rows-0-level": "nonsense"},
            {"rows-0-note": "x" * 501},
            {"rows-0-note": "x" * 10_000},
            {"rows-1-note": "ghi chú không có mức"},
            {"rows-0-subject_id": str(uuid4())},
            {"rows-0-subject_id": "nonsense"},
        ],
    )
    def test_bad_input_comes_back_filled_in(
        self, session: Session, unit: Unit, people, hr: FlaskClient, fields: dict[str, str]
    ):
        data = typed({people[0].id: "HTXSNV", people[1].id: "", people[2].id: "KHTNV"})

        answer = hr.post(grid(unit), data={**data, **fields})

        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert "error-summary" in page
        assert 'selected value="KHTNV"' in page
        assert "Subject Id" not in page
        assert levels(session) == {}

    @pytest.mark.parametrize(("fields", "status"), [({}, 422), ({"decided_on": ""}, 302)])
    def test_a_post_without_rows_changes_nothing(
        self, session: Session, unit: Unit, people, hr: FlaskClient, fields: dict[str, str], status: int
    ):
        make_classification(session, unit, YEAR, person=people[0])
        assert hr.post(grid(unit), data=fields).status_code == status
        assert levels(session) == {people[0].id: Level.HTTNV}

    def test_people_of_another_unit_are_refused(
        self, session: Session, body: Unit, unit: Unit, people, hr: FlaskClient
    ):
        stranger = make_person(session, unit=make_unit(session, parent=body))
        answer = hr.post(grid(unit), data=typed({people[0].id: "HTNV", stranger.id: "HTNV"}))
        assert answer.status_code == 422
        assert levels(session) == {}

    def test_a_stale_grid_shows_both_texts_and_can_be_kept(self, session: Session, unit: Unit, people, hr: FlaskClient):
        opened_with = typed({people[0].id: "HTXSNV", people[1].id: "HTNV"})
        make_classification(session, unit, YEAR, person=people[0], level=Level.KHTNV, note="của họ")

        answer = hr.post(grid(unit), data=opened_with)

        page = answer.get_data(as_text=True)
        assert answer.status_code == 409
        assert "của họ" in page
        assert 'name="rows-0-version" value="1"' in page
        assert levels(session) == {people[0].id: Level.KHTNV}
        kept = hr.post(grid(unit), data={**opened_with, "rows-0-version": "1"})
        assert kept.status_code == 302
        assert levels(session) == {people[0].id: Level.HTXSNV, people[1].id: Level.HTNV}

    def test_large_units_come_in_pages(self, session: Session, unit: Unit, hr: FlaskClient, monkeypatch):
        monkeypatch.setattr("app.classification.views.units.GRID_SIZE", 2)
        for name in "ABCDE":
            make_person(session, f"Nguyễn Văn {name}", unit)
        first = hr.get(grid(unit)).get_data(as_text=True)
        assert "Nguyễn Văn B" in first
        assert "Nguyễn Văn C" not in first
        assert 'rel="next"' in first


class TestLocking:
    def test_a_locked_year_is_read_only(self, session: Session, body: Unit, unit: Unit, people, hr: FlaskClient):
        make_classification(session, unit, YEAR, person=people[0])
        assert "<form" in hr.get(f"/classification/{body.id}/{YEAR}/lock").get_data(as_text=True)

        assert hr.post(f"/classification/{body.id}/{YEAR}/lock").status_code == 302

        assert queries.is_locked(session, body.id, YEAR)
        assert "<select" not in hr.get(grid(unit)).get_data(as_text=True)
        assert hr.post(grid(unit), data=typed({people[1].id: "HTNV"})).status_code == 422
        assert levels(session) == {people[0].id: Level.HTTNV}
        assert hr.post(f"/classification/{body.id}/{YEAR}/lock").status_code == 409
        assert hr.get(f"/classification/{body.id}/{YEAR}/lock").status_code == 200

    def test_what_waits_for_a_decision_stands_in_the_way(
        self, session: Session, body: Unit, unit: Unit, hr: FlaskClient
    ):
        make_classification(session, unit, YEAR, status=ClassificationStatus.PROPOSED)
        assert (
            'method="post">'
            not in hr.get(f"/classification/{body.id}/{YEAR}/lock").get_data(as_text=True).split("<main")[1]
        )
        assert hr.post(f"/classification/{body.id}/{YEAR}/lock").status_code == 422

    @pytest.mark.parametrize(("reason", "status"), [("", 422), ("  ", 422), ("x" * 2001, 422), ("Nhập nhầm", 302)])
    def test_unlocking_needs_a_reason(
        self, session: Session, body: Unit, unit: Unit, hr: FlaskClient, reason: str, status: int
    ):
        make_classification(session, unit, YEAR, status=ClassificationStatus.LOCKED)

        answer = hr.post(f"/classification/{body.id}/{YEAR}/unlocking", data={"reason": reason})

        assert answer.status_code == status
        assert queries.is_locked(session, body.id, YEAR) is (status == 422)

    def test_the_list_tells_who_locked_and_unlocked(self, session: Session, body: Unit, unit: Unit, hr: FlaskClient):
        make_classification(session, unit, YEAR)
        hr.post(f"/classification/{body.id}/{YEAR}/lock")
        hr.post(f"/classification/{body.id}/{YEAR}/unlocking", data={"reason": "Nhập nhầm"})
        assert "Nhập nhầm" in hr.get("/classification").get_data(as_text=True)

    def test_an_inner_unit_has_no_lock_of_its_own(self, unit: Unit, hr: FlaskClient):
        assert hr.get(f"/classification/{unit.id}/{YEAR}/lock").status_code == 404
