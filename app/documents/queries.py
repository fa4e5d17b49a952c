"""Every select over attached files."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.documents.models import Attachment


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """An attached file as pages show it."""

    id: UUID
    owner: str
    owner_id: UUID
    file_name: str
    media_type: str
    size_bytes: int
    sha256: str
    uploaded_at: datetime
    paper: str = ""


_COLUMNS = (
    Attachment.id,
    Attachment.owner,
    Attachment.owner_id,
    Attachment.file_name,
    Attachment.media_type,
    Attachment.size_bytes,
    Attachment.sha256,
    Attachment.uploaded_at,
    Attachment.paper,
)


def attachments_of(session: Session, owner_id: UUID) -> Sequence[AttachmentRow]:
    """The files of one record that were not removed, oldest first, those of one upload by name."""
    query = (
        select(*_COLUMNS)
        .where(Attachment.owner_id == owner_id, Attachment.removed_at.is_(None))
        .order_by(Attachment.uploaded_at, Attachment.file_name, Attachment.id)
    )
    return [AttachmentRow(*row) for row in session.execute(query)]


def attachment(session: Session, attachment_id: UUID) -> AttachmentRow | None:
    """One file that was not removed."""
    query = select(*_COLUMNS).where(Attachment.id == attachment_id, Attachment.removed_at.is_(None))
    row = session.execute(query).one_or_none()
    return AttachmentRow(*row) if row else None


def owners_with_attachments(session: Session, owner_ids: Collection[UUID]) -> set[UUID]:
    """Those of these records that have a file."""
    query = select(Attachment.owner_id).where(Attachment.owner_id.in_(owner_ids), Attachment.removed_at.is_(None))
    return set(session.scalars(query.distinct()))


def attachment_count(session: Session, owner_id: UUID) -> int:
    """How many files a record has."""
    query = select(func.count()).where(Attachment.owner_id == owner_id, Attachment.removed_at.is_(None))
    return session.scalar(query) or 0


def files_held(session: Session, owner: str, owner_id: UUID) -> Sequence[Attachment]:
    """The files of one record that were not removed, whole, for an act on them."""
    query = select(Attachment).where(
        Attachment.owner == owner, Attachment.owner_id == owner_id, Attachment.removed_at.is_(None)
    )
    return session.scalars(query.order_by(Attachment.uploaded_at, Attachment.id)).all()


def files_held_by(session: Session, owner: str, owner_ids: Collection[UUID]) -> Sequence[Attachment]:
    """The files of these records that were not removed, whole, for an act on them."""
    query = select(Attachment).where(
        Attachment.owner == owner, Attachment.owner_id.in_(owner_ids), Attachment.removed_at.is_(None)
    )
    return session.scalars(query.order_by(Attachment.uploaded_at, Attachment.id)).all()
