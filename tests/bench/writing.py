"""Bulk inserts with Core: what the seed uses to write rows by the thousand."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, insert

from app.core.database import Base

BATCH = 10_000

Row = Mapping[str, Any]
T = TypeVar("T")


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of at most ``size`` items."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch


def write(connection: Connection, model: type[Base], rows: Iterable[Row]) -> None:
    """Insert rows that all name the same columns, in batches."""
    statement = insert(model)
    for batch in in_batches(rows, BATCH):
        connection.execute(statement, batch)
