"""Shorthands for the acts on papers, with the plain answers that a test does not care about."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core.access import Role
from app.decisions import services
from app.decisions.enums import LetterStatus, PaperState, SignerCapacity
from app.decisions.models import Decision, ProposalLetter
from app.decisions.queries import papers_on_letter
from app.organisation.models import Unit
from tests.factories.actors import make_actor
from tests.factories.decisions import NOW, Office

SIGNED_ON = date(2019, 1, 7)
SIGNER: dict[str, Any] = {
    "signer_name": "Lê Thị Giám Đốc",
    "signer_post": "Giám đốc",
    "capacity": SignerCapacity.HEAD,
}


def draft(office: Office, nomination_ids: Sequence[UUID], **changes: Any) -> UUID:
    """Draft a decision for these names."""
    plan = services.DecisionPlan(
        changes.get("body_id", office.body.id),
        changes.get("campaign_id", office.campaign.id),
        changes.get("title", "Về việc tặng danh hiệu thi đua năm 2018"),
        nomination_ids,
    )
    return services.draft_decision(plan, actor=changes.get("actor", office.hr), at=changes.get("at", NOW))


def draft_upward(office: Office, nomination_ids: Sequence[UUID], **changes: Any) -> UUID:
    """Draft a letter to the city for these names."""
    plan = services.LetterPlan(
        changes.get("body_id", office.body.id),
        changes.get("campaign_id", office.campaign.id),
        changes.get("to_unit_id", office.city.id),
        changes.get("title", "Về việc đề nghị tặng Bằng khen năm 2018"),
        nomination_ids,
    )
    return services.draft_letter(plan, actor=changes.get("actor", office.hr), at=changes.get("at", NOW))


def version_of(office: Office, paper_id: UUID) -> int:
    """Return the version of a decision or letter now."""
    for paper in (Decision, ProposalLetter):
        version = office.session.scalar(select(paper.version).where(paper.id == paper_id))
        if version is not None:
            return int(version)
    raise LookupError(paper_id)


def waive_all(office: Office, letter_id: UUID) -> None:
    """Give a reason for every missing paper of a draft letter."""
    names = papers_on_letter(office.session, letter_id)
    ticks = [(name.nomination_id, check.paper) for name in names for check in name.papers(PaperState.MISSING)]
    status = office.session.scalar(select(ProposalLetter.status).where(ProposalLetter.id == letter_id))
    if ticks and status is LetterStatus.DRAFT:
        body_id = office.session.scalar(select(ProposalLetter.body_id).where(ProposalLetter.id == letter_id))
        actor = make_actor(office.session, Role.HR_OFFICER, office.session.get_one(Unit, body_id))
        reason = "Cấp trên đã có bản giấy."
        services.waive_papers(letter_id, ticks, reason, version=version_of(office, letter_id), actor=actor, at=NOW)


def sign(office: Office, decision_id: UUID, number: int = 5, **changes: Any) -> None:
    """Sign a decision as the head."""
    facts = {"signed_on": SIGNED_ON, "actor": office.head, "at": NOW, **SIGNER, **changes}
    version = facts.pop("version", None) or version_of(office, decision_id)
    services.sign_decision(decision_id, number=number, version=version, **facts)


def send(office: Office, letter_id: UUID, number: int = 45, **changes: Any) -> None:
    """Send a letter as the head; HR has given a reason for the papers that its names lack."""
    if not changes.pop("as_it_is", False):
        waive_all(office, letter_id)
    facts = {"sent_on": SIGNED_ON, "actor": office.head, "at": NOW, **SIGNER, **changes}
    version = facts.pop("version", None) or version_of(office, letter_id)
    services.send_letter(letter_id, number=number, version=version, **facts)
