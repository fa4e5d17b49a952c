"""What comes with an award, what a certificate is worth, numbers and days."""

from datetime import date

import pytest

from app.campaigns.enums import CampaignKind
from app.certificates import rules
from app.certificates.enums import CertificateState, Gift

DAY = date(2019, 1, 7)


@pytest.mark.parametrize(
    ("code", "gift"),
    [
        ("LDTT", Gift.NOTHING),
        ("TTLDTT", Gift.NOTHING),
        ("CSTDCS", Gift.CERTIFICATE),
        ("TTLDXS", Gift.CERTIFICATE),
        ("GK_CN", Gift.CERTIFICATE),
        ("CTDT", Gift.FLAG),
    ],
)
def test_what_comes_with_an_award(code: str, gift: Gift):
    assert rules.gift_of(code) is gift


def test_the_lines_of_a_certificate():
    assert (rules.verb_line("r2018", "CSTDCS"), rules.verb_line("r2018", "GK_CN")) == ("Tặng danh hiệu", "Tặng")
    assert rules.verb_line("r2018", "UNKNOWN") == "Tặng"
    assert rules.award_line("GK_TT", "Giấy khen của thủ trưởng") == "Giấy khen"
    assert rules.award_line("CSTDCS", "Chiến sĩ thi đua cơ sở") == "Chiến sĩ thi đua cơ sở"
    yearly = rules.achievement(CampaignKind.YEARLY, "Tổng kết", 2018)
    assert yearly == "Đã có thành tích xuất sắc trong phong trào thi đua năm 2018"
    other = rules.achievement(CampaignKind.THEMATIC, "Phong trào chuyển đổi số", 2026)
    assert other == "Đã có thành tích xuất sắc trong phong trào chuyển đổi số"


@pytest.mark.parametrize(
    ("revoked", "replaced", "again", "state"),
    [
        (False, False, False, CertificateState.ISSUED),
        (False, False, True, CertificateState.REISSUED),
        (False, True, False, CertificateState.REPLACED),
        (False, True, True, CertificateState.REPLACED),
        (True, True, True, CertificateState.REVOKED),
        (True, False, False, CertificateState.REVOKED),
    ],
)
def test_what_a_certificate_is_worth(revoked: bool, replaced: bool, again: bool, state: CertificateState):
    assert rules.state_of(is_revoked=revoked, is_replaced=replaced, is_reissue=again) is state


def issue_fields(**changes: object) -> list[str | None]:
    facts = {
        "first": 1,
        "count": 3,
        "golden": 1,
        "issued_on": DAY,
        "decided_on": DAY,
        "today": DAY,
        "achievement": "",
        **changes,
    }
    return [problem.field for problem in rules.issue_problems(**facts)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"golden": None}, []),
        ({"first": 0}, ["number"]),
        ({"first": rules.MAX_NUMBER - 1}, ["number"]),
        ({"golden": 0}, ["golden_number"]),
        ({"issued_on": date(2019, 1, 6)}, ["issued_on"]),
        ({"today": date(2019, 1, 6)}, ["issued_on"]),
        ({"achievement": "a" * 601}, ["achievement"]),
    ],
)
def test_numbers_and_day_are_checked(changes: dict[str, object], fields: list[str]):
    assert issue_fields(**changes) == fields


def test_a_layout_lies_across_and_is_filled_in():
    lines = (("authority_line", "GIÁM ĐỐC", 200), ("signer_post", "Giám đốc", 120))
    assert rules.layout_problems(297, 210, *lines) == []
    assert [each.field for each in rules.layout_problems(200, 210, *lines)] == ["height_mm"]
    assert [each.field for each in rules.layout_problems(100, 500, *lines)] == ["width_mm", "height_mm"]
    empty = (("authority_line", "", 200), ("signer_post", "x" * 121, 120))
    assert [each.field for each in rules.layout_problems(297, 210, *empty)] == ["authority_line", "signer_post"]
