"""One bonus list with its lines, and what became of their awards since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.bonuses.enums import LineState, ListStatus
from app.bonuses.models import BonusLine, BonusList
from app.bonuses.rules import recoverable
from app.campaigns.queries import Campaign
from app.core.errors import NotFound
from app.decisions.queries import Conferral, Decision, Revocation
from app.eligibility.enums import Subject
from app.organisation.enums import UnitKind
from app.organisation.queries import Unit

_PARENT = aliased(Unit, name="parent_unit")


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A bonus list with what its page and its paper say of decision, body and campaign."""

    id: UUID
    version: int
    status: ListStatus
    year: int
    decided_on: date
    made_by_name: str
    made_at: datetime
    approved_by_name: str
    approved_on: date | None
    paid_by_name: str
    paid_on: date | None
    decision_id: UUID
    decision_number: str
    decision_title: str
    signer_post: str
    signer_name: str
    body_id: UUID
    body_name: str
    body_path: str
    body_kind: UnitKind
    body_place: str
    parent_name: str | None
    campaign_name: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line, with the decision that took its award away."""

    id: UUID
    nomination_id: UUID
    subject: Subject
    regime_id: str
    award_code: str
    award_name: str
    name: str
    post: str
    unit_name: str
    state: LineState
    multiplier: str
    base_salary: int | None
    salary_basis: str
    amount: int | None
    arithmetic_vi: str
    arithmetic_en: str
    reason_vi: str
    reason_en: str
    must_confirm: bool
    asks: bool
    answer: bool | None
    answered_by_name: str
    answered_on: date | None
    recovered_on: date | None
    recovered_note: str
    revoked_on: date | None
    revoking_number: str | None

    @property
    def is_counted(self) -> bool:
        """Whether its money is in the total of the list as it was kept."""
        return self.state is LineState.COUNTED

    @property
    def is_due(self) -> bool:
        """Whether its money is still to go out, or went out: the award stands."""
        return self.is_counted and self.revoked_on is None

    def to_recover(self, *, is_paid: bool) -> int:
        """What is to be paid back of it."""
        return recoverable(
            self.state,
            self.amount,
            is_paid=is_paid,
            is_revoked=self.revoked_on is not None,
            is_recovered=self.recovered_on is not None,
        )


_SHEET: Final[tuple[Any, ...]] = (  # Any: as in ListSheet
    BonusList.id,
    BonusList.version,
    BonusList.status,
    BonusList.year,
    BonusList.decided_on,
    BonusList.made_by_name,
    BonusList.made_at,
    BonusList.approved_by_name,
    BonusList.approved_on,
    BonusList.paid_by_name,
    BonusList.paid_on,
    Decision.id,
    Decision.full_number,
    Decision.title,
    Decision.signer_post,
    Decision.signer_name,
    Unit.id,
    Unit.name,
    Unit.path,
    Unit.kind,
    Unit.place,
    _PARENT.name,
    Campaign.name,
)
_LINE: Final[tuple[Any, ...]] = (  # Any: as in LineRow
    BonusLine.id,
    BonusLine.nomination_id,
    BonusLine.subject,
    BonusLine.regime_id,
    BonusLine.award_code,
    BonusLine.award_name,
    BonusLine.name,
    BonusLine.post,
    BonusLine.unit_name,
    BonusLine.state,
    BonusLine.multiplier,
    BonusLine.base_salary,
    BonusLine.salary_basis,
    BonusLine.amount,
    BonusLine.arithmetic_vi,
    BonusLine.arithmetic_en,
    BonusLine.reason_vi,
    BonusLine.reason_en,
    BonusLine.must_confirm,
    BonusLine.asks,
    BonusLine.answer,
    BonusLine.answered_by_name,
    BonusLine.answered_on,
    BonusLine.recovered_on,
    BonusLine.recovered_note,
    Conferral.revoked_on,
    Revocation.decision_number,
)


def list_sheet(session: Session, list_id: UUID) -> ListSheet:
    """One list with its decision and body; raises NotFound."""
    query = (
        select(*_SHEET)
        .join(Decision, Decision.id == BonusList.decision_id)
        .join(Campaign, Campaign.id == Decision.campaign_id)
        .join(Unit, Unit.id == BonusList.body_id)
        .outerjoin(_PARENT, _PARENT.id == Unit.parent_id)
        .where(BonusList.id == list_id)
    )
    row = session.execute(query).first()
    if row is None:
        raise NotFound
    return ListSheet(*row)


def lines_of(session: Session, list_id: UUID) -> Sequence[LineRow]:
    """The lines of a list in the order of the decision."""
    query = (
        select(*_LINE)
        .outerjoin(Conferral, Conferral.nomination_id == BonusLine.nomination_id)
        .outerjoin(Revocation, Revocation.conferral_id == Conferral.id)
        .where(BonusLine.list_id == list_id)
        .order_by(BonusLine.position)
    )
    return [LineRow(*row) for row in session.execute(query)]


def list_of_decision(session: Session, decision_id: UUID) -> BonusList | None:
    """The list of a decision, or None while there is none."""
    return session.scalar(select(BonusList).where(BonusList.decision_id == decision_id))
