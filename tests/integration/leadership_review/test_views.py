"""The pages of reviews: what each role sees, what bad input gets, what they cost."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.core.access import Role
from app.core.clock import now
from app.leadership_review import services
from app.leadership_review.draft import FigureDraft, PointDraft, TaskDraft, cleaned
from app.leadership_review.enums import PointKind, ReviewStatus
from app.leadership_review.queries import reviews_of
from app.leadership_review.seeding import draft_from_seed
from tests.factories.actors import make_account
from tests.factories.leadership_review import FULL, SMALL, YEAR, make_review, read
from tests.factories.organisation import make_person

LIST = "/leadership-reviews"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def account(session: Session, ground) -> Any:
    """Return a function that opens an account with a role in the first body."""

    def opened(role: Role, unit=None) -> User:
        return make_account(session, role, unit or ground.body)

    return opened


@pytest.fixture
def hr(account, sign_in) -> FlaskClient:
    return sign_in(account(Role.HR_OFFICER))


@pytest.fixture
def director(app: Flask, account, sign_in) -> FlaskClient:
    return sign_in(account(Role.HEAD_OF_BODY), via=app.test_client())


@pytest.fixture
def auditor(app: Flask, account, sign_in) -> FlaskClient:
    return sign_in(account(Role.AUDITOR), via=app.test_client())


@pytest.fixture
def stranger(app: Flask, ground, account, sign_in) -> FlaskClient:
    return sign_in(account(Role.HR_OFFICER, ground.other), via=app.test_client())


pytestmark = pytest.mark.usefixtures("told_result")


@pytest.fixture
def review(session: Session, ground):
    return make_review(session, ground.body.id, ground.officer)


def text(response) -> str:
    return response.get_data(as_text=True)


def typed(version: int = 2, **changes: str) -> dict[str, str]:
    """Return the fields of a small form that can be saved."""
    return {
        "version": str(version),
        "conference_on": "04/01/2019",
        "conference_chair": "Giám đốc Sở",
        "proposed_level": "HTTNV",
        "tasks-0-name": "Thanh tra đo lường",
        "tasks-0-percent_of_plan": "125",
        "tasks-0-days_early": "-15",
        **changes,
    }


def test_an_officer_starts_the_review_of_a_year(session, ground, hr):
    year = now().year
    assert "/leadership-reviews" in text(hr.get(LIST))

    answer = hr.post(LIST, data={"year": str(year)})

    assert answer.status_code == 302
    assert answer.location.endswith("/edit")
    assert [row.year for row in reviews_of(session, ground.body.id)] == [year]
    assert hr.get(answer.location).status_code == 200


def test_a_review_that_exists_or_a_wrong_year_is_refused_in_words(ground, hr, review):
    again = hr.post(LIST, data={"year": str(YEAR)}, headers=ENGLISH)
    assert again.status_code == 422
    assert "leadership review of 2018 already" in text(again)
    for year in ("", "abc", "3000", "1999", "9" * 30):
        assert hr.post(LIST, data={"year": year}).status_code == 422


def test_the_page_shows_every_part_of_the_record(ground, hr, review):
    page = text(hr.get(f"{LIST}/{review.id}", headers=ENGLISH))

    for words in (
        "Thanh tra, kiểm tra đo lường",
        "25% above the plan",
        "15 days early",
        "3 days late",
        "17,334",
        "99.5</td>",
        "347 lượt hồ sơ",
        "Đoàn kết, thống nhất",
        "31/12/2019",
        "Sở đã công nhận 11 tập thể lao động tiên tiến.",
        "Review saved",
    ):
        assert words in page, words


def test_the_page_in_vietnamese_writes_numbers_the_vietnamese_way(hr, review):
    page = text(hr.get(f"{LIST}/{review.id}", headers={"Accept-Language": "vi"}))

    assert "17.334" in page
    assert "99,5</td>" in page


def test_the_form_comes_back_with_what_is_stored(session, ground, hr, review):
    page = text(hr.get(f"{LIST}/{review.id}/edit", headers={"Accept-Language": "vi"}))

    assert 'value="17.334"' in page
    assert 'value="99,5"' in page
    assert 'value="-3"' in page


def test_an_officer_saves_the_whole_record(session, ground, hr, review):
    fields = typed(
        **{
            "overview": "Nguye\u0302\u0303n",
            "figures-0-field": "Đo lường",
            "figures-0-name": "Phương tiện đo",
            "figures-0-value": "17.334",
            "figures-1-name": "Tỷ lệ",
            "figures-1-value": "99,5",
            "remedy-0-text": "Đẩy mạnh",
            "remedy-0-owner": "Văn phòng",
            "remedy-0-due_on": "31/12/2019",
            "cause-0-text": "   ",
            "cause-3-text": "Chủ quan",
        }
    )

    answer = hr.post(f"{LIST}/{review.id}/edit", data=fields, headers={"Accept-Language": "vi"})

    assert answer.status_code == 302, text(answer)
    draft = read(session, review.id).draft
    assert draft.overview == "Nguyễn"
    assert draft.tasks == (TaskDraft("Thanh tra đo lường", percent_of_plan=125, days_early=-15),)
    assert draft.figures == (
        FigureDraft("Đo lường", "Phương tiện đo", Decimal(17334)),
        FigureDraft("Đo lường", "Tỷ lệ", Decimal("99.5")),
    )
    assert draft.points[PointKind.CAUSE] == (PointDraft("Chủ quan"),)
    assert draft.points[PointKind.REMEDY][0].owner == "Văn phòng"


def test_a_form_sent_back_unchanged_changes_nothing(session, ground, hr):
    review = make_review(session, ground.body.id, ground.officer, draft=draft_from_seed())
    fields = fields_of(text(hr.get(f"{LIST}/{review.id}/edit")))

    assert hr.post(f"{LIST}/{review.id}/edit", data=fields).status_code == 302

    after = read(session, review.id)
    assert after.version == review.version
    assert after.draft == cleaned(draft_from_seed())


def fields_of(page: str) -> dict[str, str]:
    """Return what a browser would send back."""
    import html5lib

    tree = html5lib.parse(page, namespaceHTMLElements=False)
    form = next(form for form in tree.iter("form") if "/edit" in (form.get("action") or ""))
    fields = {each.get("name"): each.get("value") or "" for each in form.iter("input") if each.get("name")}
    # The parser drops the line break that browsers drop too, right after the opening tag.
    fields |= {each.get("name"): each.text or "" for each in form.iter("textarea")}
    for each in form.iter("select"):
        fields[each.get("name")] = next(
            (option.get("value") for option in each.iter("option") if option.get("selected") is not None), ""
        )
    return fields


def test_a_row_is_added_moved_and_removed_and_nothing_typed_is_lost(session, hr, review):
    fields = typed(**{"tasks-1-name": "Khởi nghiệp", "tasks-1-days_early": "abc", "figures-0-value": "mười"})
    address = f"{LIST}/{review.id}/edit"

    added = hr.post(address, data={**fields, "row": "add:tasks"})
    assert added.status_code == 200
    sent = fields_of(text(added))
    assert (sent["tasks-1-name"], sent["tasks-1-days_early"], sent["figures-0-value"]) == ("Khởi nghiệp", "abc", "mười")
    assert sent["tasks-2-name"] == ""
    assert "autofocus" in text(added)

    lifted = fields_of(text(hr.post(address, data={**sent, "row": "up:tasks:1"})))
    assert (lifted["tasks-0-name"], lifted["tasks-1-name"]) == ("Khởi nghiệp", "Thanh tra đo lường")
    assert (lifted["tasks-0-days_early"], lifted["tasks-1-days_early"]) == ("abc", "-15")

    removed = fields_of(text(hr.post(address, data={**lifted, "row": "remove:tasks:0"})))
    assert removed["tasks-0-name"] == "Thanh tra đo lường"
    assert "tasks-2-name" not in removed

    assert read(session, review.id).draft == cleaned(FULL)


@pytest.mark.parametrize(
    "act", ["", "add", "add:", "add:version", "remove:tasks:99", "remove:tasks:-1", "up:tasks:²", "up:tasks:0", "x:y:z"]
)
def test_a_forged_act_on_rows_changes_nothing(session, hr, review, act):
    answer = hr.post(f"{LIST}/{review.id}/edit", data={**typed(version=1), "row": act})

    assert answer.status_code in {200, 409}
    assert read(session, review.id).draft == cleaned(FULL)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("conference_chair", "x" * 10_000),
        ("overview", "x" * 20_001),
        ("attendees", "ễ" * 10_000),
        ("conference_on", "31/02/2019"),
        ("conference_on", "04/01/2025"),
        ("proposed_level", "BEST"),
        ("tasks-0-name", "x" * 10_000),
        ("tasks-0-percent_of_plan", "viel"),
        ("tasks-0-percent_of_plan", "-1"),
        ("tasks-0-days_early", "9" * 40),
        ("tasks-1-result", "Vượt"),
        ("figures-0-value", "12"),
        ("figures-0-value", "1e400"),
        ("figures-0-value", "NaN"),
        ("figures-0-note", "x" * 10_000),
        ("remedy-0-owner", "Văn phòng"),
        ("remedy-0-due_on", "mai"),
        ("cause-0-text", "x" * 10_000),
    ],
)
def test_bad_input_comes_back_filled_in_with_a_summary(session, hr, review, field, value):
    answer = hr.post(f"{LIST}/{review.id}/edit", data=typed(**{field: value}), headers=ENGLISH)

    assert answer.status_code == 422
    assert "error-summary" in text(answer)
    assert fields_of(text(answer)).get(field) in ({value} if field != "proposed_level" else {""})
    assert read(session, review.id).draft == cleaned(FULL)


def test_forged_row_numbers_are_passed_over(session, hr, review):
    forged = {
        "tasks-²-name": "a",
        f"tasks-{'9' * 5000}-name": "b",
        "tasks--name": "c",
        "tasks": "d",
        "cause-٣-text": "e",
    }

    assert hr.post(f"{LIST}/{review.id}/edit", data=typed(**forged)).status_code == 302
    assert len(read(session, review.id).draft.tasks) == 1


def test_more_rows_than_fit_come_back_with_a_message(session, hr, review):
    many = {f"tasks-{number}-name": f"Nhiệm vụ {number}" for number in range(31)}

    answer = hr.post(f"{LIST}/{review.id}/edit", data=typed(**many), headers=ENGLISH)

    assert answer.status_code == 422
    assert "At most 30 rows fit here." in text(answer)
    assert fields_of(text(answer))["tasks-30-name"] == "Nhiệm vụ 30"
    full = {f"tasks-{number}-name": f"Nhiệm vụ {number}" for number in range(30)}
    one_more = hr.post(f"{LIST}/{review.id}/edit", data={**typed(**full), "row": "add:tasks"}, headers=ENGLISH)
    assert "At most 30 rows fit here." in text(one_more)
    assert "tasks-30-name" not in fields_of(text(one_more))


def test_a_stale_form_shows_both_texts_and_can_be_kept(session, ground, hr, review):
    services.save_review(
        review.id, replace(FULL, conference_chair="Phó Giám đốc"), version=2, actor=ground.officer, at=now()
    )

    answer = hr.post(f"{LIST}/{review.id}/edit", data=typed(version=2, conference_chair="Chủ tịch"))

    assert answer.status_code == 409
    assert "Chủ tịch" in text(answer)
    assert "Phó Giám đốc" in text(answer)
    assert 'name="version" value="3"' in text(answer)
    assert read(session, review.id).draft.conference_chair == "Phó Giám đốc"
    kept = hr.post(f"{LIST}/{review.id}/edit", data=typed(version=3, conference_chair="Chủ tịch"))
    assert kept.status_code == 302
    assert read(session, review.id).draft.conference_chair == "Chủ tịch"


def test_the_head_closes_and_the_record_refuses_edits(session, hr, director, review, told_result):
    page = text(director.get(f"{LIST}/{review.id}", headers=ENGLISH))
    assert "read only for everybody" in page

    assert director.post(f"{LIST}/{review.id}/closing", data={"version": "2"}).status_code == 302
    told_result[:] = ["Số khác."]

    closed = read(session, review.id)
    assert closed.status is ReviewStatus.CLOSED
    page = text(hr.get(f"{LIST}/{review.id}"))
    assert "Sở đã công nhận 11 tập thể lao động tiên tiến." in page
    assert "Số khác." not in page
    assert hr.get(f"{LIST}/{review.id}/edit").status_code == 302
    answer = hr.post(f"{LIST}/{review.id}/edit", data=typed(version=closed.version), headers=ENGLISH)
    assert answer.status_code == 409
    assert "Thanh tra đo lường" in text(answer)
    assert "has closed this review" in text(answer)
    assert read(session, review.id).draft == cleaned(FULL)


def test_an_incomplete_or_changed_review_is_not_closed(session, ground, director, review):
    assert director.post(f"{LIST}/{review.id}/closing", data={"version": "1"}).status_code == 409
    assert director.post(f"{LIST}/{review.id}/closing", data={"version": "x"}).status_code == 409
    assert director.post(f"{LIST}/{review.id}/closing").status_code in {409, 422}
    services.save_review(review.id, replace(SMALL, proposed_level=None), version=2, actor=ground.officer, at=now())

    answer = director.post(f"{LIST}/{review.id}/closing", data={"version": "3"}, headers=ENGLISH)

    assert answer.status_code == 422
    assert "The proposed level is missing." in text(answer)
    assert read(session, review.id).status is ReviewStatus.DRAFT


def test_the_head_opens_a_review_again_with_a_reason(session, ground, hr, director, review):
    services.close_review(review.id, version=2, actor=ground.director, at=now() - timedelta(minutes=1))
    address = f"{LIST}/{review.id}/reopening"

    assert director.post(address, data={"reason": " "}).status_code == 422
    long = director.post(address, data={"reason": "x" * 10_000})
    assert long.status_code == 422
    assert "x" * 10_000 in text(long)
    assert director.post(address, data={"reason": "Bổ sung số liệu"}).status_code == 302

    assert read(session, review.id).status is ReviewStatus.DRAFT
    assert "Bổ sung số liệu" in text(hr.get(f"{LIST}/{review.id}"))
    assert director.post(address, data={"reason": "Lần nữa"}).status_code == 409


def test_who_may_enter(hr, director, auditor, stranger, review):
    own = f"{LIST}/{review.id}"
    acts = [(f"{own}/edit", typed()), (f"{own}/closing", {"version": "2"}), (f"{own}/reopening", {"reason": "x"})]
    for reader in (hr, director, auditor):
        assert [reader.get(address).status_code for address in (LIST, own, f"{own}/paper")] == [200, 200, 200]
    assert [director.post(*_sent(act)).status_code for act in acts[:1]] == [403]
    assert [hr.post(*_sent(act)).status_code for act in acts[1:]] == [403, 403]
    assert [auditor.post(*_sent(act)).status_code for act in acts] == [403, 403, 403]
    assert [stranger.get(address).status_code for address in (own, f"{own}/paper", f"{own}/edit")] == [404] * 3
    assert stranger.post(f"{own}/edit", data=typed()).status_code == 404


def _sent(act: tuple[str, dict[str, str]]) -> tuple[str]:
    return (act[0],)


def test_a_body_reads_only_its_own_reviews(session, ground, hr, stranger, review):
    other = make_review(session, ground.other.id, ground.stranger, draft=replace(FULL, overview="Riêng của Sở Nội vụ"))

    assert str(other.id) in text(stranger.get(LIST))
    assert str(review.id) not in text(stranger.get(LIST))
    assert str(other.id) not in text(hr.get(LIST))
    assert hr.get(f"{LIST}/{other.id}").status_code == 404


def test_the_paper_has_the_seven_parts_and_the_signature(session, ground, hr, director, review):
    make_person(session, "Phạm Thử Nghiệm", ground.body, post="Giám đốc", is_head=True)

    page = text(hr.get(f"{LIST}/{review.id}/paper", headers=ENGLISH))

    for words in (
        "DỰ THẢO",
        "Kiểm điểm tập thể lãnh đạo Sở Khoa học và Công nghệ năm 2018",
        "Đà Nẵng, ngày 04 tháng 01 năm 2019",
        "I. ƯU ĐIỂM, KẾT QUẢ ĐẠT ĐƯỢC",
        "II. HẠN CHẾ, KHUYẾT ĐIỂM VÀ NGUYÊN NHÂN",
        "III. KẾT QUẢ KHẮC PHỤC HẠN CHẾ CỦA KỲ KIỂM ĐIỂM TRƯỚC",
        "IV. GIẢI TRÌNH NHỮNG VẤN ĐỀ ĐƯỢC GỢI Ý KIỂM ĐIỂM",
        "V. TRÁCH NHIỆM CỦA TẬP THỂ, CÁ NHÂN",
        "VI. PHƯƠNG HƯỚNG, BIỆN PHÁP KHẮC PHỤC",
        "VII. TỰ NHẬN MỨC XẾP LOẠI CHẤT LƯỢNG",
        "125%",
        "chậm 3 ngày",
        "- Phương tiện đo đã kiểm định: 17.334 phương tiện;",
        "Sở đã công nhận 11 tập thể lao động tiên tiến.",
        "chủ trì: Lãnh đạo Sở; thời hạn: 31/12/2019",
        "Hoàn thành tốt nhiệm vụ./.",
        "GIÁM ĐỐC",
        "Phạm Thử Nghiệm",
    ):
        assert words in page, words
    director.post(f"{LIST}/{review.id}/closing", data={"version": "2"})
    assert "DỰ THẢO" not in text(hr.get(f"{LIST}/{review.id}/paper"))


def test_an_empty_review_has_a_page_and_a_paper(session, ground, hr):
    review_id = services.start_review(ground.body.id, 2017, actor=ground.officer, at=now())

    page = text(hr.get(f"{LIST}/{review_id}", headers=ENGLISH))
    assert "No key task is entered." in page
    assert "Không có." in text(hr.get(f"{LIST}/{review_id}/paper"))


@pytest.mark.parametrize("page", ["", "/edit", "/paper"])
def test_pages_cost_the_same_whatever_they_hold(session, ground, hr, counted, page):
    small = make_review(session, ground.body.id, ground.officer, draft=SMALL)
    large = make_review(
        session, ground.body.id, ground.officer, draft=replace(draft_from_seed(), conference_on=None), year=2017
    )

    costs = []
    for review in (small, large):
        with counted() as queries:
            hr.get(f"{LIST}/{review.id}{page}")
        costs.append(len(queries))

    assert costs[0] == costs[1]
    assert costs[0] <= 5  # The award result of a draft costs three more where reports tell it.


def test_the_list_costs_the_same_for_one_and_three_reviews(session, ground, hr, counted, review):
    with counted() as one:
        hr.get(LIST)
    for year in (2016, 2017):
        services.start_review(ground.body.id, year, actor=ground.officer, at=now())
    with counted() as three:
        hr.get(LIST)

    assert len(one) == len(three) <= 5
