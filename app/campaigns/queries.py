"""Every select over campaigns and their calendar."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, literal, or_, select
from sqlalchemy.orm import Session, aliased

from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.campaigns.models import Campaign, CampaignAward, CampaignPhase
from app.core.access import Actor
from app.core.database import within
from app.eligibility.rulebook import rulebooks
from app.organisation.enums import Authority
from app.organisation.queries import Unit

TRAIL_PLACES: Final = {"campaign": (select(Campaign.id, Unit.path).join(Unit, Unit.id == Campaign.body_id),)}
"""Where campaigns lie in the tree: who audits that place reads what the trail says of them."""


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign as a list shows it, with the days of the phase it stands in (before the first: of the first)."""

    id: UUID
    body_id: UUID
    body_name: str
    year: int
    kind: CampaignKind
    name: str
    regime_id: str
    status: CampaignStatus
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class CampaignFile:
    """A campaign as its page shows it."""

    id: UUID
    version: int
    body_id: UUID
    body_name: str
    body_path: str
    year: int
    kind: CampaignKind
    name: str
    regime_id: str
    legal_basis: str
    to_unit_id: UUID | None
    to_unit_name: str | None
    status: CampaignStatus


_PHASE_SHOWN = case((Campaign.status == CampaignStatus.PLANNED, literal(Phase.OPEN.value)), else_=Campaign.status)


def _rows(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:  # Any: the columns of CampaignRow
    return (
        select(
            Campaign.id,
            Campaign.body_id,
            Unit.name,
            Campaign.year,
            Campaign.kind,
            Campaign.name,
            Campaign.regime_id,
            Campaign.status,
            CampaignPhase.starts_on,
            CampaignPhase.ends_on,
        )
        .join(Unit, Unit.id == Campaign.body_id)
        .outerjoin(CampaignPhase, and_(CampaignPhase.campaign_id == Campaign.id, CampaignPhase.phase == _PHASE_SHOWN))
        .where(condition)
        .order_by(Campaign.kind.desc(), CampaignPhase.starts_on.nulls_last(), Campaign.id)
    )


def campaigns_of(session: Session, body_id: UUID, year: int) -> list[CampaignRow]:
    """All campaigns of a body in a year, the yearly one first."""
    query = _rows((Campaign.body_id == body_id) & (Campaign.year == year))
    return [CampaignRow(*row) for row in session.execute(query)]


def open_campaigns(session: Session, scope: Iterable[UUID | str], on: date) -> list[CampaignRow]:
    """Campaigns that take nominations on a day.

    ``scope`` holds ids of bodies, or tree paths: a path stands for the bodies that its units belong to.
    """
    places = list(scope)
    roots = [place for place in places if isinstance(place, str)]
    bodies = [place for place in places if isinstance(place, UUID)]
    grounds: list[ColumnElement[bool]] = []
    if bodies:
        grounds.append(Campaign.body_id.in_(bodies))
    if roots:
        grounds.append(Campaign.body_id.in_(select(Unit.body_id).where(within(Unit.path, roots))))
    condition = (or_(*grounds) if grounds else false()) & (Campaign.status == CampaignStatus.OPEN)
    query = _rows(condition & (CampaignPhase.starts_on <= on) & (CampaignPhase.ends_on >= on))
    return [CampaignRow(*row) for row in session.execute(query)]


def campaign_file(session: Session, campaign_id: UUID) -> CampaignFile | None:
    """One campaign with the names of its bodies."""
    launched_by = aliased(Unit)
    query: Select[*tuple[Any, ...]] = (  # Any: the columns of CampaignFile
        select(
            Campaign.id,
            Campaign.version,
            Campaign.body_id,
            Unit.name,
            Unit.path,
            Campaign.year,
            Campaign.kind,
            Campaign.name,
            Campaign.regime_id,
            Campaign.legal_basis,
            Campaign.to_unit_id,
            launched_by.name,
            Campaign.status,
        )
        .join(Unit, Unit.id == Campaign.body_id)
        .outerjoin(launched_by, launched_by.id == Campaign.to_unit_id)
        .where(Campaign.id == campaign_id)
    )
    rows = [CampaignFile(*row) for row in session.execute(query)]
    return rows[0] if rows else None


def phases_of(session: Session, campaign_id: UUID) -> dict[Phase, tuple[date, date]]:
    """First and last day of each phase, in order."""
    query = select(CampaignPhase.phase, CampaignPhase.starts_on, CampaignPhase.ends_on).where(
        CampaignPhase.campaign_id == campaign_id
    )
    found: Mapping[Phase, tuple[date, date]] = {
        phase: (starts_on, ends_on) for phase, starts_on, ends_on in session.execute(query)
    }
    return {phase: found[phase] for phase in Phase if phase in found}


def campaign_awards(session: Session, campaign_id: UUID) -> list[str]:
    """Codes of the awards open in a campaign, in the official order of its regime."""
    query = (
        select(CampaignAward.award_code, Campaign.regime_id)
        .join(Campaign, Campaign.id == CampaignAward.campaign_id)
        .where(CampaignAward.campaign_id == campaign_id)
    )
    rows = session.execute(query).all()
    if not rows:
        return []
    order = list(rulebooks().regime(rows[0].regime_id).awards)
    return sorted((row.award_code for row in rows), key=order.index)


def has_yearly(session: Session, body_id: UUID, year: int, *, other_than: UUID | None = None) -> bool:
    """Whether the body has a yearly campaign for this year already."""
    condition = ((Campaign.body_id == body_id) & (Campaign.year == year) & (Campaign.kind == CampaignKind.YEARLY)) & (
        Campaign.id != other_than if other_than else Campaign.id.is_not(None)
    )
    return bool(session.scalar(select(exists().where(condition))))


def launching_bodies(session: Session, body_path: str) -> list[tuple[UUID, str]]:
    """Bodies that can launch a theme for this one: those above it, and external ones; never those beside it."""
    above = [body_path[: index + 1] for index, sign in enumerate(body_path[:-1]) if sign == "."]
    query = (
        select(Unit.id, Unit.name)
        .where(Unit.authority != Authority.NONE, Unit.is_external | Unit.path.in_(above), Unit.valid_to.is_(None))
        .where(Unit.path != body_path)
        .order_by(Unit.is_external.desc(), Unit.path)
    )
    return [(unit_id, name) for unit_id, name in session.execute(query)]


MeterSource = Callable[[Session, CampaignFile, Actor, date], object]
"""Gives what the page of a campaign shows of its ceilings, None for who may not see them."""

_METERS: Final[list[MeterSource]] = []


def lend_meters(source: MeterSource) -> None:
    """Learn who counts the nominations of a campaign against their ceilings: a feature above this one."""
    _METERS[:] = [source]


def meters_of(session: Session, campaign: CampaignFile, actor: Actor, on: date) -> object:
    """The ceilings of a campaign as lent for its page, for those who may see them."""
    return next((source(session, campaign, actor, on) for source in _METERS), None)


__all__ = [
    "Campaign",
    "CampaignAward",
    "CampaignFile",
    "CampaignPhase",
    "CampaignRow",
    "campaign_awards",
    "campaign_file",
    "campaigns_of",
    "has_yearly",
    "launching_bodies",
    "lend_meters",
    "meters_of",
    "open_campaigns",
    "phases_of",
]
