"""The bodies that somebody may look at."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.core.access import Actor
from app.organisation.queries import UnitRow, bodies_within
from app.web.workplace import may_look_at


def bodies_to_choose(session: Session, actor: Actor) -> Sequence[UnitRow]:
    """The bodies in which the actor works or over which they hold a role, in tree order."""
    homes = (*(grant.body for grant in actor.grants), actor.own_body)
    roots = {*(body.path for body in homes if body), *(grant.path for grant in actor.grants)}
    return [body for body in bodies_within(session, roots) if may_look_at(actor, body.path)]
