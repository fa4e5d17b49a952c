"""Files of a nomination: attached and taken off by those who write it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, TransitionError
from app.core.transaction import transaction
from app.documents.services import Upload, attach, remove
from app.documents.store import Store
from app.nominations import policy, rules
from app.nominations.services.contents import hold

OWNER = "nomination"


def attach_files(
    nomination_id: UUID, uploads: Sequence[Upload], *, actor: Actor, at: datetime, store: Store, limit: int
) -> list[UUID]:
    """Keep these files with a draft or a returned nomination, all or none."""
    with transaction() as session:
        _require_writer(session, nomination_id, actor=actor, at=at)
        return attach(session, OWNER, nomination_id, uploads, actor=actor, at=at, store=store, limit=limit)


def detach_file(nomination_id: UUID, attachment_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Take a file off a draft or a returned nomination."""
    with transaction() as session:
        _require_writer(session, nomination_id, actor=actor, at=at)
        remove(session, attachment_id, owner=OWNER, owner_id=nomination_id, actor=actor, at=at)


def _require_writer(session: Session, nomination_id: UUID, *, actor: Actor, at: datetime) -> None:
    [file] = hold(session, [nomination_id], actor=actor)
    status = file.nomination.status
    if not policy.may_nominate(actor, file.unit_path):
        raise NotAllowed
    if status not in rules.EDITABLE:
        raise TransitionError(f"files of a {status} nomination stay as they are")
    require_phase(session, file.nomination.campaign_id, *rules.WRITING_PHASES[status], on=local_day(at))
