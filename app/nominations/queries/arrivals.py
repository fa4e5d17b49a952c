"""Files that arrived from a body below: where they stand now, and how reports count them once."""

from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.nominations.enums import LinkKind
from app.nominations.models import Nomination, NominationInitiative, NominationLink, NominationTick

ARRIVED: Final = aliased(NominationLink, name="arrived_link")
ARRIVED_HIGHER: Final = aliased(NominationLink, name="arrived_higher_link")
HOLDING: Final = func.coalesce(ARRIVED_HIGHER.nomination_id, ARRIVED.nomination_id, Nomination.id)
"""The file on which the award of a file stands: its own, or that of the last body to which it went (at most two up)."""
ON_ARRIVED: Final = and_(ARRIVED.from_id == Nomination.id, ARRIVED.kind == LinkKind.ARRIVED)
ON_ARRIVED_HIGHER: Final = and_(
    ARRIVED_HIGHER.from_id == ARRIVED.nomination_id, ARRIVED_HIGHER.kind == LinkKind.ARRIVED
)


def counted_once(inside: Select[UUID]) -> ColumnElement[bool]:
    """Return the condition that counts a proposal once: at the addressee when that lies inside, else where it began.

    ``inside`` are the units of the report.
    """
    at_addressee = aliased(Nomination, name="at_addressee")
    went_on = (
        select(NominationLink.from_id)
        .join(at_addressee, at_addressee.id == NominationLink.nomination_id)
        .where(NominationLink.kind == LinkKind.ARRIVED, at_addressee.body_id.in_(inside))
    )
    # In this order: few files came from below or were proposed to a body inside, and only those are looked up.
    here = or_(~Nomination.from_below, Nomination.body_id.in_(inside))
    stayed = or_(Nomination.to_unit_id.is_(None), Nomination.to_unit_id.not_in(inside), Nomination.id.not_in(went_on))
    return here & stayed


def arrived_as(session: Session, ids: Collection[UUID]) -> Mapping[UUID, UUID]:
    """As which file each of these has arrived at the addressee; those that have not are left out."""
    query = select(NominationLink.from_id, NominationLink.nomination_id).where(
        NominationLink.from_id.in_(ids), NominationLink.kind == LinkKind.ARRIVED
    )
    return {row[0]: row[1] for row in session.execute(query)}


def came_from(session: Session, ids: Collection[UUID]) -> Mapping[UUID, UUID]:
    """From which file of a body below each of these came; those that began here are left out."""
    query = select(NominationLink.nomination_id, NominationLink.from_id).where(
        NominationLink.nomination_id.in_(ids), NominationLink.kind == LinkKind.ARRIVED
    )
    return {row[0]: row[1] for row in session.execute(query)}


def files_of(session: Session, ids: Collection[UUID]) -> list[Nomination]:
    """These files whole, in the order of ``ids``."""
    order: Final = {each: place for place, each in enumerate(ids)}
    query = select(Nomination).where(Nomination.id.in_(order)).execution_options(populate_existing=True)
    return sorted(session.scalars(query), key=lambda file: order[file.id])


def ticks_held_by(session: Session, ids: Collection[UUID]) -> list[NominationTick]:
    """The answers of officers that these files hold."""
    return list(session.scalars(select(NominationTick).where(NominationTick.nomination_id.in_(ids))))


def initiatives_named_by(session: Session, ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """The initiatives that these files rest on: file and initiative."""
    columns: Any = (NominationInitiative.nomination_id, NominationInitiative.initiative_id)  # Any: two ids
    return [
        (file_id, initiative_id)
        for file_id, initiative_id in session.execute(
            select(*columns).where(NominationInitiative.nomination_id.in_(ids))
        )
    ]
