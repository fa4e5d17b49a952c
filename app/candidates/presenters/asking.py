"""What the address of the screen asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from app.candidates.enums import Standing
from app.eligibility.enums import Subject
from app.web.reading import read_id, read_member

LONGEST_SEARCH: Final = 100
GAINS: Final = "gains"
LOSES: Final = "loses"


@dataclass(frozen=True, slots=True)
class Asked:
    """Every value checked or dropped; ``than`` is the regime to compare with, ``change`` who gains or loses by it."""

    subject: Subject = Subject.INDIVIDUAL
    regime: str = ""
    than: str = ""
    award: str = ""
    standing: Standing | None = None
    change: str = ""
    unit: UUID | None = None
    q: str = ""
    by_year: int | None = None
    """Only who could be eligible in this year or before."""
    by_standing: bool = False
    page: int = 1

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> "Asked":
        """Return what an address asks for; what it forges or misspells is left out."""
        page, year = arguments.get("page", ""), arguments.get("by", "")
        change = arguments.get("change", "")
        return cls(
            subject=read_member(Subject, arguments.get("subject")) or Subject.INDIVIDUAL,
            regime=arguments.get("regime", "")[:20],
            than=arguments.get("than", "")[:20],
            award=arguments.get("award", "")[:20],
            standing=read_member(Standing, arguments.get("standing")),
            change=change if change in {GAINS, LOSES} else "",
            unit=read_id(arguments.get("unit")),
            q=" ".join(arguments.get("q", "")[:LONGEST_SEARCH].split()),
            by_year=int(year) if year.isdecimal() and year.isascii() and len(year) == 4 else None,
            by_standing=arguments.get("sort") == "standing",
            page=int(page) if page.isdecimal() and 0 < len(page) < 6 and int(page) else 1,
        )

    def address(self, path: str, **changes: Any) -> str:  # Any: values of several types
        """Return the address with some values changed, on the first page unless one is named."""
        wanted = replace(self, **{"page": 1, **changes})
        values = {
            "subject": "" if wanted.subject is Subject.INDIVIDUAL else wanted.subject.value,
            "regime": wanted.regime,
            "than": wanted.than,
            "award": wanted.award,
            "standing": wanted.standing.value if wanted.standing else "",
            "change": wanted.change,
            "unit": str(wanted.unit or ""),
            "q": wanted.q,
            "by": str(wanted.by_year or ""),
            "sort": "standing" if wanted.by_standing else "",
            "page": str(wanted.page) if wanted.page > 1 else "",
        }
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{path}?{query}" if query else path
