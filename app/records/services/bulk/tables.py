"""The tables of this feature: awards, initiatives with their authors, discipline, leave."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.core.access import Actor
from app.core.errors import Problem
from app.core.text import fold
from app.documents.headings import Line
from app.documents.tables import day_of, percent_of, year_of
from app.eligibility.enums import Subject
from app.records.enums import EntryKind
from app.records.facts import Author, ConferralFacts, DisciplineFacts, InitiativeFacts, LeaveFacts
from app.records.services import acts
from app.records.services.bulk import columns, wording
from app.records.services.bulk.kinds import Read, TableKind, add_table_kind
from app.records.services.bulk.matching import Book
from app.records.services.conferrals import regime_of

V = TypeVar("V")

NOT_A_DAY: Final = _l("This is no day: type it as day/month/year, for example 05/01/2019.")
NOT_A_YEAR: Final = _l("This is no year, for example 2018.")
_CO_AUTHOR: Final = re.compile(r"^(.*?)\s*[(:-]?\s*(\d{1,3})\s*%?\s*\)?$")


class Refused(Exception):
    """A line cannot be read; ``problem`` says which cell and why."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem for the preview."""
        super().__init__(str(problem.field))
        self.problem = problem


def _each(read: Callable[[Line, Book], Read]) -> Callable[[Sequence[Line], Book], list[Read]]:
    """Read line by line; the names are looked up beforehand, all at once."""

    def read_all(lines: Sequence[Line], book: Book) -> list[Read]:
        book.learn(line.text("name") for line in lines)
        return [_safely(read, line, book) for line in lines]

    return read_all


def _safely(read: Callable[[Line, Book], Read], line: Line, book: Book) -> Read:
    try:
        return read(line, book)
    except Refused as refused:
        return Read(line, whose=line.text("name"), problems=[refused.problem])


def needed(value: V | None, field: str, message: object) -> V:
    """Return a value that must be there, or refuse the line."""
    if value is None or value == "":
        raise Refused(Problem(message, field))
    return value


def parsed(parse: Callable[[Any], V], cell: Any, field: str, message: object) -> V:
    """Return what a cell means, or refuse the line."""
    try:
        return parse(cell)
    except (ValueError, OverflowError):
        raise Refused(Problem(message, field)) from None


def _whom(line: Line, book: Book, *, units: bool) -> tuple[dict[str, UUID], str]:
    """Return the person or, where units may stand, the unit of a line, and the name."""
    said = line.text("name")
    if units and (book.knows_unit(said) or (not said and line.text("unit"))):
        match = book.unit(said or line.text("unit"))
        key = "collective_id"
    else:
        match = book.person(line)
        key = "person_id"
    if match.problem is not None or match.id is None:
        raise Refused(match.problem or Problem(_l("The name is missing."), "name"))
    return {key: match.id}, match.name


def _conferral(line: Line, book: Book) -> Read:
    whose, name = _whom(line, book, units=True)
    paper = parsed(wording.paper_of, line, "decision_on", NOT_A_DAY)
    year = parsed(year_of, line.cells.get("year"), "year", NOT_A_YEAR)
    year = needed(year or (paper.on.year if paper.on else None), "year", NOT_A_YEAR)
    subject = Subject.INDIVIDUAL if "person_id" in whose else Subject.COLLECTIVE
    said = needed(line.text("award_code"), "award_code", _l("The award is missing."))
    message = _l("%(said)s is not an award of the catalogue of that year.", said=said)
    code = needed(wording.award_meant(said, regime_of(year), subject), "award_code", message)
    facts = ConferralFacts(
        **whose,  # type: ignore[arg-type]  # one of the two ids
        award_code=code,
        year=year,
        decision_number=needed(paper.number, "decision_number", _l("Give the number of the decision.")),
        decision_on=needed(paper.on, "decision_on", _l("Give the day of the decision.")),
        decided_by_name=needed(paper.by, "decided_by_name", _l("Say who decided.")),
        commendation_type=wording.meant(wording.TYPES, line.text("commendation_type")),
        note=line.text("note"),
    )
    return Read(line, facts, name, f"{said} {year}, {facts.decision_number}")


def _discipline(line: Line, book: Book) -> Read:
    whose, name = _whom(line, book, units=True)
    paper = parsed(wording.paper_of, line, "decision_on", NOT_A_DAY)
    said = line.text("severity")
    severity = needed(
        wording.meant(wording.SEVERITIES, said), "severity", _l("%(said)s is not a disciplinary measure.", said=said)
    )
    facts = DisciplineFacts(
        **whose,  # type: ignore[arg-type]  # one of the two ids
        severity=severity,
        decided_on=needed(paper.on, "decision_on", _l("Give the day of the decision.")),
        ends_on=parsed(day_of, line.cells.get("ends_on"), "ends_on", NOT_A_DAY),
        decision_number=paper.number,
        decided_by=paper.by,
        reason=line.text("reason"),
    )
    return Read(line, facts, name, f"{said}, {facts.decision_number}")


def _leave(line: Line, book: Book) -> Read:
    whose, name = _whom(line, book, units=False)
    said = line.text("kind")
    kind = needed(wording.meant(wording.LEAVES, said), "kind", _l("%(said)s is not a kind of leave.", said=said))
    first = parsed(day_of, line.cells.get("started_on"), "started_on", NOT_A_DAY)
    paper = parsed(wording.paper_of, line, "decision_on", NOT_A_DAY)
    facts = LeaveFacts(
        person_id=whose["person_id"],
        kind=kind,
        started_on=needed(first, "started_on", _l("Give the first day.")),
        ended_on=parsed(day_of, line.cells.get("ended_on"), "ended_on", NOT_A_DAY),
        decision_number=paper.number,
        note=line.text("note"),
    )
    return Read(line, facts, name, said)


def _initiatives(lines: Sequence[Line], book: Book) -> list[Read]:
    """Read initiatives; lines with the same title and year are the authors of one."""
    book.learn([*(line.text("name") for line in lines), *(name for line in lines for name, _share in _others(line))])
    reads: list[Read] = []
    first: dict[tuple[str, str], Read] = {}
    for line in lines:
        key = (fold(line.text("title")), line.text("year"))
        known = first.get(key) if key[0] else None
        read = _safely(partial(_initiative, known=known), line, book)
        if known is None and read.facts is not None:
            first[key] = read
        reads.append(read)
    return reads


def _initiative(line: Line, book: Book, *, known: Read | None) -> Read:
    whose, name = _whom(line, book, units=False)
    authors = (Author(whose["person_id"], _share_of(line)), *_co_authors(line, book))
    if known is not None:
        known.facts = InitiativeFacts(**{**_values(known.facts), "authors": (*known.facts.authors, *authors)})
        return Read(line, None, name, known.what, joined_to=known.line.number)
    paper = parsed(wording.paper_of, line, "decision_on", NOT_A_DAY)
    said = needed(line.text("level"), "level", _l("The level is missing."))
    level = wording.meant(wording.LEVELS, said)
    facts = InitiativeFacts(
        year=needed(parsed(year_of, line.cells.get("year"), "year", NOT_A_YEAR), "year", NOT_A_YEAR),
        title=needed(line.text("title"), "title", _l("The title is missing.")),
        level=needed(
            level, "level", _l("%(said)s is not a level.", said=said) if said else _l("The level is missing.")
        ),
        kind=wording.initiative_kind(line.text("kind")),
        recognised_by=paper.by,
        decision_number=paper.number,
        decision_on=paper.on,
        authors=authors,
        note=line.text("note"),
    )
    return Read(line, facts, name, f"{facts.title} ({facts.year})")


def _values(facts: InitiativeFacts) -> dict[str, Any]:  # Any: values of the fields
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


def _share_of(line: Line) -> int | None:
    return parsed(percent_of, line.cells.get("share"), "share", _l("A share is a number of per cent, for example 30."))


def _others(line: Line) -> list[tuple[str, int | None]]:
    """Split "Nguyễn Văn A (30%); Trần Thị B" into names and shares."""
    found: list[tuple[str, int | None]] = []
    for part in re.split(r"[;\n,]", line.text("authors")):
        said = part.strip()
        match = _CO_AUTHOR.match(said)
        if match and match[1]:
            found.append((match[1].strip(" (:-"), int(match[2])))
        elif said:
            found.append((said, None))
    return found


def _co_authors(line: Line, book: Book) -> list[Author]:
    found = []
    for name, share in _others(line):
        match = book.person(line, name)
        if match.id is None:
            message = match.problem.message if match.problem else _l("The name is missing.")
            raise Refused(Problem(message, "authors"))
        found.append(Author(match.id, share))
    return found


def _checks(kind: EntryKind) -> Callable[[Session, Sequence[Any], Actor, datetime], list[list[Problem]]]:
    return lambda session, many, actor, at: acts.problems_of(session, kind, many, at=at)


def _takes(kind: EntryKind) -> Callable[[Sequence[Any], Actor, datetime], int]:
    return lambda many, actor, at: len(acts.enter(kind, many, actor=actor, at=at))


_KINDS: Final = (
    TableKind(
        "awards",
        _l("Awards of the past"),
        _l("One row for each person or unit and award; the decision in three columns, or in one string."),
        (*columns.WHO, columns.YEAR, columns.AWARD, *columns.PAPER, columns.TYPE, columns.NOTE),
        (("name",), ("award_code",), ("decision", "decision_number")),
        _each(_conferral),
        _checks(EntryKind.CONFERRAL),
        _takes(EntryKind.CONFERRAL),
    ),
    TableKind(
        "initiatives",
        _l("Initiatives"),
        _l("One row for each initiative with its co-authors in one cell, or one row for each author."),
        (
            *columns.WHO,
            columns.TITLE,
            columns.YEAR,
            columns.LEVEL,
            columns.KIND,
            columns.SHARE,
            columns.COAUTHORS,
            *columns.PAPER,
            columns.NOTE,
        ),
        (("name",), ("title",), ("year",), ("level",)),
        _initiatives,
        _checks(EntryKind.INITIATIVE),
        _takes(EntryKind.INITIATIVE),
    ),
    TableKind(
        "discipline",
        _l("Discipline"),
        _l("One row for each disciplinary decision."),
        (*columns.WHO, columns.SEVERITY, *columns.PAPER, columns.ENDS, columns.REASON),
        (("name",), ("severity",), ("decision", "decision_on")),
        _each(_discipline),
        _checks(EntryKind.DISCIPLINE),
        _takes(EntryKind.DISCIPLINE),
    ),
    TableKind(
        "leave",
        _l("Leave and studies"),
        _l("One row for each absence, with its first and last day."),
        (*columns.WHO, columns.LEAVE_KIND, columns.STARTS, columns.LAST, columns.NUMBER, columns.NOTE),
        (("name",), ("kind",), ("started_on",)),
        _each(_leave),
        _checks(EntryKind.LEAVE),
        _takes(EntryKind.LEAVE),
    ),
)

for _kind in _KINDS:
    add_table_kind(_kind)
