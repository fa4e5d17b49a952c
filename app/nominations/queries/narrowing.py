"""What narrows a list of nominations: conditions with named places for the values, so that statements can be kept."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Dialect, Select, String, Uuid, bindparam, func, select
from sqlalchemy.orm import aliased

from app.eligibility.enums import Subject
from app.nominations.enums import Channel, Status
from app.nominations.models import Nomination, NominationWord
from app.organisation.queries import Unit


class WrittenId(String):
    """A key as addresses show it: a list and its filters show dozens and reckon with none."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], str]:
        return _written


def _written(key: Any) -> str:  # Any: text of SQLite, a UUID of PostgreSQL
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}" if isinstance(key, str) else str(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows the list; the body and the year always do."""

    body_id: UUID
    body_path: str
    year: int
    status: Status | None = None
    award_code: str = ""
    unit_id: UUID | None = None
    campaign_id: UUID | None = None
    subject: Subject | None = None
    channel: Channel | None = None
    words: tuple[str, ...] = ()
    """Folded words, each with a space before it; the search text holds one before every word."""


def with_word(start: str, end: str) -> Select[int]:
    """Return the numbers of the files of the body and year with a word between two bounds, named places both."""
    return select(NominationWord.number).where(
        NominationWord.body_id == bindparam("body_id"),
        NominationWord.year == bindparam("year"),
        NominationWord.word >= bindparam(start),
        NominationWord.word < bindparam(end),
    )


def _subtree_of(unit_id: ColumnElement[UUID]) -> Select[UUID]:
    root, unit = aliased(Unit), aliased(Unit)
    return (
        select(unit.id)
        .join(root, (unit.path >= root.path) & (unit.path < func.rtrim(root.path, ".") + "/"))
        .where(root.id == unit_id)
    )


_CONDITIONS: Final[dict[str, ColumnElement[bool]]] = {
    "body_id": Nomination.body_id == bindparam("body_id"),
    "year": Nomination.year == bindparam("year"),
    "status": Nomination.status == bindparam("status"),
    "award_code": Nomination.award_code == bindparam("award_code"),
    "unit_id": Nomination.unit_id.in_(_subtree_of(bindparam("unit_id", type_=Uuid()))),
    "campaign_id": Nomination.campaign_id == bindparam("campaign_id"),
    "subject": Nomination.subject == bindparam("subject"),
    "channel": Nomination.channel == bindparam("channel"),
    "looked_up": Nomination.number.in_(with_word("looked_up", "looked_up_end")),
}
_VALUES: Final = ("body_id", "year", "status", "award_code", "unit_id", "campaign_id", "subject", "channel")


def values_of(filters: Filters) -> dict[str, Any]:
    """Return what the statement is told: the values of the filters that are set, by name."""
    values = {name: value for name in _VALUES if (value := getattr(filters, name))}
    return values | {f"word_{number}": f"%{_literally(word)}%" for number, word in enumerate(filters.words)}


def _literally(word: str) -> str:
    return word.replace("/", "//").replace("%", "/%").replace("_", "/_")


def conditions(names: Iterable[str]) -> Iterator[ColumnElement[bool]]:
    """Return the conditions that ask for these values."""
    for name in names:
        known = _CONDITIONS.get(name)
        yield Nomination.search_text.like(bindparam(name), escape="/") if known is None else known
