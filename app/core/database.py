"""The one database: base class, naming convention, column types and the subtree condition."""

import os
import sqlite3
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ColumnElement, Connection, DateTime, Dialect, Engine, Enum, MetaData, event, false, or_
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, declared_attr, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import String, TypeDecorator


class Base(DeclarativeBase):
    """Parent of every table; constraints are named so that migrations can name them too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)


def new_id() -> UUID:
    """Return a time-ordered identifier (RFC 9562 version 7), so that new rows lie together in an index."""
    millis = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    value = (millis << 80) | (0x7 << 76) | ((random >> 68 & 0xFFF) << 64) | (0b10 << 62) | (random & (1 << 62) - 1)
    return UUID(int=value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC on both databases; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_column(kind: type[StrEnum], **options: Any) -> Mapped[Any]:  # Any: mapped_column's own open keyword set
    """Return a column that stores the enum by value, with a CHECK of its members."""
    values = Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=options.pop("check_name", None) or f"{kind.__name__.lower()}",
        values_callable=lambda members: [member.value for member in members],
    )
    return mapped_column(values, **options)


def added_enum_column(kind: type[StrEnum], **options: Any) -> Mapped[Any]:  # Any: as above
    """Return an enum column without a CHECK, for one added later: SQLite cannot add a CHECK to a table that exists."""
    values = Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )
    return mapped_column(values, **options)


def sort_text(length: int) -> String:
    """Return a string type that sorts byte by byte on both databases (sort keys, tree paths)."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Identified:
    """A time-ordered primary key."""

    @declared_attr
    def id(cls) -> Mapped[UUID]:  # noqa: N805 - declared_attr works on the class
        return mapped_column(primary_key=True, default=new_id, sort_order=-10)


class Versioned:
    """A version number that grows with every change, so that a stale form is noticed."""

    version: Mapped[int] = mapped_column(sort_order=90)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - declared_attr works on the class
        return {"version_id_col": cls.version}


def within(path: InstrumentedAttribute[str] | ColumnElement[str], roots: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition "``path`` lies in one of these subtrees", as indexed ranges; no roots: never."""
    ranges = [(path >= root) & (path < root[:-1] + "/") for root in roots]
    return or_(*ranges) if ranges else false()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    """Write-ahead log, foreign keys, patience; transactions are begun by ``_begin_sqlite``, not by the driver."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=15000", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}").close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Begin a writing transaction at once: read, then write, then wait would fail with "database is locked"."""
    if connection.dialect.name == "sqlite":
        # Said to the driver itself: every page begins so, and SQLAlchemy's way costs as much as a small query.
        kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.connection.cursor().execute(f"BEGIN {kind}")
