"""Who may read a file: the feature that owns the record says so, in a registry."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.access import Actor

MaySee = Callable[[Session, Actor, UUID], bool]
"""Says whether the actor may know of the record with this id, and so of its files."""

_PREDICATES: Final[dict[str, MaySee]] = {}


def register(owner: str, may_see: MaySee) -> None:
    """Name the predicate for the files of one kind of record, e.g. ``nomination``."""
    _PREDICATES[owner] = may_see


def may_read(session: Session, actor: Actor, owner: str, owner_id: UUID) -> bool:
    """Say whether the actor may read the files of a record; nobody may where no feature answers."""
    may_see = _PREDICATES.get(owner)
    return may_see is not None and may_see(session, actor, owner_id)
