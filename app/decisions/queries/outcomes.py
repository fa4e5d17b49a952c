"""What became of one nomination after the council: on which paper it stands, and how it ended."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from app.decisions.enums import DecisionStatus, LetterStatus, Outcome
from app.decisions.models import Decision, DecisionItem, ProposalItem, ProposalLetter, Revocation
from app.nominations.queries import Nomination
from app.nominations.queries.arrivals import ARRIVED, ARRIVED_HIGHER, HOLDING, ON_ARRIVED, ON_ARRIVED_HIGHER
from app.organisation.queries import Unit
from app.records.queries import Conferral


@dataclass(frozen=True, slots=True)
class NominationOutcome:
    """The paper of a nomination: our decision, or our letter with the answer of the higher body."""

    decision_id: UUID | None
    decision_status: DecisionStatus | None
    signed_number: str | None
    signed_on: date | None
    signer_name: str | None
    letter_id: UUID | None
    letter_status: LetterStatus | None
    letter_number: str | None
    sent_on: date | None
    to_unit_name: str | None
    outcome: Outcome | None
    foreign_number: str | None
    foreign_on: date | None
    note: str | None
    revoked_on: date | None
    revoking_id: UUID | None
    revoking_number: str | None


_COLUMNS: Final[tuple[Any, ...]] = (  # Any: as in the fields of the row
    Decision.id,
    Decision.status,
    Decision.full_number,
    Decision.signed_on,
    Decision.signer_name,
    ProposalLetter.id,
    ProposalLetter.status,
    ProposalLetter.full_number,
    ProposalLetter.sent_on,
    Unit.name,
    ProposalItem.outcome,
    ProposalItem.decision_number,
    ProposalItem.decision_on,
    ProposalItem.note,
    Conferral.revoked_on,
    case((ARRIVED.nomination_id.is_(None), Revocation.decision_id)),
    Revocation.decision_number,
)


def outcome_of(session: Session, nomination_id: UUID) -> NominationOutcome | None:
    """The paper on which a nomination stands, or None; the caller has checked who may know of the nomination."""
    query = (
        select(*_COLUMNS)
        .select_from(Nomination)
        .outerjoin(DecisionItem, DecisionItem.nomination_id == Nomination.id)
        .outerjoin(Decision, Decision.id == DecisionItem.decision_id)
        .outerjoin(ProposalItem, ProposalItem.nomination_id == Nomination.id)
        .outerjoin(ProposalLetter, ProposalLetter.id == ProposalItem.letter_id)
        .outerjoin(Unit, Unit.id == ProposalLetter.to_unit_id)
        .outerjoin(ARRIVED, ON_ARRIVED)
        .outerjoin(ARRIVED_HIGHER, ON_ARRIVED_HIGHER)
        .outerjoin(Conferral, Conferral.nomination_id == HOLDING)
        .outerjoin(Revocation, Revocation.conferral_id == Conferral.id)
        .where(Nomination.id == nomination_id)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    found = NominationOutcome(*row)
    return found if found.decision_id or found.letter_id else None
