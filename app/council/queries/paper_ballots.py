"""Items that are voted on with printed ballots: how many papers of each, and how far its count is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session

from app.council.enums import BallotMethod, ItemStatus
from app.council.models import AgendaItem, Elector, PaperCount
from app.council.rules import Found
from app.nominations.queries import Nomination


@dataclass(frozen=True, slots=True)
class PaperItem:
    """An item now voted on with printed ballots."""

    item_id: UUID
    position: int
    nominee_name: str
    nominee_post: str
    nominee_unit_name: str
    award_code: str
    regime_id: str
    is_secret: bool
    ballots_issued: int


@dataclass(frozen=True, slots=True)
class CountRow:
    """What one counter entered for an item."""

    item_id: UUID
    counter: int
    counted_by: UUID
    counted_by_name: str
    found: Found


_VOTING: Final = (
    (AgendaItem.meeting_id == bindparam("meeting", type_=Uuid()))
    & (AgendaItem.status == ItemStatus.VOTING)
    & (AgendaItem.method == BallotMethod.PAPER)
)

_ITEMS: Final[tuple[Any, ...]] = (  # Any: as in the fields of PaperItem
    AgendaItem.id,
    AgendaItem.position,
    Nomination.nominee_name,
    Nomination.nominee_post,
    Nomination.nominee_unit_name,
    Nomination.award_code,
    Nomination.regime_id,
    AgendaItem.is_secret,
    AgendaItem.ballots_issued,
)
_ALL: Final = (
    select(*_ITEMS)
    .join(Nomination, Nomination.id == AgendaItem.nomination_id)
    .where(_VOTING)
    .order_by(AgendaItem.position, AgendaItem.id)
)
_ELECTORS: Final = (
    select(Elector.member_id, Elector.item_id).join(AgendaItem, AgendaItem.id == Elector.item_id).where(_VOTING)
)
_COUNTS: Final = (
    select(
        PaperCount.item_id,
        PaperCount.counter,
        PaperCount.counted_by,
        PaperCount.counted_by_name,
        PaperCount.votes_for,
        PaperCount.votes_against,
        PaperCount.abstentions,
        PaperCount.invalid,
    )
    .join(AgendaItem, AgendaItem.id == PaperCount.item_id)
    .where(_VOTING)
    .order_by(PaperCount.counter)
)


def paper_items(session: Session, meeting_id: UUID) -> Sequence[PaperItem]:
    """The items of a meeting now voted on with printed ballots, in agenda order."""
    return [PaperItem(*row) for row in session.execute(_ALL, {"meeting": meeting_id})]


def electors_of(session: Session, meeting_id: UUID) -> Mapping[UUID, frozenset[UUID]]:
    """On which of these items each elector has a ballot."""
    found: dict[UUID, set[UUID]] = {}
    for member_id, item_id in session.execute(_ELECTORS, {"meeting": meeting_id}):
        found.setdefault(member_id, set()).add(item_id)
    return {member_id: frozenset(items) for member_id, items in found.items()}


def counts_of(session: Session, meeting_id: UUID) -> Mapping[UUID, Sequence[CountRow]]:
    """What was counted so far, by item and counter; who may see which number is for the presenter to keep."""
    found: dict[UUID, list[CountRow]] = {}
    for item_id, counter, by, name, *numbers in session.execute(_COUNTS, {"meeting": meeting_id}):
        found.setdefault(item_id, []).append(CountRow(item_id, counter, by, name, Found(*numbers)))
    return found


def counts_held(session: Session, item_ids: Collection[UUID]) -> Mapping[UUID, list[PaperCount]]:
    """The counts of these items, to be changed under the lock of the items."""
    found: dict[UUID, list[PaperCount]] = {item_id: [] for item_id in item_ids}
    query = (
        select(PaperCount)
        .where(PaperCount.item_id.in_(item_ids))
        .order_by(PaperCount.counter)
        .execution_options(populate_existing=True)
    )
    for count in session.scalars(query):
        found[count.item_id].append(count)
    return found
