"""Who may read, who may register, who keeps the register (design 4)."""

from app.core.access import Actor, Permission


def may_read(actor: Actor, unit_path: str) -> bool:
    """HR, the head of the body and auditors read the body; unit roles read their own subtree."""
    return actor.may_at(Permission.REGISTRATION_READ, unit_path)


def may_register(actor: Actor, unit_path: str) -> bool:
    """Unit officers and heads register for their subtree, HR officers for the body."""
    return actor.may_at(Permission.REGISTRATION_EDIT, unit_path)


def may_keep(actor: Actor, body_path: str) -> bool:
    """HR officers open and close the register, and mend it afterwards, as they keep the campaigns."""
    return actor.may_at(Permission.CAMPAIGN_MANAGE, body_path)
