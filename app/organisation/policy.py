"""Who may read and change units and people. Without an actor the operator acts, from the command line."""

from collections.abc import Iterable
from uuid import UUID

from app.core.access import Actor, Permission


def may_read_unit(actor: Actor, path: str, *, is_external: bool) -> bool:
    """Roles read their subtree; bodies outside are named in public papers, so every reader may look at them."""
    if is_external:
        return actor.may(Permission.ORGANISATION_READ)
    return actor.may_at(Permission.ORGANISATION_READ, path)


def may_edit_unit(actor: Actor | None, path: str) -> bool:
    """An HR officer changes the units and the people of their own subtree."""
    return actor is None or actor.may_at(Permission.ORGANISATION_EDIT, path)


def may_keep_outside_body(actor: Actor | None) -> bool:
    """A body that stands beside the tree, such as a ministry, is kept by any HR officer."""
    return actor is None or actor.may(Permission.ORGANISATION_EDIT)


def may_read_person(actor: Actor, person_id: UUID, paths: Iterable[str]) -> bool:
    """People read their own record; roles read those who work or worked in their subtree."""
    return person_id == actor.person_id or any(actor.may_at(Permission.ORGANISATION_READ, path) for path in paths)


def may_edit_person(actor: Actor | None, present_path: str | None) -> bool:
    """An HR officer changes the record of those who work in their subtree, or worked there last."""
    return actor is None or (present_path is not None and may_edit_unit(actor, present_path))


def may_see_identity_number(actor: Actor, paths: Iterable[str]) -> bool:
    """The whole identity number is for HR officers of a unit to which the person belongs or belonged."""
    return any(actor.may_at(Permission.ORGANISATION_EDIT, path) for path in paths)
