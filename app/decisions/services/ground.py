"""What every act on a paper needs: the right record in the right hands, and names that may stand on it."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.core.access import Actor
from app.core.errors import NotAllowed, NotFound, TransitionError, check_version, refuse
from app.core.transaction import lock
from app.decisions import policy, rules
from app.decisions.enums import DecisionStatus, LetterStatus
from app.decisions.models import Decision, DecisionItem, PaperWaiver, ProposalItem, ProposalLetter
from app.decisions.queries import BodyFacts, body_facts, count_on_paper, recipients_to_rank
from app.nominations.enums import Channel, Status
from app.nominations.queries import Nomination

Paper = TypeVar("Paper", Decision, ProposalLetter)


def body_for_drafting(session: Session, body_id: UUID, actor: Actor) -> BodyFacts:
    """Return the body whose papers the actor may draft; raises NotFound or NotAllowed."""
    body = body_facts(session, body_id)
    if not policy.may_read(actor, body.path):
        raise NotFound
    if not policy.may_draft(actor, body.path):
        raise NotAllowed
    return body


def body_for_signing(session: Session, body_id: UUID, actor: Actor) -> BodyFacts:
    """Return the body whose papers the actor may sign; raises NotFound or NotAllowed."""
    body = body_facts(session, body_id)
    if not policy.may_read(actor, body.path):
        raise NotFound
    if not policy.may_sign(actor, body.path):
        raise NotAllowed
    return body


def locked_draft(session: Session, kind: type[Paper], paper_id: UUID, version: int) -> Paper:
    """Return a draft held for this act; raises TransitionError when signed or sent, StaleVersion when changed."""
    paper = lock(session, kind, paper_id)
    if paper.status not in {DecisionStatus.DRAFT, LetterStatus.DRAFT}:
        raise TransitionError(f"the paper is {paper.status}")
    check_version(paper, version)
    return paper


def touch(paper: Decision | ProposalLetter) -> None:
    """Let the version grow although only the names have changed, so that an open form of the head is stale."""
    flag_modified(paper, "title")


def claim_names(
    session: Session,
    nomination_ids: Sequence[UUID],
    *,
    body_id: UUID,
    campaign_id: UUID,
    channel: Channel,
    to_unit_id: UUID | None = None,
) -> list[Nomination]:
    """Hold endorsed nominations of this body, campaign and channel that stand on no paper; raises RuleBroken."""
    asked = list(dict.fromkeys(nomination_ids))
    query = select(Nomination).where(Nomination.id.in_(asked)).order_by(Nomination.id).with_for_update()
    found = session.scalars(query.execution_options(populate_existing=True)).all()
    fit = [
        nomination
        for nomination in found
        if (nomination.body_id, nomination.campaign_id) == (body_id, campaign_id)
        and (nomination.status, nomination.channel) == (Status.ENDORSED, channel)
        and nomination.to_unit_id == to_unit_id
    ]
    taken = count_on_paper(session, [nomination.id for nomination in fit])
    problem = rules.names_problem(len(asked), len(fit), taken)
    refuse([problem] if problem else [])
    return fit


def in_order(session: Session, nomination_ids: Sequence[UUID], *, body_path: str, on: date) -> list[UUID]:
    """Return the nominations in the order in which officers list them."""
    return rules.in_officers_order(recipients_to_rank(session, nomination_ids, body_path=body_path, on=on))


def place_recipients(session: Session, decision_id: UUID, ordered: Sequence[UUID]) -> None:
    """Write the recipients of a decision anew, in this order."""
    session.execute(delete(DecisionItem).where(DecisionItem.decision_id == decision_id))
    session.add_all(
        DecisionItem(decision_id=decision_id, nomination_id=nomination_id, position=position)
        for position, nomination_id in enumerate(ordered, 1)
    )
    session.flush()


def place_names(session: Session, letter_id: UUID, ordered: Sequence[UUID]) -> None:
    """Write the names of a draft letter anew, in this order; reasons for papers of other names go with them."""
    waivers = delete(PaperWaiver).where(PaperWaiver.letter_id == letter_id)
    session.execute(waivers.where(PaperWaiver.nomination_id.not_in(ordered)))
    session.execute(delete(ProposalItem).where(ProposalItem.letter_id == letter_id))
    session.add_all(
        ProposalItem(letter_id=letter_id, nomination_id=nomination_id, position=position)
        for position, nomination_id in enumerate(ordered, 1)
    )
    session.flush()
