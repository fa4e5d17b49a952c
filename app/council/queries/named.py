"""Who said what in open votes: for readers of a counted item, never before it is closed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, select, true, union_all
from sqlalchemy.orm import Session

from app.council.enums import BallotMethod, Choice, ItemStatus
from app.council.models import AgendaItem, CouncilMember, NamedVote, WrittenOpinion, WrittenVote
from app.council.queries.papers import WRITING_COUNTS
from app.organisation.queries import Person


@dataclass(frozen=True, slots=True)
class Said:
    """What one member said on an item, in the room or in writing."""

    name: str
    choice: Choice
    in_writing: bool


_TOLD: Final = (AgendaItem.method == BallotMethod.OPEN) & (AgendaItem.status == ItemStatus.CLOSED)


def said_on(session: Session, item_id: UUID) -> Sequence[Said]:
    """What every member said on an item that was voted on openly and counted; nothing on any other."""
    return _said(session, AgendaItem.id == item_id).get(item_id, [])


def said_in(session: Session, meeting_id: UUID) -> Mapping[UUID, Sequence[Said]]:
    """The same for all items of a meeting."""
    return _said(session, AgendaItem.meeting_id == meeting_id)


def _said(session: Session, these: ColumnElement[bool]) -> dict[UUID, list[Said]]:
    found: dict[UUID, list[tuple[int, Said]]] = defaultdict(list)
    for item_id, place, name, choice, in_writing in session.execute(union_all(_here(these), _from_afar(these))):
        found[item_id].append((place, Said(name, choice, bool(in_writing))))
    return {item_id: [said for _place, said in sorted(each, key=_place)] for item_id, each in found.items()}


def _place(said: tuple[int, Said]) -> tuple[int, str]:
    return said[0], said[1].name


def _here(these: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:  # Any: the columns of a union
    return (
        select(NamedVote.item_id, CouncilMember.position, Person.full_name, NamedVote.choice, false())
        .join(AgendaItem, AgendaItem.id == NamedVote.item_id)
        .join(CouncilMember, CouncilMember.id == NamedVote.member_id)
        .join(Person, Person.id == CouncilMember.person_id)
        .where(_TOLD, these)
    )


def _from_afar(these: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:  # Any: as above
    return (
        select(WrittenVote.item_id, CouncilMember.position, Person.full_name, WrittenVote.choice, true())
        .join(WrittenOpinion, WrittenOpinion.id == WrittenVote.opinion_id)
        .join(AgendaItem, AgendaItem.id == WrittenVote.item_id)
        .join(CouncilMember, CouncilMember.id == WrittenOpinion.member_id)
        .join(Person, Person.id == CouncilMember.person_id)
        .where(_TOLD, these, WRITING_COUNTS)
    )
