"""Who may read and who may enter levels, by the tree path of the unit (design 4)."""

from app.core.access import Actor, Permission


def may_read(actor: Actor, unit_path: str) -> bool:
    """HR, the head of the body and auditors read the body; unit roles read their own subtree."""
    return actor.may_at(Permission.CLASSIFICATION_READ, unit_path)


def may_edit(actor: Actor, unit_path: str) -> bool:
    """HR officers enter, lock and unlock in their subtree."""
    return actor.may_at(Permission.CLASSIFICATION_EDIT, unit_path)
