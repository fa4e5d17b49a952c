"""Appending to the trail, and proving that nobody rewrote it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from app.audit.models import Event, TrailHead
from app.core.access import Actor

GENESIS: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Happening:
    """What an act tells the trail: its name in the past tense, the record, a reason, the changed fields."""

    kind: str
    subject: str
    subject_id: UUID
    reason: str | None = None
    changes: Mapping[str, Any] | None = None  # Any: JSON values of any feature


def record(
    session: Session,
    kind: str,
    subject_id: UUID,
    *,
    actor: Actor | None,
    at: datetime,
    subject: str | None = None,
    reason: str | None = None,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Append one event in the caller's transaction; ``subject`` defaults to the first word of ``kind``."""
    happening = Happening(kind, subject or kind.split(".")[0], subject_id, reason, changes)
    record_all(session, [happening], actor=actor, at=at)


def record_all(session: Session, happenings: Iterable[Happening], *, actor: Actor | None, at: datetime) -> None:
    """Append events in order, holding the head of the chain until the caller commits."""
    session.flush()
    head = _locked_head(session)
    rows = []
    number, previous = head.number, head.sha256
    for happening in happenings:
        number += 1
        row = _row(happening, actor=actor, at=at, number=number, previous=previous)
        previous = row["sha256"]
        rows.append(row)
    if rows:
        session.execute(insert(Event), rows)
        session.execute(update(TrailHead).values(number=number, sha256=previous))


def first_broken_event(session: Session) -> int | None:
    """Return the number of the first event that does not follow from the one before, or None when all do."""
    previous, expected = GENESIS, 0
    with session.scalars(select(Event).order_by(Event.number).execution_options(yield_per=1000)) as events:
        for event in events:
            expected += 1
            if event.number != expected or event.previous_sha256 != previous or event.sha256 != _hash(_facts(event)):
                return expected
            previous = event.sha256
    head = session.execute(select(TrailHead.number, TrailHead.sha256)).one()
    return None if tuple(head) == (expected, previous) else expected + 1


def _locked_head(session: Session) -> Row[int, str]:
    """Hold the one row of the head, which the first migration wrote."""
    return session.execute(select(TrailHead.number, TrailHead.sha256).with_for_update()).one()


def _row(
    happening: Happening, *, actor: Actor | None, at: datetime, number: int, previous: str
) -> dict[str, Any]:  # Any: values of a table row
    facts = {
        "number": number,
        "at": at,
        "kind": happening.kind,
        "subject": happening.subject,
        "subject_id": happening.subject_id,
        "actor_id": actor.user_id if actor else None,
        "actor_name": actor.name if actor else "",
        "reason": happening.reason,
        "changes": _plain(happening.changes or {}),
        "previous_sha256": previous,
    }
    return {**facts, "sha256": _hash(facts)}


def _plain(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes as JSON gives them back, so that the hash of the stored row is the same."""
    plain = json.loads(json.dumps(changes, default=str, ensure_ascii=False))
    assert isinstance(plain, dict)
    return plain


def _facts(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in _HASHED}


_HASHED: Final = (
    "number",
    "at",
    "kind",
    "subject",
    "subject_id",
    "actor_id",
    "actor_name",
    "reason",
    "changes",
    "previous_sha256",
)


def _hash(facts: Mapping[str, Any]) -> str:
    told = {**facts, "at": facts["at"].astimezone(UTC).isoformat(timespec="microseconds")}
    text = json.dumps(told, default=str, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
