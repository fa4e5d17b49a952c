"""What the acts ask before they change anything."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.campaigns.queries import Campaign, CampaignAward
from app.core.access import Actor
from app.core.database import within
from app.core.text import label_sort_key
from app.nominations.enums import Status
from app.nominations.models import Nomination, ReturnMark
from app.nominations.queries.visibility import tabled_files, visible_to
from app.organisation.enums import Authority
from app.organisation.queries import Membership, Person, Unit, active_on, valid_on


@dataclass(frozen=True, slots=True)
class NomineeFacts:
    """A person or a collective as they are on the reference day."""

    id: UUID
    name: str
    post: str
    unit_name: str
    sort_key: str


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A nomination locked for an act, with the tree path of its nominating unit."""

    nomination: Nomination
    unit_path: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A nomination that already stands for the same nominee and award."""

    number: int
    nominee_name: str
    award_code: str
    regime_id: str


def files_held(session: Session, ids: Collection[UUID], *, actor: Actor) -> Sequence[HeldFile]:
    """The files among ``ids`` that the actor may know of, locked for the act in one order for everybody."""
    query = (
        select(Nomination, Unit.path)
        .join(Unit, Unit.id == Nomination.unit_id)
        .where(Nomination.id.in_(ids), visible_to(actor, unit_joined=True, tabled=tabled_files(ids)))
        .order_by(Nomination.id)
        .with_for_update(of=Nomination)
        .execution_options(populate_existing=True)
    )
    return [HeldFile(nomination, path) for nomination, path in session.execute(query)]


def body_held(session: Session, campaign_id: UUID) -> Unit | None:
    """The body of a campaign, held so that two officers cannot give the same number or nominate the same person."""
    query = (
        select(Unit)
        .join(Campaign, Campaign.body_id == Unit.id)
        .where(Campaign.id == campaign_id)
        .with_for_update(key_share=True, of=Unit)
        .execution_options(populate_existing=True)
    )
    return session.scalar(query)


def campaign_and_body(session: Session, campaign_id: UUID) -> tuple[Campaign, Unit]:
    """A campaign with the body that runs it."""
    query = select(Campaign, Unit).join(Unit, Unit.id == Campaign.body_id).where(Campaign.id == campaign_id)
    row = session.execute(query).one()
    return row[0], row[1]


def campaign_id_of(session: Session, nomination_id: UUID) -> UUID | None:
    """The campaign of a nomination."""
    return session.scalar(select(Nomination.campaign_id).where(Nomination.id == nomination_id))


def ministries(session: Session) -> list[tuple[UUID, str]]:
    """Id and name of the bodies outside with the authority of a ministry."""
    query = (
        select(Unit.id, Unit.name)
        .where(Unit.authority == Authority.MINISTERIAL, Unit.is_external.is_(True), Unit.valid_to.is_(None))
        .order_by(Unit.position, Unit.name)
    )
    return [(unit_id, name) for unit_id, name in session.execute(query)]


def open_awards(session: Session, campaign_id: UUID, codes: Collection[str]) -> set[str]:
    """The codes among ``codes`` that are open in the campaign."""
    query = select(CampaignAward.award_code).where(
        CampaignAward.campaign_id == campaign_id, CampaignAward.award_code.in_(codes)
    )
    return set(session.scalars(query))


def people_within(session: Session, ids: Collection[UUID], *, root: str, on: date) -> dict[UUID, NomineeFacts]:
    """Those of these people who belong to the subtree on that day, with post and unit."""
    query = (
        select(Person.id, Person.full_name, Membership.post, Unit.name, Person.sort_key)
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Person.id.in_(ids),
            within(Unit.path, [root]),
            active_on(on),
        )
        .order_by(Membership.started_on)
    )
    return {row.id: NomineeFacts(*row) for row in session.execute(query)}


def collectives_within(session: Session, ids: Collection[UUID], *, root: str, on: date) -> dict[UUID, NomineeFacts]:
    """Those of these units that stand in the subtree on that day, with the name of the unit above."""
    above = aliased(Unit)
    query = (
        select(Unit.id, Unit.name, above.name.label("above_name"))
        .outerjoin(above, above.id == Unit.parent_id)
        .where(
            Unit.id.in_(ids),
            within(Unit.path, [root]),
            Unit.is_external.is_(False),
            valid_on(on),
        )
    )
    return {
        row.id: NomineeFacts(row.id, row.name, "", row.above_name or "", label_sort_key(row.name))
        for row in session.execute(query)
    }


def highest_number(session: Session, body_id: UUID, year: int) -> int:
    """The last serial number given in a body and year, 0 before the first."""
    query = select(func.max(Nomination.number)).where(Nomination.body_id == body_id, Nomination.year == year)
    return session.scalar(query) or 0


def live_duplicates(
    session: Session, campaign_id: UUID, codes: Collection[str], nominee_ids: Collection[UUID]
) -> dict[tuple[str, UUID], Duplicate]:
    """Nominations that stand in the campaign for these awards and nominees, by award code and nominee."""
    nominee = func.coalesce(Nomination.person_id, Nomination.collective_id)
    query = select(
        Nomination.number, Nomination.nominee_name, Nomination.award_code, Nomination.regime_id, nominee.label("of")
    ).where(
        Nomination.campaign_id == campaign_id,
        Nomination.award_code.in_(codes),
        or_(Nomination.person_id.in_(nominee_ids), Nomination.collective_id.in_(nominee_ids)),
        Nomination.status.not_in([Status.WITHDRAWN, Status.REFUSED]),
    )
    return {
        (row.award_code, row.of): Duplicate(row.number, row.nominee_name, row.award_code, row.regime_id)
        for row in session.execute(query)
    }


def answer_marks(session: Session, ids: Collection[UUID], *, at: datetime) -> None:
    """Close the open marks of files that come back."""
    session.execute(
        update(ReturnMark)
        .where(ReturnMark.nomination_id.in_(ids), ReturnMark.answered_at.is_(None))
        .values(answered_at=at)
    )
