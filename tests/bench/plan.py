"""What is measured: sizes, repetitions, and the facts about a seeded world that the pages need."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

BODIES: Final = 150
UNITS_PER_BODY: Final = 15
PEOPLE: Final = 40_000
PEOPLE_OF_HEAVY_BODY: Final = 5_000
YEARS: Final = 10

SMALL: Final = 1_000
LARGE: Final = 100_000
ON_THE_TABLE: Final = 60
"""Files under vote in the open meeting, at every size."""
COUNCIL_SIZE: Final = 9

RARE_NAME: Final = "Khuất Duy Tân"
"""Borne by one nominee only: a search for it must look at the whole body and year."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many nominations a world holds, and how many of them lie in the benched body and year."""

    total: int
    heavy: int

    @property
    def name(self) -> str:
        """The size as the table prints it."""
        return f"{self.total // 1000}k"


def size_of(total: int) -> Size:
    """A tenth of all nominations lies in the benched body and year; never less than ten pages of it.

    So both sizes print pages of the same length, and their ratio measures the data, not the rows printed.
    """
    return Size(total, max(total // 10, min(total // 2, 500)))


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody signed in: the token of their session."""

    token: str
    person_id: UUID | None


@dataclass(frozen=True, slots=True)
class World:
    """Where the pages of one size are found."""

    size: Size
    url: str
    year: int
    body_id: UUID
    unit_id: UUID
    unit_path: str
    nomination_id: UUID
    person_id: UUID
    meeting_id: UUID
    item_ids: tuple[UUID, ...]
    hr: Account
    officer: Account
    members: tuple[Account, ...]
