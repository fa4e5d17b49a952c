"""What stands around the list of nominations: the choices of its filters, and its export."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, bindparam, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import Session, aliased

from app.campaigns.enums import CampaignKind
from app.campaigns.policy import may_read as may_read_campaigns
from app.campaigns.queries import Campaign
from app.core.access import Actor, Permission
from app.eligibility.enums import Subject
from app.nominations.enums import Status
from app.nominations.models import Nomination
from app.nominations.queries.links import LOWERED_TO
from app.nominations.queries.narrowing import Filters, WrittenId, conditions, values_of
from app.nominations.queries.pages import seeing_part, seen_by
from app.nominations.queries.verdicts import EXCEPTION_KEPT
from app.organisation.enums import Gender, StaffGroup, UnitKind
from app.organisation.queries import Membership, Person, Unit, active_on

MOST_UNITS: Final = 500


@dataclass(frozen=True, slots=True)
class ListedUnit:
    id: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class ListedCampaign:
    id: str
    name: str
    kind: CampaignKind
    regime_id: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of the page can be set to."""

    units: Sequence[ListedUnit]
    campaigns: Sequence[ListedCampaign]


def _choices_query() -> CompoundSelect[*tuple[Any, ...]]:  # Any: columns of several types
    unit_id, campaign_id = (type_coerce(each.id, WrittenId()).label("id") for each in (Unit, Campaign))
    units = (
        select(literal("unit").label("leg"), unit_id, Unit.name, Unit.path, null().label("regime_id"))
        .where(Unit.body_id == bindparam("body_id"))
        .limit(MOST_UNITS)
        .subquery()
    )
    campaigns = select(literal("campaign"), campaign_id, Campaign.name, Campaign.kind, Campaign.regime_id).where(
        Campaign.body_id == bindparam("body_id"), Campaign.year == bindparam("year")
    )
    return union_all(select(units), campaigns)


_CHOICES: Final = _choices_query()


def filter_choices(session: Session, actor: Actor, *, body_id: UUID, body_path: str, year: int) -> Choices:
    """The units of the body whose files the actor reads, and its campaigns of the year, in one query."""
    rows = session.connection().execute(_CHOICES, {"body_id": body_id, "year": year}).all()
    read = actor.paths(Permission.NOMINATION_READ)
    units = (ListedUnit(row.id, row.name, row.path) for row in rows if row.leg == "unit" and row.path.startswith(read))
    campaigns = (row for row in rows if row.leg == "campaign" and may_read_campaigns(actor, body_path))
    return Choices(
        sorted(units, key=lambda unit: unit.path),
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
    exception_reason: str | None
    lowered_to: str | None
    """The lower award that the council adopted in the place of this one."""


def export_rows(session: Session, actor: Actor, filters: Filters, *, on: date) -> Sequence[ExportRow]:
    """Everything the filters find, in the order of numbers, with what the lists say of people on the reference day."""
    values, seeing = values_of(filters), seeing_part(actor, filters)
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
            EXCEPTION_KEPT,
            LOWERED_TO,
        )
        .join(nominating, nominating.id == Nomination.unit_id)
        .outerjoin(Person, Person.id == Nomination.person_id)
        .outerjoin(Membership, (Membership.person_id == Person.id) & active_on(on))
        .outerjoin(collective, collective.id == Nomination.collective_id)
        .where(*conditions(values), *seen_by(seeing))
        .order_by(Nomination.number)
    )
    return [ExportRow(*row) for row in session.execute(query, values)]
