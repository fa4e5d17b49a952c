"""Who came to a meeting, and who sits in whose place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, select
from sqlalchemy.orm import Session

from app.council.enums import CouncilRole, MeetingStatus, Presence
from app.council.models import Attendance, CouncilMember, StoodIn, Substitute
from app.organisation.queries import Person


class Sat(Protocol):
    """A meeting, as far as its attendance goes."""

    @property
    def id(self) -> UUID: ...
    @property
    def council_id(self) -> UUID: ...
    @property
    def status(self) -> MeetingStatus: ...


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A member before a meeting; presence None: not recorded yet."""

    member_id: UUID
    person_id: UUID
    full_name: str
    role: CouncilRole
    has_vote: bool
    """Of the seat: that of a substitute is the vote of the member they stand in for, not one more."""
    post: str
    presence: Presence | None
    stands_in_for_id: UUID | None = None


_ATTENDANCE: Final[tuple[Any, ...]] = (  # Any: as in the fields of AttendanceRow
    CouncilMember.id,
    CouncilMember.person_id,
    Person.full_name,
    CouncilMember.role,
    CouncilMember.has_vote,
    CouncilMember.post,
    Attendance.presence,
)
_MEETING: Final = bindparam("meeting", type_=Uuid())


def _attendance_query(pair: type[Substitute | StoodIn], *, held: bool) -> Select[*tuple[Any, ...]]:
    here = (Attendance.member_id == CouncilMember.id) & (Attendance.meeting_id == _MEETING)
    return (
        select(*_ATTENDANCE, pair.stands_in_for_id)
        .join(Person, Person.id == CouncilMember.person_id)
        .join(Attendance, here, isouter=not held)
        .where(CouncilMember.council_id == bindparam("council", type_=Uuid()))
        .order_by(CouncilMember.position, CouncilMember.id)
    )


# Before a meeting, the members and pairs in force; once it has begun, those who sat in it then.
_BEFORE: Final = (
    _attendance_query(Substitute, held=False)
    .outerjoin(Substitute, Substitute.member_id == CouncilMember.id)
    .where(CouncilMember.left_on.is_(None))
)
_HELD: Final = _attendance_query(StoodIn, held=True).outerjoin(
    StoodIn, (StoodIn.member_id == CouncilMember.id) & (StoodIn.meeting_id == _MEETING)
)


def attendance_of(session: Session, meeting: Sat) -> Sequence[AttendanceRow]:
    """Who came: the members in force, and in a meeting that has begun those who sat in it then."""
    query = _BEFORE if meeting.status is MeetingStatus.PLANNED else _HELD
    rows = session.execute(query, {"meeting": meeting.id, "council": meeting.council_id})
    return [AttendanceRow(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of a meeting, each counted once: somebody sits in those ``taken``, the member or who stands in."""

    taken: Sequence[AttendanceRow]
    empty: Sequence[AttendanceRow]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.taken) + len(self.empty)


def seats_of(rows: Sequence[AttendanceRow], *, with_vote: bool = False) -> Seats:
    """The seats of these members; a substitute has none, and takes that of the member who is absent."""
    came = {row.stands_in_for_id or row.member_id for row in rows if row.presence is Presence.PRESENT}
    seats = [row for row in rows if row.stands_in_for_id is None and (row.has_vote or not with_vote)]
    return Seats(
        taken=[row for row in seats if row.member_id in came], empty=[row for row in seats if row.member_id not in came]
    )


def present_seats(rows: Sequence[AttendanceRow]) -> tuple[int, int]:
    """In how many of the seats with a vote somebody sits, and how many there are."""
    seats = seats_of(rows, with_vote=True)
    return len(seats.taken), seats.number


@dataclass(frozen=True, slots=True)
class Pair:
    """A substitute and the member in whose place they sit."""

    substitute_id: UUID
    substitute_name: str
    principal_id: UUID
    principal_name: str


def pairs_of(session: Session, council_id: UUID) -> Sequence[Pair]:
    """The substitutes in force of a council."""
    principal, name = CouncilMember.__table__.alias("principal"), Person.__table__.alias("principal_person")
    query = (
        select(CouncilMember.id, Person.full_name, principal.c.id, name.c.full_name)
        .join(Person, Person.id == CouncilMember.person_id)
        .join(Substitute, Substitute.member_id == CouncilMember.id)
        .join(principal, principal.c.id == Substitute.stands_in_for_id)
        .join(name, name.c.id == principal.c.person_id)
        .where(CouncilMember.council_id == council_id, CouncilMember.left_on.is_(None))
        .order_by(CouncilMember.position, CouncilMember.id)
    )
    return [Pair(*row) for row in session.execute(query)]


def presences_of(session: Session, meeting_id: UUID) -> Mapping[UUID, Presence]:
    """What is written down of the attendance so far."""
    query = select(Attendance.member_id, Attendance.presence).where(Attendance.meeting_id == meeting_id)
    return {row.member_id: row.presence for row in session.execute(query)}
