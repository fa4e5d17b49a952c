"""The one place where a nomination changes its state; the council and the decisions come through here too."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.audit import trail
from app.audit.trail import Happening
from app.core.access import Actor
from app.core.errors import NotFound
from app.core.transaction import lock
from app.nominations import rules
from app.nominations.enums import Status
from app.nominations.models import Nomination

STAMPS: Final = {Status.SUBMITTED: "submitted_at", Status.VERIFIED: "verified_at"}


@dataclass(frozen=True, slots=True)
class Move:
    """A nomination that has just changed its state, and the reason that was given."""

    nomination_id: UUID
    before: Status
    to: Status
    reason: str = ""


Listener = Callable[[Session, Sequence[Move], Actor, datetime], None]
"""Does, within the same act, what follows from moves in a feature above this one."""
Holder = Callable[[Session, Sequence[Move]], None]
"""Holds (``FOR UPDATE``) the records that will change in what follows from moves."""
_LISTENERS: Final[dict[Listener, Holder]] = {}


def listen(listener: Listener, hold: Holder) -> None:
    """Name what follows from moves elsewhere, and what is held for it; asked once, whatever how often it is loaded."""
    _LISTENERS[listener] = hold


def hold_what_follows(session: Session, moves: Sequence[Move]) -> None:
    """Hold what will change with these moves, before their first event.

    The trail has one head, for which every act waits last: whoever already has it must not wait for anything else. An
    act that moves files one by one says first which.
    """
    for hold in _LISTENERS.values():
        hold(session, moves)


def _tell(session: Session, moves: Sequence[Move], *, actor: Actor, at: datetime) -> None:
    for listener in _LISTENERS:
        listener(session, moves, actor, at)


def advance(
    session: Session, nomination_id: UUID, to: Status, *, actor: Actor, at: datetime, reason: str = ""
) -> Nomination:
    """Move a nomination within the caller's transaction and write the event ``nomination.<state>``.

    The caller has checked who may and in which phase. Raises NotFound, or TransitionError for an illegal move or for
    one that needs a reason and has none.
    """
    nomination = lock(session, Nomination, nomination_id)
    before = nomination.status
    nomination.status = rules.move(before, to)
    nomination.status_at = at
    if to in STAMPS and before is not Status.TABLED:
        setattr(nomination, STAMPS[to], at)
    if rules.needs_reason(before, to):
        reason = rules.require_reason(reason)
    if to in rules.NEEDS_REASON:
        nomination.reason = reason
    moves = [Move(nomination.id, before, to, reason)]
    hold_what_follows(session, moves)
    trail.record(
        session,
        f"nomination.{to.value}",
        nomination.id,
        actor=actor,
        at=at,
        reason=reason or None,
        changes={"status": [before.value, to.value]},
    )
    _tell(session, moves, actor=actor, at=at)
    return nomination


def advance_all(session: Session, moves: Mapping[UUID, Status], *, actor: Actor, at: datetime) -> None:
    """Move many nominations as ``advance`` moves one, with a few statements for all; for moves that need no reason.

    The events stand in the order of ``moves``. Raises NotFound, or TransitionError for an illegal move or for one that
    needs a reason.
    """
    session.flush()
    query = select(Nomination.id, Nomination.status).where(Nomination.id.in_(moves))
    rows = session.execute(query.order_by(Nomination.id).with_for_update())
    before = {row.id: row.status for row in rows}
    if len(before) < len(moves):
        raise NotFound
    targets: defaultdict[tuple[Status, bool], list[UUID]] = defaultdict(list)
    for nomination_id, status in before.items():
        to = rules.move(status, moves[nomination_id])
        if rules.needs_reason(status, to):
            rules.require_reason("")
        targets[to, to in STAMPS and status is not Status.TABLED].append(nomination_id)
    for (to, is_stamped), ids in targets.items():
        stamp = {STAMPS[to]: at} if is_stamped else {}
        session.execute(
            update(Nomination)
            .where(Nomination.id.in_(ids))
            .values(status=to, status_at=at, version=Nomination.version + 1, **stamp)
        )
    happenings = [
        Happening(
            f"nomination.{to.value}",
            "nomination",
            nomination_id,
            changes={"status": [before[nomination_id].value, to.value]},
        )
        for nomination_id, to in moves.items()
    ]
    made = [Move(each, before[each], to) for each, to in moves.items()]
    hold_what_follows(session, made)
    trail.record_all(session, happenings, actor=actor, at=at)
    _tell(session, made, actor=actor, at=at)
