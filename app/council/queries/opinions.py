"""Written opinions of absent members: who may write one, what it says on each file, and who may read it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.core.access import Actor
from app.council import policy
from app.council.enums import Choice, ConflictKind, CouncilRole, ItemStatus, MeetingStatus, Presence
from app.council.models import (
    AgendaItem,
    Attendance,
    ConflictAnswer,
    Council,
    CouncilMember,
    Elector,
    Meeting,
    Substitute,
    WrittenOpinion,
    WrittenVote,
)
from app.council.rules import BEFORE_CLOSING
from app.nominations.queries import Nomination
from app.organisation.queries import Person, Unit


@dataclass(frozen=True, slots=True)
class WriterRow:
    """A member with a vote who is not present, with the written opinion when there is one."""

    member_id: UUID
    person_id: UUID
    full_name: str
    role: CouncilRole
    post: str
    presence: Presence | None
    substitute_is_here: bool
    opinion_id: UUID | None
    received_on: date | None
    entered_by_name: str | None
    votes_count: int

    @property
    def is_present(self) -> bool:
        """Say whether the member sits in the meeting."""
        return self.presence is Presence.PRESENT


@dataclass(frozen=True, slots=True)
class OpinionItem:
    """An item of the agenda as one absent member stands on it."""

    item_id: UUID
    position: int
    status: ItemStatus
    nominee_name: str
    nominee_post: str
    nominee_unit_name: str
    award_code: str
    regime_id: str
    choice: Choice | None
    has_conflict: bool | None
    is_derived: bool | None
    ground: str | None
    kind: ConflictKind | None
    is_elector: bool
    """The member, or who sits in the same seat, has a ballot on this item: there is no written opinion beside it."""


def _here(member: Any, meeting_id: Any) -> Any:  # Any: columns and bound values of SQLAlchemy
    return (Attendance.member_id == member) & (Attendance.meeting_id == meeting_id)


_MEETING: Final = bindparam("meeting", type_=Uuid())
_MEMBER: Final = bindparam("member", type_=Uuid())
_OTHER: Final = aliased(Attendance)


def _writers() -> Select[*tuple[Any, ...]]:  # Any: the columns of WriterRow
    votes = select(func.count()).where(WrittenVote.opinion_id == WrittenOpinion.id).scalar_subquery()
    return (
        select(
            CouncilMember.id,
            CouncilMember.person_id,
            Person.full_name,
            CouncilMember.role,
            CouncilMember.post,
            Attendance.presence,
            func.coalesce(_OTHER.presence == Presence.PRESENT, False),
            WrittenOpinion.id,
            WrittenOpinion.received_on,
            WrittenOpinion.entered_by_name,
            votes,
        )
        .join(Person, Person.id == CouncilMember.person_id)
        .join(Meeting, Meeting.council_id == CouncilMember.council_id)
        .outerjoin(Attendance, _here(CouncilMember.id, Meeting.id))
        .outerjoin(Substitute, Substitute.stands_in_for_id == CouncilMember.id)
        .outerjoin(_OTHER, (_OTHER.member_id == Substitute.member_id) & (_OTHER.meeting_id == Meeting.id))
        .outerjoin(
            WrittenOpinion, (WrittenOpinion.member_id == CouncilMember.id) & (WrittenOpinion.meeting_id == Meeting.id)
        )
        .where(
            Meeting.id == _MEETING,
            or_(
                WrittenOpinion.id.is_not(None),
                and_(
                    CouncilMember.left_on.is_(None),
                    CouncilMember.has_vote,
                    CouncilMember.id.not_in(select(Substitute.member_id)),
                    or_(Attendance.presence.is_(None), Attendance.presence == Presence.ABSENT),
                ),
            ),
        )
        .order_by(CouncilMember.position, CouncilMember.id)
    )


_WRITERS: Final = _writers()


def writers_of(session: Session, meeting_id: UUID) -> Sequence[WriterRow]:
    """The members with a vote who are not present, and those whose opinion was entered, in the order of the council."""
    return [WriterRow(*row) for row in session.execute(_WRITERS, {"meeting": meeting_id})]


def writer_of(session: Session, meeting_id: UUID, member_id: UUID) -> WriterRow | None:
    """One of them; None for a member who is present, has no vote or sits elsewhere."""
    row = session.execute(_WRITERS.where(CouncilMember.id == _MEMBER), {"meeting": meeting_id, "member": member_id})
    found = row.one_or_none()
    return WriterRow(*found) if found else None


def _items() -> Select[*tuple[Any, ...]]:  # Any: the columns of OpinionItem
    seat = or_(
        Elector.member_id == _MEMBER,
        Elector.member_id.in_(select(Substitute.member_id).where(Substitute.stands_in_for_id == _MEMBER)),
    )
    return (
        select(
            AgendaItem.id,
            AgendaItem.position,
            AgendaItem.status,
            Nomination.nominee_name,
            Nomination.nominee_post,
            Nomination.nominee_unit_name,
            Nomination.award_code,
            Nomination.regime_id,
            WrittenVote.choice,
            ConflictAnswer.has_conflict,
            ConflictAnswer.is_derived,
            ConflictAnswer.ground,
            ConflictAnswer.kind,
            exists().where(Elector.item_id == AgendaItem.id, seat),
        )
        .join(Nomination, Nomination.id == AgendaItem.nomination_id)
        .outerjoin(WrittenOpinion, (WrittenOpinion.meeting_id == _MEETING) & (WrittenOpinion.member_id == _MEMBER))
        .outerjoin(WrittenVote, (WrittenVote.item_id == AgendaItem.id) & (WrittenVote.opinion_id == WrittenOpinion.id))
        .outerjoin(ConflictAnswer, (ConflictAnswer.item_id == AgendaItem.id) & (ConflictAnswer.member_id == _MEMBER))
        .where(AgendaItem.meeting_id == _MEETING)
        .order_by(AgendaItem.position, AgendaItem.id)
    )


_ITEMS: Final = _items()


def opinion_items(session: Session, meeting_id: UUID, member_id: UUID) -> Sequence[OpinionItem]:
    """The whole agenda as this member's written opinion stands on it."""
    rows = session.execute(_ITEMS, {"meeting": meeting_id, "member": member_id})
    return [OpinionItem(*row) for row in rows]


def has_opinions(session: Session, meeting_id: UUID) -> bool:
    """Say whether a written opinion was received for the meeting."""
    query = select(WrittenOpinion.id).where(WrittenOpinion.meeting_id == meeting_id).limit(1)
    return session.scalar(query) is not None


def opinion_held(session: Session, meeting_id: UUID, member_id: UUID) -> WrittenOpinion | None:
    """The opinion of a member, locked for an act."""
    query = (
        select(WrittenOpinion)
        .where(WrittenOpinion.meeting_id == meeting_id, WrittenOpinion.member_id == member_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return session.scalar(query)


def votes_held(session: Session, opinion_id: UUID) -> dict[UUID, WrittenVote]:
    """What an opinion says, by item."""
    query = select(WrittenVote).where(WrittenVote.opinion_id == opinion_id)
    return {vote.item_id: vote for vote in session.scalars(query)}


def written_before_voting(
    session: Session, meeting_ids: Collection[UUID], member_ids: Collection[UUID]
) -> Mapping[tuple[UUID, UUID], list[WrittenVote]]:
    """What these members wrote on items whose vote was not opened yet, by meeting and member."""
    query = (
        select(WrittenOpinion.meeting_id, WrittenOpinion.member_id, WrittenVote)
        .join(WrittenVote, WrittenVote.opinion_id == WrittenOpinion.id)
        .join(AgendaItem, AgendaItem.id == WrittenVote.item_id)
        .where(
            WrittenOpinion.meeting_id.in_(meeting_ids),
            WrittenOpinion.member_id.in_(member_ids),
            AgendaItem.status == ItemStatus.PENDING,
        )
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    found: dict[tuple[UUID, UUID], list[WrittenVote]] = {}
    for meeting_id, member_id, vote in session.execute(query):
        found.setdefault((meeting_id, member_id), []).append(vote)
    return found


def principals_of(session: Session, member_ids: Collection[UUID]) -> set[UUID]:
    """In whose place these members sit, if they are substitutes."""
    query = select(Substitute.stands_in_for_id).where(Substitute.member_id.in_(member_ids))
    return set(session.scalars(query))


@dataclass(frozen=True, slots=True)
class Readership:
    """What decides who may read an opinion and its scan."""

    council_id: UUID
    body_path: str
    status: MeetingStatus
    person_id: UUID
    my_role: CouncilRole | None


def may_see_scan(session: Session, actor: Actor, opinion_id: UUID) -> bool:
    """Say whether the actor may open the scan of an opinion."""
    author, mine = aliased(CouncilMember), aliased(CouncilMember)
    query = (
        select(Council.id, Unit.path, Meeting.status, author.person_id, mine.role)
        .join(Meeting, Meeting.council_id == Council.id)
        .join(Unit, Unit.id == Council.body_id)
        .join(WrittenOpinion, WrittenOpinion.meeting_id == Meeting.id)
        .join(author, author.id == WrittenOpinion.member_id)
        .outerjoin(
            mine,
            (mine.council_id == Council.id) & (mine.person_id == actor.person_id) & mine.left_on.is_(None),
        )
        .where(WrittenOpinion.id == opinion_id)
    )
    row = session.execute(query).one_or_none()
    return row is not None and may_read(actor, Readership(*row))


def may_read(actor: Actor, of: Readership) -> bool:
    """Say whether the actor may read what a written opinion says, choices and scan alike."""
    return policy.may_read_opinion(
        actor,
        body_path=of.body_path,
        my_role=of.my_role,
        author_id=of.person_id,
        is_over=of.status not in BEFORE_CLOSING,
    )
