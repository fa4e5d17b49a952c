"""Vietnamese text, dates and numbers."""

import contextlib
import doctest
import unicodedata
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import text
from app.core.text import (
    SORT_KEY_LENGTH,
    fold,
    label_sort_key,
    long_date_vi,
    name_sort_key,
    nfc,
    nfc_block,
    number_en,
    number_vi,
    number_words_vi,
    parse_date,
    roman,
    short_date,
)

VIETNAMESE = st.text(alphabet="aàảãáạăằâậbcdđeéêệfghiịklmnoọôộơợpqrstuụưựvxyỹĐÂ Ơ'-0123456789")

IN_ORDER = [
    "Trần Văn An",
    "Lê Thị Anh",
    "Lê Thị Ánh",
    "Phạm Gia Ân",
    "Võ Thị Bảo",
    "Ngô Đức Chính",
    "Hồ Ngọc Danh",
    "Bùi Anh Dũng",
    "Đỗ Anh Dũng",
    "Lê Ánh Dũng",
    "Lê Văn Dương",
    "Lê Đan",
    "Vũ Thị Đào",
    "An Văn Đặng",
    "Lê Thị Em",
    "Lê Thị Hà",
    "Lê Thị Hạ",
    "Nguyễn Thị Hoa",
    "Nguyễn Thị Hòa",
    "Nguyễn Thị Hoàng",
    "Lê Ma",
    "Lê Mà",
    "Lê Mả",
    "Lê Mã",
    "Lê Má",
    "Lê Mạ",
    "Đinh Oanh",
    "Đinh Ơn",
    "Lê Tú",
    "Lê Tư",
    "Lê Yên",
]


def test_examples_in_the_docstrings_hold() -> None:
    outcome = doctest.testmod(text)
    assert (outcome.failed, outcome.attempted > 10) == (0, True)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("", ""),
        (" \t\n ", ""),
        ("Nguye\u0302\u0303n  Va\u0306n\u00a0A", "Nguyễn Văn A"),
        ("A\u0000\u0007B\u200b\u202eC\ufeff\u00ad", "ABC"),
        ("e\u200b\u0301", "é"),
        ("dòng một\r\ndòng hai", "dòng một dòng hai"),
        ("\ud800\uffffx\u3164", "x"),
    ],
)
def test_a_line_is_cleaned(typed: str, clean: str) -> None:
    assert nfc(typed) == clean


def test_a_block_keeps_its_lines() -> None:
    assert nfc_block("\n a \u200b b\r\nc\r\r\n\n\n\x00 d\u2028e \n\n") == "a b\nc\n\nd\ne"


@given(st.text())
def test_cleaning_and_folding_twice_changes_nothing(typed: str) -> None:
    assert nfc(nfc(typed)) == nfc(typed)
    assert nfc_block(nfc_block(typed)) == nfc_block(typed)
    assert fold(fold(typed)) == fold(typed)


@given(st.text())
def test_a_cleaned_text_is_safe_to_store_and_to_print(typed: str) -> None:
    clean = nfc(typed)
    clean.encode("utf-8")
    assert all(character == " " or unicodedata.category(character) not in {"Cc", "Cf", "Cs"} for character in clean)
    assert clean == unicodedata.normalize("NFC", clean)


@given(VIETNAMESE)
def test_composed_and_decomposed_text_are_the_same(typed: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", typed), unicodedata.normalize("NFD", typed)
    for treat in (nfc, nfc_block, fold, name_sort_key, label_sort_key):
        assert treat(composed) == treat(decomposed)


@given(VIETNAMESE)
def test_folded_vietnamese_is_plain_lower_case_ascii(typed: str) -> None:
    folded = fold(typed)
    assert folded.isascii()
    assert folded == folded.lower()
    assert "  " not in folded


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đặng", "dang"),
        ("ĐÀ NẴNG", "da nang"),
        ("Ðức", "duc"),
        ("Hoà", "hoa"),
        ("Ｎguyễn", "nguyen"),
        ("QĐ-UBND", "qd-ubnd"),
    ],
)
def test_search_form(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_people_sort_by_given_name_then_middle_then_family() -> None:
    assert sorted(set(IN_ORDER), key=name_sort_key) == IN_ORDER
    assert all(name_sort_key(one) < name_sort_key(two) for one, two in pairwise(IN_ORDER))


def test_given_name_decides_before_family_and_middle_names() -> None:
    assert name_sort_key("Nguyễn Thị Hoà Bình") < name_sort_key("An Văn Cường")
    assert name_sort_key("Zơ An") < name_sort_key("An Zơ")


def test_every_d_comes_before_every_d_with_stroke() -> None:
    plain = ["Lê Da", "Lê Duyên", "Lê Dỹ", "Lê Dzũng"]
    stroked = ["Lê Đa", "Lê Đan", "Lê Đặng", "Lê Đỹ"]
    assert max(map(name_sort_key, plain)) < min(map(name_sort_key, stroked))
    assert name_sort_key("Trần Đan") < name_sort_key("Trần Đặng")


def test_two_spellings_of_one_tone_sort_together() -> None:
    assert name_sort_key("Lê Thị Hoà") == name_sort_key("LÊ THỊ HÒA")


@given(st.text(max_size=300))
def test_sort_keys_are_short_ascii_so_bytes_and_characters_order_alike(typed: str) -> None:
    for key in (name_sort_key(typed), label_sort_key(typed)):
        assert key.isascii()
        assert key.isprintable()
        assert len(key) <= SORT_KEY_LENGTH


def test_a_name_of_ten_thousand_characters_has_a_key() -> None:
    assert len(name_sort_key("Nguyễn " * 2000)) == SORT_KEY_LENGTH
    assert len(label_sort_key("9" * 10_000)) == SORT_KEY_LENGTH


def test_unit_names_sort_from_left_to_right_and_numbers_by_value() -> None:
    wanted = [
        "Ban Quản lý",
        "Chi cục Đo lường",
        "Đội 2",
        "Đội 010",
        "Đội 10 bis",
        "Phòng Kế hoạch - Tài chính",
        "Phòng Kế hoạch và Đầu tư",
        "Thanh tra",
        "Trung tâm Ứng dụng",
        "Văn phòng",
    ]
    assert sorted(set(wanted), key=label_sort_key) == wanted


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 9, 2), "ngày 02 tháng 9 năm 2026"),
        (date(2018, 1, 1), "ngày 01 tháng 01 năm 2018"),
        (date(2018, 2, 10), "ngày 10 tháng 02 năm 2018"),
        (date(2018, 3, 9), "ngày 09 tháng 3 năm 2018"),
        (date(2018, 12, 31), "ngày 31 tháng 12 năm 2018"),
    ],
)
def test_official_date(day: date, written: str) -> None:
    assert long_date_vi(day) == written


@given(st.dates())
def test_a_written_date_reads_back(day: date) -> None:
    assert parse_date(short_date(day)) == day
    assert parse_date(short_date(day).replace("/", "-")) == day
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "typed",
    ["", "31/2/2018", "1/13/2018", "1/1/18", "01/02-2018", "2018/01/02", "1.2.2018", "٠١/٠٢/٢٠١٨", "0/1/2018", "x"],
)
def test_what_is_not_a_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  The kind of the error is the whole contract.
        parse_date(typed)


@given(st.text())
def test_reading_a_date_never_fails_otherwise(typed: str) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(parse_date(typed), date)


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (-1234567, "-1.234.567", "-1,234,567"),
        (Decimal("1234567.5"), "1.234.567,5", "1,234,567.5"),
        (Decimal("0.30"), "0,30", "0.30"),
        (Decimal("1E+6"), "1.000.000", "1,000,000"),
    ],
)
def test_numbers(number: int | Decimal, vietnamese: str, english: str) -> None:
    assert (number_vi(number), number_en(number)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (44, "bốn mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (555, "năm trăm năm mươi lăm"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (1010, "một nghìn không trăm mười"),
        (10005, "mười nghìn không trăm linh năm"),
        (2530000, "hai triệu năm trăm ba mươi nghìn"),
        (1050000, "một triệu không trăm năm mươi nghìn"),
        (1000005, "một triệu không trăm linh năm"),
        (10**9, "một tỷ"),
        (1000000001, "một tỷ không trăm linh một"),
        (21 * 10**9 + 4 * 10**6, "hai mươi mốt tỷ không trăm linh bốn triệu"),
        (10**12, "một nghìn tỷ"),
        (10**15, "một triệu tỷ"),
        (
            123456789012345,
            "một trăm hai mươi ba nghìn bốn trăm năm mươi sáu tỷ "
            "bảy trăm tám mươi chín triệu không trăm mười hai nghìn ba trăm bốn mươi lăm",
        ),
        (-24, "âm hai mươi tư"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert number_words_vi(number) == words


def _heard(words: str) -> int:
    """Understand a number that was read aloud: the inverse, written independently."""
    digits = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
    values = {word: value for value, word in enumerate(digits)}
    values |= {"mốt": 1, "tư": 4, "lăm": 5}
    total = millions = group = digit = 0
    for word in words.split():
        match word:
            case "tỷ":
                total, millions, group, digit = (total + millions + group + digit) * 10**9, 0, 0, 0
            case "triệu" | "nghìn":
                millions += (group + digit) * (10**6 if word == "triệu" else 1000)
                group = digit = 0
            case "trăm" | "mươi":
                group, digit = group + digit * (100 if word == "trăm" else 10), 0
            case "mười":
                group, digit = group + 10, 0
            case "linh":
                digit = 0
            case _:
                digit = values[word]
    return total + millions + group + digit


@given(st.integers(min_value=0, max_value=10**15))
def test_a_number_read_aloud_is_understood(number: int) -> None:
    assert _heard(number_words_vi(number)) == number


@pytest.mark.parametrize("number", [10**15 + 1, -(10**15) - 1])
def test_a_number_beyond_reading_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="too large"):
        number_words_vi(number)


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")],
)
def test_roman_numerals(number: int, numeral: str) -> None:
    assert roman(number) == numeral


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_roman_numerals_end(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 3999"):
        roman(number)
