"""Withdrawing: the unit takes a file back before the council has it."""

from datetime import datetime
from uuid import UUID

from app.core.access import Actor
from app.core.errors import NotAllowed, check_version
from app.core.text import nfc_block
from app.core.transaction import transaction
from app.nominations import policy, rules
from app.nominations.enums import Status
from app.nominations.services.contents import hold
from app.nominations.services.progress import advance
from app.nominations.services.verification import checked_reason


def withdraw_nomination(
    nomination_id: UUID, *, actor: Actor, at: datetime, reason: str = "", version: int | None = None
) -> None:
    """Take a file back for good; once it was submitted only the head may, and says why."""
    with transaction() as session:
        [file] = hold(session, [nomination_id], actor=actor)
        rules.move(file.nomination.status, Status.WITHDRAWN)
        if not policy.may_withdraw(actor, file.unit_path, file.nomination.status):
            raise NotAllowed
        if version is not None:
            check_version(file.nomination, version)
        reason = nfc_block(reason) if file.nomination.status is Status.DRAFT else checked_reason(reason)
        advance(session, nomination_id, Status.WITHDRAWN, actor=actor, at=at, reason=reason)
