"""The head deviates from the council: an endorsed name is not approved, with a written reason."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.audit import trail
from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import Conflict, NotFound, refuse
from app.core.text import nfc_block
from app.core.transaction import lock, transaction
from app.decisions import rules
from app.decisions.enums import DecisionStatus, LetterStatus
from app.decisions.models import Decision, DecisionItem, PaperWaiver, ProposalItem, ProposalLetter
from app.decisions.services.ground import body_for_signing, touch
from app.nominations.enums import Status
from app.nominations.queries import Nomination
from app.nominations.services.progress import advance


def not_approve(nomination_id: UUID, reason: str, *, actor: Actor, at: datetime) -> None:
    """Leave an endorsed name without the award, against the council, for a written reason; drafts lose the name."""
    reason = nfc_block(reason)
    with transaction() as session:
        facts = session.execute(
            select(Nomination.body_id, Nomination.campaign_id).where(Nomination.id == nomination_id)
        ).first()
        if facts is None:
            raise NotFound
        body_for_signing(session, facts.body_id, actor)
        refuse(rules.reason_problems(reason))
        # Papers are held before nominations, as in signing, so that the two acts never wait for each other in a ring.
        paper = _hold_paper(session, nomination_id)
        require_phase(session, facts.campaign_id, Phase.DECIDING, on=local_day(at))
        advance(session, nomination_id, Status.NOT_APPROVED, actor=actor, at=at, reason=reason)
        if _paper_id(session, nomination_id) != (paper.id if paper else None):
            raise Conflict("the name was put on a paper meanwhile")
        if paper is not None:
            _take_off(session, paper, nomination_id, actor=actor, at=at)


def _paper_id(session: Session, nomination_id: UUID) -> UUID | None:
    on_decision = select(DecisionItem.decision_id).where(DecisionItem.nomination_id == nomination_id)
    on_letter = select(ProposalItem.letter_id).where(ProposalItem.nomination_id == nomination_id)
    return session.scalar(on_decision) or session.scalar(on_letter)


def _hold_paper(session: Session, nomination_id: UUID) -> Decision | ProposalLetter | None:
    paper_id = _paper_id(session, nomination_id)
    if paper_id is None:
        return None
    if session.scalar(select(Decision.id).where(Decision.id == paper_id)) is not None:
        return lock(session, Decision, paper_id)
    return lock(session, ProposalLetter, paper_id)


def _take_off(
    session: Session, paper: Decision | ProposalLetter, nomination_id: UUID, *, actor: Actor, at: datetime
) -> None:
    """Take the name off the draft; a paper already signed keeps its names, and ``advance`` has refused before."""
    assert paper.status in {DecisionStatus.DRAFT, LetterStatus.DRAFT}
    kind = "decision" if isinstance(paper, Decision) else "letter"
    for item in (DecisionItem, ProposalItem, PaperWaiver):
        session.execute(delete(item).where(item.nomination_id == nomination_id))
    touch(paper)
    changes = {"taken_off": [str(nomination_id), None]}
    trail.record(session, f"{kind}.name_taken_off", paper.id, actor=actor, at=at, changes=changes)
