"""What the higher body answered, name by name; a conferred award becomes a conferral with the foreign decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, RuleBroken, TransitionError, refuse
from app.core.text import nfc
from app.core.transaction import lock, transaction
from app.decisions import rules
from app.decisions.enums import LetterStatus, Outcome
from app.decisions.models import ProposalItem, ProposalLetter
from app.decisions.services.arriving import refuse_arrived
from app.decisions.services.conferring import keep_conferrals
from app.decisions.services.ground import body_for_drafting, touch
from app.nominations.enums import Status
from app.nominations.queries import Nomination
from app.nominations.services.progress import Move, advance, hold_what_follows
from app.organisation.queries import unit_by_id
from app.records.enums import Origin
from app.records.queries import Conferral


@dataclass(frozen=True, slots=True)
class OutcomeEntry:
    """The answer for one name: conferred by a numbered and dated decision, or declined."""

    nomination_id: UUID
    outcome: Outcome
    decision_number: str = ""
    decision_on: date | None = None
    note: str = ""


def record_outcomes(letter_id: UUID, outcomes: Sequence[OutcomeEntry], *, actor: Actor, at: datetime) -> None:
    """Record the answer for some or all names of a sent letter; it is answered when none is left pending."""
    with transaction() as session:
        body_id = session.scalar(select(ProposalLetter.body_id).where(ProposalLetter.id == letter_id))
        if body_id is None:
            raise NotFound
        body_for_drafting(session, body_id, actor)
        letter = lock(session, ProposalLetter, letter_id)
        if letter.status is LetterStatus.DRAFT or letter.sent_on is None:
            raise TransitionError("the letter has not been sent")
        items = _items(session, letter.id)
        answers = [_answer(entry) for entry in outcomes]
        _check(answers, items, today=local_day(at), sent_on=letter.sent_on)
        refuse_arrived(session, [answer.nomination_id for answer in answers])
        decider = unit_by_id(session, letter.to_unit_id).name
        moves = [Move(answer.nomination_id, Status.FORWARDED, Status(answer.outcome)) for answer in answers]
        hold_what_follows(session, moves)
        applied = [
            _apply(session, items[answer.nomination_id], answer, decider, actor=actor, at=at) for answer in answers
        ]
        keep_conferrals(session, [conferral for conferral in applied if conferral is not None])
        _finish(session, letter, items, answers, actor=actor, at=at)


def _items(session: Session, letter_id: UUID) -> dict[UUID, ProposalItem]:
    query = select(ProposalItem).where(ProposalItem.letter_id == letter_id).order_by(ProposalItem.position)
    return {item.nomination_id: item for item in session.scalars(query)}


def _answer(entry: OutcomeEntry) -> rules.Answer:
    """A declined name carries no decision that confers."""
    conferred = entry.outcome is Outcome.CONFERRED
    return rules.Answer(
        nomination_id=entry.nomination_id,
        outcome=entry.outcome,
        decision_number=nfc(entry.decision_number) if conferred else "",
        decision_on=entry.decision_on if conferred else None,
        note=nfc(entry.note),
    )


def _check(answers: Sequence[rules.Answer], items: Mapping[UUID, ProposalItem], *, today: date, sent_on: date) -> None:
    ids = [answer.nomination_id for answer in answers]
    if not ids:
        raise RuleBroken(Problem(rules.NO_ANSWER))
    if len(set(ids)) < len(ids) or any(each not in items for each in ids):
        raise RuleBroken(Problem(rules.FOREIGN_NAMES))
    if any(items[each].outcome is not Outcome.PENDING for each in ids):
        raise TransitionError("an answer is recorded already")
    refuse([problem for each in answers for problem in rules.answer_problems(each, today=today, sent_on=sent_on)])


def _apply(
    session: Session, item: ProposalItem, answer: rules.Answer, decider: str, *, actor: Actor, at: datetime
) -> Conferral | None:
    item.outcome, item.note = answer.outcome, answer.note
    item.decision_number, item.decision_on = answer.decision_number, answer.decision_on
    if answer.outcome is Outcome.CONFERRED:
        nomination = advance(session, item.nomination_id, Status.CONFERRED, actor=actor, at=at)
        return _conferral(nomination, answer, decider)
    advance(session, item.nomination_id, Status.DECLINED, actor=actor, at=at, reason=answer.note)
    return None


def _conferral(nomination: Nomination, answer: rules.Answer, decider: str) -> Conferral:
    return Conferral(
        nomination_id=nomination.id,
        award_code=nomination.award_code,
        regime_id=nomination.regime_id,
        year=nomination.year,
        campaign_kind=nomination.campaign_kind,
        subject=nomination.subject,
        person_id=nomination.person_id,
        collective_id=nomination.collective_id,
        origin=Origin.HIGHER_DECISION,
        decided_by_name=decider,
        decision_number=answer.decision_number,
        decision_on=answer.decision_on,
    )


def _finish(
    session: Session,
    letter: ProposalLetter,
    items: Mapping[UUID, ProposalItem],
    answers: Sequence[rules.Answer],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Call the letter answered when no name is pending, and write the event."""
    pending = sum(item.outcome is Outcome.PENDING for item in items.values())
    changes: dict[str, object] = {"pending": [pending + len(answers), pending]}
    touch(letter)
    if pending == 0:
        letter.status = rules.move_letter(letter.status, LetterStatus.ANSWERED)
        changes["status"] = [LetterStatus.SENT.value, letter.status.value]
    trail.record(session, "letter.outcomes_recorded", letter.id, actor=actor, at=at, changes=changes)
