"""Additional requests of a higher body on a letter that was sent: recorded, and answered."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, TransitionError, check_version, refuse
from app.core.text import nfc, nfc_block
from app.core.transaction import lock, transaction
from app.decisions import rules
from app.decisions.enums import LetterStatus
from app.decisions.models import AdditionalRequest, ProposalItem, ProposalLetter
from app.decisions.services.ground import body_for_drafting, touch
from app.nominations.services.arrival import come_back, hold_arrived

_WHERE = select(AdditionalRequest.letter_id, ProposalLetter.body_id, AdditionalRequest.nomination_id).join(
    ProposalLetter, ProposalLetter.id == AdditionalRequest.letter_id
)


def record_request(letter_id: UUID, said: rules.Request, *, actor: Actor, at: datetime) -> UUID:
    """Record what the higher body asks for about a sent letter or one of its names; returns the id of the request."""
    said = rules.Request(
        said.asked_on, nfc_block(said.text), nfc(said.document_number), said.due_on, said.nomination_id
    )
    with transaction() as session:
        letter = _sent_letter(session, letter_id, actor=actor)
        on_letter = select(ProposalItem.nomination_id).where(ProposalItem.letter_id == letter.id)
        assert letter.sent_on is not None  # the database makes sure of it on a sent letter
        names = set(session.scalars(on_letter))
        refuse(rules.request_problems(said, names, sent_on=letter.sent_on, today=local_day(at)))
        return keep_request(session, letter, said, actor=actor, at=at)


def keep_request(session: Session, letter: ProposalLetter, said: rules.Request, *, actor: Actor, at: datetime) -> UUID:
    """Write a request within the caller's act, which has checked it and holds the letter; one sent twice is one."""
    known = _waiting(session, letter.id, said)
    if known is not None:
        return known
    request = AdditionalRequest(
        letter_id=letter.id,
        nomination_id=said.nomination_id,
        asked_on=said.asked_on,
        document_number=said.document_number,
        text=said.text,
        due_on=said.due_on,
        recorded_at=at,
    )
    session.add(request)
    session.flush()
    touch(letter)
    changes: dict[str, list[object]] = {
        "asked_on": [None, said.asked_on],
        "document_number": [None, said.document_number],
        "due_on": [None, said.due_on],
        "about": [None, str(said.nomination_id) if said.nomination_id else None],
    }
    told = {field: pair for field, pair in changes.items() if pair[1]}
    trail.record(session, "letter.asked", letter.id, actor=actor, at=at, reason=said.text, changes=told)
    return request.id


def _waiting(session: Session, letter_id: UUID, said: rules.Request) -> UUID | None:
    """Return a request that says the same and waits for its answer."""
    return session.scalar(
        select(AdditionalRequest.id).where(
            AdditionalRequest.letter_id == letter_id,
            AdditionalRequest.nomination_id.is_not_distinct_from(said.nomination_id),
            AdditionalRequest.asked_on == said.asked_on,
            AdditionalRequest.text == said.text,
            AdditionalRequest.document_number == said.document_number,
            AdditionalRequest.due_on.is_not_distinct_from(said.due_on),
            AdditionalRequest.answered_on.is_(None),
        )
    )


def answer_request(
    request_id: UUID, answer: str, answered_on: date, *, version: int, actor: Actor, at: datetime
) -> None:
    """Record what was answered to a request."""
    answer = nfc_block(answer)
    with transaction() as session:
        found = session.execute(_WHERE.where(AdditionalRequest.id == request_id)).first()
        if found is None:
            raise NotFound
        letter_id, body_id, nomination_id = found
        body_for_drafting(session, body_id, actor)
        # The file there is held before the letter, as when it moves there, so that the two never wait in a ring.
        hold_arrived(session, nomination_id)
        letter = _sent_letter(session, letter_id, actor=actor)
        request = lock(session, AdditionalRequest, request_id)
        if request.answered_on is not None:
            raise TransitionError("the request is answered already")
        check_version(request, version)
        refuse(rules.reply_problems(answer, answered_on, asked_on=request.asked_on, today=local_day(at)))
        request.answered_on, request.answer = answered_on, answer
        touch(letter)
        if nomination_id is not None:
            come_back(session, nomination_id, answer, actor=actor, at=at)
        changes = {"answered_on": [None, answered_on]}
        trail.record(session, "letter.request_answered", letter.id, actor=actor, at=at, reason=answer, changes=changes)


def _sent_letter(session: Session, letter_id: UUID, *, actor: Actor) -> ProposalLetter:
    body_id = session.scalar(select(ProposalLetter.body_id).where(ProposalLetter.id == letter_id))
    if body_id is None:
        raise NotFound
    body_for_drafting(session, body_id, actor)
    letter = lock(session, ProposalLetter, letter_id)
    if letter.status is LetterStatus.DRAFT:
        raise TransitionError("the letter has not been sent")
    return letter
