"""Every select over nominations; ``visible_to`` is the one answer to "may this actor know of it"."""

from sqlalchemy import ColumnElement, false, or_, select, table, column, Uuid

from app.core.access import Actor, Permission
from app.core.database import within
from app.nominations.enums import Status
from app.nominations.models import Nomination, ReturnMark
from app.organisation.queries import Unit

_ITEM = table("agenda_item", column("meeting_id", Uuid()), column("nomination_id", Uuid()))
_MEETING = table("meeting", column("id", Uuid()), column("council_id", Uuid()))
"""Only keys are read here: nominations lie below the council and do not import it."""


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which ``actor`` may know of a nomination.

    Roles see their subtree; a council member sees the files tabled before that council; everybody sees what concerns
    themselves once it is submitted. Pages, counts, search, exports and files all add this condition.
    """
    grounds: list[ColumnElement[bool]] = []
    roots = actor.paths(Permission.NOMINATION_READ)
    if roots:
        grounds.append(Nomination.unit_id.in_(select(Unit.id).where(within(Unit.path, roots))))
    if actor.person_id is not None:
        grounds.append((Nomination.person_id == actor.person_id) & (Nomination.status != Status.DRAFT))
    if actor.council_ids:
        tabled = select(_ITEM.c.nomination_id).join(_MEETING, _MEETING.c.id == _ITEM.c.meeting_id)
        grounds.append(Nomination.id.in_(tabled.where(_MEETING.c.council_id.in_(actor.council_ids))))
    return or_(*grounds) if grounds else false()


__all__ = ["Nomination", "ReturnMark", "visible_to"]
