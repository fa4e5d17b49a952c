"""Rows of a database of any revision as portable JSON: how a release's data is kept, loaded and compared.

    INSTANCE_DIR=... python -m tests.released_data tests/data/released_0001.json.xz

writes what the database of this instance holds (see ``tests/data/README.md``).
"""

import json
import lzma
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON, Boolean, Column, Connection, Date, DateTime, Integer, MetaData, Numeric, Table, Text, Uuid
from sqlalchemy.types import CHAR, TypeEngine

Data = dict[str, dict[str, Any]]

TYPES: Final[dict[str, TypeEngine[Any]]] = {
    "uuid": Uuid(),
    "moment": DateTime(timezone=True),
    "day": Date(),
    "flag": Boolean(),
    "number": Integer(),
    "decimal": Numeric(),
    "json": JSON(none_as_null=True),
    "text": Text(),
}
"""The kinds of values of both databases by one name each."""

KEPT_OUT: Final = {"alembic_version", "user_session"}
UNUSABLE: Final = {("user_account", "password_hash"): "!"}
"""Nothing that signs anybody in is kept."""


def kind_of(column: Column[Any]) -> str:
    """Return the name of a column's type; SQLite knows a UUID as 32 characters."""
    if isinstance(column.type, Uuid) or (isinstance(column.type, CHAR) and column.type.length == 32):
        return "uuid"
    known = ((JSON, "json"), (DateTime, "moment"), (Date, "day"), (Boolean, "flag"), (Integer, "number"))
    for kind, name in (*known, (Numeric, "decimal")):
        if isinstance(column.type, kind):
            return name
    return "text"


def dump(connection: Connection) -> Data:
    """Return every row, tables in the order in which they can be filled again."""
    return {table.name: _dumped(connection, table) for table in reflected(connection) if table.name not in KEPT_OUT}


def reflected(connection: Connection) -> list[Table]:
    """Return the tables as they are in this database, those that others point to first."""
    found = MetaData()
    found.reflect(connection)
    return found.sorted_tables


def _dumped(connection: Connection, table: Table) -> dict[str, Any]:
    kinds = {column.name: kind_of(column) for column in table.columns}
    typed = _table(table.name, kinds)
    key = [typed.c[column.name] for column in table.primary_key]
    rows = connection.execute(typed.select().order_by(*key)).all()
    cells = [
        [UNUSABLE.get((table.name, name), _plain(value)) for name, value in zip(kinds, row, strict=True)]
        for row in rows
    ]
    return {"columns": kinds, "rows": cells}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value


def load(connection: Connection, data: Data) -> None:
    """Fill the tables of a new database with these rows; what the revision itself has put there makes room."""
    tables = {name: _table(name, part["columns"]) for name, part in data.items()}
    for table in reversed(tables.values()):
        connection.execute(table.delete())
    for name, part in data.items():
        kinds: dict[str, str] = part["columns"]
        rows = [
            {column: _value(kind, cell) for (column, kind), cell in zip(kinds.items(), row, strict=True)}
            for row in part["rows"]
        ]
        if rows:
            connection.execute(tables[name].insert(), rows)


def _table(name: str, kinds: dict[str, str]) -> Table:
    return Table(name, MetaData(), *(Column(column, TYPES[kind]) for column, kind in kinds.items()))


def _value(kind: str, cell: Any) -> Any:
    if cell is None:
        return None
    match kind:
        case "uuid":
            return UUID(cell)
        case "moment":
            return datetime.fromisoformat(f"{cell}+00:00")
        case "day":
            return date.fromisoformat(cell)
        case "decimal":
            return Decimal(cell)
        case _:
            return cell


def read(path: Path) -> dict[str, Any]:
    """Return a kept release: its revision, the figures its own program printed, and its rows."""
    kept: dict[str, Any] = json.loads(lzma.decompress(path.read_bytes()))
    return kept


def write(path: Path, revision: str, figures: dict[str, Any], data: Data) -> None:
    """Keep a release."""
    kept = {"revision": revision, "figures_2018": figures, "data": data}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def main(path: Path) -> None:
    """Write the database of the configured instance, with the figures of 2018 as its program prints them."""
    from app import create_app
    from app.core.database import db

    app = create_app()
    printed = app.test_cli_runner().invoke(args=["report", "year-end", "--year", "2018", "--format", "json"])
    with app.app_context(), db.engine.connect() as connection:
        revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        write(path, revision, json.loads(printed.output), dump(connection))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
