"""From a table to a preview, and from a preview to the record: the same reading both times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import Problem, RuleBroken
from app.core.transaction import transaction
from app.documents.headings import Header, find_header, lines_below
from app.documents.tables import Sheet
from app.records.services.acts import RowsRefused
from app.records.services.bulk.kinds import Read, TableKind
from app.records.services.bulk.matching import Book


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the preview: its number, whose it is, what it says, what is wrong (label of the cell, sentence)."""

    number: int
    whose: str
    what: str
    problems: Sequence[tuple[object, object]]

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong with the line."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Preview:
    """What a table would do."""

    sheet: Sheet
    header: Header
    rows: Sequence[Row]
    facts: Sequence[Any]  # Any: facts of the kind

    @property
    def bad(self) -> list[Row]:
        """The lines that cannot be taken."""
        return [row for row in self.rows if not row.is_good]

    @property
    def good(self) -> list[Row]:
        """The lines that can be taken."""
        return [row for row in self.rows if row.is_good]


def preview(session: Session, kind: TableKind, sheets: Sequence[Sheet], *, actor: Actor, at: datetime) -> Preview:
    """Read a table and check every line; raises RuleBroken when it has no headings that are known."""
    sheet, header = _with_headings(kind, sheets)
    lines = list(lines_below(sheet, header))
    if not lines:
        raise RuleBroken(Problem(_l("Under the headings there are no rows.")))
    reads = kind.read(lines, Book(session, actor, local_day(at)))
    sound = [each for each in reads if each.facts is not None and not each.problems]
    for each, problems in zip(sound, kind.check(session, [e.facts for e in sound], actor, at), strict=True):
        each.problems = list(problems)
    labels = {column.key: column.label for column in kind.columns}
    return Preview(sheet, header, [_row(each, labels) for each in reads], [each.facts for each in sound])


def take(kind: TableKind, sheets: Sequence[Sheet], *, actor: Actor, at: datetime) -> int:
    """Enter a whole table in one act, or nothing of it; raises RuleBroken when a line is wrong by now."""
    with transaction() as session:
        shown = preview(session, kind, sheets, actor=actor, at=at)
        if shown.bad:
            raise RowsRefused([[Problem(sentence) for _label, sentence in row.problems] for row in shown.bad])
        return kind.take(shown.facts, actor, at)


def _with_headings(kind: TableKind, sheets: Sequence[Sheet]) -> tuple[Sheet, Header]:
    """Return the sheet whose headings name most columns."""
    found = [(sheet, header) for sheet in sheets if (header := find_header(sheet.rows, kind.columns)) is not None]
    if not found:
        raise RuleBroken(Problem(_l("No row with headings was found. Keep the headings above the rows.")))
    sheet, header = max(found, key=lambda each: len(each[1].places))
    labels = {column.key: column.label for column in kind.columns}
    missing = [group for group in kind.needed if not set(group) & set(header.places)]
    if missing:
        raise RuleBroken(*(_missing([labels[key] for key in group]) for group in missing))
    return sheet, header


def _missing(names: Sequence[object]) -> Problem:
    return Problem(_l("A column is missing: %(names)s.", names=" / ".join(str(name) for name in names)))


def _row(read: Read, labels: Mapping[str, object]) -> Row:
    problems = [(labels.get(problem.field or "", ""), problem.message) for problem in read.problems or ()]
    return Row(read.line.number, read.whose, read.what, problems)


__all__ = ["Preview", "Row", "preview", "take"]
