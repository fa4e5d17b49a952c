"""The number registers of a body: the papers of a year by number, and the number that comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, true, union
from sqlalchemy.orm import Session, aliased

from app.decisions.enums import ChangeKind, DecisionStatus, LetterStatus
from app.decisions.models import Decision, DecisionChange, ProposalLetter
from app.decisions.queries.bodies import Head, head_query
from app.decisions.queries.sheets import DecisionSheet, LetterSheet
from app.organisation.queries import Unit

_TARGET = aliased(Decision, name="target_decision")


@dataclass(frozen=True, slots=True)
class RegisteredDecision:
    """A signed decision in the register of its year."""

    id: UUID
    number: int
    full_number: str
    signed_on: date
    title: str
    signer_name: str
    status: DecisionStatus
    change: ChangeKind | None
    target_number: str | None


@dataclass(frozen=True, slots=True)
class RegisteredLetter:
    """A sent letter in the register of its year."""

    id: UUID
    number: int
    full_number: str
    sent_on: date
    title: str
    signer_name: str
    status: LetterStatus
    to_unit_name: str


def decisions_in_register(session: Session, body_id: UUID, year: int) -> Sequence[RegisteredDecision]:
    """The decisions that a body numbered in a year, lowest number first."""
    columns: tuple[Any, ...] = (  # Any: as in RegisteredDecision; numbers and days are there once numbered
        Decision.id,
        Decision.number,
        Decision.full_number,
        Decision.signed_on,
        Decision.title,
        Decision.signer_name,
        Decision.status,
        DecisionChange.kind,
        _TARGET.full_number,
    )
    query = (
        select(*columns)
        .outerjoin(DecisionChange, DecisionChange.decision_id == Decision.id)
        .outerjoin(_TARGET, _TARGET.id == DecisionChange.target_id)
        .where(Decision.body_id == body_id, Decision.year == year, Decision.number.is_not(None))
        .order_by(Decision.number)
    )
    return [RegisteredDecision(*row) for row in session.execute(query)]


def letters_in_register(session: Session, body_id: UUID, year: int) -> Sequence[RegisteredLetter]:
    """The letters that a body numbered in a year, lowest number first."""
    columns: tuple[Any, ...] = (  # Any: as in RegisteredLetter
        ProposalLetter.id,
        ProposalLetter.number,
        ProposalLetter.full_number,
        ProposalLetter.sent_on,
        ProposalLetter.title,
        ProposalLetter.signer_name,
        ProposalLetter.status,
        Unit.name,
    )
    query = (
        select(*columns)
        .join(Unit, Unit.id == ProposalLetter.to_unit_id)
        .where(ProposalLetter.body_id == body_id, ProposalLetter.year == year, ProposalLetter.number.is_not(None))
        .order_by(ProposalLetter.number)
    )
    return [RegisteredLetter(*row) for row in session.execute(query)]


def register_years(session: Session, body_id: UUID) -> list[int]:
    """The years in which a body numbered a paper, newest first."""
    decided = select(Decision.year).where(Decision.body_id == body_id, Decision.number.is_not(None))
    proposed = select(ProposalLetter.year).where(ProposalLetter.body_id == body_id, ProposalLetter.number.is_not(None))
    return sorted(session.scalars(union(decided, proposed)), reverse=True)


def next_signature(session: Session, paper: DecisionSheet | LetterSheet, on: date) -> tuple[int, Head | None]:
    """What the next signature of a body begins with: the number after the highest of this year, and who heads it."""
    register = Decision if isinstance(paper, DecisionSheet) else ProposalLetter
    highest = select(func.max(register.number)).where(register.body_id == paper.body_id, register.year == on.year)
    head = head_query(paper.body_id, on).subquery()
    query = (
        select(func.coalesce(highest.scalar_subquery(), 0) + 1, head.c.full_name, head.c.post)
        .select_from(Unit)
        .outerjoin(head, true())
        .where(Unit.id == paper.body_id)
    )
    number, name, post = session.execute(query).one()
    return number, Head(name, post) if name else None
