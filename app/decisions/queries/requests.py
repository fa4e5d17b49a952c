"""Additional requests on a letter, open ones first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import NotFound
from app.decisions.models import AdditionalRequest
from app.nominations.queries import Nomination


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request with the name that it is about; none for the whole letter."""

    id: UUID
    version: int
    letter_id: UUID
    nomination_id: UUID | None
    nominee_name: str | None
    asked_on: date
    document_number: str
    text: str
    due_on: date | None
    answered_on: date | None
    answer: str


_COLUMNS = (
    AdditionalRequest.id,
    AdditionalRequest.version,
    AdditionalRequest.letter_id,
    AdditionalRequest.nomination_id,
    Nomination.nominee_name,
    AdditionalRequest.asked_on,
    AdditionalRequest.document_number,
    AdditionalRequest.text,
    AdditionalRequest.due_on,
    AdditionalRequest.answered_on,
    AdditionalRequest.answer,
)
_QUERY = select(*_COLUMNS).outerjoin(Nomination, Nomination.id == AdditionalRequest.nomination_id)


def requests_of(session: Session, letter_id: UUID) -> Sequence[RequestRow]:
    """What was asked on a letter: what is open first, then by day."""
    query = _QUERY.where(AdditionalRequest.letter_id == letter_id).order_by(
        AdditionalRequest.answered_on.is_not(None), AdditionalRequest.asked_on, AdditionalRequest.id
    )
    return [RequestRow(*row) for row in session.execute(query)]


def request_of(session: Session, request_id: UUID) -> RequestRow:
    """One request; raises NotFound."""
    row = session.execute(_QUERY.where(AdditionalRequest.id == request_id)).first()
    if row is None:
        raise NotFound
    return RequestRow(*row)
