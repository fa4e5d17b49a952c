"""Who may manage accounts."""

from uuid import UUID

from app.core.access import Actor, Permission
from app.core.errors import NotAllowed


def require_may_open(actor: Actor | None) -> None:
    """Let administrators and the operator at the console (None) pass; raises NotAllowed."""
    if actor is not None and not actor.may(Permission.ACCOUNT_MANAGE):
        raise NotAllowed


def may_grant(actor: Actor | None, *, user_id: UUID, unit_path: str) -> bool:
    """Say whether the actor may give or take roles over a unit: an administrator there, and never to themselves."""
    if actor is None:
        return True
    return actor.user_id != user_id and actor.may_at(Permission.ACCOUNT_MANAGE, unit_path)
