"""The fonts of papers are the ones we say they are, and they know Vietnamese."""

import re
import unicodedata
from hashlib import sha256
from itertools import product

import pytest

from app.documents.pdf import FONTS, letters

ROW = re.compile(r"^\| [^|]+ \| [\d.]+ \| [^|]+ \| `(?P<file>[^`]+)` \| `(?P<hash>[0-9a-f]{64})` \|$", re.MULTILINE)
LISTED = {match["file"]: match["hash"] for match in ROW.finditer((FONTS / "VENDOR.md").read_text(encoding="utf-8"))}
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def test_every_file_is_listed():
    assert {path.name for path in FONTS.iterdir()} - {"VENDOR.md"} == set(LISTED)


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_file_has_the_listed_hash(name):
    assert sha256((FONTS / name).read_bytes()).hexdigest() == LISTED[name]


def test_every_vietnamese_letter_has_a_shape():
    small = [unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)]
    wanted = "".join(small) + "bcdđghklmnpqrstvxfjwz" + "0123456789" + "₫%§°²×–—…“”‘’«»≥≤•\u00a0"
    wanted += wanted.upper()
    assert [each for each in wanted if ord(each) not in letters()] == []
