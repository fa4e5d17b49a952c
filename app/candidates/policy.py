"""Who looks over the candidates of which units."""

from collections.abc import Sequence

from app.core.access import Actor, Permission


def roots_within(actor: Actor, body_path: str) -> Sequence[str]:
    """Return the subtrees of a body over which the actor sees who is eligible."""
    roots = actor.paths(Permission.CANDIDATE_READ)
    if any(body_path.startswith(root) for root in roots):
        return [body_path]
    return [root for root in roots if root.startswith(body_path)]
