"""What was voted on paper: written opinions of absent members, and what the two counters found in the box."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.council.enums import Choice
from app.council.models import PaperCount, WrittenVote


def written_votes(session: Session, item_ids: Collection[UUID]) -> dict[UUID, list[Choice]]:
    """What absent members wrote on these items."""
    found: dict[UUID, list[Choice]] = {item_id: [] for item_id in item_ids}
    query = select(WrittenVote.item_id, WrittenVote.choice).where(WrittenVote.item_id.in_(item_ids))
    for item_id, choice in session.execute(query):
        found[item_id].append(choice)
    return found


def paper_counts(session: Session, item_ids: Collection[UUID]) -> dict[UUID, list[PaperCount]]:
    """The counts of the boxes of these items, by counter."""
    found: dict[UUID, list[PaperCount]] = {item_id: [] for item_id in item_ids}
    query = select(PaperCount).where(PaperCount.item_id.in_(item_ids)).order_by(PaperCount.counter)
    for count in session.scalars(query):
        found[count.item_id].append(count)
    return found
