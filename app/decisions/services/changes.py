"""Drafting decisions that revoke or amend a signed one; nothing changes before the head signs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, RuleBroken, TransitionError, refuse
from app.core.text import nfc, nfc_block
from app.core.transaction import lock, transaction
from app.decisions import rules
from app.decisions.enums import ChangeKind, DecisionStatus
from app.decisions.models import Decision, DecisionChange, DecisionChangeItem
from app.decisions.queries import Name, standing_names
from app.decisions.services.ground import body_for_drafting, locked_draft, touch
from app.eligibility.rulebook import rulebooks


@dataclass(frozen=True, slots=True)
class RevocationPlan:
    """What a revoking decision says: which names, or all that stand, why, and by which rule."""

    title: str
    reason: str
    nomination_ids: Sequence[UUID] = ()
    is_whole: bool = False
    rule_id: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class AmendmentPlan:
    """What an amending decision says: how names are printed from now on, a new subject line, a text."""

    title: str
    reason: str
    names: dict[UUID, rules.PrintedName] = field(default_factory=dict)
    new_title: str = ""
    new_text: str = ""
    legal_basis: str = ""


Plan = RevocationPlan | AmendmentPlan


def draft_change(target_id: UUID, plan: Plan, *, actor: Actor, at: datetime) -> UUID:
    """Draft a decision that revokes or amends a signed one, and return its id."""
    with transaction() as session:
        target = _target(session, target_id, actor)
        kind = ChangeKind.REVOCATION if isinstance(plan, RevocationPlan) else ChangeKind.AMENDMENT
        decision = Decision(
            body_id=target.body_id,
            campaign_id=target.campaign_id,
            year=local_day(at).year,
            title=nfc(plan.title),
            created_at=at,
        )
        session.add(decision)
        session.flush()
        change = DecisionChange(decision_id=decision.id, target_id=target.id, kind=kind, is_whole=False, reason="-")
        items = _write(session, decision, change, target, plan)
        _refuse_second(session, change, decision.title)
        changes = {"title": [None, decision.title], "target": [None, target.full_number], "recipients": [0, items]}
        trail.record(session, _kind(kind, "drafted"), decision.id, actor=actor, at=at, changes=changes)
        return decision.id


def _refuse_second(session: Session, change: DecisionChange, title: str) -> None:
    """Refuse a draft that says word for word what another unsigned draft says: a button pressed twice."""
    facts = ("target_id", "kind", "is_whole", "reason", "rule_id", "legal_basis", "new_title", "new_text")
    others = session.scalars(
        select(DecisionChange)
        .join(Decision, Decision.id == DecisionChange.decision_id)
        .where(
            DecisionChange.target_id == change.target_id,
            DecisionChange.decision_id != change.decision_id,
            Decision.status == DecisionStatus.DRAFT,
            Decision.title == title,
        )
    )
    for other in others:
        same = all((getattr(other, name) or "") == (getattr(change, name) or "") for name in facts)
        if same and _printed_anew(session, other) == _printed_anew(session, change):
            raise RuleBroken(Problem(rules.DRAFTED_ALREADY))


def _printed_anew(session: Session, change: DecisionChange) -> set[tuple[object, ...]]:
    item = DecisionChangeItem
    query = select(item.nomination_id, item.new_name, item.new_post, item.new_unit_name)
    return {tuple(row) for row in session.execute(query.where(item.decision_id == change.decision_id))}


def edit_change(decision_id: UUID, plan: Plan, *, version: int, actor: Actor, at: datetime) -> None:
    """Write a draft that revokes or amends anew, with the names as they stand now."""
    with transaction() as session:
        change = session.get(DecisionChange, decision_id)
        if change is None:
            raise NotFound
        target = _target(session, change.target_id, actor)
        decision = locked_draft(session, Decision, decision_id, version)
        if (change.kind is ChangeKind.REVOCATION) is not isinstance(plan, RevocationPlan):
            raise TransitionError("a draft that revokes stays one")
        before = (decision.title, change.reason)
        items = _write(session, decision, change, target, plan)
        touch(decision)
        changes: dict[str, object] = {"recipients": [None, items]}
        after = (decision.title, change.reason)
        changes |= {
            name: [old, new] for name, old, new in zip(("title", "reason"), before, after, strict=True) if old != new
        }
        trail.record(session, "decision.edited", decision.id, actor=actor, at=at, changes=changes)


def _kind(kind: ChangeKind, act: str) -> str:
    kinds = {
        (ChangeKind.REVOCATION, "drafted"): "decision.revocation_drafted",
        (ChangeKind.AMENDMENT, "drafted"): "decision.amendment_drafted",
    }
    return kinds[kind, act]


def _target(session: Session, target_id: UUID, actor: Actor) -> Decision:
    """Return a signed decision that confers awards, of a body whose papers the actor drafts."""
    target = session.get(Decision, target_id)
    if target is None:
        raise NotFound
    body_for_drafting(session, target.body_id, actor)
    target = lock(session, Decision, target_id)
    changes_another = session.scalar(select(DecisionChange.kind).where(DecisionChange.decision_id == target_id))
    if target.status not in rules.CHANGEABLE or changes_another is not None:
        raise TransitionError("only a signed decision that confers awards can be changed")
    return target


def _write(session: Session, decision: Decision, change: DecisionChange, target: Decision, plan: Plan) -> int:
    """Write what a draft says and its names; return how many names it has."""
    title, reason, basis = nfc(plan.title), nfc_block(plan.reason), nfc_block(plan.legal_basis)
    problems = [*rules.title_problems(title), *rules.reason_of_change_problems(reason, basis)]
    standing = standing_names(session, target.id)
    if isinstance(plan, RevocationPlan):
        items = _revoked(plan, standing, problems)
    else:
        items = _amended(plan, standing, target.title, problems)
        change.new_title = nfc(plan.new_title)
        change.new_text = nfc_block(plan.new_text)
    refuse(problems)
    decision.title = title
    change.reason, change.legal_basis = reason, basis
    change.is_whole = isinstance(plan, RevocationPlan) and len(items) == len(standing)
    change.rule_id = plan.rule_id if isinstance(plan, RevocationPlan) else ""
    session.add(change)
    session.flush()
    session.execute(delete(DecisionChangeItem).where(DecisionChangeItem.decision_id == decision.id))
    session.add_all(_item(decision.id, position, *each) for position, each in enumerate(items, 1))
    session.flush()
    return len(items)


def _revoked(
    plan: RevocationPlan, standing: Sequence[Name], problems: list[Problem]
) -> list[tuple[Name, rules.PrintedName]]:
    held = {name.nomination_id for name in standing}
    asked = held if plan.is_whole else set(plan.nomination_ids)
    if plan.rule_id and plan.rule_id not in {ground.id for ground in rulebooks().revocation_grounds()}:
        problems.append(Problem(rules.UNKNOWN_RULE, "rule_id"))
    refused = rules.revoked_names_problem(asked, held)
    problems += [refused] if refused else []
    return [(name, printed(name)) for name in standing if name.nomination_id in asked]


def _amended(
    plan: AmendmentPlan, standing: Sequence[Name], old_title: str, problems: list[Problem]
) -> list[tuple[Name, rules.PrintedName]]:
    by_id = {name.nomination_id: name for name in standing}
    if not set(plan.names) <= by_id.keys():
        problems.append(Problem(rules.NOT_STANDING))
    new = {each: _clean(after) for each, after in plan.names.items() if each in by_id}
    corrections = [rules.Correction(each, printed(by_id[each]), after) for each, after in new.items()]
    problems += rules.amendment_problems(
        corrections, old_title=old_title, new_title=nfc(plan.new_title), new_text=nfc_block(plan.new_text)
    )
    changed = {each.nomination_id: each.after for each in corrections if each.changes_something}
    return [(name, changed[name.nomination_id]) for name in standing if name.nomination_id in changed]


def _clean(name: rules.PrintedName) -> rules.PrintedName:
    return rules.PrintedName(nfc(name.name), nfc(name.post), nfc(name.unit_name))


def printed(name: Name) -> rules.PrintedName:
    """Return how a recipient is printed today: as signed, or as the latest amendment has it."""
    if name.correction is not None:
        return rules.PrintedName(name.correction.name, name.correction.post, name.correction.unit_name)
    return rules.PrintedName(name.nominee_name, name.nominee_post, name.nominee_unit_name)


def _item(decision_id: UUID, position: int, name: Name, after: rules.PrintedName) -> DecisionChangeItem:
    before = printed(name)
    return DecisionChangeItem(
        decision_id=decision_id,
        nomination_id=name.nomination_id,
        position=position,
        old_name=before.name,
        old_post=before.post,
        old_unit_name=before.unit_name,
        new_name=after.name,
        new_post=after.post,
        new_unit_name=after.unit_name,
    )
