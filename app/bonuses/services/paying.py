"""Approving a list, paying it, and getting back what was paid for awards revoked later."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit import trail
from app.bonuses import policy, rules
from app.bonuses.enums import LineState, ListStatus
from app.bonuses.models import BonusLine, BonusList
from app.bonuses.queries import lines_of
from app.bonuses.services.ground import locked_list, touch
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import Problem, RuleBroken, TransitionError, refuse
from app.core.text import nfc, nfc_block
from app.core.transaction import transaction


def approve_list(list_id: UUID, *, version: int, actor: Actor, at: datetime) -> None:
    """The head approves a list: its amounts stand from now on."""
    with transaction() as session:
        found = locked_list(session, list_id, version, actor, policy.may_approve)
        status = rules.move(found.status, ListStatus.APPROVED)
        refuse(rules.approval_problems(_unanswered(session, list_id)))
        found.status, found.approved_by_name, found.approved_on = status, actor.name, local_day(at)
        _record(session, found, "bonus_list.approved", ListStatus.DRAFT, actor=actor, at=at)


def reopen_list(list_id: UUID, *, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """Take an approved list back to a draft before it is paid, with a reason."""
    reason = nfc_block(reason)
    with transaction() as session:
        found = locked_list(session, list_id, version, actor, policy.may_approve)
        before, found.status = found.status, rules.move(found.status, ListStatus.DRAFT)
        found.approved_by_name, found.approved_on = "", None
        _record(session, found, "bonus_list.reopened", before, actor=actor, at=at, reason=reason)


def pay_list(list_id: UUID, *, paid_on: date, version: int, actor: Actor, at: datetime) -> None:
    """Record that a list was paid; a line whose award was revoked since the approval is not paid out."""
    with transaction() as session:
        found = locked_list(session, list_id, version, actor, policy.may_prepare)
        status = rules.move(found.status, ListStatus.PAID)
        refuse(rules.payment_problems(paid_on, approved_on=found.approved_on, today=local_day(at)))
        _leave_out_revoked(session, list_id)
        found.status, found.paid_on, found.paid_by_name = status, paid_on, actor.name
        _record(session, found, "bonus_list.paid", ListStatus.APPROVED, actor=actor, at=at, paid_on=paid_on)


def record_recovery(
    list_id: UUID,
    line_ids: Sequence[UUID],
    *,
    recovered_on: date,
    note: str,
    version: int,
    actor: Actor,
    at: datetime,
) -> None:
    """Record that the money of ticked lines came back."""
    with transaction() as session:
        found = locked_list(session, list_id, version, actor, policy.may_prepare)
        if found.status is not ListStatus.PAID:
            raise TransitionError("nothing was paid on this list")
        refuse(rules.recovery_problems(recovered_on, paid_on=found.paid_on, today=local_day(at)))
        owed = {line.id: line.to_recover(is_paid=True) for line in lines_of(session, list_id)}
        if not line_ids or not all(owed.get(each) for each in line_ids):
            raise RuleBroken(Problem(rules.NOTHING_TO_RECOVER, "line_ids"))
        for line in session.scalars(select(BonusLine).where(BonusLine.id.in_(line_ids))):
            line.recovered_on, line.recovered_note = recovered_on, nfc(note)
        touch(found)
        amount = sum(owed[each] for each in set(line_ids))
        changes = {"recovered": [0, amount], "recovered_on": [None, recovered_on]}
        trail.record(session, "bonus_list.recovered", list_id, actor=actor, at=at, changes=changes)


def _unanswered(session: Session, list_id: UUID) -> int:
    query = select(func.count()).where(BonusLine.list_id == list_id, BonusLine.asks, BonusLine.answer.is_(None))
    return session.scalar(query) or 0


def _leave_out_revoked(session: Session, list_id: UUID) -> None:
    gone = {line.id: line for line in lines_of(session, list_id) if line.is_counted and line.revoked_on}
    if not gone:
        return
    for line in session.scalars(select(BonusLine).where(BonusLine.id.in_(gone))):
        reason = rules.gone_before_payment(gone[line.id].revoking_number or "")
        line.state, line.reason_vi, line.reason_en = LineState.LEFT_OUT, reason.vi, reason.en
    session.flush()


def _record(
    session: Session,
    found: BonusList,
    kind: str,
    before: ListStatus,
    *,
    actor: Actor,
    at: datetime,
    reason: str | None = None,
    paid_on: date | None = None,
) -> None:
    lines = lines_of(session, found.id)
    changes: dict[str, object] = {
        "status": [before.value, found.status.value],
        "total": [None, sum(line.amount or 0 for line in lines if line.is_counted)],
    }
    if paid_on is not None:
        changes["paid_on"] = [None, paid_on]
    trail.record(session, kind, found.id, actor=actor, at=at, reason=reason, changes=changes)
