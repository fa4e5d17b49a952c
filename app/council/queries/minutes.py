"""Everything the papers of a meeting are written from, read once for the page, the print and the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, select
from sqlalchemy.orm import Session

from app.council.enums import BallotMethod, ItemStatus
from app.council.models import AgendaItem
from app.council.queries.attendance import AttendanceRow, attendance_of
from app.council.queries.meetings import ItemRow, MeetingFile, agenda_of
from app.council.queries.proceedings import Proceedings, proceedings_of
from app.council.queries.voting import Aside, asides_of
from app.nominations.queries import Excess, campaign_tally


@dataclass(frozen=True, slots=True)
class Count:
    """The numbers of a closed item as they were counted; a written opinion is no ballot and stands beside them."""

    method: BallotMethod
    round: int
    is_result_only: bool
    issued: int
    returned: int
    invalid: int
    in_favour: int
    against: int
    abstentions: int
    written_for: int
    written_against: int
    written_abstentions: int
    base: int

    @property
    def valid(self) -> int:
        """Ballots returned that carry one choice."""
        return self.returned - self.invalid

    @property
    def agree(self) -> int:
        """Everybody who agrees, in the room and in writing."""
        return self.in_favour + self.written_for

    @property
    def hundredths(self) -> int:
        """Share of the base that agrees in hundredths of a per cent, rounded down so that it never claims too much."""
        return self.agree * 10_000 // self.base if self.base else 0


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """What the minutes and the ballot count are written from."""

    meeting: MeetingFile
    attendance: Sequence[AttendanceRow]
    items: Sequence[ItemRow]
    asides: Mapping[UUID, Sequence[Aside]] = field(default_factory=dict)
    excesses: Sequence[Excess] = ()
    counts: Mapping[UUID, Count] = field(default_factory=dict)
    beside: Proceedings = field(default_factory=Proceedings)

    @property
    def closed(self) -> Sequence[ItemRow]:
        """The items that were voted on, in the order of the agenda."""
        return [item for item in self.items if item.result is not None]


def minutes_facts(session: Session, meeting: MeetingFile) -> MinutesFacts:
    """Read what the papers of a meeting are written from."""
    return MinutesFacts(
        meeting=meeting,
        attendance=attendance_of(session, meeting),
        items=agenda_of(session, meeting.id),
        asides=asides_of(session, meeting.id),
        excesses=campaign_tally(session, meeting.campaign_id).excesses,
        counts=counts_of(session, meeting.id),
        beside=proceedings_of(session, meeting.id),
    )


_COUNTS: Final[Select[*tuple[Any, ...]]] = select(  # Any: the item, and the columns of Count
    AgendaItem.id,
    AgendaItem.method,
    AgendaItem.round,
    AgendaItem.is_result_only,
    AgendaItem.ballots_issued,
    AgendaItem.ballots_returned,
    AgendaItem.votes_invalid,
    AgendaItem.votes_for,
    AgendaItem.votes_against,
    AgendaItem.abstentions,
    AgendaItem.written_for,
    AgendaItem.written_against,
    AgendaItem.written_abstentions,
    AgendaItem.base_count,
).where(AgendaItem.meeting_id == bindparam("meeting", type_=Uuid()), AgendaItem.status == ItemStatus.CLOSED)


def counts_of(session: Session, meeting_id: UUID) -> Mapping[UUID, Count]:
    """The numbers of the closed items, by item."""
    rows = session.execute(_COUNTS, {"meeting": meeting_id})
    return {
        item_id: Count(method, number, is_result_only, *(value or 0 for value in values))
        for item_id, method, number, is_result_only, *values in rows
    }
