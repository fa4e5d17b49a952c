"""Who may read, propose, decide and enter levels, by the tree path of the unit (design 4)."""

from uuid import UUID

from app.core.access import Actor, Permission


def may_read(actor: Actor, unit_path: str) -> bool:
    """HR, the head of the body and auditors read the body; unit roles read their own subtree."""
    return actor.may_at(Permission.CLASSIFICATION_READ, unit_path)


def may_edit(actor: Actor, unit_path: str) -> bool:
    """HR officers enter, lock and unlock in their subtree."""
    return actor.may_at(Permission.CLASSIFICATION_EDIT, unit_path)


def may_propose(actor: Actor, unit_path: str) -> bool:
    """Unit officers, unit heads and HR officers enter the unit's meeting and its proposals in their subtree."""
    return actor.may_at(Permission.CLASSIFICATION_PROPOSE, unit_path)


def may_decide(actor: Actor, unit_path: str) -> bool:
    """The head of the body decides; an HR officer records the decision that the head signed."""
    return actor.may_at(Permission.CLASSIFICATION_DECIDE, unit_path) or may_edit(actor, unit_path)


def may_answer(actor: Actor, unit_path: str) -> bool:
    """Objections are answered by those who decide."""
    return may_decide(actor, unit_path)


def is_own(actor: Actor, person_id: UUID | None) -> bool:
    """Say whether an entry is about the actor."""
    return person_id is not None and actor.person_id == person_id
