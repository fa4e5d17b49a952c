"""``visible_to`` is the one answer to "may this actor know of this nomination"."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, column, false, or_, select, table
from sqlalchemy.orm import Session

from app.campaigns.queries import Campaign
from app.core.access import Actor, Permission
from app.core.database import within
from app.nominations.models import Nomination
from app.organisation.queries import Unit

_ITEM = table("agenda_item", column("meeting_id", Uuid()), column("nomination_id", Uuid()))
_MEETING = table("meeting", column("id", Uuid()), column("council_id", Uuid()), column("campaign_id", Uuid()))
"""Only keys are read here: nominations lie below the council and do not import it."""


def tabled_files(ids: Collection[UUID]) -> ColumnElement[bool]:
    """Return what is true of the agenda items of these files."""
    return _ITEM.c.nomination_id.in_(ids)


def tabled_in(body_id: UUID | ColumnElement[UUID], year: int | ColumnElement[int]) -> ColumnElement[bool]:
    """Return what is true of the agenda items of a body's year: a meeting takes files of its own campaign only."""
    campaigns = select(Campaign.id).where(Campaign.body_id == body_id, Campaign.year == year)
    return _MEETING.c.campaign_id.in_(campaigns)


def visible_to(
    actor: Actor, *, unit_joined: bool = False, tabled: ColumnElement[bool] | None = None
) -> ColumnElement[bool]:
    """Return the condition under which ``actor`` may know of a nomination.

    Roles see what their subtree nominates, and every file of a body within it; a council member sees the files tabled
    before that council; everybody sees what concerns themselves, from the draft on, because they write their report.
    Pages, counts, search, exports and files all add this condition. ``unit_joined``: the query joins the nominating
    unit already, so its path is read from there. ``tabled``: what is true of the agenda items of all files asked for;
    without it, a member's query gathers whatever was tabled in all years.
    """
    grounds = grounds_of(actor, unit_joined=unit_joined, tabled=tabled)
    return or_(*grounds) if grounds else false()


def grounds_of(
    actor: Actor,
    *,
    unit_joined: bool = False,
    tabled: ColumnElement[bool] | None = None,
    of_body_not_read: bool = False,
) -> list[ColumnElement[bool]]:
    """Return what ``visible_to`` joins, ground by ground: a long list finds the files of each in an index of its own.

    ``of_body_not_read``: all files asked for are of one body, which the actor does not read as a whole; so they are not
    of a body within the actor's units.
    """
    grounds: list[ColumnElement[bool]] = []
    roots = actor.paths(Permission.NOMINATION_READ)
    if roots:
        here = within(Unit.path, roots)
        subtree = select(Unit.id).where(here)
        # What arrived at a higher body is that body's file: who proposed it sees the outcome on its own.
        nominated = here if unit_joined else Nomination.unit_id.in_(subtree)
        grounds.append(nominated & ~Nomination.from_below)
        if not of_body_not_read:
            grounds.append(Nomination.body_id.in_(subtree.where(Unit.body_id == Unit.id)))
    if actor.person_id is not None:
        grounds.append((Nomination.person_id == actor.person_id) & ~Nomination.from_below)
    if actor.council_ids:
        items = select(_ITEM.c.nomination_id).join(_MEETING, _MEETING.c.id == _ITEM.c.meeting_id)
        before_them = items.where(_MEETING.c.council_id.in_(actor.council_ids))
        grounds.append(Nomination.id.in_(before_them if tabled is None else before_them.where(tabled)))
    return grounds


def may_see(session: Session, actor: Actor, nomination_id: UUID) -> bool:
    """Say whether the actor may know of this nomination: asked by the files attached to it."""
    visible = visible_to(actor, tabled=tabled_files([nomination_id]))
    query = select(Nomination.id).where(Nomination.id == nomination_id, visible)
    return session.scalar(query) is not None
