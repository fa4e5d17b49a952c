"""Who may read and keep records. The record of a person follows the person: it lies where they work, or worked last."""

from typing import Final
from uuid import UUID

from app.core.access import Actor, Permission, Role

READS_CASES: Final = frozenset({Role.HR_OFFICER, Role.HEAD_OF_BODY, Role.AUDITOR})
"""What is open against somebody is kept from the unit and from the person."""


def may_read(actor: Actor, path: str) -> bool:
    """Roles read the records of their subtree."""
    return actor.may_at(Permission.RECORD_READ, path)


def may_read_person(actor: Actor, person_id: UUID, path: str | None) -> bool:
    """People read their own record; roles read those who work in their subtree, or worked there last."""
    return actor.person_id == person_id or (path is not None and may_read(actor, path))


def may_edit(actor: Actor, path: str | None) -> bool:
    """An HR officer keeps the records of their subtree."""
    return path is not None and actor.may_at(Permission.RECORD_EDIT, path)


def case_paths(actor: Actor) -> tuple[str, ...]:
    """Return the subtrees in which the actor may know what is open against people and units."""
    return tuple(sorted({grant.path for grant in actor.grants if grant.role in READS_CASES}))


def may_read_cases(actor: Actor, path: str | None, person_id: UUID | None = None) -> bool:
    """HR, the head of the body and auditors know of open cases, though never of their own."""
    own = person_id is not None and person_id == actor.person_id
    return not own and path is not None and any(path.startswith(root) for root in case_paths(actor))
