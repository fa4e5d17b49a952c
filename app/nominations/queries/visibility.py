"""``visible_to`` is the one answer to "may this actor know of this nomination"."""

from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, column, false, or_, select, table
from sqlalchemy.orm import Session

from app.core.access import Actor, Permission
from app.core.database import within
from app.nominations.models import Nomination
from app.organisation.queries import Unit

_ITEM = table("agenda_item", column("meeting_id", Uuid()), column("nomination_id", Uuid()))
_MEETING = table("meeting", column("id", Uuid()), column("council_id", Uuid()))
"""Only keys are read here: nominations lie below the council and do not import it."""


def visible_to(actor: Actor, *, unit_joined: bool = False) -> ColumnElement[bool]:
    """Return the condition under which ``actor`` may know of a nomination.

    Roles see what their subtree nominates, and every file of a body within it; a council member sees the files tabled
    before that council; everybody sees what concerns themselves, from the draft on, because they write their report.
    Pages, counts, search, exports and files all add this condition. ``unit_joined``: the query joins the nominating
    unit already, so its path is read from there.
    """
    grounds: list[ColumnElement[bool]] = []
    roots = actor.paths(Permission.NOMINATION_READ)
    if roots:
        here = within(Unit.path, roots)
        subtree = select(Unit.id).where(here)
        grounds.append(here if unit_joined else Nomination.unit_id.in_(subtree))
        grounds.append(Nomination.body_id.in_(subtree.where(Unit.body_id == Unit.id)))
    if actor.person_id is not None:
        grounds.append(Nomination.person_id == actor.person_id)
    if actor.council_ids:
        tabled = select(_ITEM.c.nomination_id).join(_MEETING, _MEETING.c.id == _ITEM.c.meeting_id)
        grounds.append(Nomination.id.in_(tabled.where(_MEETING.c.council_id.in_(actor.council_ids))))
    return or_(*grounds) if grounds else false()


def may_see(session: Session, actor: Actor, nomination_id: UUID) -> bool:
    """Say whether the actor may know of this nomination: asked by the files attached to it."""
    query = select(Nomination.id).where(Nomination.id == nomination_id, visible_to(actor))
    return session.scalar(query) is not None
