"""Tables: whole or not at all, people told apart, the same table twice refused, and back with what is wrong."""

import io
import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.classification.models import Classification
from app.core.access import Role
from app.core.errors import RuleBroken
from app.documents.headings import find_header
from app.documents.tables import Limits, Sheet, read_table
from app.eligibility.enums import ClassificationLevel
from app.records.models import Conferral, DisciplinaryAction, Initiative, InitiativeAuthor, Leave
from app.records.services.bulk import Preview, preview, table_kind, take
from tests.factories.actors import make_account
from tests.factories.organisation import make_membership, make_person
from tests.integration.records.conftest import AT, House

Cells = list[list[Any]]

HEADINGS = [
    "STT",
    "Họ và tên",
    "Đơn vị",
    "Ngày sinh",
    "Năm",
    "Danh hiệu",
    "Số quyết định",
    "Ngày ký",
    "Cơ quan ban hành",
]


def row(name: str, award: str = "Lao động tiên tiến", number: str = "12/QĐ", **changes: Any) -> list[Any]:
    facts = {"unit": "", "birth": "", "year": 2017, "on": "20/12/2017", "by": "Giám đốc Sở", **changes}
    return ["", name, facts["unit"], facts["birth"], facts["year"], award, number, facts["on"], facts["by"]]


def shown(house: House, slug: str, rows: Cells) -> Preview:
    return preview(house.session, table_kind(slug), [Sheet("", rows)], actor=house.hr, at=AT)


def problems(result: Preview, slug: str = "awards") -> dict[int, list[str]]:
    """Return the columns of the bad cells by row."""
    keys = {str(column.label): column.key for column in table_kind(slug).columns}
    return {each.number: [keys[str(label)] for label, _message in each.problems] for each in result.bad}


@pytest.mark.both_engines
def test_a_table_of_awards_is_taken_whole(house: House, session: Session):
    rows = [
        ["SỞ KHOA HỌC"],
        HEADINGS,
        ["I. Cá nhân"],
        row("Nguyễn Thị An"),
        row("TRAN VAN BINH", "Chiến sĩ thi đua cơ sở", "13/QĐ"),
        ["II. Tập thể"],
        row("Văn phòng Sở", "Tập thể lao động tiên tiến", "14/QĐ"),
    ]
    assert problems(shown(house, "awards", rows)) == {}

    assert take(table_kind("awards"), [Sheet("", rows)], actor=house.hr, at=AT) == 3

    found = session.execute(select(Conferral.award_code, Conferral.person_id, Conferral.collective_id))
    assert {tuple(each) for each in found} == {
        ("LDTT", house.ann.id, None),
        ("CSTDCS", house.bob.id, None),
        ("TTLDTT", None, house.office.id),
    }


def test_the_same_table_twice_is_refused_whole(house: House, session: Session):
    rows = [HEADINGS, row("Nguyễn Thị An"), row("Trần Văn Bình", "Giấy khen", "13/QĐ")]
    take(table_kind("awards"), [Sheet("", rows)], actor=house.hr, at=AT)
    with pytest.raises(RuleBroken):
        take(table_kind("awards"), [Sheet("", rows)], actor=house.hr, at=AT)
    assert session.scalar(select(func.count()).select_from(Conferral)) == 2


def test_one_bad_row_keeps_all_from_being_taken(house: House, session: Session):
    rows = [HEADINGS, row("Nguyễn Thị An"), row("Trần Văn Bình", on="31/02/2017")]
    assert problems(shown(house, "awards", rows)) == {3: ["decision_on"]}
    with pytest.raises(RuleBroken):
        take(table_kind("awards"), [Sheet("", rows)], actor=house.hr, at=AT)
    assert session.scalar(select(func.count()).select_from(Conferral)) == 0


def test_each_bad_cell_is_named(house: House):
    rows = [
        HEADINGS,
        row("Không Có Ai"),
        row("Lê Thị Lạ"),
        row("Nguyễn Thị An", "Nhất khối"),
        row("Nguyễn Thị An", "Tập thể lao động tiên tiến"),
        row("Nguyễn Thị An", number=""),
        row("Nguyễn Thị An", by=""),
        row("Nguyễn Thị An", birth="02/05/1980"),
        row("Nguyễn Thị An", year="xx"),
        row("", year=2017),
        row("Nguyễn Thị An", on="20/12/2016"),
    ]
    assert problems(shown(house, "awards", rows)) == {
        2: ["name"],
        3: ["name"],
        4: ["award_code"],
        5: ["award_code"],
        6: ["decision_number"],
        7: ["decided_by_name"],
        8: ["birth"],
        9: ["year"],
        10: ["name"],
        11: ["decision_on"],
    }


@pytest.mark.parametrize(
    ("told", "is_good"),
    [
        ({}, False),
        ({"birth": "01/05/1980"}, True),
        ({"birth": 1990}, True),
        ({"unit": "Chuyên viên, Phòng Quản lý Khoa học"}, True),
        ({"unit": "Phòng khác"}, False),
    ],
)
def test_namesakes_are_told_apart_by_birth_or_unit(told: dict[str, Any], is_good: bool, house: House, session: Session):
    make_person(session, "Nguyễn Thị An", house.division, birth_on=date(1990, 7, 7))
    result = shown(house, "awards", [HEADINGS, row("Nguyễn Thị An", **told)])
    assert [each.is_good for each in result.rows] == [is_good]


def test_an_identity_number_may_have_lost_its_zero(house: House, session: Session):
    make_person(session, "Nguyễn Thị An", house.division, identity_number="048180001234")
    headings = ["Họ tên", "CCCD", "Danh hiệu", "Quyết định"]
    rows = [headings, ["Nguyễn Thị An", 48180001234, "LĐTT", "12/QĐ ngày 20/12/2017 của Sở KH&CN"]]
    assert problems(shown(house, "awards", rows)) == {}


def test_without_diacritics_the_name_is_found_and_with_them_it_is_exact(house: House, session: Session):
    make_person(session, "Nguyễn Thị Ấn", house.division, birth_on=date(1990, 7, 7))
    assert problems(shown(house, "awards", [HEADINGS, row("Nguyen Thi An")])) == {2: ["name"]}
    assert problems(shown(house, "awards", [HEADINGS, row("Nguyễn Thị An")])) == {}


@pytest.mark.both_engines
def test_rows_of_one_title_are_the_authors_of_one_initiative(house: House, session: Session):
    rows = [
        ["Họ và tên", "Tên sáng kiến", "Năm", "Cấp", "Tỷ lệ đóng góp", "Số quyết định"],
        ["Nguyễn Thị An", "Số hóa hồ sơ", 2017, "Cơ sở", 0.6, "3/QĐ"],
        ["Trần Văn Bình", "Số hóa hồ sơ", 2017, "Cơ sở", 0.4, "3/QĐ"],
        ["Trần Văn Bình", "Kho dữ liệu mở", 2018, "Cấp thành phố", "", "4/QĐ"],
    ]
    assert take(table_kind("initiatives"), [Sheet("", rows)], actor=house.hr, at=AT) == 2
    [first] = session.scalars(select(Initiative).where(Initiative.year == 2017))
    query = select(InitiativeAuthor.person_id, InitiativeAuthor.share_percent).order_by(InitiativeAuthor.position)
    authors = session.execute(query.where(InitiativeAuthor.initiative_id == first.id))
    assert [tuple(each) for each in authors] == [(house.ann.id, 60), (house.bob.id, 40)]


def test_co_authors_may_stand_in_one_cell(house: House, session: Session):
    rows = [
        ["Họ và tên", "Tên sáng kiến", "Năm", "Cấp", "Tỷ lệ", "Đồng tác giả"],
        ["Nguyễn Thị An", "Số hóa hồ sơ", 2017, "Cơ sở", "70%", "Trần Văn Bình (30%)"],
    ]
    assert take(table_kind("initiatives"), [Sheet("", rows)], actor=house.hr, at=AT) == 1
    assert sorted(session.scalars(select(InitiativeAuthor.share_percent))) == [30, 70]


def test_shares_over_100_are_refused(house: House):
    rows = [
        ["Họ và tên", "Tên sáng kiến", "Năm", "Cấp", "Tỷ lệ", "Đồng tác giả"],
        ["Nguyễn Thị An", "Số hóa hồ sơ", 2017, "Cơ sở", "80%", "Trần Văn Bình (30%)"],
        ["Nguyễn Thị An", "Kho dữ liệu mở", 2017, "Cơ sở", "80%", "Lê Thị Lạ"],
    ]
    assert problems(shown(house, "initiatives", rows), "initiatives") == {2: ["authors"], 3: ["authors"]}


def test_discipline_and_leave_are_taken(house: House, session: Session):
    discipline = [
        ["Họ và tên", "Hình thức kỷ luật", "Quyết định", "Lý do"],
        ["Nguyễn Thị An", "Khiển trách", "5/QĐ-SKHCN ngày 01/03/2019 của Giám đốc Sở", "Chậm hạn"],
    ]
    leave = [["Họ và tên", "Loại nghỉ", "Từ ngày", "Đến ngày"], ["Nguyễn Thị An", "Thai sản", "1/3/2020", "31/8/2020"]]
    assert take(table_kind("discipline"), [Sheet("", discipline)], actor=house.hr, at=AT) == 1
    assert take(table_kind("leave"), [Sheet("", leave)], actor=house.hr, at=AT) == 1
    assert session.scalars(select(DisciplinaryAction.decided_by)).all() == ["Sở"]
    assert session.scalars(select(Leave.ended_on)).all() == [date(2020, 8, 31)]


def test_a_table_without_a_needed_column_says_which(house: House):
    with pytest.raises(RuleBroken) as caught:
        shown(house, "awards", [["Họ và tên", "Năm"], ["Nguyễn Thị An", 2017]])
    told = " ".join(str(problem.message) for problem in caught.value.problems)
    labels = {column.key: str(column.label) for column in table_kind("awards").columns}
    assert labels["award_code"] in told
    assert labels["decision"] in told


def paste(rows: Cells) -> str:
    return "\n".join("\t".join(str(cell) for cell in each) for each in rows)


@pytest.fixture
def hr_client(house: House, sign_in: Any) -> FlaskClient:
    client: FlaskClient = sign_in(house.hr_account)
    return client


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_pasted_table_is_shown_then_taken_once(house: House, session: Session, hr_client: FlaskClient):
    table = paste([HEADINGS, row("Nguyễn Thị An"), row("Trần Văn Bình")])
    page = hr_client.post("/records/tables/awards", data={"pasted": table})
    assert page.status_code == 200
    assert session.scalar(select(func.count()).select_from(Conferral)) == 0

    token = token_in(page.get_data(as_text=True))
    taken = hr_client.post("/records/tables/awards/entries", data={"token": token})
    again = hr_client.post("/records/tables/awards/entries", data={"token": token})

    assert (taken.status_code, again.status_code) == (302, 422)
    assert session.scalar(select(func.count()).select_from(Conferral)) == 2


def test_a_table_with_errors_comes_back_with_a_column_that_says_so(house: House, hr_client: FlaskClient):
    table = paste([HEADINGS, row("Nguyễn Thị An"), row("Không Có Ai")])
    page = hr_client.post("/records/tables/awards", data={"pasted": table}).get_data(as_text=True)
    assert "/records/tables/awards/entries" not in page

    answer = hr_client.post("/records/tables/awards/errors", data={"token": token_in(page)})

    [sheet] = read_table("a.xlsx", io.BytesIO(answer.data), Limits(10**6, 100))
    assert find_header(sheet.rows, table_kind("awards").columns) is not None
    assert len(sheet.rows[0]) == len(HEADINGS) + 1
    assert sheet.rows[1][-1] in ("", None)
    assert "Không Có Ai" in str(sheet.rows[2][-1])


@pytest.mark.parametrize("token", ["", "forged", "x" * 2_000])
def test_a_forged_token_leads_back_to_the_form(token: str, hr_client: FlaskClient):
    answer = hr_client.post("/records/tables/awards/entries", data={"token": token})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/records/tables/awards")


def test_the_token_of_somebody_else_is_worth_nothing(
    house: House, session: Session, hr_client: FlaskClient, sign_in: Any
):

    page = hr_client.post("/records/tables/awards", data={"pasted": paste([HEADINGS, row("Nguyễn Thị An")])})
    token = token_in(page.get_data(as_text=True))
    sign_in(make_account(session, Role.HR_OFFICER, house.other, username="other-hr"))
    assert hr_client.post("/records/tables/awards/entries", data={"token": token}).status_code == 302
    assert session.scalar(select(func.count()).select_from(Conferral)) == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b"PK\x03\x04 broken"), ("a.pdf", b"%PDF-1.7"), ("a.csv", b"x;y\n" * 6_000), ("a.csv", b"")],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(name: str, content: bytes, hr_client: FlaskClient):
    answer = hr_client.post("/records/tables/awards", data={"files": (io.BytesIO(content), name)})
    assert answer.status_code == 422
    assert "error-summary" in answer.get_data(as_text=True)


def test_nothing_pasted_is_said_at_the_field(hr_client: FlaskClient):
    answer = hr_client.post("/records/tables/awards", data={"pasted": ""})
    assert answer.status_code == 422
    assert hr_client.get("/records/tables/unknown").status_code == 404


def test_a_longer_table_costs_a_fixed_number_of_queries(house: House, session: Session, counted: Any):
    counts = []
    for size, year in ((5, 2016), (100, 2017)):
        people = [make_person(session, f"Người {year} {number}", house.office) for number in range(size)]
        rows = [HEADINGS, *(row(person.full_name, year=year, on=f"20/12/{year}") for person in people)]
        with counted() as statements:
            take(table_kind("awards"), [Sheet("", rows)], actor=house.hr, at=AT)
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 2, counts


def test_levels_of_past_years_are_taken_where_people_were_then(house: House, session: Session):
    make_membership(
        session,
        make_person(session, "Phạm Văn Chuyển", house.office, ended_on=date(2016, 6, 30)),
        house.division,
        started_on=date(2016, 7, 1),
    )
    rows = [
        ["Họ và tên", "Năm", "Xếp loại", "Ngày quyết định"],
        ["Nguyễn Thị An", 2017, "Hoàn thành xuất sắc nhiệm vụ", "14/12/2017"],
        ["Phạm Văn Chuyển", 2015, "HTTNV", "14/12/2015"],
        ["Văn phòng Sở", 2017, "Hoàn thành tốt nhiệm vụ", ""],
    ]
    assert take(table_kind("levels"), [Sheet("", rows)], actor=house.hr, at=AT) == 3
    found = session.execute(select(Classification.year, Classification.unit_id, Classification.level))
    assert {tuple(each) for each in found} == {
        (2017, house.office.id, ClassificationLevel.HTXSNV),
        (2015, house.office.id, ClassificationLevel.HTTNV),
        (2017, house.office.id, ClassificationLevel.HTTNV),
    }
    assert problems(shown(house, "levels", rows), "levels") == {2: ["level"], 3: ["level"], 4: ["level"]}


def test_bad_levels_are_named(house: House):
    rows = [
        ["Họ và tên", "Năm", "Xếp loại", "Ngày quyết định"],
        ["Nguyễn Thị An", 2017, "Loại khá", ""],
        ["Nguyễn Thị An", 1999, "HTTNV", ""],
        ["Nguyễn Thị An", 2026, "HTTNV", ""],
        ["Nguyễn Thị An", 2016, "HTTNV", "01/01/2015"],
    ]
    assert problems(shown(house, "levels", rows), "levels") == {
        2: ["level"],
        3: ["year"],
        4: ["decided_on"],
        5: ["decided_on"],
    }
