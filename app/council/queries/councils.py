"""Councils and who sits in them; ``visible_to`` is the one answer to "may this actor know of it"."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.core.access import Actor, Permission
from app.core.database import within
from app.core.errors import NotFound
from app.council import policy
from app.council.enums import CouncilKind, CouncilRole
from app.council.models import Council, CouncilMember, Meeting, Substitute
from app.organisation.queries import Membership, Person, Unit, active_on

MOST_COUNCILS: Final = 100


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """A council as the list shows it."""

    id: UUID
    year: int
    name: str
    decision_number: str
    decision_on: date | None
    body_name: str
    kind: CouncilKind
    valid_from: date | None
    valid_to: date | None
    members_count: int
    votes_count: int
    meetings_count: int


@dataclass(frozen=True, slots=True)
class CouncilFile:
    """A council as its page shows it, with the seat of the one who asks."""

    id: UUID
    version: int
    year: int
    name: str
    decision_number: str
    decision_on: date | None
    body_id: UUID
    body_name: str
    body_path: str
    kind: CouncilKind
    valid_from: date | None
    valid_to: date | None
    my_role: CouncilRole | None


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A member with name, as of now."""

    member_id: UUID
    person_id: UUID
    full_name: str
    role: CouncilRole
    has_vote: bool
    post: str
    left_on: date | None
    stands_in_for: UUID | None = None
    """Person in whose place they sit when that one is absent; the vote is then of that seat."""
    stands_in_for_name: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the body who can take a seat."""

    person_id: UUID
    full_name: str
    post: str
    unit_name: str
    birth_on: date | None


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which ``actor`` may know of a council; the body's unit must be joined."""
    return or_(
        within(Unit.path, actor.paths(Permission.COUNCIL_READ)),
        Council.id.in_(actor.council_ids),
    )


def councils_listed(session: Session, actor: Actor, *, body_id: UUID | None) -> Sequence[CouncilRow]:
    """Councils of a body that the actor may see, and those in which they sit, newest first."""
    in_force = (CouncilMember.council_id == Council.id) & CouncilMember.left_on.is_(None)
    members = select(func.count()).where(in_force).scalar_subquery()
    own_seat = CouncilMember.id.not_in(select(Substitute.member_id))
    votes = select(func.count()).where(in_force, CouncilMember.has_vote, own_seat).scalar_subquery()
    meetings = select(func.count()).where(Meeting.council_id == Council.id).scalar_subquery()
    columns: tuple[Any, ...] = (  # Any: as in the fields of the row
        Council.id,
        Council.year,
        Council.name,
        Council.decision_number,
        Council.decision_on,
        Unit.name,
        Council.kind,
        Council.valid_from,
        Council.valid_to,
        members,
        votes,
        meetings,
    )
    query = (
        select(*columns)
        .join(Unit, Unit.id == Council.body_id)
        .where(visible_to(actor), or_(Council.body_id == body_id, Council.id.in_(actor.council_ids)))
        .order_by(Council.year.desc(), Council.id.desc())
        .limit(MOST_COUNCILS)
    )
    return [CouncilRow(*row) for row in session.execute(query)]


MY_SEAT: Final = (
    (CouncilMember.council_id == Council.id)
    & (CouncilMember.person_id == bindparam("me", type_=Uuid()))
    & CouncilMember.left_on.is_(None)
)
"""The condition "this is the seat in force of the one who asks"."""

# Built once: putting a statement together costs more than asking it.
_COUNCIL: Final[Select[*tuple[Any, ...]]] = (  # Any: as in the fields of CouncilFile
    select(
        Council.id,
        Council.version,
        Council.year,
        Council.name,
        Council.decision_number,
        Council.decision_on,
        Unit.id,
        Unit.name,
        Unit.path,
        Council.kind,
        Council.valid_from,
        Council.valid_to,
        CouncilMember.role,
    )
    .join(Unit, Unit.id == Council.body_id)
    .outerjoin(CouncilMember, MY_SEAT)
    .where(Council.id == bindparam("council", type_=Uuid()))
)


def council_file(session: Session, council_id: UUID, actor: Actor) -> CouncilFile:
    """One council; raises NotFound for one that the actor may not know of."""
    row = session.execute(_COUNCIL, {"council": council_id, "me": actor.person_id}).one_or_none()
    council = CouncilFile(*row) if row else None
    if council is None or not policy.may_see(actor, council_id=council.id, body_path=council.body_path):
        raise NotFound
    return council


def seats_of(session: Session, council_id: UUID, *, in_force: bool = True) -> Sequence[SeatRow]:
    """The members of a council in their order, by default without those who left."""
    principal, other = aliased(CouncilMember), aliased(Person)
    query = (
        select(
            CouncilMember.id,
            CouncilMember.person_id,
            Person.full_name,
            CouncilMember.role,
            CouncilMember.has_vote,
            CouncilMember.post,
            CouncilMember.left_on,
            other.id,
            func.coalesce(other.full_name, ""),
        )
        .join(Person, Person.id == CouncilMember.person_id)
        .outerjoin(Substitute, Substitute.member_id == CouncilMember.id)
        .outerjoin(principal, principal.id == Substitute.stands_in_for_id)
        .outerjoin(other, other.id == principal.person_id)
        .where(CouncilMember.council_id == council_id)
        .order_by(CouncilMember.left_on.is_not(None), CouncilMember.position, CouncilMember.id)
    )
    if in_force:
        query = query.where(CouncilMember.left_on.is_(None))
    return [SeatRow(*row) for row in session.execute(query)]


def council_of(session: Session, body_id: UUID, year: int, *, on: date | None = None) -> Council | None:
    """The emulation and commendation council of a body for a year: the one established last, of those in office."""
    query = (
        select(Council)
        .where(Council.body_id == body_id, Council.year == year, Council.kind == CouncilKind.EMULATION)
        .order_by(Council.decision_on.desc().nulls_last(), Council.id.desc())
        .limit(1)
    )
    if on is not None:
        query = query.where(
            or_(Council.valid_from.is_(None), Council.valid_from <= on),
            or_(Council.valid_to.is_(None), Council.valid_to >= on),
        )
    return session.scalar(query)


def stand_ins(session: Session, council_id: UUID) -> dict[UUID, UUID]:
    """In whose place each substitute sits, by person."""
    principal = aliased(CouncilMember)
    query = (
        select(CouncilMember.person_id, principal.person_id)
        .join(Substitute, Substitute.member_id == CouncilMember.id)
        .join(principal, principal.id == Substitute.stands_in_for_id)
        .where(CouncilMember.council_id == council_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def may_see(session: Session, actor: Actor, council_id: UUID) -> bool:
    """Say whether the actor may know of a council, and so of its files."""
    query = select(Council.id).join(Unit, Unit.id == Council.body_id).where(Council.id == council_id)
    return session.scalar(query.where(visible_to(actor))) is not None


def latest_council_id(session: Session, body_id: UUID) -> UUID | None:
    """The newest council of a body, from which a new one can take its members over; one for awards comes first."""
    is_initiative = Council.kind == CouncilKind.INITIATIVE
    query = select(Council.id).where(Council.body_id == body_id)
    query = query.order_by(is_initiative, Council.year.desc(), Council.id.desc())
    return session.scalar(query.limit(1))


def people_of_body(session: Session, ids: Collection[UUID], *, body_path: str, on: date) -> dict[UUID, Candidate]:
    """Those of these people who work in the body on a day."""
    if not ids:
        return {}
    query = (
        select(Person.id, Person.full_name, Membership.post, Unit.name, Person.birth_on)
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Person.id.in_(ids), within(Unit.path, [body_path]), active_on(on))
    )
    return {row.id: Candidate(*row) for row in session.execute(query)}
