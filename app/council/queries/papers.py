"""What was voted on paper: written opinions of absent members, and what the two counters found in the box."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.council.enums import Choice
from app.council.models import ConflictAnswer, Elector, PaperCount, WrittenOpinion, WrittenVote

_HAS_BALLOT: Final = exists().where(
    Elector.item_id == WrittenVote.item_id, Elector.member_id == WrittenOpinion.member_id
)
_STEPS_ASIDE: Final = exists().where(
    ConflictAnswer.item_id == WrittenVote.item_id,
    ConflictAnswer.member_id == WrittenOpinion.member_id,
    ConflictAnswer.has_conflict,
)

WRITING_COUNTS: Final = ~_HAS_BALLOT & ~_STEPS_ASIDE
"""A written vote stands where its author neither has a ballot on the item nor steps aside there."""


def written_votes(session: Session, item_ids: Collection[UUID]) -> dict[UUID, list[Choice]]:
    """What absent members wrote on these items; not of one who steps aside there, or who has a ballot all the same."""
    found: dict[UUID, list[Choice]] = {item_id: [] for item_id in item_ids}
    query = (
        select(WrittenVote.item_id, WrittenVote.choice)
        .join(WrittenOpinion, WrittenOpinion.id == WrittenVote.opinion_id)
        .where(WrittenVote.item_id.in_(item_ids), WRITING_COUNTS)
    )
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
