"""Whom a line of a table means: by name, then by identity number, birth or unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.access import Actor, Permission
from app.core.database import within
from app.core.errors import Problem
from app.core.text import fold, nfc
from app.documents.headings import Line
from app.documents.tables import day_of, year_of
from app.organisation import rules
from app.organisation.queries import Person, Unit
from app.records.queries import Span, present_of, spans_of, works_within

_CHUNK: Final = 400
_SHORTEST_UNIT: Final = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the name that a line gives."""

    id: UUID
    full_name: str
    birth_on: date | None
    identity_number: str | None
    spans: Sequence[Span] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Match:
    """Who is meant, or why nobody can be told."""

    id: UUID | None = None
    name: str = ""
    problem: Problem | None = None
    unit_id: UUID | None = None
    spans: Sequence[Span] = ()


class Book:
    """The people and units whom an officer may enter things for, looked up once for a whole table."""

    def __init__(self, session: Session, actor: Actor, today: date) -> None:
        """Read nothing yet."""
        self._session, self._today = session, today
        self._roots = actor.paths(Permission.RECORD_EDIT)
        self._people: dict[str, list[Candidate]] = {}
        self._units: dict[str, list[tuple[UUID, str]]] | None = None

    def learn(self, names: Iterable[str]) -> None:
        """Look up everybody of these names within reach, in one select for some hundreds."""
        wanted = sorted({rules.person_search_text(name) for name in names if name} - set(self._people))
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            query = select(
                Person.search_text, Person.id, Person.full_name, Person.birth_on, Person.identity_number
            ).where(Person.search_text.in_(chunk), works_within(Person.id, self._roots, self._today))
            rows = self._session.execute(query).all()
            spans = spans_of(self._session, [row[1] for row in rows])
            self._people |= {each: [] for each in chunk}
            for row in rows:
                found = Candidate(row[1], row[2], row[3], row[4], spans.get(row[1], ()))
                self._people[row[0]].append(found)

    def person(self, line: Line, name: str | None = None) -> Match:
        """Return the person whom a line means; ``name`` is another one in the same line, told by nothing else."""
        said = nfc(name if name is not None else line.text("name"))
        found = self._of_name(said)
        if not found:
            return Match(problem=_nobody(said))
        if name is None:
            narrowed = self._narrowed(found, line)
            if isinstance(narrowed, Problem):
                return Match(problem=narrowed)
            found = narrowed
        if len(found) > 1:
            message = _l(
                "%(count)s people are called %(name)s: give the date of birth, the identity number or the unit.",
                count=len(found),
                name=said,
            )
            return Match(problem=Problem(message, "name"))
        one = found[0]
        here = present_of(one.spans, self._today)
        return Match(one.id, one.full_name, None, here.unit_id if here else None, one.spans)

    def _of_name(self, said: str) -> list[Candidate]:
        """Return those of the name; with diacritics they count when somebody has them."""
        found = self._people.get(rules.person_search_text(said), [])
        exact = [each for each in found if each.full_name.lower() == said.lower()]
        return exact or found

    def _narrowed(self, found: list[Candidate], line: Line) -> list[Candidate] | Problem:
        number = _identity_number(line.text("identity"))
        if number:
            same = [each for each in found if each.identity_number == number]
            if same:
                return same
            if any(each.identity_number for each in found):
                return Problem(_l("Nobody of this name has this identity number."), "identity")
        by_birth = _born(found, line)
        if isinstance(by_birth, Problem):
            return by_birth
        if len(by_birth) > 1 and line.text("unit"):
            said = fold(line.text("unit"))
            return [each for each in by_birth if any(_names_unit(said, span) for span in each.spans)] or by_birth
        return by_birth

    def unit(self, said: str) -> Match:
        """Return the unit of this name, short name or code."""
        if self._units is None:
            self._units = self._all_units()
        found = dict(self._units.get(fold(said), []))
        if len(found) == 1:
            [(unit_id, name)] = found.items()
            return Match(unit_id, name)
        if found:
            message = _l("%(count)s units are called %(name)s: give the code of the unit.", count=len(found), name=said)
        else:
            message = _l("No unit within your reach is called %(name)s.", name=said)
        return Match(problem=Problem(message, "name"))

    def knows_unit(self, said: str) -> bool:
        """Say whether a unit of this name, short name or code is within reach."""
        if self._units is None:
            self._units = self._all_units()
        return bool(said) and fold(said) in self._units

    def _all_units(self) -> dict[str, list[tuple[UUID, str]]]:
        query = select(Unit.id, Unit.name, Unit.short_name, Unit.code).where(
            within(Unit.path, self._roots), ~Unit.is_external
        )
        found: dict[str, list[tuple[UUID, str]]] = {}
        for unit_id, name, short_name, code in self._session.execute(query):
            for word in {fold(name), fold(short_name), fold(code)} - {""}:
                found.setdefault(word, []).append((unit_id, name))
        return found


def _nobody(said: str) -> Problem:
    if not said:
        return Problem(_l("The name is missing."), "name")
    return Problem(_l("Nobody within your reach is called %(name)s.", name=said), "name")


def _born(found: list[Candidate], line: Line) -> list[Candidate] | Problem:
    """Return those born on the day, or in the year, that a line gives."""
    cell = line.cells.get("birth")
    try:
        day = day_of(cell)
    except ValueError:
        day = None
    try:
        year = year_of(cell)
    except ValueError:
        return Problem(_l("This is neither a day nor a year."), "birth")
    if year is None:
        return found
    same = [each for each in found if each.birth_on and (each.birth_on == day if day else each.birth_on.year == year)]
    if same:
        return same
    if all(each.birth_on is None for each in found):
        return found
    return Problem(_l("Nobody of this name was born then."), "birth")


def _identity_number(text: str) -> str:
    """Return the number with the zero that Excel drops from its beginning."""
    number = rules.clean_identity_number(text)
    return number.zfill(12) if len(number) in {10, 11} else number.zfill(9) if len(number) == 8 else number


def _names_unit(said: str, span: Span) -> bool:
    own = fold(span.unit_name)
    return own in said or (len(said) >= _SHORTEST_UNIT and said in own)
