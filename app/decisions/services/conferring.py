"""What every new award brings along, whoever conferred it: the initiatives that its file named."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.nominations.queries import initiatives_named, ticks_of
from app.records.queries import Conferral
from app.records.services import keep_initiatives_used


def keep_conferrals(session: Session, conferrals: Sequence[Conferral]) -> None:
    """Write new awards with the initiatives they used, in the caller's transaction."""
    session.add_all(conferrals)
    session.flush()
    ids = [each.nomination_id for each in conferrals if each.nomination_id is not None]
    named, answered = initiatives_named(session, ids), ticks_of(session, ids)
    for each in conferrals:
        if each.nomination_id is not None:
            keep_initiatives_used(
                session, each, named.get(each.nomination_id, ()), is_answered=each.nomination_id in answered
            )
