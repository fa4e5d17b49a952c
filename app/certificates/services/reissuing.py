"""Reissuing one certificate: the old one stays in the register, marked by the number of the new one."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.audit import trail
from app.certificates import rules
from app.certificates.enums import ReissueReason
from app.certificates.models import Certificate
from app.certificates.queries import Layout
from app.certificates.services.ground import keep, layout_for_issuing, refuse_taken, search_text
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, RuleBroken, check_version, refuse
from app.core.text import nfc, nfc_block
from app.core.transaction import lock, transaction
from app.decisions.queries import Conferral


@dataclass(frozen=True, slots=True)
class ReissuePlan:
    """The new certificate as it was typed, and why it is issued."""

    reason: ReissueReason
    note: str
    number: int
    golden_number: int | None
    issued_on: date
    name: str
    post: str
    unit_name: str
    achievement: str

    def cleaned(self) -> "ReissuePlan":
        """The same with its texts composed and trimmed."""
        return ReissuePlan(
            self.reason,
            nfc(self.note),
            self.number,
            self.golden_number,
            self.issued_on,
            nfc(self.name),
            nfc(self.post),
            nfc(self.unit_name),
            nfc_block(self.achievement),
        )


def reissue_certificate(certificate_id: UUID, plan: ReissuePlan, *, version: int, actor: Actor, at: datetime) -> UUID:
    """Issue a certificate in the place of a lost, damaged or wrong one and return its id."""
    plan = plan.cleaned()
    with transaction() as session:
        body_id = session.scalar(select(Certificate.body_id).where(Certificate.id == certificate_id))
        if body_id is None:
            raise NotFound
        layout = layout_for_issuing(session, body_id, actor)
        old = lock(session, Certificate, certificate_id)
        check_version(old, version)
        if old.replaced_at is not None:
            raise RuleBroken(Problem(rules.NOT_STANDING))
        if session.scalar(select(Conferral.revoked_on).where(Conferral.id == old.conferral_id)) is not None:
            raise RuleBroken(Problem(rules.REVOKED))
        refuse(_problems(plan, old, local_day(at)))
        refuse_taken(session, body_id, plan.issued_on.year, plan.number, 1)
        old.replaced_at = at
        session.flush()  # The old one makes room: one certificate of an award stands at a time.
        new = _replacement(old, plan, layout, actor=actor, at=at)
        keep(session, [new])
        changes = {"number": [old.number, new.number], "reissue_reason": [None, plan.reason.value]}
        if old.name != new.name:
            changes["name"] = [old.name, new.name]
        trail.record(
            session, "certificate.reissued", new.id, actor=actor, at=at, reason=plan.note or None, changes=changes
        )
        replaced = {"replaced_by": [None, new.number]}
        trail.record(session, "certificate.replaced", old.id, actor=actor, at=at, changes=replaced)
        return new.id


def _problems(plan: ReissuePlan, old: Certificate, today: date) -> list[Problem]:
    return rules.reissue_problems(
        number=plan.number,
        golden=plan.golden_number,
        issued_on=plan.issued_on,
        decided_on=old.decision_on,
        today=today,
        name=plan.name,
        texts=(
            ("name", plan.name, rules.MAX_NAME),
            ("post", plan.post, rules.MAX_POST),
            ("unit_name", plan.unit_name, rules.MAX_NAME),
            ("achievement", plan.achievement, rules.MAX_ACHIEVEMENT),
            ("note", plan.note, rules.MAX_NOTE),
        ),
    )


def _replacement(old: Certificate, plan: ReissuePlan, layout: Layout, *, actor: Actor, at: datetime) -> Certificate:
    new = Certificate(
        body_id=old.body_id,
        conferral_id=old.conferral_id,
        decision_id=old.decision_id,
        year=plan.issued_on.year,
        number=plan.number,
        golden_number=plan.golden_number,
        issued_on=plan.issued_on,
        position=old.position,
        subject=old.subject,
        regime_id=old.regime_id,
        award_code=old.award_code,
        name=plan.name,
        post=plan.post,
        unit_name=plan.unit_name,
        achievement=plan.achievement,
        decision_number=old.decision_number,
        decision_on=old.decision_on,
        authority_line=layout.authority_line,
        signer_post=layout.signer_post,
        signer_name=layout.signer_name or old.signer_name,
        place=layout.place,
        replaces_id=old.id,
        reissue_reason=plan.reason,
        reissue_note=plan.note,
        issued_by_name=actor.name,
        issued_at=at,
    )
    new.search_text = search_text(new)
    return new
