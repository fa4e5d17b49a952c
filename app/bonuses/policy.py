"""Who may read, prepare and approve bonus lists: those who read, draft and sign the decisions they follow."""

from app.core.access import Actor, Permission


def may_read(actor: Actor, body_path: str) -> bool:
    """HR officers, the head and auditors of the body read its bonus lists."""
    return actor.may_at(Permission.DECISION_READ, body_path)


def may_prepare(actor: Actor, body_path: str) -> bool:
    """HR officers of the body make its lists, answer what is asked, record what was paid and what came back."""
    return actor.may_at(Permission.DECISION_DRAFT, body_path)


def may_approve(actor: Actor, body_path: str) -> bool:
    """The head of the body approves its lists."""
    return actor.may_at(Permission.DECISION_SIGN, body_path)
