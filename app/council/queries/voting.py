"""What one member needs to vote, what opening and counting read, and the outcome of a file.

Nothing here counts the choices of an item before it is closed; only the act of closing reads the urn.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Uuid, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from app.core.access import Actor
from app.core.clock import now
from app.council.enums import BallotMethod, ConflictKind, ItemResult, ItemStatus, MeetingStatus, VoteBase
from app.council.models import AgendaItem, ConflictAnswer, CouncilMember, Elector, Meeting
from app.eligibility.enums import Outcome as LawOutcome
from app.eligibility.enums import Subject
from app.nominations.queries import EXCEPTION_KEPT, OUTCOME_KEPT, Nomination
from app.organisation.queries import Person

PAPERS_SHOWN: Final = 100

_WRITTEN_COUNT: Final = or_(AgendaItem.base == VoteBase.ALL_MEMBERS, AgendaItem.written_join_base)

VOTES_TOLD: Final = case(
    (AgendaItem.is_result_only, None),
    (_WRITTEN_COUNT, AgendaItem.votes_for + func.coalesce(AgendaItem.written_for, 0)),
    else_=AgendaItem.votes_for,
)
"""Ballots and counted written opinions in favour, as anybody may read them: none where only the result is published."""


@dataclass(frozen=True, slots=True)
class Paper:
    """An item as one member has it before them: the file, their answer about conflicts, whether they voted."""

    item_id: UUID
    status: ItemStatus
    nomination_id: UUID
    nominee_name: str
    nominee_post: str
    nominee_unit_name: str
    subject: Subject
    award_code: str
    regime_id: str
    is_secret: bool | None
    ballots_issued: int | None
    has_voted: bool | None
    """None: not among the electors."""
    has_conflict: bool | None
    """None: not answered yet."""
    is_derived: bool | None
    ground: str | None
    method: BallotMethod
    by_law: LawOutcome | None
    """What the verdict kept last says; none when none was kept."""
    exception_reason: str | None
    kind: ConflictKind | None = None
    voting_until: datetime | None = None
    position: int = 0
    """The number by which the meeting knows the file."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the council said about a file, with the tally."""

    item_id: UUID
    meeting_id: UUID
    meeting_name: str
    closed_at: datetime
    result: ItemResult
    votes_for: int
    votes_against: int
    abstentions: int
    base_count: int
    threshold_percent: int
    ballots_issued: int
    ballots_returned: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A meeting in which the member still has papers to cast."""

    meeting_id: UUID
    meeting_name: str
    papers: int


@dataclass(frozen=True, slots=True)
class Aside:
    """A member who stepped aside on an item."""

    item_id: UUID
    member_id: UUID
    ground: str
    is_derived: bool
    kind: ConflictKind | None = None


_PAPER: Final[tuple[Any, ...]] = (  # Any: as in the fields of the row
    AgendaItem.id,
    AgendaItem.status,
    Nomination.id,
    Nomination.nominee_name,
    Nomination.nominee_post,
    Nomination.nominee_unit_name,
    Nomination.subject,
    Nomination.award_code,
    Nomination.regime_id,
    AgendaItem.is_secret,
    AgendaItem.ballots_issued,
    Elector.has_voted,
    ConflictAnswer.has_conflict,
    ConflictAnswer.is_derived,
    ConflictAnswer.ground,
    AgendaItem.method,
    OUTCOME_KEPT,
    EXCEPTION_KEPT,
    ConflictAnswer.kind,
    AgendaItem.voting_until,
    AgendaItem.position,
)


_MEMBER: Final = bindparam("member", type_=Uuid())

# Built once: putting a statement together costs more than asking it.
_PAPERS: Final = (
    select(*_PAPER)
    .join(Nomination, Nomination.id == AgendaItem.nomination_id)
    .outerjoin(Elector, (Elector.item_id == AgendaItem.id) & (Elector.member_id == _MEMBER))
    .outerjoin(ConflictAnswer, (ConflictAnswer.item_id == AgendaItem.id) & (ConflictAnswer.member_id == _MEMBER))
    .where(
        AgendaItem.meeting_id == bindparam("meeting", type_=Uuid()),
        AgendaItem.status != ItemStatus.CLOSED,
    )
    .order_by(
        case((Elector.has_voted.is_(False), 0), (Elector.has_voted.is_(True), 2), else_=1),
        AgendaItem.position,
        AgendaItem.id,
    )
    .limit(PAPERS_SHOWN)
)


_ON_SCREEN: Final = Elector.has_voted.is_(False) & (AgendaItem.method != BallotMethod.PAPER)
_UNANSWERED: Final = _PAPERS.where(
    ConflictAnswer.item_id.is_(None), or_(AgendaItem.status == ItemStatus.PENDING, _ON_SCREEN)
)


def papers_of(session: Session, meeting_id: UUID, member_id: UUID, *, unanswered: bool = False) -> Sequence[Paper]:
    """The items not yet closed as this member sees them, those to vote on first; or those not answered yet alone."""
    query = _UNANSWERED if unanswered else _PAPERS
    return [Paper(*row) for row in session.execute(query, {"meeting": meeting_id, "member": member_id})]


def waiting_for(session: Session, actor: Actor) -> Sequence[Waiting]:
    """Meetings in which papers wait for this person's vote."""
    if actor.person_id is None or not actor.council_ids:
        return []
    query = (
        select(Meeting.id, Meeting.name, func.count())
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(Elector, Elector.item_id == AgendaItem.id)
        .join(CouncilMember, CouncilMember.id == Elector.member_id)
        .where(
            Meeting.council_id.in_(actor.council_ids),
            Meeting.status == MeetingStatus.OPEN,
            AgendaItem.status == ItemStatus.VOTING,
            AgendaItem.method != BallotMethod.PAPER,
            or_(AgendaItem.voting_until.is_(None), AgendaItem.voting_until >= now()),
            CouncilMember.person_id == actor.person_id,
            Elector.has_voted.is_(False),
        )
        .group_by(Meeting.id, Meeting.name)
        .order_by(Meeting.id)
    )
    return [Waiting(*row) for row in session.execute(query)]


def result_of(session: Session, nomination_id: UUID) -> Outcome | None:
    """The last closed item of a file, with its tally; None while no council has decided."""
    columns: tuple[Any, ...] = (  # Any: as in the fields of the row
        AgendaItem.id,
        Meeting.id,
        Meeting.name,
        AgendaItem.closed_at,
        AgendaItem.result,
        AgendaItem.votes_for,
        AgendaItem.votes_against,
        AgendaItem.abstentions,
        AgendaItem.base_count,
        AgendaItem.threshold_percent,
        AgendaItem.ballots_issued,
        AgendaItem.ballots_returned,
    )
    query = (
        select(*columns)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.nomination_id == nomination_id, AgendaItem.status == ItemStatus.CLOSED)
        .order_by(AgendaItem.closed_at.desc(), AgendaItem.id.desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return Outcome(*row) if row else None


_ASIDES: Final = (
    select(
        ConflictAnswer.item_id,
        ConflictAnswer.member_id,
        ConflictAnswer.ground,
        ConflictAnswer.is_derived,
        ConflictAnswer.kind,
    )
    .join(AgendaItem, AgendaItem.id == ConflictAnswer.item_id)
    .join(CouncilMember, CouncilMember.id == ConflictAnswer.member_id)
    .where(AgendaItem.meeting_id == bindparam("meeting", type_=Uuid()), ConflictAnswer.has_conflict)
    .order_by(CouncilMember.position, CouncilMember.id)
)


def asides_of(session: Session, meeting_id: UUID) -> Mapping[UUID, Sequence[Aside]]:
    """Who stepped aside, by item."""
    found: dict[UUID, list[Aside]] = defaultdict(list)
    for row in session.execute(_ASIDES, {"meeting": meeting_id}):
        found[row.item_id].append(Aside(*row))
    return found


@dataclass(frozen=True, slots=True)
class ItemPerson:
    """A member before one item; ``has_voted`` None: no elector."""

    member_id: UUID
    full_name: str
    has_voted: bool | None
    has_conflict: bool | None
    is_derived: bool | None
    ground: str | None
    kind: ConflictKind | None = None


_THE_ITEM: Final = bindparam("item", type_=Uuid())

_ITEM_PEOPLE: Final = (
    select(
        CouncilMember.id,
        Person.full_name,
        Elector.has_voted,
        ConflictAnswer.has_conflict,
        ConflictAnswer.is_derived,
        ConflictAnswer.ground,
        ConflictAnswer.kind,
    )
    .join(Person, Person.id == CouncilMember.person_id)
    .outerjoin(Elector, (Elector.item_id == _THE_ITEM) & (Elector.member_id == CouncilMember.id))
    .outerjoin(ConflictAnswer, (ConflictAnswer.item_id == _THE_ITEM) & (ConflictAnswer.member_id == CouncilMember.id))
    .where(
        CouncilMember.council_id == bindparam("council", type_=Uuid()),
        or_(Elector.member_id.is_not(None), ConflictAnswer.has_conflict),
    )
    .order_by(CouncilMember.position, CouncilMember.id)
)


def item_people(session: Session, item_id: UUID, council_id: UUID) -> Sequence[ItemPerson]:
    """The electors of an item and those who stepped aside, in the order of the council."""
    return [ItemPerson(*row) for row in session.execute(_ITEM_PEOPLE, {"item": item_id, "council": council_id})]
