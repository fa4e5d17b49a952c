"""Decisions and proposal letters: lists, one paper with its body, and the names on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.campaigns.enums import CampaignKind, CampaignStatus
from app.campaigns.queries import Campaign
from app.core.errors import NotFound
from app.council.enums import ItemResult
from app.council.models import AgendaItem, Meeting
from app.decisions.enums import DecisionStatus, LetterStatus, Outcome, SignerCapacity
from app.decisions.models import Decision, DecisionItem, ProposalItem, ProposalLetter
from app.eligibility.enums import Subject
from app.nominations.enums import Status
from app.nominations.queries import Nomination
from app.organisation.enums import UnitKind
from app.organisation.queries import Unit

_PARENT = aliased(Unit, name="parent_unit")
_ADDRESSEE = aliased(Unit, name="addressee_unit")
_NOMINATOR = aliased(Unit, name="nominating_unit")


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as a list shows it."""

    id: UUID
    title: str
    full_number: str
    status: DecisionStatus
    signed_on: date | None
    campaign_name: str
    names: int


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A proposal letter as a list shows it."""

    id: UUID
    title: str
    full_number: str
    status: LetterStatus
    sent_on: date | None
    campaign_name: str
    to_unit_name: str
    names: int
    pending: int


def decisions_of(session: Session, body_id: UUID, year: int) -> Sequence[DecisionRow]:
    """The decisions on the campaigns of a body and year, drafts first, then the newest."""
    query = (
        select(
            Decision.id,
            Decision.title,
            Decision.full_number,
            Decision.status,
            Decision.signed_on,
            Campaign.name,
            _counted(DecisionItem.decision_id, Decision.id),
        )
        .join(Campaign, Campaign.id == Decision.campaign_id)
        .where(Decision.body_id == body_id, Campaign.year == year)
        .order_by(case((Decision.status == DecisionStatus.DRAFT, 0), else_=1), Decision.signed_on.desc())
        .order_by(Decision.number.desc(), Decision.id.desc())
    )
    return [DecisionRow(*row) for row in session.execute(query)]


def letters_of(session: Session, body_id: UUID, year: int) -> Sequence[LetterRow]:
    """The proposal letters on the campaigns of a body and year, drafts first, then the newest."""
    query = (
        select(
            ProposalLetter.id,
            ProposalLetter.title,
            ProposalLetter.full_number,
            ProposalLetter.status,
            ProposalLetter.sent_on,
            Campaign.name,
            Unit.name,
            _counted(ProposalItem.letter_id, ProposalLetter.id),
            _counted(ProposalItem.letter_id, ProposalLetter.id, ProposalItem.outcome == Outcome.PENDING),
        )
        .join(Campaign, Campaign.id == ProposalLetter.campaign_id)
        .join(Unit, Unit.id == ProposalLetter.to_unit_id)
        .where(ProposalLetter.body_id == body_id, Campaign.year == year)
        .order_by(case((ProposalLetter.status == LetterStatus.DRAFT, 0), else_=1), ProposalLetter.sent_on.desc())
        .order_by(ProposalLetter.number.desc(), ProposalLetter.id.desc())
    )
    return [LetterRow(*row) for row in session.execute(query)]


def _counted(
    key: InstrumentedAttribute[UUID], paper: InstrumentedAttribute[UUID], *conditions: ColumnElement[bool]
) -> Any:  # Any: SQLAlchemy's scalar subquery of an integer
    counted = select(func.count()).select_from(key.class_).where(key == paper, *conditions)
    return counted.correlate(paper.class_).scalar_subquery()


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


@dataclass(frozen=True, slots=True)
class DecisionSheet(PaperSheet):
    """One decision."""

    status: DecisionStatus
    signed_on: date | None


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
        *own,
    )


def decision_sheet(session: Session, decision_id: UUID) -> DecisionSheet:
    """One decision with its body and campaign; raises NotFound."""
    query = (
        select(*_sheet_columns(Decision, (Decision.status, Decision.signed_on)))
        .join(Unit, Unit.id == Decision.body_id)
        .outerjoin(_PARENT, _PARENT.id == Unit.parent_id)
        .join(Campaign, Campaign.id == Decision.campaign_id)
        .where(Decision.id == decision_id)
    )
    row = session.execute(query).first()
    if row is None:
        raise NotFound
    return DecisionSheet(*row)


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


@dataclass(frozen=True, slots=True)
class Name:
    """One name on a paper, in the officers' order; the outcome is that of a letter."""

    nomination_id: UUID
    number: int
    status: Status
    subject: Subject
    regime_id: str
    award_code: str
    nominee_name: str
    nominee_post: str
    nominee_unit_name: str
    person_id: UUID | None
    collective_id: UUID | None
    nominating_unit: str
    votes_for: int | None
    base_count: int | None
    closed_at: datetime | None
    held_at: datetime | None
    outcome: Outcome | None = None
    decision_number: str = ""
    decision_on: date | None = None
    note: str = ""


_NAME: Final[tuple[Any, ...]] = (  # Any: as in the fields of the row
    Nomination.id,
    Nomination.number,
    Nomination.status,
    Nomination.subject,
    Nomination.regime_id,
    Nomination.award_code,
    Nomination.nominee_name,
    Nomination.nominee_post,
    Nomination.nominee_unit_name,
    Nomination.person_id,
    Nomination.collective_id,
    _NOMINATOR.name,
    AgendaItem.votes_for,
    AgendaItem.base_count,
    AgendaItem.closed_at,
    Meeting.held_at,
)
_ADOPTED = and_(AgendaItem.nomination_id == Nomination.id, AgendaItem.result == ItemResult.ADOPTED)


def names_on_decision(session: Session, decision_id: UUID) -> Sequence[Name]:
    """The recipients of a decision, in the officers' order, with the vote of the council."""
    query = (
        select(*_NAME)
        .select_from(DecisionItem)
        .join(Nomination, Nomination.id == DecisionItem.nomination_id)
        .join(_NOMINATOR, _NOMINATOR.id == Nomination.unit_id)
        .outerjoin(AgendaItem, _ADOPTED)
        .outerjoin(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(DecisionItem.decision_id == decision_id)
        .order_by(DecisionItem.position)
    )
    return [Name(*row) for row in session.execute(query)]


def names_on_letter(session: Session, letter_id: UUID) -> Sequence[Name]:
    """The names on a proposal letter, in the officers' order, with the vote of the council and the outcome."""
    outcome: tuple[Any, ...] = (
        ProposalItem.outcome,
        ProposalItem.decision_number,
        ProposalItem.decision_on,
        ProposalItem.note,
    )
    query = (
        select(*(_NAME + outcome))
        .select_from(ProposalItem)
        .join(Nomination, Nomination.id == ProposalItem.nomination_id)
        .join(_NOMINATOR, _NOMINATOR.id == Nomination.unit_id)
        .outerjoin(AgendaItem, _ADOPTED)
        .outerjoin(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(ProposalItem.letter_id == letter_id)
        .order_by(ProposalItem.position)
    )
    return [Name(*row) for row in session.execute(query)]


def next_decision_number(session: Session, body_id: UUID, year: int) -> int:
    """The number after the highest one in the register of decisions of a body and year."""
    query = select(func.max(Decision.number)).where(Decision.body_id == body_id, Decision.year == year)
    return (session.scalar(query) or 0) + 1


def next_letter_number(session: Session, body_id: UUID, year: int) -> int:
    """The number after the highest one in the register of proposal letters of a body and year."""
    query = select(func.max(ProposalLetter.number)).where(
        ProposalLetter.body_id == body_id, ProposalLetter.year == year
    )
    return (session.scalar(query) or 0) + 1
