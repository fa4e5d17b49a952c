"""What the acts read before they change anything, the locks they hold included."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, delete, func, select
from sqlalchemy.orm import Session, aliased

from app.core.errors import NotFound
from app.council.enums import BallotMethod, Choice, ItemStatus, Presence
from app.council.models import (
    AgendaItem,
    Attendance,
    Ballot,
    ConflictAnswer,
    CouncilMember,
    Elector,
    NamedVote,
    Substitute,
)
from app.council.rules import FileFacts, MemberFacts
from app.nominations.queries import Nomination
from app.nominations.queries.authors import authors_of
from app.organisation.queries import Membership, Unit, active_on


def items_held(session: Session, meeting_id: UUID, item_ids: Collection[UUID]) -> list[AgendaItem]:
    """These items of a meeting, locked in one order for everybody; raises NotFound when one is not of the meeting."""
    wanted = set(item_ids)
    query = (
        select(AgendaItem)
        .where(AgendaItem.id.in_(wanted), AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    items = list(session.scalars(query))
    if len(items) < len(wanted) or not wanted:
        raise NotFound
    return items


@dataclass(frozen=True, slots=True)
class VoteUnderWay:
    """What casting has to know of an item."""

    status: ItemStatus
    method: BallotMethod
    voting_until: datetime | None


def votes_locked(session: Session, meeting_id: UUID, item_ids: Collection[UUID]) -> dict[UUID, VoteUnderWay]:
    """These items of a meeting, locked as by ``items_held`` and read no further; raises NotFound as it does."""
    query = (
        select(AgendaItem.id, AgendaItem.status, AgendaItem.method, AgendaItem.voting_until)
        .where(AgendaItem.id.in_(item_ids), AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.id)
        .with_for_update()
    )
    votes = {row.id: VoteUnderWay(row.status, row.method, row.voting_until) for row in session.execute(query)}
    if len(votes) < len(item_ids) or not votes:
        raise NotFound
    return votes


def item_ids_in(session: Session, meeting_id: UUID, status: ItemStatus) -> list[UUID]:
    """The items of a meeting in a state, in agenda order."""
    query = (
        select(AgendaItem.id)
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.status == status)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return list(session.scalars(query))


def nominations_held(session: Session, ids: Collection[UUID]) -> dict[UUID, Nomination]:
    """These nominations, locked in one order for everybody before the trail is touched."""
    query = (
        select(Nomination)
        .where(Nomination.id.in_(ids))
        .order_by(Nomination.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {nomination.id: nomination for nomination in session.scalars(query)}


def member_facts(session: Session, council_id: UUID, on: date) -> dict[UUID, MemberFacts]:
    """The members in force, each with the unit in which they work on a day."""
    query = (
        select(CouncilMember.id, CouncilMember.person_id, Unit.path)
        .outerjoin(Membership, (Membership.person_id == CouncilMember.person_id) & active_on(on))
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .where(CouncilMember.council_id == council_id, CouncilMember.left_on.is_(None))
    )
    return {
        member_id: MemberFacts(person_id=person_id, unit_path=path or "")
        for member_id, person_id, path in session.execute(query)
    }


def file_facts(
    session: Session, item_ids: Collection[UUID], body_path: str, *, people: Collection[UUID]
) -> dict[UUID, FileFacts]:
    """Whom each item is about, and who of ``people`` wrote with the nominee what it rests on."""
    collective = aliased(Unit)
    query = (
        select(AgendaItem.id, Nomination.id, Nomination.person_id, collective.path)
        .join(Nomination, Nomination.id == AgendaItem.nomination_id)
        .outerjoin(collective, collective.id == Nomination.collective_id)
        .where(AgendaItem.id.in_(item_ids))
    )
    rows = session.execute(query).all()
    authors = authors_of(session, [nomination_id for _item_id, nomination_id, *_rest in rows], people)
    return {
        item_id: FileFacts(
            body_path=body_path,
            person_id=person_id,
            collective_path=path,
            author_ids=frozenset(authors.get(nomination_id, ())),
        )
        for item_id, nomination_id, person_id, path in rows
    }


def voters_of(session: Session, meeting_id: UUID, council_id: UUID) -> dict[UUID, bool]:
    """The seats with a vote, each under the member who sits in it, and whether somebody does.

    A substitute sits in the seat of the member they stand in for, only while that one is absent: one seat, one vote.
    """
    other, here = aliased(Attendance), Attendance.meeting_id == meeting_id
    query = (
        select(CouncilMember.id, Attendance.presence, Substitute.member_id, other.presence)
        .outerjoin(Attendance, (Attendance.member_id == CouncilMember.id) & here)
        .outerjoin(Substitute, Substitute.stands_in_for_id == CouncilMember.id)
        .outerjoin(other, (other.member_id == Substitute.member_id) & (other.meeting_id == meeting_id))
        .where(
            CouncilMember.council_id == council_id,
            CouncilMember.left_on.is_(None),
            CouncilMember.has_vote,
            CouncilMember.id.not_in(select(Substitute.member_id)),
        )
        .order_by(CouncilMember.position, CouncilMember.id)
    )
    seats: dict[UUID, bool] = {}
    for member_id, presence, substitute_id, stands_in in session.execute(query):
        is_replaced = presence is not Presence.PRESENT and stands_in is Presence.PRESENT
        seats[substitute_id if is_replaced else member_id] = is_replaced or presence is Presence.PRESENT
    return seats


def answers_on(session: Session, item_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], ConflictAnswer]:
    """The answers about conflicts on these items, by item and member."""
    query = select(ConflictAnswer).where(ConflictAnswer.item_id.in_(item_ids))
    return {(answer.item_id, answer.member_id): answer for answer in session.scalars(query)}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an elector stands on an item: whether the paper was cast, and the answer about conflicts was "none"."""

    has_voted: bool
    is_cleared: bool


def standings_of(session: Session, item_ids: Collection[UUID], member_id: UUID) -> dict[UUID, Standing]:
    """The items on which the member is an elector, and how they stand there."""
    answered = (ConflictAnswer.item_id == Elector.item_id) & (ConflictAnswer.member_id == Elector.member_id)
    query = (
        select(Elector.item_id, Elector.has_voted, ConflictAnswer.has_conflict)
        .outerjoin(ConflictAnswer, answered)
        .where(Elector.item_id.in_(item_ids), Elector.member_id == member_id)
    )
    return {row.item_id: Standing(row.has_voted, row.has_conflict is False) for row in session.execute(query)}


def papers_held(session: Session, item_ids: Collection[UUID], member_id: UUID) -> dict[UUID, bool]:
    """The items on which the member is an elector, and whether the paper was cast."""
    query = select(Elector.item_id, Elector.has_voted).where(
        Elector.item_id.in_(item_ids), Elector.member_id == member_id
    )
    return {row.item_id: row.has_voted for row in session.execute(query)}


def asides_on(session: Session, item_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Who steps aside on these items."""
    found: dict[UUID, set[UUID]] = {item_id: set() for item_id in item_ids}
    query = select(ConflictAnswer.item_id, ConflictAnswer.member_id).where(
        ConflictAnswer.item_id.in_(item_ids), ConflictAnswer.has_conflict
    )
    for item_id, member_id in session.execute(query):
        found[item_id].add(member_id)
    return found


def urns(session: Session, item_ids: Collection[UUID]) -> dict[UUID, dict[Choice, int]]:
    """How many papers of each choice lie in the urns of these items; for closing only, under the lock of the items."""
    return _counted(session, Ballot, item_ids)


def named_tallies(session: Session, item_ids: Collection[UUID]) -> dict[UUID, dict[Choice, int]]:
    """How many said what by name on these items; for closing only, under the lock of the items."""
    return _counted(session, NamedVote, item_ids)


def _counted(
    session: Session, model: type[Ballot] | type[NamedVote], item_ids: Collection[UUID]
) -> dict[UUID, dict[Choice, int]]:
    found: dict[UUID, dict[Choice, int]] = {item_id: {} for item_id in item_ids}
    query = select(model.item_id, model.choice, func.count()).where(model.item_id.in_(item_ids))
    for item_id, choice, number in session.execute(query.group_by(model.item_id, model.choice)):
        found[item_id][choice] = number
    return found


def award_keys(session: Session, item_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Regime and award of the files of these items."""
    query = select(AgendaItem.id, Nomination.regime_id, Nomination.award_code).join(
        Nomination, Nomination.id == AgendaItem.nomination_id
    )
    rows = session.execute(query.where(AgendaItem.id.in_(item_ids)))
    return {item_id: (regime_id, award_code) for item_id, regime_id, award_code in rows}


def nominees_of(session: Session, item_ids: Collection[UUID]) -> dict[UUID, str]:
    """Whom these items are about, to name them in a refusal."""
    query = select(AgendaItem.id, Nomination.nominee_name).join(Nomination, Nomination.id == AgendaItem.nomination_id)
    return {row.id: row.nominee_name for row in session.execute(query.where(AgendaItem.id.in_(item_ids)))}


def urns_emptied(session: Session, item_ids: Collection[UUID]) -> dict[UUID, list[Choice]]:
    """What lay in the urns of these items, taken out of them; for casting only, under the lock of the items."""
    taken = delete(Ballot).where(Ballot.item_id.in_(item_ids)).returning(Ballot.item_id, Ballot.choice)
    return _by_urn(item_ids, session.connection().execute(taken).all())


def _by_urn(item_ids: Collection[UUID], papers: Iterable[Row[UUID, Choice]]) -> dict[UUID, list[Choice]]:
    found: dict[UUID, list[Choice]] = {item_id: [] for item_id in item_ids}
    for item_id, choice in papers:
        found[item_id].append(choice)
    return found


@dataclass(frozen=True, slots=True)
class AgendaKey:
    """An item not yet opened, with what it is ordered by."""

    item: AgendaItem
    regime_id: str
    award_code: str
    unit_name: str
    sort_key: str


def pending_keys(session: Session, meeting_id: UUID) -> Sequence[AgendaKey]:
    """The items not yet opened, with what they are ordered by."""
    query = (
        select(
            AgendaItem,
            Nomination.regime_id,
            Nomination.award_code,
            Nomination.nominee_unit_name,
            Nomination.sort_key,
        )
        .join(Nomination, Nomination.id == AgendaItem.nomination_id)
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.status == ItemStatus.PENDING)
    )
    return [AgendaKey(*row) for row in session.execute(query)]


def places_taken(session: Session, meeting_id: UUID, movable: Collection[UUID]) -> set[int]:
    """The places on the agenda of all items but these."""
    query = select(AgendaItem.id, AgendaItem.position).where(AgendaItem.meeting_id == meeting_id)
    return {position for item_id, position in session.execute(query) if item_id not in movable}
