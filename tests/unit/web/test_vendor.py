"""The files of others are the ones we say they are."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

import app

VENDOR = Path(app.__file__).parent / "static" / "vendor"
ROW = re.compile(r"^\| [^|]+ \| [\d.]+ \| [^|]+ \| `(?P<file>[^`]+)` \| `(?P<hash>[0-9a-f]{64})` \|$", re.MULTILINE)
LISTED = {match["file"]: match["hash"] for match in ROW.finditer((VENDOR / "VENDOR.md").read_text(encoding="utf-8"))}


def test_every_vendored_file_is_listed():
    present = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert present - {"VENDOR.md"} == set(LISTED)


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_vendored_file_has_the_listed_hash(name):
    assert sha256((VENDOR / name).read_bytes()).hexdigest() == LISTED[name]


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_vendored_file_asks_for_no_source_map(name):
    assert b"sourceMappingURL" not in (VENDOR / name).read_bytes()
