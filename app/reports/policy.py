"""Who may read the figures of a unit."""

from app.core.access import Actor, Permission


def may_read(actor: Actor, unit_path: str) -> bool:
    """Say whether the actor may read the report of the unit with this tree path."""
    return actor.may_at(Permission.REPORT_READ, unit_path)
