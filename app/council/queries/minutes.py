"""Everything the papers of a meeting are written from, read once for the page, the print and the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.council.queries.meetings import AttendanceRow, ItemRow, MeetingFile, agenda_of, attendance_of
from app.council.queries.voting import Aside, asides_of
from app.nominations.queries import Excess, campaign_tally


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """What the minutes are drafted from."""

    meeting: MeetingFile
    attendance: Sequence[AttendanceRow]
    items: Sequence[ItemRow]
    asides: Mapping[UUID, Sequence[Aside]]
    excesses: Sequence[Excess]


def minutes_facts(session: Session, meeting: MeetingFile) -> MinutesFacts:
    """Read what the minutes are drafted from."""
    return MinutesFacts(
        meeting=meeting,
        attendance=attendance_of(session, meeting),
        items=agenda_of(session, meeting.id),
        asides=asides_of(session, meeting.id),
        excesses=campaign_tally(session, meeting.campaign_id).excesses,
    )
