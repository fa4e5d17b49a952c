"""The list of nominations: one select of plain columns, paged by key; its filters, its count, its export."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, literal, null, select, true, union_all
from sqlalchemy.orm import Session, aliased

from app.campaigns.enums import CampaignKind
from app.campaigns.queries import Campaign
from app.core.access import Actor, Permission
from app.core.paging import Page, keyset_page
from app.eligibility.enums import Subject
from app.nominations.enums import Channel, Status
from app.nominations.models import Nomination
from app.nominations.queries.visibility import visible_to
from app.organisation.enums import Gender, StaffGroup, UnitKind
from app.organisation.queries import Membership, Person, Unit, active_on

PAGE_SIZE: Final = 50
COUNTED_UP_TO: Final = 1_000
"""Beyond this a list says "more than": an exact count would cost more than the page."""
MOST_UNITS: Final = 500


class SortBy(StrEnum):
    """The orders of the list."""

    NUMBER = "number"
    NOMINEE = "nominee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows the list; the body and the year always do."""

    body_id: UUID
    body_path: str
    year: int
    status: Status | None = None
    award_code: str = ""
    unit_id: UUID | None = None
    campaign_id: UUID | None = None
    subject: Subject | None = None
    channel: Channel | None = None
    words: tuple[str, ...] = ()
    """Folded words, each with a space before it; the search text holds one before every word."""


@dataclass(frozen=True, slots=True)
class ListedUnit:
    id: UUID
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class ListedCampaign:
    id: UUID
    name: str
    kind: CampaignKind
    regime_id: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of the page can be set to."""

    units: Sequence[ListedUnit]
    campaigns: Sequence[ListedCampaign]


_COLUMNS: Final = (
    Nomination.id,
    Nomination.number,
    Nomination.nominee_name,
    Nomination.nominee_unit_name,
    Nomination.award_code,
    Nomination.regime_id,
    Nomination.status,
    Nomination.status_at,
)
_ORDERS: Final[dict[SortBy, tuple[Any, ...]]] = {  # Any: columns of several types
    SortBy.NUMBER: (Nomination.number,),
    SortBy.NOMINEE: (Nomination.sort_key, Nomination.number),
}


def nomination_page(
    session: Session, actor: Actor, filters: Filters, *, sort: SortBy, cursor: str | None, size: int = PAGE_SIZE
) -> Page[Row[Any]]:
    """One page of the list: by number the newest first, by nominee in the Vietnamese order of names."""
    columns = _ORDERS[sort]
    extra = (Nomination.sort_key,) if sort is SortBy.NOMINEE else ()
    return keyset_page(
        lambda ordered: session.execute(ordered).all(),
        select(*_COLUMNS, *extra).where(*_conditions(actor, filters)),
        columns,
        (lambda row: (row.number,)) if sort is SortBy.NUMBER else (lambda row: (row.sort_key, row.number)),
        cursor=cursor,
        size=size,
        descending=sort is SortBy.NUMBER,
    )


def nomination_count(session: Session, actor: Actor, filters: Filters) -> int:
    """How many nominations the filters find; one above ``COUNTED_UP_TO`` stands for "more"."""
    found = select(literal(1)).where(*_conditions(actor, filters)).limit(COUNTED_UP_TO + 1).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def filter_choices(session: Session, body_id: UUID, year: int) -> Choices:
    """The units of the body and its campaigns of the year, in one query."""
    no_word = null()
    units = (
        select(literal("unit").label("leg"), Unit.id, Unit.name, Unit.path, no_word.label("regime_id"))
        .where(Unit.body_id == body_id)
        .limit(MOST_UNITS)
        .subquery()
    )
    campaigns = select(literal("campaign"), Campaign.id, Campaign.name, Campaign.kind, Campaign.regime_id).where(
        Campaign.body_id == body_id, Campaign.year == year
    )
    rows = session.execute(union_all(select(units), campaigns)).all()
    return Choices(
        sorted((ListedUnit(row.id, row.name, row.path) for row in rows if row.leg == "unit"), key=lambda u: u.path),
        [
            ListedCampaign(row.id, row.name, CampaignKind(row.path), row.regime_id)
            for row in rows
            if row.leg == "campaign"
        ],
    )


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A nomination as the officers' lists show it."""

    number: int
    nominee_name: str
    nominee_post: str
    nominee_unit_name: str
    award_code: str
    regime_id: str
    campaign_kind: CampaignKind
    subject: Subject
    status: Status
    unit_name: str
    gender: Gender | None
    staff_group: StaffGroup | None
    collective_kind: UnitKind | None


def export_rows(session: Session, actor: Actor, filters: Filters, *, on: date) -> Sequence[ExportRow]:
    """Everything the filters find, in the order of numbers, with what the lists say of people on the reference day."""
    nominating, collective = aliased(Unit), aliased(Unit)
    query: Select[*tuple[Any, ...]] = (  # Any: the columns of ExportRow
        select(
            Nomination.number,
            Nomination.nominee_name,
            Nomination.nominee_post,
            Nomination.nominee_unit_name,
            Nomination.award_code,
            Nomination.regime_id,
            Nomination.campaign_kind,
            Nomination.subject,
            Nomination.status,
            nominating.name,
            Person.gender,
            Membership.staff_group,
            collective.kind,
        )
        .join(nominating, nominating.id == Nomination.unit_id)
        .outerjoin(Person, Person.id == Nomination.person_id)
        .outerjoin(Membership, (Membership.person_id == Person.id) & active_on(on))
        .outerjoin(collective, collective.id == Nomination.collective_id)
        .where(*_conditions(actor, filters))
        .order_by(Nomination.number)
    )
    return [ExportRow(*row) for row in session.execute(query)]


def _conditions(actor: Actor, filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Nomination.body_id == filters.body_id,
        Nomination.year == filters.year,
        _visible_in_body(actor, filters.body_path),
    ]
    if filters.status is not None:
        found.append(Nomination.status == filters.status)
    if filters.award_code:
        found.append(Nomination.award_code == filters.award_code)
    if filters.unit_id is not None:
        found.append(Nomination.unit_id.in_(_subtree_of(filters.unit_id)))
    if filters.campaign_id is not None:
        found.append(Nomination.campaign_id == filters.campaign_id)
    if filters.subject is not None:
        found.append(Nomination.subject == filters.subject)
    if filters.channel is not None:
        found.append(Nomination.channel == filters.channel)
    found += [Nomination.search_text.contains(word, autoescape=True) for word in filters.words]
    return found


def _visible_in_body(actor: Actor, body_path: str) -> ColumnElement[bool]:
    """Return ``visible_to`` within one body; who reads the whole body reads all of it, so nothing need be looked up."""
    return true() if actor.may_at(Permission.NOMINATION_READ, body_path) else visible_to(actor)


def _subtree_of(unit_id: UUID) -> Select[UUID]:
    root, unit = aliased(Unit), aliased(Unit)
    return (
        select(unit.id)
        .join(root, (unit.path >= root.path) & (unit.path < func.rtrim(root.path, ".") + "/"))
        .where(root.id == unit_id)
    )
