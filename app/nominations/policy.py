"""Who may do what with a nomination; ``unit_path`` is the tree path of the nominating unit."""

from uuid import UUID

from app.core.access import Actor, Permission
from app.nominations.enums import Status
from app.nominations.rules import EDITABLE, SUPPLEMENTED, WITHDRAWABLE


def may_nominate(actor: Actor, unit_path: str) -> bool:
    """Say whether the actor drafts nominations for this unit."""
    return actor.may_at(Permission.NOMINATION_EDIT, unit_path)


def may_edit(actor: Actor, unit_path: str, status: Status) -> bool:
    """Say whether the actor may change a file: in the unit's hands, and theirs to write."""
    return status in EDITABLE and may_nominate(actor, unit_path)


def may_write_own_report(actor: Actor, person_id: UUID | None, status: Status) -> bool:
    """Say whether the actor is the nominee, whose own achievement report is still open."""
    return status in EDITABLE and is_nominee(actor, person_id)


def is_nominee(actor: Actor, person_id: UUID | None) -> bool:
    """Say whether the file is about the actor; a collective is nobody."""
    return person_id is not None and actor.person_id == person_id


def may_submit(actor: Actor, unit_path: str) -> bool:
    """Say whether the actor heads the unit, or a unit above it: an officer prepares, the head submits."""
    return actor.may_at(Permission.NOMINATION_SUBMIT, unit_path)


def may_verify(actor: Actor, unit_path: str) -> bool:
    """Say whether the actor verifies, returns and refuses the files of this unit."""
    return actor.may_at(Permission.NOMINATION_VERIFY, unit_path)


def may_answer(actor: Actor, unit_path: str, status: Status) -> bool:
    """Say whether the actor answers conditions now: the unit while it writes, the officer while verifying."""
    return may_verify(actor, unit_path) if status is Status.SUBMITTED else may_edit(actor, unit_path, status)


def may_supplement(actor: Actor, unit_path: str, status: Status) -> bool:
    """Say whether the actor adds papers to a file that has left the unit: the officer who verifies."""
    return status in SUPPLEMENTED and may_verify(actor, unit_path)


def may_withdraw(actor: Actor, unit_path: str, status: Status) -> bool:
    """Say whether the actor may take a file back: who writes a draft may drop it, once submitted only the head."""
    if status not in WITHDRAWABLE:
        return False
    return may_nominate(actor, unit_path) if status is Status.DRAFT else may_submit(actor, unit_path)


def may_explain_excess(actor: Actor, unit_path: str) -> bool:
    """Say whether the actor gives the reason for more than a ceiling allows: the head of the unit, or who verifies."""
    return may_submit(actor, unit_path) or may_verify(actor, unit_path)
