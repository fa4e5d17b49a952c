"""Verifying: the officer accepts a file, returns it with marked reasons, or refuses it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, Problem, RuleBroken, check_version, refuse
from app.core.text import nfc_block
from app.core.transaction import transaction
from app.nominations import policy, rules
from app.nominations.enums import Part, Status, VerdictMoment
from app.nominations.models import ReturnMark
from app.nominations.queries import HeldFile
from app.nominations.services.contents import hold
from app.nominations.services.progress import advance, advance_all
from app.nominations.services.verdicts import judged_files, store_verdicts, unmet_problems


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a file and what is to be mended there."""

    part: Part
    text: str


def verify_nominations(ids: Collection[UUID], *, actor: Actor, at: datetime) -> None:
    """Accept these files for the council, all or none."""
    with transaction() as session:
        files = _hold_for(session, ids, Status.VERIFIED, actor=actor, at=at)
        nominations = [file.nomination for file in files]
        judged = judged_files(session, nominations, at=at)
        refuse(unmet_problems(session, nominations, judged, at=at))
        advance_all(session, dict.fromkeys((each.id for each in nominations), Status.VERIFIED), actor=actor, at=at)
        store_verdicts(session, nominations, judged, VerdictMoment.VERIFICATION, actor=actor, at=at)


def return_nomination(
    nomination_id: UUID, marks: Sequence[Mark], *, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Give a file back to its unit with at least one marked part; ``version`` refuses a page that is out of date."""
    kept = [Mark(mark.part, nfc_block(mark.text)) for mark in marks if mark.text.strip()]
    with transaction() as session:
        [file] = _hold_for(session, [nomination_id], Status.RETURNED, actor=actor, at=at)
        if version is not None:
            check_version(file.nomination, version)
        refuse(_mark_problems(kept))
        session.add_all(
            ReturnMark(nomination_id=nomination_id, part=mark.part, text=mark.text, marked_at=at) for mark in kept
        )
        reason = "\n".join(mark.text for mark in kept)
        advance(session, nomination_id, Status.RETURNED, actor=actor, at=at, reason=reason)


def refuse_nomination(
    nomination_id: UUID, reason: str, *, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Refuse a file for good, with a reason; the nominee may be nominated anew."""
    with transaction() as session:
        [file] = _hold_for(session, [nomination_id], Status.REFUSED, actor=actor, at=at)
        if version is not None:
            check_version(file.nomination, version)
        reason = checked_reason(reason)
        advance(session, nomination_id, Status.REFUSED, actor=actor, at=at, reason=reason)


def checked_reason(reason: str) -> str:
    """Return the cleaned reason; raises RuleBroken when it is empty or too long."""
    cleaned = nfc_block(reason)
    if not cleaned:
        raise RuleBroken(Problem(_l("Say why."), "reason"))
    if len(cleaned) > rules.LONGEST_REASON:
        raise RuleBroken(Problem(_l("At most %(most)s characters fit.", most=rules.LONGEST_REASON), "reason"))
    return cleaned


def _hold_for(session: Session, ids: Collection[UUID], to: Status, *, actor: Actor, at: datetime) -> list[HeldFile]:
    """Lock files for the verifier: seen, allowed, in the right state, in the right phase."""
    files = hold(session, ids, actor=actor)
    if not all(policy.may_verify(actor, file.unit_path) for file in files):
        raise NotAllowed
    for file in files:
        rules.move(file.nomination.status, to)
    for campaign_id in sorted({file.nomination.campaign_id for file in files}):
        require_phase(session, campaign_id, *rules.VERIFYING_PHASES, on=local_day(at))
    return files


def _mark_problems(marks: Sequence[Mark]) -> list[Problem]:
    if not marks:
        return [Problem(_l("Mark at least one part and say what is to be mended."))]
    return [
        Problem(_l("At most %(most)s characters fit.", most=rules.LONGEST_REASON), mark.part.value)
        for mark in marks
        if len(mark.text) > rules.LONGEST_REASON
    ]
