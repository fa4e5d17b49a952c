"""The kinds of table that can be taken; features above this one may lend theirs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app.core.access import Actor
from app.core.errors import NotFound, Problem
from app.documents.headings import Column, Line
from app.records.services.bulk.matching import Book


@dataclass(slots=True)
class Read:
    """What one line says: facts, or what is wrong; ``whose`` and ``what`` are for the preview."""

    line: Line
    facts: Any = None  # Any: facts of the kind
    whose: str = ""
    what: str = ""
    problems: list[Problem] | None = None
    joined_to: int | None = None
    """Number of the line above that this one completes, as a co-author does."""


@dataclass(frozen=True, slots=True)
class TableKind:
    """A kind of table: its columns, how a line is read, checked and taken."""

    slug: str
    title: object
    help: object
    columns: tuple[Column, ...]
    needed: tuple[tuple[str, ...], ...]
    """Groups of columns of which at least one must be there."""
    read: Callable[[Sequence[Line], Book], list[Read]]
    check: Callable[[Session, Sequence[Any], Actor, datetime], Sequence[Sequence[Problem]]]
    take: Callable[[Sequence[Any], Actor, datetime], int]


_KINDS: Final[dict[str, TableKind]] = {}


def add_table_kind(kind: TableKind) -> None:
    """Learn a kind of table."""
    _KINDS[kind.slug] = kind


def table_kinds() -> list[TableKind]:
    """Return every kind of table, in the order in which they were lent."""
    return list(_KINDS.values())


def table_kind(slug: str) -> TableKind:
    """Return a kind by its address; raises NotFound."""
    if slug not in _KINDS:
        raise NotFound
    return _KINDS[slug]
