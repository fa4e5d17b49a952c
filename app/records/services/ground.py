"""What every act on records stands on: the kinds of work, who may, and how the trail tells it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Final, Generic, TypeVar
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.access import Actor
from app.core.database import Base
from app.core.errors import NotAllowed, NotFound, Problem
from app.organisation.queries import Person, Unit
from app.records import policy, queries
from app.records.enums import EntryKind
from app.records.facts import Facts

F = TypeVar("F", bound=Facts)
M = TypeVar("M")

WITHHELD: Final = "…"
"""The trail is read by more people than may read a record: it says that such a text changed, not what it says."""


class Work(ABC, Generic[F, M]):
    """How one kind of entry is checked and written; many at once cost as many selects as one."""

    kind: ClassVar[EntryKind]
    model: ClassVar[type[Base]]
    withheld: ClassVar[frozenset[str]] = frozenset()

    def people(self, facts: F) -> list[UUID]:
        """Return the people whom an entry is about."""
        found = getattr(facts, "person_id", None)
        return [found] if found else []

    def unit(self, facts: F) -> UUID | None:
        """Return the unit that an entry is about."""
        found: UUID | None = getattr(facts, "collective_id", None)
        return found

    @abstractmethod
    def problems(
        self, session: Session, many: Sequence[F], *, today: date, known: UUID | None = None
    ) -> list[list[Problem]]:
        """Return what is wrong with each entry; ``known`` is the entry being corrected."""

    @abstractmethod
    def new(self, session: Session, many: Sequence[F]) -> list[M]:
        """Add a fresh record for each of these facts and return them."""

    @abstractmethod
    def write(self, session: Session, record: M, facts: F) -> None:
        """Write the facts into a record that the session knows."""

    @abstractmethod
    def facts_of(self, session: Session, record: M) -> F:
        """Return what a record says now."""

    def remove(self, session: Session, record: M) -> None:
        """Delete a record with what belongs to it."""
        session.delete(record)

    def take_out(self, session: Session, record: M, *, reason: str, on: date) -> tuple[str, dict[str, Any]]:
        """Take a record out; return what happened to it and which changes the trail keeps, JSON values."""
        changes = changes_between(told(self.facts_of(session, record)), {}, self.withheld)
        self.remove(session, record)
        return "removed", changes


def hold(session: Session, people: Iterable[UUID], units: Iterable[UUID]) -> None:
    """Hold the people and units of an act, so that the same entry is not written twice at once."""
    for model, ids in ((Person, set(people)), (Unit, set(units))):
        known = sorted(ids)
        for start in range(0, len(known), 500):
            query = select(model.id).where(model.id.in_(known[start : start + 500])).order_by(model.id)
            session.execute(query.with_for_update(key_share=True)).all()


def require_editor(
    session: Session, people: Iterable[UUID], units: Iterable[UUID], *, actor: Actor, today: date
) -> Mapping[UUID, str]:
    """Return where these people and units lie; out of sight is not found, only in sight is not allowed."""
    people, units = set(people), set(units)
    paths = queries.paths_of(session, people, units, today)
    for subject in [*people, *units]:
        path = paths.get(subject)
        seen = policy.may_read_person(actor, subject, path) if subject in people else policy.may_read(actor, path or "")
        if path is None or not seen:
            raise NotFound
    if not all(policy.may_edit(actor, paths[subject]) for subject in [*people, *units]):
        raise NotAllowed
    return paths


def too_long(facts: Facts, model: type[Base]) -> list[Problem]:
    """Return a problem for each text that its column cannot hold."""
    found = []
    for name, value in vars_of(facts).items():
        column = model.__table__.columns.get(name)
        most = (getattr(column.type, "length", None) or 20_000) if column is not None else None
        if type(value) is str and most and len(value) > most:
            found.append(Problem(_l("Shorten this: at most %(most)s characters fit.", most=most), name))
    return found


def vars_of(facts: Facts) -> dict[str, Any]:  # Any: values of any field
    """Return the fields of an entry by name, as they are."""
    return {name: getattr(facts, name) for name in type(facts).__dataclass_fields__}


def told(facts: Facts) -> dict[str, Any]:  # Any: JSON values
    """Return facts as the trail keeps them: enums by value, days as ISO text, people by id, nothing that is empty."""
    values = vars_of(facts)
    values.pop("another_confirmed", None)
    if (authors := values.get("authors")) is not None:
        values["authors"] = [str(author.person_id) for author in authors]
        values["shares"] = [author.share_percent for author in authors]
    return {name: _plain(value) for name, value in values.items() if value not in (None, "", [None])}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(str(each) for each in value)
    return str(value) if isinstance(value, UUID) else value


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any], withheld: frozenset[str]) -> dict[str, Any]:
    """Return the changed fields as ``name: [before, after]``; what is withheld is only said to have changed."""
    names = dict.fromkeys([*before, *after])
    changed = {n: [before.get(n), after.get(n)] for n in names if before.get(n) != after.get(n)}
    return {n: [p if p is None else WITHHELD for p in pair] if n in withheld else pair for n, pair in changed.items()}


def copied(record: Any, facts: Facts, names: Iterable[str]) -> None:  # Any: a row of the kind's table
    """Write fields of the same name into a record."""
    for name in names:
        setattr(record, name, getattr(facts, name))


__all__ = ["Work", "changes_between", "copied", "hold", "require_editor", "told", "too_long", "vars_of"]
