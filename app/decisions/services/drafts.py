"""Drafting decisions: names, subject, order; nothing is conferred before the head signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.audit import trail
from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, TransitionError, refuse
from app.core.text import nfc
from app.core.transaction import transaction
from app.decisions import rules
from app.decisions.models import Decision, DecisionChange, DecisionChangeItem, DecisionItem
from app.decisions.services.ground import (
    body_for_drafting,
    claim_names,
    in_order,
    locked_draft,
    place_recipients,
    touch,
)
from app.nominations.enums import Channel


@dataclass(frozen=True, slots=True)
class DecisionPlan:
    """A decision to draft: for endorsed nominations of own power in one campaign."""

    body_id: UUID
    campaign_id: UUID
    title: str
    nomination_ids: Sequence[UUID]


def draft_decision(plan: DecisionPlan, *, actor: Actor, at: datetime) -> UUID:
    """Draft a decision for endorsed names and return its id."""
    title = nfc(plan.title)
    refuse(rules.title_problems(title))
    with transaction() as session:
        body = body_for_drafting(session, plan.body_id, actor)
        campaign = require_phase(session, plan.campaign_id, Phase.DECIDING, on=local_day(at), body_id=body.id)
        names = claim_names(
            session, plan.nomination_ids, body_id=body.id, campaign_id=campaign.id, channel=Channel.CONFERRED
        )
        decision = Decision(
            body_id=body.id, campaign_id=campaign.id, year=local_day(at).year, title=title, created_at=at
        )
        session.add(decision)
        session.flush()
        ids = [name.id for name in names]
        place_recipients(session, decision.id, in_order(session, ids, body_path=body.path, on=local_day(at)))
        trail.record(
            session,
            "decision.drafted",
            decision.id,
            actor=actor,
            at=at,
            changes={"title": [None, title], "recipients": [0, len(ids)]},
        )
        return decision.id


def edit_decision(decision_id: UUID, *, title: str, version: int, actor: Actor, at: datetime) -> None:
    """Change what a draft decision says it is about."""
    title = nfc(title)
    with transaction() as session:
        decision = _conferring_draft(session, decision_id, version, actor)
        refuse(rules.title_problems(title))
        before, decision.title = decision.title, title
        changes = {"title": [before, title]} if before != title else {}
        trail.record(session, "decision.edited", decision.id, actor=actor, at=at, changes=changes)


def add_recipients(
    decision_id: UUID, nomination_ids: Sequence[UUID], *, version: int, actor: Actor, at: datetime
) -> None:
    """Put more endorsed names of the same campaign on a draft decision."""
    with transaction() as session:
        decision = _conferring_draft(session, decision_id, version, actor)
        require_phase(session, decision.campaign_id, Phase.DECIDING, on=local_day(at))
        names = claim_names(
            session,
            nomination_ids,
            body_id=decision.body_id,
            campaign_id=decision.campaign_id,
            channel=Channel.CONFERRED,
        )
        before = recipient_ids(session, decision.id)
        _replace(session, decision, before, [*before, *(name.id for name in names)], actor=actor, at=at)


def remove_recipients(
    decision_id: UUID, nomination_ids: Sequence[UUID], *, version: int, actor: Actor, at: datetime
) -> None:
    """Take names off a draft decision; they wait for a paper again."""
    with transaction() as session:
        decision = _conferring_draft(session, decision_id, version, actor)
        before = recipient_ids(session, decision.id)
        refuse([] if nomination_ids else [Problem(rules.TICK_ONE, "nomination_ids")])
        kept = [each for each in before if each not in set(nomination_ids)]
        _replace(session, decision, before, kept, actor=actor, at=at)


def delete_draft(decision_id: UUID, *, version: int, actor: Actor, at: datetime) -> None:
    """Throw a draft decision away; its names wait for a paper again."""
    with transaction() as session:
        decision = _draft(session, decision_id, version, actor)
        changes = {"title": [decision.title, None], "recipients": [len(recipient_ids(session, decision.id)), 0]}
        for part in (DecisionItem, DecisionChangeItem, DecisionChange):
            session.execute(delete(part).where(part.decision_id == decision.id))
        session.delete(decision)
        trail.record(session, "decision.deleted", decision_id, actor=actor, at=at, changes=changes)


def recipient_ids(session: Session, decision_id: UUID) -> list[UUID]:
    """Return the nominations on a decision, in their order."""
    query = select(DecisionItem.nomination_id).where(DecisionItem.decision_id == decision_id)
    return list(session.scalars(query.order_by(DecisionItem.position)))


def _draft(session: Session, decision_id: UUID, version: int, actor: Actor) -> Decision:
    body_id = session.scalar(select(Decision.body_id).where(Decision.id == decision_id))
    if body_id is None:
        raise NotFound
    body_for_drafting(session, body_id, actor)
    return locked_draft(session, Decision, decision_id, version)


def _conferring_draft(session: Session, decision_id: UUID, version: int, actor: Actor) -> Decision:
    decision = _draft(session, decision_id, version, actor)
    if session.get(DecisionChange, decision_id) is not None:
        raise TransitionError("the names of a decision that changes another one are those of that one")
    return decision


def _replace(
    session: Session, decision: Decision, before: list[UUID], after: list[UUID], *, actor: Actor, at: datetime
) -> None:
    body = body_for_drafting(session, decision.body_id, actor)
    place_recipients(session, decision.id, in_order(session, after, body_path=body.path, on=local_day(at)))
    touch(decision)
    trail.record(
        session,
        "decision.recipients_changed",
        decision.id,
        actor=actor,
        at=at,
        changes={"recipients": [len(before), len(after)]},
    )
