"""Keyset paging: a page begins after the last row seen, however far down; no OFFSET."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Select, Uuid, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

Row = TypeVar("Row")
Key = tuple[str | int, ...]

_LARGEST: Final = 2**63 - 1
_LARGEST_PLAIN: Final = 2**31 - 1

AnySelect = Select[*tuple[Any, ...]]  # Any: whatever columns the caller turns into rows


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of results; cursors are None at the ends, ``total`` counts all pages (None: not counted)."""

    items: Sequence[Row]
    next_cursor: str | None
    previous_cursor: str | None
    total: int | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: the sort key of a row, and whether we read on after it or back before it."""

    key: Key
    backwards: bool

    def encode(self) -> str:
        text = json.dumps([self.backwards, *self.key], ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str | None, width: int) -> "Cursor | None":
        """Return the cursor, or None for no, a broken or a foreign one: the list then starts at its beginning."""
        try:
            backwards, *key = json.loads(base64.urlsafe_b64decode((text or "").encode() + b"=="))
        except (ValueError, binascii.Error, TypeError, RecursionError):
            return None
        fits = len(key) == width and all(isinstance(part, str | int) for part in key)
        return cls(tuple(key), backwards is True) if fits else None


def _bounds(columns: Sequence[InstrumentedAttribute[Any] | ColumnElement[Any]], key: Key) -> list[Any] | None:
    """Return the key as values of these columns, or None for the key of another list."""
    try:
        return [_bound(column, part) for column, part in zip(columns, key, strict=True)]
    except ValueError:
        return None


def _bound(column: ColumnElement[Any] | InstrumentedAttribute[Any], part: str | int) -> ColumnElement[Any]:
    kind = column.type.python_type
    if (kind in (str, int) and not isinstance(part, kind)) or not str(part).isprintable():
        raise ValueError("no key of this list")
    if isinstance(part, int) and abs(part) > (_LARGEST if isinstance(column.type, BigInteger) else _LARGEST_PLAIN):
        raise ValueError("no number that the column could hold")
    return literal(UUID(str(part)) if isinstance(column.type, Uuid) else part, type_=column.type)


def first_page(
    query: AnySelect, columns: Sequence[InstrumentedAttribute[Any] | ColumnElement[Any]], *, size: int, descending: bool
) -> AnySelect:
    """Return the rows from which ``keyset_page`` begins a page, and one more, which tells that there is a next page."""
    return query.order_by(*(column.desc() if descending else column.asc() for column in columns)).limit(size + 1)


def keyset_page(
    fetch: Callable[[AnySelect], Sequence[Row]],
    query: AnySelect,
    columns: Sequence[InstrumentedAttribute[Any] | ColumnElement[Any]],
    key_of: Callable[[Row], Key],
    *,
    cursor: str | None,
    size: int = 50,
    descending: bool = False,
    total: int | None = None,
    first: AnySelect | None = None,
) -> Page[Row]:
    """Return one page of ``query`` ordered by ``columns`` (all in one direction; the last one unique).

    ``first``: the statement of the first page, made once by ``first_page`` and kept by the caller.
    """
    at = Cursor.decode(cursor, len(columns))
    bounds = _bounds(columns, at.key) if at else None
    at = at if bounds else None
    backwards = at is not None and at.backwards
    downwards = descending != backwards
    if at is not None and bounds:
        here, there = tuple_(*columns), tuple_(*bounds)
        query = query.where(here < there if downwards else here > there)
    ordered = first if first is not None and at is None else first_page(query, columns, size=size, descending=downwards)
    found = list(fetch(ordered))
    more = len(found) > size
    items = found[:size]
    if backwards:
        items.reverse()
    has_next, has_previous = (True, more) if backwards else (more, at is not None)
    return Page(
        items,
        Cursor(key_of(items[-1]), False).encode() if items and has_next else None,
        Cursor(key_of(items[0]), True).encode() if items and has_previous else None,
        total,
    )
