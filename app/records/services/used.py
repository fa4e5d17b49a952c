"""The initiatives that an award used up, kept when the award is conferred through the program."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from app.eligibility.rulebook import UnknownRule, rulebooks
from app.records import rules
from app.records.queries import Conferral, ConferralDetail, ConferralInitiative


def keep_initiatives_used(
    session: Session, conferral: Conferral, initiative_ids: Collection[UUID], *, is_answered: bool
) -> None:
    """Keep with a new award what its file named; ``is_answered``: an officer answered the conditions of that file.

    Nothing named counts as "none was used" only where the award asks for no initiative: an officer may have
    answered the rest and left the initiatives out, and then their use is unknown.
    """
    known = bool(initiative_ids) or (is_answered and not _asks_for_initiatives(conferral))
    session.add(ConferralDetail(conferral_id=conferral.id, initiatives_known=known))
    session.add_all(
        ConferralInitiative(conferral_id=conferral.id, initiative_id=each) for each in sorted(set(initiative_ids))
    )


def _asks_for_initiatives(conferral: Conferral) -> bool:
    try:
        return rules.asks_for_initiatives(rulebooks().regime(conferral.regime_id), conferral.award_code)
    except UnknownRule:
        return True
