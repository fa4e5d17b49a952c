"""The one row that holds a member's note on a file."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.council.models import MemberNote


def note_held(session: Session, item_id: UUID, member_id: UUID) -> MemberNote:
    """The note of a member on a file, a new and empty one where there is none."""
    note = session.get(MemberNote, (item_id, member_id), populate_existing=True)
    if note is None:
        note = MemberNote(item_id=item_id, member_id=member_id, text="")
        session.add(note)
    return note


def remove_note(session: Session, item_id: UUID, member_id: UUID) -> None:
    """Take a note away; there may be none."""
    session.execute(delete(MemberNote).where(MemberNote.item_id == item_id, MemberNote.member_id == member_id))
