"""The votes on an item before the one that stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.council.enums import ItemResult
from app.council.models import EarlierVote
from app.council.rules import KeptVote


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """A vote that was taken again: its rule and numbers, what it came to, why it does not stand."""

    round: int
    result: ItemResult
    vote: KeptVote
    closed_at: datetime
    reason: str
    annulled_by_name: str
    annulled_at: datetime


def earlier_votes(session: Session, item_id: UUID) -> Sequence[EarlierRow]:
    """The votes that were taken again, the first one first."""
    query = select(
        EarlierVote.round,
        EarlierVote.result,
        EarlierVote.facts,
        EarlierVote.closed_at,
        EarlierVote.reason,
        EarlierVote.annulled_by_name,
        EarlierVote.annulled_at,
    ).where(EarlierVote.item_id == item_id)
    rows = session.execute(query.order_by(EarlierVote.round))
    return [EarlierRow(number, result, KeptVote.from_json(facts), *rest) for number, result, facts, *rest in rows]
