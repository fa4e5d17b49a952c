"""The words of minutes and counts, without a database."""

from datetime import UTC, datetime

import pytest

from app.council.presenters.minutes_text import moment_vi
from app.council.presenters.papers import sections
from app.council.presenters.words import nominee_detail, percent_in


@pytest.mark.parametrize(
    ("hundredths", "vietnamese", "expected"),
    [(6666, True, "66,66"), (6666, False, "66.66"), (7000, True, "70"), (0, True, "0"), (10_000, False, "100")],
)
def test_a_share_is_written_as_the_language_does(hundredths: int, vietnamese: bool, expected: str):
    assert percent_in(hundredths, vietnamese=vietnamese) == expected


def test_a_moment_is_written_on_the_clock_of_viet_nam():
    assert moment_vi(datetime(2018, 12, 4, 18, 5, tzinfo=UTC)) == "1 giờ 05, ngày 05 tháng 12 năm 2018"


def test_minutes_fall_into_headed_sections():
    text = "Lời mở\n\nI. Thời gian\nSáng nay.\n\nII. Thành phần\n- Ông A\n- Bà B\nIV là số La Mã."

    assert sections(text) == [
        ("", ["Lời mở"]),
        ("I. Thời gian", ["Sáng nay."]),
        ("II. Thành phần", ["- Ông A", "- Bà B", "IV là số La Mã."]),
    ]


def test_a_collective_is_not_called_by_its_name_twice():
    assert nominee_detail("Văn phòng", "", "Văn phòng") == ""
    assert nominee_detail("Lê An", "Chuyên viên", "Văn phòng") == "Chuyên viên, Văn phòng"
