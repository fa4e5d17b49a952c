"""Short forms of what the tests of the council do again and again."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.access import Actor
from app.core.clock import now
from app.council import services
from app.council.enums import Choice
from app.council.models import Ballot, Elector
from app.council.services import ConflictReply
from tests.factories.council import Board

NO_CONFLICT = ConflictReply(has_conflict=False)


def open_all(board: Board, *, at: datetime | None = None) -> None:
    services.open_items(board.meeting.id, board.item_ids, actor=board.hr, at=at or now())


def clear(board: Board, actor: Actor, item_ids: Iterable[UUID] | None = None, *, at: datetime | None = None) -> None:
    """Answer "no conflict" to every item."""
    replies = dict.fromkeys(item_ids or board.item_ids, NO_CONFLICT)
    services.answer_conflicts(board.meeting.id, replies, actor=actor, at=at or now())


def vote(board: Board, actor: Actor, choices: Mapping[UUID, Choice], *, at: datetime | None = None) -> None:
    services.cast_ballots(board.meeting.id, choices, actor=actor, at=at or now())


def vote_all(board: Board, actor: Actor, choice: Choice = Choice.FOR, *, at: datetime | None = None) -> None:
    clear(board, actor, at=at)
    vote(board, actor, dict.fromkeys(board.item_ids, choice), at=at)


def papers(session: Session, item_id: UUID) -> list[Choice]:
    return sorted(session.scalars(select(Ballot.choice).where(Ballot.item_id == item_id)))


def voted(session: Session, item_id: UUID) -> int:
    query = select(func.count()).where(Elector.item_id == item_id, Elector.has_voted)
    return session.scalar(query) or 0
