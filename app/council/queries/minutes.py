"""Everything the papers of a meeting are written from, read once for the page, the print and the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.council.enums import BallotMethod
from app.council.queries.attendance import AttendanceRow, attendance_of
from app.council.queries.meetings import ItemRow, MeetingFile, agenda_of
from app.council.queries.named import Said, said_in
from app.council.queries.proceedings import Proceedings, proceedings_of
from app.council.queries.voting import Aside, asides_of
from app.nominations.queries import Excess, campaign_tally


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """What the minutes and the ballot count are written from."""

    meeting: MeetingFile
    attendance: Sequence[AttendanceRow]
    items: Sequence[ItemRow]
    asides: Mapping[UUID, Sequence[Aside]] = field(default_factory=dict)
    excesses: Sequence[Excess] = ()
    beside: Proceedings = field(default_factory=Proceedings)
    said: Mapping[UUID, Sequence[Said]] = field(default_factory=dict)
    """Who said what on the items that were voted on openly."""

    @property
    def closed(self) -> Sequence[ItemRow]:
        """The items that were voted on, in the order of the agenda."""
        return [item for item in self.items if item.result is not None]


def minutes_facts(session: Session, meeting: MeetingFile) -> MinutesFacts:
    """Read what the papers of a meeting are written from."""
    items = agenda_of(session, meeting.id)
    return MinutesFacts(
        meeting=meeting,
        attendance=attendance_of(session, meeting),
        items=items,
        asides=asides_of(session, meeting.id),
        excesses=campaign_tally(session, meeting.campaign_id).excesses,
        beside=proceedings_of(session, meeting.id),
        said=said_in(session, meeting.id) if any(item.method is BallotMethod.OPEN for item in items) else {},
    )
