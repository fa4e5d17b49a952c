"""Awards held by people and units, whatever their origin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from app.campaigns.enums import CampaignKind
from app.decisions.models import Decision, Revocation
from app.eligibility.enums import Subject
from app.organisation.queries import Membership, Person, Unit
from app.records.enums import Origin
from app.records.queries import Conferral


@dataclass(frozen=True, slots=True)
class ConferralRow:
    """One award held."""

    id: UUID
    nomination_id: UUID | None
    year: int
    regime_id: str
    award_code: str
    campaign_kind: CampaignKind
    subject: Subject
    origin: Origin
    decided_by_name: str
    decision_id: UUID | None
    decision_number: str
    decision_on: date
    revoked_on: date | None
    revoked_reason: str
    revoking_id: UUID | None
    revoking_number: str | None
    revoking_on: date | None
    revoked_by_name: str | None
    decision_path: str | None
    """Where the body of the decision stands in the tree: only its readers may open the decision."""
    revoking_path: str | None


_REVOKING: Final = aliased(Decision, name="revoking_decision")
_DECIDER: Final = aliased(Unit, name="deciding_body")
_REVOKER: Final = aliased(Unit, name="revoking_body")
_COLUMNS: Final[tuple[Any, ...]] = (  # Any: as in the fields of the row
    Conferral.id,
    Conferral.nomination_id,
    Conferral.year,
    Conferral.regime_id,
    Conferral.award_code,
    Conferral.campaign_kind,
    Conferral.subject,
    Conferral.origin,
    Conferral.decided_by_name,
    Conferral.decision_id,
    Conferral.decision_number,
    Conferral.decision_on,
    Conferral.revoked_on,
    Conferral.revoked_reason,
    Revocation.decision_id,
    Revocation.decision_number,
    Revocation.decision_on,
    Revocation.decided_by_name,
    _DECIDER.path,
    _REVOKER.path,
)


def conferrals_of_person(session: Session, person_id: UUID) -> Sequence[ConferralRow]:
    """The awards of a person, newest first."""
    return _rows(session, Conferral.person_id == person_id)


def conferrals_of_unit(session: Session, unit_id: UUID) -> Sequence[ConferralRow]:
    """The awards of a unit as a collective, newest first."""
    return _rows(session, Conferral.collective_id == unit_id)


def _rows(session: Session, condition: ColumnElement[bool]) -> Sequence[ConferralRow]:
    query = (
        select(*_COLUMNS)
        .outerjoin(Revocation, Revocation.conferral_id == Conferral.id)
        .outerjoin(Decision, Decision.id == Conferral.decision_id)
        .outerjoin(_DECIDER, _DECIDER.id == Decision.body_id)
        .outerjoin(_REVOKING, _REVOKING.id == Revocation.decision_id)
        .outerjoin(_REVOKER, _REVOKER.id == _REVOKING.body_id)
        .where(condition)
        .order_by(Conferral.year.desc(), Conferral.decision_on.desc(), Conferral.award_code, Conferral.id)
    )
    return [ConferralRow(*row) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person and the last place they had."""

    id: UUID
    full_name: str
    birth_on: date | None
    post: str | None
    unit_id: UUID | None
    unit_name: str | None
    unit_path: str | None


def person_facts(session: Session, person_id: UUID) -> PersonFacts | None:
    """A person with their newest place, or None."""
    query = (
        select(Person.id, Person.full_name, Person.birth_on, Membership.post, Membership.unit_id, Unit.name, Unit.path)
        .outerjoin(Membership, Membership.person_id == Person.id)
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .where(Person.id == person_id)
        .order_by(Membership.started_on.desc(), Membership.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return PersonFacts(*row) if row else None
