"""Who may read the register of certificates and issue them: those who read and draft the decisions they follow."""

from app.core.access import Actor, Permission


def may_read(actor: Actor, body_path: str) -> bool:
    """HR officers, the head and auditors of the body read its register."""
    return actor.may_at(Permission.DECISION_READ, body_path)


def may_issue(actor: Actor, body_path: str) -> bool:
    """HR officers of the body issue and reissue certificates and set how they are printed."""
    return actor.may_at(Permission.DECISION_DRAFT, body_path)
