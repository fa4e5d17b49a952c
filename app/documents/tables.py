"""The one reader of tables that people bring: pasted from Excel, or uploaded as XLSX or CSV.

Nothing is trusted and nothing is worked out: a formula is the value that Excel stored beside it, a CSV cell is text.
"""

import csv
import io
import math
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from app.core.text import nfc, nfc_block, short_date
from app.documents.media import MediaType, Refusal, UnacceptableFile, sniff

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Cell = str | int | float | bool | date | None

LONGEST_CELL: Final = 4_000
MOST_COLUMNS: Final = 120
MOST_SHEETS: Final = 40
SPARE_ROWS: Final = 2_000
"""Empty rows that a sheet may have beside those that count."""

_UNPACKED: Final = 80 * 1024 * 1024
_REFERENCE: Final = re.compile(rb"""\sr\s*=\s*["']([^"']{0,40})""")
_PLACE: Final = re.compile(rb"([A-Z]{1,3})?([0-9]{1,7})?")
_ENCODINGS: Final = ("utf-8-sig", "utf-16", "cp1258")
_FIRST_SERIAL_DAY: Final = date(1899, 12, 30)


class Trouble(StrEnum):
    """Why a table cannot be read."""

    EMPTY = "empty"
    UNKNOWN_TYPE = "unknown_type"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"


class UnreadableTable(Exception):
    """The table cannot be read; ``trouble`` says why."""

    def __init__(self, trouble: Trouble) -> None:
        """Keep the reason for the page that explains it."""
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a table may be."""

    bytes: int
    rows: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet, row by row from its very first."""

    name: str
    rows: Sequence[Sequence[Cell]]


def read_table(name: str, stream: BinaryIO, limits: Limits) -> list[Sheet]:
    """Read a file by what it is, not by what it is called; raises UnreadableTable."""
    content = stream.read(limits.bytes + 1)
    if len(content) > limits.bytes:
        raise UnreadableTable(Trouble.TOO_LARGE)
    if not content.strip():
        raise UnreadableTable(Trouble.EMPTY)
    if content.startswith(b"PK\x03\x04"):
        sheets = _read_workbook(name, io.BytesIO(content), limits)
    elif PurePosixPath(name.lower()).suffix in {".csv", ".txt", ".tsv"}:
        sheets = [Sheet("", _read_text(_decoded(content)))]
    else:
        raise UnreadableTable(Trouble.UNKNOWN_TYPE)
    return _within_limits(sheets, limits)


def _within_limits(sheets: list[Sheet], limits: Limits) -> list[Sheet]:
    filled = [sheet for sheet in sheets if any(map(_has_text, sheet.rows))]
    if not filled:
        raise UnreadableTable(Trouble.EMPTY)
    for sheet in filled:
        if sum(map(_has_text, sheet.rows)) > limits.rows:
            raise UnreadableTable(Trouble.TOO_MANY_ROWS)
        if any(len(row) > MOST_COLUMNS for row in sheet.rows):
            raise UnreadableTable(Trouble.TOO_MANY_COLUMNS)
    return filled


def _has_text(row: Sequence[Cell]) -> bool:
    return any(cell is not None and cell != "" for cell in row)


def _decoded(content: bytes) -> str:
    """Decode as Excel writes text: UTF-8, UTF-16 (its "Unicode text"), or the old Vietnamese code page."""
    encodings = _ENCODINGS if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1258")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableTable(Trouble.DAMAGED)


def _read_text(text: str) -> list[list[Cell]]:
    """Split by the sign that the first lines hold most often: a tab, a semicolon or a comma."""
    head = "\n".join(text.splitlines()[:20])
    sign = max("\t;,", key=head.count)
    try:
        rows = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=sign)
        return [[_cleaned(cell) for cell in row] for row in rows]
    except csv.Error as error:
        raise UnreadableTable(Trouble.DAMAGED) from error


def _cleaned(cell: str) -> str:
    return nfc_block(cell[: LONGEST_CELL * 2])[:LONGEST_CELL]


def _read_workbook(name: str, stream: io.BytesIO, limits: Limits) -> list[Sheet]:
    try:
        kind = sniff(name, stream)
    except UnacceptableFile as refusal:
        raise UnreadableTable(_TROUBLE.get(refusal.reason, Trouble.DAMAGED)) from refusal
    if kind is not MediaType.XLSX:
        raise UnreadableTable(Trouble.UNKNOWN_TYPE)
    _refuse_far_cells(stream, limits)
    from python_calamine import CalamineError, CalamineWorkbook  # Late: most processes never read a workbook.

    try:
        book = CalamineWorkbook.from_filelike(stream)
        names = book.sheet_names[:MOST_SHEETS]
        return [Sheet(nfc(each), _cells(book.get_sheet_by_name(each))) for each in names]
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableTable(Trouble.DAMAGED) from error


_TROUBLE: Final = {
    Refusal.EMPTY: Trouble.EMPTY,
    Refusal.UNKNOWN_TYPE: Trouble.UNKNOWN_TYPE,
    Refusal.EXTENSION_MISMATCH: Trouble.UNKNOWN_TYPE,
    Refusal.MACROS: Trouble.UNKNOWN_TYPE,
    Refusal.UNPACKS_TOO_LARGE: Trouble.TOO_LARGE,
}


def _refuse_far_cells(stream: io.BytesIO, limits: Limits) -> None:
    """One cell in the last corner of a sheet would make the reader lay out millions of empty ones."""
    with zipfile.ZipFile(stream) as archive:
        members = [each for each in archive.infolist() if each.filename.lower().startswith("xl/worksheets/")]
        if sum(each.file_size for each in archive.infolist()) > _UNPACKED:
            raise UnreadableTable(Trouble.TOO_LARGE)
        for member in members:
            if member.filename.lower().endswith(".xml"):
                _check_places(archive.read(member), limits)
    stream.seek(0)


def _check_places(content: bytes, limits: Limits) -> None:
    if b"\x00" in content:
        raise UnreadableTable(Trouble.DAMAGED)  # UTF-16: no office program writes sheets so.
    for reference in _REFERENCE.finditer(content):
        place = _PLACE.fullmatch(reference[1])
        if place is None:
            raise UnreadableTable(Trouble.DAMAGED)
        if int(place[2] or 0) > limits.rows + SPARE_ROWS:
            raise UnreadableTable(Trouble.TOO_MANY_ROWS)
        if _column_number(place[1] or b"") > MOST_COLUMNS:
            raise UnreadableTable(Trouble.TOO_MANY_COLUMNS)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cells(sheet: "CalamineSheet") -> list[list[Cell]]:
    return [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def _plain(cell: Any) -> Cell:  # Any: what the reader gives
    if isinstance(cell, str):
        return _cleaned(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, timedelta | time):
        return str(cell)
    return cell if isinstance(cell, int | float | bool | date) else None


def text_of(cell: Cell) -> str:
    """Return a cell as one clean line."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return short_date(cell)
    return nfc(str(cell))


_DAY: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_LONG_DAY: Final = re.compile(r"(\d{1,2})\s+th[aá]ng\s+(\d{1,2})\s+n[aă]m\s+(\d{4})", re.IGNORECASE)
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR: Final = re.compile(r"(?<!\d)(19\d{2}|20\d{2})(?!\d)")


def day_in(text: str) -> tuple[date, str] | None:
    """Find a day inside a text; return it with the words that say it. An impossible day is a ValueError."""
    for pattern in (_LONG_DAY, _DAY):
        if found := pattern.search(text):
            return date(int(found[3]), int(found[2]), int(found[1])), found[0]
    if found := _ISO.search(text):
        return date(int(found[1]), int(found[2]), int(found[3])), found[0]
    return None


def day_of(cell: Cell) -> date | None:
    """Return the day of a cell, None for an empty one; anything else is a ValueError."""
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 10_000 <= cell <= 80_000:
        return _FIRST_SERIAL_DAY + timedelta(days=int(cell))
    text = text_of(cell)
    if not text:
        return None
    found = day_in(text)
    if found is None or len(text) > len(found[1]) + 8:
        raise ValueError("not a day")
    return found[0]


def year_of(cell: Cell) -> int | None:
    """Return the year of a cell ("2018", "năm 2018", a day), None for an empty one; else a ValueError."""
    if isinstance(cell, date):
        return cell.year
    text = text_of(cell)
    if not text:
        return None
    found = _YEAR.search(text)
    if found is None:
        raise ValueError("not a year")
    return int(found[1])


def percent_of(cell: Cell) -> int | None:
    """Return a share in per cent: "30", "30 %", or 0.3 as Excel keeps it; None for an empty cell."""
    if isinstance(cell, float) and 0 < cell <= 1:
        return round(cell * 100)
    text = text_of(cell).replace("%", "").replace(",", ".").strip()
    if not text:
        return None
    return round(float(text))


def filled(rows: Iterable[Sequence[Cell]]) -> int:
    """Return how many rows say something."""
    return sum(map(_has_text, rows))
