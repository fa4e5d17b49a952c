"""What this feature lends to the records: levels on the timeline, and the table of levels of past years."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.classification import labels, policy
from app.classification.enums import ClassificationStatus
from app.classification.queries import Classification, is_locked
from app.classification.services import Entry, classify
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import Problem
from app.core.text import short_date
from app.documents.headings import Column, Line
from app.documents.tables import day_of, year_of
from app.eligibility.enums import ClassificationLevel, Subject
from app.organisation.queries import Unit
from app.records.queries import Span, neighbours
from app.records.services.bulk import Book, Match, Read, Refused, TableKind, add_table_kind, needed, parsed
from app.records.services.bulk.columns import NOTE, WHO, YEAR
from app.records.services.bulk.wording import meant

DECIDED: Final = frozenset({ClassificationStatus.DECIDED, ClassificationStatus.LOCKED})
LEVEL: Final = Column(
    "level",
    _l("Level"),
    ("xep loai", "muc xep loai", "xep loai chat luong", "ket qua xep loai", "muc", "ket qua danh gia", "level"),
)
DAY: Final = Column(
    "decided_on", _l("Decided on"), ("ngay quyet dinh", "ngay qd", "ngay xep loai", "ngay ky", "decided on", "date")
)
WORDS: Final[Mapping[str, ClassificationLevel]] = {
    "hoan thanh xuat sac nhiem vu": ClassificationLevel.HTXSNV,
    "hoan thanh xuat sac": ClassificationLevel.HTXSNV,
    "xuat sac": ClassificationLevel.HTXSNV,
    "hoan thanh tot nhiem vu": ClassificationLevel.HTTNV,
    "hoan thanh tot": ClassificationLevel.HTTNV,
    "tot": ClassificationLevel.HTTNV,
    "hoan thanh nhiem vu": ClassificationLevel.HTNV,
    "hoan thanh": ClassificationLevel.HTNV,
    "khong hoan thanh nhiem vu": ClassificationLevel.KHTNV,
    "khong hoan thanh": ClassificationLevel.KHTNV,
    **{level.value.lower(): level for level in ClassificationLevel},
}


def lines(session: Session, subject: Subject, subject_id: UUID) -> list[neighbours.Line]:
    """Return the decided levels of a person or a unit; one that is only proposed is no record."""
    whose = Classification.person_id if subject is Subject.INDIVIDUAL else Classification.collective_id
    query = select(Classification.year, Classification.level, Classification.decided_on, Classification.note).where(
        whose == subject_id, Classification.status.in_(DECIDED)
    )
    return [
        neighbours.Line(
            year=year,
            tag=_("Classification"),
            tone=labels.LEVEL_TONES[level],
            title=labels.LEVEL_LABELS[level],
            detail=". ".join(part for part in (_decided(decided_on), note) if part),
            on=decided_on,
        )
        for year, level, decided_on, note in session.execute(query)
    ]


def _decided(day: date | None) -> str:
    return _("decided on %(day)s", day=short_date(day)) if day else ""


def read(rows: Sequence[Line], book: Book) -> list[Read]:
    """Read levels of people and units; facts are a year and an entry."""
    book.learn(line.text("name") for line in rows)
    return [_safely(line, book) for line in rows]


def _safely(line: Line, book: Book) -> Read:
    try:
        return _read(line, book)
    except Refused as refused:
        return Read(line, whose=line.text("name"), problems=[refused.problem])


def _read(line: Line, book: Book) -> Read:
    is_unit = book.knows_unit(line.text("name"))
    match = book.unit(line.text("name")) if is_unit else book.person(line)
    if match.problem is not None or match.id is None:
        raise Refused(match.problem or Problem(_l("The name is missing."), "name"))
    bad_year = _l("This is no year, for example 2018.")
    year = needed(parsed(year_of, line.cells.get("year"), "year", bad_year), "year", bad_year)
    said = line.text("level")
    level = needed(meant(WORDS, said), "level", _l("%(said)s is not a level.", said=said))
    bad_day = _l("This is no day: type it as day/month/year, for example 05/01/2019.")
    decided_on = parsed(day_of, line.cells.get("decided_on"), "decided_on", bad_day)
    entry = Entry(
        unit_id=match.id if is_unit else _unit_of(match, year),
        collective_id=match.id if is_unit else None,
        person_id=None if is_unit else match.id,
        level=level,
        decided_on=decided_on or date(year, 12, 31),
        note=line.text("note"),
    )
    return Read(line, (year, entry), match.name, f"{labels.LEVEL_LABELS[level]} {year}")


def _unit_of(match: Match, year: int) -> UUID:
    """Return the unit in which a person was at the end of the year, else the last one of that year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    there: list[Span] = [
        span for span in match.spans if span.started_on <= last and (span.ended_on is None or span.ended_on >= first)
    ]
    if not there:
        raise Refused(Problem(_l("This person worked in no unit in that year."), "year"))
    return there[0].unit_id


Facts = tuple[int, Entry]


def check(session: Session, many: Sequence[Facts], actor: Actor, at: datetime) -> list[list[Problem]]:
    """Refuse what is on record, a locked year, another body's unit and a day still to come."""
    units = _units(session, {entry.unit_id for _year, entry in many})
    locked = {
        (body_id, year): is_locked(session, body_id, year)
        for body_id, year in {(units[entry.unit_id][0], year) for year, entry in many}
        if body_id is not None
    }
    known = _known(session, many)
    seen: set[tuple[int, UUID]] = set()
    found = []
    for year, entry in many:
        body_id, path = units[entry.unit_id]
        key = (year, entry.subject_id)
        found.append(_problems(year, entry, local_day(at), is_known=key in known or key in seen))
        if not policy.may_edit(actor, path):
            found[-1].append(Problem(_l("In that year this person worked in a unit that you do not keep."), "year"))
        if body_id is not None and locked[body_id, year]:
            found[-1].append(Problem(_l("The classification of %(year)s is locked.", year=year), "year"))
        seen.add(key)
    return found


def _problems(year: int, entry: Entry, today: date, *, is_known: bool) -> list[Problem]:
    problems = []
    if is_known:
        problems.append(Problem(_l("A level of that year is on record already."), "level"))
    if entry.decided_on is not None and (entry.decided_on > today or entry.decided_on.year < year):
        problems.append(Problem(_l("This day cannot be right."), "decided_on"))
    return problems


def _units(session: Session, unit_ids: set[UUID]) -> dict[UUID, tuple[UUID | None, str]]:
    query = select(Unit.id, Unit.body_id, Unit.path).where(Unit.id.in_(unit_ids))
    return {row[0]: (row[1], row[2]) for row in session.execute(query)}


def _known(session: Session, many: Sequence[Facts]) -> set[tuple[int, UUID]]:
    """Return year and subject of the levels on record, asked for some hundreds at once."""
    subjects = sorted({entry.subject_id for _year, entry in many})
    found: set[tuple[int, UUID]] = set()
    for start in range(0, len(subjects), 400):
        chunk = subjects[start : start + 400]
        for column in (Classification.person_id, Classification.collective_id):
            query = select(Classification.year, column).where(column.in_(chunk))
            found |= {(row[0], row[1]) for row in session.execute(query) if row[1] is not None}
    return found


def take(many: Sequence[Any], actor: Actor, at: datetime) -> int:
    """Enter the levels year by year; the caller's act makes one of it."""
    years: dict[int, list[Entry]] = {}
    for year, entry in many:
        years.setdefault(year, []).append(entry)
    return sum(classify(entries, year, actor=actor, at=at) for year, entries in sorted(years.items()))


neighbours.add_lines("classification", lines)
add_table_kind(
    TableKind(
        "levels",
        _l("Levels of past years"),
        _l("One row for each person or unit and year: the level, and the day on which it was decided."),
        (*WHO, YEAR, LEVEL, DAY, NOTE),
        (("name",), ("year",), ("level",)),
        read,
        check,
        take,
    )
)
