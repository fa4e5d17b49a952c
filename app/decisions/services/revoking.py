"""Taking awards away: what a signed revocation does, and what a higher body decided on awards it conferred."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, TransitionError, refuse
from app.core.text import nfc, nfc_block
from app.core.transaction import lock, transaction
from app.decisions import rules
from app.decisions.enums import LetterStatus, Outcome
from app.decisions.models import ProposalItem, ProposalLetter, Revocation
from app.decisions.services.arriving import refuse_arrived
from app.decisions.services.ground import body_for_drafting, touch
from app.nominations.enums import Status
from app.nominations.queries import Nomination
from app.nominations.services.progress import Move, advance, hold_what_follows
from app.organisation.queries import unit_by_id
from app.records.queries import Conferral


def revoke_awards(
    session: Session, nomination_ids: Sequence[UUID], by: Revocation, *, reason: str, actor: Actor, at: datetime
) -> None:
    """Take the awards of these nominations away; ``by`` says by which decision, its key is filled in for each."""
    hold_what_follows(session, [Move(each, Status.CONFERRED, Status.REVOKED) for each in nomination_ids])
    for nomination_id in nomination_ids:
        advance(session, nomination_id, Status.REVOKED, actor=actor, at=at, reason=reason)
    held = select(Conferral).where(Conferral.nomination_id.in_(nomination_ids)).with_for_update()
    conferrals = session.scalars(held.execution_options(populate_existing=True)).all()
    for conferral in conferrals:
        conferral.revoked_on, conferral.revoked_reason = by.decision_on, reason
        session.add(
            Revocation(
                conferral_id=conferral.id,
                decision_id=by.decision_id,
                decided_by_name=by.decided_by_name,
                decision_number=by.decision_number,
                decision_on=by.decision_on,
            )
        )
    session.flush()


def record_foreign_revocation(letter_id: UUID, said: rules.ForeignRevocation, *, actor: Actor, at: datetime) -> None:
    """Record that the higher body took awards away that it had conferred on names of this letter."""
    with transaction() as session:
        body_id = session.scalar(select(ProposalLetter.body_id).where(ProposalLetter.id == letter_id))
        if body_id is None:
            raise NotFound
        body_for_drafting(session, body_id, actor)
        letter = lock(session, ProposalLetter, letter_id)
        if letter.status is LetterStatus.DRAFT:
            raise TransitionError("the letter has not been sent")
        said = _clean(said)
        held = _held(session, letter.id)
        latest = max((held[each] for each in said.nomination_ids if each in held), default=None)
        refuse(rules.foreign_revocation_problems(said, held, conferred_on=latest, today=local_day(at)))
        refuse_arrived(session, list(said.nomination_ids))
        assert said.decision_on is not None  # the rule above has asked for it
        by = Revocation(
            decided_by_name=unit_by_id(session, letter.to_unit_id).name,
            decision_number=said.decision_number,
            decision_on=said.decision_on,
        )
        revoke_awards(session, list(said.nomination_ids), by, reason=said.reason, actor=actor, at=at)
        touch(letter)
        changes = {"revoked": [0, len(said.nomination_ids)], "number": [None, said.decision_number]}
        trail.record(
            session, "letter.revocation_recorded", letter.id, actor=actor, at=at, reason=said.reason, changes=changes
        )


def _clean(said: rules.ForeignRevocation) -> rules.ForeignRevocation:
    ids = list(dict.fromkeys(said.nomination_ids))
    return rules.ForeignRevocation(ids, nfc(said.decision_number), said.decision_on, nfc_block(said.reason))


def _held(session: Session, letter_id: UUID) -> dict[UUID, date]:
    """The names of a letter that hold the award today, with the day of the decision that conferred it."""
    query = (
        select(ProposalItem.nomination_id, ProposalItem.decision_on)
        .join(Nomination, Nomination.id == ProposalItem.nomination_id)
        .where(
            ProposalItem.letter_id == letter_id,
            ProposalItem.outcome == Outcome.CONFERRED,
            Nomination.status == Status.CONFERRED,
        )
    )
    return {nomination_id: day for nomination_id, day in session.execute(query) if day is not None}
