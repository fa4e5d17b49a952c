"""The pages of reviews: what each role sees, how a review is closed, what the pages cost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.clock import now
from app.leadership_review import services
from app.leadership_review.draft import cleaned
from app.leadership_review.enums import ReviewStatus
from app.leadership_review.queries import reviews_of
from app.leadership_review.seeding import draft_from_seed
from tests.factories.leadership_review import FULL, SMALL, YEAR, make_review, read
from tests.factories.organisation import make_person
from tests.integration.leadership_review.forms_sent import text, typed

LIST = "/leadership-reviews"
ENGLISH = {"Accept-Language": "en"}


pytestmark = pytest.mark.usefixtures("told_result")


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
    assert [director.post(address, data=fields).status_code for address, fields in acts[:1]] == [403]
    assert [hr.post(address, data=fields).status_code for address, fields in acts[1:]] == [403, 403]
    assert [auditor.post(address, data=fields).status_code for address, fields in acts] == [403, 403, 403]
    assert [stranger.get(address).status_code for address in (own, f"{own}/paper", f"{own}/edit")] == [404] * 3
    assert stranger.post(f"{own}/edit", data=typed()).status_code == 404


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
