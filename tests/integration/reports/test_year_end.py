"""The figures of a year: one query module behind the page, the names, the workbook and the command."""

import json
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from app.campaigns.enums import CampaignKind
from app.campaigns.models import Campaign
from app.core.access import Role
from app.nominations.enums import Channel, Status
from app.organisation.enums import Authority
from app.organisation.models import Unit
from app.reports import queries
from app.reports.figures import Measure
from tests.conftest import SignIn
from tests.factories.actors import make_account
from tests.factories.campaigns import make_campaign
from tests.factories.nominations import make_nomination
from tests.factories.organisation import make_person, make_unit

pytestmark = pytest.mark.both_engines


@pytest.fixture
def city(session: Session) -> Unit:
    return make_unit(session, "CITY", "UBND thành phố", authority=Authority.PROVINCIAL, is_external=True)


@pytest.fixture
def body(session: Session, city: Unit) -> Unit:
    """A department whose two divisions have files in every interesting state; another body has one as well."""
    body = make_unit(session, "DEPT", "Sở Thử nghiệm", city, Authority.GRASSROOTS)
    one, two = (make_unit(session, code, name, body) for code, name in (("P1", "Phòng Một"), ("P2", "Phòng Hai")))
    codes = ["LDTT", "CSTDCS", "TTLDTT", "TTLDXS", "GK_CN"]
    yearly = make_campaign(session, body, year=2018, award_codes=codes)
    theme = make_campaign(session, body, year=2018, kind=CampaignKind.THEMATIC, award_codes=["GK_CN"])
    for at, status in enumerate((Status.CONFERRED, Status.CONFERRED, Status.DRAFT, Status.WITHDRAWN, Status.REFUSED)):
        make_nomination(session, yearly, one, make_person(session, f"Nguyễn Văn {at}", unit=one), "LDTT", status=status)
    make_nomination(
        session, yearly, two, make_person(session, "Trần Thị Hai", unit=two), "LDTT", status=Status.CONFERRED
    )
    for unit, status in ((one, Status.FORWARDED), (two, Status.DECLINED), (body, Status.NOT_ENDORSED)):
        make_nomination(session, yearly, unit, unit, "TTLDXS", status=status, to_unit=city)
    make_nomination(
        session, theme, one, make_person(session, "Lê Chuyên Đề", unit=one), "GK_CN", status=Status.ENDORSED
    )
    other = make_unit(session, "OTHER", "Sở Khác", city, Authority.GRASSROOTS)
    elsewhere = make_campaign(session, other, year=2018, award_codes=["LDTT"])
    stranger = make_person(session, "Người Lạ Mặt", unit=other)
    make_nomination(session, elsewhere, other, stranger, "LDTT", status=Status.CONFERRED)
    return body


def figures(session: Session, unit: Unit) -> dict[tuple[str, str], tuple[int, ...]]:
    report = queries.year_end_figures(session, None, unit, 2018)
    return {
        (line.kind.code, line.kind.channel.value): tuple(line.count(measure) for measure in Measure)
        for line in report.awards
    }


def test_files_are_counted_by_award_and_channel_drafts_and_withdrawn_ones_left_out(
    session: Session, body: Unit
) -> None:
    assert figures(session, body) == {
        ("LDTT", "conferred"): (4, 3, 3, 0, 0),
        ("TTLDXS", "proposed"): (3, 2, 0, 1, 1),
        ("GK_CN", "conferred"): (1, 1, 0, 1, 0),
    }


def test_a_unit_counts_its_own_subtree_only(session: Session, body: Unit) -> None:
    division = session.query(Unit).filter_by(code="P2").one()
    assert figures(session, division) == {
        ("LDTT", "conferred"): (1, 1, 1, 0, 0),
        ("TTLDXS", "proposed"): (1, 1, 0, 0, 1),
    }


def test_every_number_opens_to_exactly_as_many_names(session: Session, body: Unit, sign_in: SignIn) -> None:
    client = sign_in(make_account(session, Role.HR_OFFICER, body))
    page = client.get("/reports/year-end?year=2018").text
    hrefs = [
        part.split('"')[0].replace("&amp;", "&")
        for part in page.split('href="')
        if part.startswith("/reports/year-end/names")
    ]
    assert len(hrefs) == 3 + 4 + 3
    for href in hrefs:
        number = int(page.split(href.replace("&", "&amp;") + '">')[1].split("<")[0])
        assert client.get(href).text.count("/nominations/0") == number, href


def test_a_unit_officer_reads_the_own_unit_and_nothing_else(session: Session, body: Unit, sign_in: SignIn) -> None:
    division = session.query(Unit).filter_by(code="P2").one()
    client = sign_in(make_account(session, Role.UNIT_OFFICER, division))
    page = client.get("/reports/year-end?year=2018").text
    assert "Phòng Hai" in page
    assert "Phòng Một" not in page
    assert client.get("/reports/year-end?unit=P1").status_code == 404
    assert client.get("/reports/year-end?unit=DEPT").status_code == 404
    assert client.get("/reports/year-end.xlsx?unit=OTHER").status_code == 404
    assert "Nguyễn Văn" not in client.get("/reports/year-end/names?year=2018&measure=nominated").text


@pytest.mark.parametrize("query", ["year=abc", "year=99999999999", "measure=x&award=%00", "unit=" + "x" * 500, "at=!!"])
def test_odd_addresses_never_fail(session: Session, body: Unit, sign_in: SignIn, query: str) -> None:
    client = sign_in(make_account(session, Role.HR_OFFICER, body))
    for path in ("/reports/year-end", "/reports/year-end/names", "/reports/year-end.xlsx"):
        assert client.get(f"{path}?{query}").status_code in {200, 400, 404}


def test_the_workbook_holds_the_same_figures_and_the_names(session: Session, body: Unit, sign_in: SignIn) -> None:
    client = sign_in(make_account(session, Role.HR_OFFICER, body))
    answer = client.get("/reports/year-end.xlsx?year=2018")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.data))
    assert book.sheet_names == ["Tổng hợp", "Danh sách"]
    rows = book.get_sheet_by_name("Tổng hợp").to_python()
    counts = {row[1]: [int(cell) for cell in row[6:11]] for row in rows if row[1] in {"LDTT", "TTLDXS", "GK_CN"}}
    assert counts == {"LDTT": [4, 3, 3, 0, 0], "TTLDXS": [3, 2, 0, 1, 1], "GK_CN": [1, 1, 0, 1, 0]}
    names = {row[1] for row in book.get_sheet_by_name("Danh sách").to_python()}
    assert {"Trần Thị Hai", "Lê Chuyên Đề", "Phòng Một"} <= names
    assert "Người Lạ Mặt" not in names


def test_the_command_prints_the_stable_object(app: Flask, session: Session, body: Unit) -> None:
    result = app.test_cli_runner().invoke(
        args=["report", "year-end", "--year", "2018", "--unit", "DEPT", "--format", "json"]
    )
    assert result.exit_code == 0, result.output
    told = json.loads(result.output)
    assert list(told) == ["year", "unit", "awards", "classification", "narrative"]
    assert (told["year"], told["unit"]) == (2018, {"code": "DEPT", "name": "Sở Thử nghiệm"})
    assert told["awards"][1] == {
        "code": "TTLDXS",
        "name": {"vi": "Tập thể lao động xuất sắc", "en": "Excellent Labour Collective"},
        "subject": "collective",
        "channel": Channel.PROPOSED.value,
        "to": {"code": "CITY", "name": "UBND thành phố"},
        "campaign_kind": "yearly",
        "nominated": 3,
        "endorsed": 2,
        "conferred": 0,
        "pending": 1,
        "declined": 1,
    }
    assert set(told["narrative"]) == {"vi", "en"}


def test_the_command_refuses_an_unknown_unit(app: Flask, session: Session) -> None:
    result = app.test_cli_runner().invoke(args=["report", "year-end", "--year", "2018", "--unit", "X"])
    assert result.exit_code == 1
    assert "X" in result.output


def test_the_page_asks_as_much_for_many_as_for_one(
    session: Session, body: Unit, sign_in: SignIn, client: FlaskClient, counted: object
) -> None:
    signed_in = sign_in(make_account(session, Role.HR_OFFICER, body))
    with counted() as few:  # type: ignore[operator]
        signed_in.get("/reports/year-end?year=2017")
    with counted() as many:  # type: ignore[operator]
        signed_in.get("/reports/year-end?year=2018")
    assert len(few) == len(many) <= 8


@pytest.mark.parametrize("year", ["020189", "02018" + "9" * 30, "02018" + "9" * 5000, "1989", "2101", "²⁰¹⁸", "-2018"])
def test_a_year_that_is_none_is_the_one_of_the_top_bar(
    session: Session, client: FlaskClient, sign_in: SignIn, body: Unit, year: str
) -> None:
    sign_in(make_account(session, Role.AUDITOR, body))
    for page in ("year-end", "year-end/names", "year-end.xlsx"):
        assert client.get(f"/reports/{page}", query_string={"year": year}).status_code == 200


def test_endorsed_files_that_fell_are_told_beside_the_table(session: Session, body: Unit, sign_in: SignIn) -> None:
    signed_in = sign_in(make_account(session, Role.HR_OFFICER, body))
    theme = session.query(Campaign).filter_by(kind=CampaignKind.THEMATIC, body_id=body.id).one()
    division = session.query(Unit).filter_by(code="P1").one()
    english = {"Accept-Language": "en"}
    assert "in no later column" not in signed_in.get("/reports/year-end?year=2018", headers=english).text
    for name, status in (("Hồ Một", Status.NOT_APPROVED), ("Hồ Hai", Status.REVOKED)):
        person = make_person(session, name, unit=division)
        make_nomination(session, theme, division, person, "GK_CN", status=status)

    page = signed_in.get("/reports/year-end?year=2018", headers=english).text

    assert figures(session, body)["GK_CN", "conferred"] == (3, 3, 0, 1, 0)
    assert page.count("2 endorsed files stand in no later column") == 1
