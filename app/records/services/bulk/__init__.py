"""Many entries at once, from a table: read, shown, then taken whole or not at all."""

from app.records.services.bulk.kinds import Read, TableKind, add_table_kind, table_kind, table_kinds
from app.records.services.bulk.matching import Book, Match
from app.records.services.bulk.reading import Preview, Row, preview, take
from app.records.services.bulk.tables import Refused, needed, parsed

__all__ = [
    "Book",
    "Match",
    "Preview",
    "Read",
    "Refused",
    "Row",
    "TableKind",
    "add_table_kind",
    "needed",
    "parsed",
    "preview",
    "table_kind",
    "table_kinds",
    "take",
]
