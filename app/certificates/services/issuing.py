"""Issuing the certificates of a decision in one act, numbered in the officers' order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.certificates import rules
from app.certificates.enums import Gift
from app.certificates.models import Certificate
from app.certificates.queries import CertifiedName, Layout, names_with_certificates
from app.certificates.services.ground import keep, layout_for_issuing, refuse_taken, search_text
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, refuse
from app.core.text import nfc_block
from app.core.transaction import lock, transaction
from app.decisions.queries import Decision, names_on_decision


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """First numbers of register and golden book, the day, and for what the awards are given."""

    number: int
    golden_number: int | None
    issued_on: date
    achievement: str


def issue_certificates(decision_id: UUID, plan: IssuePlan, *, actor: Actor, at: datetime) -> int:
    """Issue a certificate to every name of a signed decision that still waits for one; return how many."""
    with transaction() as session:
        body_id = session.scalar(select(Decision.body_id).where(Decision.id == decision_id))
        if body_id is None:
            raise NotFound
        layout = layout_for_issuing(session, body_id, actor)
        decision = lock(session, Decision, decision_id)  # Two officers at once: the second finds all issued.
        names = names_with_certificates(session, decision_id, names_on_decision(session, decision_id))
        waiting = [each for each in names if each.waits]
        refuse(_nothing_waits(names) if not waiting or decision.signed_on is None else [])
        achievement, decided_on = nfc_block(plan.achievement), decision.signed_on or plan.issued_on
        refuse(
            rules.issue_problems(
                first=plan.number,
                count=len(waiting),
                golden=plan.golden_number,
                issued_on=plan.issued_on,
                decided_on=decided_on,
                today=local_day(at),
                achievement=achievement,
            )
        )
        refuse_taken(session, body_id, plan.issued_on.year, plan.number, len(waiting))
        keep(session, _certificates(decision, waiting, layout, plan, achievement, actor=actor, at=at))
        _record(session, decision, plan.number, len(waiting), actor=actor, at=at)
        return len(waiting)


def _nothing_waits(names: Sequence[CertifiedName]) -> list[Problem]:
    has_any = any(each.gift is Gift.CERTIFICATE and each.name.holds for each in names)
    return [Problem(rules.ALL_ISSUED if has_any else rules.NOTHING_TO_ISSUE)]


def _certificates(
    decision: Decision,
    waiting: Sequence[CertifiedName],
    layout: Layout,
    plan: IssuePlan,
    achievement: str,
    *,
    actor: Actor,
    at: datetime,
) -> list[Certificate]:
    made = []
    for offset, each in enumerate(waiting):
        name = each.name
        certificate = Certificate(
            body_id=decision.body_id,
            conferral_id=name.conferral_id,
            decision_id=decision.id,
            year=plan.issued_on.year,
            number=plan.number + offset,
            golden_number=None if plan.golden_number is None else plan.golden_number + offset,
            issued_on=plan.issued_on,
            position=offset + 1,
            subject=name.subject,
            regime_id=name.regime_id,
            award_code=name.award_code,
            name=each.printed.name,
            post=each.printed.post,
            unit_name=each.printed.unit_name,
            achievement=achievement,
            decision_number=decision.full_number,
            decision_on=decision.signed_on,
            authority_line=layout.authority_line,
            signer_post=layout.signer_post,
            signer_name=layout.signer_name or decision.signer_name,
            place=layout.place,
            issued_by_name=actor.name,
            issued_at=at,
        )
        certificate.search_text = search_text(certificate)
        made.append(certificate)
    return made


def _record(session: Session, decision: Decision, first: int, count: int, *, actor: Actor, at: datetime) -> None:
    """One event for the act, on the decision: hundreds of certificates are one deed of one officer."""
    changes = {"certificates": [0, count], "numbers": [None, f"{first:02}–{first + count - 1:02}"]}
    trail.record(session, "decision.certificates_issued", decision.id, actor=actor, at=at, changes=changes)
