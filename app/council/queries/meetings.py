"""Meetings: their page, agenda, and how many have voted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.campaigns.queries import Campaign
from app.core.access import Actor
from app.core.errors import NotFound
from app.core.paging import Page, keyset_page
from app.council import policy
from app.council.enums import (
    BallotMethod,
    CouncilRole,
    ItemResult,
    ItemStatus,
    MeetingStatus,
    Presence,
    RecusalBase,
    VoteBase,
)
from app.council.models import AgendaItem, Attendance, Council, CouncilMember, Meeting, Substitute
from app.council.queries.attendance import AttendanceRow as AttendanceRow
from app.council.queries.attendance import attendance_of as attendance_of
from app.council.queries.councils import MY_SEAT, visible_to
from app.eligibility.enums import Subject
from app.nominations.enums import Status
from app.nominations.queries import EXCEPTION_KEPT, Nomination
from app.organisation.queries import Unit

AGENDA_SIZE: Final = 200
MOST_AHEAD: Final = 20


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting as lists show it."""

    id: UUID
    name: str
    held_at: datetime
    place: str
    status: MeetingStatus
    campaign_name: str
    items_count: int


@dataclass(frozen=True, slots=True)
class MeetingFile:
    """A meeting as its pages need it, with the seat of the one who asks."""

    id: UUID
    version: int
    name: str
    held_at: datetime
    place: str
    status: MeetingStatus
    opened_at: datetime | None
    closed_at: datetime | None
    minutes: str
    council_id: UUID
    council_name: str
    decision_number: str
    council_year: int
    body_id: UUID
    body_name: str
    body_path: str
    campaign_id: UUID
    campaign_name: str
    campaign_year: int
    my_member_id: UUID | None
    my_role: CouncilRole | None
    my_vote: bool | None
    my_presence: Presence | None
    i_stand_in: bool
    """My seat is that of a substitute."""
    has_paper: bool
    """Printed ballots are out: some files are being voted on with them."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of the agenda: the file, and once it is closed the tally. A voting item has no counts."""

    id: UUID
    position: int
    status: ItemStatus
    nomination_id: UUID
    nomination_number: int
    nominee_name: str
    nominee_post: str
    nominee_unit_name: str
    subject: Subject
    award_code: str
    regime_id: str
    is_secret: bool | None
    threshold_percent: int | None
    base: VoteBase | None
    quorum_numerator: int | None
    quorum_denominator: int | None
    rule_citation: str
    rule_is_default: bool
    opened_at: datetime | None
    closed_at: datetime | None
    result: ItemResult | None
    members_count: int | None
    present_count: int | None
    base_count: int | None
    ballots_issued: int | None
    ballots_returned: int | None
    votes_for: int | None
    votes_against: int | None
    abstentions: int | None
    exception_reason: str | None
    """Why the file passed although a condition is not met; none or empty for the others."""
    method: BallotMethod
    voting_until: datetime | None
    round: int
    is_result_only: bool
    recusal_base: RecusalBase
    written_make_quorum: bool
    written_join_base: bool
    abstentions_leave: bool
    recused_count: int | None
    recused_absent_count: int | None
    votes_invalid: int | None
    written_for: int | None
    written_against: int | None
    written_abstentions: int | None


_PRINTED: Final = aliased(AgendaItem)

MEETING_COLUMNS: Final[tuple[Any, ...]] = (  # Any: as in the fields of MeetingFile
    Meeting.id,
    Meeting.version,
    Meeting.name,
    Meeting.held_at,
    Meeting.place,
    Meeting.status,
    Meeting.opened_at,
    Meeting.closed_at,
    Meeting.minutes,
    Council.id,
    Council.name,
    Council.decision_number,
    Council.year,
    Unit.id,
    Unit.name,
    Unit.path,
    Campaign.id,
    Campaign.name,
    Campaign.year,
    CouncilMember.id,
    CouncilMember.role,
    CouncilMember.has_vote,
    Attendance.presence,
    exists(select(Substitute.member_id).where(Substitute.member_id == CouncilMember.id)),
    exists(
        select(_PRINTED.id).where(
            _PRINTED.meeting_id == Meeting.id,
            _PRINTED.status == ItemStatus.VOTING,
            _PRINTED.method == BallotMethod.PAPER,
        )
    ),
)

ITEM_COLUMNS: Final[tuple[Any, ...]] = (  # Any: as in the fields of ItemRow
    AgendaItem.id,
    AgendaItem.position,
    AgendaItem.status,
    Nomination.id,
    Nomination.number,
    Nomination.nominee_name,
    Nomination.nominee_post,
    Nomination.nominee_unit_name,
    Nomination.subject,
    Nomination.award_code,
    Nomination.regime_id,
    AgendaItem.is_secret,
    AgendaItem.threshold_percent,
    AgendaItem.base,
    AgendaItem.quorum_numerator,
    AgendaItem.quorum_denominator,
    AgendaItem.rule_citation,
    AgendaItem.rule_is_default,
    AgendaItem.opened_at,
    AgendaItem.closed_at,
    AgendaItem.result,
    AgendaItem.members_count,
    AgendaItem.present_count,
    AgendaItem.base_count,
    AgendaItem.ballots_issued,
    AgendaItem.ballots_returned,
    AgendaItem.votes_for,
    AgendaItem.votes_against,
    AgendaItem.abstentions,
    EXCEPTION_KEPT,
    AgendaItem.method,
    AgendaItem.voting_until,
    AgendaItem.round,
    AgendaItem.is_result_only,
    AgendaItem.recusal_base,
    AgendaItem.written_make_quorum,
    AgendaItem.written_join_base,
    AgendaItem.abstentions_leave,
    AgendaItem.recused_count,
    AgendaItem.recused_absent_count,
    AgendaItem.votes_invalid,
    AgendaItem.written_for,
    AgendaItem.written_against,
    AgendaItem.written_abstentions,
)


# Built once: putting a statement together costs more than asking it.
_MEETING: Final[Select[*tuple[Any, ...]]] = (  # Any: the columns of MeetingFile
    select(*MEETING_COLUMNS)
    .join(Council, Council.id == Meeting.council_id)
    .join(Unit, Unit.id == Council.body_id)
    .join(Campaign, Campaign.id == Meeting.campaign_id)
    .outerjoin(CouncilMember, MY_SEAT)
    .outerjoin(Attendance, (Attendance.meeting_id == Meeting.id) & (Attendance.member_id == CouncilMember.id))
)
_ONE_MEETING: Final = _MEETING.where(Meeting.id == bindparam("meeting", type_=Uuid()))
_ONE_ITEM: Final = (
    _MEETING.join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
    .join(Nomination, Nomination.id == AgendaItem.nomination_id)
    .where(AgendaItem.id == bindparam("item", type_=Uuid()))
    .add_columns(*ITEM_COLUMNS)
)


def meeting_file(session: Session, meeting_id: UUID, actor: Actor) -> MeetingFile:
    """One meeting; raises NotFound for one that the actor may not know of."""
    row = session.execute(_ONE_MEETING, {"meeting": meeting_id, "me": actor.person_id}).one_or_none()
    return _visible(MeetingFile(*row) if row else None, actor)


def item_file(session: Session, item_id: UUID, actor: Actor) -> tuple[ItemRow, MeetingFile]:
    """One item with its meeting; raises NotFound for one that the actor may not know of."""
    row = session.execute(_ONE_ITEM, {"item": item_id, "me": actor.person_id}).one_or_none()
    if row is None:
        raise NotFound
    values, width = tuple(row), len(MEETING_COLUMNS)
    return ItemRow(*values[width:]), _visible(MeetingFile(*values[:width]), actor)


def _visible(meeting: MeetingFile | None, actor: Actor) -> MeetingFile:
    if meeting is None or not policy.may_see(actor, council_id=meeting.council_id, body_path=meeting.body_path):
        raise NotFound
    return meeting


def meetings_of(session: Session, council_id: UUID) -> Sequence[MeetingRow]:
    """The meetings of a council, newest first."""
    items = select(func.count()).where(AgendaItem.meeting_id == Meeting.id).scalar_subquery()
    query = (
        select(Meeting.id, Meeting.name, Meeting.held_at, Meeting.place, Meeting.status, Campaign.name, items)
        .join(Campaign, Campaign.id == Meeting.campaign_id)
        .where(Meeting.council_id == council_id)
        .order_by(Meeting.held_at.desc(), Meeting.id.desc())
    )
    return [MeetingRow(*row) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class MeetingAhead:
    """A meeting that is planned or under way, with the verified files that could still come before it."""

    id: UUID
    name: str
    held_at: datetime
    status: MeetingStatus
    campaign_name: str
    items_count: int
    waiting_count: int
    body_path: str
    my_role: CouncilRole | None


def meetings_ahead(session: Session, actor: Actor, *, body_id: UUID | None) -> Sequence[MeetingAhead]:
    """The meetings not closed yet of a body's councils that the actor may see, and of those where they sit."""
    items = select(func.count()).where(AgendaItem.meeting_id == Meeting.id).scalar_subquery()
    waiting = select(func.count()).where(
        Nomination.campaign_id == Meeting.campaign_id, Nomination.status == Status.VERIFIED
    )
    columns: tuple[Any, ...] = (  # Any: as in the fields of the row
        Meeting.id,
        Meeting.name,
        Meeting.held_at,
        Meeting.status,
        Campaign.name,
        items,
        waiting.scalar_subquery(),
        Unit.path,
        CouncilMember.role,
    )
    query = (
        select(*columns)
        .join(Council, Council.id == Meeting.council_id)
        .join(Unit, Unit.id == Council.body_id)
        .join(Campaign, Campaign.id == Meeting.campaign_id)
        .outerjoin(CouncilMember, MY_SEAT)
        .where(
            Meeting.status.in_([MeetingStatus.PLANNED, MeetingStatus.OPEN]),
            visible_to(actor),
            or_(Council.body_id == body_id, Council.id.in_(actor.council_ids)),
        )
        .order_by(Meeting.held_at, Meeting.id)
        .limit(MOST_AHEAD)
    )
    return [MeetingAhead(*row) for row in session.execute(query, {"me": actor.person_id})]


def agenda_page(session: Session, meeting_id: UUID, *, cursor: str | None = None) -> Page[ItemRow]:
    """The agenda in its order, by pages."""
    query = _items_of(meeting_id)
    return keyset_page(
        lambda ordered: [ItemRow(*row) for row in session.execute(ordered)],
        query,
        (AgendaItem.position, AgendaItem.id),
        lambda row: (row.position, str(row.id)),
        cursor=cursor,
        size=AGENDA_SIZE,
    )


def agenda_of(session: Session, meeting_id: UUID) -> Sequence[ItemRow]:
    """The whole agenda in its order, for papers."""
    query = _items_of(meeting_id).order_by(AgendaItem.position, AgendaItem.id)
    return [ItemRow(*row) for row in session.execute(query)]


def _items_of(meeting_id: UUID) -> Select[*tuple[Any, ...]]:  # Any: the columns of ItemRow
    return (
        select(*ITEM_COLUMNS)
        .join(Nomination, Nomination.id == AgendaItem.nomination_id)
        .where(AgendaItem.meeting_id == meeting_id)
    )
