"""Reading what an address or a form says: what is forged or misspelt is nothing."""

from enum import StrEnum
from typing import TypeVar
from uuid import UUID

E = TypeVar("E", bound=StrEnum)


def read_id(text: str | None) -> UUID | None:
    """Return the id that a text spells, or None."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def read_member(kind: type[E], text: str | None) -> E | None:
    """Return the member of an enum that has this value, or None."""
    try:
        return kind(text) if text else None
    except ValueError:
        return None
