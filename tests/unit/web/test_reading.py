"""What an address says is read, or is nothing."""

from uuid import UUID

import pytest

from app.eligibility.enums import Subject
from app.web.reading import read_id, read_member

KNOWN = "0190a6b2-7c00-7000-8000-0123456789ab"


@pytest.mark.parametrize(
    ("text", "found"), [(KNOWN, UUID(KNOWN)), (KNOWN[:-1], None), ("x" * 10_000, None), ("", None), (None, None)]
)
def test_an_id_is_read_or_is_nothing(text: str | None, found: UUID | None):
    assert read_id(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("individual", Subject.INDIVIDUAL), ("INDIVIDUAL", None), ("nobody", None), ("", None), (None, None)],
)
def test_a_choice_is_read_or_is_nothing(text: str | None, found: Subject | None):
    assert read_member(Subject, text) is found
