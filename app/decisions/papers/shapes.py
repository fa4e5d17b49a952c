"""The lines of a paper, from the heads of the two columns to the annexed list; kept as they were signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class AnnexGroup:
    """The names of one award within a part of the annexed list."""

    heading: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """I. Tập thể, II. Cá nhân."""

    heading: str
    groups: Sequence[AnnexGroup]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a decision, with its numbered points."""

    label: str
    text: str
    points: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a paper, from the heads of the two columns to the annexed list."""

    agency_above: str
    agency: str
    number: str
    place_date: str
    about: str
    signature: Sequence[str]
    signer_name: str
    bases: Sequence[str]
    recipients: Sequence[str]
    issuer: str = ""
    articles: Sequence[Article] = ()
    paragraphs: Sequence[str] = ()
    points: Sequence[str] = ()
    addressee: str = ""
    annex_about: str = ""
    annex_reference: str = ""
    parts: Sequence[AnnexPart] = ()


_STORED: Final = TypeAdapter(Paper)


def kept(paper: Paper) -> dict[str, Any]:  # Any: what JSON holds
    """Return a paper as it is stored once it is signed."""
    stored: dict[str, Any] = _STORED.dump_python(paper, mode="json")  # Any: as above
    return stored


def restored(stored: dict[str, Any]) -> Paper:  # Any: as above
    """Return a stored paper, line by line as it was signed."""
    return _STORED.validate_python(stored)
