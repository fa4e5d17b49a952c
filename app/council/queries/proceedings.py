"""What happened in a meeting beside its votes, and what became of its files, in one query for pages and papers."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    String,
    Uuid,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from app.council.enums import CouncilKind, CouncilRole, ItemResult, ItemStatus
from app.council.models import (
    AgendaItem,
    Attendance,
    Council,
    CouncilMember,
    EarlierVote,
    Meeting,
    PaperCount,
    WrittenOpinion,
)
from app.nominations.enums import LinkKind, Status
from app.nominations.models import NominationLink
from app.nominations.queries import Nomination
from app.nominations.queries.links import COUNCIL_AGREED
from app.organisation.queries import Person

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opinion:
    """A member who was absent and wrote."""

    name: str
    post: str
    role: CouncilRole
    received_on: date | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A vote that was taken again, and why."""

    round: int
    result: ItemResult
    reason: str


@dataclass(frozen=True, slots=True)
class FileNow:
    """Where the file of an item stands now, and the last reason that was given for it."""

    nomination_id: UUID
    status: Status
    reason: str


@dataclass(frozen=True, slots=True)
class Lowered:
    """The lower award that was proposed in the place of one not adopted."""

    nomination_id: UUID
    award_code: str
    status: Status
    reason: str

    @property
    def is_adopted(self) -> bool:
        """Say whether the council adopted it."""
        return self.status in COUNCIL_AGREED


@dataclass(frozen=True, slots=True)
class Proceedings:
    """What the minutes tell beside the votes."""

    kind: CouncilKind = CouncilKind.EMULATION
    opinions: Sequence[Opinion] = ()
    earlier: Mapping[UUID, Sequence[Earlier]] = field(default_factory=dict)
    counters: Mapping[UUID, Sequence[str]] = field(default_factory=dict)
    """Who counted the box of an item that was voted on paper."""
    files: Mapping[UUID, FileNow] = field(default_factory=dict)
    lowered: Mapping[UUID, Lowered] = field(default_factory=dict)
    """By the item that was not adopted."""
    left: frozenset[UUID] = frozenset()
    """Members who sat in the meeting and are not in the council any more."""


def proceedings_of(session: Session, meeting_id: UUID) -> Proceedings:
    """Read what happened in a meeting beside its votes."""
    legs: defaultdict[str, list[Any]] = defaultdict(list)  # Any: rows of the legs below
    for row in session.execute(_PROCEEDINGS, {"meeting": meeting_id}):
        legs[row.leg].append(row)
    for rows in legs.values():
        rows.sort(key=lambda row: (row.number, row.name))
    return Proceedings(
        kind=CouncilKind(legs["kind"][0].word) if legs["kind"] else CouncilKind.EMULATION,
        opinions=[Opinion(row.name, row.text, CouncilRole(row.word), row.day) for row in legs["opinion"]],
        earlier=_by_item(legs["earlier"], lambda row: Earlier(row.number, ItemResult(row.word), row.text)),
        counters=_by_item(legs["counter"], lambda row: row.name),
        files={row.item_id: FileNow(row.other_id, Status(row.word), row.text) for row in legs["file"]},
        # The last one proposed is the one that counts: the rows come by number.
        lowered={row.item_id: Lowered(row.other_id, row.name, Status(row.word), row.text) for row in legs["lowered"]},
        left=frozenset(row.other_id for row in legs["left"]),
    )


def _by_item(rows: Sequence[Any], read: Callable[[Any], T]) -> dict[UUID, list[T]]:  # Any: as above
    found: defaultdict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(read(row))
    return found


_MEETING: Final = bindparam("meeting", type_=Uuid())
_NO_ID: Final = cast(null(), Uuid())
_NO_DAY: Final = cast(null(), Date())
_NONE: Final = literal("", String())
_ZERO: Final = literal(0, Integer())


def _leg(
    leg: str,
    *,
    item_id: Any = _NO_ID,  # Any: columns and expressions
    other_id: Any = _NO_ID,
    number: Any = _ZERO,
    word: Any = _NONE,
    name: Any = _NONE,
    text: Any = _NONE,
    day: Any = _NO_DAY,
) -> list[ColumnElement[Any]]:
    return [
        literal(leg).label("leg"),
        item_id.label("item_id"),
        other_id.label("other_id"),
        number.label("number"),
        cast(word, String()).label("word"),
        name.label("name"),
        text.label("text"),
        day.label("day"),
    ]


def _proceedings() -> CompoundSelect[*tuple[Any, ...]]:  # Any: as in ``_leg``
    kind = select(*_leg("kind", word=Council.kind)).join(Meeting, Meeting.council_id == Council.id)
    opinions = (
        select(
            *_leg(
                "opinion",
                number=CouncilMember.position,
                word=CouncilMember.role,
                name=Person.full_name,
                text=CouncilMember.post,
                day=WrittenOpinion.received_on,
            )
        )
        .join(CouncilMember, CouncilMember.id == WrittenOpinion.member_id)
        .join(Person, Person.id == CouncilMember.person_id)
        .where(WrittenOpinion.meeting_id == _MEETING)
    )
    earlier = (
        select(
            *_leg(
                "earlier",
                item_id=EarlierVote.item_id,
                number=EarlierVote.round,
                word=EarlierVote.result,
                text=EarlierVote.reason,
            )
        )
        .join(AgendaItem, AgendaItem.id == EarlierVote.item_id)
        .where(AgendaItem.meeting_id == _MEETING)
    )
    counters = (
        select(*_leg("counter", item_id=PaperCount.item_id, number=PaperCount.counter, name=PaperCount.counted_by_name))
        .join(AgendaItem, AgendaItem.id == PaperCount.item_id)
        .where(AgendaItem.meeting_id == _MEETING)
    )
    files = (
        select(
            *_leg(
                "file",
                item_id=AgendaItem.id,
                other_id=Nomination.id,
                word=Nomination.status,
                text=Nomination.reason,
            )
        )
        .join(Nomination, Nomination.id == AgendaItem.nomination_id)
        .where(AgendaItem.meeting_id == _MEETING, AgendaItem.status == ItemStatus.CLOSED)
    )
    lowered = (
        select(
            *_leg(
                "lowered",
                item_id=AgendaItem.id,
                other_id=Nomination.id,
                number=Nomination.number,
                word=Nomination.status,
                name=Nomination.award_code,
                text=NominationLink.reason,
            )
        )
        .join(NominationLink, NominationLink.from_id == AgendaItem.nomination_id)
        .join(Nomination, Nomination.id == NominationLink.nomination_id)
        .where(AgendaItem.meeting_id == _MEETING, NominationLink.kind == LinkKind.LOWERED)
    )
    left = (
        select(*_leg("left", other_id=CouncilMember.id))
        .join(Attendance, Attendance.member_id == CouncilMember.id)
        .where(Attendance.meeting_id == _MEETING, CouncilMember.left_on.is_not(None))
    )
    return union_all(kind.where(Meeting.id == _MEETING), opinions, earlier, counters, files, lowered, left)


_PROCEEDINGS: Final = _proceedings()
