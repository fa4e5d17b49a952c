"""What every act on a list needs: the right list in the right hands, in the right state."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.bonuses import policy
from app.bonuses.enums import ListStatus
from app.bonuses.models import BonusList
from app.core.access import Actor
from app.core.errors import NotAllowed, NotFound, TransitionError, check_version
from app.core.transaction import lock
from app.decisions.queries import body_facts

Right = Callable[[Actor, str], bool]


def check_right(session: Session, body_id: UUID, actor: Actor, right: Right) -> None:
    """Raise NotFound for who may not read the lists of a body, NotAllowed for who may not do this."""
    body = body_facts(session, body_id)
    if not policy.may_read(actor, body.path):
        raise NotFound
    if not right(actor, body.path):
        raise NotAllowed


def locked_list(session: Session, list_id: UUID, version: int, actor: Actor, right: Right) -> BonusList:
    """Return a list held for this act by one who may do it; raises StaleVersion when it changed meanwhile."""
    body_id = session.scalar(select(BonusList.body_id).where(BonusList.id == list_id))
    if body_id is None:
        raise NotFound
    check_right(session, body_id, actor, right)
    found = lock(session, BonusList, list_id)
    check_version(found, version)
    return found


def require_draft(found: BonusList) -> None:
    """What was approved is never computed again."""
    if found.status is not ListStatus.DRAFT:
        raise TransitionError(f"the bonus list is {found.status}")


def touch(found: BonusList) -> None:
    """Let the version grow although only the lines have changed."""
    flag_modified(found, "decided_on")
