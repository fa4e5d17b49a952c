"""Finding the heading row of a table, and which column is which, by the words officers use for them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from app.core.text import fold
from app.documents.tables import Cell, Sheet, text_of

LOOKED_AT: Final = 40
"""Rows from the top among which the headings are looked for: a title block may stand above them."""

_BRACKETS: Final = re.compile(r"\([^)]*\)")
_SIGNS: Final = re.compile(r"[^a-z0-9]+")
_SECTION: Final = re.compile(r"(?:[ivx]+|[a-z]|\d+)[.)]? .{0,60}")
_ORDINALS: Final = frozenset({"stt", "tt", "so tt", "so thu tu", "no"})
_TOTALS: Final = ("tong cong", "tong so", "cong", "ghi chu")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a table may have: the words by which it is known, without diacritics."""

    key: str
    label: object
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Where the headings stand and which column is which; ``unknown`` are headings that say nothing to us."""

    first_row: int
    last_row: int
    places: Mapping[str, int]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row under the headings: its number as Excel shows it, and its cells by column."""

    number: int
    cells: Mapping[str, Cell]

    def text(self, key: str) -> str:
        """Return a cell as text, empty when there is none."""
        return text_of(self.cells.get(key))


def find_header(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> Header | None:
    """Return the row, or the two merged rows, that name most columns; None when none names two."""
    best: Header | None = None
    for at in range(min(len(rows), LOOKED_AT)):
        for last in (at, at + 1):
            if last < len(rows) and (last == at or _is_second_row(rows[last], columns)):
                found = _header_at(rows, at, last, columns)
                if best is None or len(found.places) > len(best.places):
                    best = found
    return best if best is not None and len(best.places) >= 2 else None


def _is_second_row(row: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Say whether a row can stand under merged headings: words that name columns, no figures."""
    names = {name for column in columns for name in column.names}
    said = [_plain(cell) for cell in row if text_of(cell)]
    return all(isinstance(cell, str) or cell is None for cell in row) and sum(each in names for each in said) >= 2


def _header_at(rows: Sequence[Sequence[Cell]], first: int, last: int, columns: Sequence[Column]) -> Header:
    headings = _headings(rows[first], rows[last] if last > first else None)
    wishes = sorted(
        (
            (-score, -len(name), place, column.key)
            for place, forms in enumerate(headings)
            for column in columns
            for name in column.names
            if (score := _score(forms, name))
        ),
    )
    places: dict[str, int] = {}
    for _score_of, _length, place, key in wishes:
        if key not in places and place not in places.values():
            places[key] = place
    known = set(places.values())
    unknown = tuple(
        _as_written(rows, first, last, place)
        for place, forms in enumerate(headings)
        if place not in known and forms[0] and forms[-1] not in _ORDINALS
    )
    return Header(first, last, places, unknown)


def _as_written(rows: Sequence[Sequence[Cell]], first: int, last: int, place: int) -> str:
    said = [text_of(rows[at][place]) for at in sorted({first, last}) if place < len(rows[at])]
    return " ".join(part for part in said if part)


def _headings(top: Sequence[Cell], below: Sequence[Cell] | None) -> list[tuple[str, ...]]:
    """Return for each column the words it may be known by; a merged heading reaches over the empty ones beside it."""
    if below is None:
        return [(_plain(cell),) for cell in top]
    found: list[tuple[str, ...]] = []
    group = ""
    for place in range(max(len(top), len(below))):
        own = _plain(top[place]) if place < len(top) else ""
        child = _plain(below[place]) if place < len(below) else ""
        group = own or group
        found.append((f"{group} {child}".strip(), child) if child else (own,))
    return found


def _plain(cell: Cell) -> str:
    """Return a heading without diacritics, signs and what stands in brackets."""
    text = fold(text_of(cell))
    return " ".join(_SIGNS.sub(" ", _BRACKETS.sub(" ", text) or text).split())


def _score(forms: Sequence[str], name: str) -> int:
    """Return how well a heading says a name: outright, at its beginning, somewhere inside; 0 for not at all."""
    best = 0
    for form in forms:
        if form == name:
            return 3
        if len(form) > 80 or len(form) < 2:
            continue
        if form.startswith(f"{name} "):
            best = max(best, 2)
        elif f" {name} " in f" {form} ":
            best = max(best, 1)
    return best


def lines_below(sheet: Sheet, header: Header) -> Iterator[Line]:
    """Yield the rows under the headings; empty ones, column numbers, section titles and totals are passed over."""
    for at, row in enumerate(sheet.rows[header.last_row + 1 :], header.last_row + 1):
        cells = {key: row[place] if place < len(row) else None for key, place in header.places.items()}
        if any(text_of(cell) for cell in cells.values()) and not _is_furniture(row):
            yield Line(at + 1, cells)


def _is_furniture(row: Sequence[Cell]) -> bool:
    texts = [fold(text_of(cell)) for cell in row if text_of(cell)]
    if len(texts) == 1 and (_SECTION.fullmatch(texts[0]) or texts[0].startswith("(")):
        return True
    if texts[0].startswith(_TOTALS) and len(texts) <= 3:
        return True
    numbers = [text.strip("()") for text in texts]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def with_errors(sheet: Sheet, header: Header, errors: Mapping[int, str], *, heading: str) -> bytes:
    """Return the table as it came, as a workbook with one more column that says what is wrong with each row."""
    from xlsxwriter import Workbook  # Late: most server processes never write a list.

    width = max((len(row) for row in sheet.rows), default=0)
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(target, options) as book:
        page = book.add_worksheet()
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrong = book.add_format({"font_color": "#9b1c1f", "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        plain = book.add_format({"valign": "top"})
        for at, row in enumerate(sheet.rows):
            look = bold if header.first_row <= at <= header.last_row else plain
            for place, cell in enumerate(row):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, str):
                    page.write_string(at, place, cell, look)
                else:
                    page.write(at, place, cell, day if hasattr(cell, "year") else look)
            if at == header.last_row:
                page.write_string(at, width, heading, bold)
            elif at + 1 in errors:
                page.write_string(at, width, errors[at + 1], wrong)
        page.set_column(0, max(width - 1, 0), 18)
        page.set_column(width, width, 60)
        page.freeze_panes(header.last_row + 1, 0)
    return target.getvalue()
