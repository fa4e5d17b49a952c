"""What became of the files of a meeting after its vote."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, select
from sqlalchemy.orm import Session

from app.council.enums import ItemStatus
from app.council.models import AgendaItem
from app.nominations.enums import Status
from app.nominations.queries import Nomination


@dataclass(frozen=True, slots=True)
class FileNow:
    """Where the file of an item stands now, and the last reason that was given for it."""

    nomination_id: UUID
    status: Status
    reason: str


_FILES_NOW: Final[Select[*tuple[Any, ...]]] = (  # Any: the item, and the columns of FileNow
    select(AgendaItem.id, Nomination.id, Nomination.status, Nomination.reason)
    .join(Nomination, Nomination.id == AgendaItem.nomination_id)
    .where(AgendaItem.meeting_id == bindparam("meeting", type_=Uuid()), AgendaItem.status == ItemStatus.CLOSED)
)


def files_now(session: Session, meeting_id: UUID) -> Mapping[UUID, FileNow]:
    """Where the files voted on stand now, by item."""
    rows = session.execute(_FILES_NOW, {"meeting": meeting_id})
    return {item_id: FileNow(*known) for item_id, *known in rows}
