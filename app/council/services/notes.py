"""A member's own notes on the files: nobody else reads them, and no trail tells of them."""

from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.access import Actor
from app.core.errors import NotFound, Problem, RuleBroken
from app.core.text import nfc_block
from app.core.transaction import lock, transaction
from app.council.queries import AgendaItem, CouncilMember
from app.council.queries.notes import note_held, remove_note
from app.council.services.sitting import member_seat

MAX_NOTE: Final = 4_000


def write_note(item_id: UUID, text: str, *, actor: Actor) -> None:
    """Keep what a member notes about a file for themselves; an empty text removes the note.

    There is no event: even that somebody made a note on a file would tell others what they think about.
    """
    written = nfc_block(text)
    if len(written) > MAX_NOTE:
        raise RuleBroken(Problem(_l("At most %(most)s characters fit here.", most=MAX_NOTE), "text"))
    with transaction() as session:
        meeting_id = session.scalar(select(AgendaItem.meeting_id).where(AgendaItem.id == item_id))
        if meeting_id is None:
            raise NotFound
        chair = member_seat(session, meeting_id, actor)
        # The member's own seat: two windows of one member wait for each other, and nobody else does.
        lock(session, CouncilMember, chair.member_id)
        _write(session, item_id, chair.member_id, written)


def _write(session: Session, item_id: UUID, member_id: UUID, text: str) -> None:
    if text:
        note_held(session, item_id, member_id).text = text
    else:
        remove_note(session, item_id, member_id)
