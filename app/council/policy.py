"""Who may do what in a council (design 4)."""

from uuid import UUID

from app.core.access import Actor, Permission
from app.council.enums import CouncilRole


def may_see(actor: Actor, *, council_id: UUID, body_path: str) -> bool:
    """Say whether the actor may know of the council: its members, and roles over its body."""
    return council_id in actor.council_ids or actor.may_at(Permission.COUNCIL_READ, body_path)


def may_manage(actor: Actor, *, body_path: str) -> bool:
    """Say whether the actor may establish councils of the body and change their members."""
    return actor.may_at(Permission.COUNCIL_MANAGE, body_path)


def may_run(actor: Actor, *, body_path: str, my_role: CouncilRole | None) -> bool:
    """Say whether the actor may prepare and run meetings: the HR officer, and the secretary of this council.

    ``my_role`` is the seat in force of the actor in the council.
    """
    return may_manage(actor, body_path=body_path) or my_role is CouncilRole.SECRETARY


def may_vote(actor: Actor, *, council_id: UUID) -> bool:
    """Say whether the actor sits in the council; the electors of an item are narrower still."""
    return actor.person_id is not None and council_id in actor.council_ids and actor.may(Permission.VOTE_CAST)
