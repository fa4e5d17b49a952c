"""The files of a meeting as they are read one after the other, and what the council should know beside each."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Date, Integer, Select, String, Uuid, bindparam, cast, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from app.core.access import Actor
from app.council.enums import BallotMethod, ConflictKind, ItemResult, ItemStatus, MeetingStatus
from app.council.models import AgendaItem, ConflictAnswer, CouncilMember, Elector, Meeting, MemberNote
from app.council.queries.voting import VOTES_TOLD
from app.eligibility.enums import Outcome
from app.eligibility.enums import Subject as Kind
from app.nominations.models import NominationVerdict, QuotaExcess
from app.nominations.queries import EXCEPTION_KEPT, OUTCOME_KEPT, File, Nomination
from app.nominations.queries.verdicts import kept_last
from app.organisation.queries import Person, Unit
from app.records.queries import Conferral


@dataclass(frozen=True, slots=True)
class Stop:
    """A file on the way through the agenda."""

    item_id: UUID
    regime_id: str
    award_code: str


@dataclass(frozen=True, slots=True)
class Mine:
    """What a member has to do with one file: answer about conflicts, paper, and their own note."""

    has_conflict: bool | None = None
    """None: not answered yet."""
    is_derived: bool | None = None
    ground: str | None = None
    kind: ConflictKind | None = None
    has_voted: bool | None = None
    note: str | None = None


_ITEM: Final = bindparam("item", type_=Uuid())
_MEMBER: Final = bindparam("member", type_=Uuid())
_ORDER: Final = (AgendaItem.position, AgendaItem.id)

# One walk along the agenda; what is the member's own is looked up for the one file that is read.
_WAY: Final = (
    select(
        AgendaItem.id,
        Nomination.regime_id,
        Nomination.award_code,
        ConflictAnswer.has_conflict,
        ConflictAnswer.is_derived,
        ConflictAnswer.ground,
        ConflictAnswer.kind,
        Elector.has_voted,
        MemberNote.text,
    )
    .join(Nomination, Nomination.id == AgendaItem.nomination_id)
    .outerjoin(
        ConflictAnswer,
        (AgendaItem.id == _ITEM) & (ConflictAnswer.item_id == AgendaItem.id) & (ConflictAnswer.member_id == _MEMBER),
    )
    .outerjoin(Elector, (AgendaItem.id == _ITEM) & (Elector.item_id == AgendaItem.id) & (Elector.member_id == _MEMBER))
    .outerjoin(
        MemberNote,
        (AgendaItem.id == _ITEM) & (MemberNote.item_id == AgendaItem.id) & (MemberNote.member_id == _MEMBER),
    )
    .where(AgendaItem.meeting_id == bindparam("meeting", type_=Uuid()))
    .order_by(*_ORDER)
)


def way_through(session: Session, meeting_id: UUID, item_id: UUID, member_id: UUID | None) -> tuple[list[Stop], Mine]:
    """The files of a meeting in their order, and what the member has to do with the one that is read."""
    stops, mine = [], Mine()
    asked = {"meeting": meeting_id, "item": item_id, "member": member_id}
    for row in session.execute(_WAY, asked):
        stops.append(Stop(row.id, row.regime_id, row.award_code))
        if row.id == item_id:
            mine = Mine(*row[3:])
    return stops, mine


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of the agenda as the list of files shows it to one member."""

    item_id: UUID
    nomination_id: UUID
    position: int
    status: ItemStatus
    name: str
    post: str
    unit_name: str
    nominating_unit: str
    subject: Kind
    regime_id: str
    award_code: str
    unit_votes_for: int | None
    unit_votes_total: int | None
    by_law: Outcome | None
    exception_reason: str | None
    has_conflict: bool | None
    has_note: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A file before a meeting not closed yet, as a member with a vote may have to answer about it."""

    meeting_id: UUID
    status: ItemStatus
    method: BallotMethod
    mine: Mine


_ON_FILE: Final = (
    select(AgendaItem.meeting_id, AgendaItem.status, AgendaItem.method, ConflictAnswer.has_conflict, Elector.has_voted)
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .join(CouncilMember, CouncilMember.council_id == Meeting.council_id)
    .outerjoin(
        ConflictAnswer, (ConflictAnswer.item_id == AgendaItem.id) & (ConflictAnswer.member_id == CouncilMember.id)
    )
    .outerjoin(Elector, (Elector.item_id == AgendaItem.id) & (Elector.member_id == CouncilMember.id))
    .where(
        AgendaItem.nomination_id == bindparam("file", type_=Uuid()),
        AgendaItem.status != ItemStatus.CLOSED,
        Meeting.status.in_([MeetingStatus.PLANNED, MeetingStatus.OPEN]),
        CouncilMember.person_id == bindparam("me", type_=Uuid()),
        CouncilMember.left_on.is_(None),
        CouncilMember.has_vote,
    )
    .order_by(AgendaItem.id)
)


def questions_on_file(session: Session, actor: Actor, nomination_id: UUID) -> Sequence[Question]:
    """Where this file waits for a council in which the actor has a vote, with what they answered about it."""
    rows = session.execute(_ON_FILE, {"file": nomination_id, "me": actor.person_id})
    return [
        Question(meeting_id, status, method, Mine(has_conflict=has_conflict, has_voted=has_voted))
        for meeting_id, status, method, has_conflict, has_voted in rows
    ]


_LISTED: Final[tuple[Any, ...]] = (  # Any: as in the fields of the row
    AgendaItem.id,
    Nomination.id,
    AgendaItem.position,
    AgendaItem.status,
    Nomination.nominee_name,
    Nomination.nominee_post,
    Nomination.nominee_unit_name,
    Unit.name,
    Nomination.subject,
    Nomination.regime_id,
    Nomination.award_code,
    Nomination.unit_votes_for,
    Nomination.unit_votes_total,
    OUTCOME_KEPT,
    EXCEPTION_KEPT,
    ConflictAnswer.has_conflict,
    MemberNote.item_id.is_not(None),
)
_LIST: Final = (
    select(*_LISTED)
    .join(Nomination, Nomination.id == AgendaItem.nomination_id)
    .join(Unit, Unit.id == Nomination.unit_id)
    .outerjoin(ConflictAnswer, (ConflictAnswer.item_id == AgendaItem.id) & (ConflictAnswer.member_id == _MEMBER))
    .outerjoin(MemberNote, (MemberNote.item_id == AgendaItem.id) & (MemberNote.member_id == _MEMBER))
    .where(AgendaItem.meeting_id == bindparam("meeting", type_=Uuid()))
    .order_by(*_ORDER)
)


def files_listed(session: Session, meeting_id: UUID, member_id: UUID | None) -> Sequence[ListedFile]:
    """The files of a meeting in their order, with the marks of the member who looks."""
    return [ListedFile(*row) for row in session.execute(_LIST, {"meeting": meeting_id, "member": member_id})]


@dataclass(frozen=True, slots=True)
class FormerAward:
    """An award that the nominee holds already."""

    year: int
    award_code: str
    regime_id: str
    decision_number: str
    revoked_on: date | None
    nomination_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ExcessReason:
    """Why a unit proposes more than a ceiling allows."""

    unit_name: str
    reason: str


def beside_file(session: Session, file: File) -> tuple[list[FormerAward], list[ExcessReason]]:
    """The awards that a nominee holds, the newest first, and the reasons for an excess that the file is part of."""
    awards, reasons = [], []
    for leg, year, first, second, third, day in session.execute(_beside(file)):
        if leg == "award":
            awards.append(FormerAward(year, first, second, third, day))
        else:
            reasons.append(ExcessReason(second, third))
    return awards, reasons


def _beside(file: File) -> Any:  # Any: a union of columns of several types
    holder = Conferral.person_id == file.person_id if file.person_id else Conferral.collective_id == file.collective_id
    held = select(
        literal("award").label("leg"),
        Conferral.year.label("year"),
        cast(Conferral.award_code, String()).label("first"),
        cast(Conferral.regime_id, String()).label("second"),
        cast(Conferral.decision_number, String()).label("third"),
        Conferral.revoked_on.label("day"),
    ).where(
        holder,
        Conferral.year <= file.year,
        or_(Conferral.nomination_id.is_(None), Conferral.nomination_id != file.id),
    )
    exceeded = (
        select(
            literal("excess"),
            literal(0, Integer()),
            cast(QuotaExcess.award_code, String()),
            cast(Unit.name, String()),
            cast(QuotaExcess.reason, String()),
            cast(null(), Date()),
        )
        .join(Unit, Unit.id == QuotaExcess.unit_id)
        .where(
            QuotaExcess.campaign_id == file.campaign_id,
            QuotaExcess.award_code == file.award_code,
            Unit.path.in_(list(_ancestors(file.unit_path))),
        )
    )
    both = union_all(held, exceeded).subquery()
    return select(both).order_by(both.c.year.desc(), both.c.first)


def _ancestors(path: str) -> Iterator[str]:
    """Yield the paths from the top of the tree down to a unit."""
    for end, sign in enumerate(path, 1):
        if sign == ".":
            yield path[:end]


def former_awards(
    session: Session, people: Collection[UUID], units: Collection[UUID]
) -> Mapping[UUID, Sequence[FormerAward]]:
    """The awards that these people and units hold, the newest first, by holder."""
    query: Select[*tuple[Any, ...]] = (  # Any: the columns of the row
        select(
            Conferral.person_id,
            Conferral.collective_id,
            Conferral.year,
            Conferral.award_code,
            Conferral.regime_id,
            Conferral.decision_number,
            Conferral.revoked_on,
            Conferral.nomination_id,
        )
        .where(or_(Conferral.person_id.in_(people), Conferral.collective_id.in_(units)), Conferral.revoked_on.is_(None))
        .order_by(Conferral.year.desc(), Conferral.award_code, Conferral.id)
    )
    found: defaultdict[UUID, list[FormerAward]] = defaultdict(list)
    for person_id, collective_id, *columns in session.execute(query):
        found[person_id or collective_id].append(FormerAward(*columns))
    return found


def verdicts_kept(session: Session, ids: Collection[UUID]) -> Mapping[UUID, dict[str, Any]]:  # Any: JSON values
    """The verdict kept last with each of these files, as ``verdict_from_json`` reads it."""
    query = (
        select(Nomination.id, NominationVerdict.verdict)
        .join(NominationVerdict, NominationVerdict.id == kept_last(NominationVerdict.id))
        .where(Nomination.id.in_(ids))
    )
    return {row.id: row.verdict for row in session.execute(query)}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the vote on an item has come; ``votes_for`` only where the count may be shown."""

    status: ItemStatus
    result: ItemResult | None
    votes_for: int | None


def standings_of(session: Session, meeting_id: UUID) -> Mapping[UUID, Standing]:
    """How far the vote on each item of a meeting has come; a count that would tell how members voted stays away."""
    query = select(AgendaItem.id, AgendaItem.status, AgendaItem.result, VOTES_TOLD).where(
        AgendaItem.meeting_id == meeting_id
    )
    return {item_id: Standing(*columns) for item_id, *columns in session.execute(query)}


def identity_numbers(session: Session, people: Collection[UUID]) -> Mapping[UUID, str]:
    """The identity numbers of these people, where they are on record."""
    query = select(Person.id, Person.identity_number).where(Person.id.in_(people), Person.identity_number.is_not(None))
    return {person_id: number or "" for person_id, number in session.execute(query)}
