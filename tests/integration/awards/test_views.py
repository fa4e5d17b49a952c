"""The catalogue pages as a person who signed in sees them, in both languages."""

import html
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.core.access import Role
from app.eligibility.rulebook import rulebooks
from app.organisation.enums import Authority
from tests.conftest import SignIn
from tests.factories.actors import make_account
from tests.factories.organisation import make_unit

ALL_PAGES = [(regime.id, code) for regime in rulebooks().regimes() for code in regime.awards]
LEAKS = re.compile(
    r"\b(the|of|with|which|must|shall|award|grassroots|provincial|individual|collective|confirmed|needs)\b",
    re.IGNORECASE,
)


@pytest.fixture
def reader(session: Session, sign_in: SignIn) -> FlaskClient:
    """A person of a department without any role."""
    department = make_unit(session, "SO", "Sở thử nghiệm", authority=Authority.GRASSROOTS)
    return sign_in(make_account(session, Role.UNIT_OFFICER, department))


@pytest.fixture
def read(reader: FlaskClient) -> Callable[..., str]:
    """Open a page in a language and return its text without tags."""

    def opened(path: str, language: str = "vi", status: int = 200) -> str:
        response = reader.get(path, headers={"Accept-Language": language})
        assert response.status_code == status
        return plain(response.get_data(as_text=True))

    return opened


def plain(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_a_visitor_has_to_sign_in_first(client: FlaskClient):
    assert client.get("/awards").status_code == 302


def test_the_catalogue_of_2018_lists_every_award_with_both_names(read):
    page = read("/awards?regime=r2018")

    for award in rulebooks().awards("r2018"):
        assert award.name_vi in page
        assert award.name_en in page
        assert award.code in page
    assert "23 khen thưởng" in page


def test_names_stand_in_the_language_of_the_page_first(read):
    vietnamese, english = read("/awards?regime=r2018"), read("/awards?regime=r2018", "en")

    assert "Lao động tiên tiến Advanced Worker LDTT LĐTT Cá nhân Giám đốc Sở" in vietnamese
    assert "Advanced Worker Lao động tiên tiến LDTT LĐTT Individual Director of the department" in english
    assert "Confirmed in the text" in english
    assert "To be confirmed by your body" in english
    assert "Đã đối chiếu văn bản" in vietnamese
    assert "Cơ quan cần xác nhận" in vietnamese


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("subject=collective", "Tập thể lao động tiên tiến", "Chiến sĩ thi đua cơ sở"),
        ("authority=ministerial", "Bằng khen của Bộ trưởng", "Giấy khen"),
        ("q=chien si", "Chiến sĩ thi đua cơ sở", "Lao động tiên tiến"),
        ("q=CSTĐCS", "Chiến sĩ thi đua cơ sở", "Lao động tiên tiến"),
        ("q=ldtt", "Lao động tiên tiến", "Giấy khen"),
        ("q=labour+order&subject=individual", "Huân chương Lao động hạng Nhất (cá nhân)", "(tập thể)"),
    ],
)
def test_the_catalogue_narrows(read, query: str, shown: str, hidden: str):
    page = read(f"/awards?regime=r2018&{query}").split("Văn bản pháp luật")[0].split("khen thưởng Khen thưởng")[-1]

    assert shown in page
    assert hidden not in page


@pytest.mark.parametrize("query", ["subject=cat", "authority=world", "q=" + "x" * 10_000])
def test_a_forged_filter_is_left_out(read, query: str):
    assert "23 khen thưởng" in read(f"/awards?regime=r2018&{query}")


def test_a_search_that_finds_nothing_offers_everything(read):
    assert "Không có khen thưởng nào" in read("/awards?regime=r2018&q=khongco")


@pytest.mark.parametrize(
    "path", ["/awards?regime=r1999", "/awards/r1999/LDTT", "/awards/r2018/KNC_TINH", "/awards/r2018/x"]
)
def test_an_unknown_regime_or_award_is_not_found(reader: FlaskClient, path: str):
    assert reader.get(path).status_code == 404


def test_a_regime_that_is_off_says_so(read):
    assert "Đang tắt" in read("/awards?regime=r2026_10").replace("đang tắt", "Đang tắt")
    assert "off until your body has checked" in read("/awards/r2026_10/CSTDCS", "en")


def test_the_page_of_an_award_explains_its_conditions_and_its_vote(read):
    page = read("/awards/r2018/CSTDCS", "en")

    assert "Meets the standard of Advanced Worker" in page
    assert "At least 1 initiative recognised at grassroots level" in page
    assert "At most 15% of those who hold Advanced Worker." in page
    assert "In favour: at least 70% of all members of the council." in page
    assert "The share is a default: your body confirms its own." in page
    assert "1.0 times the base salary in force on the day of the decision." in page
    assert "NĐ 91/2017 Điều 9.3" in page


def test_the_page_of_an_award_reads_in_vietnamese(read):
    page = read("/awards/r2018/CSTDCS")

    assert "Đạt tiêu chuẩn Lao động tiên tiến" in page
    assert "Có ít nhất 1 sáng kiến được công nhận cấp cơ sở" in page
    assert "Không quá 15% số người đạt Lao động tiên tiến." in page
    assert "ít nhất 70% tổng số thành viên hội đồng" in page
    assert "1,0 lần mức lương cơ sở" in page


def test_sources_lead_to_the_page_that_was_read_without_telling_where_one_came_from(reader: FlaskClient):
    page = reader.get("/awards/r2024/LDTT").get_data(as_text=True)

    url = rulebooks().source("src05").urls[0]
    assert f'<a href="{html.escape(url)}" rel="noreferrer">' in page


@pytest.mark.parametrize(("regime_id", "code"), ALL_PAGES)
def test_every_award_page_is_vietnamese_throughout(read, regime_id: str, code: str):
    award = rulebooks().award(regime_id, code)
    page = read(f"/awards/{regime_id}/{code}").replace(award.name_en, "")

    assert not LEAKS.findall(re.sub(r"https?://\S+", "", page))


def test_the_catalogue_costs_the_same_few_queries_whatever_the_filter(reader: FlaskClient, counted):
    costs = []
    for query in ("regime=r2018", "regime=r2024&q=khen", "regime=r2026_10&subject=individual"):
        with counted() as statements:
            reader.get(f"/awards?{query}")
        costs.append(len(statements))

    assert len(set(costs)) == 1
    assert costs[0] <= 5


def test_the_papers_of_the_file_are_listed_with_their_ground(read: Callable[..., str]):
    page = read("/awards/r2024/CSTDT", "en")

    assert "Papers of the file" in page
    assert "Certificate or confirmation of the initiative or topic" in page
    assert "Luật 06/2022/QH15 Điều 84.1" in page


def test_papers_that_depend_on_the_kind_of_campaign_say_so(read: Callable[..., str]):
    page = read("/awards/r2024/BKT_CN", "en")

    assert "campaigns: sudden achievement" in page
    assert "Check the value before use" in page
