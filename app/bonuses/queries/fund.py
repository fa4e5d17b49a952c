"""The fund of a body and year: its lists with their sums, sums by award, decisions without a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, cast, exists, func, select, union
from sqlalchemy.orm import Session

from app.bonuses.enums import LineState, ListStatus
from app.bonuses.models import BonusLine, BonusList
from app.decisions.enums import DecisionStatus, Outcome
from app.decisions.queries import (
    Conferral,
    Decision,
    DecisionChange,
    DecisionItem,
    ProposalItem,
    ProposalLetter,
)
from app.eligibility.enums import Subject

_COUNTED = BonusLine.state == LineState.COUNTED
_GONE = Conferral.revoked_on.is_not(None)
_PAID = BonusList.status == ListStatus.PAID


@dataclass(frozen=True, slots=True)
class Sums:
    """The money of some lines: kept on lists, paid, to come back, come back."""

    listed: int
    paid: int
    to_recover: int
    recovered: int
    lines: int
    unknown: int


@dataclass(frozen=True, slots=True)
class FundList(Sums):
    """One list of the year with its sums."""

    id: UUID
    status: ListStatus
    decided_on: date
    paid_on: date | None
    decision_number: str
    decision_title: str


@dataclass(frozen=True, slots=True)
class AwardSum(Sums):
    """One award of the year over all lists."""

    regime_id: str
    award_code: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class PendingDecision:
    """A decision that confers awards and has no list: a draft, or one signed in the year."""

    id: UUID
    title: str
    full_number: str
    status: DecisionStatus
    signed_on: date | None
    names: int


_LIST: Final[tuple[Any, ...]] = (  # Any: as in FundList
    BonusList.id,
    BonusList.status,
    BonusList.decided_on,
    BonusList.paid_on,
    Decision.full_number,
    Decision.title,
)


def lists_of_year(session: Session, body_id: UUID, year: int) -> Sequence[FundList]:
    """The lists of a body and year, by the day of their decision."""
    query = _lists().where(BonusList.body_id == body_id, BonusList.year == year)
    query = query.order_by(BonusList.decided_on, Decision.full_number)
    return [FundList(*row) for row in session.execute(query)]


def sums_of_decision(session: Session, decision_id: UUID) -> FundList | None:
    """The list of one decision with its sums, or None while there is none."""
    row = session.execute(_lists().where(BonusList.decision_id == decision_id)).first()
    return FundList(*row) if row else None


def _lists() -> Select[Any]:  # Any: as in FundList
    return (
        select(*_sums(), *_LIST)
        .join(BonusList, BonusList.id == BonusLine.list_id)
        .join(Decision, Decision.id == BonusList.decision_id)
        .outerjoin(Conferral, Conferral.nomination_id == BonusLine.nomination_id)
        .group_by(*_LIST)
    )


def award_sums(session: Session, body_id: UUID, year: int) -> Sequence[AwardSum]:
    """The same money by award; the caller puts the awards in the order of the catalogue."""
    columns: tuple[Any, ...] = (BonusLine.regime_id, BonusLine.award_code, BonusLine.subject)  # Any: as in AwardSum
    query = (
        select(*_sums(), *columns)
        .join(BonusList, BonusList.id == BonusLine.list_id)
        .outerjoin(Conferral, Conferral.nomination_id == BonusLine.nomination_id)
        .where(BonusList.body_id == body_id, BonusList.year == year)
        .group_by(*columns)
    )
    return [AwardSum(*row) for row in session.execute(query)]


def _sums() -> tuple[Any, ...]:  # Any: as in Sums
    gone_before = and_(_GONE, ~_PAID)
    owed = and_(_COUNTED, _PAID, _GONE)
    return (
        _sum(and_(_COUNTED, ~gone_before)),
        _sum(and_(_COUNTED, _PAID)),
        _sum(and_(owed, BonusLine.recovered_on.is_(None))),
        _sum(and_(owed, BonusLine.recovered_on.is_not(None))),
        func.count(),
        _number(BonusLine.state == LineState.NO_FIGURE),
    )


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(case((condition, BonusLine.amount), else_=0)), 0), BigInteger)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(case((condition, 1), else_=0)), 0), BigInteger)


def pending_decisions(session: Session, body_id: UUID, year: int) -> Sequence[PendingDecision]:
    """Decisions that confer awards and have no list: drafts, and those signed in the year with a name that stands."""
    names = (
        select(func.count())
        .select_from(DecisionItem)
        .where(DecisionItem.decision_id == Decision.id)
        .correlate(Decision)
        .scalar_subquery()
    )
    query = (
        select(Decision.id, Decision.title, Decision.full_number, Decision.status, Decision.signed_on, names)
        .where(
            Decision.body_id == body_id,
            (Decision.status == DecisionStatus.DRAFT) | (Decision.year == year),
            Decision.status != DecisionStatus.REVOKED,
            ~exists().where(DecisionChange.decision_id == Decision.id),
            ~exists().where(BonusList.decision_id == Decision.id),
        )
        .order_by(case((Decision.status == DecisionStatus.DRAFT, 1), else_=0), Decision.signed_on, Decision.id)
    )
    return [PendingDecision(*row) for row in session.execute(query)]


def count_paid_by_others(session: Session, body_id: UUID, year: int) -> int:
    """How many awards on letters of this body were conferred by a higher one in the year: their money is not ours."""
    query = (
        select(func.count())
        .select_from(ProposalItem)
        .join(ProposalLetter, ProposalLetter.id == ProposalItem.letter_id)
        .where(
            ProposalLetter.body_id == body_id,
            ProposalItem.outcome == Outcome.CONFERRED,
            ProposalItem.decision_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
    )
    return session.scalar(query) or 0


def fund_years(session: Session, body_id: UUID) -> list[int]:
    """The years in which a body signed a decision, newest first."""
    listed = select(BonusList.year).where(BonusList.body_id == body_id)
    signed = select(Decision.year).where(Decision.body_id == body_id, Decision.number.is_not(None))
    return sorted(session.scalars(union(listed, signed)), reverse=True)
