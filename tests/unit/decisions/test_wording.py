"""The words of official papers."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.campaigns.enums import CampaignKind
from app.decisions.enums import SignerCapacity
from app.decisions.papers import wording
from app.eligibility.enums import Subject
from app.organisation.enums import UnitKind

BODY = "Sở Khoa học và Công nghệ"
CITY = "Ủy ban nhân dân thành phố Đà Nẵng"


@dataclass(frozen=True)
class Named:
    award_code: str
    subject: Subject
    regime_id: str = "r2018"


def lines(*codes: tuple[str, int]) -> list[wording.AwardLine]:
    names = [
        Named(code, Subject.COLLECTIVE if code.startswith("TT") or code.endswith("_TT") else Subject.INDIVIDUAL)
        for code, count in codes
        for _number in range(count)
    ]
    return wording.award_lines(names, CITY)


@pytest.mark.parametrize(
    ("codes", "title"),
    [
        ([("CSTDCS", 11)], "Về việc công nhận danh hiệu “Chiến sĩ thi đua cơ sở” năm 2018"),
        ([("GK_TT", 7), ("GK_CN", 37)], "Về việc tặng Giấy khen năm 2018"),
        ([("CSTDCS", 11), ("TTLDTT", 11)], "Về việc công nhận các danh hiệu thi đua năm 2018"),
        (
            [("CSTDCS", 1), ("GK_CN", 1)],
            "Về việc công nhận danh hiệu thi đua và tặng hình thức khen thưởng năm 2018",
        ),
    ],
)
def test_a_decision_is_named_after_its_awards(codes: list[tuple[str, int]], title: str):
    assert wording.decision_title(lines(*codes), "năm 2018") == title


def test_giay_khen_of_people_and_collectives_is_one_line():
    (line,) = lines(("GK_TT", 7), ("GK_CN", 37))

    assert (line.called, line.counted) == ("Giấy khen", "07 tập thể và 37 cá nhân")


def test_a_letter_names_the_chairman_who_decides():
    assert (
        wording.letter_title(lines(("BKT_CN", 1)), "năm 2018")
        == f"Về việc đề nghị tặng Bằng khen của Chủ tịch {CITY} năm 2018"
    )


def test_a_theme_is_called_by_its_name():
    assert wording.occasion(CampaignKind.YEARLY, "Thi đua năm 2018", 2018) == "năm 2018"
    assert wording.occasion(CampaignKind.THEMATIC, "Phong trào khởi nghiệp", 2018) == "trong phong trào khởi nghiệp"


@pytest.mark.parametrize(
    ("capacity", "post", "signed"),
    [
        (SignerCapacity.HEAD, "Giám đốc", ["GIÁM ĐỐC"]),
        (SignerCapacity.KT, "Phó Giám đốc", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (SignerCapacity.TL, "Chánh Văn phòng", ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]),
        (SignerCapacity.TUQ, "Trưởng phòng", ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"]),
        (SignerCapacity.Q, "Giám đốc", ["Q. GIÁM ĐỐC"]),
        (SignerCapacity.Q, "Q. Giám đốc", ["Q. GIÁM ĐỐC"]),
        (SignerCapacity.TM, "Giám đốc", ["TM. SỞ KHOA HỌC VÀ CÔNG NGHỆ", "GIÁM ĐỐC"]),
        (None, "", ["GIÁM ĐỐC"]),
    ],
)
def test_the_signature_says_in_what_capacity(capacity: SignerCapacity | None, post: str, signed: list[str]):
    assert wording.signature_lines(capacity, post, body_name=BODY, kind=UnitKind.DEPARTMENT) == signed


def bases(regime_id: str, on: date, place: str = "Đà Nẵng", own: str = "") -> list[str]:
    return wording.legal_bases(
        regime_id, on=on, body_place=place, province=CITY, own=own, council_days=[date(2019, 1, 4), date(2019, 1, 4)]
    )


def test_the_grounds_of_2018_are_those_in_force_on_the_day():
    assert bases("r2018", date(2019, 1, 8)) == [
        "Căn cứ Luật Thi đua, khen thưởng năm 2003 (sửa đổi, bổ sung các năm 2005, 2009, 2013)",
        "Căn cứ Nghị định số 91/2017/NĐ-CP của Chính phủ",
        "Căn cứ Thông tư số 08/2017/TT-BNV của Bộ Nội vụ",
        f"Căn cứ Quyết định số 16/2018/QĐ-UBND của {CITY}",
        "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng ngày 04 tháng 01 năm 2019",
    ]


def test_the_grounds_of_the_present_regime_leave_out_what_has_ended():
    found = bases("r2024", date(2026, 1, 15))

    assert "Căn cứ Luật Thi đua, khen thưởng năm 2022" in found
    assert "Căn cứ Nghị định số 152/2025/NĐ-CP của Chính phủ" in found
    assert not any("98/2023" in line or "01/2024" in line for line in found)


def test_a_file_decided_late_rests_on_the_law_of_its_regime():
    assert "Căn cứ Nghị định số 91/2017/NĐ-CP của Chính phủ" in bases("r2018", date(2026, 1, 15))


def test_a_replaced_circular_is_no_ground_any_more():
    found = bases("r2018", date(2020, 1, 2))

    assert [line for line in found if "Thông tư" in line] == ["Căn cứ Thông tư số 12/2019/TT-BNV của Bộ Nội vụ"]


def test_a_decision_of_one_city_is_no_ground_in_another():
    assert not any("QĐ-UBND" in line for line in bases("r2018", date(2019, 1, 8), place="Hà Nội"))


def test_the_grounds_of_the_campaign_stand_among_the_others():
    found = bases("r2018", date(2019, 1, 8), own="Kế hoạch số 12/KH-SKHCN;\nThực hiện Chỉ thị số 1.")

    assert found[-3:-1] == ["Căn cứ Kế hoạch số 12/KH-SKHCN", "Thực hiện Chỉ thị số 1"]


def test_a_draft_leaves_room_for_the_pen():
    assert wording.number_line("", "QĐ", "SKHCN") == f"Số: {wording.BLANK}/QĐ-SKHCN"
    assert wording.place_and_date("Đà Nẵng", date(2019, 1, 8), 2019) == "Đà Nẵng, ngày 08 tháng 01 năm 2019"
    assert wording.place_and_date("", None, 2019).startswith("Ngày ")
