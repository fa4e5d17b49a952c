"""One paper with its body and campaign, and for a decision that changes another one: what it changes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.campaigns.enums import CampaignKind, CampaignStatus
from app.campaigns.queries import Campaign
from app.core.access import Actor
from app.core.errors import NotFound
from app.decisions import policy
from app.decisions.enums import ChangeKind, DecisionStatus, LetterStatus, SignerCapacity
from app.decisions.models import Decision, DecisionChange, ProposalLetter
from app.organisation.enums import UnitKind
from app.organisation.queries import Unit

_PARENT = aliased(Unit, name="parent_unit")
_ADDRESSEE = aliased(Unit, name="addressee_unit")
_TARGET = aliased(Decision, name="target_decision")


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One paper with what its page and its print view say of body and campaign."""

    id: UUID
    version: int
    title: str
    number: int | None
    full_number: str
    signer_name: str
    signer_post: str
    signer_capacity: SignerCapacity | None
    created_at: datetime
    body_id: UUID
    body_name: str
    body_path: str
    body_symbol: str
    body_place: str
    body_kind: UnitKind
    parent_name: str | None
    campaign_id: UUID
    campaign_name: str
    campaign_kind: CampaignKind
    campaign_status: CampaignStatus
    campaign_year: int
    campaign_legal_basis: str
    regime_id: str
    printed: dict[str, Any] | None  # Any: the parts of a paper, as it was signed


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """What a decision does to an earlier one, and why."""

    kind: ChangeKind
    target_id: UUID
    target_number: str
    target_on: date
    target_title: str
    target_status: DecisionStatus
    is_whole: bool
    reason: str
    rule_id: str
    legal_basis: str
    new_title: str
    new_text: str


@dataclass(frozen=True, slots=True)
class DecisionSheet(PaperSheet):
    """One decision; ``change`` is none where it confers awards."""

    status: DecisionStatus
    signed_on: date | None
    change: ChangeFacts | None

    @property
    def revokes(self) -> bool:
        """Whether it takes awards of an earlier decision away."""
        return self.change is not None and self.change.kind is ChangeKind.REVOCATION


@dataclass(frozen=True, slots=True)
class LetterSheet(PaperSheet):
    """One proposal letter."""

    status: LetterStatus
    sent_on: date | None
    body_text: str
    to_unit_id: UUID
    to_unit_name: str


def _sheet_columns(
    paper: type[Decision] | type[ProposalLetter], own: tuple[Any, ...]
) -> tuple[Any, ...]:  # Any: as in PaperSheet
    return (
        paper.id,
        paper.version,
        paper.title,
        paper.number,
        paper.full_number,
        paper.signer_name,
        paper.signer_post,
        paper.signer_capacity,
        paper.created_at,
        Unit.id,
        Unit.name,
        Unit.path,
        Unit.symbol,
        Unit.place,
        Unit.kind,
        _PARENT.name,
        Campaign.id,
        Campaign.name,
        Campaign.kind,
        Campaign.status,
        Campaign.year,
        Campaign.legal_basis,
        Campaign.regime_id,
        paper.printed,
        *own,
    )


_CHANGE: Final[tuple[Any, ...]] = (  # Any: as in ChangeFacts
    DecisionChange.kind,
    _TARGET.id,
    _TARGET.full_number,
    _TARGET.signed_on,
    _TARGET.title,
    _TARGET.status,
    DecisionChange.is_whole,
    DecisionChange.reason,
    DecisionChange.rule_id,
    DecisionChange.legal_basis,
    DecisionChange.new_title,
    DecisionChange.new_text,
)


def conferring_sheet(session: Session, actor: Actor, decision_id: UUID) -> DecisionSheet:
    """One decision that confers awards, for one who may read it; raises NotFound."""
    sheet = decision_sheet(session, decision_id)
    if not policy.may_read(actor, sheet.body_path) or sheet.change is not None:
        raise NotFound
    return sheet


def decision_sheet(session: Session, decision_id: UUID) -> DecisionSheet:
    """One decision with its body and campaign; raises NotFound."""
    query = (
        select(*_sheet_columns(Decision, (Decision.status, Decision.signed_on)), *_CHANGE)
        .join(Unit, Unit.id == Decision.body_id)
        .outerjoin(_PARENT, _PARENT.id == Unit.parent_id)
        .join(Campaign, Campaign.id == Decision.campaign_id)
        .outerjoin(DecisionChange, DecisionChange.decision_id == Decision.id)
        .outerjoin(_TARGET, _TARGET.id == DecisionChange.target_id)
        .where(Decision.id == decision_id)
    )
    row = session.execute(query).first()
    if row is None:
        raise NotFound
    own, change = row[: -len(_CHANGE)], row[-len(_CHANGE) :]
    return DecisionSheet(*(*own, ChangeFacts(*change) if change[0] else None))


def letter_sheet(session: Session, letter_id: UUID) -> LetterSheet:
    """One proposal letter with its body, addressee and campaign; raises NotFound."""
    own = (ProposalLetter.status, ProposalLetter.sent_on, ProposalLetter.body_text, _ADDRESSEE.id, _ADDRESSEE.name)
    query = (
        select(*_sheet_columns(ProposalLetter, own))
        .join(Unit, Unit.id == ProposalLetter.body_id)
        .outerjoin(_PARENT, _PARENT.id == Unit.parent_id)
        .join(Campaign, Campaign.id == ProposalLetter.campaign_id)
        .join(_ADDRESSEE, _ADDRESSEE.id == ProposalLetter.to_unit_id)
        .where(ProposalLetter.id == letter_id)
    )
    row = session.execute(query).first()
    if row is None:
        raise NotFound
    return LetterSheet(*row)
