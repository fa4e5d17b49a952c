"""The names on a paper in the officers' order, with the vote, the outcome, and what became of the award later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, and_, case, select
from sqlalchemy.orm import Session, aliased

from app.council.enums import ItemResult
from app.council.models import AgendaItem, Meeting
from app.council.queries.voting import VOTES_TOLD
from app.decisions.enums import ChangeKind, DecisionStatus, Outcome
from app.decisions.models import (
    Decision,
    DecisionChange,
    DecisionChangeItem,
    DecisionItem,
    ProposalItem,
    Revocation,
)
from app.eligibility.enums import Subject
from app.nominations.enums import Status
from app.nominations.queries import EXCEPTION_KEPT, Nomination
from app.nominations.queries.arrivals import ARRIVED, ARRIVED_HIGHER, HOLDING, ON_ARRIVED, ON_ARRIVED_HIGHER
from app.nominations.queries.links import LOWERED_ABOVE
from app.organisation.queries import Unit
from app.records.queries import Conferral

_NOMINATOR = aliased(Unit, name="nominating_unit")


@dataclass(frozen=True, slots=True)
class Printed:
    """A recipient as a paper prints it."""

    name: str
    post: str
    unit_name: str


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
    conferral_id: UUID | None
    revoked_on: date | None
    revoked_reason: str | None
    revoking_id: UUID | None
    revoking_number: str | None
    exception_reason: str | None
    """Why the file passed although a condition is not met; none or empty for the others."""
    outcome: Outcome | None = None
    decision_number: str = ""
    decision_on: date | None = None
    note: str = ""
    correction: Printed | None = None
    corrected_by: str = ""
    is_there: bool = False
    """Whether the file has arrived at the addressee, in this installation."""
    lowered_above: str | None = None
    """The lower award that the addressee adopted instead, as ``LOWERED_ABOVE`` tells of it."""

    @property
    def holds(self) -> bool:
        """Whether the name holds the award today."""
        return self.status is Status.CONFERRED


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
    VOTES_TOLD,
    AgendaItem.base_count,
    AgendaItem.closed_at,
    Meeting.held_at,
    Conferral.id,
    Conferral.revoked_on,
    Conferral.revoked_reason,
    case((ARRIVED.nomination_id.is_(None), Revocation.decision_id)),
    Revocation.decision_number,
    EXCEPTION_KEPT,
)
_ADOPTED = and_(AgendaItem.nomination_id == Nomination.id, AgendaItem.result == ItemResult.ADOPTED)


def _names(*more: Any) -> Select[Any]:  # Any: as in Name
    return (
        select(*_NAME, *more)
        .join(_NOMINATOR, _NOMINATOR.id == Nomination.unit_id)
        .outerjoin(AgendaItem, _ADOPTED)
        .outerjoin(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(ARRIVED, ON_ARRIVED)
        .outerjoin(ARRIVED_HIGHER, ON_ARRIVED_HIGHER)
        .outerjoin(Conferral, Conferral.nomination_id == HOLDING)
        .outerjoin(Revocation, Revocation.conferral_id == Conferral.id)
    )


def names_on_decision(session: Session, decision_id: UUID, *, is_changed: bool = True) -> Sequence[Name]:
    """The recipients of a decision as it was signed, with the corrections signed since.

    ``is_changed=False`` spares the look for corrections of a decision that is known to be as it was signed.
    """
    query = (
        _names()
        .join(DecisionItem, DecisionItem.nomination_id == Nomination.id)
        .where(DecisionItem.decision_id == decision_id)
        .order_by(DecisionItem.position)
    )
    corrected = corrections_of(session, decision_id) if is_changed else {}
    return [_with_correction(Name(*row), corrected) for row in session.execute(query)]


def _with_correction(name: Name, corrected: dict[UUID, tuple[Printed, str]]) -> Name:
    found = corrected.get(name.nomination_id)
    return replace(name, correction=found[0], corrected_by=found[1]) if found else name


def corrections_of(session: Session, decision_id: UUID) -> dict[UUID, tuple[Printed, str]]:
    """How a decision's recipients are printed since it was amended, and by which decision; the newest counts."""
    item = DecisionChangeItem
    query = (
        select(item.nomination_id, item.new_name, item.new_post, item.new_unit_name, Decision.full_number)
        .join(DecisionChange, DecisionChange.decision_id == item.decision_id)
        .join(Decision, Decision.id == item.decision_id)
        .where(
            DecisionChange.target_id == decision_id,
            DecisionChange.kind == ChangeKind.AMENDMENT,
            Decision.status != DecisionStatus.DRAFT,
        )
        .order_by(Decision.signed_at)
    )
    return {each: (Printed(name, post, unit), number) for each, name, post, unit, number in session.execute(query)}


def changed_names(session: Session, decision_id: UUID) -> Sequence[Name]:
    """The names on a decision that amends or revokes, as printed before; ``correction`` is the new print."""
    item = DecisionChangeItem
    prints = (item.old_name, item.old_post, item.old_unit_name, item.new_name, item.new_post, item.new_unit_name)
    query = (
        _names(*prints)
        .join(item, item.nomination_id == Nomination.id)
        .where(item.decision_id == decision_id)
        .order_by(item.position)
    )
    return [_as_printed(Name(*row[: -len(prints)]), *row[-len(prints) :]) for row in session.execute(query)]


def _as_printed(
    name: Name, old_name: str, old_post: str, old_unit: str, new_name: str, new_post: str, new_unit: str
) -> Name:
    return replace(
        name,
        nominee_name=old_name,
        nominee_post=old_post,
        nominee_unit_name=old_unit,
        correction=Printed(new_name, new_post, new_unit),
    )


def names_on_letter(session: Session, letter_id: UUID) -> Sequence[Name]:
    """The names on a proposal letter with the outcome."""
    outcome = (ProposalItem.outcome, ProposalItem.decision_number, ProposalItem.decision_on, ProposalItem.note)
    there = ARRIVED.nomination_id.is_not(None)
    query = (
        _names(*outcome, there, LOWERED_ABOVE)
        .join(ProposalItem, ProposalItem.nomination_id == Nomination.id)
        .where(ProposalItem.letter_id == letter_id)
        .order_by(ProposalItem.position)
    )
    return [replace(Name(*row[:-2]), is_there=row[-2], lowered_above=row[-1]) for row in session.execute(query)]


def standing_names(session: Session, decision_id: UUID) -> list[Name]:
    """The recipients of a decision who hold its award today, as they are printed today."""
    return [_printed_today(name) for name in names_on_decision(session, decision_id) if name.holds]


def _printed_today(name: Name) -> Name:
    now = name.correction
    if now is None:
        return name
    return replace(name, nominee_name=now.name, nominee_post=now.post, nominee_unit_name=now.unit_name)
