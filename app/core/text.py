"""Vietnamese text: cleaning, folding for search, ordering, dates and numbers as officers write them."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

SORT_KEY_LENGTH: Final = 255
"""Sort keys are cut here, so that a column of this length always takes them."""

MAX_IN_WORDS: Final = 10**15

_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_ALPHABET: Final = tuple("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
_ASCII_CODES: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg"
_LETTER_CODES: Final = dict(zip((unicodedata.normalize("NFD", each) for each in _ALPHABET), _ASCII_CODES, strict=True))
# Old converters put the Icelandic eth where đ belongs; the two look the same on paper.
_PLAIN_D: Final = str.maketrans("đð", "dd")
_TRUE_D: Final = str.maketrans("ð", "đ")
# Letters that print as nothing, although Unicode does not class them as control or format characters.
_BLANKS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_TOKEN: Final = re.compile(r"\d+|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'’ʼ])*")
_LETTER: Final = re.compile(r"([^\W\d_])([\u0300-\u036f]*)")

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}
_SCALES: Final = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))
_BILLION: Final = 10**9

_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})(?P<mark>[/-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)

_ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def nfc(text: str) -> str:
    """Return one clean line: composed letters, no control or invisible characters, single spaces, trimmed.

    >>> nfc("  Nguye\u0302\u0303n\u200b \t Văn\xa0An ")
    'Nguyễn Văn An'
    """
    return " ".join(_composed(text).split())


def nfc_block(text: str) -> str:
    """Clean a text of several lines like ``nfc``, keeping line breaks and at most one empty line between paragraphs.

    >>> nfc_block("Dòng  một \\r\\n\\r\\n\\r\\n\\r\\n Dòng hai\\n")
    'Dòng một\\n\\nDòng hai'
    """
    lines = (" ".join(line.split()) for line in _composed(text).splitlines())
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(character for character in text if _visible(character)))


@lru_cache(maxsize=4096)
def _visible(character: str) -> bool:
    """Spaces and line breaks count as visible here; they are evened out afterwards."""
    if character.isspace():
        return True
    code = ord(character)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or 0xFE00 <= code <= 0xFE0F:
        return False  # Not allowed in XML, or a mere hint about the look of the letter before.
    return character not in _BLANKS and unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def fold(text: str) -> str:
    """Return the form used for searching: lower case, no diacritics, đ as d, single spaces.

    Both sides of a search are folded here, because databases disagree (SQLite FTS5 keeps đ).

    >>> fold("  ĐẶNG Thị  Ngọc Ánh ")
    'dang thi ngoc anh'
    """
    decomposed = unicodedata.normalize("NFKD", nfc(text)).lower()
    letters = "".join(character for character in decomposed if unicodedata.category(character) != "Mn")
    return nfc(letters.translate(_PLAIN_D))


def name_sort_key(full_name: str) -> str:
    """Return an ASCII key that orders people the Vietnamese way: given name, then middle, then family name.

    Compare keys byte by byte (SQLite ``BINARY``, PostgreSQL ``COLLATE "C"``): both give the same order.

    >>> sorted(["Lê Văn Đặng", "Trần Thị Đan", "Võ Văn Dương", "Phạm An"], key=name_sort_key)
    ['Phạm An', 'Võ Văn Dương', 'Trần Thị Đan', 'Lê Văn Đặng']
    """
    words = nfc(full_name).split()
    parts = (words[-1:], words[1:-1], words[:-1][:1])
    return " ".join(_order_code(" ".join(part)) for part in parts)[:SORT_KEY_LENGTH]


def label_sort_key(text: str) -> str:
    """Return an ASCII key that orders unit names and titles by the same alphabet from left to right.

    Numbers compare by value, punctuation is passed over.

    >>> sorted(["Đội 10", "Đội 2", "Đảng ủy", "Văn phòng", "Ban Dân vận"], key=label_sort_key)
    ['Ban Dân vận', 'Đảng ủy', 'Đội 2', 'Đội 10', 'Văn phòng']
    """
    return _order_code(nfc(text))[:SORT_KEY_LENGTH]


def _order_code(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower().translate(_TRUE_D))
    return "".join(_token_code(token) for token in _TOKEN.findall(decomposed))


def _token_code(token: str) -> str:
    """Letters first, then the tone (ngang, huyền, hỏi, ngã, sắc, nặng), as Vietnamese dictionaries order syllables.

    ``!`` sorts before every letter code, so a shorter syllable precedes the longer ones that begin with it.
    """
    if token[0].isdecimal():
        digits = "".join(str(unicodedata.digit(digit)) for digit in token).lstrip("0")
        return f"{min(len(digits), 9)}{digits}!"
    tone, letters = "0", []
    for letter, marks in _LETTER.findall(token):
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), tone)
        letters.append(_letter_code(letter, marks))
    return "".join(letters) + "!" + tone


def _letter_code(letter: str, marks: str) -> str:
    """Order ă, â, đ, ê, ô, ơ, ư as letters of their own; letters of other scripts follow z by code point."""
    for mark in marks:
        if letter + mark in _LETTER_CODES:
            return _LETTER_CODES[letter + mark]
    return _LETTER_CODES.get(letter, f"~{ord(letter):06x}")


def long_date_vi(day: date) -> str:
    """Write a date as official papers do: a leading 0 for days below 10 and for months 1 and 2 only.

    Source: Decree 30/2020/NĐ-CP, Appendix I, part II, item 4 (place and date of the paper).

    >>> long_date_vi(date(2026, 9, 2))
    'ngày 02 tháng 9 năm 2026'
    >>> long_date_vi(date(2026, 1, 15))
    'ngày 15 tháng 01 năm 2026'
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """Write a date as dd/mm/yyyy.

    >>> short_date(date(2018, 3, 5))
    '05/03/2018'
    """
    iso = day.isoformat()
    return f"{iso[8:10]}/{iso[5:7]}/{iso[:4]}"


def parse_date(text: str) -> date:
    """Read d/m/yyyy, dd/mm/yyyy, d-m-yyyy or ISO yyyy-mm-dd; anything else is a ``ValueError``.

    >>> parse_date(" 5/3/2018 ") == parse_date("05-03-2018") == parse_date("2018-03-05") == date(2018, 3, 5)
    True
    """
    cleaned = nfc(text)
    match = _DAY_FIRST.fullmatch(cleaned) or _YEAR_FIRST.fullmatch(cleaned)
    if match is None:
        raise ValueError("not a date")
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def number_vi(number: int | Decimal) -> str:
    """Write a number with "." between thousands and "," before decimals, keeping the decimals given.

    >>> number_vi(2530000), number_vi(Decimal("-1234.50"))
    ('2.530.000', '-1.234,50')
    """
    return number_en(number).translate(str.maketrans(",.", ".,"))


def number_en(number: int | Decimal) -> str:
    """Write a number with "," between thousands and "." before decimals, keeping the decimals given.

    >>> number_en(2530000), number_en(Decimal("1234.5"))
    ('2,530,000', '1,234.5')
    """
    return f"{number:,d}" if isinstance(number, int) else f"{number:,f}"


def number_words_vi(number: int) -> str:
    """Read an integer of up to 10^15 in Vietnamese words.

    After mươi, 1 is mốt, 4 is tư, 5 is lăm; after mười, 5 is lăm, but 1 and 4 stay một and bốn; no tens is linh.
    Source: Unicode CLDR, common/rbnf/vi.xml, with two choices of official papers: the northern "linh" for its "lẻ",
    and "không trăm" after triệu and tỷ too (CLDR only says it after nghìn), so that no digit can be slipped in.

    >>> number_words_vi(2530000)
    'hai triệu năm trăm ba mươi nghìn'
    >>> number_words_vi(1024)
    'một nghìn không trăm hai mươi tư'
    >>> number_words_vi(105)
    'một trăm linh năm'
    """
    if abs(number) > MAX_IN_WORDS:
        raise ValueError("number too large to be read")
    if number == 0:
        return _DIGITS[0]
    return " ".join((["âm"] if number < 0 else []) + _read(abs(number), full=False))


def _read(number: int, *, full: bool) -> list[str]:
    """``full`` says that larger groups were read before, so empty hundreds must be said."""
    billions, rest = divmod(number, _BILLION)
    words = [*_read(billions, full=full), "tỷ"] if billions else []
    for size, scale in _SCALES:
        group, rest = divmod(rest, size)
        if group:
            words += _read_group(group, full=full or bool(words))
            words += [scale] if scale else []
    return words


def _read_group(group: int, *, full: bool) -> list[str]:
    hundreds, below = divmod(group, 100)
    tens, ones = divmod(below, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words += ["mười"]
    elif ones and words:
        words += ["linh"]
    return [*words, _read_ones(tens, ones)] if ones else words


def _read_ones(tens: int, ones: int) -> str:
    if tens > 1:
        return _AFTER_TENS.get(ones, _DIGITS[ones])
    return "lăm" if tens == 1 and ones == 5 else _DIGITS[ones]


def roman(number: int) -> str:
    """Write 1 to 3999 in Roman numerals, as parts of reports are numbered.

    >>> roman(4), roman(2018)
    ('IV', 'MMXVIII')
    """
    if not 1 <= number <= 3999:
        raise ValueError("Roman numerals run from 1 to 3999")
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral
