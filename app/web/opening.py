"""What a reader has to answer before a record opens: a feature above the one that owns the record says so here."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.access import Actor

Question = Callable[[Session, Actor, UUID], str | None]
"""Returns the address of the page that asks, or None where this reader has nothing to answer."""

_QUESTIONS: Final[dict[str, Question]] = {}


def register(owner: str, question: Question) -> None:
    """Name what is asked before records of one kind open, e.g. ``nomination``."""
    _QUESTIONS[owner] = question


def question_before(session: Session, actor: Actor, owner: str, owner_id: UUID) -> str | None:
    """Return where to send the reader before this record, or a file attached to it, opens; None: it opens at once."""
    question = _QUESTIONS.get(owner)
    return question(session, actor, owner_id) if question else None
