"""Files that arrived from a body below, and the condition by which they are told from the body's own."""

from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.nominations.enums import LinkKind
from app.nominations.models import Nomination, NominationInitiative, NominationLink, NominationTick

_OWN = aliased(NominationLink, name="own_link")
_FIRST = aliased(NominationLink, name="first_link")
_SECOND = aliased(NominationLink, name="second_link")


ARRIVED: Final = aliased(NominationLink, name="arrived_link")
ARRIVED_HIGHER: Final = aliased(NominationLink, name="arrived_higher_link")
HOLDING: Final = func.coalesce(ARRIVED_HIGHER.nomination_id, ARRIVED.nomination_id, Nomination.id)
"""The file on which the award of a file stands: its own, or that of the last body to which it went (at most two up)."""
ON_ARRIVED: Final = and_(ARRIVED.from_id == Nomination.id, ARRIVED.kind == LinkKind.ARRIVED)
ON_ARRIVED_HIGHER: Final = and_(
    ARRIVED_HIGHER.from_id == ARRIVED.nomination_id, ARRIVED_HIGHER.kind == LinkKind.ARRIVED
)


def came_from_below() -> ColumnElement[bool]:
    """Return what is true of a file that arrived, or that was proposed in the place of one that did (twice at most).

    Asked file by file along the keys of the links, so that only files which pass everything else are looked up.
    """
    here = exists(all_from_below().where(_OWN.nomination_id == Nomination.id).correlate(Nomination))
    return and_(_anything_arrived(), here)


def _anything_arrived() -> ColumnElement[bool]:
    """Return whether any file ever arrived, asked once: where none did, no index need be left for the sake of an id."""
    link = aliased(NominationLink, name="any_link")
    return exists(select(link.nomination_id).where(link.kind == LinkKind.ARRIVED).correlate(None))


def all_from_below() -> Select[UUID]:
    """Return the ids of all such files, for counts that look at whole years: asked once, not file by file."""
    arrived = LinkKind.ARRIVED
    return (
        select(_OWN.nomination_id)
        .outerjoin(_FIRST, _FIRST.nomination_id == _OWN.from_id)
        .outerjoin(_SECOND, _SECOND.nomination_id == _FIRST.from_id)
        .where(
            or_(
                _OWN.kind == arrived,
                (_OWN.kind == LinkKind.LOWERED) & (_FIRST.kind == arrived),
                (_OWN.kind == LinkKind.LOWERED) & (_FIRST.kind == LinkKind.LOWERED) & (_SECOND.kind == arrived),
            )
        )
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
    from_below = or_(Nomination.body_id.in_(inside), Nomination.id.not_in(all_from_below()))
    return or_(~_anything_arrived(), from_below & Nomination.id.not_in(went_on))


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
