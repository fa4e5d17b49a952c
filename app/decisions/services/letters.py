"""Proposal letters (tờ trình): drafted by HR, sent by the head; sending forwards the nominations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.audit import trail
from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, refuse
from app.core.text import nfc, nfc_block
from app.core.transaction import transaction
from app.decisions import rules
from app.decisions.enums import LetterStatus, SignerCapacity
from app.decisions.models import PaperWaiver, ProposalItem, ProposalLetter
from app.decisions.queries import council_finished_on
from app.decisions.services.arriving import deliver
from app.decisions.services.ground import (
    body_for_drafting,
    body_for_signing,
    claim_names,
    in_order,
    locked_draft,
    place_names,
    touch,
)
from app.decisions.services.numbering import Signature, keep_as_signed, put_signature, signature_changes
from app.decisions.services.waivers import missing_problems
from app.nominations.enums import Channel, Status
from app.nominations.services.progress import advance_all


@dataclass(frozen=True, slots=True)
class LetterPlan:
    """A letter to draft: proposes endorsed nominations of one campaign to one higher body."""

    body_id: UUID
    campaign_id: UUID
    to_unit_id: UUID
    title: str
    nomination_ids: Sequence[UUID]
    body_text: str = ""


def draft_letter(plan: LetterPlan, *, actor: Actor, at: datetime) -> UUID:
    """Draft a proposal letter for endorsed names and return its id."""
    title, text = nfc(plan.title), nfc_block(plan.body_text)
    refuse(rules.title_problems(title, text))
    with transaction() as session:
        body = body_for_drafting(session, plan.body_id, actor)
        campaign = require_phase(session, plan.campaign_id, Phase.DECIDING, on=local_day(at), body_id=body.id)
        letter = ProposalLetter(
            body_id=body.id,
            campaign_id=campaign.id,
            to_unit_id=plan.to_unit_id,
            year=local_day(at).year,
            title=title,
            body_text=text,
            created_at=at,
        )
        names = _claim(session, plan.nomination_ids, letter)
        session.add(letter)
        session.flush()
        ids = in_order(session, names, body_path=body.path, on=local_day(at))
        place_names(session, letter.id, ids)
        changes = {"title": [None, title], "names": [0, len(ids)]}
        trail.record(session, "letter.drafted", letter.id, actor=actor, at=at, changes=changes)
        return letter.id


def edit_letter(letter_id: UUID, *, title: str, body_text: str, version: int, actor: Actor, at: datetime) -> None:
    """Change the subject and the text of a draft letter."""
    title, text = nfc(title), nfc_block(body_text)
    with transaction() as session:
        letter = _draft(session, letter_id, version, actor)
        refuse(rules.title_problems(title, text))
        changes = {
            field: [before, after]
            for field, before, after in (("title", letter.title, title), ("body_text", letter.body_text, text))
            if before != after
        }
        letter.title, letter.body_text = title, text
        trail.record(session, "letter.edited", letter.id, actor=actor, at=at, changes=changes)


def add_names(letter_id: UUID, nomination_ids: Sequence[UUID], *, version: int, actor: Actor, at: datetime) -> None:
    """Put more endorsed names for the same addressee on a draft letter."""
    with transaction() as session:
        letter = _draft(session, letter_id, version, actor)
        require_phase(session, letter.campaign_id, Phase.DECIDING, on=local_day(at))
        names = _claim(session, nomination_ids, letter)
        before = name_ids(session, letter.id)
        _replace(session, letter, before, [*before, *names], actor=actor, at=at)


def remove_names(letter_id: UUID, nomination_ids: Sequence[UUID], *, version: int, actor: Actor, at: datetime) -> None:
    """Take names off a draft letter; they wait for a paper again."""
    with transaction() as session:
        letter = _draft(session, letter_id, version, actor)
        refuse([] if nomination_ids else [Problem(rules.TICK_ONE, "nomination_ids")])
        before = name_ids(session, letter.id)
        kept = [each for each in before if each not in set(nomination_ids)]
        _replace(session, letter, before, kept, actor=actor, at=at)


def delete_letter(letter_id: UUID, *, version: int, actor: Actor, at: datetime) -> None:
    """Throw a draft letter away; its names wait for a paper again."""
    with transaction() as session:
        letter = _draft(session, letter_id, version, actor)
        changes = {"title": [letter.title, None], "names": [len(name_ids(session, letter.id)), 0]}
        for part in (PaperWaiver, ProposalItem):
            session.execute(delete(part).where(part.letter_id == letter.id))
        session.delete(letter)
        trail.record(session, "letter.deleted", letter_id, actor=actor, at=at, changes=changes)


def send_letter(
    letter_id: UUID,
    *,
    number: int,
    sent_on: date,
    signer_name: str,
    signer_post: str,
    capacity: SignerCapacity,
    version: int,
    actor: Actor,
    at: datetime,
) -> None:
    """Give a draft letter its number and signature; its nominations are then with the higher body."""
    signature = Signature(number, sent_on, "sent_on", signer_name, signer_post, capacity)
    with transaction() as session:
        body = body_for_signing(session, _body_id(session, letter_id), actor)
        letter = locked_draft(session, ProposalLetter, letter_id, version)
        require_phase(session, letter.campaign_id, Phase.DECIDING, on=local_day(at))
        ids = name_ids(session, letter.id)
        problems = [] if ids else [Problem(rules.NO_NAMES)]
        problems += signature.problems(today=local_day(at), not_before=council_finished_on(session, ids))
        refuse([*problems, *missing_problems(session, letter.id)])
        put_signature(session, letter, body, signature)
        letter.status = rules.move_letter(letter.status, LetterStatus.SENT)
        advance_all(session, dict.fromkeys(ids, Status.FORWARDED), actor=actor, at=at)
        keep_as_signed(session, letter)
        changes = signature_changes(letter, LetterStatus.DRAFT.value, "sent_on", len(ids))
        trail.record(session, "letter.sent", letter.id, actor=actor, at=at, changes=changes)
        deliver(session, letter, ids, actor=actor, at=at)


def name_ids(session: Session, letter_id: UUID) -> list[UUID]:
    """Return the nominations on a letter, in their order."""
    query = select(ProposalItem.nomination_id).where(ProposalItem.letter_id == letter_id)
    return list(session.scalars(query.order_by(ProposalItem.position)))


def _claim(session: Session, nomination_ids: Sequence[UUID], letter: ProposalLetter) -> list[UUID]:
    names = claim_names(
        session,
        nomination_ids,
        body_id=letter.body_id,
        campaign_id=letter.campaign_id,
        channel=Channel.PROPOSED,
        to_unit_id=letter.to_unit_id,
    )
    return [name.id for name in names]


def _body_id(session: Session, letter_id: UUID) -> UUID:
    body_id = session.scalar(select(ProposalLetter.body_id).where(ProposalLetter.id == letter_id))
    if body_id is None:
        raise NotFound
    return body_id


def _draft(session: Session, letter_id: UUID, version: int, actor: Actor) -> ProposalLetter:
    body_for_drafting(session, _body_id(session, letter_id), actor)
    return locked_draft(session, ProposalLetter, letter_id, version)


def _replace(
    session: Session, letter: ProposalLetter, before: list[UUID], after: list[UUID], *, actor: Actor, at: datetime
) -> None:
    body = body_for_drafting(session, letter.body_id, actor)
    place_names(session, letter.id, in_order(session, after, body_path=body.path, on=local_day(at)))
    touch(letter)
    changes = {"names": [len(before), len(after)]}
    trail.record(session, "letter.names_changed", letter.id, actor=actor, at=at, changes=changes)
