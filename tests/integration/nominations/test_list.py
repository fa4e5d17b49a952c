"""The list of nominations: the most used page of all."""

import html
import io
import re

import pytest
from python_calamine import CalamineWorkbook

from app.campaigns.enums import CampaignKind
from app.core.access import Role
from app.council.enums import CouncilRole
from app.council.models import AgendaItem, Council, CouncilMember, Meeting
from app.nominations.enums import LinkKind, Status
from app.nominations.models import NominationLink
from app.organisation.enums import Gender, StaffGroup
from tests.factories.actors import make_account
from tests.factories.campaigns import make_campaign
from tests.factories.nominations import make_nomination
from tests.factories.organisation import make_person
from tests.integration.nominations.acting import fresh, nominate

ROW = re.compile(
    r'<td class="num"[^>]*>(\d+)</td>\s*<th scope="row" class="name"><a class="row-link" href="([^"]+)">([^<]*)</a>'
)


def rows_of(client, path="/nominations", **query) -> list[tuple[int, str]]:
    """Return number and name of each row of the list."""
    answer = client.get(path, query_string=query or None)
    assert answer.status_code == 200, answer.location
    return [(int(number), html.unescape(name)) for number, _href, name in ROW.findall(answer.get_data(as_text=True))]


def names_of(client, **query) -> list[str]:
    return [name for _number, name in rows_of(client, **query)]


@pytest.fixture
def listed(department):
    """Four people and a collective, in several states and for several awards."""
    an, binh, chau, dat, _ha = department.people
    nominate(department, an)
    nominate(department, binh, status=Status.SUBMITTED)
    nominate(department, chau, "CSTDCS", status=Status.SUBMITTED)
    nominate(department, dat, "BKT_CN", status=Status.VERIFIED, to_unit=department.city)
    make_nomination(department.session, department.campaign, department.unit, department.sub_unit)
    make_nomination(department.session, department.campaign, department.beside, department.stranger)
    return department


def test_the_newest_number_stands_first(listed, browse):
    assert rows_of(browse("hr")) == [
        (6, "Vũ Thị Khách"),
        (5, "Tổ Tổng hợp"),
        (4, "Phạm Quốc Đạt"),
        (3, "Lê Minh Châu"),
        (2, "Trần Văn Bình"),
        (1, "Nguyễn Thị An"),
    ]


def test_people_can_be_sorted_by_given_name(listed, browse):
    assert names_of(browse("hr"), sort="nominee", subject="individual") == [
        "Nguyễn Thị An",
        "Trần Văn Bình",
        "Lê Minh Châu",
        "Phạm Quốc Đạt",
        "Vũ Thị Khách",
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"status": "submitted"}, ["Lê Minh Châu", "Trần Văn Bình"]),
        ({"award": "CSTDCS"}, ["Lê Minh Châu"]),
        ({"subject": "collective"}, ["Tổ Tổng hợp"]),
        ({"channel": "proposed"}, ["Phạm Quốc Đạt"]),
        ({"q": "chau"}, ["Lê Minh Châu"]),
        ({"q": "CHÂU lê"}, ["Lê Minh Châu"]),
        ({"q": "chie\u0302\u0301n si\u0303"}, ["Lê Minh Châu"]),
        ({"q": "4"}, ["Phạm Quốc Đạt"]),
        ({"q": "%"}, []),
        ({"q": "khong co ai"}, []),
        ({"q": "dat", "award": "LDTT"}, []),
        ({"year": "1999"}, []),
    ],
)
def test_filters_narrow_the_list(listed, browse, query, names):
    assert names_of(browse("hr"), **query) == names


def test_a_unit_filter_takes_in_the_units_below(listed, browse):
    client, department = browse("hr"), listed
    own = names_of(client, unit=str(department.unit.id))
    assert len(own) == 5
    assert names_of(client, unit=str(department.beside.id)) == ["Vũ Thị Khách"]
    assert names_of(client, unit=str(department.sub_unit.id)) == []


def test_the_unit_in_force_is_chosen_among_the_filters(listed, browse):
    page = browse("hr").get(f"/nominations?unit={listed.unit.id}").get_data(as_text=True)
    assert f'<option value="{listed.unit.id}" selected>' in page
    assert f'<option value="{listed.beside.id}">' in page


def test_a_campaign_filter(listed, browse):
    theme = make_campaign(
        listed.session, listed.body, listed.campaign.year, kind=CampaignKind.THEMATIC, name="Chuyên đề"
    )
    make_nomination(listed.session, theme, listed.unit, listed.an, "GK_CN")
    assert names_of(browse("hr"), campaign=str(theme.id)) == ["Nguyễn Thị An"]


@pytest.mark.parametrize(
    "query",
    [
        {"status": "no-such"},
        {"unit": "x"},
        {"campaign": "1"},
        {"subject": "<b>"},
        {"after": "forged"},
        {"after": "WzEsMiwzXQ"},
        {"year": "99999"},
        {"sort": "password"},
    ],
)
def test_forged_filters_are_dropped(listed, browse, query):
    assert len(names_of(browse("hr"), **query)) == 6


def test_a_search_without_end_is_cut(listed, browse):
    assert names_of(browse("hr"), q="a" * 10_000) == []


def test_filters_in_force_are_pills_that_can_be_taken_off(listed, browse):
    client = browse("hr")
    page = client.get("/nominations?status=submitted&q=chau&sort=nominee").get_data(as_text=True)
    pills = [html.unescape(href) for href in re.findall(r'class="pill" href="([^"]+)"', page)]
    assert pills == ["/nominations?status=submitted&sort=nominee", "/nominations?q=chau&sort=nominee"]
    last = client.get("/nominations?status=submitted").get_data(as_text=True)
    assert re.findall(r'class="pill" href="([^"]+)"', last) == ["/nominations?all=1"]


def test_coming_back_finds_the_list_as_it_was_left(listed, browse):
    client = browse("hr")
    client.get("/nominations?status=submitted&q=chau")
    assert client.get("/nominations").location == "/nominations?q=chau&status=submitted"
    assert len(rows_of(client, all="1")) == 6
    assert client.get("/nominations").status_code == 200


def test_filters_of_another_body_mean_nothing_here(listed, browse):
    client = browse("hr")
    client.get("/nominations?status=submitted")
    assert client.get("/nominations").status_code == 302
    with client.session_transaction() as cookie:
        cookie["nominations"] = cookie["nominations"].replace(listed.body.id.hex, listed.other_body.id.hex)
    assert client.get("/nominations").status_code == 200


def test_pages_follow_each_other_both_ways(department, browse, monkeypatch):
    people = [make_person(department.session, f"Trần Văn Số {n:02}", unit=department.unit) for n in range(7)]
    for person in people:
        nominate(department, person)
    monkeypatch.setattr("app.nominations.queries.pages.nomination_page.__kwdefaults__", {"size": 3}, raising=False)
    client = browse("hr")

    def turn(href: str, rel: str) -> tuple[list[int], str | None]:
        page = client.get(href).get_data(as_text=True)
        link = re.search(rf'rel="{rel}" href="([^"]+)"', page)
        return [int(number) for number, _, _ in ROW.findall(page)], html.unescape(link[1]) if link else None

    first, second_href = turn("/nominations", "next")
    second, third_href = turn(second_href, "next")
    third, nowhere = turn(third_href, "next")
    assert (first, second, third, nowhere) == ([7, 6, 5], [4, 3, 2], [1], None)
    _third, back_href = turn(third_href, "prev")
    assert turn(back_href, "prev")[0] == second


@pytest.mark.parametrize("query", [{"all": "1"}, {"status": "draft", "q": "tran"}, {"sort": "nominee"}])
@pytest.mark.parametrize("who", ["hr", "officer", "employee"])
def test_one_row_costs_as_many_queries_as_three(department, browse, counted, who, query):
    client = browse(who)
    nominate(department)
    with counted() as one:
        client.get("/nominations", query_string=query)
    nominate(department, code="GK_CN")
    nominate(department, department.people[1])
    with counted() as three:
        client.get("/nominations", query_string=query)
    assert len(three) == len(one) <= 5, "\n".join(three)


@pytest.mark.both_engines
@pytest.mark.parametrize("query", [{"all": "1"}, {"sort": "nominee"}, {"subject": "individual"}])
@pytest.mark.parametrize("who", ["hr", "officer"])
def test_a_lower_award_is_told_without_a_query_of_its_own(department, browse, counted, who, query):
    client = browse(who)
    first = nominate(department, code="CSTDCS", status=Status.NOT_ENDORSED)
    nominate(department, department.people[1], code="CSTDCS", status=Status.NOT_ENDORSED)
    with counted() as without:
        client.get("/nominations", query_string=query)
    for code, status in (("LDTT", Status.WITHDRAWN), ("GK_CN", Status.VERIFIED)):
        lower = nominate(department, code=code, status=status)
        department.session.add(
            NominationLink(nomination_id=lower.id, from_id=first.id, kind=LinkKind.LOWERED, created_at=department.at)
        )
    department.session.commit()

    with counted() as told:
        page = client.get("/nominations", query_string=query).get_data(as_text=True)

    assert re.findall(r"danh hiệu thấp hơn: [^<]*", page) == ["danh hiệu thấp hơn: GK, hồ sơ số 4."]
    assert len(told) == len(without) == 3, "\n".join(told)


def test_a_file_costs_the_same_with_and_without_marks_files_and_history(department, browse, counted):
    record, client = nominate(department), browse("hr")
    with counted() as statements:
        client.get(f"/nominations/{record.id}")
    assert len(statements) <= 8


class TestWhoSeesWhat:
    def test_each_role_sees_its_own(self, listed, browse):
        assert len(rows_of(browse("hr"))) == 6
        assert len(rows_of(browse("auditor"))) == 6
        assert len(rows_of(browse("officer"))) == 5
        assert names_of(browse("beside")) == ["Vũ Thị Khách"]
        assert names_of(browse("employee")) == ["Nguyễn Thị An"]
        assert rows_of(browse("other_hr")) == []

    def test_a_count_tells_no_more_than_the_rows(self, listed, browse):
        assert "5 " in browse("officer").get("/nominations").get_data(as_text=True).split("result-count")[1][:60]

    def test_a_council_member_sees_what_is_tabled_before_that_council(self, listed, browse, sign_in):
        session, department = listed.session, listed
        member = make_person(session, "Ủy viên", unit=department.beside)
        council = Council(body_id=department.body.id, year=department.campaign.year, name="Hội đồng")
        session.add(council)
        session.flush()
        session.add(CouncilMember(council_id=council.id, person_id=member.id, role=CouncilRole.MEMBER))
        meeting = Meeting(
            council_id=council.id, campaign_id=department.campaign.id, name="Phiên 1", held_at=department.at
        )
        session.add(meeting)
        session.flush()
        tabled = nominate(department, department.people[4], "CSTDCS", status=Status.TABLED)
        session.add(AgendaItem(meeting_id=meeting.id, nomination_id=tabled.id, position=1))
        session.commit()

        client = sign_in(make_account(session, person=member))
        assert names_of(client) == ["Đặng Thu Hà"]
        before = client.get(f"/nominations/{tabled.id}")
        assert before.status_code == 302, "the question about conflicts comes first"
        assert f"/councils/meetings/{meeting.id}/conflicts?next=" in before.headers["Location"]

    def test_an_administrator_has_no_business_with_files(self, listed, sign_in):
        client = sign_in(make_account(listed.session, Role.ADMIN, listed.body))
        assert rows_of(client) == []

    def test_an_account_of_no_body_is_told_so(self, department, sign_in):
        assert sign_in(make_account(department.session)).get("/nominations").status_code == 200


class TestSeveralAtOnce:
    def test_the_head_submits_and_the_officer_verifies_what_is_ticked(self, department, browse):
        records = [nominate(department, person) for person in department.people[:3]]
        ids = [str(record.id) for record in records[:2]]
        assert browse("head").post("/nominations/submissions", data={"nomination_ids": ids}).status_code == 302
        assert browse("hr").post("/nominations/verifications", data={"nomination_ids": ids}).status_code == 302
        assert [fresh(department, record).status for record in records] == [
            Status.VERIFIED,
            Status.VERIFIED,
            Status.DRAFT,
        ]

    def test_a_refusal_keeps_the_list_and_the_ticks(self, department, browse):
        complete = nominate(department)
        bare = nominate(department, department.people[1], summary="")
        client = browse("head")
        client.get("/nominations?status=draft")
        answer = client.post("/nominations/submissions", data={"nomination_ids": [str(complete.id), str(bare.id)]})
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert page.count("data-check checked") == 2
        assert "Trần Văn Bình" in page.split("error-summary__list")[1].split("</ul>")[0]

    def test_what_moved_on_meanwhile_is_said(self, department, browse):
        record = nominate(department, status=Status.VERIFIED)
        answer = browse("hr").post("/nominations/verifications", data={"nomination_ids": str(record.id)})
        assert answer.status_code == 422

    def test_nothing_ticked_is_said(self, department, browse):
        assert browse("hr").post("/nominations/verifications").status_code == 422

    def test_forged_ids_are_not_found(self, department, browse):
        other = make_nomination(department.session, department.campaign, department.beside, department.stranger)
        answer = browse("head").post("/nominations/submissions", data={"nomination_ids": str(other.id)})
        assert answer.status_code == 404
        assert fresh(department, other).status is Status.DRAFT

    def test_ticks_stand_only_where_something_can_be_done(self, listed, browse):
        def ticks(who: str) -> int:
            return browse(who).get("/nominations").get_data(as_text=True).count('name="nomination_ids"')

        assert (ticks("hr"), ticks("head"), ticks("officer"), ticks("auditor")) == (2, 2, 0, 0)


def test_the_workbook_holds_the_lists_as_officers_know_them(department, browse):
    woman = make_person(
        department.session,
        "Nguyễn Thị Ánh",
        unit=department.unit,
        post="Phó Chánh Văn phòng",
        staff_group=StaffGroup.LEADER,
        gender=Gender.FEMALE,
    )
    nominate(department, woman, "CSTDCS", nominee_post="Phó Chánh Văn phòng")
    make_nomination(department.session, department.campaign, department.unit, department.unit)

    answer = browse("hr").get("/nominations/list.xlsx", headers={"Accept-Language": "en"})

    assert answer.headers["Content-Disposition"] == f"attachment; filename=de-nghi-{department.campaign.year}.xlsx"
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    assert book.sheet_names == ["Tập thể", "Cá nhân", "Tổng hợp"]
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=True) for name in book.sheet_names}
    individuals = [row for row in sheets["Cá nhân"] if row[0] == 1]
    assert individuals == [
        [
            1,
            "Nguyễn Thị Ánh",
            "Nữ",
            "Lãnh đạo",
            "Phó Chánh Văn phòng, Văn phòng Sở",
            "Chiến sĩ thi đua cơ sở",
            "Thường xuyên",
        ]
    ]
    assert [row[1] for row in sheets["Tập thể"] if row[0] == 1] == ["Văn phòng Sở"]
    headings = next(row for row in sheets["Cá nhân"] if row[0] == "STT")
    assert headings == [
        "STT",
        "Tên đối tượng",
        "Giới tính",
        "Phân loại cán bộ",
        "Thông tin công tác",
        "Hình thức khen thưởng/Danh hiệu thi đua",
        "Loại hình khen thưởng",
    ]


def test_the_workbook_follows_the_filters(listed, browse):
    answer = browse("hr").get("/nominations/list.xlsx?status=submitted")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    summary = book.get_sheet_by_name("Tổng hợp").to_python()
    assert [row[1] for row in summary if row[0] in {2, 3}] == ["Trần Văn Bình", "Lê Minh Châu"]
