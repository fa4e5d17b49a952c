"""Who may read, draft and sign the papers of a body, and who may look at an award record (design 4)."""

from uuid import UUID

from app.core.access import Actor, Permission


def may_read(actor: Actor, body_path: str) -> bool:
    """HR officers, the head and auditors of the body read its decisions and letters."""
    return actor.may_at(Permission.DECISION_READ, body_path)


def may_draft(actor: Actor, body_path: str) -> bool:
    """HR officers of the body draft its papers and record the answers of higher bodies."""
    return actor.may_at(Permission.DECISION_DRAFT, body_path)


def may_sign(actor: Actor, body_path: str) -> bool:
    """The head of the body signs its papers and may deviate from its council."""
    return actor.may_at(Permission.DECISION_SIGN, body_path)


def may_read_person_record(actor: Actor, person_id: UUID, unit_path: str | None) -> bool:
    """People see their own awards; roles see those of the people in their subtree."""
    if actor.person_id == person_id:
        return True
    return unit_path is not None and actor.may_at(Permission.NOMINATION_READ, unit_path)


def may_read_unit_record(actor: Actor, unit_path: str) -> bool:
    """Roles see the awards of the units in their subtree."""
    return actor.may_at(Permission.NOMINATION_READ, unit_path)
