"""A letter reaches its addressee in the same installation: by itself when it is sent, or when HR there takes it in."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.campaigns.enums import CampaignStatus, Phase
from app.campaigns.queries import Campaign
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, RuleBroken, TransitionError, refuse
from app.core.text import nfc
from app.core.transaction import lock, transaction
from app.decisions import rules
from app.decisions.enums import LetterStatus, Outcome
from app.decisions.models import ProposalItem, ProposalLetter
from app.decisions.services.ground import body_for_drafting, touch
from app.nominations.enums import Status
from app.nominations.queries import body_held
from app.nominations.queries.arrivals import arrived_as
from app.nominations.services.arrival import arrival_problems, arrive
from app.nominations.services.progress import advance
from app.organisation.queries import Unit


def deliver(session: Session, letter: ProposalLetter, ids: Sequence[UUID], *, actor: Actor, at: datetime) -> None:
    """Let the names of a letter that has just been sent arrive, when one round of the addressee is open for them.

    Where none is, or not for all of them, the letter is sent all the same and waits for HR of the addressee.
    """
    campaign = _open_round(session, letter, at=at)
    if campaign is None or arrival_problems(session, campaign, ids):
        return
    _take(session, letter, campaign, ids, actor=actor, at=at)


def _open_round(session: Session, letter: ProposalLetter, *, at: datetime) -> Campaign | None:
    """The one open campaign of the addressee of the same kind and year; none when there are several."""
    own = session.get_one(Campaign, letter.campaign_id)
    query = (
        select(Campaign.id)
        .join(Unit, Unit.id == Campaign.body_id)
        .where(
            Campaign.body_id == letter.to_unit_id,
            Campaign.kind == own.kind,
            Campaign.year == own.year,
            Campaign.status == CampaignStatus.OPEN,
            Unit.is_external.is_(False),
        )
    )
    found = session.scalars(query).all()
    if len(found) != 1:
        return None
    body_held(session, found[0])
    try:
        return require_phase(session, found[0], Phase.OPEN, on=local_day(at))
    except RuleBroken:
        return None


def take_in(letter_id: UUID, campaign_id: UUID, *, actor: Actor, at: datetime) -> int:
    """Take a whole letter that waits at its addressee into a campaign there; returns the number of names."""
    with transaction() as session:
        letter, ids = _held_there(session, letter_id, actor)
        body = body_held(session, campaign_id)
        if body is None or body.id != letter.to_unit_id:
            raise NotFound
        campaign = require_phase(session, campaign_id, Phase.OPEN, Phase.VERIFYING, on=local_day(at))
        refuse(arrival_problems(session, campaign, ids))
        return _take(session, letter, campaign, ids, actor=actor, at=at)


def refuse_letter(letter_id: UUID, reason: str, *, actor: Actor, at: datetime) -> int:
    """Decline every name of a letter that waits at its addressee, with a reason; returns their number."""
    reason = nfc(reason)
    with transaction() as session:
        letter, ids = _held_there(session, letter_id, actor)
        refuse(rules.refusal_problems(reason))
        query = select(ProposalItem).where(ProposalItem.letter_id == letter.id)
        items = {item.nomination_id: item for item in session.scalars(query)}
        for each in ids:
            items[each].outcome, items[each].note = Outcome.DECLINED, reason
            advance(session, each, Status.DECLINED, actor=actor, at=at, reason=reason)
        pending = sum(item.outcome is Outcome.PENDING for item in items.values())
        changes: dict[str, object] = {"pending": [pending + len(ids), pending]}
        touch(letter)
        if pending == 0:
            letter.status = rules.move_letter(letter.status, LetterStatus.ANSWERED)
            changes["status"] = [LetterStatus.SENT.value, letter.status.value]
        trail.record(session, "letter.refused_above", letter.id, actor=actor, at=at, reason=reason, changes=changes)
        return len(ids)


def _held_there(session: Session, letter_id: UUID, actor: Actor) -> tuple[ProposalLetter, list[UUID]]:
    """Hold a letter that waits at a body whose papers the actor drafts, with the names that wait."""
    addressee_id = session.scalar(select(ProposalLetter.to_unit_id).where(ProposalLetter.id == letter_id))
    if addressee_id is None:
        raise NotFound
    body_for_drafting(session, addressee_id, actor)
    letter = lock(session, ProposalLetter, letter_id)
    if letter.status is LetterStatus.DRAFT:
        raise NotFound
    ids = _waiting(session, letter.id)
    if letter.status is not LetterStatus.SENT or not ids:
        raise TransitionError("nothing of this letter waits")
    return letter, ids


def _waiting(session: Session, letter_id: UUID) -> list[UUID]:
    """The names of a letter without an answer that have not arrived."""
    query = select(ProposalItem.nomination_id).where(
        ProposalItem.letter_id == letter_id, ProposalItem.outcome == Outcome.PENDING
    )
    ids = list(session.scalars(query.order_by(ProposalItem.position)))
    there = arrived_as(session, ids)
    return [each for each in ids if each not in there]


def _take(
    session: Session,
    letter: ProposalLetter,
    campaign: Campaign,
    ids: Sequence[UUID],
    *,
    actor: Actor,
    at: datetime,
) -> int:
    made = arrive(session, campaign, ids, actor=actor, at=at)
    touch(letter)
    changes = {"arrived": [0, len(made)], "campaign": [None, campaign.name]}
    trail.record(session, "letter.arrived", letter.id, actor=actor, at=at, changes=changes)
    return len(made)


def refuse_arrived(session: Session, ids: Sequence[UUID]) -> None:
    """Names that arrived in this installation are answered there and nowhere else; raises RuleBroken."""
    if arrived_as(session, ids):
        raise RuleBroken(rules.answered_there())
