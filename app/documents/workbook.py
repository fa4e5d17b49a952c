"""Lists as Excel workbooks that officers can print, sum and hand on: real numbers and dates, text never a formula."""

import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeGuard

from app.core.text import nfc, nfc_block, short_date

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NATIONAL_NAME: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATIONAL_MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"

_A4: Final = 9
_FONT: Final = "Times New Roman"
_NATIONAL_WIDTH: Final = 46
_BODY_WIDTH: Final = 24
_LINE_HEIGHT: Final = 17
_MAX_CELL: Final = 32_000
_EXACT_NUMBERS: Final = 10**15
_FIRST_EXCEL_YEAR: Final = 1900
_NAME_LENGTH: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
# Margins of Decree 30/2020/NĐ-CP, Appendix I, in inches: left 30 mm, right 15 mm, top and bottom 20 mm.
_MARGINS: Final = {"left": 1.18, "right": 0.59, "top": 0.79, "bottom": 0.79}
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": _FONT, "font_size": 12},
}

Cell = str | int | Decimal | date | None


class ColumnKind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    ORDINAL = "ordinal"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"


@dataclass(frozen=True)
class Column:
    """One column; neighbours with the same ``group`` share a merged heading above their own."""

    heading: str
    width: float
    kind: ColumnKind = ColumnKind.TEXT
    total: bool = False
    group: str = ""


@dataclass(frozen=True)
class Section:
    """A row across all columns that opens a part of the list, e.g. "I. Tập thể"."""

    title: str


Row = Sequence[Cell]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One list. ``body_lines`` (parent body, issuing body) bring the national heading with them."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Row | Section]
    title_lines: Sequence[str] = ()
    body_lines: Sequence[str] = ()
    dateline: str = ""
    notes: Sequence[str] = ()
    landscape: bool = True
    total_label: str = "Tổng cộng"


def write_workbook(sheets: Sequence[Sheet], *, created: datetime | None = None) -> bytes:
    """Return the bytes of an .xlsx file with these sheets; the same input and ``created`` give the same bytes."""
    if not sheets or not all(sheet.columns for sheet in sheets):
        raise ValueError("a workbook needs a sheet, and each sheet a column")
    from xlsxwriter import Workbook  # Late: most server processes never write a list, and it fills memory.

    target = io.BytesIO()
    with Workbook(target, _OPTIONS) as book:
        if created is not None:
            book.set_properties({"created": created.replace(tzinfo=None)})
        formats = _Formats(book)
        for sheet, name in zip(sheets, sheet_names(sheet.name for sheet in sheets), strict=True):
            _SheetWriter(book.add_worksheet(name), sheet, formats).write()
    return target.getvalue()


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Clean names to Excel's rules (31 characters, none of ``[]:*?/\\``, not "History") and make them unique."""
    names: list[str] = []
    taken = {"history"}
    for each in wanted:
        name = base = _cut(nfc(_NOT_IN_NAMES.sub(" ", each)).strip("' "), _NAME_LENGTH).strip("' ") or "Sheet"
        number = 1
        while name.lower() in taken:
            number += 1
            suffix = f" ({number})"
            name = _cut(base, _NAME_LENGTH - len(suffix)).rstrip() + suffix
        taken.add(name.lower())
        names.append(name)
    return names


def _cut(text: str, length: int) -> str:
    """Excel counts UTF-16 units, so letters beyond the basic plane count twice."""
    return text.encode("utf-16-le")[: length * 2].decode("utf-16-le", "ignore")


class _Formats:
    """The looks used on every sheet, made once per workbook."""

    def __init__(self, book: "Workbook") -> None:
        centred = {"align": "center", "valign": "vcenter", "text_wrap": True}
        cell = {"border": 1, "valign": "vcenter", "text_wrap": True}
        self.national = book.add_format({**centred, "bold": True})
        self.motto = book.add_format({**centred, "bold": True, "underline": 1, "font_size": 13})
        self.parent_body = book.add_format(centred)
        self.body = book.add_format({**centred, "bold": True})
        self.dateline = book.add_format({**centred, "italic": True, "font_size": 13})
        self.title = book.add_format({**centred, "bold": True, "font_size": 14})
        self.reference = book.add_format({**centred, "italic": True, "font_size": 13})
        self.heading = book.add_format({**cell, **centred, "bold": True, "bg_color": "#E9ECF1"})
        self.section = book.add_format({**cell, "bold": True, "align": "left"})
        self.note = book.add_format({"italic": True, "text_wrap": True, "valign": "top"})
        looks: dict[ColumnKind, dict[str, str]] = {
            ColumnKind.TEXT: {"align": "left", "num_format": "@"},
            ColumnKind.ORDINAL: {"align": "center", "num_format": "0"},
            ColumnKind.INTEGER: {"align": "right", "num_format": "#,##0"},
            ColumnKind.DECIMAL: {"align": "right", "num_format": "#,##0.00"},
            ColumnKind.DATE: {"align": "center", "num_format": "dd/mm/yyyy"},
        }
        self.cells = {kind: book.add_format({**cell, **look}) for kind, look in looks.items()}
        self.totals = {kind: book.add_format({**cell, **look, "bold": True}) for kind, look in looks.items()}


class _SheetWriter:
    """Writes one sheet from top to bottom."""

    def __init__(self, page: "Worksheet", sheet: Sheet, formats: _Formats) -> None:
        self._page, self._sheet, self._formats = page, sheet, formats
        self._last = len(sheet.columns) - 1
        self._row = 0

    def write(self) -> None:
        for place, column in enumerate(self._sheet.columns):
            self._page.set_column(place, place, column.width)
        self._write_national_heading()
        self._write_titles()
        self._write_column_headings()
        self._write_rows()
        self._write_notes()
        self._set_up_print()

    def _write_national_heading(self) -> None:
        """Issuing body on the left, national name and motto on the right (Decree 30/2020/NĐ-CP, Appendix I)."""
        if not self._sheet.body_lines:
            return
        split = self._split()
        formats = self._formats
        body_looks = [formats.parent_body] * (len(self._sheet.body_lines) - 1) + [formats.body]
        left = list(zip(self._sheet.body_lines, body_looks, strict=True))
        right = [(NATIONAL_NAME, formats.national), (NATIONAL_MOTTO, formats.motto)]
        if split == 0:
            self._write_lines(left + right)
        else:
            self._write_beside(left, right, split)
        if self._sheet.dateline:
            self._merge(split, self._last, self._sheet.dateline, formats.dateline)
        self._row += 1

    def _write_lines(self, lines: list[tuple[str, "Format"]]) -> None:
        for text, look in lines:
            self._merge(0, self._last, text, look)

    def _write_beside(self, left: list[tuple[str, "Format"]], right: list[tuple[str, "Format"]], split: int) -> None:
        for number in range(max(len(left), len(right))):
            start = self._row
            for lines, first, last in ((left, 0, split - 1), (right, split, self._last)):
                if number < len(lines):
                    self._row = start
                    self._merge(first, last, *lines[number])
            self._row = start + 1

    def _split(self) -> int:
        """Return the first column of the right half, or 0 when the halves must stand one under the other.

        The right half is a little wider, as on papers, and holds the national name on one line.
        """
        widths = [column.width for column in self._sheet.columns]
        wanted = max(_NATIONAL_WIDTH, sum(widths) * 0.55)
        for first in range(self._last, 0, -1):
            if sum(widths[first:]) >= wanted:
                return first if sum(widths[:first]) >= _BODY_WIDTH else 0
        return 0

    def _write_titles(self) -> None:
        for number, line in enumerate(self._sheet.title_lines):
            is_reference = number > 0 and line.startswith("(")
            self._merge(0, self._last, line, self._formats.reference if is_reference else self._formats.title)
        if self._row:
            self._row += 1

    def _write_column_headings(self) -> None:
        columns = self._sheet.columns
        self._first_heading = self._row
        grouped = any(column.group for column in columns)
        bottom = self._row + 1 if grouped else self._row
        for group, members in groupby(enumerate(columns), key=lambda each: each[1].group):
            places = [place for place, _ in members]
            if group:
                self._merge_area(self._row, places[0], self._row, places[-1], group, self._formats.heading)
            for place in places:
                top = bottom if group else self._row
                self._merge_area(top, place, bottom, place, columns[place].heading, self._formats.heading)
        self._row = bottom + 1
        self._page.freeze_panes(self._row, 0)

    def _write_rows(self) -> None:
        first = self._row
        for row in self._sheet.rows:
            if isinstance(row, Section):
                self._merge(0, self._last, row.title, self._formats.section)
            else:
                self._write_row(row)
        if any(column.total for column in self._sheet.columns):
            self._write_totals(first)

    def _write_row(self, row: Row) -> None:
        for place, (column, value) in enumerate(zip(self._sheet.columns, row, strict=True)):
            self._write_cell(place, column.kind, value)
        self._row += 1

    def _write_cell(self, place: int, kind: ColumnKind, value: Cell) -> None:
        look = self._formats.cells[kind]
        if value is None or value == "":
            self._page.write_blank(self._row, place, None, look)
        elif kind is not ColumnKind.TEXT and _is_excel_date(value):
            self._page.write_datetime(self._row, place, value, look)
        elif kind is not ColumnKind.TEXT and _is_excel_number(value):
            self._page.write_number(self._row, place, value, look)
        else:
            self._page.write_string(self._row, place, _text(value), look)

    def _write_totals(self, first: int) -> None:
        """Add up by formula, so that the sum follows when an officer mends a figure; the value is stored beside it."""
        from xlsxwriter.utility import xl_range  # Late, as above.

        columns = self._sheet.columns
        for place, column in enumerate(columns):
            look = self._formats.totals[column.kind]
            if not column.total:
                self._page.write_blank(self._row, place, None, look)
            elif self._row == first:
                self._page.write_number(self._row, place, 0, look)
            else:
                formula = f"=SUM({xl_range(first, place, self._row - 1, place)})"
                self._page.write_formula(self._row, place, formula, look, float(sum(self._numbers(place))))
        label_width = next(place for place, column in enumerate(columns) if column.total)
        if label_width:
            self._merge(0, label_width - 1, self._sheet.total_label, self._formats.section)
        else:
            self._row += 1

    def _numbers(self, place: int) -> Iterator[int | Decimal]:
        for row in self._sheet.rows:
            value = None if isinstance(row, Section) else row[place]
            if _is_excel_number(value):
                yield value

    def _write_notes(self) -> None:
        if self._sheet.notes:
            self._row += 1
        for note in self._sheet.notes:
            self._merge(0, self._last, note, self._formats.note)

    def _set_up_print(self) -> None:
        page = self._page
        if self._sheet.landscape:
            page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.set_margins(**_MARGINS)
        page.repeat_rows(self._first_heading, self._headings_end())
        page.set_footer(f'&C&"{_FONT},Regular"&12&P/&N')
        page.hide_gridlines(2)

    def _headings_end(self) -> int:
        return self._first_heading + int(any(column.group for column in self._sheet.columns))

    def _merge(self, first: int, last: int, text: str, look: "Format") -> None:
        """Write across columns and move to the next row, tall enough for the text: Excel never fits merged rows."""
        width = sum(column.width for column in self._sheet.columns[first : last + 1])
        lines = sum(max(1, math.ceil(len(line) * 1.2 / width)) for line in text.split("\n"))
        if lines > 1:
            self._page.set_row(self._row, min(lines * _LINE_HEIGHT, 400))
        self._merge_area(self._row, first, self._row, last, text, look)
        self._row += 1

    def _merge_area(self, top: int, left: int, bottom: int, right: int, text: str, look: "Format") -> None:
        if (top, left) != (bottom, right):
            self._page.merge_range(top, left, bottom, right, "", look)
        self._page.write_string(top, left, _text(text), look)


def _is_excel_date(value: Cell) -> bool:
    return isinstance(value, date) and value.year >= _FIRST_EXCEL_YEAR


def _is_excel_number(value: Cell) -> TypeGuard[int | Decimal]:
    """Excel keeps 15 digits; a longer number stays text so that none of them is lost."""
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value) < _EXACT_NUMBERS
    return isinstance(value, int) and abs(value) < _EXACT_NUMBERS


def _text(value: Cell) -> str:
    return short_date(value) if isinstance(value, date) else nfc_block(str(value))[:_MAX_CELL]
