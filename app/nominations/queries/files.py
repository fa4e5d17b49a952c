"""One file with everything its page shows, its marks, and the drafts that were made together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from app.campaigns.enums import CampaignKind, CampaignStatus
from app.campaigns.queries import Campaign
from app.core.access import Actor
from app.core.database import within
from app.eligibility.enums import Subject
from app.nominations.enums import Channel, Part, Status
from app.nominations.models import Nomination, NominationVerdict, ReturnMark
from app.nominations.queries.verdicts import KeptVerdict, kept_columns, kept_last
from app.nominations.queries.visibility import tabled_files, visible_to
from app.organisation.queries import Unit


@dataclass(frozen=True, slots=True)
class File:
    """A nomination with the names around it."""

    id: UUID
    version: int
    number: int
    year: int
    status: Status
    status_at: datetime
    subject: Subject
    person_id: UUID | None
    collective_id: UUID | None
    nominee_name: str
    nominee_post: str
    nominee_unit_name: str
    award_code: str
    regime_id: str
    channel: Channel
    to_unit_id: UUID | None
    summary: str
    report: str
    unit_met_on: date | None
    unit_votes_for: int | None
    unit_votes_total: int | None
    reason: str
    created_at: datetime
    campaign_id: UUID
    campaign_kind: CampaignKind
    campaign_name: str
    campaign_status: CampaignStatus
    unit_id: UUID
    unit_name: str
    unit_path: str
    body_id: UUID
    body_name: str
    body_path: str
    body_place: str
    above_name: str | None
    to_unit_name: str | None
    kept: KeptVerdict | None = None
    """What the law said last; read with one file only."""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A marked part of a returned file."""

    part: Part
    text: str
    marked_at: datetime
    answered_at: datetime | None


@cache
def _files() -> Select[*tuple[Any, ...]]:  # Any: the columns of File
    """Build the question once: naming one table four times costs more than asking."""
    unit, body, above, higher = aliased(Unit), aliased(Unit), aliased(Unit), aliased(Unit)
    return (
        select(
            Nomination.id,
            Nomination.version,
            Nomination.number,
            Nomination.year,
            Nomination.status,
            Nomination.status_at,
            Nomination.subject,
            Nomination.person_id,
            Nomination.collective_id,
            Nomination.nominee_name,
            Nomination.nominee_post,
            Nomination.nominee_unit_name,
            Nomination.award_code,
            Nomination.regime_id,
            Nomination.channel,
            Nomination.to_unit_id,
            Nomination.summary,
            Nomination.report,
            Nomination.unit_met_on,
            Nomination.unit_votes_for,
            Nomination.unit_votes_total,
            Nomination.reason,
            Nomination.created_at,
            Campaign.id,
            Campaign.kind,
            Campaign.name,
            Campaign.status,
            unit.id,
            unit.name,
            unit.path,
            body.id,
            body.name,
            body.path,
            body.place,
            above.name,
            higher.name,
        )
        .join(Campaign, Campaign.id == Nomination.campaign_id)
        .join(unit, unit.id == Nomination.unit_id)
        .join(body, body.id == Nomination.body_id)
        .outerjoin(above, above.id == body.parent_id)
        .outerjoin(higher, higher.id == Nomination.to_unit_id)
    )


@cache
def _files_with_verdict() -> Select[*tuple[Any, ...]]:  # Any: the columns of File and KeptVerdict
    last = aliased(NominationVerdict)
    return _files().add_columns(*kept_columns(last)).outerjoin(last, last.id == kept_last(NominationVerdict.id))


def file_of(session: Session, actor: Actor, nomination_id: UUID) -> File | None:
    """One file, or None when there is none that the actor may know of."""
    visible = visible_to(actor, tabled=tabled_files([nomination_id]))
    row = session.execute(_files_with_verdict().where(Nomination.id == nomination_id, visible)).one_or_none()
    if row is None:
        return None
    known, kept = row[:-5], row[-5:]
    return replace(File(*known), kept=KeptVerdict(*kept) if kept[0] else None)


def files_among(session: Session, actor: Actor, ids: Collection[UUID]) -> Sequence[File]:
    """The files among ``ids`` that the actor may know of, in the order in which they were made."""
    query = _files().where(Nomination.id.in_(ids), visible_to(actor, tabled=tabled_files(ids))).order_by(Nomination.id)
    return [File(*row) for row in session.execute(query)]


def files_drafted_together(session: Session, actor: Actor, file: File, *, most: int) -> Sequence[File]:
    """The drafts made in the same act as this one, itself among them, in the order of their numbers."""
    query = (
        _files()
        .where(
            Nomination.campaign_id == file.campaign_id,
            Nomination.created_at == file.created_at,
            Nomination.unit_id == file.unit_id,
            Nomination.status.in_([Status.DRAFT, Status.RETURNED]),
            visible_to(actor),
        )
        .order_by(Nomination.number)
        .limit(most)
    )
    return [File(*row) for row in session.execute(query)]


def draft_to_begin_with(
    session: Session, actor: Actor, *, roots: Sequence[str], body_id: UUID, year: int
) -> UUID | None:
    """A draft of these subtrees in this body and year: one whose summary is not written yet, of the last act first."""
    query = (
        select(Nomination.id)
        .join(Unit, Unit.id == Nomination.unit_id)
        .where(
            Nomination.body_id == body_id,
            Nomination.year == year,
            Nomination.status == Status.DRAFT,
            within(Unit.path, roots),
            visible_to(actor),
        )
        .order_by(Nomination.summary != "", Nomination.created_at.desc(), Nomination.number)
        .limit(1)
    )
    return session.scalar(query)


def marks_of(session: Session, nomination_id: UUID) -> Sequence[MarkRow]:
    """The marks of a file, the newest return first."""
    query = (
        select(ReturnMark.part, ReturnMark.text, ReturnMark.marked_at, ReturnMark.answered_at)
        .where(ReturnMark.nomination_id == nomination_id)
        .order_by(ReturnMark.marked_at.desc(), ReturnMark.id)
    )
    return [MarkRow(*row) for row in session.execute(query)]


def standing_of(
    session: Session, campaign_id: UUID, nominee_ids: Sequence[UUID]
) -> dict[UUID, list[tuple[str, str, int]]]:
    """For each of these people and units the nominations that stand in the campaign: award, regime, number."""
    query = (
        select(
            Nomination.person_id,
            Nomination.collective_id,
            Nomination.award_code,
            Nomination.regime_id,
            Nomination.number,
        )
        .where(
            Nomination.campaign_id == campaign_id,
            or_(Nomination.person_id.in_(nominee_ids), Nomination.collective_id.in_(nominee_ids)),
            Nomination.status.not_in([Status.WITHDRAWN, Status.REFUSED]),
        )
        .order_by(Nomination.number)
    )
    found: dict[UUID, list[tuple[str, str, int]]] = {}
    for person_id, collective_id, code, regime_id, number in session.execute(query):
        nominee_id = person_id or collective_id
        if nominee_id is not None:
            found.setdefault(nominee_id, []).append((code, regime_id, number))
    return found
