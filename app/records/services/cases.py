"""Discipline, leave and open cases."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.database import new_id
from app.core.errors import Problem, TransitionError
from app.records import rules
from app.records.enums import EntryKind
from app.records.facts import CaseFacts, DisciplineFacts, LeaveFacts
from app.records.queries import DisciplinaryAction, Leave, OpenCase
from app.records.services.ground import Work, copied, too_long

_DISCIPLINE: Final = (
    "person_id",
    "collective_id",
    "severity",
    "authority",
    "decided_on",
    "ends_on",
    "decision_number",
    "decided_by",
    "is_duty_related",
    "reason",
)
_LEAVE: Final = ("person_id", "kind", "started_on", "ended_on", "rules_kept", "result_good", "decision_number", "note")
_CASE: Final = ("person_id", "collective_id", "kind", "opened_on", "closed_on", "source", "conclusion")


class DisciplineWork(Work[DisciplineFacts, DisciplinaryAction]):
    """Disciplinary decisions; one that was set aside stays, marked as cancelled."""

    kind = EntryKind.DISCIPLINE
    model = DisciplinaryAction
    withheld = frozenset({"reason", "severity"})

    def problems(
        self, session: Session, many: Sequence[DisciplineFacts], *, today: date, known: UUID | None = None
    ) -> list[list[Problem]]:
        """Check each entry by itself, then against what is on record and against the others."""
        seen = self._seen(session, many, known)
        found = []
        for facts in many:
            key = (facts.person_id or facts.collective_id, facts.decided_on, facts.severity)
            problems = [*too_long(facts, DisciplinaryAction), *rules.discipline_problems(facts, today)]
            if key in seen:
                problems.append(Problem(rules.ALREADY_THERE, "decided_on"))
            seen.add(key)
            found.append(problems)
        return found

    def _seen(self, session: Session, many: Sequence[DisciplineFacts], known: UUID | None) -> set[Any]:
        seen: set[Any] = set()
        for name in ("person_id", "collective_id"):
            column = getattr(DisciplinaryAction, name)
            ids = {getattr(facts, name) for facts in many} - {None}
            query = select(
                column, DisciplinaryAction.decided_on, DisciplinaryAction.severity, DisciplinaryAction.id
            ).where(DisciplinaryAction.cancelled_on.is_(None))
            seen |= {tuple(row[:3]) for row in _in_chunks(session, query, column, ids) if row[3] != known}
        return seen

    def new(self, session: Session, many: Sequence[DisciplineFacts]) -> list[DisciplinaryAction]:
        """Add the entries."""
        records = [DisciplinaryAction(id=new_id(), **_named(facts, _DISCIPLINE)) for facts in many]
        session.add_all(records)
        return records

    def write(self, session: Session, record: DisciplinaryAction, facts: DisciplineFacts) -> None:
        """Correct a decision that stands."""
        if record.cancelled_on is not None:
            raise TransitionError("cancelled")
        copied(record, facts, _DISCIPLINE)

    def facts_of(self, session: Session, record: DisciplinaryAction) -> DisciplineFacts:
        """Return what the entry says now."""
        return DisciplineFacts(**_named(record, _DISCIPLINE))

    def take_out(
        self, session: Session, record: DisciplinaryAction, *, reason: str, on: date
    ) -> tuple[str, dict[str, Any]]:
        """Mark a decision as set aside, or as entered in error; it stays on record."""
        if record.cancelled_on is not None:
            raise TransitionError("cancelled already")
        record.cancelled_on, record.cancelled_reason = on, reason
        return "cancelled", {"cancelled_on": [None, on.isoformat()]}


class LeaveWork(Work[LeaveFacts, Leave]):
    """Long absences of people."""

    kind = EntryKind.LEAVE
    model = Leave

    def problems(
        self, session: Session, many: Sequence[LeaveFacts], *, today: date, known: UUID | None = None
    ) -> list[list[Problem]]:
        """Check each entry by itself, then against the other absences of the person."""
        query = select(Leave.person_id, Leave.started_on, Leave.ended_on, Leave.id)
        spans: dict[UUID, list[tuple[date, date | None]]] = {}
        for row in _in_chunks(session, query, Leave.person_id, {facts.person_id for facts in many}):
            if row[3] != known:
                spans.setdefault(row[0], []).append((row[1], row[2]))
        found = []
        for facts in many:
            problems = [*too_long(facts, Leave), *rules.leave_problems(facts, today)]
            others = spans.setdefault(facts.person_id, [])
            problems += rules.overlap_problems(facts, others)
            others.append((facts.started_on, facts.ended_on))
            found.append(problems)
        return found

    def new(self, session: Session, many: Sequence[LeaveFacts]) -> list[Leave]:
        """Add the entries."""
        records = [Leave(id=new_id(), **_named(facts, _LEAVE)) for facts in many]
        session.add_all(records)
        return records

    def write(self, session: Session, record: Leave, facts: LeaveFacts) -> None:
        """Correct an absence."""
        copied(record, facts, _LEAVE)

    def facts_of(self, session: Session, record: Leave) -> LeaveFacts:
        """Return what the entry says now."""
        return LeaveFacts(**_named(record, _LEAVE))


class CaseWork(Work[CaseFacts, OpenCase]):
    """What is open against somebody; the trail says neither whom nor what."""

    kind = EntryKind.OPEN_CASE
    model = OpenCase
    withheld = frozenset({"person_id", "collective_id", "kind", "source", "conclusion"})

    def problems(
        self, session: Session, many: Sequence[CaseFacts], *, today: date, known: UUID | None = None
    ) -> list[list[Problem]]:
        """Check each entry by itself, then against the cases on record."""
        seen: set[Any] = set()
        for name in ("person_id", "collective_id"):
            column = getattr(OpenCase, name)
            query = select(column, OpenCase.kind, OpenCase.opened_on, OpenCase.id)
            ids = {getattr(facts, name) for facts in many} - {None}
            seen |= {tuple(row[:3]) for row in _in_chunks(session, query, column, ids) if row[3] != known}
        found = []
        for facts in many:
            key = (facts.person_id or facts.collective_id, facts.kind, facts.opened_on)
            problems = [*too_long(facts, OpenCase), *rules.case_problems(facts, today)]
            if key in seen:
                problems.append(Problem(rules.ALREADY_THERE, "opened_on"))
            seen.add(key)
            found.append(problems)
        return found

    def new(self, session: Session, many: Sequence[CaseFacts]) -> list[OpenCase]:
        """Add the entries."""
        records = [OpenCase(id=new_id(), **_named(facts, _CASE)) for facts in many]
        session.add_all(records)
        return records

    def write(self, session: Session, record: OpenCase, facts: CaseFacts) -> None:
        """Correct a case, or conclude it."""
        copied(record, facts, _CASE)

    def facts_of(self, session: Session, record: OpenCase) -> CaseFacts:
        """Return what the entry says now."""
        return CaseFacts(**_named(record, _CASE))


def _named(source: Any, names: Sequence[str]) -> dict[str, Any]:  # Any: a row or facts of one kind
    return {name: getattr(source, name) for name in names}


def _in_chunks(session: Session, query: Any, column: Any, ids: Collection[UUID]) -> list[Any]:  # Any: plain rows
    known = sorted(ids)
    return [
        row
        for start in range(0, len(known), 500)
        for row in session.execute(query.where(column.in_(known[start : start + 500])))
    ]
