"""Signing a decision: the number is taken, every name holds or loses its award, or nothing happens at all."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, refuse
from app.core.transaction import lock, transaction
from app.decisions import rules
from app.decisions.enums import ChangeKind, DecisionStatus, SignerCapacity
from app.decisions.models import Decision, DecisionChange, DecisionChangeItem, Revocation
from app.decisions.queries import BodyFacts, council_finished_on, standing_ids
from app.decisions.services.conferring import keep_conferrals
from app.decisions.services.drafts import recipient_ids
from app.decisions.services.ground import body_for_signing, locked_draft, touch
from app.decisions.services.numbering import Signature, keep_as_signed, put_signature, signature_changes
from app.decisions.services.revoking import revoke_awards
from app.nominations.enums import Status
from app.nominations.queries import Nomination
from app.nominations.services.progress import advance_all
from app.records.enums import Origin
from app.records.queries import Conferral

SIGNED: dict[ChangeKind | None, str] = {
    None: "decision.signed",
    ChangeKind.REVOCATION: "decision.revocation_signed",
    ChangeKind.AMENDMENT: "decision.amendment_signed",
}


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
    """Give a draft its number and signature; what it confers, revokes or amends then holds, all or nothing."""
    signature = Signature(number, signed_on, "signed_on", signer_name, signer_post, capacity)
    with transaction() as session:
        body = _body_of(session, decision_id, actor)
        decision = locked_draft(session, Decision, decision_id, version)
        change = session.get(DecisionChange, decision.id, populate_existing=True)
        ids = _changed_ids(session, decision.id) if change else recipient_ids(session, decision.id)
        target = lock(session, Decision, change.target_id) if change else None
        if change and target:
            problems = _change_problems(session, change, target, ids, signature, at)
        else:
            problems = _conferring_problems(session, decision, ids, signature, at)
        refuse(problems)
        put_signature(session, decision, body, signature)
        decision.status, decision.signed_at = rules.move_decision(decision.status, DecisionStatus.SIGNED), at
        if change and target:
            _change(session, decision, change, target, ids, body, actor=actor, at=at)
        else:
            _confer(session, decision, ids, body, actor=actor, at=at)
        keep_as_signed(session, decision)
        changes = signature_changes(decision, DecisionStatus.DRAFT.value, "signed_on", len(ids))
        kind = SIGNED[change.kind if change else None]
        trail.record(
            session, kind, decision.id, actor=actor, at=at, reason=change.reason if change else None, changes=changes
        )


def _body_of(session: Session, decision_id: UUID, actor: Actor) -> BodyFacts:
    body_id = session.scalar(select(Decision.body_id).where(Decision.id == decision_id))
    if body_id is None:
        raise NotFound
    return body_for_signing(session, body_id, actor)


def _conferring_problems(
    session: Session, decision: Decision, ids: Sequence[UUID], signature: Signature, at: datetime
) -> list[Problem]:
    require_phase(session, decision.campaign_id, Phase.DECIDING, on=local_day(at))
    problems = [] if ids else [Problem(rules.NO_NAMES)]
    return [*problems, *signature.problems(today=local_day(at), not_before=council_finished_on(session, ids))]


def _confer(
    session: Session, decision: Decision, ids: Sequence[UUID], body: BodyFacts, *, actor: Actor, at: datetime
) -> None:
    advance_all(session, dict.fromkeys(ids, Status.CONFERRED), actor=actor, at=at)
    conferred = {each.id: each for each in session.scalars(select(Nomination).where(Nomination.id.in_(ids)))}
    keep_conferrals(session, [_conferral(conferred[each], decision, body) for each in ids])


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


def _changed_ids(session: Session, decision_id: UUID) -> list[UUID]:
    query = select(DecisionChangeItem.nomination_id).where(DecisionChangeItem.decision_id == decision_id)
    return list(session.scalars(query.order_by(DecisionChangeItem.position)))


def _change_problems(
    session: Session,
    change: DecisionChange,
    target: Decision,
    ids: Sequence[UUID],
    signature: Signature,
    at: datetime,
) -> list[Problem]:
    """A change is signed at any time after the decision it changes, whatever the phase of the campaign is by then."""
    problems = signature.problems(today=local_day(at), not_before=None)
    if target.signed_on is not None:
        problems += rules.change_day_problems(signature.day, signature.day_field, target_signed_on=target.signed_on)
    standing = standing_ids(session, target.id)
    if change.kind is ChangeKind.REVOCATION:
        stale = rules.signed_names_problem(ids, standing, is_whole=change.is_whole)
        problems += [stale] if stale else []
    elif not set(ids) <= set(standing):
        problems.append(Problem(rules.NOT_STANDING))
    return problems


def _change(
    session: Session,
    decision: Decision,
    change: DecisionChange,
    target: Decision,
    ids: Sequence[UUID],
    body: BodyFacts,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Let the change hold: awards go, and the earlier decision says what became of it."""
    standing = len(standing_ids(session, target.id))
    if change.kind is ChangeKind.REVOCATION and decision.signed_on is not None:
        by = Revocation(
            decision_id=decision.id,
            decided_by_name=body.name,
            decision_number=decision.full_number,
            decision_on=decision.signed_on,
        )
        revoke_awards(session, ids, by, reason=change.reason, actor=actor, at=at)
    after = rules.target_after(change.kind, standing_before=standing, revoked=len(ids))
    before, target.status = target.status, rules.move_decision(target.status, after)
    touch(target)
    changes: dict[str, object] = {"status": [before.value, after.value], "by": [None, decision.full_number]}
    happened = "decision.revoked" if change.kind is ChangeKind.REVOCATION else "decision.amended"
    trail.record(session, happened, target.id, actor=actor, at=at, reason=change.reason, changes=changes)
