"""Who may read and who may set the rules of a body."""

from app.core.access import Actor, Permission


def may_read(actor: Actor, body_path: str) -> bool:
    """A rule is read by those whom it binds, in the body and below it, and by those who look at the body from above."""
    return any(root.startswith(body_path) or body_path.startswith(root) for root in actor.paths(Permission.RULE_READ))


def may_edit(actor: Actor, body_path: str) -> bool:
    """HR officers set the rules of the bodies in their subtree."""
    return actor.may_at(Permission.RULE_EDIT, body_path)
