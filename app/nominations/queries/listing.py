"""The list of nominations: one select of plain columns, paged by key; its filters, its count, its export."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Row, Select, bindparam, func, literal, null, select, union_all
from sqlalchemy.orm import Session, aliased

from app.campaigns.enums import CampaignKind
from app.campaigns.policy import may_read as may_read_campaigns
from app.campaigns.queries import Campaign
from app.core.access import Actor, Permission
from app.core.paging import AnySelect, Cursor, Page, first_page, keyset_page
from app.eligibility.enums import Subject
from app.nominations.enums import Status
from app.nominations.models import Nomination
from app.nominations.queries.narrowing import Filters, conditions, values_of
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
_ORDERS: Final[Mapping[SortBy, tuple[Any, ...]]] = {  # Any: columns of several types
    SortBy.NUMBER: (Nomination.number,),
    SortBy.NOMINEE: (Nomination.sort_key, Nomination.number),
}
_COMMON: Final = frozenset({"body_id", "year", "status"})
"""What is asked by most visits: a walk along one index finds a page of it at once, and counts without the table."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What the list asks: values by name, and the condition of visibility where it narrows further."""

    session: Session
    values: Mapping[str, Any]  # Any: values of several types
    rights: tuple[ColumnElement[bool], ...]

    def rows(self, query: AnySelect) -> Sequence[Row[*tuple[Any, ...]]]:
        """Read plain columns past the mapper, which would look at each row for entities."""
        return self.session.connection().execute(query, self.values).all()

    @property
    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        return (*conditions(self.values), *self.rights)


def _question(session: Session, actor: Actor, filters: Filters) -> _Question:
    """Who reads the whole body reads all that it holds, so nothing need be looked up for them."""
    reads_all = actor.may_at(Permission.NOMINATION_READ, filters.body_path)
    return _Question(session, values_of(filters), () if reads_all else (visible_to(actor),))


def nomination_page(
    session: Session, actor: Actor, filters: Filters, *, sort: SortBy, cursor: str | None, size: int = PAGE_SIZE
) -> Page[Row[*tuple[Any, ...]]]:
    """One page of the list: by number the newest first, by nominee in the Vietnamese order of names.

    The same question counts what the filters find; a total above ``COUNTED_UP_TO`` stands for "more".
    """
    ask = _question(session, actor, filters)
    if sort is SortBy.NUMBER and (ask.rights or not _COMMON.issuperset(ask.values)):
        page = _page_looked_for(ask, cursor, size)
    else:
        page = _page_in_order(ask, sort, cursor, size)
    return replace(page, total=page.items[0].total if page.items else 0)


def _page_in_order(ask: _Question, sort: SortBy, cursor: str | None, size: int) -> Page[Row[*tuple[Any, ...]]]:
    """Walk along the index of the order until the page is full."""
    kept = None if ask.rights else _in_order_kept(tuple(ask.values), sort, size)
    by_number = sort is SortBy.NUMBER
    return keyset_page(
        ask.rows,
        kept.all if kept else _in_order(ask.conditions, sort),
        _ORDERS[sort],
        (lambda row: (row.number,)) if by_number else (lambda row: (row.sort_key, row.number)),
        cursor=cursor,
        size=size,
        descending=by_number,
        first=kept.first if kept else None,
    )


class _Kept(NamedTuple):
    """A statement and that of its first page."""

    all: AnySelect
    first: AnySelect


@lru_cache(maxsize=256)
def _in_order_kept(names: tuple[str, ...], sort: SortBy, size: int) -> _Kept:
    """Keep the statements of each set of filters: building them costs more than running them."""
    query = _in_order(tuple(conditions(names)), sort)
    return _Kept(query, first_page(query, _ORDERS[sort], size=size, descending=sort is SortBy.NUMBER))


def _in_order(narrowed: tuple[ColumnElement[bool], ...], sort: SortBy) -> AnySelect:
    found = select(literal(1)).where(*narrowed).limit(COUNTED_UP_TO + 1).subquery()
    total = select(func.count()).select_from(found).scalar_subquery().label("total")
    extra = (Nomination.sort_key,) if sort is SortBy.NOMINEE else ()
    return select(*_COLUMNS, total, *extra).where(*narrowed)


def _page_looked_for(ask: _Question, cursor: str | None, size: int) -> Page[Row[*tuple[Any, ...]]]:
    """Find the numbers of the page in the index alone, which holds all that filters ask; then read only its rows.

    Few rows may fit, far apart: opening each row on the way would cost more than all the rest.
    """
    found, counted = _numbered(ask.conditions) if ask.rights else _numbered_kept(tuple(ask.values))
    at = Cursor.decode(cursor, 1)
    upwards = at is not None and at.backwards and isinstance(at.key[0], int)
    number: Any = Nomination.number if at else found  # Any: a column of the table, or of what was found in it
    return keyset_page(
        lambda ordered: sorted(
            ask.rows(counted.where(Nomination.number.in_(ordered))),
            key=lambda row: int(row.number),
            reverse=not upwards,
        ),
        select(number).where(*ask.conditions) if at else select(number),
        (number,),
        lambda row: (row.number,),
        cursor=cursor,
        size=size,
        descending=True,
    )


@lru_cache(maxsize=256)
def _numbered_kept(names: tuple[str, ...]) -> tuple[ColumnElement[int], AnySelect]:
    return _numbered(tuple(conditions(names)))


def _numbered(narrowed: tuple[ColumnElement[bool], ...]) -> tuple[ColumnElement[int], AnySelect]:
    """Return the numbers found, as a column, and the rows of the body and year, each with the count of those found."""
    numbers = select(Nomination.number).where(*narrowed).order_by(Nomination.number.desc())
    found = numbers.limit(COUNTED_UP_TO + 1).cte("found")
    total = select(func.count()).select_from(found).scalar_subquery().label("total")
    return found.c.number, select(*_COLUMNS, total).where(*conditions(("body_id", "year")))


def _choices_query() -> CompoundSelect[*tuple[Any, ...]]:  # Any: columns of several types
    units = (
        select(literal("unit").label("leg"), Unit.id, Unit.name, Unit.path, null().label("regime_id"))
        .where(Unit.body_id == bindparam("body_id"))
        .limit(MOST_UNITS)
        .subquery()
    )
    campaigns = select(literal("campaign"), Campaign.id, Campaign.name, Campaign.kind, Campaign.regime_id).where(
        Campaign.body_id == bindparam("body_id"), Campaign.year == bindparam("year")
    )
    return union_all(select(units), campaigns)


_CHOICES: Final = _choices_query()


def filter_choices(session: Session, actor: Actor, *, body_id: UUID, body_path: str, year: int) -> Choices:
    """The units of the body whose files the actor reads, and its campaigns of the year, in one query."""
    rows = session.connection().execute(_CHOICES, {"body_id": body_id, "year": year}).all()
    units = (ListedUnit(row.id, row.name, row.path) for row in rows if row.leg == "unit")
    campaigns = (row for row in rows if row.leg == "campaign" and may_read_campaigns(actor, body_path))
    return Choices(
        sorted((unit for unit in units if actor.may_at(Permission.NOMINATION_READ, unit.path)), key=lambda u: u.path),
        [ListedCampaign(row.id, row.name, CampaignKind(row.path), row.regime_id) for row in campaigns],
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
    ask = _question(session, actor, filters)
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
        .where(*ask.conditions)
        .order_by(Nomination.number)
    )
    return [ExportRow(*row) for row in ask.rows(query)]
