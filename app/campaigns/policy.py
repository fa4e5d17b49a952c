"""Who may read and who may run a campaign (design 4)."""

from app.core.access import Actor, Permission, Role


def may_read(actor: Actor, body_path: str) -> bool:
    """Every person reads the campaigns of the body they work in or act for; roles above read those below."""
    return body_path in homes(actor) or actor.may_at(Permission.CAMPAIGN_READ, body_path)


def homes(actor: Actor) -> frozenset[str]:
    """Return the paths of the bodies whose campaigns concern the actor; an administrator's role names none."""
    bodies = [actor.own_body, *(grant.body for grant in actor.grants if grant.role is not Role.ADMIN)]
    return frozenset(body.path for body in bodies if body)


def may_manage(actor: Actor, body_path: str) -> bool:
    """HR officers plan, edit, move on and extend the campaigns of their body."""
    return actor.may_at(Permission.CAMPAIGN_MANAGE, body_path)
