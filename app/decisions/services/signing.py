"""Signing a decision: the number is taken, every name holds its award, or nothing happens at all."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.audit import trail
from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, RuleBroken
from app.core.text import nfc
from app.core.transaction import transaction
from app.decisions import rules
from app.decisions.enums import DecisionStatus, SignerCapacity
from app.decisions.models import Decision
from app.decisions.queries import BodyFacts, council_finished_on
from app.decisions.services.drafts import recipient_ids
from app.decisions.services.ground import body_for_signing, locked_draft, refuse
from app.nominations.enums import Status
from app.nominations.queries import Nomination
from app.nominations.services.progress import advance
from app.records.enums import Origin
from app.records.queries import Conferral


def sign_decision(
    decision_id: UUID,
    *,
    number: int,
    signed_on: date,
    signer_name: str,
    signer_post: str,
    capacity: SignerCapacity,
    version: int,
    actor: Actor,
    at: datetime,
) -> None:
    """Give a draft its number and signature; every recipient then holds the award, all or none."""
    signer_name, signer_post = nfc(signer_name), nfc(signer_post)
    with transaction() as session:
        body = _body_of(session, decision_id, actor)
        decision = locked_draft(session, Decision, decision_id, version)
        require_phase(session, decision.campaign_id, Phase.DECIDING, on=local_day(at))
        ids = recipient_ids(session, decision.id)
        problems = [] if ids else [Problem(rules.NO_NAMES)]
        problems += rules.signature_problems(
            number=number,
            day=signed_on,
            day_field="signed_on",
            signer_name=signer_name,
            signer_post=signer_post,
            today=local_day(at),
            not_before=council_finished_on(session, ids),
        )
        refuse(problems)
        decision.signer_name, decision.signer_post, decision.signer_capacity = signer_name, signer_post, capacity
        _take_number(session, decision, body, number, signed_on)
        decision.status = rules.move_decision(decision.status, DecisionStatus.SIGNED)
        decision.signed_at = at
        conferred = [advance(session, each, Status.CONFERRED, actor=actor, at=at) for each in ids]
        session.add_all(_conferral(nomination, decision, body) for nomination in conferred)
        _record(session, decision, len(ids), actor=actor, at=at)


def _body_of(session: Session, decision_id: UUID, actor: Actor) -> BodyFacts:
    body_id = session.scalar(select(Decision.body_id).where(Decision.id == decision_id))
    if body_id is None:
        raise NotFound
    return body_for_signing(session, body_id, actor)


def _take_number(session: Session, decision: Decision, body: BodyFacts, number: int, signed_on: date) -> None:
    """Write the number; the unique constraint is the last word when two people sign at the same moment."""
    full = rules.full_number(number, rules.PaperKind.DECISION, body.symbol)
    taken = select(Decision.id).where(
        Decision.body_id == body.id, Decision.year == signed_on.year, Decision.number == number
    )
    if session.scalar(taken) is not None:
        raise RuleBroken(rules.number_taken(full))
    decision.number, decision.full_number = number, full
    decision.year, decision.signed_on = signed_on.year, signed_on
    try:
        session.flush()
    except IntegrityError as error:
        raise RuleBroken(rules.number_taken(full)) from error


def _conferral(nomination: Nomination, decision: Decision, body: BodyFacts) -> Conferral:
    return Conferral(
        nomination_id=nomination.id,
        award_code=nomination.award_code,
        regime_id=nomination.regime_id,
        year=nomination.year,
        campaign_kind=nomination.campaign_kind,
        subject=nomination.subject,
        person_id=nomination.person_id,
        collective_id=nomination.collective_id,
        origin=Origin.OWN_DECISION,
        decided_by_name=body.name,
        decision_id=decision.id,
        decision_number=decision.full_number,
        decision_on=decision.signed_on,
    )


def _record(session: Session, decision: Decision, recipients: int, *, actor: Actor, at: datetime) -> None:
    changes = {
        "status": [DecisionStatus.DRAFT.value, decision.status.value],
        "number": [None, decision.full_number],
        "signed_on": [None, decision.signed_on],
        "signer": [None, f"{decision.signer_name}, {decision.signer_post}"],
        "recipients": [None, recipients],
    }
    trail.record(session, "decision.signed", decision.id, actor=actor, at=at, changes=changes)
