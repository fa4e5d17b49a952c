"""How many have voted on what is being voted on: never which way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from app.council.enums import BallotMethod, ItemStatus
from app.council.models import AgendaItem, CouncilMember, Elector
from app.organisation.queries import Person


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many papers are out and how many are in the urn: never what they say."""

    issued: int
    voted: int


_VOTED: Final = func.sum(case((Elector.has_voted, 1), else_=0), type_=Integer())


@dataclass(frozen=True, slots=True)
class Voter:
    """A member with the papers now out to them."""

    full_name: str
    turnout: Turnout


_ON_SCREEN: Final = (
    (AgendaItem.meeting_id == bindparam("meeting", type_=Uuid()))
    & (AgendaItem.status == ItemStatus.VOTING)
    & (AgendaItem.method != BallotMethod.PAPER)
)
"""Who has voted is known only where members vote on their own screens; a printed ballot ticks nobody off."""

_BY_ITEM: Final = (
    select(Elector.item_id.label("id"), literal("").label("name"), literal(0).label("place"), func.count(), _VOTED)
    .join(AgendaItem, AgendaItem.id == Elector.item_id)
    .where(_ON_SCREEN)
    .group_by(Elector.item_id)
)
_BY_MEMBER: Final = (
    select(Elector.member_id, Person.full_name, CouncilMember.position, func.count(), _VOTED)
    .join(AgendaItem, AgendaItem.id == Elector.item_id)
    .join(CouncilMember, CouncilMember.id == Elector.member_id)
    .join(Person, Person.id == CouncilMember.person_id)
    .where(_ON_SCREEN)
    .group_by(Elector.member_id, Person.full_name, CouncilMember.position)
)
_BY_BOTH: Final = union_all(_BY_ITEM, _BY_MEMBER)


def turnout_by_item(session: Session, meeting_id: UUID) -> Mapping[UUID, Turnout]:
    """How many have voted on each item that is being voted on."""
    rows = session.execute(_BY_ITEM, {"meeting": meeting_id})
    return {item_id: Turnout(issued, voted or 0) for item_id, _name, _place, issued, voted in rows}


def turnout_of(session: Session, meeting_id: UUID) -> tuple[Mapping[UUID, Turnout], Sequence[Voter]]:
    """How many have voted on each item, and how many papers each member has cast, in the order of the council."""
    items: dict[UUID, Turnout] = {}
    voters: list[tuple[int, Voter]] = []
    for key, name, place, issued, voted in session.execute(_BY_BOTH, {"meeting": meeting_id}):
        if name:
            voters.append((place, Voter(name, Turnout(issued, voted or 0))))
        else:
            items[key] = Turnout(issued, voted or 0)
    return items, [voter for _place, voter in sorted(voters, key=lambda each: each[0])]
