"""What happened in a meeting beside its votes, and what became of its files, in one query for pages and papers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
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
from app.nominations.enums import Status
from app.nominations.queries import Nomination
from app.organisation.queries import Person


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
class Proceedings:
    """What the minutes tell beside the votes."""

    kind: CouncilKind = CouncilKind.EMULATION
    opinions: Sequence[Opinion] = ()
    earlier: Mapping[UUID, Sequence[Earlier]] = field(default_factory=dict)
    counters: Mapping[UUID, Sequence[str]] = field(default_factory=dict)
    """Who counted the box of an item that was voted on paper."""
    files: Mapping[UUID, FileNow] = field(default_factory=dict)
    left: frozenset[UUID] = frozenset()
    """Members who sat in the meeting and are not in the council any more."""


def proceedings_of(session: Session, meeting_id: UUID) -> Proceedings:
    """Read what happened in a meeting beside its votes."""
    kind, opinions, left = CouncilKind.EMULATION, list[tuple[int, Opinion]](), set[UUID]()
    files: dict[UUID, FileNow] = {}
    earlier: defaultdict[UUID, list[Earlier]] = defaultdict(list)
    counters: defaultdict[UUID, dict[int, str]] = defaultdict(dict)
    for row in session.execute(_PROCEEDINGS, {"meeting": meeting_id}):
        match row.leg:
            case "kind":
                kind = CouncilKind(row.word)
            case "opinion":
                opinions.append((row.number, Opinion(row.name, row.text, CouncilRole(row.word), row.day)))
            case "earlier":
                earlier[row.item_id].append(Earlier(row.number, ItemResult(row.word), row.text))
            case "counter":
                counters[row.item_id][row.number] = row.name
            case "file":
                files[row.item_id] = FileNow(row.other_id, Status(row.word), row.text)
            case "left":
                left.add(row.other_id)
    return Proceedings(
        kind=kind,
        opinions=[opinion for _place, opinion in sorted(opinions, key=lambda each: (each[0], each[1].name))],
        earlier={item_id: sorted(votes, key=lambda vote: vote.round) for item_id, votes in earlier.items()},
        counters={item_id: [names[at] for at in sorted(names)] for item_id, names in counters.items()},
        files=files,
        left=frozenset(left),
    )


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
    left = (
        select(*_leg("left", other_id=CouncilMember.id))
        .join(Attendance, Attendance.member_id == CouncilMember.id)
        .where(Attendance.meeting_id == _MEETING, CouncilMember.left_on.is_not(None))
    )
    return union_all(kind.where(Meeting.id == _MEETING), opinions, earlier, counters, files, left)


_PROCEEDINGS: Final = _proceedings()
