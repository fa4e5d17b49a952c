"""Initiatives and accepted topics with their authors."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, exists, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.core.database import new_id
from app.core.errors import NotFound, Problem, RuleBroken
from app.core.text import fold
from app.records import queries, rules
from app.records.enums import EntryKind
from app.records.facts import Author, InitiativeFacts
from app.records.queries import ConferralInitiative, Initiative, InitiativeAuthor, Span
from app.records.services.ground import Work, copied, too_long

_COLUMNS: Final = ("year", "title", "kind", "level", "recognised_by", "decision_number", "decision_on", "note")
_SEARCHED: Final = 700


class InitiativeWork(Work[InitiativeFacts, Initiative]):
    """Initiatives; they lie in the unit of the main author in their year."""

    kind = EntryKind.INITIATIVE
    model = Initiative

    def people(self, facts: InitiativeFacts) -> list[UUID]:
        """Return the authors."""
        return [author.person_id for author in facts.authors]

    def problems(
        self, session: Session, many: Sequence[InitiativeFacts], *, today: date, known: UUID | None = None
    ) -> list[list[Problem]]:
        """Check each entry by itself, then against the initiatives of its authors and against the others."""
        people = {author.person_id for facts in many for author in facts.authors}
        seen: dict[tuple[UUID, int, str], UUID | None] = {}
        listed = sorted(people)
        for start in range(0, len(listed), 500):
            for person_id, initiative_id, year, title in queries.own_initiatives(session, listed[start : start + 500]):
                if initiative_id != known:
                    seen[person_id, year, fold(title)] = initiative_id
        found = []
        for facts in many:
            problems = [*too_long(facts, Initiative), *rules.initiative_problems(facts, today)]
            keys = [(author.person_id, facts.year, fold(facts.title)) for author in facts.authors]
            if any(key in seen for key in keys):
                problems.append(Problem(rules.ALREADY_THERE, "title"))
            seen.update(dict.fromkeys(keys))
            found.append(problems)
        return found

    def new(self, session: Session, many: Sequence[InitiativeFacts]) -> list[Initiative]:
        """Add the initiatives with their authors."""
        spans = queries.spans_of(session, {facts.authors[0].person_id for facts in many})
        records = [Initiative(id=new_id(), unit_id=_unit_of(spans, facts)) for facts in many]
        for record, facts in zip(records, many, strict=True):
            _copy(record, facts)
        session.add_all(records)
        session.flush()
        rows = [row for record, facts in zip(records, many, strict=True) for row in _author_rows(record.id, facts)]
        session.execute(insert(InitiativeAuthor), rows)
        return records

    def write(self, session: Session, record: Initiative, facts: InitiativeFacts) -> None:
        """Write the initiative and its authors; it moves with its main author."""
        before, main = self.facts_of(session, record).authors, facts.authors[0].person_id
        if main != before[0].person_id:
            record.unit_id = _unit_of(queries.spans_of(session, [main]), facts)
        _copy(record, facts)
        flag_modified(record, "year")  # Changed authors count as a change of the initiative.
        if facts.authors != before:
            session.execute(delete(InitiativeAuthor).where(InitiativeAuthor.initiative_id == record.id))
            session.execute(insert(InitiativeAuthor), _author_rows(record.id, facts))

    def facts_of(self, session: Session, record: Initiative) -> InitiativeFacts:
        """Return what an initiative says now."""
        authors = tuple(Author(row[0], row[2]) for row in queries.authors_of(session, record.id))
        return InitiativeFacts(**{name: getattr(record, name) for name in _COLUMNS}, authors=authors)

    def remove(self, session: Session, record: Initiative) -> None:
        """Take an initiative out, unless an award or a file rests on it."""
        used = select(exists().where(ConferralInitiative.initiative_id == record.id))
        if session.scalar(used):
            raise RuleBroken(Problem(_l("An award on record was given for this initiative: correct the award first.")))
        try:
            with session.begin_nested():
                session.execute(delete(InitiativeAuthor).where(InitiativeAuthor.initiative_id == record.id))
                session.delete(record)
                session.flush()
        except IntegrityError:
            raise RuleBroken(Problem(_l("A nomination names this initiative; it has to stay."))) from None


def _copy(record: Initiative, facts: InitiativeFacts) -> None:
    copied(record, facts, _COLUMNS)
    record.search_text = f" {fold(facts.title)}"[:_SEARCHED]


def _author_rows(initiative_id: UUID, facts: InitiativeFacts) -> list[dict[str, Any]]:  # Any: values of a row
    return [
        {
            "initiative_id": initiative_id,
            "person_id": author.person_id,
            "position": position,
            "share_percent": author.share_percent,
        }
        for position, author in enumerate(facts.authors, 1)
    ]


def _unit_of(spans: Mapping[UUID, Sequence[Span]], facts: InitiativeFacts) -> UUID:
    """Return the unit of the main author at the end of the year, else the nearest one known."""
    own = spans.get(facts.authors[0].person_id, ())
    if not own:
        raise NotFound
    last_day = date(facts.year, 12, 31)
    here = next((span for span in own if span.holds(last_day)), None)
    during = next((span for span in own if span.started_on.year <= facts.year), None)
    return (here or during or own[-1]).unit_id
