"""Files that people attach to a record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Identified, UtcDateTime


class Attachment(Identified, Base):
    """One attached file; its bytes lie in the store under their SHA-256."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("size_bytes >= 0", name="size"),
        Index("ix_attachment_owner_id_uploaded_at", "owner_id", "uploaded_at"),
    )

    owner: Mapped[str] = mapped_column(String(40))
    """Kind of record it belongs to, e.g. ``nomination``."""
    owner_id: Mapped[UUID]
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size_bytes: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_by: Mapped[UUID | None]
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime())
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    paper: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    """Which paper of the file it is, in the words of the feature that owns the record; empty: not said."""
